"""The parts of a broadcast under faults: people of a campaign, a Telegram that fails, and the process that is killed."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace
from sqlalchemy import insert
from sqlmodel import select

from bot.broadcasts.sending import SendingCampaignMessages
from bot.deliveries.worker import Worker
from bot.deliveries.writing import Writing
from bot.telegram.outgoing.reminder_sender import ReminderSender
from flows.campaign.visibility import Visibility
from storage.broadcast_tables import BroadcastRow
from storage.campaign_tables import ParticipationRow
from storage.campaigns.broadcasts import Broadcasts
from storage.campaigns.messages import CampaignMessages
from storage.database import Database, open_database
from storage.deliveries.leases import Deliveries
from storage.deliveries.planning import DeliveryKind
from storage.tables import DeliveryRow, DeliveryState
from tests.botapi import BotApi, Nonsense
from tests.botapi.schema import Json
from tests.faults.telegram import TOKEN
from tests.people.campaigners import TODAY, campaign_desk
from tests.people.recipients import LONG_AGO, set_back, stored
from tests.people.shipped_words import shipped_wording
from tests.people.written_to import EVERYONE, MORNING, PROMISED, STANDARD

FIRST_CHAT = 7_000_000_000
# Of a hundred people, this many meet each fault of Telegram once.
FAULTS_PER_HUNDRED = {"429": 3, "403": 3, "500": 2, "cut before": 1, "cut after": 1}


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that Telegram carried out: to whom and when, by the monotonic clock."""

    respondent: int
    at: float


class FailingTelegram(BotApi):
    """The strict server, which fails some people once, and writes down every message that it carries out."""

    def __init__(self, people: int, dice: random.Random, call_s: float) -> None:
        super().__init__(token=TOKEN)
        self.sent: list[Sent] = []
        self.faults: Counter[str] = Counter()
        self._call_s = call_s
        plain = self._handlers["sendMessage"]

        def handler(values: Json) -> object:
            result = plain(values)
            self.sent.append(Sent(values["chat_id"] - FIRST_CHAT, time.monotonic()))
            return result

        self._handlers["sendMessage"] = handler
        for number in range(1, people + 1):
            chat = FIRST_CHAT + number
            self.world.open_chat({"id": chat, "type": "private", "first_name": "Ann"})
        unlucky = iter(dice.sample(range(FIRST_CHAT + 1, FIRST_CHAT + people + 1), people))
        for name, share in FAULTS_PER_HUNDRED.items():
            for _ in range(max(people * share // 100, 1)):
                self.faults[name] += 1
                self._prepare(name, next(unlucky))

    def _prepare(self, name: str, chat: int) -> None:
        """Let one person meet a fault."""
        match name:
            case "429":
                self.fail_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1, chat_id=chat)
            case "403":
                self.block(chat)
            case "500":
                self.fail_next("sendMessage", 500, "Internal Server Error", chat_id=chat)
            case _:
                self.spoil_next("sendMessage", Nonsense.cut, after=name == "cut after", chat_id=chat)

    async def perform(self, method: str, params: Json, *, form: bool = False) -> object:
        """Carry out a call after the time that one takes."""
        await asyncio.sleep(self._call_s)
        return await super().perform(method, params, form=form)


async def broadcast_to(url: str, people: int, today: date = TODAY) -> int:
    """Let this number of people take part in a campaign that runs today, and send them a broadcast; the id of its batch."""
    async with campaign_desk(url) as desk:
        session = await desk.first()
        lasts = PROMISED.closes_on - TODAY
        draft = replace(PROMISED, closes_on=today + lasts, kept_until=today + 2 * lasts)
        campaign = await desk.running(session, draft, today)
        await stored(desk.database, people)
        async with desk.database.writing() as db:
            rows = [_participation(campaign, number) for number in range(1, people + 1)]
            await db.exec(insert(ParticipationRow), params=rows)
        broadcasts = Broadcasts(desk.access, STANDARD)
        number = await broadcasts.make(session, campaign, "The office helps you on Monday.", EVERYONE)
        assert number is not None
        assert await broadcasts.preview(session, campaign, number)
        assert await broadcasts.send(session, campaign, number, today) is None
        await set_back(desk.database, timedelta(days=1))
        async with desk.database.reading() as db:
            row = await db.get(BroadcastRow, number)
            assert row is not None
            assert row.batch is not None
            return row.batch


async def states_of(database: Database) -> dict[int, DeliveryState]:
    """The state of each person's message."""
    async with database.reading() as db:
        found = await db.exec(select(DeliveryRow.respondent_id, DeliveryRow.state))
        return {respondent: DeliveryState(state) for respondent, state in found}


def _participation(campaign: int, respondent: int) -> dict[str, object]:
    return {
        "campaign_id": campaign,
        "respondent_id": respondent,
        "roster_id": None,
        "invitation_id": None,
        "agreed": Visibility.star.value,
        "joined_at": LONG_AGO,
        "withdrawn_at": None,
        "detached_at": None,
    }


async def work(url: str, api_url: str, pace_s: float, lease_s: float, calls_at_once: int) -> None:
    """Send until killed, by the parts that the bot itself sends with, always by day."""
    async with open_database(url) as database:
        messages = CampaignMessages(database, STANDARD, lambda: MORNING)
        effects = {DeliveryKind.broadcast: messages}
        lease, pace = timedelta(seconds=lease_s), timedelta(seconds=pace_s)
        deliveries = Deliveries(database, effects, lease=lease, pace=pace)
        telegram = ReminderSender(TOKEN, api_url, shipped_wording())
        sender = SendingCampaignMessages(messages, Writing({"telegram": telegram}, lambda: MORNING))
        worker = Worker(deliveries, {DeliveryKind.broadcast: sender}, calls_at_once=calls_at_once, idle_s=0.2)
        await worker.run()
