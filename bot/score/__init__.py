"""Reads answers from JSON and writes results as JSON."""
