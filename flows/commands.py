"""Holds the table of all commands, and reads a line as a command in the same way for every face."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from flows.typed_text import one_line
from flows.views import View

SLASH = "/"
# What a Chinese keyboard types for a slash. It counts as one only before a known name, because a line may begin with it.
NEARLY_SLASHES = ("／", "、")


class Known(Struct, frozen=True):
    """One command of the table.

    `view` is the view that it opens ("" if it does something else). `moves` says that it may change something.
    `before_consent` says that it is useful to a person about whom nothing is stored.
    """

    name: str
    view: str = ""
    moves: bool = False
    before_consent: bool = False


class Commanded(Struct, frozen=True):
    """What a line commands: the name in small letters, what was written after it, and the bot it is addressed to ("" if none).

    `known` is the entry of the table; None if there is no such command.
    """

    name: str
    argument: str
    bot: str
    known: Known | None


# In the order of menus: commands that delete or begin again come last.
TABLE = (
    Known("start"),
    Known("quick", moves=True),
    Known("full", moves=True),
    Known("resume", moves=True),
    Known("result", View.result),
    Known("plan", View.plan),
    Known("history", View.history),
    Known("language", View.language, before_consent=True),
    Known("standard", View.standard, before_consent=True),
    Known("campaigns"),
    Known("colleagues"),
    Known("cases"),
    Known("elsewhere", View.elsewhere),
    Known("stop", moves=True),
    Known("plain", moves=True),
    Known("help", View.help, before_consent=True),
    Known("about", View.about, before_consent=True),
    Known("privacy", View.privacy, before_consent=True),
    Known("mydata"),
    Known("restart", View.restart),
    Known("forget", View.forget),
)
COMMANDS = tuple(known.name for known in TABLE)
KNOWN = {known.name: known for known in TABLE}
# The view that each command opens, for commands that do nothing else.
OPENED = {known.name: known.view for known in TABLE if known.view}


def command_in(line: str) -> Commanded | None:
    """Return the command that a line gives; None if the line is not a command.

    A command begins with a slash and ends at the first white space. Capitals, full-width letters and invisible marks make no
    difference. A line with a slash and an unknown name is a command too, with `known` None: a typing error must not become an
    answer.
    """
    first, *rest = line.split(maxsplit=1) or [""]
    first = one_line(first)
    sign, name = first[:1], unicodedata.normalize("NFKC", first[1:]).lower()
    name, _, bot = name.partition("@")
    known = KNOWN.get(name)
    if sign == SLASH or (sign in NEARLY_SLASHES and known is not None):
        return Commanded(name, rest[0].strip() if rest else "", bot, known)
    return None
