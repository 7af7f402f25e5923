"""What is stored of respondents: their sessions, plans, evidence, reminders; and its deletion."""
