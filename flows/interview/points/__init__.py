"""Goes through the criteria of a rung, one by one."""
