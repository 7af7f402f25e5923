"""Reads the file of a roster into cells, in a process of its own."""
