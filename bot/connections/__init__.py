"""Limits how long, how fast and how many clients are connected, for the page and the webhook."""
