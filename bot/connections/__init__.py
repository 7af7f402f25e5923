"""How long and how many clients may be connected, for the page and the webhook."""
