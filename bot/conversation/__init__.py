"""What every face says and shows: one conversation, whatever the way it is held."""
