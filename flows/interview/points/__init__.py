"""Goes through the criteria of a rung, point by point."""
