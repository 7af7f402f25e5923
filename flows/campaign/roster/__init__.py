"""Reads a roster: which institutions a campaign asks, taken from a spreadsheet that an officer brings."""
