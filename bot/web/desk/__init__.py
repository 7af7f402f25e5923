"""The desk of officers on the page."""
