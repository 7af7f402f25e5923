"""The questions of a self-check: asking, recording, reviewing."""
