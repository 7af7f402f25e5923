"""Asks the questions of a self-check, records the answers and reviews them."""
