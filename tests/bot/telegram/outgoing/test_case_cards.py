"""The cards of a case in which everything is as long as it can be: each fits into a message, and each button into its data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from re import sub

import pytest

from bot.telegram.outgoing.card_text import CardWriter
from bot.words.wording import Wording
from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.rating import Rating
from flows.interview.cases.drafts import Drafted
from flows.interview.cases.item_cards import handed_card, item_card, part_card
from flows.interview.cases.reply_cards import look_card, reply_card, write_card
from flows.interview.cases.screens import case_card, decisions_card
from flows.interview.cases.seen import SeenCase
from flows.review.case import Case, Recorded
from flows.review.deciding import TEXT_AT_MOST
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Objection, Point
from flows.review.rules import DEFAULT
from flows.review.states import CaseState, Seat
from flows.review.submission import Share, Submission, handed
from flows.screen import Screen
from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES

STANDARD = shipped()
TEXT_OF_A_MESSAGE, DATA_OF_A_BUTTON = 4096, 64
# The highest number of a case has 19 digits.
CASE = 2**63 - 1
LONG = "证据 " * (TEXT_AT_MOST // 3)


def whole_case(state: CaseState, kind: DecisionKind, text: str) -> SeenCase:
    """A case in which each item has long evidence, a decision with every reason and fact, and long words of the institution."""
    file = Attachment("f" * 196 + ".pdf", 20, "application/pdf", "a" * 64, "web:" + "b" * 32)
    rating = Rating(5, evidence=Evidence("e" * 200, 5, date(2026, 3, 1), file=file))
    items = tuple(handed(code, rating, Share.file) for code in STANDARD.codes)
    is_asked, has_objected = state is CaseState.more_asked, state is CaseState.issued
    points = tuple(Point(code, text) for code in STANDARD.codes)

    def decision(code: str) -> Decision:
        facts = tuple(each for rung in range(1, 6) for each in STANDARD.subdomain(code).criteria_of(rung))
        rung = {DecisionKind.confirmed: 5, DecisionKind.lowered: 0, DecisionKind.more_asked: None}[kind]
        is_bad = kind is not DecisionKind.confirmed
        return Decision(code, kind, rung, tuple(Reason) if is_bad else (), text, facts[:5] if is_bad else ())

    case = Case(
        "1",
        state,
        datetime(2026, 11, 2, tzinfo=UTC),
        due=date(2027, 3, 1),
        submission=Submission(STANDARD.edition, 5, items, date(2026, 10, 30), "0" * 64, True),
        recorded=tuple(Recorded(Seat.first, 1, 11, decision(code)) for code in STANDARD.codes),
        waiting=STANDARD.codes if is_asked else (),
        words=() if is_asked else points,
        objection=Objection(points) if has_objected else None,
    )
    return SeenCase(CASE, "n" * 100, "i" * 100, case, DEFAULT, True, date(2026, 11, 20))


def cards(seen: SeenCase, language: str) -> Iterator[Screen]:
    """Every card of a case, with a reply to each of its items."""
    draft = {code: Drafted(True, LONG) for code in STANDARD.codes}
    texts, now = dict.fromkeys(STANDARD.codes, LONG), seen.case.items
    yield case_card(STANDARD, seen, language, 1, has_page=True)
    yield decisions_card(seen, language)
    yield handed_card(STANDARD, seen, language)
    yield look_card(seen, now, texts, Share.file, language)
    for place, code in enumerate(STANDARD.codes):
        shown = (
            part_card(STANDARD, seen, place, language),
            item_card(STANDARD, seen, code, draft, seen.case.item(code), language),
            reply_card(STANDARD, seen, draft, now, language, 1, has_page=True),
        )
        yield from (card for card in shown if card is not None)
        yield write_card(STANDARD, seen, code, Drafted(text=LONG), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (CaseState.more_asked, DecisionKind.more_asked),
        (CaseState.opinion, DecisionKind.lowered),
        (CaseState.opinion, DecisionKind.confirmed),
        (CaseState.issued, DecisionKind.lowered),
    ],
)
def test_every_card_fits(wording: Wording, language: str, state: CaseState, kind: DecisionKind) -> None:
    writer, seen = CardWriter(wording), whole_case(state, kind, LONG)
    for card in cards(seen, language):
        body = json.loads(writer.send(1, card))
        text = unescape(sub("<[^>]+>", "", body["text"]))
        assert len(text.encode("utf-16-le")) // 2 <= TEXT_OF_A_MESSAGE, (card.blocks[0], len(text))
        data = [button["callback_data"] for row in body["reply_markup"]["inline_keyboard"] for button in row]
        assert all(len(each.encode()) <= DATA_OF_A_BUTTON for each in data)


def test_a_short_decision_is_on_the_card_of_the_case_in_full() -> None:
    seen = whole_case(CaseState.opinion, DecisionKind.lowered, "")
    (one, *_) = seen.case.recorded
    text = "The rule has no date. " * 20
    short = Decision(one.decision.subdomain, DecisionKind.lowered, 0, (Reason.no_evidence,), text)
    case = replace(seen.case, recorded=(replace(one, decision=short),))
    assert text in repr(case_card(STANDARD, replace(seen, case=case), "en", 1, has_page=False).blocks)
