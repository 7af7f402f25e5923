"""The four readings of the same answers on the result: claimed, under way, evidenced; what makes them meet; second looks."""

from __future__ import annotations

from flows.assessment.ageing import as_of
from flows.assessment.contradictions import Finding, contradictions
from flows.assessment.evidence_state import codes_lacking_evidence, codes_with_stale_evidence, holding_back
from flows.assessment.scorecard import Scorecard, next_fall, scorecard
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.evidence.screens import can_name_evidence, evidence_state_words
from flows.interview.phrases import range_of, some_names
from flows.interview.screen_builder import Scope, turning
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Screen
from flows.triggers import Trigger
from flows.views import View

FINDINGS_AT_MOST = 3
ANSWERS_A_PAGE = 9


def card_of(at: Scope) -> Scorecard:
    """The result as it counts today: evidence past its period left out."""
    return scorecard(at.standard, as_of(at.standard, at.session.ratings, at.today))


def readings(at: Scope, card: Scorecard) -> list[Block]:
    """The stars side by side, what would bring the evidenced one up to the claimed one, what is stale, when the star falls."""
    blocks: list[Block] = [
        Listing(
            (
                phrase("reading-claimed", stars=range_of(card.claimed)),
                phrase("reading-under-way", stars=range_of(card.under_way)),
                phrase("reading-evidenced", stars=range_of(card.evidenced)),
            )
        )
    ]
    ratings = at.session.ratings
    lacking = holding_back(at.standard, ratings, at.today)
    if card.evidenced.low < card.claimed.low and lacking:
        blocks.append(
            Paragraph(
                phrase(
                    "result-holding-back",
                    count=len(lacking),
                    low=card.evidenced.low,
                    high=card.claimed.low,
                    names=some_names(lacking),
                )
            )
        )
    old = codes_with_stale_evidence(at.standard, ratings, at.today)
    if old:
        blocks.append(Paragraph(phrase("result-stale", count=len(old), names=some_names(old))))
    fall = next_fall(at.standard, ratings, at.today, card.evidenced.low)
    if fall:
        blocks.append(Paragraph(phrase("result-falls", star=fall.star, date=written_day(fall.on))))
    return blocks


def second_look(at: Scope) -> list[Block]:
    """Answers that hardly go together: the first few in full, then how many more."""
    found = contradictions(at.standard, at.session.ratings)
    if not found:
        return []
    left = len(found) - FINDINGS_AT_MOST
    return [
        Heading(phrase("second-look-title")),
        Listing(tuple(_finding(item) for item in found[:FINDINGS_AT_MOST])),
        *([Aside(phrase("second-look-more", count=left))] if left > 0 else []),
    ]


def lacking_evidence_choices(at: Scope) -> list[Choice]:
    """The button to the list of the answers that lack evidence; none if nothing does."""
    count = len(codes_lacking_evidence(at.standard, at.session.ratings, at.today))
    return [at.open(f"{View.lacking_evidence}.0", phrase("choice-lacking-evidence", count=count))] if count else []


def lacking_evidence(at: Scope, page: str) -> Screen | None:
    """Return one page (from 0) of the answers that lack evidence, first those that hold the evidenced star back.

    A tap on one leads to its evidence. Return None if there is no such page.
    """
    ratings, card = at.session.ratings, card_of(at)
    first = holding_back(at.standard, ratings, at.today)
    codes = [*first, *(code for code in codes_lacking_evidence(at.standard, ratings, at.today) if code not in first)]
    if not (page.isascii() and page.isdigit()) or int(page) * ANSWERS_A_PAGE >= len(codes):
        return None
    begin = int(page) * ANSWERS_A_PAGE
    shown = codes[begin : begin + ANSWERS_A_PAGE]
    meets = card.evidenced.low >= card.claimed.low
    why = (
        phrase("lacking-evidence-more") if meets else phrase("lacking-evidence-first", count=len(first), star=card.claimed.low)
    )
    pages = [f"{View.lacking_evidence}.{number}" for number in range(-(-len(codes) // ANSWERS_A_PAGE))]
    return at.screen(
        f"{View.lacking_evidence}.{page}",
        Heading(phrase("lacking-evidence-title", count=len(codes))),
        Paragraph(why),
        Listing(
            tuple(
                phrase("lacking-evidence-line", subdomain=Phrase(c), state=evidence_state_words(at, ratings[c])) for c in shown
            ),
            first=begin + 1,
        ),
        rows=[
            *([[at.choice(Trigger.show_evidence, code, Phrase(code))] for code in shown] if can_name_evidence(at) else []),
            turning(at, pages, int(page)),
            [at.open(View.result, phrase("choice-result")), at.show(phrase("choice-return"))],
        ],
    )


def _finding(item: Finding) -> Phrase:
    return phrase("second-look-line", words=Phrase(item.code), names=some_names(item.claims))
