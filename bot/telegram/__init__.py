"""The Telegram face: dispatcher, handlers, presenter."""
