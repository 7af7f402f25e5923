"""Looks into a whole file for what it can do, or hides, beside what it shows."""
