"""How fast, against whom, on what."""
