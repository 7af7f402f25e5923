"""Cases: their log, what institutions hand in, what reviewers decide, and what is issued."""
