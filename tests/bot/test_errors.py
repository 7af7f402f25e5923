"""Every error that bot defines is in the tree that bot/errors.py draws, below the class that it inherits from."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re

import pytest

import bot
import bot.errors
from bot.attachments.inspection import FileRefused
from bot.commands.verify import BadKey
from bot.documents.renderer import DocumentFailed, PersonQueueFull, QueueFull
from bot.documents.sealed.strict_fields import NotSealed
from bot.score.fields import Unreadable
from flows.dialogue import Phrase, Refusal, phrase

BRANCH = re.compile(r"^(?P<before>[ │]*)[├└]── (?P<name>\w+)", re.MULTILINE)
# These draw a tree of their own, or never leave their module's caller.
ELSEWHERE = {"bot.telegram.outgoing.errors", "bot.telegram.outgoing.http_client"}
# They are errors of aiohttp and of the system, which callers catch as such.
FOREIGN = {"UploadTooSlow", "FolderReplaced"}


def drawn() -> dict[str, str]:
    """Return each error of the drawing with the one above it."""
    above: dict[int, str] = {-1: "Exception"}
    found = {}
    for branch in BRANCH.finditer(bot.errors.__doc__ or ""):
        depth = (len(branch["before"]) - 4) // 4
        above[depth] = branch["name"]
        found[branch["name"]] = above[depth - 1]
    return found


def defined() -> dict[str, str]:
    """Return each public error that a module of bot defines with the class that it inherits from."""
    modules = [
        importlib.import_module(each.name)
        for each in pkgutil.walk_packages(bot.__path__, "bot.")
        if "__main__" not in each.name
    ]
    return {
        error.__name__: error.__bases__[0].__name__
        for module in modules
        if module.__name__ not in ELSEWHERE
        for error in vars(module).values()
        if inspect.isclass(error) and issubclass(error, Exception) and error.__module__ == module.__name__
        if not error.__name__.startswith("_") and error.__name__ not in FOREIGN
    }


def test_the_drawing_shows_every_error() -> None:
    shown = drawn()
    assert {name: shown[name] for name in shown if name not in ("Refusal", "TelegramError")} == defined()
    assert (shown["Refusal"], shown["TelegramError"]) == ("Exception", "Exception")


WHY = phrase("file-empty")


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (FileRefused(WHY), WHY),
        (DocumentFailed(), phrase("document-failed")),
        (QueueFull(), phrase("document-crowded")),
        (PersonQueueFull(), phrase("document-yours-first")),
        (NotSealed("verify-broken", "answers.\n"), phrase("verify-broken", where="answers.\\u{a}")),
        (Unreadable(WHY, line=3), WHY),
        (BadKey(), phrase("verify-bad-key")),
    ],
)
def test_every_refusal_brings_its_sentence(error: Refusal, why: Phrase) -> None:
    assert error.why == why
    assert str(error) == why.key
