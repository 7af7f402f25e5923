"""Counts how far the institutions of a campaign are, live, in one statement. `flows.campaign.journeys` is the rule."""

from __future__ import annotations

from collections.abc import Sequence
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
from storage.campaigns.funnel_statement import NUMBERS, Kind, Part, statement

__all__ = ["FunnelPage", "Funnels", "Part", "PartFunnel"]


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
    """The funnel of a campaign or of a part of it, and the campaign by districts and by channels.

    `outside` respondents take part and are in no step, because their invitation names no institution of the roster.
    """

    funnel: CampaignFunnel
    districts: tuple[PartFunnel, ...]
    channels: tuple[PartFunnel, ...]
    has_roster: bool
    outside: int


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
            parts = funnel_sections(campaign_of(row), self._standard)
            wanted = statement(acting, row, part, parts, has_roster=has_roster)
            counts = Counts((await (await acting.db.connection()).execute(wanted)).all(), parts, has_roster)
        return FunnelPage(
            counts.funnel(part), counts.of_kind(Kind.district), counts.of_kind(Kind.channel), has_roster, counts.outside
        )


class Counts:
    """The rows of the statement, read."""

    def __init__(self, rows: Sequence[Row[*tuple[Any, ...]]], parts: Sequence[Section], has_roster: bool) -> None:
        self._rows = {kind: [(name, numbers) for found, name, *numbers in rows if found == kind] for kind in Kind}
        self._parts = parts
        self._has_roster = has_roster

    @property
    def outside(self) -> int:
        """How many respondents answer for no institution of the roster."""
        return sum(int(numbers[0]) for _, numbers in self._rows[Kind.outside])

    def of_kind(self, kind: Kind) -> tuple[PartFunnel, ...]:
        """Return the parts of a kind, by name."""
        has_asked = self._has_roster and kind is Kind.district
        return tuple(PartFunnel(name, self._steps(numbers, (), has_asked)) for name, numbers in sorted(self._rows[kind]))

    def funnel(self, part: Part) -> CampaignFunnel:
        """Return the funnel of a part."""
        rows = self._rows[Kind.channel if part.channel else Kind.district]
        chosen = [numbers for name, numbers in rows if name == part.name or part.is_whole]
        numbers = [sum(column) for column in zip(*chosen, strict=True)] or [0] * NUMBERS
        withdrawn, unseen, walked_showing, walked_all = numbers[5:9]
        everybody = counts_everybody(unseen, part.is_whole)
        walked = walked_all if everybody else walked_showing
        return CampaignFunnel(
            self._steps(numbers, self._sections(walked, everybody), self._has_roster and not part.channel),
            self._minutes(numbers[4]),
            withdrawn,
            0 if everybody else unseen,
        )

    def _sections(self, walked: int, everybody: bool) -> tuple[FunnelStep, ...]:
        found = next((numbers for name, numbers in self._rows[Kind.sections] if (name == "all") == everybody), [0] * NUMBERS)
        return tuple(
            FunnelStep(part.name, walked + found[2 * n], walked + found[2 * n + 1]) for n, part in enumerate(self._parts)
        )

    def _steps(self, numbers: Sequence[int], between: tuple[FunnelStep, ...], has_asked: bool) -> tuple[FunnelStep, ...]:
        asked, opened, joined, answered, result = numbers[:5]
        fixed = {
            Reach.asked: FunnelStep(Reach.asked, asked, asked),
            Reach.opened: FunnelStep(Reach.opened, opened, asked),
            Reach.joined: FunnelStep(Reach.joined, joined, opened),
            Reach.answered: FunnelStep(Reach.answered, answered, joined),
            Reach.result: FunnelStep(Reach.result, result, answered),
        }
        names = step_names((), has_asked)
        return (*(fixed[Reach(name)] for name in names[:-1]), *between, fixed[Reach.result])

    def _minutes(self, finished: int) -> float | None:
        middle = [numbers[0] for _, numbers in self._rows[Kind.minutes]]
        return sum(middle) / len(middle) if middle and finished >= MINUTES_FROM else None


async def _has_roster(acting: Acting, campaign: int) -> bool:
    return bool((await acting.db.exec(select(exists().where(col(RosterRow.campaign_id) == campaign)))).one())
