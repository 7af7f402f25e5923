"""One round of answering together: who answers what, who has handed in, and what each person may see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from flows.assessment.rating import Ratings
from flows.assessment.scorecard import StarRange
from flows.fingerprint import fingerprint
from flows.institution.comparison import Item, Settled, Vote, compared, star_of
from flows.institution.division import Division
from flows.standard.model import Standard


def round_mark(found: Round | None) -> str:
    """Return the mark of a round, also if there is none yet, so that nothing old ends a round that has moved on.

    Beginning a round ends the one before, with all that was handed in and settled.
    """
    if found is None:
        return fingerprint()
    return fingerprint(found.id, *(sorted(each.items()) for each in (found.assigned, found.handed_in, found.settled)))


class Round(Struct, frozen=True):
    """A round of one institution.

    `assigned` says which people answer each domain, `handed_in` which of them have handed it in: from then on their answers are
    kept as they were. `settled` are the institution's answers by subdomain. `answered` is how many people answered, also those
    who left since; `on` is the day of the last change, None before anything was handed in.
    """

    id: int
    division: Division
    assigned: Mapping[str, tuple[int, ...]]
    handed_in: Mapping[str, tuple[int, ...]]
    votes: tuple[Vote, ...]
    settled: Mapping[str, Settled]
    answered: int = 0
    on: date | None = None

    def domains_of(self, number: int) -> tuple[str, ...]:
        """Return the domains that a person answers."""
        return tuple(domain for domain, people in self.assigned.items() if number in people)

    def is_whole(self, domain: str) -> bool:
        """Return whether everybody who answers a domain has handed it in, so that it can be compared."""
        people = self.assigned.get(domain, ())
        return bool(people) and set(people) <= set(self.handed_in.get(domain, ()))

    def comparable(self, standard: Standard) -> tuple[Vote, ...]:
        """Return the answers that can be compared."""
        whole = {domain.code for domain in standard.domains if self.is_whole(domain.code)}
        return tuple(vote for vote in self.votes if standard.subdomain(vote.code).domain in whole)

    def seen_by(self, standard: Standard, number: int, *, coordinates: bool) -> tuple[Item, ...]:
        """Return the differing items that a person may see: of domains that they have handed in themselves.

        Who coordinates must settle the others too, and sees those once they have handed in all of their own.
        """
        own = self.domains_of(number)
        done = {domain for domain in own if number in self.handed_in.get(domain, ())}
        sees_all = coordinates and len(done) == len(own)
        items = compared(standard, self.comparable(standard), self.settled)
        return tuple(item for item in items if sees_all or standard.subdomain(item.code).domain in done)

    def stars(self, standard: Standard) -> StarRange:
        """Return the star of the institution as far as it is known."""
        return star_of(standard, self.comparable(standard), self.settled)


def open_questions(standard: Standard, domain: str, ratings: Ratings) -> tuple[str, ...]:
    """Return the subdomains of a domain that a person has not answered."""
    return tuple(sub.code for sub in standard.domain(domain).subdomains if sub.code not in ratings)


def votes_of(standard: Standard, number: int, domain: str, ratings: Ratings) -> tuple[Vote, ...]:
    """Return what a person says of a domain, taken from their own answers. Raises KeyError if one is missing."""
    return tuple(
        Vote(
            number,
            sub.code,
            ratings[sub.code].level,
            ratings[sub.code].unsure,
            ratings[sub.code].not_applicable,
            ratings[sub.code].evidence is not None,
        )
        for sub in standard.domain(domain).subdomains
    )
