"""Compares a roster with what a campaign holds already. A second import adds and changes; it deletes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from flows.campaign.roster.names import normalised
from flows.campaign.roster.preview import RosterRow


class HeldInstitution(Struct, frozen=True):
    """An institution of the campaign: its key, and what the roster said of it last."""

    key: str
    name: str
    district: str = ""
    contact: str = ""
    note: str = ""


class ChangedInstitution(Struct, frozen=True):
    """An institution of which the new roster says something else."""

    held: HeldInstitution
    row: RosterRow


class RosterUpdate(Struct, frozen=True):
    """What an import changes. `missing` are held by the campaign and not in the sheet; they stay."""

    added: tuple[RosterRow, ...]
    changed: tuple[ChangedInstitution, ...]
    unchanged: int
    missing: tuple[HeldInstitution, ...]


def roster_update(held: Iterable[HeldInstitution], rows: Sequence[RosterRow]) -> RosterUpdate:
    """Return what these rows change in a campaign.

    An institution is found by its name (see `normalised`). If several have the same name, first those with the same district
    belong together, then the rest in the order of the sheet. So a new name is an added institution, and the old one is missing.
    """
    waiting: dict[str, list[HeldInstitution]] = defaultdict(list)
    for each in held:
        waiting[normalised(each.name)].append(each)
    found: dict[int, HeldInstitution] = {}
    for by_district in (True, False):
        for row in rows:
            candidates = waiting[normalised(row.name)]
            match = next((each for each in candidates if not by_district or each.district == row.district), None)
            if row.row not in found and match is not None:
                candidates.remove(match)
                found[row.row] = match
    added = tuple(row for row in rows if row.row not in found)
    changed = tuple(
        ChangedInstitution(found[row.row], row) for row in rows if row.row in found and _says_else(found[row.row], row)
    )
    missing = tuple(each for left in waiting.values() for each in left)
    return RosterUpdate(added, changed, len(found) - len(changed), missing)


def _says_else(held: HeldInstitution, row: RosterRow) -> bool:
    return (held.name, held.district, held.contact, held.note) != (row.name, row.district, row.contact, row.note)
