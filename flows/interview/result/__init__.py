"""Shows the result: the stars in three readings, what blocks the next one, and what to build first."""
