"""Runs the conversation in a terminal: the same screens, with letters for the choices."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from string import ascii_lowercase

from msgspec.structs import replace

from bot.checks.usable_words import usable_words
from bot.conversation.case_replies import Line
from bot.conversation.cases_in_chat import asked_to_hand_in, cases_in_chat, cases_tapped_in_chat
from bot.conversation.colleagues_in_chat import colleagues_in_chat, team_tapped_in_chat
from bot.conversation.conversation import Conversation
from bot.conversation.invitations import tapped_in_chat
from bot.conversation.my_campaigns import campaigns_in_chat
from bot.conversation.opening import open_conversation
from bot.conversation.plan_in_chat import with_planned_step
from bot.conversation.replies_in_chat import text_typed
from bot.conversation.response import Response
from bot.drawings.trend_chart import trend_lines
from bot.settings import Settings
from bot.words.wording import Wording
from flows.commands import command_in
from flows.dialogue import Address, Choice, Command, Phrase, Reply, Typed, Utterance, phrase
from flows.profile import Profile
from flows.screen import (
    Aside,
    Block,
    Commands,
    Folded,
    Heading,
    Ladder,
    Listing,
    Paragraph,
    Progress,
    Row,
    Rows,
    Screen,
    Trend,
)
from flows.standard.loader import load
from flows.triggers import Trigger

DOCUMENT_ELSEWHERE = phrase("own-case-document-elsewhere")
ME = Address("terminal", "local")
BAR_CELLS = 30


async def converse(settings: Settings, language: str) -> None:
    """Ask and answer in this terminal until the input ends. Answers are kept for the next time."""
    standard = load(settings.standard_file)
    wording = usable_words(standard, settings.locales_dir)
    async with open_conversation(settings.database_url, standard) as conversation:
        response = await conversation.visit(ME, language)
        while True:
            print("\n" + "\n".join(lines(response.screen, wording, response.refusal)) + "\n", flush=True)
            await conversation.seen(response)
            try:
                line = await asyncio.to_thread(input, "> ")
            except (EOFError, KeyboardInterrupt):
                return
            response = await _answer(conversation, wording, _understood(response.screen, line.strip()), language)


async def _answer(conversation: Conversation, wording: Wording, utterance: Utterance, language: str) -> Response:
    if isinstance(utterance, Command) and utterance.name == "mydata":
        print(await conversation.my_data(ME) or wording.say(Phrase("notice-nothing-stored"), language))
        return await conversation.visit(ME, language)
    if isinstance(utterance, Command) and utterance.name == "campaigns":
        return await campaigns_in_chat(conversation, ME, language)
    if isinstance(utterance, Command) and utterance.name == "colleagues":
        return await colleagues_in_chat(conversation, ME, language)
    if isinstance(utterance, Command) and utterance.name == "cases":
        if utterance.argument:
            return await asked_to_hand_in(conversation, ME, utterance.argument, language)
        return await cases_in_chat(conversation, ME, language)
    if isinstance(utterance, Reply) and utterance.trigger == Trigger.cases:
        response = await cases_tapped_in_chat(conversation, ME, utterance.value, language)
        return replace(response, refusal=DOCUMENT_ELSEWHERE) if response.case_document is not None else response
    if isinstance(utterance, Typed) and (asked := await conversation.cases.replies.asked(ME, 0, "")) is not None:
        return await text_typed(conversation, ME, asked, Line(utterance.text, 0, ""), language)
    if isinstance(utterance, Reply) and utterance.trigger == Trigger.colleagues:
        return await team_tapped_in_chat(conversation, ME, utterance.value, language)
    if isinstance(utterance, Reply) and utterance.trigger == Trigger.take_part:
        return await tapped_in_chat(conversation, ME, utterance.value, language)
    return await with_planned_step(conversation, ME, await conversation.say(ME, utterance, language))


def lines(screen: Screen, wording: Wording, refusal: Phrase | None = None) -> list[str]:
    """Return a screen as lines of text: notices, blocks, and the choices with their letters."""
    found = [f"! {wording.say(notice, screen.language)}" for notice in (refusal, screen.notice) if notice]
    if screen.recorded:
        found.append(f"✓ {wording.say(screen.recorded.text, screen.language)}")
    for block in screen.blocks:
        found += _block(block, wording, screen.language)
    for letter, choice in _lettered(screen):
        found.append(f"  [{letter}] {wording.say(choice.label, screen.language)}")
    if screen.typed:
        found.append(f"  … {wording.say(screen.typed, screen.language)}")
    return found


def _block(block: Block, wording: Wording, language: str) -> list[str]:
    match block:
        case Heading(text):
            return [f"== {wording.say(text, language)}"]
        case Paragraph(text) | Aside(text):
            return [wording.say(text, language)]
        case Commands(names):
            return [f"  /{name} – {wording.say(Phrase(f'help-{name}'), language)}" for name in names]
        case Progress(done, total, text):
            full = done * BAR_CELLS // total
            return ["#" * full + "-" * (BAR_CELLS - full) + f" {wording.say(text, language)}"]
        case Ladder(question=question, hint=hint, rungs=rungs):
            ladder = _block(Listing(rungs, first=0, marked=block.marked), wording, language)
            return [wording.say(question, language), *ladder, wording.say(hint, language)]
        case Rows(items, first):
            lines = [_row(row, wording, language) for row in items]
            return [f"  {'-' if first is None else first + index} {line}" for index, line in enumerate(lines)]
        case Profile(domains=domains):
            said = [(wording.say(bar.text, language), " ".join(cell.sign for cell in bar.cells)) for bar in domains]
            return [f"  {words}  [{signs}]" for words, signs in said]
        case Folded(title, blocks):
            inner = [line for part in blocks for line in _block(part, wording, language)]
            return [f"== {wording.say(title, language)}", *inner] if block.apart is None else []
        case Trend():
            below = [wording.say(block.reviewed, language)] if block.reviewed is not None else []
            return [wording.say(block.text, language), *trend_lines(block), *below]
        case Listing(items, first, marked):
            words = [wording.say(item, language) for item in items]
            signs = ["-" if first is None else str(first + index) for index in range(len(items))]
            return [
                f"{'>' if index == marked else ' '}{sign} {text}"
                for index, (sign, text) in enumerate(zip(signs, words, strict=True))
                if text
            ]


def _row(row: Row, wording: Wording, language: str) -> str:
    said = [wording.say(part, language) for part in (row.value, row.words) if part is not None]
    return ": ".join((wording.say(row.name, language), " – ".join(said))) if said else wording.say(row.name, language)


def _lettered(screen: Screen) -> list[tuple[str, Choice]]:
    """Return the choices that get a letter, each with its letter.

    Marks get none, because they are typed as numbers. Documents get none, because `xingjie report` makes them. The cells of a
    profile get none, because 27 letters are too many and the review leads to every answer.
    """
    cells = {choice for block in screen.blocks if type(block) is Profile for choice in block.choices}
    offered = [choice for choice in _offered(screen) if choice.reply.trigger != Trigger.document and choice not in cells]
    choices = [choice for choice in offered if not _is_mark(choice)]
    return list(zip(ascii_lowercase, choices, strict=False))


def _offered(screen: Screen) -> Iterator[Choice]:
    """Yield every choice once. If a list has its own screen, yield only the way there: it may have more rows than letters."""
    for block in screen.blocks:
        if isinstance(block, Rows):
            if block.apart is not None:
                yield block.apart
            else:
                yield from (row.choice for row in block.items if row.choice is not None)
    for row in (*(screen.answers.rows if screen.answers is not None else ()), *screen.rows):
        yield from row
    for block in screen.blocks:
        if isinstance(block, Folded):
            yield from (block.apart,) if block.apart is not None else block.choices
    if screen.recorded is not None:
        yield from screen.recorded.choices
    if screen.way_back is not None:
        yield screen.way_back


def _is_mark(choice: Choice) -> bool:
    return choice.reply.trigger == Trigger.rate and choice.reply.value[:1] in tuple("012345")


def _understood(screen: Screen, line: str) -> Utterance:
    command = command_in(line)
    if command is not None:
        return Command(command.name, command.argument)
    chosen = next((choice for letter, choice in _lettered(screen) if letter == line.lower()), None)
    return chosen.reply if chosen else Typed(line, turn=screen.turn)
