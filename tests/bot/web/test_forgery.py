"""Forms from elsewhere: refused by where they come from, and by the token that they carry."""

from __future__ import annotations

import pytest

from bot.web.forgery import Forged, form_token, is_same_origin, sender
from bot.web.identity import Seals, Visitor

SEALS = Seals(b"one secret")
HER = Visitor("a" * 32, known=True)
STRANGER = Visitor("b" * 32, known=False)
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


def test_her_own_form_is_hers() -> None:
    assert sender(SEALS, HER, form_token(SEALS, HER), consents=False) == HER


def test_a_form_of_another_person_is_forged() -> None:
    other = Visitor("c" * 32, known=True)
    with pytest.raises(Forged):
        sender(SEALS, HER, form_token(SEALS, other), consents=False)


@pytest.mark.parametrize("token", ["", "x", SEALS.seal("cookie", "a" * 32), Seals(b"other").seal("form", "a" * 32)])
@pytest.mark.parametrize("visitor", [HER, STRANGER])
def test_a_token_that_is_none_of_ours_is_forged(visitor: Visitor, token: str) -> None:
    with pytest.raises(Forged):
        sender(SEALS, visitor, token, consents=True)


def test_consent_sent_twice_gives_the_same_key_twice() -> None:
    token = form_token(SEALS, STRANGER)
    first, second = (sender(SEALS, Visitor(key * 32, known=False), token, consents=True) for key in "xy")
    assert first == second == STRANGER


def test_the_second_consent_may_carry_the_cookie_of_the_first() -> None:
    token = form_token(SEALS, STRANGER)
    now_known = Visitor(STRANGER.key, known=True)
    assert sender(SEALS, now_known, token, consents=True) == now_known


def test_a_form_without_its_cookie_speaks_for_nobody() -> None:
    someone = sender(SEALS, STRANGER, form_token(SEALS, HER), consents=True)
    assert not someone.known
    assert someone.key not in (HER.key, STRANGER.key)


def test_only_consent_takes_up_the_key_of_a_welcome_page() -> None:
    someone = sender(SEALS, STRANGER, form_token(SEALS, STRANGER), consents=False)
    assert someone.key != STRANGER.key
