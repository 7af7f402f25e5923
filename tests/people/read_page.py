"""Reads a page as a person does: the words of its main part, line by line, and the buttons in brackets."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html.parser import HTMLParser

BLOCKS = frozenset(
    [
        "address",
        "article",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "hr",
        "label",
        "legend",
        "li",
        "main",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
    ]
)
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "line", "polygon", "use"})
UNSEEN = frozenset({"script", "style", "svg", "title"})
SECRETS = (
    (re.compile(r"(https?://)?127\.0\.0\.1:\d+"), r"\1page.example"),
    (re.compile(r"(?<![0-9A-Z])[0-9A-Z]{3} [0-9A-Z]{4}(?![0-9A-Z])"), "CODE"),
    (re.compile(r"(/(?:c|in|invited)/)[\w-]{22}"), r"\1TOKEN"),
    (re.compile(r"\b\d{12,}\b"), "ID"),
    (re.compile(r"\b\d\d:\d\d\b"), "HH:MM"),
)
DAY = re.compile(r"\d{4}-\d\d-\d\d|\d+ [A-Z][a-z]+ \d{4}|\d{4}年\d+月\d+日")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._unseen = 0
        self._in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "main":
            self._in_main = True
        if tag not in VOID and (self._unseen or tag in UNSEEN or "hidden" in given):
            self._unseen += 1
        if tag in BLOCKS:
            self.lines.append("")
        elif tag in ("td", "th"):
            self._add(" | ")
        elif tag == "button":
            self._add(" [")
        elif tag == "input" and given.get("type", "text") not in ("hidden", "file"):
            mark = (
                "(x) "
                if "checked" in given
                else "( ) "
                if given["type"] in ("radio", "checkbox")
                else given.get("value") or "…"
            )
            self._add(f" {mark}")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= bool(self._unseen)
        if tag == "button":
            self._add("]")
        if tag in BLOCKS:
            self.lines.append("")
        if tag == "main":
            self._in_main = False

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        if self._in_main and not self._unseen:
            self.lines[-1] += text


def words_of(html: str) -> list[str]:
    """Return the lines of a page's main part, without empty ones."""
    reader = _Words()
    reader.feed(html)
    return [line for text in reader.lines if (line := " ".join(text.split()).removeprefix("| "))]


def timeless(text: str, today: date) -> str:
    """Return a text without what differs from run to run: addresses, secrets, ids and moments; days are counted from today."""
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    days = {written: number for number in range(-2, 400) for written in _written(today + timedelta(days=number))}
    return DAY.sub(lambda found: f"<day {days[found[0]]:+}>" if found[0] in days else found[0], text)


def _written(day: date) -> tuple[str, str, str]:
    return day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day.year}年{day.month}月{day.day}日"
