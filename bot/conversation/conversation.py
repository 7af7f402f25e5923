"""Answers what respondents say, for every face: load the session, let the Interview answer, save, and only then show."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from msgspec.structs import replace

from bot.attachments.stored_files import EvidenceFiles, places_lost
from bot.conversation.answering_together import AnsweringTogether
from bot.conversation.cases import Cases
from bot.conversation.days import day_of
from bot.conversation.dossiers import Gathered, completed, current_dossier, result_dossier
from bot.conversation.elsewhere import Elsewhere
from bot.conversation.last_screen import LastScreens
from bot.conversation.response import Response, answered
from bot.conversation.result_pages import ResultPages
from bot.conversation.taking_part import TakingPart
from bot.conversation.unstored import refusing_when_unstored
from bot.conversation.waiting import Waiting
from bot.conversation.working_together import WorkingTogether
from bot.desk.desk import Desk
from bot.documents.content.dossier import Dossier
from bot.operations import metrics
from bot.operations.logs import TURN
from bot.reminders.sending import Reminding
from bot.retention import Retention
from flows.dialogue import Address as Address
from flows.dialogue import Refusal, Reply, Utterance, phrase
from flows.interview.interview import Interview
from flows.interview.reminders.effects import MessageWish, message_wish
from flows.interview.session import Session
from flows.interview.taking_part.others import RESULTS
from flows.screen import Screen
from flows.standard.model import Standard
from flows.triggers import READING
from flows.views import View
from storage.campaigns.messages import CampaignMessages
from storage.campaigns.reminders import CampaignReminders
from storage.respondents.newest_cards import NewestCards
from storage.respondents.sessions import StoredSessions

# A random first turn leaves room for a lifetime of turns, within a 64-bit column and 10 hexadecimal digits.
FIRST_TURN_BITS = 38
# The faces that can send nothing on their own: no reminders are offered there.
SILENT_FACES = frozenset({"web"})


class Conversation:
    """The interviews of all respondents, for any face."""

    def __init__(
        self,
        standard: Standard,
        sessions: StoredSessions,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        files: EvidenceFiles | None = None,
        reminding: Reminding | None = None,
        cards: NewestCards | None = None,
        elsewhere: Elsewhere | None = None,
        desk: Desk | None = None,
        taking_part: TakingPart | None = None,
        campaign_messages: CampaignMessages | None = None,
        campaign_reminders: CampaignReminders | None = None,
        together: WorkingTogether | None = None,
        result_pages: ResultPages | None = None,
        answering: AnsweringTogether | None = None,
        cases: Cases | None = None,
    ) -> None:
        """`files` is None if no face stores files. `cards` is for faces that write messages."""
        self.campaign_messages, self.campaign_reminders = campaign_messages, campaign_reminders
        self.reminding = reminding
        self._waiting = Waiting(reminding, campaign_messages, cases)
        self._standard = standard
        self._sessions = sessions
        self._now = now
        self.files, self.cards = files, cards
        self._elsewhere = elsewhere
        self.desk = desk
        self._taking_part = taking_part
        self._result_pages = result_pages
        self._together, self._answering, self._cases = together, answering, cases
        self._shown = LastScreens()
        self.retention = Retention(sessions, files, now)
        self.retention.when_forgotten(self._shown.clear)

    @property
    def standard(self) -> Standard:
        """Return the edition that people are asked about."""
        return self._standard

    @property
    def result_pages(self) -> ResultPages:
        """Return the issued results, as they may be seen from outside. Only a conversation over a database has them."""
        assert self._result_pages is not None
        return self._result_pages

    async def say(self, who: Address, utterance: Utterance, language: str) -> Response:
        """Answer an utterance, after what it changes is committed. `language` is used while nothing is stored about the person.

        If another utterance of the person was faster, nothing changes and the response shows the current screen. A reminder
        that waits for their visit comes with the first screen that has no other notice.
        Raises Refusal, with nothing stored, if the database cannot be used just now.
        """
        with metrics.UtteranceMetrics(who.face, utterance):
            response = await self._waiting.with_way_to_case(who, await self._answer(who, utterance, language))
        wish = message_wish(utterance)
        if wish is not None and self.campaign_messages is not None and (wish is MessageWish.stop or response.refusal is None):
            with refusing_when_unstored():
                await self.campaign_messages.note(who, wish)
        if response.screen.name in RESULTS or response.screen.lowered:
            return replace(response, screen=await self._with_others_words(who, response.screen))
        if response.screen.name == View.elsewhere and self._elsewhere is not None:
            return replace(response, screen=self._elsewhere.offered(response.screen))
        return response

    async def look(self, who: Address, language: str) -> Screen:
        """Return the person's current screen. Nothing is stored or counted, and a waiting reminder goes on waiting.

        `language` is used while nothing is stored about the person. Raises Refusal if the database cannot be used just now.
        """
        with refusing_when_unstored():
            screen = self._interview_to_read(await self._current(who, language)).screen()
        return await self._with_others_words(who, screen)

    async def newer(self, who: Address, shown: Screen) -> Screen | None:
        """Return the person's current screen if their interview has moved on since `shown`; None if it has not. As `look`."""
        with refusing_when_unstored():
            turn = await self._sessions.turn(who)
        return await self.look(who, shown.language) if turn is not None and turn > shown.turn else None

    async def visit(self, who: Address, language: str) -> Response:
        """Return what a person sees who opens a face: as `look`, with the reminder that waits for their visit.

        Pass the answer to `seen` once it is shown. Raises Refusal if the database cannot be used just now.
        """
        with refusing_when_unstored():
            session = await self._current(who, language)
            screen = await self._with_others_words(who, self._interview_to_read(session).screen())
            shown = await self._waiting.with_reminder(who, session, Response(screen))
            return await self._waiting.with_case(who, session, await self._waiting.with_campaign(who, session, shown))

    async def open(self, who: Address, language: str, view: str) -> Response | None:
        """Return what a person sees who opens a view by its name, as `visit`; None if there is no such view now."""
        with refusing_when_unstored():
            session = await self._current(who, language)
            screen = self._interview_to_read(session).view(view)
            if screen is None:
                return None
            return await self._waiting.with_reminder(who, session, Response(await self._with_others_words(who, screen)))

    async def seen(self, response: Response) -> None:
        """Record that this answer was shown to the person, so that its waiting reminder is not shown again."""
        await self._waiting.seen(response)

    async def _answer(self, who: Address, utterance: Utterance, language: str) -> Response:
        with refusing_when_unstored():
            if isinstance(utterance, Reply) and (response := await self._answer_from_memory(who, utterance)) is not None:
                return response
            return await self._answer_from_database(who, utterance, language)

    async def _answer_from_memory(self, who: Address, reply: Reply) -> Response | None:
        """Answer a reply by the session in memory. Return None if there is none or nothing changes: then ask the database."""
        before = self._sessions.remembered(who, reply.turn)
        if before is None or reply.trigger in READING:
            return None
        TURN.set(before.turn)
        at = self._now()
        interview = self._interview(who, before, at)
        try:
            screen = interview.hear(reply)
        except Refusal:
            return None
        after = interview.session
        if after == before or not after.is_stored or not await self._save(who, before, after, at):
            return None
        self._keep_shown(after, interview)
        return answered(screen, before, after)

    async def _answer_from_database(self, who: Address, utterance: Utterance, language: str) -> Response:
        before = await self._current(who, language)
        TURN.set(before.turn)
        return await self._waiting.with_reminder(who, before, await self._apply(who, before, utterance, language))

    async def _with_others_words(self, who: Address, screen: Screen) -> Screen:
        """Return a result with the way to the others of a campaign, a step with a reviewer's reasons, all else as it is."""
        if screen.lowered and self._cases is not None:
            return await self._cases.lowered.on_step(who, screen)
        if screen.name not in RESULTS or self._taking_part is None:
            return screen
        return await self._taking_part.with_way_to_others(who, screen)

    async def _current(self, who: Address, language: str) -> Session:
        return await self._sessions.load(who) or Session(language, turn=0)

    def _interview_to_read(self, session: Session) -> Interview:
        """An interview that only reads. It does not take the kept screen: the tap that follows needs that."""
        return Interview(self._standard, session, day_of(session, self._now()))

    async def _apply(self, who: Address, before: Session, utterance: Utterance, language: str) -> Response:
        at = self._now()
        interview = self._interview(who, before, at)
        try:
            screen = interview.hear(utterance)
        except Refusal as refusal:
            return Response(self._interview(who, before, at).screen(), refusal.why)
        after = interview.session
        if after == before:
            self._keep_shown(before, interview)
            return Response(screen)
        if not after.is_stored:
            await self.retention.forget(who)
            goodbye = self._interview(who, Session(after.language, turn=0), at).screen()
            return Response(goodbye.noticing(phrase("notice-forgotten")))
        if not before.is_stored:
            # After a "forget", no button of an old card may fit the new session by chance.
            after = after.on_turn(secrets.randbits(FIRST_TURN_BITS))
            screen = self._interview(who, after, at).screen()
        said, step = await self._answering.written(who, interview.team_line) if self._answering else (None, 0)
        if await self._save(who, before, after, at):
            return answered(screen.noticing(said or screen.notice), before, after, step)
        now = await self._current(who, language)
        return Response(self._interview(who, now, at).screen(), phrase("refusal-faster"))

    async def _save(self, who: Address, before: Session, after: Session, at: datetime) -> bool:
        asked = time.perf_counter()
        saved = await self._sessions.save(who, before, after, at)
        if saved:
            metrics.COMMITS.observe(time.perf_counter() - asked)
            metrics.count_answers(before, after)
            if self.files and after.ratings is not before.ratings:
                await self.files.delete_unused(places_lost(before.ratings, after.ratings))
        return saved

    async def dossier(self, who: Address) -> Dossier | None:
        """Return what documents of this person's current assessment are made from, or None. Raises Refusal."""
        return await self._dossier(who, current_dossier)

    async def result_dossier(self, who: Address) -> Dossier | None:
        """Return what documents of this person's newest finished assessment are made from; None if none is. Raises Refusal."""
        return await self._dossier(who, result_dossier)

    async def _dossier(self, who: Address, make: Callable[[Standard, Session, date], Gathered | None]) -> Dossier | None:
        with refusing_when_unstored():
            session = await self._sessions.load(who)
        made = None if session is None else make(self._standard, session, day_of(session, self._now()))
        if made is None:
            return None
        return await completed(made, who, self._taking_part, self._result_pages, self._cases)

    @property
    def elsewhere(self) -> Elsewhere:
        """The links to other places over the same database."""
        assert self._elsewhere is not None
        return self._elsewhere

    @property
    def taking_part(self) -> TakingPart:
        """Return the campaigns over the same database."""
        assert self._taking_part is not None
        return self._taking_part

    @property
    def together(self) -> WorkingTogether:
        """Return the institutions over the same database, with their people."""
        assert self._together is not None
        return self._together

    @property
    def answering(self) -> AnsweringTogether:
        """Return the rounds of those institutions."""
        assert self._answering is not None
        return self._answering

    @property
    def cases(self) -> Cases:
        """Return the reviews over the same database, as institutions see them."""
        assert self._cases is not None
        return self._cases

    async def my_data(self, who: Address) -> str | None:
        """Return everything stored about this person as JSON text, or None if nothing is. Raises Refusal."""
        with refusing_when_unstored():
            stored = await self._sessions.everything(who)
        return None if stored is None else json.dumps(stored, ensure_ascii=False, indent=2)

    def _interview(self, who: Address, session: Session, at: datetime) -> Interview:
        """Return the interview of a session, on the day that it is for the person at a moment."""
        today = day_of(session, at)
        return Interview(self._standard, session, today, self._shown.take(session, today), who.face not in SILENT_FACES)

    def _keep_shown(self, session: Session, interview: Interview) -> None:
        """Keep the stage's screen of an interview that has come to this session, if it was built: the next tap may need it."""
        if interview.built_screen is not None:
            self._shown.keep(session, interview.today, interview.built_screen)
