"""An institution is reminded once, before its result ends, on either engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from bot.case_messages.sending import SendingResultMessages, result_screen_of
from bot.deliveries.report import SendOutcome, SendReport
from bot.deliveries.worker import Worker
from bot.deliveries.writing import Writing
from flows.days import day_of
from flows.dialogue import Address
from flows.review.telling import ResultNotice
from flows.screen import Screen
from flows.standard.loader import shipped
from storage.broadcast_tables import SilenceRow
from storage.database import Database, open_database
from storage.deliveries.leases import Deliveries
from storage.deliveries.planning import DeliveryKind
from storage.respondents.personal_data import forget
from storage.result_tables import ResultNoticeRow
from storage.review import ending_results
from storage.review.case_messages import CaseMessages
from storage.review.ending_results import EndingResults
from storage.review.result_messages import ResultMessages
from storage.tables import DeliveryRow, RespondentRow
from storage.transfer.backup import back_up, restore
from storage.transfer.withheld import Withheld
from tests.people.reviews import ANN, CAT, ReviewTown, plausible_file, review_town, submission

TODAY = day_of(datetime.now(UTC))
NOON = datetime.now(UTC).replace(hour=4) + timedelta(days=1)
KINDS = (DeliveryKind.result,)


class Chat:
    """A face that writes down what it was asked to send."""

    def __init__(self, outcome: SendOutcome = SendOutcome.arrived) -> None:
        self.outcome = outcome
        self.sent: list[tuple[str, Screen]] = []

    async def write(self, address: str, screen: Screen) -> SendReport:
        self.sent.append((address, screen))
        return SendReport(self.outcome)


async def issued(town: ReviewTown, days: int = 60, who: Address = CAT) -> int:
    """A result that ends in this number of days, whose institution was told that it is issued; its case."""
    case = await town.handed_in(who)
    await town.read_to_the_end(case, who)
    await town.issued(case, plausible_file, TODAY + timedelta(days=days))
    messages = CaseMessages(town.database)
    told = await messages.waiting(who)
    assert told is not None
    await messages.seen(told)
    return case


async def sent(database: Database, chat: Chat) -> int:
    """Let one process send everything that is due, at noon; how many messages were sent in all."""
    messages = ResultMessages(database)
    deliveries = Deliveries(database, {DeliveryKind.result: messages}, pace=timedelta())
    sender = SendingResultMessages(messages, Writing({"telegram": chat}, lambda: NOON), shipped())
    await Worker(deliveries, {DeliveryKind.result: sender}).work_off()
    return len(chat.sent)


async def notice_of(town: ReviewTown, who: Address = CAT) -> ResultNotice | None:
    """What waits for a coordinator's visit."""
    waiting = await CaseMessages(town.database).waiting(who)
    return waiting.notice if waiting is not None else None


async def test_the_coordinator_is_written_to_once_sixty_days_before(town: ReviewTown) -> None:
    await issued(town)
    chat, ending = Chat(), EndingResults(town.database)
    assert (await ending.check(), await EndingResults(town.database).check()) == (1, 0)
    assert await sent(town.database, chat) == 1
    assert chat.sent[0][0] == CAT.address
    assert await notice_of(town) is None
    assert (await ending.check(), await sent(town.database, chat)) == (0, 1)
    async with town.database.writing() as db:  # the delivery itself is kept for a day only
        await (await db.connection()).execute(text("DELETE FROM deliveries"))
    assert (await ending.check(), await sent(town.database, chat)) == (0, 1)


@pytest.mark.parametrize(("days", "planned"), [(61, 0), (60, 1), (1, 1)])
async def test_the_day_begins_sixty_days_before_the_end(town: ReviewTown, days: int, planned: int) -> None:
    await issued(town, days)
    assert await EndingResults(town.database).check() == planned


async def test_the_association_s_number_of_days_counts(town: ReviewTown) -> None:
    await issued(town, 20)
    rules = await town.rules.of(town.ann)
    await town.rules.change(town.ann, type(rules)(remind_calendar_days_before=10))
    assert await EndingResults(town.database).check() == 0


async def test_a_result_that_has_ended_is_not_reminded_of(town: ReviewTown, monkeypatch: pytest.MonkeyPatch) -> None:
    await issued(town, 5)

    async def later(_db: object) -> datetime:
        return datetime.now(UTC) + timedelta(days=5)

    monkeypatch.setattr(ending_results, "moment", later)
    assert await EndingResults(town.database).check() == 0


async def test_without_a_chat_it_waits_for_the_next_visit_and_is_shown_once(town: ReviewTown) -> None:
    await issued(town, who=ANN)
    assert await EndingResults(town.database).check() == 1
    assert await sent(town.database, Chat()) == 0
    messages = CaseMessages(town.database)
    waiting = await messages.waiting(ANN)
    assert waiting is not None
    assert waiting.notice is ResultNotice.ends_soon
    await messages.seen(waiting)
    assert await messages.waiting(ANN) is None
    assert await EndingResults(town.database).check() == 0


async def test_what_may_have_arrived_is_not_sent_again_and_waits_for_the_next_visit(town: ReviewTown) -> None:
    await issued(town)
    await EndingResults(town.database).check()
    chat = Chat(SendOutcome.uncertain)
    assert await sent(town.database, chat) == 1
    assert (await EndingResults(town.database).check(), await sent(town.database, chat)) == (0, 1)
    assert await notice_of(town) is ResultNotice.ends_soon


@pytest.mark.parametrize("when", ["before it is planned", "before it is sent"])
@pytest.mark.parametrize("ends", ["rescinded", "superseded", "forgotten", "silent"])
async def test_nobody_is_reminded_of_what_has_ended_already(town: ReviewTown, ends: str, when: str) -> None:
    case = await issued(town)
    is_planned = when == "before it is sent"
    if is_planned:
        assert await EndingResults(town.database).check() == 1
    if ends == "rescinded":
        await town.issuing.rescind(town.ann, case, "The minutes were of another institution")
    elif ends == "superseded":
        again = await town.cases.request(town.ben, "First Help")
        assert await town.own.hand_in(CAT, again.token, lambda institution, _, __: submission(institution)) is not None
        await town.read_to_the_end(again.case, CAT)
        await town.issued(again.case)
    elif ends == "forgotten":
        await forget(town.database, CAT)
    else:
        async with town.database.writing() as db:
            number = (await db.exec(select(RespondentRow.id).where(RespondentRow.address == CAT.address))).one()
            db.add(SilenceRow(respondent_id=number, cause="stopped", since=datetime.now(UTC)))
    planned = await EndingResults(town.database).check()
    assert planned == (1 if ends == "silent" and not is_planned else 0)
    assert await sent(town.database, Chat()) == 0


async def test_the_message_says_when_it_ends_and_leads_to_the_case(town: ReviewTown) -> None:
    case = await issued(town)
    await EndingResults(town.database).check()
    messages = ResultMessages(town.database)
    (delivery,) = await Deliveries(town.database, {DeliveryKind.result: messages}).claim(KINDS, 5)
    message = await messages.message(delivery)
    assert message is not None
    screen = result_screen_of(shipped(), message)
    (said,) = [block.text for block in screen.blocks if hasattr(block, "text")]
    assert said.key == "result-ends-soon"
    assert dict(said.args)["days"] == 60
    assert str(case) in screen.choices[0].reply.value


@pytest.mark.long("the shorter tests of this file")
async def test_a_restored_database_lets_it_wait_for_the_next_visit(database_url: str, tmp_path: Path) -> None:
    async with review_town(database_url) as town:
        await issued(town)
    file, notices = tmp_path / "backup.db", list[Withheld]()
    await back_up(database_url, file)
    await restore(database_url, file, replace=True, notice=notices.append)
    # Two messages about the case are dropped, and the reminder begins to wait.
    assert [each.reminders for each in notices] == [3]
    async with open_database(database_url) as database:
        later = ReviewTown(database)
        assert await EndingResults(later.database).check() == 0
        assert await notice_of(later) is ResultNotice.ends_soon
        async with later.database.reading() as db:
            assert list(await db.exec(select(DeliveryRow))) == []
            assert len(list(await db.exec(select(ResultNoticeRow)))) == 1
