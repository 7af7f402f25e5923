"""Begins a new self-check with the last one's answers, and compares two."""
