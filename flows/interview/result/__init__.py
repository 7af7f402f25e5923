"""The result: the stars in three readings, what blocks the next one, what to build first."""
