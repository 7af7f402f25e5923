"""Counts how far the institutions of a campaign are, live, in one statement. `flows.campaign.journeys` is the rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists
from sqlmodel import col, select

from flows.assessment.question_order import Section
from flows.campaign.funnel import FunnelStep
from flows.campaign.journeys import MINUTES_FROM, CampaignFunnel, Reach, counts_everybody, funnel_sections, step_names
from flows.campaign.roles import Right
from flows.standard.model import Standard
from storage.associations.access import Access, Acting, Entry
from storage.campaign_tables import RosterRow
from storage.campaigns.campaigns import campaign_of, campaign_row
from storage.campaigns.case_states import has_cases, shows_reviews
from storage.campaigns.funnel_statement import NUMBERS, Kind, Part, statement
from storage.campaigns.funnel_walks import walked_steps

__all__ = ["FunnelPage", "Funnels", "Part", "PartFunnel"]
NOTHING = (0,) * NUMBERS


@dataclass(frozen=True, slots=True)
class PartFunnel:
    """The steps of one district or one channel that have nothing between the first answer and the result.

    `name` is "" for institutions without a district, or for those that came by their own links. The steps of a channel begin
    with `joined`: before that nobody has come by it.
    """

    name: str
    steps: tuple[FunnelStep, ...]


@dataclass(frozen=True, slots=True)
class FunnelPage:
    """The funnel of a campaign or of a part of it, and the same by districts and by channels.

    `has_reviews` says that its steps go on to the review.
    `outside` respondents take part in the campaign and are in no step, because their invitation names no institution.
    """

    funnel: CampaignFunnel
    districts: tuple[PartFunnel, ...]
    channels: tuple[PartFunnel, ...]
    has_roster: bool
    outside: int
    has_reviews: bool


class Funnels:
    """The funnels of the caller's campaigns. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access, standard: Standard) -> None:
        self._access = access
        self._standard = standard

    async def of(self, entry: Entry, campaign: int, part: Part = Part()) -> FunnelPage | None:  # noqa: B008 a frozen value
        """Return the funnel of a part of a campaign as it is now; None if there is no such campaign.

        It needs the right to see rows, because it is live: figures for others come in releases. A liaison's funnel covers their
        districts.
        """
        async with self._access.reading(entry, Right.see_rows) as acting:
            row = await campaign_row(acting, campaign)
            if row is None:
                return None
            has_roster = await _has_roster(acting, campaign)
            sections = funnel_sections(campaign_of(row), self._standard)
            has_reviews = shows_reviews(row) and await has_cases(acting.db, row.association_id)
            wanted = statement(acting, row, part, sections, has_roster=has_roster, has_reviews=has_reviews)
            rows = (await (await acting.db.connection()).execute(wanted)).all()
            counts = Counts(rows, part, sections, has_roster, has_reviews)
        return FunnelPage(counts.funnel(), counts.districts(), counts.channels(), has_roster, counts.outside, has_reviews)


class Counts:
    """The rows of the statement, read."""

    def __init__(
        self,
        rows: Sequence[Row[*tuple[Any, ...]]],
        part: Part,
        sections: Sequence[Section],
        has_roster: bool,
        has_reviews: bool,
    ) -> None:
        self._rows: dict[Kind, dict[str, Sequence[int]]] = {kind: {} for kind in Kind}
        for kind, name, *numbers in rows:
            of_kind = self._rows[Kind(kind)]
            of_kind[name] = _sum((of_kind.get(name, NOTHING), numbers))
        self._minutes = sorted((numbers[0], numbers[1]) for found, _, *numbers in rows if found == Kind.minutes)
        self._sections = sections
        self._part = part
        self._has_asked = has_roster and not part.channel
        self._has_reviews = has_reviews

    @property
    def outside(self) -> int:
        """How many respondents answer for no institution of the roster."""
        return sum(numbers[0] for numbers in self._rows[Kind.outside].values())

    def districts(self) -> tuple[PartFunnel, ...]:
        """Return the districts, by name."""
        asked, joined = self._rows[Kind.asked], self._rows[Kind.district]
        names = sorted({*asked, *joined})
        review = self._rows[Kind.review]
        return tuple(
            PartFunnel(n, self._steps(asked.get(n, NOTHING), joined.get(n, NOTHING), (), review.get(n, NOTHING))) for n in names
        )

    def channels(self) -> tuple[PartFunnel, ...]:
        """Return the channels, by name."""
        return tuple(
            PartFunnel(name, self._steps(None, numbers, ())) for name, numbers in sorted(self._rows[Kind.channel].items())
        )

    def funnel(self) -> CampaignFunnel:
        """Return the funnel of the part."""
        asked, joined, review = (_sum(self._rows[kind].values()) for kind in (Kind.asked, Kind.district, Kind.review))
        withdrawn, unseen, walked_showing, walked = joined[3:7]
        everybody = counts_everybody(unseen, self._part.is_whole)
        between = self._between(walked if everybody else walked_showing, everybody)
        return CampaignFunnel(
            self._steps(asked, joined, between, review),
            self._median(joined[2]),
            withdrawn,
            0 if everybody else unseen,
            review[3],
        )

    def _between(self, walked: int, everybody: bool) -> tuple[FunnelStep, ...]:
        """Return the steps of the sections: `walked` institutions have all of them behind them."""
        found = ((walks, numbers[0]) for walks, numbers in self._rows[Kind.walks].items())
        steps = walked_steps(self._sections, found, everybody=everybody)
        return tuple(FunnelStep(step.name, walked + step.reached, walked + step.shown) for step in steps)

    def _steps(
        self,
        asked: Sequence[int] | None,
        joined: Sequence[int],
        between: tuple[FunnelStep, ...],
        review: Sequence[int] | None = None,
    ) -> tuple[FunnelStep, ...]:
        """Return the steps; `asked` and `review` are None for a channel, whose steps end with the result."""
        has_asked = self._has_asked and asked is not None
        asked_, opened = (asked or NOTHING)[:2]
        takes_part, answered, result = joined[:3]
        fixed = {
            Reach.asked: FunnelStep(Reach.asked, asked_, asked_),
            Reach.opened: FunnelStep(Reach.opened, opened, asked_),
            Reach.joined: FunnelStep(Reach.joined, takes_part, opened if has_asked else takes_part + joined[3]),
            Reach.answered: FunnelStep(Reach.answered, answered, takes_part),
            Reach.result: FunnelStep(Reach.result, result, answered),
        }
        after: tuple[FunnelStep, ...] = ()
        if self._has_reviews and review is not None:
            may_hand_in, submitted, reviewed = review[:3]
            after = FunnelStep(Reach.submitted, submitted, may_hand_in), FunnelStep(Reach.reviewed, reviewed, submitted)
        names = step_names((), has_asked)
        return (*(fixed[Reach(name)] for name in names[:-1]), *between, fixed[Reach.result], *after)

    def _median(self, finished: int) -> float | None:
        if finished < MINUTES_FROM:
            return None
        places, passed, middle = ((finished - 1) // 2, finished // 2), 0, list[int]()
        for minutes, number in self._minutes:
            middle += [minutes for place in places if passed <= place < passed + number]
            passed += number
        return sum(middle) / len(middle)


def _sum(rows: Iterable[Sequence[int]]) -> Sequence[int]:
    return [sum(column) for column in zip(*rows, strict=True)] or NOTHING


async def _has_roster(acting: Acting, campaign: int) -> bool:
    return bool((await acting.db.exec(select(exists().where(col(RosterRow.campaign_id) == campaign)))).one())
