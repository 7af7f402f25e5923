"""The sentence that waits for the page after a redirect: said once, to one person, within a minute, and never another's words."""

from __future__ import annotations

from base64 import urlsafe_b64encode

import msgspec
import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import make_mocked_request
from yarl import URL

from bot.web.cookies import Signer
from bot.web.said import AT_MOST, COOKIE, KEPT_S, Said, SaidOnce
from bot.words.wording import Wording
from flows.dialogue import Minutes, Phrase, phrase
from tests.people.page_server import SECRET
from tests.people.visitor import begun, offered, page, post

KEY, OTHER = "a" * 32, "b" * 32
SENTENCE = phrase(
    "refusal-recorded", subdomain=Phrase("risk-management"), mark=phrase("mark-level", level="2"), changed_by="change"
)
# A character that takes the most room.
WIDEST = "𬭎"


def kept(said: Phrase | Said, moment: float = 1000.0, key: str = KEY, secret: bytes = SECRET) -> str:
    """The cookie in which a sentence waits; "" if none was set."""
    response = web.Response()
    SaidOnce(Signer(secret), secure=False, now=lambda: moment).keep(
        response, key, said if isinstance(said, Said) else Said(said)
    )
    cookie = response.cookies.get(COOKIE)
    return cookie.value if cookie else ""


def brought(value: str, moment: float = 1000.0, key: str = KEY) -> Phrase | None:
    """The sentence that a browser with this cookie brings."""
    request = make_mocked_request("GET", "/", headers={"Cookie": f"{COOKIE}={value}"} if value else {})
    found = SaidOnce(Signer(SECRET), secure=False, now=lambda: moment).brought(request, key)
    return found.words if found else None


@pytest.mark.parametrize(
    "said",
    [
        SENTENCE,
        phrase("refusal-stale"),
        phrase("notice-due", names=(Phrase("risk-management"), Phrase("service-level"))),
        phrase("asking-counter", number=1, total=27, minutes=Minutes(("risk-management",))),
        phrase("notice-reason-long", text="𬭎-._=\"'<b>;," * 20),
    ],
)
def test_a_sentence_comes_back_as_it_was(said: Phrase) -> None:
    assert brought(kept(said)) == said


def test_a_sentence_of_another_person_or_another_secret_is_not_said() -> None:
    assert brought(kept(SENTENCE, key=OTHER)) is None
    assert brought(kept(SENTENCE), key=OTHER) is None
    assert brought(kept(SENTENCE, secret=b"another secret")) is None


def test_an_old_sentence_is_not_said_whatever_the_browser_keeps() -> None:
    cookie = kept(SENTENCE, moment=1000.0)
    assert brought(cookie, moment=1000.0 + KEPT_S) == SENTENCE
    assert brought(cookie, moment=1001.0 + KEPT_S) is None


def test_a_seal_made_for_something_else_opens_no_sentence() -> None:
    text = urlsafe_b64encode(msgspec.json.encode(Said(SENTENCE))).decode()
    for purpose in ("dated-cookie", "welcome", "said-", f"said-{OTHER}"):
        assert brought(Signer(SECRET).seal_at(purpose, text, 1000.0)) is None
    for broken in ("no base64 …", urlsafe_b64encode(b"[1]").decode(), urlsafe_b64encode(b"\xff").decode(), "="):
        assert brought(Signer(SECRET).seal_at(f"said-{KEY}", broken, 1000.0)) is None


@pytest.mark.parametrize("value", ["", "x", ".", "x.y", "-.-", "a-b.c", "é", "0" * 5000])
def test_a_forged_cookie_says_nothing(value: str) -> None:
    assert brought(value) is None


def test_a_sentence_too_long_for_a_cookie_is_left_unsaid() -> None:
    assert 0 < len(kept(phrase("notice-reason-long", text=WIDEST * 200))) <= AT_MOST
    assert kept(phrase("notice-reason-long", text=WIDEST * 1000)) == ""


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() -> None:
    for secure in (False, True):
        response = web.Response()
        SaidOnce(Signer(SECRET), secure=secure).keep(response, KEY, Said(SENTENCE))
        cookie = response.cookies[COOKIE]
        assert (bool(cookie["httponly"]), bool(cookie["secure"]), cookie["samesite"]) == (True, secure, "Lax")
        assert int(cookie["max-age"]) == KEPT_S


async def test_it_is_said_once_and_to_its_person_alone(client: ClientSession, address: str, wording: Wording) -> None:
    question = await begun(client)
    for _ in range(2):
        await post(client, question, reply=offered(question, "rate", "2"))
    (cookie,) = [cookie for cookie in client.cookie_jar if cookie.key == COOKIE]
    said = "is recorded as 2"
    assert said in await page(client)
    assert said not in await page(client)
    # The same cookie in the browser of somebody else.
    async with ClientSession(address, headers={"Accept-Language": "en", "Sec-Fetch-Site": "same-origin"}) as other:
        other.cookie_jar.update_cookies({COOKIE: cookie.value}, URL(address))
        assert said not in await page(other)
