"""Lets an institution hand in a self-check for a pre-screening, and act in its cases, for any face."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import structlog

from bot.attachments.stored_files import EvidenceFiles
from bot.conversation.case_replies import CaseReplies
from bot.conversation.days import day_of
from bot.conversation.handed_files import HandedFiles, places_in
from bot.conversation.lowered_claims import LoweredClaims
from bot.conversation.seen_cases import seen
from bot.conversation.to_hand_in import ToHandIn, lack_of, to_hand_in
from bot.conversation.unstored import refusing_when_unstored
from bot.documents.content.dossier import dossier
from bot.documents.sealed.keys import KeyUnusable, sealing_key
from bot.documents.sealed.seal import seal
from flows.days import day_of as day_in_china
from flows.dialogue import Address, Phrase, Refusal, phrase
from flows.institution.answers import InstitutionAnswers
from flows.interview.cases.handover import Asked, Lack, Preview, Sharing, items_of, preview
from flows.interview.cases.result_notices import notice_line
from flows.interview.cases.seen import SeenCase, message_line
from flows.interview.session import Session
from flows.review.case import Case
from flows.review.clock import is_working_day
from flows.review.entries import Answered, Detail, Entry, Move, Objection, Point, Refused
from flows.review.independence import Actor
from flows.review.rules import ReviewRules
from flows.review.states import SEAT, CaseEvent, Seat
from flows.review.submission import Handed, Submission, is_new
from flows.standard.model import Standard
from storage.database import Database
from storage.institutions.colleagues import Colleagues
from storage.institutions.round_results import RoundResults
from storage.respondents.sessions import StoredSessions
from storage.review.case_drafts import CaseDrafts
from storage.review.case_messages import CaseMessages, WaitingCase
from storage.review.institution_cases import HandingIn, InstitutionCases
from storage.review.result_messages import ResultMessages

# What the faces are given.
__all__ = ["Asked", "Cases", "Lack", "Preview", "SeenCase", "Sharing", "WaitingCase"]
NOBODY = Session("zh", 0)
GONE = phrase("own-case-gone")
log = structlog.get_logger()


class Cases:
    """The reviews of an installation, as institutions meet them. Every method raises Refusal, with a sentence for them."""

    def __init__(
        self,
        database: Database,
        sessions: StoredSessions,
        standard: Standard,
        files: EvidenceFiles | None = None,
        folder: Path | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`folder` has the key that seals (None: nothing can be handed in)."""
        self.rounds = RoundResults(database, standard, now)
        self.stored = InstitutionCases(database, is_working_day, self.rounds)
        self._colleagues = Colleagues(database)
        self._sessions = sessions
        self.standard = standard
        self._folder = folder
        self._now = now
        self.files, self.lowered = HandedFiles(files), LoweredClaims(self.stored, standard)
        self.replies = CaseReplies(self, sessions, CaseDrafts(database))
        self.messages, self.result_messages = CaseMessages(database), ResultMessages(database)

    # Handing in

    async def asked(self, who: Address, typed: str) -> Asked | None:
        """Return what a link's token or a code asks of a person; None if it is unknown, used or over. Nothing changes."""
        with refusing_when_unstored():
            requested = await self.stored.requested(typed)
            session, team = await self._sessions.load(who), await self._colleagues.of(who)
            result, found = await self.rounds.of(who), await self._to_hand_in(who)
        if requested is None or (requested.due is not None and day_in_china(self._now()) > requested.due):
            return None
        evidence = [rating.evidence for rating in found.ratings.values() if rating.evidence] if found is not None else []
        return Asked(
            requested.association,
            requested.label,
            requested.due,
            team.name if team is not None else "",
            found.finished_on if found is not None else None,
            len(evidence),
            sum(each.file is not None for each in evidence),
            lack_of(session, team, result, found),
            found.answers.together.people if found is not None and found.answers is not None else 0,
        )

    async def preview(self, who: Address, sharing: Sharing) -> Preview | None:
        """Return item by item what would be handed over; None if no self-check is finished. Nothing changes."""
        with refusing_when_unstored():
            found = await self._to_hand_in(who)
        if found is None:
            return None
        together = found.answers.together if found.answers is not None else None
        return preview(self.standard, found.ratings, sharing, together)

    async def hand_in(self, who: Address, typed: str, sharing: Sharing, *, accepts: bool) -> Case | None:
        """Hand in the institution's answers, or the newest finished self-check; None if the link or code is unknown.

        `accepts` says that the person stated that the answers are true to their knowledge. Files at another face are fetched
        first. If one cannot be, nothing is handed in.
        """
        if not accepts:
            raise Refusal(phrase("handin-needs-statement"))
        asked = await self.asked(who, typed)
        if asked is not None and asked.lack is not None:
            raise Refusal(phrase(f"handin-lack-{asked.lack.value}"))
        with refusing_when_unstored():
            session, found = await self._sessions.load(who), await self._to_hand_in(who)
        if session is None or found is None:
            raise Refusal(phrase(f"handin-lack-{Lack.finish.value}"))
        chosen = items_of(self.standard, found.ratings, sharing)
        # The storage says why a link that leads nowhere does; no file is fetched for it.
        items = await self.files.kept(who, chosen) if asked is not None else chosen
        handed_in = None
        try:
            make = await self._sealing(items, places_in(chosen), found, day_of(session, self._now()))
            with refusing_when_unstored():
                handed_in = await self.stored.hand_in(who, typed, make)
        finally:
            if handed_in is None:
                await self.files.drop(items, chosen)
        return handed_in

    async def handed_in(self, who: Address, typed: str) -> int | None:
        """Return the number of the case that a person's institution handed in by this link or code; None for all others.

        People open the link again to see how far it is, or press the last button twice.
        """
        with refusing_when_unstored():
            return await self.stored.handed_in(who, typed)

    # The cases of one's institution

    async def of(self, who: Address) -> tuple[SeenCase, ...]:
        """Return the cases of a person's institution, the newest first."""
        with refusing_when_unstored():
            return tuple(seen(own) for own in await self.stored.of(who))

    async def one(self, who: Address, case: int) -> SeenCase | None:
        """Return one case of a person's institution; None if it has none of this number."""
        with refusing_when_unstored():
            own = await self.stored.one(who, case)
        return seen(own) if own is not None else None

    async def handed_file(self, who: Address, case: int) -> bytes | None:
        """Return the sealed file that was handed in; None if the person's institution has no such case."""
        with refusing_when_unstored():
            return await self.stored.handed_file(who, case)

    async def log(self, who: Address, case: int) -> tuple[Entry, ...]:
        """Return the log of a case of a person's institution, the oldest entry first; () if it has none of this number."""
        with refusing_when_unstored():
            return await self.stored.log(who, case)

    async def agree(self, who: Address, case: int, drawn: str | None = None) -> Case:
        """Agree to the preliminary opinion. `drawn`, here and below, is the mark of what they saw, as in `Move.seen`."""
        return await self._move(who, case, CaseEvent.agree, None, drawn)

    async def withdraw(self, who: Address, case: int) -> Case:
        """Withdraw a case."""
        return await self._move(who, case, CaseEvent.withdraw, None)

    async def object(self, who: Address, case: int, texts: Mapping[str, str], drawn: str | None = None) -> Case:
        """Object to lowered items, each with a text."""
        points = tuple(Point(*each) for each in texts.items())
        return await self._move(who, case, CaseEvent.object, Objection(points), drawn)

    async def refuse_reviewer(self, who: Address, case: int, drawn: str | None = None) -> Case:
        """Ask for another reviewer than the one who reads now."""
        found = await self.one(who, case)
        seat = SEAT.get(found.case.state, Seat.first) if found is not None else Seat.first
        return await self._move(who, case, CaseEvent.refuse_reviewer, Refused(seat), drawn)

    async def answerable(self, who: Address, case: int, sharing: Sharing) -> tuple[Handed, ...]:
        """Return the items of which more was asked, as they are in the self-check now; () for who cannot answer."""
        with refusing_when_unstored():
            own = next((each for each in await self.stored.of(who) if each.line.id == case), None)
            session, answers = await self._sessions.load(who), await self.rounds.answers(who)
        found = seen(own) if own is not None else None
        if own is None or found is None or session is None or not found.may(CaseEvent.answer_more):
            return ()
        # What the institution handed in, it hands in again.
        ratings = answers.ratings if own.round_id is not None and answers is not None else session.ratings
        items = items_of(self.standard, ratings, sharing)
        return tuple(item for item in items if item.subdomain in found.case.waiting)

    async def answer(
        self,
        who: Address,
        case: int,
        codes: frozenset[str],
        sharing: Sharing,
        words: Mapping[str, str] | None = None,
        drawn: str | None = None,
    ) -> Case:
        """Answer what is asked: hand in again the items of these subdomains, as they are in the self-check now, with words.

        `words` says by subdomain why a claim stays as it is. An item that has them and nothing new is answered by them alone.
        """
        written = tuple(Point(*each) for each in (words or {}).items())
        found = await self.one(who, case)
        before = {item.subdomain: item for item in found.case.items} if found is not None else {}
        chosen = tuple(
            item
            for item in await self.answerable(who, case, sharing)
            if item.subdomain in codes and (item.subdomain not in (words or {}) or is_new(item, before[item.subdomain]))
        )
        items, moved = await self.files.kept(who, chosen), None
        try:
            moved = await self._move(who, case, CaseEvent.answer_more, Answered(items, written), drawn, places_in(chosen))
        finally:
            if moved is None:
                await self.files.drop(items, chosen)
        return moved

    # What a coordinator is told

    async def waiting(self, who: Address) -> tuple[Phrase, WaitingCase] | None:
        """Return the sentence that waits for a coordinator's visit; None if there is none. Raises Unstored."""
        found = await self.messages.waiting(who)
        if found is None:
            return None
        if found.notice is not None:
            return notice_line(self.standard, seen(found.own), found.notice), found
        return message_line(seen(found.own)), found

    async def _move(
        self,
        who: Address,
        case: int,
        event: CaseEvent,
        detail: Detail,
        drawn: str | None = None,
        files: frozenset[str] = frozenset(),
    ) -> Case:
        def make(_case: Case, by: Actor, at: datetime, _rules: ReviewRules) -> Move:
            return Move(event, by, at, detail)

        with refusing_when_unstored():
            moved = await self.stored.move(who, case, make, files, drawn)
        if moved is None:
            raise Refusal(GONE)
        return moved

    async def _to_hand_in(self, who: Address) -> ToHandIn | None:
        return to_hand_in(await self._sessions.load(who), await self.rounds.answers(who))

    async def _sealing(
        self, items: tuple[Handed, ...], files: frozenset[str], found: ToHandIn, today: date
    ) -> Callable[[int, str, InstitutionAnswers | None], HandingIn]:
        """Return what seals these items, whose files are at `files`, for an institution with the key of this installation."""
        if self._folder is None:
            raise Refusal(phrase("handin-no-key"))
        try:
            key = await asyncio.to_thread(sealing_key, self._folder)
        except KeyUnusable as error:
            log.error("not_sealed", cause=str(error))
            raise Refusal(phrase("handin-no-key")) from error
        ratings = {item.subdomain: item.rating for item in items}
        answers = found.answers
        together = answers.together if answers is not None else None

        def make(institution: int, name: str, now: InstitutionAnswers | None) -> HandingIn:
            # A colleague may have settled something, or taken a permission back, since it was read.
            if now != answers:
                raise Refusal(phrase("handin-changed"))
            facts = dossier(
                self.standard,
                ratings,
                today,
                NOBODY.language,
                assessed_on=found.finished_on,
                institution=name,
                together=together,
            )
            sealed = seal(facts, key, self._now())
            digest = hashlib.sha256(sealed).hexdigest()
            submission = Submission(
                self.standard.edition, institution, items, found.finished_on, digest, accepts_statement=True
            )
            round_id = answers.round if answers is not None else None
            return HandingIn(submission, sealed, found.assessment, round_id, files)

        return make
