"""Reminders: whether, when, and what they say."""
