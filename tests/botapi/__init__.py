"""A strict Telegram Bot API over real HTTP, and people who talk to the bot through it."""

from .files import StoredFile
from .injection import Nonsense
from .person import Person, Seen
from .schema import Schema, Upload
from .server import BotApi, Call, Violation
from .world import Toast

__all__ = ["BotApi", "Call", "Nonsense", "Person", "Schema", "Seen", "StoredFile", "Toast", "Upload", "Violation"]
