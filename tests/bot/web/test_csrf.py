"""Forms from elsewhere: refused by where they come from, and by the token that they carry."""

from __future__ import annotations

import pytest

from bot.web.cookies import WELCOME_S, Signer, Visitor
from bot.web.csrf import (
    ForgedRequest,
    consent_token,
    form_token,
    is_consent_of,
    is_old_page,
    is_same_origin,
    require_form,
    require_upload,
    upload_token,
)

SEALS = Signer(b"one secret")
KNOWN = Visitor("a" * 32, known=True)
STRANGER = Visitor("b" * 32, known=False)
NOW = 1_800_000_000.5
PUBLIC = "https://xingjie.example.org"


@pytest.mark.parametrize(
    ("headers", "public_url", "same"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, None, True),
        ({"Sec-Fetch-Site": "none"}, None, True),
        ({"Sec-Fetch-Site": "cross-site"}, None, False),
        ({"Sec-Fetch-Site": "same-site"}, None, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": PUBLIC, "Host": "xingjie.example.org"}, PUBLIC, False),
        ({"Origin": "http://127.0.0.1:8080", "Host": "127.0.0.1:8080"}, None, True),
        ({"Origin": "http://127.0.0.1:8081", "Host": "127.0.0.1:8080"}, None, False),
        ({"Origin": PUBLIC, "Host": "127.0.0.1:8080"}, PUBLIC, True),
        ({"Origin": PUBLIC, "Host": "127.0.0.1:8080"}, PUBLIC + "/below/", True),
        ({"Origin": "http://xingjie.example.org", "Host": "127.0.0.1:8080"}, PUBLIC, False),
        ({"Origin": "https://evil.example.org", "Host": "127.0.0.1:8080"}, PUBLIC, False),
        ({"Origin": "null", "Host": "127.0.0.1:8080"}, None, False),
        ({"Origin": "null", "Host": ""}, None, False),
        ({"Origin": "http://[broken", "Host": "127.0.0.1:8080"}, None, False),
        ({"Host": "127.0.0.1:8080"}, None, False),
        ({}, PUBLIC, False),
    ],
)
def test_only_a_page_of_ours_is_believed(headers: dict[str, str], public_url: str | None, same: bool) -> None:
    assert is_same_origin(headers, public_url) is same


def test_a_persons_own_form_is_taken() -> None:
    require_form(SEALS, KNOWN, form_token(SEALS, KNOWN.key))


def test_a_form_of_another_person_is_forged() -> None:
    with pytest.raises(ForgedRequest):
        require_form(SEALS, KNOWN, form_token(SEALS, "c" * 32))


@pytest.mark.parametrize("token", ["", "x", SEALS.seal("cookie", "a" * 32), Signer(b"other").seal("form", "a" * 32)])
@pytest.mark.parametrize("visitor", [KNOWN, STRANGER])
def test_a_token_that_is_none_of_ours_is_forged(visitor: Visitor, token: str) -> None:
    with pytest.raises(ForgedRequest):
        require_form(SEALS, visitor, token)
    with pytest.raises(ForgedRequest):
        require_upload(SEALS, visitor, token)
    with pytest.raises(ForgedRequest):
        is_old_page(SEALS, token, NOW)
    assert not is_consent_of(SEALS, token, visitor.key)


def test_a_welcome_page_speaks_for_nobody_who_is_known() -> None:
    token = consent_token(SEALS, STRANGER.key, NOW)
    require_form(SEALS, STRANGER, token)
    with pytest.raises(ForgedRequest):
        require_form(SEALS, KNOWN, token)


def test_an_upload_is_its_persons_and_its_address_shows_nothing_of_the_key() -> None:
    token = upload_token(SEALS, KNOWN.key)
    require_upload(SEALS, KNOWN, token)
    assert KNOWN.key not in token
    for visitor in (Visitor("c" * 32, known=True), Visitor(KNOWN.key, known=False)):
        with pytest.raises(ForgedRequest):
            require_upload(SEALS, visitor, token)


def test_a_consent_belongs_to_the_key_of_its_page_and_is_worth_nothing_after_an_hour() -> None:
    token = consent_token(SEALS, STRANGER.key, NOW)
    assert is_consent_of(SEALS, token, STRANGER.key)
    assert not is_consent_of(SEALS, token, KNOWN.key)
    assert not is_old_page(SEALS, token, NOW + WELCOME_S - 1)
    assert is_old_page(SEALS, token, NOW + WELCOME_S + 1)
