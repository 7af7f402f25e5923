"""Signing in at the desk: links that work once, and everything that may go wrong with one."""

from __future__ import annotations

import asyncio
import re

import pytest
from aiohttp import ClientSession
from yarl import URL

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.words.wording import Wording
from flows.campaign.roles import Role
from tests.people.desk_visitor import COOKIE, DeskVisitor, desk_visitor, first_invitation
from tests.people.page_server import SECRET, listening
from tests.people.visitor import field

GUESS = "A" * 22


async def shown(visitor: DeskVisitor, link: str) -> tuple[int, str]:
    """What using a link shows, without the token of its page."""
    return await visitor.post(link, page=link, name="Ben", language="en")


async def test_the_first_administrator_signs_in_by_the_link_of_the_operator(ann: DeskVisitor) -> None:
    page = await ann.page()
    assert "North" in page
    assert "/desk/log" in page.replace('href="desk/log"', 'href="/desk/log"')


async def test_looking_at_a_link_uses_up_nothing_and_tells_nothing(
    address: str, conversation: Conversation, other: DeskVisitor
) -> None:
    link = await first_invitation(conversation, "A secret name")
    for method in ("GET", "HEAD", "GET"):
        async with other.client.request(method, link) as response:
            assert response.status == 200
            assert "Set-Cookie" not in response.headers
            assert "A secret name" not in await response.text()
    guessed = await other.page(f"/desk/invited/{GUESS}")
    looked = await other.page(link)
    assert re.sub(r'name="token" value="\w+"', "", guessed) == re.sub(r'name="token" value="\w+"', "", looked)
    await other.joins(link, "Ann")


async def test_links_that_do_not_work_read_alike(ann: DeskVisitor, other: DeskVisitor, conversation: Conversation) -> None:
    used = await ann.link(purpose="device")
    assert await other.opens(used) == 303
    invitation = await ann.invitation(Role.viewer)
    revoked = await ann.link(purpose="later")
    for name in re.findall(r'name="name" value="(\w+)"', (await ann.page("/desk/sessions")).partition("<h2>")[2]):
        await ann.post("/desk/sessions/revoke", name=name)
    wrong = {
        "used": used,
        "revoked": revoked,
        "an invitation in the wrong place": invitation.replace("/invited/", "/in/"),
        "a sign-in link in the wrong place": (await ann.link(purpose="device")).replace("/in/", "/invited/"),
        "guessed": f"/desk/in/{GUESS}",
        "a guessed invitation": f"/desk/invited/{GUESS}",
        "cut off": used[:-3],
        "strange": "/desk/in/%00%E2%80%AE'--",
    }
    found = {how: await shown(other, link) for how, link in wrong.items()}
    assert {status for status, _ in found.values()} == {404}
    assert len({html for _, html in found.values()}) == 1


async def test_two_clicks_at_the_same_moment_make_one_officer(ann: DeskVisitor, address: str) -> None:
    link = await ann.invitation(Role.viewer)
    async with desk_visitor(address) as one, desk_visitor(address) as two:
        codes = await asyncio.gather(one.opens(link, name="Ben"), two.opens(link, name="Ben"))
    assert sorted(codes) == [303, 404]
    assert (await ann.page("/desk/officers")).count("<strong>Ben</strong>") == 1


async def test_a_name_that_cannot_be_read_is_asked_for_again_and_uses_up_nothing(
    conversation: Conversation, other: DeskVisitor
) -> None:
    link = await first_invitation(conversation)
    for name in ("", " \u200b ", "x" * 61):
        status, html = await other.post(link, page=link, name=name, language="en")
        assert status == 200
        assert 'aria-invalid="true"' in html
    assert await other.opens(link, name="Ann <b>") == 303
    assert "Ann &lt;b&gt;" in await other.page()


async def test_a_form_of_another_site_signs_nobody_in(conversation: Conversation, address: str, other: DeskVisitor) -> None:
    link = await first_invitation(conversation)
    token = field(await other.page(link), "token")
    async with ClientSession(address, headers={"Sec-Fetch-Site": "cross-site"}) as elsewhere:
        for data in ({"token": token, "name": "Eve"}, {"name": "Eve"}):
            async with elsewhere.post(link, data=data, allow_redirects=False) as response:
                assert response.status == 403
    assert (await other.send(link, name="Eve", token="0" * 64))[0] == 403
    await other.joins(link, "Ann")


async def test_the_cookie_is_ours_alone_and_new_at_each_sign_in(ann: DeskVisitor, address: str) -> None:
    first = ann.cookie
    assert re.fullmatch(r"[\w-]{22}", first)
    link = await ann.link(purpose="device")
    token = field(await ann.page(link), "token")
    async with ann.client.post(link, data={"token": token}, allow_redirects=False) as response:
        said = response.headers["Set-Cookie"]
    assert all(part in said for part in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"))
    assert ann.cookie not in ("", first)
    async with desk_visitor(address) as old:
        old.client.cookie_jar.update_cookies({"xingjie-desk": first})
        assert (await old.get())[0] == 303


async def test_on_https_the_cookie_is_bound_to_this_host(
    conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    app = web_app(conversation, wording, SECRET, "https://check.example.org", renderer)
    link = await first_invitation(conversation)
    async with listening(app) as port, desk_visitor(f"http://127.0.0.1:{port}/") as visitor:
        token = field(await visitor.page(link), "token")
        async with visitor.client.post(link, data={"token": token, "name": "Ann"}, allow_redirects=False) as response:
            said = response.headers["Set-Cookie"]
    assert said.startswith("__Host-xingjie-desk=")
    assert "; Secure" in said


async def test_guessing_is_slowed_down_also_after_a_restart(
    conversation: Conversation, wording: Wording, renderer: Renderer, other: DeskVisitor
) -> None:
    codes = [await other.opens(f"/desk/in/{number:022}") for number in range(25)]
    assert codes == [404] * 20 + [429] * 5
    link = await first_invitation(conversation)
    app = web_app(conversation, wording, SECRET, None, renderer)
    async with listening(app) as port, desk_visitor(f"http://127.0.0.1:{port}/") as restarted:
        assert await restarted.opens(link, name="Ann") == 429


@pytest.mark.parametrize("address_of", ["2001:db8:1:{:x}::1", "2001:db8:1:{:x}:{:x}::"])
async def test_guessing_from_many_networks_of_one_provider_is_slowed_down_too(
    conversation: Conversation, wording: Wording, renderer: Renderer, address_of: str
) -> None:
    app = web_app(conversation, wording, SECRET, None, renderer, proxies=1)
    async with listening(app) as port, desk_visitor(f"http://127.0.0.1:{port}/") as visitor:
        path = f"/desk/in/{GUESS}"
        data = {"token": field(await visitor.page(path), "token")}

        async def status(address: str) -> int:
            async with visitor.client.post(path, data=data, headers={"X-Forwarded-For": address}) as response:
                return response.status

        codes = [await status(address_of.format(number + 1, number + 1)) for number in range(62)]
        assert codes == [404] * 60 + [429] * 2
        assert await status("2001:db8:2::1") == 404


async def test_the_sign_in_page_says_what_to_do_without_a_link_and_that_a_session_has_ended(
    ann: DeskVisitor, other: DeskVisitor
) -> None:
    assert await other.get() == (303, "desk/sign-in")
    assert 'role="status"' not in await other.page("/desk/sign-in")
    assert await ann.post("/desk/sign-out") == (303, "sign-in")
    assert ann.cookie == ""
    other.client.cookie_jar.update_cookies({"xingjie-desk": GUESS})
    assert await other.get() == (303, "desk/sign-in?ended")
    assert 'role="status"' in await other.page("/desk/sign-in?ended")


@pytest.mark.parametrize("keeps_cookie", [True, False])
async def test_a_form_that_comes_after_the_session_says_that_it_was_not_saved(
    address: str, ann: DeskVisitor, keeps_cookie: bool
) -> None:
    token = field(await ann.page("/desk/campaigns/new"), "token")
    if keeps_cookie:
        ann.client.cookie_jar.update_cookies({COOKIE: "A" * 22}, URL(address))
    else:
        ann.client.cookie_jar.clear()
    status, place = await ann.send("/desk/campaigns/new", token=token, name="A long text", language="en")
    assert (status, place.rpartition("/")[2]) == (303, "sign-in?unsaved")
    ann.client.cookie_jar.update_cookies({"language": "en"}, URL(address))
    assert "was not saved" in await ann.page("/desk/sign-in?unsaved&language=en")
    assert "was not saved" not in await ann.page("/desk/sign-in?language=en")
