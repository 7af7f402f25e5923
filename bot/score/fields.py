"""Checks single values of answers in JSON. What is wrong is named by its path of keys."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, NoReturn

from bot.score.fast_reader import TEXT_AT_MOST
from flows.dialogue import Arg, Phrase, Refusal, phrase
from flows.standard.model import TOP

# The number of characters of a file's text that a fault repeats.
SHOWN = 120
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Unreadable(Refusal):
    """Answers that cannot be taken. `why` names the key and the cause, `line` the line on which the text is no longer JSON.

    `where` is the path of keys to the fault, with dots between them.
    """

    def __init__(self, why: Phrase, line: int | None = None, where: str = "") -> None:
        super().__init__(why)
        self.line = line
        self.where = where

    def line_in(self, data: bytes) -> int:
        """Return the line (from 1) of `data` that has the fault. The keys of `where` are looked for one after the other."""
        at = 0
        for key in self.where.split("."):
            at = max(at, data.find(f'"{key}"'.encode(errors="replace"), at))
        return self.line or data.count(b"\n", 0, at) + 1


def object_in(data: bytes) -> dict[str, Any]:
    """Return the one JSON object that bytes hold. Raises Unreadable, also if a key is given twice."""
    try:
        found = DECODER.decode(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(phrase("answers-no-text", byte=str(error.start + 1))) from error
    except RecursionError:
        refuse("", "answers-nested")
    except json.JSONDecodeError as error:
        raise Unreadable(phrase("answers-no-json", column=str(error.colno)), error.lineno) from error
    except ValueError:
        refuse("", "answers-number-long")
    if not isinstance(found, dict):
        refuse("", "answers-no-object")
    return found


def check_keys(value: dict[str, Any], known: frozenset[str], where: str) -> None:
    """Raise Unreadable if an object has a key that is not known. `where` is "" for the outermost one."""
    for key in value:
        if key not in known:
            refuse(f"{where}.{key}" if where else key, "answers-key", known=", ".join(sorted(known)))


def day_at(value: Any, where: str) -> date | None:
    """Return a day, or None for null."""
    if value is None:
        return None
    if not isinstance(value, str) or not DAY.fullmatch(value):
        refuse(where, "answers-no-day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        refuse(where, "answers-no-such-day", given=value)


def level_at(value: Any, where: str) -> int:
    """Return a rung from 0 to 5."""
    if type(value) is not int or not 0 <= value <= TOP:
        refuse(where, "answers-no-level")
    return int(value)


def flag_at(value: dict[str, Any], key: str, where: str) -> bool:
    """Return a flag; False if it is null or left out."""
    flag = value.get(key, False)
    if flag is None:
        return False
    if type(flag) is not bool:
        refuse(f"{where}.{key}", "answers-no-flag")
    return flag


def text_at(value: dict[str, Any], key: str, where: str) -> str:
    """Return a text; "" if it is null or left out."""
    text = value.get(key)
    if text is None or (text is False and key == "not_applicable"):
        return ""
    if not isinstance(text, str):
        refuse(f"{where}.{key}", "answers-no-words")
    if not text.strip():
        refuse(f"{where}.{key}", "answers-empty")
    if len(text) > TEXT_AT_MOST:
        refuse(f"{where}.{key}", "answers-long", most=TEXT_AT_MOST)
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        refuse(next(key for key in keys if keys.count(key) > 1), "answers-twice")
    return found


def _constant(name: str) -> NoReturn:
    refuse("", "answers-no-number", given=name)


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_constant)


def refuse(where: str, cause: str, **args: Arg) -> NoReturn:
    """Raise Unreadable: `cause` is the key of what is wrong at `where`, the path of keys with dots between them."""
    # A key comes from outside: it must neither break the one line nor fill the screen.
    shown = "".join(c if c.isprintable() else "?" for c in where)[:SHOWN]
    why = phrase(cause, **args)
    raise Unreadable(phrase("answers-at", where=shown, cause=why) if shown else why, where=where)
