"""The phone page: the same conversation and the same screens, without Telegram and without JavaScript."""
