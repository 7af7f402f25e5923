"""One run: people, the processes of the bot, the faults that are injected, and the report."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.words.wording import Wording
from flows.standard.loader import shipped
from tests.faults.both_faces import BothFaces, Chat
from tests.faults.bots import Bots
from tests.faults.comparison import compared
from tests.faults.database import DatabaseUnderTest
from tests.faults.elsewhere import Elsewhere
from tests.faults.expected_cards import ExpectedCards
from tests.faults.faults import FaultInjector
from tests.faults.model import Verdict
from tests.faults.page import ExpectedPages
from tests.faults.past import bring
from tests.faults.person import Person
from tests.faults.process import BotProcess
from tests.faults.report import Report
from tests.faults.stored import Stored
from tests.faults.telegram import TOKEN, Telegram
from tests.faults.visitor import Visitor
from tests.ports import free_port

# How many updates are delivered once more although they were taken.
AGAIN = 0.05
# The number of the person who uses the page and a chat, in both places.
BOTH_FACES = 9000
CALM = ""
# One person in this number uses the phone page; the first of those has cookies off. One more uses the page and a chat.
PEOPLE_A_VISITOR = 20
# How often the figures so far are told.
TELL_S = 10.0
Tell = Callable[[Report], None]
# What the bot logs if its database file is not in place or damaged, and the faults after which that is true.
FILE_LOST = "database_file_lost"
FILE_TOUCHED = {"removed", "replaced", "garbled"}
# How often each kind of fault is injected, beside the others.
MIXTURE = {
    "kill": 60, "starting": 6, "stopping": 6, "stop": 3, "first_minute": 3, "storm": 6, "lying": 6, "silent": 2, "outage": 3, "quiet_week": 4,
    "locked": 4, "frozen": 4, "clock": 5, "full": 3, "readonly": 2, "nospace": 2, "broken": 2, "removed": 2, "replaced": 2, "garbled": 2, "restart": 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """How one run is made up.

    The faults of `script` come one after another, each when people have given `between` more answers. Without a script they are
    drawn by the weights of `MIXTURE`, only those in `kinds` if it names some, `calm_s` apart or more, until `seconds` are over or
    there are enough `kills` and `answers`. With `born` a fault also meets the first starts of all.
    """

    name: str
    webhook: bool
    processes: int
    people: int
    seed: int
    script: tuple[str, ...] = ()
    between: int = 100
    seconds: float = 0.0
    kills: int = 10**9
    answers: int = 10**9
    calm_s: tuple[float, float] = (0.3, 2.0)
    kinds: tuple[str, ...] = ()
    born: bool = True


async def run(plan: Plan, database: DatabaseUnderTest, folder: Path, bots: Bots, tell: Tell = lambda report: None) -> Report:
    """Make one run and report on it; `tell` gets the figures so far, now and then. Raises RuntimeError if a process did not start, or not stop in time."""
    dice = random.Random(plan.seed)
    async with Telegram(dice) as api:
        processes = [
            BotProcess(bots, folder, port, _environment(plan, database, api, port), api.delivery.served)
            for port in _ports(plan)
        ]
        api.delivery.parked = folder / "data" / "parked" / TOKEN.partition(":")[0]
        api.delivery.backends = [process.port for process in processes]
        injector = FaultInjector(api, processes, database, bots.clock, dice, webhook=plan.webhook)
        standard, wording = shipped(), Wording.load()
        expected = ExpectedCards(wording, bots.clock)
        people = [
            Person(api, standard, wording, expected, bots.clock, 1000 + n, dice.randrange(2**32)) for n in range(plan.people)
        ]
        pages = ExpectedPages(wording, bots.clock)

        def visitor(n: int, seed: int) -> Visitor:
            addresses = lambda: [process.page for process in processes]  # noqa: E731
            return Visitor(addresses, standard, wording, pages, bots.clock, n, seed, keeps_cookies=n > 0)

        visitors = [visitor(n, dice.randrange(2**32)) for n in range(plan.people // PEOPLE_A_VISITOR)]
        both = BothFaces(
            visitor(BOTH_FACES, plan.seed),
            Chat(api, standard, wording, expected, bots.clock, BOTH_FACES, plan.seed),
            random.Random(plan.seed),
        )
        elsewhere = Elsewhere(api, random.Random(plan.seed))
        try:
            if plan.born:
                await injector.inject("born")
            else:
                await asyncio.gather(*(process.start() for process in processes))
            await bring(database.url, standard, bots.clock, [person for person in people if person.number % 4 < 2], dice)
            api.delivery.again = AGAIN
            telling = asyncio.create_task(
                _telling(
                    lambda: _report(plan, database, api, processes, injector, people, visitors, both, elsewhere, None), tell
                )
            )
            until = asyncio.Event()
            browsing = [asyncio.create_task(visitor.live(until)) for visitor in visitors]
            browsing += [asyncio.create_task(each.live(until)) for each in (both, elsewhere)]
            took = await _live(plan, api, people, injector, dice)
            until.set()
            await asyncio.gather(*browsing)
            telling.cancel()
            api.delivery.again = 0.0
            await api.delivery.quiet()
            await _settle(people)
            stops = [await process.stop() for process in processes]
            injector.slowest_stop_s = max([injector.slowest_stop_s, *stops])
        except BaseException:
            for process in processes:
                await process.end()
            raise
        stored = await database.stored()
        return replace(
            _report(plan, database, api, processes, injector, people, visitors, both, elsewhere, stored), seconds=round(took, 1)
        )


async def _telling(report: Callable[[], Report], tell: Tell) -> None:
    while True:
        await asyncio.sleep(TELL_S)
        tell(report())


async def _live(plan: Plan, api: Telegram, people: list[Person], injector: FaultInjector, dice: random.Random) -> float:
    """People tap while it storms; returns how many seconds."""
    loop = asyncio.get_running_loop()
    until, began = asyncio.Event(), loop.time()
    living = [asyncio.create_task(person.live(until)) for person in people]
    for fault in plan.script:
        await _answered(plan.between, api, people)
        await injector.inject(fault)
    for fault in () if plan.script else _drawn(plan, people, injector, dice, began + plan.seconds):
        await asyncio.sleep(dice.uniform(*plan.calm_s))
        if fault != CALM:
            await injector.inject(fault)
    injector.clear()
    await _answered(plan.between, api, people)
    until.set()
    await asyncio.gather(*living)
    return loop.time() - began


async def _answered(more: int, api: Telegram, people: list[Person]) -> None:
    """Wait until `more` answers are given, or something is wrong."""
    goal = more + sum(person.answered for person in people)
    await api.until(lambda: sum(person.answered for person in people) >= goal or any(person.oddities for person in people))


def _drawn(plan: Plan, people: list[Person], injector: FaultInjector, dice: random.Random, end: float) -> Iterator[str]:
    kinds = [kind for kind in MIXTURE if kind in injector.kinds and (not plan.kinds or kind in plan.kinds)]
    loop = asyncio.get_running_loop()
    while loop.time() < end and not any(person.oddities for person in people):
        answers = sum(person.answered for person in people)
        kills = injector.happened["kill"]
        if kills >= plan.kills and answers >= plan.answers:
            return
        # Towards the goals of a long run the faults keep pace with the answers: most of its time would pass in starts.
        ahead = kills * plan.answers > answers * plan.kills
        yield CALM if ahead else dice.choices(kinds, [MIXTURE[kind] for kind in kinds])[0]


async def _settle(people: list[Person]) -> None:
    """Let everybody look at their current screen and at all their answers."""
    for step in (Person.look, Person.review):
        await asyncio.gather(*(step(person) for person in people))


def _ports(plan: Plan) -> list[int]:
    return [free_port() for _ in range(plan.processes)]


def _environment(plan: Plan, database: DatabaseUnderTest, api: Telegram, port: int) -> dict[str, str]:
    hook = {"WEBHOOK_URL": "https://bot.example.org/telegram", "WEBHOOK_SECRET": "Secret-1", "WEBHOOK_PORT": str(port)}
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "DATABASE_URL": database.url,
        "WEB_PORT": "0",
        "PROXIES": "1",
        "LOG_FORMAT": "json",
        **(hook if plan.webhook else {}),
    }


def _report(
    plan: Plan,
    database: DatabaseUnderTest,
    api: Telegram,
    processes: list[BotProcess],
    injector: FaultInjector,
    telling: list[Person],
    browsing: list[Visitor],
    both: BothFaces,
    elsewhere: Elsewhere,
    stored: dict[str, Stored] | None,
) -> Report:
    """The figures; of a run under way, whose tables are not `stored` yet, what people saw alone."""
    visitors = [*browsing, both.visitor]
    people: list[Person | Visitor] = [*telling, *visitors]
    # What the chat of somebody who uses both has answered is compared with the rest of what they did, on the page.
    faces = [*people, both.chat]
    verdicts = sum((Counter(person.verdicts) for person in faces), Counter[Verdict]())
    oddities = [oddity for person in faces for oddity in person.oddities]
    oddities += [*injector.findings, *elsewhere.oddities]
    if not FILE_TOUCHED & injector.happened.keys():
        oddities += [line for process in processes for line in process.failures.lines if line.startswith(FILE_LOST)]
    strangers = len((stored or {}).keys() - {person.account for person in people})
    if strangers > sum(visitor.lost_consents for visitor in visitors):
        oddities.append(f"{strangers} people are stored whom nobody can reach any more")
    lost = verdicts[Verdict.lost] + sum(person.model.unheard for person in faces)
    doubled = 0
    answers = sum(person.answered for person in people)
    if stored is not None:
        answers = sum(len(one.log) for one in stored.values()) - sum(person.brought for person in people)
    for person in people if stored is not None else ():
        found = compared(person, (stored or {}).get(person.account))
        lost, doubled = lost + found.lost, doubled + found.beyond
        oddities += found.oddities
    return Report(
        run=plan.name,
        engine=database.engine,
        transport="webhook" if plan.webhook else "polling",
        processes=plan.processes,
        people=plan.people,
        seed=plan.seed,
        kills=injector.happened["kill"],
        answers=answers,
        lost=lost,
        doubled=doubled,
        wrong_screen=verdicts[Verdict.wrong] + sum("no card came" in oddity for oddity in oddities),
        late_screen=verdicts[Verdict.late],
        faults=dict(injector.happened),
        telegram_faults=api.faults,
        redelivered=api.delivery.redelivered,
        taps=sum(person.taps for person in faces),
        used=dict(sum((person.used for person in faces), Counter[str]()).most_common()),
        reminded=sum(len(person.reminders) for person in (*telling, both.chat)),
        calls=api.count,
        documents=api.documents,
        page_answers=sum(visitor.answered for visitor in visitors),
        update_failures=sum(process.failures.told for process in processes),
        failures=dict(sum((process.failures.lines for process in processes), Counter[str]()).most_common()),
        slowest_stop_s=round(injector.slowest_stop_s, 2),
        seconds=0.0,
        violations=len(api.violations),
        oddities=oddities + [f"{found.method}: {found.detail}" for found in api.violations],
        finished=stored is not None,
        elsewhere=elsewhere.sent,
    )
