"""Associations: their officers, who gets in, and the log of what officers do."""
