"""What pages say of an issued result, as pairs of a label's key and a value."""

from __future__ import annotations

from collections.abc import Callable

from bot.documents.sealed.issued import IssuedContent
from bot.documents.sealed.issued_stars import stars_in_words
from flows.days import day_before
from flows.dialogue import Phrase, phrase
from flows.review.names import NameStanding
from flows.review.states import ResultState
from flows.standard.model import Standard
from flows.typed_text import escaped_line

NAME_SHOWN = 120
NOT_KNOWN = "not-known"
NAMED = {
    NameStanding.declared: "check-name-said",
    NameStanding.confirmed: "check-name-confirmed",
    NameStanding.false: "check-name-false",
}


def issued_facts(
    standard: Standard, content: IssuedContent, state: ResultState | None, standing: NameStanding, said: Callable[[Phrase], str]
) -> tuple[tuple[str, str], ...]:
    """Return the facts of a result whose file was checked, or comes from our own database; `said` says them.

    `state` is None if nobody here knows it. `standing` is what the association says of the institution's name.
    """
    looked_at = sum(item.decision is not None for item in content.items.values())
    name = escaped_line(content.institution, NAME_SHOWN)
    return (
        ("result-state", said(phrase(f"result-state-{state or NOT_KNOWN}"))),
        ("result-reviewed", said(stars_in_words(content))),
        ("result-claimed", said(phrase("document-stars", star=content.claimed))),
        ("check-name", said(phrase(NAMED[standing], name=name))),
        ("result-association", escaped_line(content.association, NAME_SHOWN)),
        ("result-looked-at", f"{looked_at} / {len(content.items)}"),
        ("check-edition", standard.name_of(content.edition)),
        ("check-assessed-on", content.finished_on.isoformat()),
        ("result-issued-on", content.issued_on.isoformat()),
        ("result-valid-until", day_before(content.valid_until).isoformat()),
    )
