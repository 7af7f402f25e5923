"""The page of answering together: what a person answers, what is handed in, and where people differ."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.conversation.answering_together import (
    Division,
    Item,
    Together,
    called,
    domain_line,
    mark_words,
    marks_of,
    people_line,
    said_lines,
    settled_line,
    star_line,
    state_line,
)
from bot.conversation.invitations import begin_run
from bot.conversation.nothing_done import NOTHING_DONE, NothingDone, nothing_done
from bot.web.addresses import COLLEAGUES, TOGETHER, number_in, root_of
from bot.web.colleagues import NUMBER_DIGITS
from bot.web.cookies import Visitor
from bot.web.csrf import form_token
from bot.web.forms import DRAWN
from bot.web.html import html_response, redirect
from bot.web.own_pages import OwnPages
from bot.web.responder import address_of
from flows.dialogue import Address, Phrase
from flows.fingerprint import fingerprint
from flows.institution.rounds import round_mark

# What the page says after a change; its address holds the value.
DONE = {
    "begun": "together-begun",
    "in": "together-handed-in",
    "revised": "together-revised",
    "settled": "together-settled",
    "assigned": "together-assigned",
    "shown": "together-name-shown",
    "hidden": "together-name-hidden",
    **NOTHING_DONE,
}
# What only the coordinator can do.
BY_COORDINATOR = frozenset({"begin", "assign", "settle"})


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A differing item on the page: what was said, and what the person can do about it. `lowest` is the lowest answer.

    `drawn` is the fingerprint of what was said.
    """

    code: str
    name: str
    state: str
    said: list[str]
    marks: list[tuple[str, str]]
    can_revise: bool
    lowest: str
    drawn: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in and not taken, to be changed and sent again; each is "" at first."""

    item: str
    mark: str
    reason: str


class RoundRoutes(OwnPages):
    """The routes of answering together. A round is only found through the person who belongs to its institution."""

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Show the round, or ask who answers a domain. A person without an institution is shown their colleagues."""
        visitor, root = self._identities.of(request), root_of(request.rel_url.raw_path)
        together = await self._conversation.answering.of(address_of(visitor)) if visitor.known else None
        if together is None:
            return redirect(f"{root}{COLLEAGUES if visitor.known else './'}")
        language = await self._language(request, visitor)
        domain, found = request.query.get("assign", ""), together.round
        if found is not None and domain in found.assigned and together.team.me.is_coordinator:
            return self._assigning(visitor, language, root, together, domain)
        return self._page(request, visitor, language, together)

    async def change(self, request: web.Request) -> web.StreamResponse:
        """Do what a form of that page asks for, then show it again; what is not taken comes back with the reason."""
        form = await self._forms.read(request)
        visitor = self._forms.sender(request, form)
        who = address_of(visitor)
        together = await self._conversation.answering.of(who) if visitor.known else None
        if together is None:
            return redirect(f"{COLLEAGUES}?done={NothingDone.out}" if visitor.known else "./")
        language = await self._language(request, visitor)
        if form.get("do") == "answer" and together.run:
            return self._responder.moved(visitor, await begin_run(self._conversation, who, language, together.run))
        done = await self._change(who, form, together)
        found = together.round
        if isinstance(done, Phrase) and form.get("do") == "assign" and found is not None:
            return self._assigning(visitor, language, root_of(request.rel_url.raw_path), together, form["domain"], done, form)
        if isinstance(done, Phrase):
            now = await self._conversation.answering.of(who)
            return self._page(request, visitor, language, now or together, done, form)
        if not done:
            team = await self._conversation.together.team(who)
            done = nothing_done(team, by_coordinator=form.get("do") in BY_COORDINATOR)
        return redirect(f"{COLLEAGUES if done == NothingDone.out else TOGETHER}?done={done}")

    async def _change(self, who: Address, form: dict[str, str], together: Together) -> str | Phrase:
        """Carry out a form; return the word for what was done ("" for nothing), or why it is not taken."""
        answering, code, mark = self._conversation.answering, form.get("item", ""), form.get("mark", "")
        match form.get("do"):
            case "begin" if form.get("division") in tuple(Division):
                return "begun" if await answering.begin(who, Division(form["division"]), form.get(DRAWN)) else ""
            case "hand-in":
                return "in" if await answering.hand_in(who, form.get("domain", "")) else ""
            case "assign":
                numbers = [number_in(name.removeprefix("n"), NUMBER_DIGITS) for name in form if name[:1] == "n"]
                chosen = tuple(number for number in numbers if number is not None)
                assigned = await answering.assign(who, form.get("domain", ""), chosen, form.get(DRAWN))
                return assigned if isinstance(assigned, Phrase) else "assigned" if assigned else ""
            case "revise" if together.item(code) is not None:
                return await answering.revise(who, code, mark, form.get(DRAWN)) or "revised"
            case "settle" if together.team.me.is_coordinator:
                return await answering.settle(who, code, mark, form.get("reason", ""), form.get(DRAWN)) or "settled"
            case "show" | "hide" as said:
                me = together.team.me
                await self._conversation.together.call(who, me.post, me.nickname, shows_name=said == "show")
                return "shown" if said == "show" else "hidden"
        return ""

    def _assigning(
        self,
        visitor: Visitor,
        language: str,
        root: str,
        together: Together,
        domain: str,
        refused: Phrase | None = None,
        form: dict[str, str] | None = None,
    ) -> web.Response:
        """Return the page that asks who answers a domain, with what a refused form chose."""
        found = together.round
        assert found is not None
        answering = found.assigned[domain]

        def chosen(number: int) -> bool:
            return number in answering if form is None else f"n{number}" in form

        html = self._pages.render(
            "together_assign.html",
            language,
            root,
            token=form_token(self._seals, visitor.key),
            domain=domain,
            refused=self._pages.said(refused, language) if refused is not None else "",
            mark=fingerprint(answering, found.handed_in[domain]),
            name=self._pages.said(Phrase(domain), language),
            people=[
                (each.number, self._pages.said(called(each), language), chosen(each.number), each.number in answering)
                for each in together.team.colleagues
            ],
        )
        return html_response(html)

    def _page(
        self,
        request: web.Request,
        visitor: Visitor,
        language: str,
        together: Together,
        refused: Phrase | None = None,
        form: dict[str, str] | None = None,
    ) -> web.Response:
        def say(words: Phrase) -> str:
            return self._pages.said(words, language)

        standard, team, found = together.standard, together.team, together.round
        number = team.me.number
        lines = (
            []
            if found is None
            else [say(domain_line(standard, found, each, number, together.ratings)) for each in together.mine]
        )
        people = [] if found is None else [(each, say(people_line(team, found, each))) for each in found.assigned]
        settled = [] if found is None else [say(settled_line(each)) for each in found.settled.values() if each.differed]
        html = self._pages.render(
            "together.html",
            language,
            root_of(request.rel_url.raw_path),
            token=form_token(self._seals, visitor.key),
            has_round=found is not None,
            mark=round_mark(found),
            leads=team.me.is_coordinator,
            has_others=bool(team.others),
            shows_name=team.me.shows_name,
            star="" if found is None else say(star_line(standard, found)),
            mine=lines,
            can_answer=bool(together.run),
            ready=[(domain, say(Phrase(domain))) for domain in together.ready],
            people=people,
            items=[self._item(item, together, language) for item in together.items],
            settled=settled,
            divisions=[division.value for division in Division],
            done=DONE.get(request.query.get("done", ""), ""),
            refused=say(refused) if refused is not None else "",
            filled=Filled(*((form or {}).get(name, "") for name in ("item", "mark", "reason"))),
        )
        return html_response(html)

    def _item(self, item: Item, together: Together, language: str) -> ItemLine:
        def say(words: Phrase) -> str:
            return self._pages.said(words, language)

        mine = next((vote for vote in item.votes if vote.number == together.team.me.number), None)
        return ItemLine(
            item.code,
            say(Phrase(item.code)),
            say(state_line(item)),
            [say(line) for line in said_lines(item, together.team)],
            [(mark, say(mark_words(mark))) for mark in marks_of(item)],
            mine is not None and not mine.is_revised,
            str(item.lowest),
            item.mark,
        )
