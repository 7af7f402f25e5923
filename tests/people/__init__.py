"""The people that tests play: what they press, type and send, on Telegram, on the page, in a browser, on the command line."""
