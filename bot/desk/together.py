"""Says to an officer how several people of an institution came to the answers that it handed in."""

from __future__ import annotations

from bot.documents.sealed.reader import decoded
from bot.documents.sealed.strict_fields import NotSealed
from flows.assessment.rating import UNSURE, Ratings
from flows.dialogue import Phrase, phrase
from flows.institution.answers import Said, Together, stars_of
from flows.institution.settling import LEFT_OUT
from flows.institution.words import why_words
from flows.interview.colleagues.comparing import mark_words
from flows.interview.phrases import range_of
from flows.standard.model import Standard


def handed_in_together(sealed: bytes | None) -> Together | None:
    """Return how several people came to what was sealed; None if one person answered, or if nothing that can be read is there.

    When nobody answers for the institution any more, the sealed bytes are deleted.
    """
    try:
        return decoded(sealed).content.together if sealed else None
    except NotSealed:
        return None


def case_lines(standard: Standard, ratings: Ratings, found: Together) -> tuple[Phrase, ...]:
    """Return how many people answered and on how much they differed, and the star if not all of that is settled."""
    count, left, gone = len(found.differed), len(found.open), len(found.gone)
    said = phrase(
        "desk-case-together", people=found.people, count=count, settled=count - left, lowest=left - gone, gone=gone, left=left
    )
    if not left:
        return (said,)
    return said, phrase("desk-case-unsettled", stars=range_of(stars_of(standard, ratings, found)))


def item_lines(found: Together | None, code: str, *, was_changed: bool) -> tuple[Phrase, ...]:
    """Return how people came to one answer: whether they differed, how it was settled, and what each said if that was shared.

    Nothing is said if one person answered (`found` is None). `was_changed` says that the institution handed the item in again
    since, so that this is about the answer before.
    """
    if found is None:
        return ()
    each = next((each for each in found.differed if each.code == code), None)
    settled = (
        phrase("desk-item-together-alike", people=found.people)
        if each is None
        else phrase("desk-item-together", people=each.people, why=why_words(each))
    )
    return (
        settled,
        *(_vote_line(said) for said in found.votes.get(code, ())),
        *((phrase("desk-item-together-before"),) if was_changed else ()),
    )


def _vote_line(said: Said) -> Phrase:
    mark = UNSURE if said.unsure else LEFT_OUT if said.not_applicable else str(said.level)
    evidence = "yes" if said.has_evidence else "no"
    return phrase("desk-item-vote", mark=mark_words(mark), who=said.who, named="yes" if said.who else "no", evidence=evidence)
