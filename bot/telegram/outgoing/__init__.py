"""What goes to Telegram: one client, cards, documents, reminders."""
