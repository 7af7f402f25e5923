"""A fingerprint tells two documents apart; a card is known by its answers alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.documents.content.fingerprint import card_fingerprint, dossier_fingerprint
from flows.assessment.rating import Rating
from tests.bot.documents.dossiers import MIXED, level, made


def test_a_card_is_known_by_the_answers_alone() -> None:
    plain, planned = made(MIXED), made(MIXED, planned=True)
    assert card_fingerprint(plain) == card_fingerprint(planned)
    assert dossier_fingerprint(plain) != dossier_fingerprint(planned)
    others = [made(level(3)), made(MIXED, "en"), made(MIXED, "zh", "x"), replace(plain, assessed_on=date(2026, 1, 1))]
    others.append(made({**MIXED, "risk-management": Rating(not_applicable="另一个原因")}))
    others.append(replace(plain, campaign="x"))
    others += [replace(plain, check_number=number) for number in ("a", "b")]
    assert len({card_fingerprint(dossier) for dossier in [plain, *others]}) == 9
