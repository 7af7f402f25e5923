"""Holds the standard as data: its model, its loader, and the checks that an edition must pass."""
