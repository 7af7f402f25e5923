"""Collects the whole edition in one language, for the page to print and the document to review."""

from __future__ import annotations

from dataclasses import dataclass

from bot.words.wording import Wording
from flows.dialogue import phrase
from flows.standard.model import STARS, TOP, Standard, Subdomain


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """One criterion: its letter, the fact, and what shows it."""

    letter: str
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class RungWords:
    """One rung: its sentence and criteria, the least evidence, the steps to it, the sign that it is reached, its effort."""

    number: int
    text: str
    criteria: tuple[CriterionWords, ...]
    evidence: str
    steps: tuple[str, ...]
    sign: str
    effort: str


@dataclass(frozen=True, slots=True)
class SubdomainWords:
    """One ladder. `ground` is its rung 0, `stars` are the stars that need it."""

    code: str
    title: str
    question: str
    why: str
    ground: str
    rungs: tuple[RungWords, ...]
    enough: str
    not_enough: str
    neighbour: str
    stars: tuple[int, ...]
    may_not_apply: bool


@dataclass(frozen=True, slots=True)
class DomainWords:
    """One capability domain with its ladders."""

    code: str
    title: str
    about: str
    subdomains: tuple[SubdomainWords, ...]


@dataclass(frozen=True, slots=True)
class EditionText:
    """An edition in one language. `stars` are the words of 1 to 5 stars."""

    language: str
    name: str
    disclaimer: str
    about: tuple[str, ...]
    stars: tuple[str, ...]
    domains: tuple[DomainWords, ...]


def edition_text(standard: Standard, wording: Wording, language: str) -> EditionText:
    """Return all words of an edition in a language. Raises BrokenWords if one is missing."""

    def say(key: str) -> str:
        return wording.say(phrase(key), language)

    def rung(sub: Subdomain, number: int) -> RungWords:
        steps = [f"{sub.code}.build-{number}{letter}" for letter in "abc"]
        return RungWords(
            number=number,
            text=say(f"{sub.code}.rung-{number}"),
            criteria=tuple(CriterionWords(item.letter, say(item.words), say(item.shown)) for item in sub.criteria_of(number)),
            evidence=say(f"{sub.code}.evidence-{number}"),
            steps=tuple(say(key) for key in steps if wording.has(key, language)),
            sign=say(f"{sub.code}.done-{number}"),
            effort=say(f"effort-{sub.effort[number - 1].name}"),
        )

    def ladder(sub: Subdomain) -> SubdomainWords:
        return SubdomainWords(
            code=sub.code,
            title=say(sub.code),
            question=say(f"{sub.code}.question"),
            why=say(f"{sub.code}.why"),
            ground=say(f"{sub.code}.rung-0"),
            rungs=tuple(rung(sub, number) for number in range(1, TOP + 1)),
            enough=say(f"{sub.code}.enough"),
            not_enough=say(f"{sub.code}.not-enough"),
            neighbour=say(f"{sub.code}.neighbour"),
            stars=sub.stars,
            may_not_apply=sub.may_not_apply,
        )

    return EditionText(
        language=language,
        name=standard.name,
        disclaimer=say("disclaimer"),
        about=(say("about-public"), say("about-rule"), say("explain-words")),
        stars=tuple(say(f"star-{star}") for star in STARS),
        domains=tuple(
            DomainWords(domain.code, say(domain.code), say(f"{domain.code}.about"), tuple(map(ladder, domain.subdomains)))
            for domain in standard.domains
        ),
    )
