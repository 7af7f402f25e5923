"""Writes all words of an edition side by side, as Markdown for an expert's review (`xingjie standard document`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.words.edition_text import DomainWords, EditionText, RungWords, SubdomainWords, edition_text
from bot.words.wording import Wording
from flows.dialogue import phrase
from flows.standard.model import STARS, TOP, Standard


def document(standard: Standard, wording: Wording) -> str:
    """Return the matrix, the words of the stars, and every ladder, with the languages side by side. Raises BrokenWords."""
    page = _Page(wording, tuple(edition_text(standard, wording, language) for language in wording.languages))
    return "\n".join([*page.head(), *page.matrix(), *page.stars(), *page.ladders()])


@dataclass(frozen=True, slots=True)
class _Page:
    wording: Wording
    languages: tuple[EditionText, ...]

    def head(self) -> Iterator[str]:
        yield f"# {self.languages[0].name}\n"
        yield "<!-- Written by `xingjie standard document` from the words and the data: change those, not this page. -->\n"
        for words in self.languages:
            yield f"**{words.disclaimer}**\n"
            yield from (f"{text}\n" for text in words.about)

    def matrix(self) -> Iterator[str]:
        """Yield which stars need which subdomain, and what its rungs cost."""
        yield f"## {self._label('document-matrix')}\n"
        efforts = [f"{self._label('document-effort')} {number}" for number in range(1, TOP + 1)]
        yield _row(
            self._label("document-subdomain"), *(f"{star}★" for star in STARS), self._label("document-left-out"), *efforts
        )
        yield _rule(1 + len(STARS) + 1 + TOP)
        for domain in self._domains():
            yield _row(f"**{_beside(item.title for item in domain)}**", *[""] * (len(STARS) + 1 + TOP))
            for sub in self._subdomains(domain):
                yield _row(
                    _beside(item.title for item in sub),
                    *("√" if star in sub[0].stars else "" for star in STARS),
                    "√" if sub[0].may_not_apply else "",
                    *(_beside(item.rungs[rung].effort for item in sub) for rung in range(TOP)),
                )
        yield ""

    def stars(self) -> Iterator[str]:
        """Yield what an institution of each star looks like."""
        yield f"## {self._label('document-star-words')}\n"
        yield from self._heads()
        for index, star in enumerate(STARS):
            yield _row(f"{star}★", *(words.stars[index] for words in self.languages))
        yield ""

    def ladders(self) -> Iterator[str]:
        """Yield one table for each subdomain."""
        for domain in self._domains():
            yield f"## {_beside(item.title for item in domain)}\n"
            yield from (f"{item.about}\n" for item in domain)
            for sub in self._subdomains(domain):
                yield f"### {_beside(item.title for item in sub)}\n"
                yield f"`{sub[0].code}` · {'·'.join(f'{star}★' for star in sub[0].stars)}\n"
                yield from self._ladder(sub)
                yield ""

    def _ladder(self, sub: Sequence[SubdomainWords]) -> Iterator[str]:
        yield from self._heads()
        yield _row(self._label("document-question"), *(one.question for one in sub))
        yield _row(self._label("document-why"), *(one.why for one in sub))
        yield _row("**0**", *(one.ground for one in sub))
        rungs = list(zip(*(one.rungs for one in sub), strict=True))
        for rung in rungs:
            yield _row(f"**{rung[0].number}**", *(one.text for one in rung))
            for fact in zip(*(one.criteria for one in rung), strict=True):
                yield _row(f"{rung[0].number}{fact[0].letter}", *(f"{one.text}<br>→ {one.shown}" for one in fact))
        for rung in rungs:
            yield _row(f"{self._label('document-evidence')} {rung[0].number}", *(one.evidence for one in rung))
        yield _row("✓", *(one.enough for one in sub))
        yield _row("✗", *(one.not_enough for one in sub))
        yield _row(self._label("document-neighbour"), *(one.neighbour for one in sub))
        for rung in rungs:
            effort = _beside(one.effort for one in rung)
            yield _row(f"{self._label('document-build')} {rung[0].number}<br>({effort})", *map(_steps, rung))

    def _heads(self) -> Iterator[str]:
        yield _row("", *(self.wording.say(phrase(f"language-{words.language}"), words.language) for words in self.languages))
        yield _rule(1 + len(self.languages))

    def _label(self, key: str) -> str:
        return _beside(self.wording.say(phrase(key), words.language) for words in self.languages)

    def _domains(self) -> Iterator[tuple[DomainWords, ...]]:
        return zip(*(words.domains for words in self.languages), strict=True)

    def _subdomains(self, domain: Sequence[DomainWords]) -> Iterator[tuple[SubdomainWords, ...]]:
        return zip(*(item.subdomains for item in domain), strict=True)


def _steps(rung: RungWords) -> str:
    return "<br>".join([*(f"{number}. {step}" for number, step in enumerate(rung.steps, 1)), f"→ {rung.sign}"])


def _beside(words: Iterable[str]) -> str:
    return " / ".join(words)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _rule(columns: int) -> str:
    return f"|{'---|' * columns}"
