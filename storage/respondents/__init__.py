"""What is stored about respondents: their sessions, plans, evidence, reminders; and its deletion."""
