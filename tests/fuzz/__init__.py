"""Nonsense of every kind: no exception reaches a person, and no stored answer changes by it."""
