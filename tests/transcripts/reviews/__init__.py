"""An institution that hands in, and follows its review, on the page and in Telegram."""
