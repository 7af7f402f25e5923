"""A code leads to one place: what a case has is drawn for no campaign, and the other way round."""

from __future__ import annotations

import secrets

import pytest

from flows.campaign.codes import code_of
from storage.codes import free_code
from tests.people.reviews import review_town


async def test_a_code_that_a_case_has_is_not_drawn_again(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter([7, 7, 8])
    monkeypatch.setattr(secrets, "randbelow", lambda _: next(draws))
    async with review_town(database_url) as town:
        made = await town.cases.request(town.ben, "First Help")
        async with town.database.reading() as db:
            assert (made.code, await free_code(db)) == (code_of(7), code_of(8))
