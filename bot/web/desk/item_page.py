"""The page of one item, for everybody who judges it: readers of a case, and those who rate a case a second time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.desk.days import moment
from bot.desk.item_view import EvidenceView
from bot.web.desk.case_form import field_of
from bot.web.desk.case_log import decision_words
from bot.web.desk.case_places import CASES
from bot.web.desk.guard import Visit
from bot.web.desk.pages import DeskPages
from flows.dialogue import Phrase, phrase
from flows.review.decisions import Decision, EvidenceFinding, Reason
from flows.review.entries import EvidenceKind
from flows.review.submission import Handed
from flows.standard.criteria import Criterion
from flows.standard.model import Subdomain

# What was said of an item in words, the reasons, and what was written.
Said = tuple[Phrase, tuple[Reason, ...], str]
# What a page says if it was overtaken, and nothing was decided meanwhile.
OVERTAKEN = phrase("desk-item-overtaken")


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """An item as somebody judges it: its place in the standard, what was handed in last, and its evidence.

    `lowest` is the lowest rung to which it can be lowered. `answers` counts what was handed in and written for it. `can_ask`
    says that more can be asked. `mark` is that of what the one who judges it has said of it.
    """

    subdomain: Subdomain
    handed: Handed
    evidence: tuple[EvidenceView, ...]
    answers: int
    lowest: int = 0
    can_ask: bool = False
    mark: str = ""

    @property
    def code(self) -> str:
        """The code of the subdomain."""
        return self.subdomain.code

    @property
    def seen(self) -> str:
        """What the page shows of what was handed in: a form that shows something else is out of date."""
        return f"{self.handed.claimed}.{self.answers}"

    def is_seen_in(self, form: Mapping[str, str]) -> bool:
        """Return whether the form of a page shows what was handed in as it is now."""
        return form.get("seen") == self.seen

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of the claimed rung and of all below, which the claim says are met; those of the claimed rung first."""
        rungs = range(self.handed.claimed, 0, -1)
        return tuple(criterion for rung in rungs for criterion in self.subdomain.criteria_of(rung))


@dataclass(frozen=True, slots=True)
class ItemFrame:
    """What surrounds an item.

    `place` is the address, below `desk`, of what it belongs to, and `name` its name. `above` is said at the top, `why` says why
    the item is looked at. `reasons` is said above the reasons, `hint` says who reads what is written. `finds` says that
    findings about evidence are recorded.
    """

    place: str
    name: str
    above: tuple[Phrase, ...]
    why: Phrase
    reasons: Phrase
    hint: Phrase
    may_decide: bool
    finds: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said about an item before: by the one who judges it, by earlier readers, and by the institution.

    `newer` is what was recorded in another window while the form was filled in; None if nothing was. `answer` is what the
    institution wrote when more was asked. `state` is said if nothing can be decided. `thin` is the warning about too
    little evidence (None: there is none).
    """

    own: Phrase | None = None
    earlier: tuple[Said, ...] = ()
    objection: str = ""
    answer: str = ""
    state: Phrase | None = None
    thin: Phrase | None = None
    was_asked: bool = False
    newer: Said | None = None


def said_meanwhile(decision: Decision, at: datetime | None) -> Said:
    """Return what was decided about an item in another window, and when."""
    when = moment(at) if at is not None else ""
    return phrase("desk-item-newer", at=when, what=decision_words(decision)), decision.reasons, decision.text


def item_page(
    pages: DeskPages,
    visit: Visit,
    item: JudgedItem,
    frame: ItemFrame,
    judged: Judged,
    typed: Mapping[str, str],
    problem: Phrase | None = None,
    status: int = 200,
    *,
    kept: bool = False,
    after: str = "",
) -> web.Response:
    """Return the page of an item; `typed` are the fields of its form.

    `problem` says why something was not recorded, `kept` that the findings were, `after` which item was decided before.
    """
    return pages.page(
        visit.view,
        "case_item.html",
        status=status,
        here=CASES,
        item=item,
        frame=frame,
        judged=judged,
        handed=item.handed,
        claimed=item.handed.claimed,
        typed=typed,
        problem=problem,
        kept=kept,
        after=after,
        rungs=range(item.handed.claimed - 1, item.lowest - 1, -1),
        field_of=field_of,
        reasons=tuple(Reason),
        findings=tuple(EvidenceFinding),
        kinds=tuple(EvidenceKind),
    )
