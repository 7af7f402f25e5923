"""The pages of the cases of one's institution: where each is, what a reviewer released, and what can be done now."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.case_facts import CaseFacts, case_facts, handed_line, shares_of
from bot.conversation.cases import SeenCase, Sharing
from bot.conversation.response import CaseDocumentKind
from bot.web.addresses import CASES, root_of
from bot.web.cookies import Visitor
from bot.web.csrf import form_token
from bot.web.forms import BODY_AT_MOST, CHARACTER_AT_MOST, DRAWN
from bot.web.handing_in import sharing_in
from bot.web.html import html_response, redirect
from bot.web.own_pages import OwnPages
from bot.web.responder import address_of
from bot.web.result_page import sealed_file
from flows.dialogue import Address, Phrase, Refusal
from flows.ids import id_in
from flows.review.deciding import TEXT_AT_MOST
from flows.review.submission import Share
from flows.views import View

# What the page says after a change; its address holds the value.
DONE = {
    "handed": "notice-handed-in",
    "agree": "notice-agreed",
    "object": "notice-objected",
    "withdraw": "notice-withdrawn",
    "refuse": "notice-reviewer-refused",
    "answer": "notice-answered",
    "gone": "own-case-gone",
}
# What a page asks once before it is done.
ASKED = ("withdraw", "refuse")
# Before the code of each item in a form: the text of an objection, an item that is handed in again, and words about it.
OBJECTS, AGAIN, SAYS = "objects-", "again-", "says-"


class OwnCaseRoutes(OwnPages):
    """The routes of an institution's cases. A case is only found through a person of its institution."""

    @property
    def _room(self) -> int:
        """How many bytes a form may have: a text at its limit for every item, and as much as any other form may have."""
        return len(self._conversation.standard.codes) * TEXT_AT_MOST * CHARACTER_AT_MOST + BODY_AT_MOST

    async def show_all(self, request: web.Request) -> web.StreamResponse:
        """List the cases. A stranger is shown the way in."""
        visitor = self._known(request)
        language = await self._language(request, visitor)

        def said(words: Phrase) -> str:
            return self._pages.said(words, language)

        root, standard = root_of(request.rel_url.raw_path), self._conversation.standard
        shown: list[CaseFacts] = [case_facts(standard, each) for each in await self._conversation.cases.of(address_of(visitor))]
        done = DONE.get(request.query.get("done", ""), "")
        return html_response(self._pages.render("cases.html", language, root, cases=shown, said=said, done=done))

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Show one case, or ask once before something is done; all of them if the institution has none of this number."""
        visitor = self._known(request)
        language = await self._language(request, visitor)
        seen = await self._conversation.cases.one(address_of(visitor), id_in(request.match_info["case"]))
        if seen is None:
            raise web.HTTPSeeOther(f"{root_of(request.rel_url.raw_path)}{CASES}?done=gone")
        return await self._page(request, visitor, language, seen)

    async def handed_file(self, request: web.Request) -> web.StreamResponse:
        """Send the sealed file that was handed in; lead to the cases if the institution has none of this number."""
        visitor, case = self._identities.of(request), id_in(request.match_info["case"])
        sealed = await self._conversation.cases.handed_file(address_of(visitor), case) if visitor.known else None
        if sealed is None:
            raise web.HTTPSeeOther(root_of(request.rel_url.raw_path) + CASES)
        return sealed_file(sealed, CaseDocumentKind.handed_in)

    async def change(self, request: web.Request) -> web.StreamResponse:
        """Do what a form of that page asks for, then show it again. What was typed is kept if it is refused."""
        visitor, form = await self._known_sender(request, self._room)
        root = root_of(request.rel_url.raw_path)
        who, case, does = address_of(visitor), id_in(request.match_info["case"]), form.get("do", "")
        try:
            done = await self._done(who, case, does, form)
        except Refusal as refusal:
            seen = await self._conversation.cases.one(who, case)
            if seen is None:
                raise web.HTTPSeeOther(f"{root}{CASES}?done=gone") from refusal
            language = await self._language(request, visitor)
            return await self._page(request, visitor, language, seen, refusal.why, form)
        return redirect(f"{root}{CASES}/{case}?done={does}" if done else f"{root}{CASES}/{case}")

    async def _done(self, who: Address, case: int, does: str, form: dict[str, str]) -> bool:
        cases, drawn = self._conversation.cases, form.get(DRAWN)
        match does:
            case "agree":
                await cases.agree(who, case, drawn)
            case "withdraw":
                await cases.withdraw(who, case)
            case "refuse":
                await cases.refuse_reviewer(who, case, drawn)
            case "object":
                await cases.object(who, case, texts_in(form, OBJECTS), drawn)
            case "answer":
                sharing = sharing_in(form) or Sharing(Share.answer)
                again = frozenset(fields_in(form, AGAIN))
                await cases.answer(who, case, again, sharing, texts_in(form, SAYS), drawn)
            case _:
                return False
        return True

    async def _page(
        self,
        request: web.Request,
        visitor: Visitor,
        language: str,
        seen: SeenCase,
        error: Phrase | None = None,
        typed: dict[str, str] | None = None,
    ) -> web.Response:
        def said(words: Phrase) -> str:
            return self._pages.said(words, language)

        facts, who = case_facts(self._conversation.standard, seen), address_of(visitor)
        may = {"withdraw": facts.may_withdraw, "refuse": facts.may_refuse}
        asks = next((each for each in ASKED if each in request.query and may[each]), "") if error is None else ""
        again = await self._conversation.cases.answerable(who, seen.id, Sharing(Share.file)) if facts.may_answer else ()
        evidence = [item.rating.evidence for item in again if item.rating.evidence is not None]
        html = self._pages.render(
            "case.html",
            language,
            root_of(request.rel_url.raw_path),
            token=form_token(self._seals, visitor.key),
            case=facts,
            asks=asks,
            has_report=seen.has_report,
            of_round=seen.of_round,
            said=said,
            again=[(item.subdomain, said(handed_line(item)), seen.has_new(item)) for item in again],
            evidence_at=await self._evidence_at(who, language, [item.subdomain for item in again]),
            shares=[share.value for share in shares_of(len(evidence), sum(each.file is not None for each in evidence))],
            error=said(error) if error is not None else "",
            typed=typed or {},
            told=[(said(item), text) for item, text in facts.wrote],
            kept=self._kept(facts, typed or {}, language),
            most=TEXT_AT_MOST,
            done=DONE.get(request.query.get("done", ""), "") if error is None else "",
        )
        return html_response(html)

    async def _evidence_at(self, who: Address, language: str, codes: list[str]) -> dict[str, str]:
        """Return the addresses of the answers that can have evidence now, by their subdomains."""
        numbers = {code: self._conversation.standard.codes.index(code) for code in codes}
        views = {code: f"{View.answer}.{number}" for code, number in numbers.items()}
        found = {code: view for code, view in views.items() if await self._conversation.open(who, language, view) is not None}
        return {code: self._pages.addresses.of_view(view) for code, view in found.items()}

    def _kept(self, facts: CaseFacts, typed: dict[str, str], language: str) -> list[tuple[str, str]]:
        """Return what was typed in a form that the page has no more, by the names of the items."""
        gone = {OBJECTS: not facts.may_object, SAYS: not facts.may_answer}
        texts = [each for prefix, is_gone in gone.items() if is_gone for each in texts_in(typed, prefix).items()]
        known = self._conversation.standard
        return [(self._pages.said(Phrase(code), language), text) for code, text in texts if code in known]


def texts_in(form: dict[str, str], prefix: str) -> dict[str, str]:
    """Return the texts of the fields that begin with a prefix, by what follows it, as far as something was typed."""
    return {name: text for name, text in fields_in(form, prefix).items() if text.strip()}


def fields_in(form: dict[str, str], prefix: str) -> dict[str, str]:
    """Return the fields of a form that begin with a prefix, by what follows it."""
    return {name.removeprefix(prefix): value for name, value in form.items() if name.startswith(prefix)}
