"""Says what of a self-check would be handed in, item by item, and what has to be done before it can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zlib import crc32

from flows.assessment.evidence import Attachment
from flows.assessment.rating import Lens, Ratings
from flows.assessment.scorecard import star_range
from flows.dialogue import Phrase, phrase
from flows.institution.answers import Together
from flows.institution.words import together_line, why_words
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import mark, some_names
from flows.review.clock import is_assumed
from flows.review.selection import deciding
from flows.review.submission import Handed, Share, handed
from flows.standard.model import Standard
from flows.typed_text import in_short


class Lack(StrEnum):
    """What a person has to do before they can hand in."""

    begin = "begin"
    finish = "finish"
    name = "name"
    coordinator = "coordinator"
    # Several people answer together, and have not come so far.
    together = "together"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of a person: who asks, for whom the link was made, and its last day.

    `institution` is whom they would hand in for ("" if it has no name), `finished_on` the day of the self-check that would be
    handed in (None if none is finished). `evidence` and `files` count what it has. `lack` is what they have to do first.
    `people` is how many people gave these answers; 0 if they are those of this person alone.
    """

    association: str
    label: str
    due: date | None
    institution: str
    finished_on: date | None
    evidence: int
    files: int
    lack: Lack | None
    people: int = 0

    @property
    def facts(self) -> tuple[Phrase, ...]:
        """The same in sentences."""
        return (
            phrase("handin-asks", association=self.association),
            *((phrase("handin-for", label=self.label),) if self.label else ()),
            *due_words("handin-until", self.due),
            *((phrase("handin-institution", institution=self.institution),) if self.institution else ()),
            *self._finished(),
        )

    @property
    def shares(self) -> tuple[Share, ...]:
        """The levels that make a difference for what the self-check has."""
        return shares_of(self.evidence, self.files)

    def _finished(self) -> tuple[Phrase, ...]:
        if self.finished_on is None:
            return ()
        day = written_day(self.finished_on)
        if self.people:
            said = phrase("handin-together", day=day, people=self.people, evidence=self.evidence, files=self.files)
            return said, phrase("handin-together-evidence")
        return (phrase("handin-finished", day=day, evidence=self.evidence, files=self.files),)


@dataclass(frozen=True, slots=True)
class Sharing:
    """How much is handed over: a level for all items, and the subdomains of which only the answer is."""

    share: Share
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be handed in. `weak` are items that decide the star and go without evidence.

    `together` says how several people came to these answers, and has the single answers that go too; None for one person's.
    """

    items: tuple[Handed, ...]
    weak: tuple[str, ...]
    together: Together | None = None

    @property
    def told(self) -> tuple[Phrase, ...]:
        """What goes besides the items, in sentences, and for each item on which people differed the reason."""
        found = self.together
        if found is None:
            return ()
        reasons = tuple(phrase("handin-differed", item=Phrase(each.code), reason=why_words(each)) for each in found.differed)
        return together_line("handin-goes-together", found), *reasons

    @property
    def digest(self) -> int:
        """A number from 1 to 32 bits that tells whether something else would go than what was shown."""
        return crc32(repr(self.items).encode()) or 1

    @property
    def warning(self) -> Phrase | None:
        """What will happen to items that decide the star and go without evidence; None if there are none."""
        return phrase("handin-weak", count=len(self.weak), names=some_names(self.weak)) if self.weak else None


def bits_of(standard: Standard, codes: frozenset[str]) -> int:
    """Return subdomains as a number with a bit for each, by its place in the standard."""
    return sum(1 << place for place, code in enumerate(standard.codes) if code in codes)


def codes_of(standard: Standard, bits: int) -> frozenset[str]:
    """Return the subdomains of such a number; bits beyond the standard are left out."""
    return frozenset(code for place, code in enumerate(standard.codes) if bits >> place & 1)


def shares_of(evidence: int, files: int) -> tuple[Share, ...]:
    """Return the levels that make a difference, by how many items have evidence and how many have files."""
    return (Share.answer, *((Share.note,) if evidence else ()), *((Share.file_hash, Share.file) if files else ()))


def items_of(standard: Standard, ratings: Ratings, sharing: Sharing) -> tuple[Handed, ...]:
    """Return what is handed over of these answers, in the standard's order."""
    return tuple(
        handed(code, ratings[code], Share.answer if code in sharing.without else sharing.share)
        for code in standard.codes
        if code in ratings
    )


def preview(standard: Standard, ratings: Ratings, sharing: Sharing, together: Together | None = None) -> Preview:
    """Return what would be handed in of these answers."""
    items = items_of(standard, ratings, sharing)
    star = star_range(standard, ratings, Lens.claimed).low
    without = {item.subdomain for item in items if item.rating.evidence is None}
    return Preview(items, tuple(code for code in deciding(standard, ratings, star) if code in without), together)


def handed_line(item: Handed) -> Phrase:
    """Return one item in a line: its subdomain, its answer, and what of its evidence goes with it."""
    return _line(item, in_short)


def handed_in_full(item: Handed) -> Phrase:
    """Return the same line with every word of the evidence and of the name of its file."""
    return _line(item, str)


def _line(item: Handed, cut: Callable[[str], str]) -> Phrase:
    evidence = item.rating.evidence
    file = evidence.file if evidence is not None else None
    return phrase(
        "handed-line",
        item=Phrase(item.subdomain),
        answer=_answer(item),
        share=item.share.value,
        what=cut(evidence.what) if evidence is not None else "",
        file=cut(file.name) if file is not None else "",
    )


def _answer(item: Handed) -> Phrase:
    return phrase("handed-rung", mark=mark(item.rating)) if item.rating.names_rung else mark(item.rating)


def file_of(item: Handed) -> Attachment | None:
    """Return the file that travels with an item; None if none does."""
    evidence = item.rating.evidence
    return evidence.file if evidence is not None and item.share is Share.file else None


def due_words(key: str, due: date | None) -> tuple[Phrase, ...]:
    """Return a sentence with a deadline, and that its holidays are not known yet if they are not; () without a deadline."""
    if due is None:
        return ()
    return (phrase(key, day=written_day(due)), *((phrase("own-case-assumed"),) if is_assumed(due) else ()))
