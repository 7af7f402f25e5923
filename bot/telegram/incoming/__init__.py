"""What comes from Telegram: polling or webhook, parsed, queued by chat, and handled."""
