"""Prepares the input of the typesetter: a template's name and its data, which can pass to another process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.documents.typst.breaking import breakable
from bot.documents.typst.glyphs import visible

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TypstInput:
    """A template, its data as JSON, and the day of a PDF; without a day it becomes a picture of one page."""

    template: str
    data: str
    day: date | None = None


def typst_input(template: str, data: Data, day: date | None = None, kept_whole: tuple[str, ...] = ()) -> TypstInput:
    """Return the input for a template. What a person wrote reaches it as JSON data only, never as code.

    Characters that the fonts cannot draw are replaced, and long words get marks to break at, except those with a `kept_whole`.
    """
    return TypstInput(template, json.dumps(_drawable(data, kept_whole), ensure_ascii=False), day)


def _drawable(value: Any, kept_whole: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return breakable(visible(value), kept_whole)
    if isinstance(value, dict):
        return {key: _drawable(item, kept_whole) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(item, kept_whole) for item in value]
    return value
