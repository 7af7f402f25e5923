"""Calls to Telegram: the one client, cards, documents, reminders."""
