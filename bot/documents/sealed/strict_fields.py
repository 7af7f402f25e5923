"""Reads the values of a sealed document: each is of its type, or the document is refused with the place of the fault."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NoReturn, TypeVar

from flows.dialogue import Refusal, phrase
from flows.typed_text import escaped_line

AT_MOST = 2 * 1024 * 1024
SHOWN = 120
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
HEX = re.compile(r"(?:[0-9a-f]{2})*")
Time = TypeVar("Time", date, datetime)


class NotSealed(Refusal):
    """Bytes that are not a sealed file of a known format.

    `key` names the sentence that says why, `where` the place in the file ("" for the whole file). Both come with `where`
    escaped, because it holds keys of the file: it must neither break the one line nor fill the screen.
    """

    def __init__(self, key: str, where: str = "") -> None:
        super().__init__(phrase(key, where=escaped_line(where, SHOWN)))


def document_in(data: bytes, *formats: str) -> dict[str, Any]:
    """Return the JSON object that bytes hold, of one of these formats. Raises NotSealed.

    If a key occurs twice, the last one counts, so the caller compares the bytes with the canonical form.
    """
    if len(data) > AT_MOST:
        raise NotSealed("verify-too-large")
    try:
        document = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotSealed("verify-no-json") from error
    if not isinstance(document, dict) or document.get("format") not in formats:
        raise NotSealed("verify-foreign")
    return document


def only_keys(said: dict[str, Any], keys: set[str], where: str) -> None:
    """Refuse an object that has any other key."""
    for key in said:
        if key not in keys:
            refuse(path_of(where, key))


def object_at(said: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    """Return the object under a key."""
    value = said.get(key)
    if not isinstance(value, dict):
        refuse(path_of(where, key))
    return value


def text_at(said: dict[str, Any], key: str, where: str) -> str:
    """Return the text under a key."""
    value = said.get(key)
    if not isinstance(value, str):
        refuse(path_of(where, key))
    return value


def number_at(said: dict[str, Any], key: str, where: str, most: int) -> int:
    """Return the whole number from 0 to `most` under a key."""
    value = said.get(key)
    if type(value) is not int or not 0 <= value <= most:
        refuse(path_of(where, key))
    return int(value)


def flag_at(said: dict[str, Any], key: str, where: str) -> bool:
    """Return the truth value under a key; False if the key is missing."""
    value = said.get(key, False)
    if type(value) is not bool:
        refuse(path_of(where, key))
    return value


def day_at(said: dict[str, Any], key: str, where: str) -> date:
    """Return the day under a key."""
    return _in_time(text_at(said, key, where), DAY, date.fromisoformat, path_of(where, key))


def moment_at(said: dict[str, Any], key: str) -> datetime:
    """Return the moment under a key, in UTC and whole seconds."""
    return _in_time(text_at(said, key, ""), MOMENT, lambda text: datetime.fromisoformat(text).astimezone(UTC), key)


def _in_time(text: str, pattern: re.Pattern[str], read: Callable[[str], Time], where: str) -> Time:
    try:
        if pattern.fullmatch(text):
            return read(text)
    except (ValueError, OverflowError):
        pass
    raise NotSealed("verify-no-day", where)


def hex_at(said: dict[str, Any], key: str, length: int, where: str = "") -> bytes:
    """Return the bytes, `length` of them, under a key in hexadecimal digits."""
    text = text_at(said, key, where)
    if len(text) != 2 * length or not HEX.fullmatch(text):
        refuse(path_of(where, key))
    return bytes.fromhex(text)


def path_of(where: str, key: str) -> str:
    """Return the path of a key in the document."""
    return f"{where}.{key}" if where else key


def refuse(where: str) -> NoReturn:
    """Raise NotSealed for the value at this place."""
    raise NotSealed("verify-broken", where)
