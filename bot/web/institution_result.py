"""The page of an institution's result: the star, what blocks the next one, the reasons, and what may leave with it."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.answering_together import OFFERED, mark_words
from bot.conversation.institution_results import (
    SeenResult,
    answer_lines,
    leaving_lines,
    past_lines,
    reason_lines,
    result_lines,
)
from bot.conversation.nothing_done import NOTHING_DONE
from bot.web.addresses import COLLEAGUES, TEAM_RESULT, root_of
from bot.web.cookies import Visitor
from bot.web.csrf import form_token
from bot.web.forms import DRAWN
from bot.web.html import html_response, redirect
from bot.web.own_pages import OwnPages
from bot.web.responder import address_of
from flows.dialogue import Address, Phrase

# What the page says after a change; its address holds the value.
DONE = {
    "share": "team-answers-shared",
    "keep": "team-answers-kept",
    "lend": "team-evidence-lent",
    "hold": "team-evidence-kept",
    "lower": "team-lowered",
    **NOTHING_DONE,
}


class InstitutionResultRoutes(OwnPages):
    """The routes of institutions' results. A result is only found through a person of its institution."""

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Show the result, or ask how an answer is lowered. A person without an institution is shown their colleagues."""
        visitor, root = self._known(request), root_of(request.rel_url.raw_path)
        seen = await self._conversation.answering.results.of(address_of(visitor))
        if seen is None:
            return redirect(root + COLLEAGUES)
        language, code = await self._language(request, visitor), request.query.get("lower", "")
        if code in seen.can_lower:
            return self._lowering(visitor, language, root, seen, code)
        return self._page(request, visitor, language, seen)

    async def change(self, request: web.Request) -> web.StreamResponse:
        """Do what a form of that page asks for, then show it again; what is not taken comes back with the reason."""
        visitor, form = await self._known_sender(request)
        who, root, does = address_of(visitor), root_of(request.rel_url.raw_path), form.get("do", "")
        if does == "lower":
            return await self._lowered(request, visitor, form)
        done = await self._allowed(who, does)
        return (
            redirect(f"{root}{TEAM_RESULT}?done={does}")
            if done
            else await self._nothing(who, root, TEAM_RESULT, by_coordinator=False)
        )

    async def _allowed(self, who: Address, does: str) -> bool:
        results = self._conversation.answering.results
        match does:
            case "share" | "keep":
                return await results.share_answers(who, agrees=does == "share")
            case "lend" | "hold":
                return await results.lend_evidence(who, agrees=does == "lend")
        return False

    async def _lowered(self, request: web.Request, visitor: Visitor, form: dict[str, str]) -> web.StreamResponse:
        who, root, code = address_of(visitor), root_of(request.rel_url.raw_path), form.get("item", "")
        seen = await self._conversation.answering.results.of(who)
        if seen is None or code not in seen.can_lower:
            return await self._nothing(who, root, TEAM_RESULT, by_coordinator=True)
        mark, reason = form.get("mark", ""), form.get("reason", "")
        why = await self._conversation.answering.lower(who, code, mark, reason, form.get(DRAWN))
        if why is None:
            return redirect(f"{root}{TEAM_RESULT}?done=lower")
        language = await self._language(request, visitor)
        now = await self._conversation.answering.results.of(who)
        if now is not None and code in now.can_lower:
            return self._lowering(visitor, language, root, now, code, mark, reason, why)
        return self._page(request, visitor, language, now or seen)

    def _page(self, request: web.Request, visitor: Visitor, language: str, seen: SeenResult) -> web.Response:
        def said(lines: tuple[Phrase, ...]) -> list[str]:
            return [self._pages.said(line, language) for line in lines]

        result, number = seen.result, seen.team.me.number
        html = self._pages.render(
            "team_result.html",
            language,
            root_of(request.rel_url.raw_path),
            token=form_token(self._seals, visitor.key),
            facts=said(result_lines(seen)),
            reasons=said(reason_lines(seen)),
            past=said(past_lines(seen)),
            answers=list(zip(seen.standard.codes, said(answer_lines(seen)), strict=True)) if seen.ratings else [],
            can_lower=seen.can_lower,
            leaving=said(leaving_lines(seen)),
            allowed=result.of(number) if result is not None and seen.answered else None,
            leads=seen.team.me.is_coordinator,
            may_hand_in=seen.may_hand_in,
            is_complete=seen.is_complete,
            documents=[kind.value for kind in OFFERED],
            done=DONE.get(request.query.get("done", ""), ""),
        )
        return html_response(html)

    def _lowering(
        self,
        visitor: Visitor,
        language: str,
        root: str,
        seen: SeenResult,
        code: str,
        mark: str = "",
        reason: str = "",
        why: Phrase | None = None,
    ) -> web.Response:
        html = self._pages.render(
            "team_lower.html",
            language,
            root,
            token=form_token(self._seals, visitor.key),
            code=code,
            name=self._pages.said(Phrase(code), language),
            marks=[(each, self._pages.said(mark_words(each), language)) for each in seen.lower_marks(code)],
            mark=mark,
            drawn=seen.mark(code),
            reason=reason,
            error=self._pages.said(why, language) if why is not None else "",
        )
        return html_response(html)
