"""Lists who looks at the figures of a campaign, and what each of them already knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from flows.campaign.visibility import Visibility
from tests.flows.campaign.attack.attacker import Attacker, Finding
from tests.flows.campaign.attack.population import Published


def outsider(published: Sequence[Published]) -> Attacker:
    """Return somebody who knows only the releases and who took part."""
    return Attacker(published, lambda _: False)


def officer(published: Sequence[Published]) -> Attacker:
    """Return an officer who knows the star and guesses the rungs of all that they see by name."""
    return Attacker(published, lambda one: one.counted.seen >= Visibility.star, least_hidden=True)


def reader(published: Sequence[Published]) -> Attacker:
    """Return an officer who knows the answers of those that show them, and nothing else."""
    return Attacker(published, lambda one: one.counted.seen >= Visibility.answers)


def two_liaisons(published: Sequence[Published], first: str, second: str) -> Attacker:
    """Return two liaisons who put their exports together."""
    return Attacker(published, lambda one: one.counted.seen >= Visibility.star and one.counted.district in (first, second))


def respondents(published: Sequence[Published], at_most: int, chance: Random) -> Iterator[Attacker]:
    """Yield respondents who subtract themselves. Those that few others share their history with come first."""
    rows = Counter((one.name, one.answers) for part in published for one in part.members)
    first = {(one.name, one.answers): number for number, part in reversed(list(enumerate(published))) for one in part.members}
    history = {key: (first[key], rows[key]) for key in rows}
    shared = Counter(history.values())
    ordered = sorted(rows, key=lambda key: (shared[history[key]], chance.random()))
    for key in ordered[:at_most]:
        yield Attacker(published, lambda one, key=key: (one.name, one.answers) == key)  # type: ignore[misc]


def found_by_anybody(published: Sequence[Published], subdomains: Sequence[int], chance: Random, members: int) -> list[Finding]:
    """Return all that anybody can be certain of about institutions that nobody shows by name."""
    districts = sorted({one.counted.district for one in published[-1].members})
    pair = chance.sample(districts, 2) if len(districts) > 1 else districts * 2
    found = list[Finding]()
    for who in (outsider(published), officer(published), reader(published), two_liaisons(published, *pair)):
        found += who.findings(subdomains)
    for who in respondents(published, members, chance):
        found += who.findings(subdomains[:1])
    return found
