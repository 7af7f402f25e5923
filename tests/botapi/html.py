"""Telegram's parse_mode=HTML: a small markup language of its own, stricter than HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?P<dec>\d{1,9})|#[xX](?P<hex>[0-9a-fA-F]{1,9})|(?P<name>[A-Za-z][A-Za-z0-9]*))(?P<end>;?)")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"(?P<name>[^\s=>]*)\s*(?:(?P<eq>=)\s*(?:\"(?P<dq>[^\"]*)\"|'(?P<sq>[^']*)'|(?P<bare>[^\s>\"']+)))?")
_SPACE = re.compile(r"\s*")
_PLAIN = re.compile(r"[^<&]+")


class HtmlError(ValueError):
    """The text is not valid; the message is Telegram's, without its "can't parse entities: " prefix."""


@dataclass(frozen=True)
class Parsed:
    """The visible text, trimmed as Telegram trims it, and its MessageEntity objects (offsets in UTF-16
    units)."""

    text: str
    entities: tuple[dict[str, Any], ...] = ()


@dataclass
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


@dataclass
class _State:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)


def utf16_length(text: str) -> int:
    """Input: any text. Output: its length in UTF-16 code units, the unit of every Telegram limit and
    offset."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(source: str) -> Parsed:
    """Input: HTML text as the bot sends it. Output: what the person sees. Raises HtmlError as Telegram
    refuses."""
    state = _State(source)
    while state.at < len(source):
        _step(state)
    if state.stack:
        raise HtmlError(f'Can\'t find end tag corresponding to start tag "{state.stack[-1].tag}"')
    return trim("".join(state.out), _merge_code(state.entities))


def trim(text: str, entities: list[dict[str, Any]]) -> Parsed:
    """Input: text and its entities. Output: both without surrounding whitespace, entities clipped and in
    order."""
    visible = text.strip()
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(visible)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Parsed(visible, tuple(kept))


def _step(state: _State) -> None:
    char = state.source[state.at]
    if char == "&":
        _read_reference(state)
    elif char == "<" and state.source.startswith("</", state.at):
        _read_end(state)
    elif char == "<":
        _read_start(state)
    else:
        plain = _PLAIN.match(state.source, state.at)
        assert plain is not None  # a character that begins neither a tag nor a reference
        _emit(state, plain[0], len(plain[0]))


def _emit(state: _State, text: str, consumed: int) -> None:
    state.out.append(text)
    state.length += utf16_length(text)
    state.at += consumed


def _read_reference(state: _State) -> None:
    match = _REFERENCE.match(state.source, state.at)
    char = _decode(match) if match else None
    if match is not None and char is not None:
        _emit(state, char, match.end() - match.start())
        return
    if match is not None and match["end"]:
        # Telegram shows such a reference unchanged; to the reader that is a fault, so it is refused here.
        begin = _byte_offset(state, state.at)
        raise HtmlError(f'Unsupported HTML entity "{match[0]}" at byte offset {begin}')
    _emit(state, "&", 1)


def _decode(match: re.Match[str]) -> str | None:
    if match["name"] is not None:
        return _NAMED.get(match["name"])
    code = int(match["dec"]) if match["dec"] is not None else int(match["hex"], 16)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else None


def _byte_offset(state: _State, position: int) -> int:
    return len(state.source[:position].encode("utf-8", "surrogatepass"))


def _read_start(state: _State) -> None:
    begin = _byte_offset(state, state.at)
    name = _NAME.match(state.source, state.at + 1)
    assert name is not None  # the pattern also matches nothing
    if name.end() == len(state.source):
        raise HtmlError(f"Unclosed start tag at byte offset {begin}")
    tag = name[0].lower()
    if tag not in _KINDS:
        raise HtmlError(f'Unsupported start tag "{tag}" at byte offset {begin}')
    state.at = name.end()
    attributes = _read_attributes(state, tag, begin)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise HtmlError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
    state.stack.append(_Open(tag, state.length, attributes))


def _read_attributes(state: _State, tag: str, begin: int) -> dict[str, str]:
    found: dict[str, str] = {}
    while True:
        space = _SPACE.match(state.source, state.at)
        state.at = space.end() if space else state.at
        if state.at >= len(state.source):
            raise HtmlError(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if state.source[state.at] == ">":
            state.at += 1
            return found
        match = _ATTRIBUTE.match(state.source, state.at)
        if match is None or not match["name"]:
            raise HtmlError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        _check_equal_sign(match, tag, begin)
        found[match["name"].lower()] = match["dq"] or match["sq"] or match["bare"] or ""
        state.at = match.end()


def _check_equal_sign(match: re.Match[str], tag: str, begin: int) -> None:
    # Only <blockquote expandable> has an attribute without a value.
    if not match["eq"] and (tag, match["name"].lower()) != ("blockquote", "expandable"):
        raise HtmlError(f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {begin}')


def _read_end(state: _State) -> None:
    begin = _byte_offset(state, state.at)
    if not state.stack:
        raise HtmlError(f"Unexpected end tag at byte offset {begin}")
    name = _NAME.match(state.source, state.at + 2)
    assert name is not None  # the pattern also matches nothing
    space = _SPACE.match(state.source, name.end())
    close = space.end() if space else name.end()
    if state.source[close : close + 1] != ">":
        raise HtmlError(f"Unclosed end tag at byte offset {begin}")
    opened = state.stack.pop()
    if name[0] and name[0].lower() != opened.tag:
        words = f'expected "</{opened.tag}>", found "</{name[0].lower()}>"'
        raise HtmlError(f"Unmatched end tag at byte offset {begin}, {words}")
    state.at = close + 1
    _close(state, opened)


def _close(state: _State, opened: _Open) -> None:
    length = state.length - opened.start
    entity: dict[str, Any] = {"type": _KINDS[opened.tag], "offset": opened.start, "length": length}
    values = opened.attributes
    if opened.tag == "a":
        if "href" not in values:
            return
        entity["url"] = parse_attribute(values["href"])
    elif opened.tag == "tg-emoji":
        entity["custom_emoji_id"] = values.get("emoji-id", "")
    elif opened.tag == "tg-time":
        entity["unix_time"] = int(values.get("unix", "0") or 0)
    elif opened.tag == "blockquote" and "expandable" in values:
        entity["type"] = "expandable_blockquote"
    elif opened.tag == "code" and values.get("class", "").startswith("language-"):
        entity["language"] = values["class"].removeprefix("language-")
    if length:
        state.entities.append(entity)


def parse_attribute(value: str) -> str:
    """Input: an attribute as written. Output: the same with its references decoded."""
    return _REFERENCE.sub(lambda match: _decode(match) or match[0], value)


def _merge_code(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Output: the entities with <pre><code class="language-x"> joined into one, as Telegram reports it."""
    blocks = {(e["offset"], e["length"]): e for e in entities if e["type"] == "pre"}
    for entity in entities:
        block = blocks.get((entity["offset"], entity["length"]))
        if block is not None and entity["type"] == "code" and "language" in entity:
            block["language"] = entity["language"]
    kept = []
    for entity in entities:
        block = blocks.get((entity["offset"], entity["length"])) if entity["type"] == "code" else None
        if block is None:
            # A language is known to blocks only: inline code carries none.
            inline = entity["type"] == "code"
            kept.append({k: v for k, v in entity.items() if not (inline and k == "language")})
    return kept
