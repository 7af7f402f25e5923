"""The parts of reviews under faults: institutions with links, the process that moves cases on, and what must be true after a kill."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import random
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func
from sqlmodel import col, select

from flows.campaign.officers import Act
from flows.dialogue import Address
from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Entry
from flows.review.independence import Declaration
from flows.review.log import replayed
from flows.review.refusals import CaseRefusal
from flows.review.states import CaseEvent, CaseState
from storage.association_tables import AuditRow
from storage.database import open_database
from storage.review.issuing import ToSeal
from storage.review.log import read_log
from storage.review_tables import CaseItemRow, CaseRow, DecisionRow, ResultRow, SubmissionRow
from tests.people.reviews import ANSWERS, CONFIRMED, EVERYTHING, ReviewTown, review_town, submission

# Every one of these happens once in a case.
ONCE = (CaseEvent.submit, CaseEvent.accept, CaseEvent.finish_reading, CaseEvent.agree, CaseEvent.issue)


@dataclass(frozen=True, slots=True)
class Link:
    """One case of the run: its number, the secret of its link, and whose it is."""

    case: int
    token: str
    person: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the processes are told: the sessions of the administrator and the reviewer, and all cases."""

    ann: str
    ben: str
    links: tuple[Link, ...]

    def write(self, file: Path) -> None:
        """Write it for the processes."""
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Prepared:
        """Read what `write` wrote."""
        found = json.loads(file.read_text(encoding="utf-8"))
        return cls(found["ann"], found["ben"], tuple(Link(**each) for each in found["links"]))


async def prepared(url: str, institutions: int, cases: int) -> Prepared:
    """Let this number of institutions finish a self-check, and give each a link for every case."""
    links = []
    async with review_town(url) as town:
        for number in range(institutions):
            person = f"person-{number}"
            await town.finished(Address("web", person), f"Institution {number}")
            for _ in range(cases):
                made = await town.cases.request(town.ben, person)
                links.append(Link(made.case, made.token, person))
        return Prepared(town.ann, town.ben, tuple(links))


async def work(url: str, file: Path, acknowledged: Path, seed: int) -> None:
    """Move all cases on, each by one step at a time and in any order, until all are issued.

    Every step whose transaction has ended is written to `acknowledged` at once, as a person would read that it was done.
    """
    given, dice = Prepared.read(file), random.Random(seed)
    async with open_database(url) as database:
        town = ReviewTown(database)
        town.ann, town.ben = given.ann, given.ben
        left = list(given.links)
        with acknowledged.open("ab", buffering=0) as said:
            # The run waits for this lock, so that it looks only after this process is really gone.
            fcntl.flock(said, fcntl.LOCK_SH)
            while left:
                link = dice.choice(left)
                found = await town.cases.one(town.ann, link.case)
                assert found is not None
                if found.case.state is CaseState.issued:
                    left.remove(link)
                    continue
                try:
                    case = await _step(town, found.case, link)
                except CaseRefusal:  # the other process was faster
                    continue
                os.write(said.fileno(), f"{link.case} {case.version}\n".encode())


def sealed(given: ToSeal) -> bytes:
    """Seal a result by naming what it was made of."""
    return _seal(given.case, given.check_number)


def lowered(case: int) -> Decision:
    """The decision about one claim; it differs from case to case, so that no answer carries what another case verified."""
    return Decision("s-b", DecisionKind.lowered, case % 2, (Reason.no_evidence,))


async def _step(town: ReviewTown, case: Case, link: Link) -> Case:
    """Do what comes next in a case."""
    who = Address("web", link.person)
    match case.state:
        case CaseState.requested:
            moved = await town.own.hand_in(who, link.token, lambda institution, _, __: submission(institution))
            assert moved is not None
            return moved
        case CaseState.submitted:
            if case.first is not None and case.first.has_declared:
                return await town.does(town.ben, link.case, CaseEvent.accept, EVERYTHING)
            return await town.does(town.ben, link.case, CaseEvent.declare, Declaration())
        case CaseState.in_review:
            for decision in (CONFIRMED, lowered(link.case)):
                if decision.subdomain in case.undecided():
                    return await town.does(town.ben, link.case, CaseEvent.decide, decision)
            return await town.does(town.ben, link.case, CaseEvent.finish_reading, EVERYTHING)
        case CaseState.opinion:
            return await town.says(who, link.case, CaseEvent.agree)
        case _:
            return await town.issued(link.case, sealed)


def _seal(case: Case, check_number: str) -> bytes:
    decisions = sorted(f"{each.subdomain}={each.rung}" for each in case.decisions)
    return f"{case.key} {case.version} {check_number} {' '.join(decisions)}".encode()


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong at one moment, and how many entries nobody has read about.

    `lost`: an acknowledged step that is not in the log. `doubled`: something that can happen once happened twice. `half`: a row
    without the entry that it belongs to, or the other way round. `answers`: answers that carry something else than the result
    that counts. `silent`: entries that were stored and never acknowledged, because the process died in between. `superseded`: entries
    of older results that gave way; nobody reads about these.
    """

    lost: int = 0
    doubled: int = 0
    half: int = 0
    answers: int = 0
    silent: int = 0
    superseded: int = 0
    entries: int = 0
    issued: int = 0

    @property
    def wrong(self) -> int:
        """How many promises were broken."""
        return self.lost + self.doubled + self.half + self.answers


async def look(url: str, given: Prepared, acknowledged: Path) -> Findings:
    """Compare what is stored with what was acknowledged. No process may work on the cases meanwhile."""
    said = await asyncio.to_thread(acknowledged.read_text, encoding="utf-8")
    steps = Counter(tuple(map(int, line.split())) for line in said.splitlines())
    async with open_database(url) as database:
        town = ReviewTown(database)
        async with database.reading() as db:
            logs = {link.case: await read_log(db, link.case) for link in given.links}
            cases = {number: replayed(log) for number, log in logs.items()}
            rows = {row.id: row for row in await db.exec(select(CaseRow))}
            results = {row.case_id: row for row in await db.exec(select(ResultRow))}
            submissions = {row.case_id: row for row in await db.exec(select(SubmissionRow))}
            decisions = Counter(await db.exec(select(DecisionRow.case_id)))
            items = Counter(await db.exec(select(CaseItemRow.case_id)))
            issues = select(func.count()).where(AuditRow.act == Act.case_moved, col(AuditRow.detail) == CaseEvent.issue)
            noted = (await db.exec(issues)).one()
        answers = 0
        for person in {link.person for link in given.links}:
            own = [cases[link.case] for link in given.links if link.person == person]
            loaded = await town.sessions.load(Address("web", person))
            assert loaded is not None
            answers += _wrong_answers(own, {code: rating.verified for code, rating in loaded.ratings.items()})
    half = abs(noted - len(results))
    for number, log in logs.items():
        case, result = cases[number], results.get(number)
        made = Counter(each.move.event for each in log)
        half += (rows[number].state, rows[number].version) != (case.state, len(log))
        half += (result is not None) != bool(made[CaseEvent.issue])
        half += (number in submissions) != bool(made[CaseEvent.submit])
        half += decisions[number] != made[CaseEvent.decide]
        half += items[number] != len(ANSWERS) * made[CaseEvent.submit]
        half += result is not None and result.sealed != _seal(_as_issued(log), result.check_number)
    superseded = sum(each.move.event is CaseEvent.supersede for log in logs.values() for each in log)
    return Findings(
        lost=sum(not 1 < version <= len(logs[number]) for number, version in steps),
        doubled=sum(count > 1 for count in steps.values()) + sum(_doubled(log) for log in logs.values()),
        half=half,
        answers=answers,
        silent=sum(len(log) - 1 for log in logs.values()) - superseded - len(steps),
        superseded=superseded,
        entries=sum(map(len, logs.values())),
        issued=len(results),
    )


def _doubled(log: tuple[Entry, ...]) -> int:
    made = Counter(each.move.event for each in log)
    return sum(made[event] > 1 for event in ONCE)


def _as_issued(log: tuple[Entry, ...]) -> Case:
    """The case as it was when its result was sealed: superseding it is a later entry."""
    end = next(number for number, each in enumerate(log, 1) if each.move.event is CaseEvent.issue)
    return replayed(log[:end])


def _wrong_answers(cases: list[Case], verified: dict[str, int | None]) -> int:
    """Count an institution's results that count at the same time, beyond one, and answers that carry another rung."""
    counting = [case for case in cases if case.result is not None and not case.result.superseded_by]
    issued = any(case.result is not None for case in cases)
    if len(counting) != issued:
        return 1
    expected = {each.subdomain: each.rung for case in counting for each in case.decisions}
    return sum(verified[code] != expected.get(code) for code in ANSWERS)
