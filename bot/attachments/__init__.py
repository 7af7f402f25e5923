"""Inspects, limits and stores the files that people attach as evidence."""
