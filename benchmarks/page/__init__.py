"""Measures the page and the cards that people answer: `python -m benchmarks.page`."""
