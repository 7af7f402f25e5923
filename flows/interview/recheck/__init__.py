"""A new self-check from the last one's answers, and what changed between two."""
