"""Models a criterion (要点): one fact of a rung that a person can answer by yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The code of a subdomain, a rung from 1 to 5, and the letter of the fact: `demand-management.3.b`.
CODE = re.compile(r"([a-z][a-z-]{1,26}[a-z])\.([1-5])\.([a-z])")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One fact of a rung. A rung is in place if all of its criteria are, and those of all rungs below it.

    A letter is never used again for another fact, because answers are stored under it.
    """

    subdomain: str
    rung: int
    letter: str

    @classmethod
    def parse(cls, code: str) -> Criterion:
        """Return the criterion of a code such as `demand-management.3.b`. Raises ValueError if it is not such a code."""
        found = CODE.fullmatch(code)
        if found is None:
            raise ValueError(f"{code!r} is not the code of a criterion, such as demand-management.3.b")
        return cls(found[1], int(found[2]), found[3])

    @property
    def code(self) -> str:
        """How data and files name it."""
        return f"{self.subdomain}.{self.rung}.{self.letter}"

    @property
    def words(self) -> str:
        """The key of the sentence that states the fact."""
        return f"{self.subdomain}-criteria.rung-{self.rung}{self.letter}"

    @property
    def shown(self) -> str:
        """The key of the words for what shows the fact."""
        return f"{self.words}-shown"

    def __str__(self) -> str:
        return self.code


# The criteria of the rungs 1 to 5; () if the edition has none for a subdomain.
Ladder = tuple[tuple[Criterion, ...], ...]
