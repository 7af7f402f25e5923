"""A screen as a rich message: sentences with buttons of their own, folded explanations, tables (Bot API 10.1 and later)."""

from __future__ import annotations

import json
from typing import Any

from bot.drawings.trend_chart import trend_lines
from bot.telegram.outgoing.card_text import domain_bar, without_command_links
from bot.words.wording import Wording
from flows.dialogue import Choice, Phrase, phrase
from flows.profile import Profile
from flows.screen import Aside, Block, Commands, Folded, Heading, Ladder, Listing, Paragraph, Progress, Rows, Screen, Trend

# A rich message's blocks and texts, as JSON. Their kinds are those of the Bot API.
RichBlock = dict[str, Any]
RichText = Any
HEADING_SIZE, SUBHEADING_SIZE = 2, 4


class RichCardWriter:
    """Writes rich cards in the words of a Wording, for people whose app has shown that it displays them."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def edit(self, chat: int, message: int, screen: Screen) -> bytes:
        """Return the JSON of the editMessageText that shows a screen in a message."""
        return self._call({"chat_id": chat, "message_id": message}, screen, None)

    def send(self, chat: int, screen: Screen, refusal: Phrase | None = None) -> bytes:
        """Return the JSON of the sendRichMessage that shows a screen in a new message, under what has to be said first."""
        return self._call({"chat_id": chat}, screen, refusal)

    def _call(self, place: dict[str, int], screen: Screen, refusal: Phrase | None) -> bytes:
        blocks = list(self._blocks(screen, refusal))
        # Nothing in a text may become a link, a command or a mention that we did not make.
        message = {"blocks": blocks, "skip_entity_detection": True}
        return json.dumps({**place, "rich_message": message}, ensure_ascii=False).encode()

    def _blocks(self, screen: Screen, refusal: Phrase | None) -> list[RichBlock]:
        said = [phrase_said for phrase_said in (refusal, screen.notice) if phrase_said is not None]
        blocks = [_paragraph(_italic(self._say(words, screen))) for words in said]
        if screen.way_back is not None:
            blocks += self._buttons((screen.way_back,), screen)
        if screen.recorded is not None:
            blocks.append(_paragraph(_italic(f"✓ {self._say(screen.recorded.text, screen)}")))
            blocks += self._buttons(screen.recorded.choices, screen)
        is_first = True
        for block in screen.blocks:
            blocks += self._block(block, screen, is_first)
            is_first = is_first and not isinstance(block, Heading)
        if screen.attached is not None:
            blocks.append(_paragraph(_italic(self._say(screen.attached, screen))))
        for row in screen.rows:
            blocks += self._buttons(row, screen)
        return blocks

    def _block(self, block: Block, screen: Screen, is_first: bool) -> list[RichBlock]:
        match block:
            case Heading(text):
                size = HEADING_SIZE if is_first else SUBHEADING_SIZE
                return [{"type": "heading", "size": size, "text": self._say(text, screen)}]
            case Paragraph(text):
                return [_paragraph(self._say(text, screen))]
            case Aside(text) | Progress(text=text):
                return [_paragraph(_italic(self._say(text, screen)))]
            case Trend(text):
                drawn: RichBlock = {"type": "pre", "text": "\n".join(trend_lines(block))}
                below = [_paragraph(self._say(block.reviewed, screen))] if block.reviewed is not None else []
                return [_paragraph(self._say(text, screen)), drawn, *below]
            case Listing(items):
                return self._list(items, block.first, screen)
            case Commands(names):
                lines = (f"/{name} – {self._say(phrase(f'help-{name}'), screen)}" for name in names)
                return [_paragraph(line) for line in lines]
            case Ladder():
                return self._ladder(block, screen)
            case Rows():
                return self._rows(block, screen)
            case Profile():
                return self._profile(block, screen)
            case Folded():
                return self._folded(block, screen)

    def _ladder(self, ladder: Ladder, screen: Screen) -> list[RichBlock]:
        """Return the question, each sentence with its own buttons, the other answers, and what is folded."""
        answers = screen.answers
        assert answers is not None
        blocks = [_paragraph(_bold(self._say(ladder.question, screen)))]
        rungs, under_way, by_points = answers.rungs, answers.under_way, answers.by_points
        for number, sentence in enumerate(ladder.rungs):
            words = f"{number}  {self._say(sentence, screen)}"
            blocks.append(_paragraph(_bold(f"▸ {words}") if number == ladder.marked else words))
            beside = by_points[number - 1 : number] if number else ()
            blocks += self._buttons((rungs[number], *under_way[number : number + 1], *beside), screen)
        blocks += self._buttons(answers.others, screen)
        numbered = [(number, words) for number, words in enumerate(ladder.shown_by) if words is not None]
        shown_by = [_paragraph(f"{number}  {self._say(words, screen)}") for number, words in numbered]
        more = [_paragraph(self._say(words, screen)) for words in ladder.more]
        return [
            *blocks,
            *_details(self._say(phrase("explain-evidence"), screen), shown_by),
            *_details(self._say(phrase("choice-explain"), screen), more),
        ]

    def _profile(self, profile: Profile, screen: Screen) -> list[RichBlock]:
        """Return a table: each domain on its own line, and below it a cell for each of its subdomains."""
        columns = max(len(bar.cells) for bar in profile.domains)
        rows = []
        for bar in profile.domains:
            name = f"{domain_bar(bar)} {self._say(bar.text, screen)}"
            signs = [_cell(cell.sign) for cell in bar.cells]
            rows += [[{**_cell(name), "is_header": True, "colspan": columns}], signs + [_cell("")] * (columns - len(signs))]
        return [_table(rows), _paragraph(_italic(self._say(profile.legend, screen)))]

    def _folded(self, folded: Folded, screen: Screen) -> list[RichBlock]:
        """Return details that open in place, and the buttons of what is folded, each of which opens a card."""
        if folded.apart is not None:
            return self._buttons((folded.apart,), screen)
        inner = [made for block in folded.blocks for made in self._block(block, screen, is_first=False)]
        return _details(self._say(folded.title, screen), inner)

    def _rows(self, rows: Rows, screen: Screen) -> list[RichBlock]:
        """Return a table of names, values and sentences, with a button below it for each row that leads somewhere."""
        said = [[self._maybe(words, screen) for words in (row.name, row.value, row.words)] for row in rows.items]
        # A column without words in any row would only take room.
        columns = [at for at in range(3) if any(line[at] for line in said)]
        cells = [[_cell(line[at]) for at in columns] for line in said]
        choices = [rows.apart] if rows.apart else [row.choice for row in rows.items if row.choice is not None]
        blocks = [_table(cells)] if columns else []
        for choice in choices:
            blocks += self._buttons((choice,), screen)
        return blocks

    def _list(self, items: tuple[Phrase, ...], first: int | None, screen: Screen) -> list[RichBlock]:
        said = [(at, self._say(item, screen)) for at, item in enumerate(items)]
        lines = [(at, words) for at, words in said if words]
        numbered = {} if first is None else {at: {"value": first + at} for at, _ in lines}
        made = [{"blocks": [_paragraph(words)], **numbered.get(at, {})} for at, words in lines]
        return [{"type": "list", "items": made}] if made else []

    def _buttons(self, choices: tuple[Choice, ...], screen: Screen) -> list[RichBlock]:
        if not choices:
            return []
        buttons = [
            {"text": self._wording.say(choice.label, screen.language), "callback_data": choice.reply.encode()}
            for choice in choices
        ]
        return [{"type": "buttons", "buttons": buttons}]

    def _say(self, words: Phrase, screen: Screen) -> str:
        return self._wording.say(words, screen.language, echo=without_command_links)

    def _maybe(self, words: Phrase | None, screen: Screen) -> str:
        return "" if words is None else self._say(words, screen)


def _paragraph(text: RichText) -> RichBlock:
    return {"type": "paragraph", "text": text}


def _bold(text: RichText) -> RichText:
    return {"type": "bold", "text": text}


def _italic(text: RichText) -> RichText:
    return {"type": "italic", "text": text}


def _details(summary: str, blocks: list[RichBlock]) -> list[RichBlock]:
    """Return blocks folded under a summary; nothing if there are none, because Telegram refuses what is empty."""
    return [{"type": "details", "summary": summary, "blocks": blocks}] if blocks else []


def _table(cells: list[list[RichBlock]]) -> RichBlock:
    return {"type": "table", "cells": cells, "is_striped": True, "is_compact": True}


def _cell(text: str) -> RichBlock:
    """Return a cell of a table. One without a text is invisible; Telegram may refuse one with an empty text."""
    return {**({"text": text} if text else {}), "align": "left", "valign": "top"}
