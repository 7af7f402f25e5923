"""Messages of a campaign at the desk: written, seen by their author, sent, watched, paused, continued and cancelled.

Without a chat nobody can be written to. The pages then say so and lead to the texts for chat groups, which work everywhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping

from aiohttp import web

from bot.desk.campaigns import CampaignDesk, StoredBroadcast
from bot.desk.days import today
from bot.desk.messages import SeenMessage, progress_of, seen_in, sent_to_chat
from bot.web.desk.addresses import id_of, lead_to
from bot.web.desk.campaigns import CAMPAIGN, CAMPAIGNS
from bot.web.desk.guard import DeskRoute, Guard, Visit
from bot.web.desk.message_form import AUDIENCES, SINCE_DAYS, read_message, typed_message
from bot.web.desk.pages import DeskPages
from bot.web.forms import DRAWN
from flows.campaign.broadcast import TEXT_AT_MOST, BroadcastState
from flows.campaign.campaign import Campaign, Phase
from flows.campaign.reaching import SendProblem
from flows.campaign.roles import Right
from flows.campaign.segment import Audience, Segment
from flows.fingerprint import fingerprint
from flows.review.refusals import Overtaken
from flows.standard.model import Standard

MESSAGES = f"{CAMPAIGN}/messages"
MESSAGE = f"{MESSAGES}/{{message}}"


class MessageRoutes:
    """Shows, writes and sends messages. Each page asks the database again who is signed in and how far a message is."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard, languages: tuple[str, ...]) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard
        self._languages = languages

    def routes(self) -> tuple[DeskRoute, ...]:
        """Return the addresses of messages. "new" comes before the address that takes any id."""
        send = Right.send
        return (
            DeskRoute("GET", MESSAGES, send, self.all),
            DeskRoute("GET", f"{MESSAGES}/new", send, self.new),
            DeskRoute("POST", f"{MESSAGES}/new", send, self.make),
            DeskRoute("GET", MESSAGE, send, self.one),
            DeskRoute("GET", f"{MESSAGE}/edit", send, self.edit),
            DeskRoute("POST", f"{MESSAGE}/edit", send, self.save),
            DeskRoute("POST", f"{MESSAGE}/delete", send, self.delete),
            DeskRoute("POST", f"{MESSAGE}/preview", send, self.preview),
            DeskRoute("POST", f"{MESSAGE}/send", send, self.send),
            DeskRoute("POST", f"{MESSAGE}/pause", send, self.pause),
            DeskRoute("POST", f"{MESSAGE}/resume", send, self.resume),
            DeskRoute("POST", f"{MESSAGE}/cancel", send, self.cancel),
        )

    @property
    def _desk(self) -> CampaignDesk:
        return self._guard.campaigns

    async def all(self, visit: Visit, problem: str = "", status: int = 200) -> web.Response:
        """List the messages of a campaign, the newest first, with how far each is."""
        number = id_of(visit, "campaign")
        campaign, found = await self._campaign(visit), await self._desk.broadcasts.all(visit.session, number)
        if campaign is None or found is None:
            return self._pages.missing(visit.view)
        messages = [(each, progress_of(each.progress) if each.progress else None) for each in found]
        return self._pages.page(
            visit.view,
            "messages.html",
            status=status,
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            messages=messages,
            can_write=self._can_write(campaign),
            has_chat=self._has_chat,
            problem=problem,
        )

    async def new(self, visit: Visit) -> web.Response:
        """Show the form of a new message."""
        campaign = await self._campaign(visit)
        if campaign is None:
            return self._pages.missing(visit.view)
        if not self._can_write(campaign):
            return await self.all(visit, self._why_not, 409)
        audience = Audience.unfinished if campaign.reminds else Audience.everyone
        return await self._form(visit, campaign, typed_message("", Segment(audience)), "", message=None)

    async def make(self, visit: Visit) -> web.Response:
        """Store a draft, if nothing is wrong with its form."""
        campaign = await self._campaign(visit)
        if campaign is None:
            return self._pages.missing(visit.view)
        if not self._can_write(campaign):
            return await self.all(visit, self._why_not, 409)
        form, number = read_message(visit.form), id_of(visit, "campaign")
        if form.problem:
            return await self._form(visit, campaign, visit.form, form.problem, message=None)
        made = await self._desk.broadcasts.make(visit.session, number, form.text, form.segment)
        return self._pages.missing(visit.view) if made is None else self._to(visit, made)

    async def one(self, visit: Visit, problem: str = "", status: int = 200, seen: SeenMessage | None = None) -> web.Response:
        """Show a message: a draft with whom it reaches, else how far it is. `seen` is what its author has just looked at."""
        campaign, message = await self._campaign(visit), await self._message(visit)
        if campaign is None or message is None:
            return self._pages.missing(visit.view)
        is_draft = message.state is BroadcastState.draft
        number = id_of(visit, "campaign")
        reach = await self._desk.broadcasts.reach(visit.session, number, message.segment, today()) if is_draft else None
        return self._pages.page(
            visit.view,
            "campaign_message.html",
            status=status,
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            one=message,
            domain=self._domain(message.segment),
            reach=reach,
            progress=progress_of(message.progress) if message.progress else None,
            seen=seen,
            can_write=self._can_write(campaign),
            has_chat=self._has_chat,
            problem=problem,
        )

    async def edit(self, visit: Visit) -> web.Response:
        """Show the form of a draft."""
        campaign, message = await self._campaign(visit), await self._message(visit)
        if campaign is None or message is None:
            return self._pages.missing(visit.view)
        if message.state is not BroadcastState.draft:
            return await self.one(visit, "desk-message-sent-already", 409)
        return await self._form(visit, campaign, typed_message(message.text, message.segment), "", message=message)

    async def save(self, visit: Visit) -> web.Response:
        """Change a draft, if nothing is wrong with its form. A changed text has to be seen again."""
        campaign, message = await self._campaign(visit), await self._message(visit)
        if campaign is None or message is None:
            return self._pages.missing(visit.view)
        form = read_message(visit.form)
        if form.problem:
            return await self._form(visit, campaign, visit.form, form.problem, message=message)
        places = visit.session, id_of(visit, "campaign"), message.id
        try:
            is_draft = await self._desk.broadcasts.change(*places, form.text, form.segment, visit.form.get(DRAWN))
        except Overtaken as refusal:
            now = await self._message(visit)
            return await self._form(visit, campaign, visit.form, refusal.why.key, message=now or message, is_overtaken=True)
        if not is_draft:
            return await self.one(visit, "desk-message-sent-already", 409)
        return self._to(visit, message.id)

    async def delete(self, visit: Visit) -> web.Response:
        """Delete a draft."""
        if await self._message(visit) is None:
            return self._pages.missing(visit.view)
        if not await self._desk.broadcasts.delete(visit.session, id_of(visit, "campaign"), id_of(visit, "message")):
            return await self.one(visit, "desk-message-sent-already", 409)
        return lead_to(visit, f"{CAMPAIGNS}/{id_of(visit, 'campaign')}/messages")

    async def preview(self, visit: Visit) -> web.Response:
        """Show the author the message in every language, and send it to their chat if they connected one."""
        shown = await self._desk.broadcasts.preview(visit.session, id_of(visit, "campaign"), id_of(visit, "message"))
        if shown is None:
            return self._pages.missing(visit.view)
        chat = await sent_to_chat(self._guard.desk.writer, shown, visit.view.language)
        return await self.one(visit, seen=seen_in(shown.broadcast, self._languages, self._pages.said, chat))

    async def send(self, visit: Visit) -> web.Response:
        """Send a message, if its author has seen it and the box says that it is meant."""
        campaign, message = await self._campaign(visit), await self._message(visit)
        if campaign is None or message is None:
            return self._pages.missing(visit.view)
        if not self._has_chat:
            return await self.one(visit, "desk-message-no-chat", 409)
        if not visit.is_sure:
            return await self.one(visit, "desk-message-unsure", 422)
        problem = await self._desk.broadcasts.send(visit.session, id_of(visit, "campaign"), message.id, today())
        if problem is SendProblem.unknown:
            return self._pages.missing(visit.view)
        return (
            self._to(visit, message.id) if problem is None else await self.one(visit, f"desk-message-{_dashed(problem)}", 409)
        )

    async def pause(self, visit: Visit) -> web.Response:
        """Begin no more of it for now."""
        return await self._moved(visit, self._desk.broadcasts.pause(*self._places(visit)))

    async def resume(self, visit: Visit) -> web.Response:
        """Go on with a paused message."""
        return await self._moved(visit, self._desk.broadcasts.resume(*self._places(visit), today()))

    async def cancel(self, visit: Visit) -> web.Response:
        """End a message for good, if the box says that it is meant."""
        if not visit.is_sure:
            return await self.one(visit, "desk-message-cancel-unsure", 422)
        return await self._moved(visit, self._desk.broadcasts.cancel(*self._places(visit)))

    @property
    def _has_chat(self) -> bool:
        return self._guard.desk.writer is not None

    @property
    def _why_not(self) -> str:
        return "desk-message-not-running" if self._has_chat else "desk-message-no-chat"

    def _can_write(self, campaign: Campaign) -> bool:
        return self._has_chat and campaign.phase(today()) is Phase.running

    async def _campaign(self, visit: Visit) -> Campaign | None:
        return await self._desk.campaigns.one(visit.session, id_of(visit, "campaign"))

    async def _message(self, visit: Visit) -> StoredBroadcast | None:
        return await self._desk.broadcasts.one(*self._places(visit))

    def _places(self, visit: Visit) -> tuple[str, int, int]:
        return visit.session, id_of(visit, "campaign"), id_of(visit, "message")

    async def _moved(self, visit: Visit, moving: Awaitable[bool]) -> web.Response:
        """Show a message after it was moved on, or that it could not be: it has ended, or somebody was faster."""
        moved = await moving
        return self._to(visit, id_of(visit, "message")) if moved else await self.one(visit, "desk-message-not-moved", 409)

    def _to(self, visit: Visit, message: int) -> web.Response:
        return lead_to(visit, f"{CAMPAIGNS}/{id_of(visit, 'campaign')}/messages/{message}")

    def _domain(self, segment: Segment) -> str:
        return self._standard.domains[segment.domain - 1].code if segment.domain else ""

    async def _form(
        self,
        visit: Visit,
        campaign: Campaign,
        typed: Mapping[str, str],
        problem: str,
        *,
        message: StoredBroadcast | None,
        is_overtaken: bool = False,
    ) -> web.Response:
        """Return the form of a draft, None for a new one.

        If somebody else has changed it since, the page shows how it is now beside what was typed.
        """
        number = id_of(visit, "campaign")
        shown = fingerprint(message.text, message.segment) if message is not None else ""
        return self._pages.page(
            visit.view,
            "campaign_message_form.html",
            status=409 if is_overtaken else 422 if problem else 200,
            here=CAMPAIGNS,
            key=number,
            campaign=campaign,
            message=str(message.id) if message is not None else "",
            now=message if is_overtaken else None,
            mark=visit.form.get(DRAWN, shown) if problem and not is_overtaken else shown,
            typed=typed,
            problem=problem,
            audiences=AUDIENCES,
            domains=[domain.code for domain in self._standard.domains],
            since_days=SINCE_DAYS,
            channels=[way.channel for way in await self._desk.invitations.channels(visit.session, number) or ()],
            districts=[name for name, *_ in await self._desk.work_lists.districts(visit.session, number) if name],
            most=TEXT_AT_MOST,
        )


def _dashed(problem: SendProblem) -> str:
    return problem.value.replace("_", "-")
