"""What campaigns write to people: broadcasts of officers, and the reminders that a campaign promised."""
