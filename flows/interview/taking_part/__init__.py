"""Says what a campaign asks of a respondent, and what they agree to show."""
