"""The public page on a sealed self-check that carries what a reviewer confirmed: the review may no longer count."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from aiohttp import ClientSession, FormData

from bot.documents.content.dossier import dossier
from bot.documents.renderer import Renderer
from bot.documents.sealed.keyring import own_key
from bot.documents.sealed.seal import seal
from bot.words.wording import Wording
from flows.assessment.rating import Ratings
from flows.dialogue import phrase
from tests.bot.documents.dossiers import MIXED, STANDARD

NOW = datetime.now(UTC)


@pytest.fixture
def folder(renderer: Renderer) -> Path:
    """Where the installation keeps its keys."""
    return renderer.folder


async def checked(client: ClientSession, folder: Path, ratings: Ratings) -> str:
    """Seal answers here, and send the file as the page's form does; the page of the answer."""
    data = seal(dossier(STANDARD, ratings, NOW.date(), "en"), own_key(folder, NOW.date()), NOW)
    form = FormData(quote_fields=False)
    form.add_field("language", "en")
    form.add_field("file", io.BytesIO(data), filename="center.json", content_type="application/octet-stream")
    async with client.post("/check", data=form) as response:
        assert response.status == 200
        return unescape(await response.text())


async def test_a_file_with_reviewed_answers_says_that_the_review_may_no_longer_count(
    client: ClientSession, wording: Wording, folder: Path
) -> None:
    reviewed = {code: replace(rating, verified=rating.level) for code, rating in MIXED.items()}
    keys = ("check-verdict-true", "check-not-still-reviewed", "check-stars-verified", "check-not-reviewed")
    for ratings, expected in ((MIXED, (True, False, False, True)), (reviewed, (True, True, True, False))):
        shown = await checked(client, folder, ratings)
        assert tuple(wording.say(phrase(key), "en") in shown for key in keys) == expected
