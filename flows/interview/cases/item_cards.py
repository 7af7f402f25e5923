"""The cards on which an institution reads what it handed in: all items, those of one domain, and one item in full."""

from __future__ import annotations

from flows.dialogue import Choice, Phrase, phrase
from flows.interview.cases.actions import CaseAction, button, case_value
from flows.interview.cases.card_parts import card, do
from flows.interview.cases.drafts import NOTHING, Draft, reply_codes, reply_event
from flows.interview.cases.handover import handed_in_full
from flows.interview.cases.seen import SeenCase, decision_lines, handed_lines, released
from flows.review.entries import Point
from flows.review.states import CaseEvent
from flows.review.submission import Handed
from flows.screen import Block, Listing, Paragraph, Screen
from flows.standard.model import Standard
from flows.typed_text import in_short

# Of what the institution sent before, so much is on the card of an item: it has room for 4096 characters.
SENT_AT_MOST = 500


def handed_card(standard: Standard, seen: SeenCase, language: str) -> Screen:
    """Show what was handed in, an item a line, with a button for each domain."""
    codes = {item.subdomain for item in seen.case.items}
    domains = tuple(
        button(Phrase(domain.code), case_value(CaseAction.part, seen.id, place))
        for place, domain in enumerate(standard.domains)
        if codes.intersection(each.code for each in domain.subdomains)
    )
    ends = (do(CaseAction.handed_file, "own-case-handed-file", seen.id), do(CaseAction.show, "own-case-back", seen.id))
    return card(language, Listing(handed_lines(seen.case)), choices=(*domains, *ends), title="own-case-handed")


def part_card(standard: Standard, seen: SeenCase, place: int, language: str) -> Screen | None:
    """Show the items of one domain in full, with a button for each; None if there is no such domain."""
    if place >= len(standard.domains):
        return None
    domain = standard.domains[place]
    items = [item for each in domain.subdomains if (item := seen.case.item(each.code)) is not None]
    lines = Listing(tuple(handed_in_full(item) for item in items))
    choices = (*(_to(standard, seen, item.subdomain) for item in items), do(CaseAction.handed, "own-item-all", seen.id))
    return card(language, lines, choices=choices, heading=Phrase(domain.code))


def item_card(
    standard: Standard,
    seen: SeenCase,
    code: str,
    draft: Draft,
    now: Handed | None,
    language: str,
    ways: tuple[Choice, ...] = (),
) -> Screen | None:
    """Show one item in full: what was handed in, what was said about it on both sides, and what can be said now.

    `now` is the item as it is in the self-check now, None if it is not asked. `ways` lead to its evidence and its question.
    None if nothing was handed in for the subdomain.
    """
    item = seen.case.item(code)
    if item is None:
        return None
    drafted, place = draft.get(code, NOTHING), standard.codes.index(code)
    decision = next((each for each in released(seen.case) if each.subdomain == code), None)
    objection = seen.case.objection.points if seen.case.objection is not None else ()
    can_reply = code in reply_codes(seen)
    blocks: tuple[Block, ...] = (
        Paragraph(handed_in_full(item)),
        *_sent("own-item-words", seen.case.words, code),
        *((Listing(decision_lines(seen.case, decision)),) if decision is not None else ()),
        *_sent("own-item-objection", objection, code),
        *(_now(seen, now) if now is not None else ()),
        *((Paragraph(phrase("own-reply-goes-again")),) if can_reply and drafted.again else ()),
        *((Paragraph(phrase("own-reply-written", words=drafted.text)),) if can_reply and drafted.text else ()),
    )
    choices: tuple[Choice, ...] = (do(CaseAction.handed, "own-item-all", seen.id),)
    if can_reply:
        takes_again = reply_event(seen) is CaseEvent.answer_more
        write = "own-reply-rewrite" if drafted.text else "own-reply-stays" if takes_again else "own-reply-object"
        again = "own-reply-not-again" if drafted.again else "own-reply-again"
        choices = (
            *(ways if takes_again else ()),
            *((do(CaseAction.again, again, seen.id, place),) if takes_again else ()),
            do(CaseAction.write, write, seen.id, place),
            *((do(CaseAction.erase, "own-reply-erase", seen.id, place),) if drafted.text else ()),
            do(CaseAction.reply, "own-reply-back", seen.id),
        )
    return card(language, *blocks, choices=choices, heading=Phrase(code))


def _now(seen: SeenCase, now: Handed) -> tuple[Block, ...]:
    """Return how an item of which more was asked is in the self-check now."""
    said = phrase("own-reply-now", line=handed_in_full(now)) if seen.has_new(now) else phrase("own-case-again-same")
    return (Paragraph(said),)


def _sent(key: str, points: tuple[Point, ...], code: str) -> tuple[Block, ...]:
    """Return what the institution wrote about an item before."""
    return tuple(Paragraph(phrase(key, words=in_short(each.text, SENT_AT_MOST))) for each in points if each.subdomain == code)


def _to(standard: Standard, seen: SeenCase, code: str) -> Choice:
    return button(Phrase(code), case_value(CaseAction.item, seen.id, standard.codes.index(code)))
