"""One case of a run: each of its people does over HTTP what its state asks for, until it is over."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from flows.review.states import CaseEvent, CaseState
from tests.faults.reviews.answering import answer_more, object_to
from tests.faults.reviews.browser import Browser, Fill
from tests.faults.reviews.offices import Institution
from tests.faults.reviews.pages import desk_form, fresh, own_form, state_of
from tests.faults.reviews.reading import read_items
from tests.faults.reviews.steps import Request, Step
from tests.people.visitor import carried

OVER = (CaseState.issued, CaseState.refused, CaseState.withdrawn, CaseState.lapsed)
FINISHING = {
    CaseState.in_review: CaseEvent.finish_reading,
    CaseState.second_reading: CaseEvent.finish_second_reading,
    CaseState.objected: CaseEvent.settle_objection,
}
FIRST_SEAT = (CaseState.submitted, CaseState.in_review)
LINK = re.compile(r'readonly value="https?://[^/"]+/handin/([\w-]{22})"')
NUMBER = re.compile(r"desk/cases/(\d{5,})")
OFFICER = re.compile(r'name="officer" value="(\d+)"')
SHARES = ("answer", "note", "file")
# Of a hundred cases, this many end or turn in each of these ways.
WITHDRAWN, REFUSED, LEFT, READER_REFUSED = 8, 4, 6, 6
CAN_WITHDRAW = tuple(
    CaseState(each) for each in ("submitted", "in_review", "more_asked", "second_reading", "opinion", "objected", "ready")
)


@dataclass
class Whims:
    """How a case goes: what its people do when they may do one thing or another. `turn` is what happens once, if anything."""

    share: str
    asks: bool
    lowers: bool
    objects: bool
    rescinds: bool
    turn: str
    withdrawn_at: CaseState | None

    @classmethod
    def drawn(cls, dice: random.Random) -> Whims:
        """Draw them."""
        turns = ("refuse", "step-back", "refuse-reader", "")
        rest = 100 - REFUSED - LEFT - READER_REFUSED
        return cls(
            share=dice.choice(SHARES),
            asks=dice.random() < 0.5,
            lowers=dice.random() < 0.6,
            objects=dice.random() < 0.5,
            rescinds=dice.random() < 0.2,
            turn=dice.choices(turns, (REFUSED, LEFT, READER_REFUSED, rest))[0],
            withdrawn_at=dice.choice(CAN_WITHDRAW) if dice.random() < WITHDRAWN / 100 else None,
        )


class CaseDrive:
    """Takes one case from its request to its end."""

    def __init__(self, institution: Institution, dice: random.Random) -> None:
        self.institution = institution
        self.whims = Whims.drawn(dice)
        self.number = 0
        self._ann = institution.association.administrator
        self._ledger = institution.person.ledger
        self._dice = dice
        self._readers: dict[str, Browser] = {}

    @property
    def at(self) -> str:
        """Its address at the desk."""
        return f"/desk/cases/{self.number}"

    async def go(self) -> CaseState:
        """Take it to its end; the state in which it ends."""
        await self._handed_in(await self._requested())
        while (state := state_of(await self._ann.page(self.at))) not in OVER:
            if state is self.whims.withdrawn_at:
                await self._own(CaseEvent.withdraw, "withdraw", "?withdraw")
            elif state in (CaseState.more_asked, CaseState.opinion):
                await self._institution_says(state)
            elif state is CaseState.ready:
                await self._at_desk(self._ann, CaseEvent.issue, "issue", sure="yes")
            else:
                await self._reads(state)
        if state is CaseState.issued and self.whims.rescinds:
            await self.rescind()
        return state

    async def rescind(self) -> None:
        """Let the administrator rescind its result."""
        reason = fresh("A wrong name")
        await self._at_desk(self._ann, CaseEvent.rescind, "rescind", mark=reason, reason=reason, sure="yes")

    async def _requested(self) -> str:
        """Let a reviewer make the link; its token. Links that nobody has read, because the answer did not come, are taken back."""
        reader = self._dice.choice(self.institution.association.readers)
        request = self._ledger.asks(fresh(self.institution.name))
        new = "/desk/cases/new"
        answer = await reader.press(request, new, new, desk_form(new, label=request.label), done=200)
        assert answer is not None
        link, number = LINK.search(answer.page), NUMBER.search(answer.page)
        assert link is not None
        assert number is not None
        self.number = request.case = int(number[1])
        self._readers["first"] = reader
        if request.cuts:
            await self._take_back_unseen(reader, request)
        return link[1]

    async def _take_back_unseen(self, reader: Browser, request: Request) -> None:
        listed = await reader.page(f"/desk/cases?state={CaseState.requested}")
        for line in listed.split("<li>"):
            number = NUMBER.search(line)
            if f">{request.label}<" in line and number is not None and int(number[1]) != self.number:
                path = f"/desk/cases/{number[1]}"
                step = self._ledger.begin(int(number[1]), CaseEvent.take_back, reader.officer)
                await reader.press(step, path, f"{path}/take-back", desk_form(f"{path}/take-back", sure="yes"))

    async def _handed_in(self, token: str) -> None:
        """Let the institution hand in by its link; the first time it is named there."""
        path, person = f"/handin/{token}", self.institution.person

        def filled(does: str, button: str, **fields: str) -> Fill:
            said = {"language": "en", "do": does, **fields}
            return lambda page: carried(page) | said if f'value="{button}"' in page else None

        await person.press(None, path, path, filled("name", "name", name=self.institution.name))
        given = filled("give", "show", share=self.whims.share, accept="on")
        await person.press(self._step(CaseEvent.submit), path, path, given)

    async def _institution_says(self, state: CaseState) -> None:
        if state is CaseState.more_asked:
            await answer_more(self.institution, self.number, self._dice)
        elif not (self.whims.objects and await object_to(self.institution, self.number)):
            await self._own(CaseEvent.agree, "agree")

    async def _reads(self, state: CaseState) -> None:
        """Let the reader of this state do the next thing, or somebody be assigned."""
        seat = "first" if state in FIRST_SEAT else state.value
        reader = self._readers.get(seat)
        if reader is None:
            await self._assigned(seat)
            return
        page = await reader.page(self.at)
        if f'{self.at}/declare"' in page:
            await self._at_desk(reader, CaseEvent.declare, "declare")
        elif self.whims.turn and state is CaseState.in_review:
            await self._turns(reader)
        elif state is CaseState.submitted:
            await self._accepts(reader)
        else:
            await self._decides(reader, state)

    async def _accepts(self, reader: Browser) -> None:
        if self.whims.turn == "refuse":
            reason = fresh("Another institution")
            await self._at_desk(reader, CaseEvent.refuse, "refuse", mark=reason, reason=reason, sure="yes")
        else:
            await self._at_desk(reader, CaseEvent.accept, "accept")

    async def _decides(self, reader: Browser, state: CaseState) -> None:
        """Let a reader decide what is open, then ask for more or finish."""
        await read_items(reader, self.number, self.whims if state is CaseState.in_review else None)
        if f'{self.at}/ask"' in await reader.page(self.at):
            await self._at_desk(reader, CaseEvent.ask_more, "ask")
        else:
            await self._at_desk(reader, FINISHING[state], "finish")

    async def _turns(self, reader: Browser) -> None:
        """Let the reader step back, or the institution refuse them, before anything is decided."""
        if self.whims.turn == "step-back":
            reason = fresh("No time")
            await self._at_desk(reader, CaseEvent.step_back, "step-back", mark=reason, reason=reason, sure="yes")
        else:
            await self._own(CaseEvent.refuse_reviewer, "refuse", "?refuse")
        self.whims.turn = ""
        self._readers.clear()

    async def _assigned(self, seat: str) -> None:
        """Let the administrator assign one of those whom the page offers."""
        path = f"{self.at}/assign"
        officer = self._dice.choice(OFFICER.findall(await self._ann.page(self.at)))
        step = self._step(CaseEvent.assign, self._ann.officer, officer)
        await self._ann.press(step, self.at, path, desk_form(path, officer=officer))
        self._readers[seat] = self.institution.association.reader(int(officer))

    async def _at_desk(self, who: Browser, event: CaseEvent, act: str, mark: str = "", **fields: str) -> None:
        path = f"{self.at}/{act}"
        await who.press(self._step(event, who.officer, mark), self.at, path, desk_form(path, **fields))

    async def _own(self, event: CaseEvent, does: str, query: str = "") -> None:
        path = f"/cases/{self.number}"
        await self.institution.person.press(self._step(event), f"{path}{query}", path, own_form(does))

    def _step(self, event: CaseEvent, officer: int = 0, mark: str = "") -> Step:
        return self._ledger.begin(self.number, event, officer, mark)
