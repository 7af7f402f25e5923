"""Keeps the broadcasts of campaigns: drafts, what their author saw, whom they reach, and how far each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from flows.campaign.broadcast import Broadcast, BroadcastState, text_problem
from flows.campaign.officers import BETWEEN_COUNTS, Act
from flows.campaign.reaching import LeftOut, SendProblem, next_decent, problem_of, runs
from flows.campaign.roles import Right
from flows.campaign.segment import Segment
from flows.dialogue import phrase
from flows.fingerprint import fingerprint
from flows.review.refusals import Overtaken
from flows.standard.model import Standard
from storage.association_tables import OfficerRow
from storage.associations.access import Access, Acting
from storage.associations.audit_log import note_by_caller
from storage.broadcast_tables import BroadcastRow
from storage.campaign_tables import CampaignRow
from storage.campaigns.campaigns import campaign_of, campaign_row
from storage.campaigns.members import Contact, contacts
from storage.campaigns.segment_rows import segment_columns, segment_of
from storage.deliveries.batches import Progress, cancel_batch, create_batch, move_batch, progress_of
from storage.deliveries.planning import DeliveryKind, Recipient, plan
from storage.moments import aware
from storage.tables import BatchState
from storage.tokens import fresh_id

# What a move is called in the log, by the state that it leads to.
MOVES = {
    BatchState.paused: Act.message_paused,
    BatchState.running: Act.message_resumed,
    BatchState.cancelled: Act.message_cancelled,
}


@dataclass(frozen=True, slots=True)
class StoredBroadcast:
    """A broadcast. `is_seen`: its author saw the text as it is now. `progress` and `sent_at` are None before it was sent."""

    id: int
    text: str
    segment: Segment
    author: str
    made_at: datetime
    state: BroadcastState
    is_seen: bool
    sent_at: datetime | None
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people fit a segment, how many of them get the message, and why the others do not.

    `problem` says why nothing can be sent to them now, if so.
    """

    fitting: int
    reached: int
    left_out: Mapping[LeftOut, int]
    problem: SendProblem | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the author is shown, and the number of their Telegram account if they connected one."""

    broadcast: Broadcast
    account: str | None


class Broadcasts:
    """The broadcasts of the caller's campaigns. Everything needs the right to send.

    Raises NotSignedIn, NotAllowed or Unstored. A campaign or a broadcast that the caller's association does not have is not
    found: None, False or SendProblem.unknown.
    """

    def __init__(self, access: Access, standard: Standard) -> None:
        self._access = access
        self._standard = standard

    async def all(self, session: str, campaign: int) -> tuple[StoredBroadcast, ...] | None:
        """Return the broadcasts of a campaign, the newest first."""
        async with self._access.reading(session, Right.send) as acting:
            if await campaign_row(acting, campaign) is None:
                return None
            found = await acting.db.exec(
                select(BroadcastRow)
                .where(BroadcastRow.campaign_id == campaign)
                .order_by(col(BroadcastRow.made_at).desc(), col(BroadcastRow.id))
            )
            return tuple([await _stored(acting, row) for row in list(found)])

    async def one(self, session: str, campaign: int, broadcast: int) -> StoredBroadcast | None:
        """Return one broadcast, with its progress as it is now."""
        async with self._access.reading(session, Right.send) as acting:
            row = await _row(acting, campaign, broadcast)
            return None if row is None else await _stored(acting, row)

    async def make(self, session: str, campaign: int, text: str, segment: Segment) -> int | None:
        """Store a draft and return its id. Raises ValueError if the text has a problem (`text_problem`)."""
        _require_fit(text)
        async with self._access.writing(session, Right.send) as acting:
            named = await campaign_row(acting, campaign)
            if named is None:
                return None
            author, name = acting.caller.signature
            row = BroadcastRow(
                id=fresh_id(),
                campaign_id=campaign,
                author_id=author,
                author=name,
                text=text,
                made_at=acting.now,
                **segment_columns(segment),
            )
            acting.db.add(row)
            note_by_caller(acting, Act.message_made, named.name)
            return row.id

    async def change(
        self, session: str, campaign: int, broadcast: int, text: str, segment: Segment, seen: str | None = None
    ) -> bool:
        """Change a draft; a changed text has to be seen again. False if it was sent. Raises ValueError as `make` does.

        `seen` is the fingerprint of the text and the segment that were shown; None: nothing is compared. Raises Overtaken if
        somebody has changed them since to something else than this.
        """
        _require_fit(text)
        async with self._access.writing(session, Right.send, alone=True) as acting:
            row, named = await _row(acting, campaign, broadcast), await campaign_row(acting, campaign)
            if row is None or named is None or row.batch is not None:
                return False
            now = row.text, segment_of(row)
            if seen is not None and seen != fingerprint(*now) and now != (text, segment):
                raise Overtaken(phrase("desk-message-overtaken"))
            if row.text != text:
                row.text, row.seen_at = text, None
            row.author_id, row.author = acting.caller.signature
            for name, value in segment_columns(segment).items():
                setattr(row, name, value)
            acting.db.add(row)
            note_by_caller(acting, Act.message_changed, named.name)
            return True

    async def delete(self, session: str, campaign: int, broadcast: int) -> bool:
        """Delete a draft. False if it was sent: what was sent is kept."""
        async with self._access.writing(session, Right.send, alone=True) as acting:
            row, named = await _row(acting, campaign, broadcast), await campaign_row(acting, campaign)
            if row is None or named is None or row.batch is not None:
                return False
            await acting.db.delete(row)
            note_by_caller(acting, Act.message_deleted, named.name)
            return True

    async def reach(self, session: str, campaign: int, segment: Segment, today: date) -> Reach | None:
        """Count whom a message to a segment would reach now."""
        async with self._access.reading(session, Right.send) as acting:
            row = await campaign_row(acting, campaign)
            if row is None:
                return None
            return _reach(row, segment, await self._contacts(acting, row, segment, today), today)

    async def preview(self, session: str, campaign: int, broadcast: int) -> Preview | None:
        """Return what the caller has to see before it is sent, and record that they saw it."""
        async with self._access.writing(session, Right.send, alone=True) as acting:
            row = await _row(acting, campaign, broadcast)
            if row is None:
                return None
            named = await campaign_row(acting, campaign)
            officer = await acting.db.get(OfficerRow, acting.caller.officer.id)
            assert named is not None
            assert officer is not None
            if row.batch is None:
                row.seen_at = acting.now
                row.author_id, row.author = acting.caller.signature
                acting.db.add(row)
            name = acting.caller.officer.association_name
            return Preview(Broadcast(row.text, name, named.name), officer.telegram)

    async def send(self, session: str, campaign: int, broadcast: int, today: date) -> SendProblem | None:
        """Plan a message to everybody of the segment who can be written to now; None if that was done, else why not.

        Each is due at the next decent hour of their time zone. The log says how many there are.
        """
        async with self._access.writing(session, Right.send, alone=True) as acting:
            row = await _row(acting, campaign, broadcast)
            named = await campaign_row(acting, campaign)
            if row is None or named is None:
                return SendProblem.unknown
            if row.batch is not None:
                return SendProblem.sent_already
            if row.seen_at is None or row.author_id != acting.caller.officer.id:
                return SendProblem.not_seen
            segment = segment_of(row)
            found = await self._contacts(acting, named, segment, today)
            reach = _reach(named, segment, found, today)
            if reach.problem is not None:
                return reach.problem
            row.batch = await create_batch(acting.db, acting.now)
            row.sent_at = acting.now
            acting.db.add(row)
            await acting.db.flush()
            await _plan(acting, row, [each for each in found if each.left_out is None])
            note_by_caller(acting, Act.sent, named.name, str(reach.reached))
        return None

    async def pause(self, session: str, campaign: int, broadcast: int) -> bool:
        """Begin no more messages; only calls that are being made may still arrive. False if it does not run."""
        return await self._move(session, campaign, broadcast, BatchState.paused)

    async def resume(self, session: str, campaign: int, broadcast: int, today: date) -> bool:
        """Continue a paused broadcast. False if it is not paused, or if its campaign is over."""
        return await self._move(session, campaign, broadcast, BatchState.running, today)

    async def cancel(self, session: str, campaign: int, broadcast: int) -> bool:
        """End a broadcast for good: what was not begun is skipped. False if it was cancelled or never sent."""
        return await self._move(session, campaign, broadcast, BatchState.cancelled)

    async def _move(self, session: str, campaign: int, broadcast: int, to: BatchState, today: date | None = None) -> bool:
        async with self._access.writing(session, Right.send) as acting:
            row, named = await _row(acting, campaign, broadcast), await campaign_row(acting, campaign)
            if row is None or named is None or row.batch is None:
                return False
            if today is not None and not runs(campaign_of(named), today):
                return False
            progress = await progress_of(acting.db, row.batch)
            if progress is None or not await _moved(acting, row.batch, to):
                return False
            detail = BETWEEN_COUNTS.join(map(str, (progress.begun, progress.total)))
            note_by_caller(acting, MOVES[to], named.name, detail)
            return True

    async def _contacts(self, acting: Acting, row: CampaignRow, segment: Segment, today: date) -> list[Contact]:
        return await contacts(acting.db, row.id, campaign_of(row), segment, self._standard, today)


async def _moved(acting: Acting, batch: int, to: BatchState) -> bool:
    if to is BatchState.cancelled:
        return await cancel_batch(acting.db, batch)
    return await move_batch(acting.db, batch, to, BatchState.running if to is BatchState.paused else BatchState.paused)


def _require_fit(text: str) -> None:
    if problem := text_problem(text):
        raise ValueError(f"the text cannot be sent: {problem}")


async def _plan(acting: Acting, row: BroadcastRow, wanted: Sequence[Contact]) -> None:
    for zone in sorted({each.timezone for each in wanted}):
        there = [Recipient(each.respondent, str(row.id)) for each in wanted if each.timezone == zone]
        await plan(acting.db, DeliveryKind.broadcast, there, next_decent(acting.now, zone), row.batch)


def _reach(row: CampaignRow, segment: Segment, found: Sequence[Contact], today: date) -> Reach:
    left_out = Counter(each.left_out for each in found if each.left_out is not None)
    reached = len(found) - left_out.total()
    return Reach(len(found), reached, dict(left_out), problem_of(campaign_of(row), segment, len(found), reached, today))


async def _row(acting: Acting, campaign: int, broadcast: int) -> BroadcastRow | None:
    """Return a broadcast of a campaign of the caller's association."""
    if await campaign_row(acting, campaign) is None:
        return None
    wanted = select(BroadcastRow).where(BroadcastRow.campaign_id == campaign, BroadcastRow.id == broadcast)
    return (await acting.db.exec(wanted.execution_options(populate_existing=True))).first()


async def _stored(acting: Acting, row: BroadcastRow) -> StoredBroadcast:
    progress = await progress_of(acting.db, row.batch) if row.batch is not None else None
    sent_at = aware(row.sent_at) if row.sent_at is not None else None
    made_at, is_seen = aware(row.made_at), row.seen_at is not None
    return StoredBroadcast(row.id, row.text, segment_of(row), row.author, made_at, _state(progress), is_seen, sent_at, progress)


def _state(progress: Progress | None) -> BroadcastState:
    if progress is None:
        return BroadcastState.draft
    if progress.state is not BatchState.cancelled and progress.is_over:
        return BroadcastState.done
    return BroadcastState(progress.state.value)
