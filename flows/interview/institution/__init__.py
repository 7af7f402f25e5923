"""Asks for the institution's name, which the documents bear."""
