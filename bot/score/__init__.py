"""Answers as JSON in, results as JSON out."""
