"""Whole cases of review, from the request to the end, on the desk and the page."""
