"""The signed cookie: whom it names, which forgeries are refused, when it is Secure."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.web.cookies import COOKIE_S, RENEWED_AFTER_S, UNDATED_UNTIL, WELCOME_S, Signer, VisitorCookies, stranger

SEALS = Signer(b"one secret")
KEY = "f" * 32
NOW = UNDATED_UNTIL - 1000.5


def with_cookie(name: str, value: str) -> web.Request:
    return make_mocked_request("GET", "/", headers={"Cookie": f"{name}={value}"})


def at(moment: float) -> VisitorCookies:
    return VisitorCookies(SEALS, secure=False, now=lambda: moment)


def test_a_sealed_key_is_unsealed_for_its_own_purpose_only() -> None:
    sealed = SEALS.seal("cookie", "k" * 32)
    assert SEALS.unseal("cookie", sealed) == "k" * 32
    assert SEALS.unseal("form", sealed) is None
    assert Signer(b"another secret").unseal("cookie", sealed) is None


@pytest.mark.parametrize("at", range(0, 97, 7))
def test_text_with_one_changed_character_is_not_unsealed(at: int) -> None:
    sealed = SEALS.seal("cookie", stranger().key)
    changed = sealed[:at] + ("x" if sealed[at] != "x" else "y") + sealed[at + 1 :]
    assert SEALS.unseal("cookie", changed) is None


@pytest.mark.parametrize("forged", ["", ".", "key", "key.", ".abc", "é.ü", "a.b.c", "\ud800.\ud800", "0" * 10_000])
def test_forged_text_is_not_unsealed(forged: str) -> None:
    assert SEALS.unseal("cookie", forged) is None


def test_every_stranger_gets_128_fresh_bits() -> None:
    keys = {stranger().key for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {32}


def test_the_cookie_that_was_given_is_known_again() -> None:
    identities = VisitorCookies(SEALS, secure=False)
    response = web.Response()
    identities.give(response, "f" * 32)
    cookie = response.cookies["xingjie"]
    request = make_mocked_request("GET", "/", headers={"Cookie": f"xingjie={cookie.value}"})
    assert identities.of(request).key == "f" * 32
    assert identities.of(request).known


def test_a_cookie_of_another_purpose_or_none_makes_a_stranger() -> None:
    identities = VisitorCookies(SEALS, secure=False)
    for header in ({}, {"Cookie": f"xingjie={SEALS.seal('form', 'f' * 32)}"}):
        assert not identities.of(make_mocked_request("GET", "/", headers=header)).known


@pytest.mark.parametrize(("secure", "name"), [(False, "xingjie"), (True, "__Host-xingjie")])
def test_scripts_cannot_read_it_and_https_binds_it(secure: bool, name: str) -> None:
    response = web.Response()
    VisitorCookies(SEALS, secure).give(response, "f" * 32)
    cookie = response.cookies[name]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert bool(cookie["secure"]) is secure
    assert not cookie["domain"]


def test_taking_a_cookie_away_makes_the_browser_drop_it() -> None:
    response = web.Response()
    VisitorCookies(SEALS, secure=True).take(response)
    cookie = response.cookies["__Host-xingjie"]
    assert cookie.value == ""
    assert int(cookie["max-age"]) == 0
    assert cookie["secure"]


def test_a_cookie_is_renewed_after_a_day_and_refused_after_ninety_even_if_the_browser_keeps_it() -> None:
    response = web.Response()
    at(NOW).give(response, KEY)
    cookie = response.cookies["xingjie"]
    assert int(cookie["max-age"]) == COOKIE_S == 90 * 24 * 3600
    request = with_cookie("xingjie", cookie.value)
    found = [at(NOW + later).of(request) for later in (0, RENEWED_AFTER_S + 1, COOKIE_S - 1, COOKIE_S + 1)]
    assert [(one.known, one.is_due) for one in found] == [(True, False), (True, True), (True, True), (False, False)]
    assert {one.key for one in found[:3]} == {KEY}


def test_a_cookie_without_a_time_counts_until_a_fixed_day_and_is_renewed() -> None:
    request = with_cookie("xingjie", SEALS.seal("cookie", KEY))
    taken = at(UNDATED_UNTIL - 1).of(request)
    assert (taken.key, taken.known, taken.is_due) == (KEY, True, True)
    assert not at(UNDATED_UNTIL + 1).of(request).known


@pytest.mark.parametrize("forged", ["", ".", "-.", f"{KEY}-x.y", SEALS.seal("dated-cookie", KEY), SEALS.seal("welcome", KEY)])
def test_a_forged_cookie_makes_nobody_known(forged: str) -> None:
    assert not at(NOW).of(with_cookie("xingjie", forged)).known
    assert at(NOW).welcomed(with_cookie("xingjie-welcome", forged)) is None


def test_the_key_of_a_welcome_page_lasts_an_hour_and_makes_nobody_known() -> None:
    response = web.Response()
    at(NOW).welcome(response, KEY)
    cookie = response.cookies["xingjie-welcome"]
    assert (cookie["httponly"], int(cookie["max-age"])) == (True, WELCOME_S)
    request = with_cookie("xingjie-welcome", cookie.value)
    assert at(NOW + WELCOME_S - 1).welcomed(request) == KEY
    assert at(NOW + WELCOME_S + 1).welcomed(request) is None
    assert not at(NOW).of(with_cookie("xingjie", cookie.value)).known
    assert at(NOW).welcomed(make_mocked_request("GET", "/")) is None
