"""The signed cookie: what it opens, what it never opens, when it is Secure."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.web.identity import Identities, Seals, stranger

SEALS = Seals(b"one secret")


def test_a_sealed_key_opens_for_its_purpose_only() -> None:
    sealed = SEALS.seal("cookie", "k" * 32)
    assert SEALS.unseal("cookie", sealed) == "k" * 32
    assert SEALS.unseal("form", sealed) is None
    assert Seals(b"another secret").unseal("cookie", sealed) is None


@pytest.mark.parametrize("at", range(0, 97, 7))
def test_one_changed_character_opens_nothing(at: int) -> None:
    sealed = SEALS.seal("cookie", stranger().key)
    changed = sealed[:at] + ("x" if sealed[at] != "x" else "y") + sealed[at + 1 :]
    assert SEALS.unseal("cookie", changed) is None


@pytest.mark.parametrize("forged", ["", ".", "key", "key.", ".abc", "é.ü", "a.b.c", "\ud800.\ud800", "0" * 10_000])
def test_what_was_never_sealed_opens_nothing(forged: str) -> None:
    assert SEALS.unseal("cookie", forged) is None


def test_every_stranger_gets_128_fresh_bits() -> None:
    keys = {stranger().key for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {32}


def test_the_cookie_that_was_given_is_known_again() -> None:
    identities = Identities(SEALS, secure=False)
    response = web.Response()
    identities.give(response, "f" * 32)
    cookie = response.cookies["xingjie"]
    request = make_mocked_request("GET", "/", headers={"Cookie": f"xingjie={cookie.value}"})
    assert identities.of(request).key == "f" * 32
    assert identities.of(request).known


def test_a_cookie_of_another_purpose_or_none_makes_a_stranger() -> None:
    identities = Identities(SEALS, secure=False)
    for header in ({}, {"Cookie": f"xingjie={SEALS.seal('form', 'f' * 32)}"}):
        assert not identities.of(make_mocked_request("GET", "/", headers=header)).known


@pytest.mark.parametrize(("secure", "name"), [(False, "xingjie"), (True, "__Host-xingjie")])
def test_scripts_cannot_read_it_and_https_binds_it(secure: bool, name: str) -> None:
    response = web.Response()
    Identities(SEALS, secure).give(response, "f" * 32)
    cookie = response.cookies[name]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert bool(cookie["secure"]) is secure
    assert not cookie["domain"]


def test_taking_it_away_ends_it() -> None:
    response = web.Response()
    Identities(SEALS, secure=True).take(response)
    cookie = response.cookies["__Host-xingjie"]
    assert cookie.value == ""
    assert int(cookie["max-age"]) == 0
    assert cookie["secure"]
