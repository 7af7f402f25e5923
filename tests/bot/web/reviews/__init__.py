"""The pages on which an institution hands in, and follows its review."""
