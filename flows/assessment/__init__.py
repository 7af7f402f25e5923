"""The arithmetic: ratings to scorecard, gaps and roadmap; and the order of asking."""
