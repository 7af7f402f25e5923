"""Rich messages: the rules that the published field list does not hold, what a chat keeps of one, and what a person sees.

This server reads rich messages as blocks, without media. The words of RICH_MESSAGE_CONTENT_REQUIRED and of a missing field are
Telegram's. For the other limits its words are not published, so tests should look at the status and at the violation's detail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .errors import ApiError, violation
from .html import utf16_length
from .limits import BUTTON_LOOKS, BUTTON_STYLES, MAX_ROW, check_url
from .schema import Json

MAX_CHARACTERS = 32_768
# Of blocks with all that are inside others, of list items and of table rows, together.
MAX_BLOCKS = 500
MAX_DEPTH = 16
MAX_COLUMNS = 20
HEADING_SIZES = range(1, 7)

_EMPTY = "RICH_MESSAGE_CONTENT_REQUIRED"
_MEDIA = frozenset({"animation", "audio", "collage", "document", "map", "photo", "slideshow", "video", "voice_note"})
_ALIGNS, _VALIGNS = frozenset({"left", "center", "right"}), frozenset({"top", "middle", "bottom"})
_LABELS = frozenset({"a", "A", "i", "I", "1"})
# What the text of a button may be made of, beside plain text.
_IN_BUTTONS = frozenset({"custom_emoji", "date_time"})
# Where a block or a rich text holds rich text.
_TEXTS = ("text", "summary", "credit", "caption", "alternative_text", "expression")
# What a block must have words or members in, if it has the field.
_WORDS, _MEMBERS = ("text", "summary"), ("blocks", "items", "cells", "buttons")


def rich_message(given: Json) -> Json:
    """Input: an InputRichMessage whose fields and types are right. Output: the RichMessage of it. Raises ApiError."""
    if sum(name in given for name in ("html", "markdown", "blocks")) != 1:
        raise violation(_EMPTY, "exactly one of html, markdown and blocks must be used")
    if "blocks" not in given or given.get("media"):
        raise violation("unsupported rich message", "this server reads rich messages as blocks, without media")
    blocks: list[Json] = given["blocks"]
    if not blocks:
        raise violation(_EMPTY, "a rich message without blocks")
    for block in _all_blocks(blocks):
        _check_block(block)
    for button in buttons_of(blocks):
        _check_button(button)
    _check_size(blocks)
    return {"blocks": [_kept(block) for block in blocks], **({"is_rtl": True} if given.get("is_rtl") else {})}


def buttons_of(value: Any) -> Iterator[Json]:
    """Input: blocks or rich text. Output: all buttons inside, in order."""
    for row in rows_of(value):
        yield from row


def rows_of(value: Any) -> Iterator[list[Json]]:
    """Input: blocks or rich text. Output: the rows of buttons inside; a button in a text is a row of its own."""
    if isinstance(value, list):
        for item in value:
            yield from rows_of(item)
    elif isinstance(value, dict):
        if value.get("type") == "buttons":
            yield value["buttons"]
        elif value.get("type") == "button":
            yield [value["button"]]
        else:
            for inner in value.values():
                yield from rows_of(inner)


def text_of(blocks: list[Json]) -> str:
    """Input: blocks. Output: what is to be read in them, folded or not, a line a text; without the texts of buttons."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def _lines(block: Json) -> Iterator[str]:
    """Output: the texts of a block or of a list's item. A row of a table is one."""
    yield from (plain(block[name]) for name in _TEXTS if name in block)
    yield from (" | ".join(plain(cell.get("text", "")) for cell in row) for row in block.get("cells", ()))
    for inner in (*block.get("items", ()), *block.get("blocks", ())):
        yield from _lines(inner)


def plain(text: Any) -> str:
    """Input: rich text. Output: its words."""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(map(plain, text))
    return "".join(plain(text[name]) for name in _TEXTS if name in text)


def _all_blocks(blocks: list[Json]) -> Iterator[Json]:
    """Output: all blocks, with those inside others, and the items of lists."""
    for block in blocks:
        yield block
        yield from _all_blocks(block.get("blocks", []))
        yield from _all_blocks(block.get("items", []))


def _check_block(block: Json) -> None:
    kind = block.get("type")
    if kind in _MEDIA:
        raise violation("unsupported rich message", f"this server takes no media: {kind}")
    empty = [name for name in _WORDS if name in block and not _has_words(block[name])]
    empty += [name for name in _MEMBERS if name in block and not block[name]]
    if empty:
        raise violation(_EMPTY, f"{empty[0]} of {kind or 'a list item'} is empty: {block!r:.200}")
    if kind == "heading" and block["size"] not in HEADING_SIZES:
        raise _wrong("InputRichBlock", f"a heading of size {block['size']}")
    if kind == "buttons" and (len(block["buttons"]) > MAX_ROW or block.get("align", "left") not in _ALIGNS):
        raise _wrong("InputRichBlock", f"{len(block['buttons'])} buttons in a row, align {block.get('align')!r}")
    if kind == "table":
        _check_table(block)
    for item in block.get("items", ()):
        if item.get("type", "1") not in _LABELS:
            raise _wrong("InputRichBlockListItem", f"a list item of type {item['type']!r}")


def _check_table(table: Json) -> None:
    for row in table["cells"]:
        if not row:
            raise violation(_EMPTY, f"a row without cells: {table!r:.200}")
        columns = sum(cell.get("colspan", 1) for cell in row)
        if columns > MAX_COLUMNS:
            raise _wrong("InputRichBlock", f"a table of {columns} columns")
        for cell in row:
            if cell["align"] not in _ALIGNS or cell["valign"] not in _VALIGNS:
                raise _wrong("RichBlockTableCell", f"align {cell['align']!r}, valign {cell['valign']!r}")
            if "text" in cell and not _has_words(cell["text"]):
                raise violation(_EMPTY, "a cell with an empty text; one without a text is invisible")


def _has_words(text: Any) -> bool:
    """Whether rich text has words or a button."""
    return bool(plain(text).strip()) or any(buttons_of(text))


def _check_button(button: Json) -> None:
    text = button["text"]
    pieces = text if isinstance(text, list) else [text]
    if not text or not all(isinstance(piece, str) or piece.get("type") in _IN_BUTTONS for piece in pieces):
        raise _wrong("RichMessageButton", f"the text of a button is plain and not empty: {button!r:.200}")
    kinds = button.keys() - BUTTON_LOOKS
    if len(kinds) != 1:
        raise _wrong("RichMessageButton", f"exactly one of the optional fields must be used: {button!r:.200}")
    style = button.get("style", "primary")
    if style not in {*BUTTON_STYLES, "link"} or (style == "link" and kinds != {"callback_data"}):
        raise _wrong("RichMessageButton", f"the style {style!r} of {button!r:.200}")
    if "url" in button:
        check_url(button["url"], button)


def _check_size(blocks: list[Json]) -> None:
    # Telegram counts characters. UTF-16 units are never fewer, so what is taken here is taken there.
    characters = sum(utf16_length(text) for text in _strings(blocks))
    if characters > MAX_CHARACTERS:
        raise violation("message is too long", f"a rich message of {characters} characters")
    count = sum(1 + len(block.get("cells", ())) for block in _all_blocks(blocks))
    if count > MAX_BLOCKS:
        raise violation("message is too long", f"a rich message of {count} blocks, items and rows")
    depth = _depth(blocks)
    if depth > MAX_DEPTH:
        raise violation("message is too long", f"a rich message of {depth} levels")


def _strings(value: Any) -> Iterator[str]:
    """Output: all texts that count: also those of buttons, not what only a program reads."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for name in (*_TEXTS, "blocks", "items", "cells", "buttons", "button"):
            if name in value:
                yield from _strings(value[name])


def _depth(value: Any) -> int:
    """Output: how deep blocks and texts are inside each other."""
    if isinstance(value, list):
        return max((_depth(item) for item in value), default=0)
    if not isinstance(value, dict):
        return 0
    return 1 + max((_depth(inner) for inner in value.values()), default=0)


def _kept(block: Json) -> Json:
    """Output: a block as a chat keeps it. Each item of a list has got its label."""
    kept = dict(block)
    if "blocks" in block:
        kept["blocks"] = [_kept(inner) for inner in block["blocks"]]
    if "items" in block:
        items = (_kept(item) for item in block["items"])
        kept["items"] = [{**item, "label": f"{item['value']}." if "value" in item else "•"} for item in items]
    return kept


def _wrong(type_name: str, cause: str) -> ApiError:
    return violation(f"can't parse {type_name}", cause)
