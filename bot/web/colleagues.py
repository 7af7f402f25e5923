"""The page of the people of an institution: who they are, what they call each other, and links for colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aiohttp import web

from bot.conversation.nothing_done import NOTHING_DONE, nothing_done
from bot.conversation.working_together import (
    LINK_DAYS,
    NICKNAME_AT_MOST,
    START_PREFIX,
    USES_AT_MOST,
    Post,
    Team,
    called,
    colleague_line,
    held_line,
    institution_named,
    leaving_lines,
    nickname_fault,
    post_named,
)
from bot.web.addresses import COLLEAGUES, number_in, public_root, root_of
from bot.web.cookies import Visitor
from bot.web.csrf import form_token
from bot.web.html import html_response, redirect
from bot.web.own_pages import OwnPages
from bot.web.pages import Pages
from bot.web.responder import address_of
from bot.web.return_pages import MadeLink
from flows.days import day_of
from flows.dialogue import Address, Phrase, phrase

# What the page says after a change; its address holds the value.
DONE = {
    "revoked": "colleagues-revoked",
    "handed": "colleagues-handed-on",
    "removed": "colleagues-removed",
    "left": "colleagues-left",
    "called": "colleagues-called",
    "already": "join-team-already",
    "joined": "notice-joined-team",
    "full": "colleagues-no-link",
    **NOTHING_DONE,
}
# What only the coordinator can do.
BY_COORDINATOR = frozenset({"revoke", "hand", "remove"})
NUMBER_DIGITS = 6
# What a page asks once before it is done.
ASKED = ("leave", "hand", "remove")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list: their number, what they are called, and their whole line."""

    number: int
    called: str
    line: str
    is_me: bool


@dataclass(frozen=True, slots=True)
class ColleagueLinkLine:
    """A link in the coordinator's list."""

    name: str
    made: date
    until: date
    left: int


class ColleagueRoutes(OwnPages):
    """The routes of institutions. To open or look at one changes nothing; what changes anything is a POST of a page of ours."""

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Show the people and the links, or ask once before something is done. A stranger is shown the way in."""
        visitor, root = self._known(request), root_of(request.rel_url.raw_path)
        who, language = address_of(visitor), await self._language(request, visitor)
        team = await self._conversation.together.team(who)
        asks = next((each for each in ASKED if each in request.query), "") if team is not None else ""
        if asks and team is not None and (asks == "leave" or team.me.is_coordinator):
            return await self._asked(visitor, language, root, team, asks)
        return await self._own(request, visitor, language, team)

    async def change(self, request: web.Request) -> web.StreamResponse:
        """Do what a form of that page asks for, then show it again."""
        visitor, form = await self._known_sender(request)
        who, done = address_of(visitor), ""
        number = number_in(form.get("number", ""), NUMBER_DIGITS) or 0
        match form.get("do"):
            case "make":
                token = await self._conversation.together.make_link(who)
                return redirect(f"{COLLEAGUES}?link={token}" if token else f"{COLLEAGUES}?done=full")
            case "revoke":
                done = "revoked" if await self._conversation.together.revoke(who, form.get("link", "")) else ""
            case "hand":
                done = "handed" if await self._conversation.together.hand_on(who, number) else ""
            case "remove":
                done = "removed" if await self._conversation.together.remove(who, number) else ""
            case "leave":
                done = "left" if await self._conversation.together.leave(who) else ""
            case "call":
                post, nickname = post_named(form.get("post", "")), form.get("nickname", "")
                fault = nickname_fault(nickname)
                if fault is not None:
                    language = await self._language(request, visitor)
                    return await self._own(
                        request, visitor, language, await self._conversation.together.team(who), nickname, fault
                    )
                done = "called" if post is not None and await self._call(who, post, nickname) else ""
        if not done:
            team = await self._conversation.together.team(who)
            done = nothing_done(team, by_coordinator=form.get("do") in BY_COORDINATOR)
        return redirect(f"{COLLEAGUES}?done={done}")

    async def _call(self, who: Address, post: Post, nickname: str) -> bool:
        team = await self._conversation.together.team(who)
        shows = team is not None and team.me.shows_name
        return await self._conversation.together.call(who, post, nickname, shows_name=shows)

    async def _asked(self, visitor: Visitor, language: str, root: str, team: Team, asks: str) -> web.Response:
        together = await self._conversation.answering.of(address_of(visitor)) if asks != "hand" else None
        held = {each.number: together.held_by(each.number) if together is not None else 0 for each in team.colleagues}
        opens = [held_line(each, held[each.number]) for each in team.others if asks == "remove" and held[each.number]]
        words = {
            "leave": leaving_lines(team, held[team.me.number]),
            "hand": (phrase("colleagues-hand-on-what"),),
            "remove": (phrase("colleagues-remove-what"), *opens, *((phrase("colleagues-held-what"),) if opens else ())),
        }
        html = self._pages.render(
            "colleagues_asked.html",
            language,
            root,
            token=form_token(self._seals, visitor.key),
            asks=asks,
            what=[self._pages.said(line, language) for line in words[asks]],
            others=[line for line in self._lines(team, language) if not line.is_me],
        )
        return html_response(html)

    async def _own(
        self,
        request: web.Request,
        visitor: Visitor,
        language: str,
        team: Team | None,
        nickname: str | None = None,
        fault: Phrase | None = None,
    ) -> web.Response:
        who = address_of(visitor)
        links = await self._conversation.together.links(who)
        made, made_for_chat = await self._made(request, who)
        html = self._pages.render(
            "colleagues.html",
            language,
            root_of(request.rel_url.raw_path),
            token=form_token(self._seals, visitor.key),
            team=team,
            institution=self._pages.said(institution_named(team.name), language) if team is not None else "",
            people=self._lines(team, language) if team is not None else [],
            leads=team is None or team.me.is_coordinator,
            links=[
                ColleagueLinkLine(link.name, day_of(link.made_at), day_of(link.expires_at), link.uses_left) for link in links
            ],
            made=made,
            made_for_chat=made_for_chat,
            days=LINK_DAYS,
            uses=USES_AT_MOST,
            posts=posts_in(self._pages, language),
            nickname=nickname if nickname is not None or team is None else team.me.nickname,
            most=NICKNAME_AT_MOST,
            error=self._pages.said(fault, language) if fault is not None else "",
            done=DONE.get(request.query.get("done", ""), ""),
        )
        return html_response(html)

    def _lines(self, team: Team, language: str) -> list[PersonLine]:
        return [
            PersonLine(
                each.number,
                self._pages.said(called(each), language),
                self._pages.said(colleague_line(each), language),
                each.is_me,
            )
            for each in team.colleagues
        ]

    async def _made(self, request: web.Request, who: Address) -> tuple[MadeLink | None, MadeLink | None]:
        """Return the link that was just made, to the page and to a chat: only its owner is shown it."""
        token, faces = request.query.get("link", ""), self._conversation.elsewhere.faces
        if not token or not await self._conversation.together.is_own(who, token):
            return None, None
        chat = MadeLink(f"https://t.me/{faces.bot_name}?start={START_PREFIX}{token}") if faces.bot_name else None
        return MadeLink(f"{public_root(request, faces.page_url)}/i/{token}"), chat


def posts_in(pages: Pages, language: str) -> list[tuple[Post, str]]:
    """Return what people can do in an institution, in words."""
    return [(post, pages.said(phrase(f"post-{post.value}"), language)) for post in Post]
