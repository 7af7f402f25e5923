"""Looks up the words of one document in its language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.words.wording import COMMAS, Wording
from flows.assessment.evidence import Evidence
from flows.assessment.rating import Lens
from flows.assessment.scorecard import StarRange
from flows.dialogue import Arg, Phrase, phrase
from flows.interview.evidence.shows import shows_words
from flows.standard.model import Subdomain


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """Speaks keys in one language; for its methods, BrokenWords is raised if a key or a variable is missing."""

    wording: Wording
    language: str

    def __call__(self, key: str, **args: Arg) -> str:
        """Return the words of a key."""
        return self.of(phrase(key, **args))

    def of(self, said: Phrase) -> str:
        """Return the words of a phrase."""
        return self.wording.say(said, self.language)

    def maybe(self, key: str) -> str:
        """Return the words of a key, or "" if it has none."""
        return self.wording.say(Phrase(key, optional=True), self.language)

    def names(self, codes: tuple[str, ...]) -> str:
        """Return the names of domains or subdomains in one line."""
        return COMMAS[self.language].join(self(code) for code in codes)

    def left_out(self, subdomain: Subdomain, evidence: Evidence) -> str:
        """Return what evidence shows and what it leaves out, if it shows only part of its rung; otherwise ""."""
        said = shows_words(subdomain, evidence)
        return self.of(said) if said is not None else ""

    def day(self, day: date) -> str:
        """Return a date as it is written in this language."""
        return self("document-date", year=str(day.year), month=day.month, day=str(day.day))

    def lens(self, lens: Lens) -> str:
        """Return what a lens counts, in words."""
        return self(f"report-lens-{lens.replace('_', '-')}")

    def stars_now(self, stars: StarRange, is_final: bool) -> str:
        """Return a star or a range in one line; if not `is_final`, it holds at present."""
        said = self.stars(stars)
        return said if is_final else self("document-now", stars=said)

    def stars(self, stars: StarRange) -> str:
        """Return a star, or the range that is still open, in words."""
        if stars.decided:
            return self("document-stars", star=stars.low)
        return self("document-stars-range", low=stars.low, high=stars.high)
