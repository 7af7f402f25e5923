"""Reminders: who is due, each given once, by an engine that survives restarts."""
