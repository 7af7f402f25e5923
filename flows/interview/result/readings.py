"""Reads the same answers through the three lenses, and says what would raise the evidenced star."""

from __future__ import annotations

from collections.abc import Iterator

from flows.assessment.ageing import as_of
from flows.assessment.contradictions import Finding, contradictions
from flows.assessment.evidence_state import codes_lacking_evidence, codes_with_stale_evidence, holding_back
from flows.assessment.rating import Lens
from flows.assessment.scorecard import Scorecard, next_fall, possible_stars, scorecard
from flows.dialogue import Choice, Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.evidence.screens import can_name_evidence, evidence_state_words
from flows.interview.phrases import range_of, some_names
from flows.interview.screen_builder import Scope, turning
from flows.screen import Aside, Heading, Listing, Paragraph, Plain, Row, Rows, Screen
from flows.triggers import Trigger
from flows.views import View

FINDINGS_AT_MOST = 3
ANSWERS_A_PAGE = 9


def card_of(at: Scope) -> Scorecard:
    """Return the result as it counts today, without evidence that is past its period."""
    return scorecard(at.standard, as_of(at.standard, at.session.ratings, at.today))


def readings(at: Scope, card: Scorecard) -> list[Plain]:
    """Return the stars side by side, what the evidenced one lacks, what is out of date, and when the star falls.

    Before the first piece of evidence there is nothing to say of evidence: every answer from rung 3 up is without.
    """
    ratings = at.session.ratings
    counting = as_of(at.standard, ratings, at.today)

    def stars(lens: Lens) -> Phrase:
        return range_of(possible_stars(at.standard, counting, lens))

    lines = [
        phrase("reading-claimed", stars=stars(Lens.claimed)),
        phrase("reading-under-way", stars=stars(Lens.under_way)),
    ]
    if not any(rating.evidence for rating in ratings.values()):
        return [Listing(tuple(lines))]
    lacking = codes_lacking_evidence(at.standard, ratings, at.today)
    lines.append(phrase("reading-evidenced", stars=stars(Lens.evidenced), count=len(lacking)))
    return [Listing(tuple(lines)), *_evidenced(at, card)]


def _evidenced(at: Scope, card: Scorecard) -> Iterator[Plain]:
    """Yield what holds the evidenced star back, what no longer counts, and when the star falls by age alone."""
    ratings = at.session.ratings
    lacking = holding_back(at.standard, ratings, at.today)
    low, high = card.evidenced.low, card.claimed.low
    if low < high and lacking:
        yield Paragraph(phrase("result-holding-back", count=len(lacking), low=low, high=high, names=some_names(lacking)))
    old = codes_with_stale_evidence(at.standard, ratings, at.today)
    if old:
        yield Paragraph(phrase("result-stale", count=len(old), names=some_names(old)))
    fall = next_fall(at.standard, ratings, at.today, low)
    if fall:
        yield Paragraph(phrase("result-falls", star=fall.star, date=written_day(fall.on)))


def remarks(at: Scope, card: Scorecard) -> list[Plain]:
    """Return what limits the result: missing answers, unsure ones unless the first sentence names them, left-out ones."""
    blocks: list[Plain] = []
    if card.unanswered:
        key = "result-unanswered-open" if card.open_questions else "result-unanswered"
        blocks.append(Aside(phrase(key, count=len(card.unanswered))))
    if card.unsure and (card.open_questions or possible_stars(at.standard, at.session.ratings).decided):
        blocks.append(Paragraph(phrase("result-find-out", names=some_names(card.unsure))))
    if card.left_out:
        blocks.append(Paragraph(phrase("result-left-out", names=some_names(card.left_out))))
    return blocks


def second_look(at: Scope) -> list[Plain]:
    """Return the answers that hardly go together: the first few in full, then how many more."""
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
    """Return the button to the list of the answers that lack evidence; no button if none does."""
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
        Rows(
            tuple(Row(Phrase(c), None, evidence_state_words(at, c, ratings[c]), _evidence_choice(at, c)) for c in shown),
            first=begin + 1,
        ),
        rows=[
            turning(at, pages, int(page)),
            [at.open(View.result, phrase("choice-result")), at.show(phrase("choice-return"))],
        ],
    )


def _evidence_choice(at: Scope, code: str) -> Choice | None:
    return at.choice(Trigger.show_evidence, code, Phrase(code)) if can_name_evidence(at) else None


def _finding(item: Finding) -> Phrase:
    return phrase("second-look-line", words=Phrase(item.code), names=some_names(item.claims))
