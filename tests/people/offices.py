"""One institution over a database as two processes see it, with people who begin, join, answer and leave."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from flows.assessment.evidence import Evidence
from flows.assessment.rating import rating_of
from flows.dialogue import Address
from flows.institution.colleagues import Post, Team
from flows.institution.rounds import Round
from flows.interview.session import Session
from flows.standard.loader import shipped
from storage.database import Database, open_database
from storage.institutions.colleagues import Colleagues, JoinResult
from storage.institutions.rounds import Rounds
from storage.respondents.sessions import StoredSessions

ANN, BEN, CAT, DAN = (Address("web", "ann"), Address("telegram", "7000000002"), Address("web", "cat"), Address("web", "dan"))
NAME = "First Help"
STANDARD = shipped()


@dataclass
class Office:
    """One database as two processes see it, and a clock."""

    database: Database
    time: datetime = datetime(2026, 11, 28, 12, tzinfo=UTC)
    sessions: StoredSessions = field(init=False)
    other_process: StoredSessions = field(init=False)
    colleagues: Colleagues = field(init=False)
    rounds: Rounds = field(init=False)

    def __post_init__(self) -> None:
        self.sessions, self.other_process = (StoredSessions(self.database, "edition-1", self.now) for _ in range(2))
        self.colleagues = Colleagues(self.database, self.now)
        self.rounds = Rounds(self.database, STANDARD, self.now)

    def now(self) -> datetime:
        return self.time

    def later(self, **much: int) -> None:
        self.time += timedelta(**much)

    async def begun(self, who: Address, name: str = "") -> Session:
        """Somebody who has begun, and has named their institution if there is a name."""
        begun = Session("zh", 500, "asking", 1)
        assert await self.sessions.save(who, Session("zh", 0), begun)
        return await self.named(who, name) if name else begun

    async def named(self, who: Address, name: str) -> Session:
        before = await self.load(who)
        after = replace(before, turn=before.turn + 1, institution=name)
        assert await self.sessions.save(who, before, after)
        return await self.load(who)

    async def load(self, who: Address) -> Session:
        found = await self.sessions.load(who)
        assert found is not None
        return found

    async def link(self, who: Address = ANN) -> str:
        made = await self.colleagues.make_link(who)
        assert made is not None
        return made.token

    async def joins(self, who: Address, token: str, post: Post = Post.service, nickname: str = "") -> JoinResult:
        return await self.colleagues.join(token, who, post, nickname)

    async def team(self, who: Address) -> Team:
        found = await self.colleagues.of(who)
        assert found is not None
        return found

    async def round(self, who: Address = ANN) -> Round:
        found = await self.rounds.of(who)
        assert found is not None
        return found

    async def hands_in(self, who: Address, marks: Mapping[str, str] | None = None, *, evidence: bool = False) -> None:
        """Hand in every domain that a person answers: rung 2, unless `marks` says otherwise."""
        ratings = {code: rating_of((marks or {}).get(code, "2")) for code in STANDARD.codes}
        if evidence:
            shown = Evidence("A file", 5)
            ratings = {code: rating.with_evidence(shown) for code, rating in ratings.items()}
        found = await self.round(who)
        for domain in found.domains_of((await self.team(who)).me.number):
            assert await self.rounds.hand_in(who, domain, ratings)

    async def three(self) -> None:
        """Ann coordinates First Help; Ben and then Cat have joined."""
        await self.begun(ANN, NAME)
        token = await self.link()
        for who in (BEN, CAT):
            await self.begun(who)
            assert await self.joins(who, token) is JoinResult.done


@asynccontextmanager
async def office(database_url: str) -> AsyncIterator[Office]:
    """Open an empty office over a database."""
    async with open_database(database_url) as database:
        yield Office(database)
