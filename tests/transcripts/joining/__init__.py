"""People who take part in campaigns with the answers that they have, on the page and in Telegram."""
