"""The ways to talk with Xingjie (Telegram, web page, terminal), its commands, and the code that connects them with storage."""
