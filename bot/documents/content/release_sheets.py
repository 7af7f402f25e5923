"""Writes the figures of a release as tables: a workbook with a sheet for each table, or one flat table for CSV.

Every number is one that the release prints. Each row says which release it is from, that it is self-checked, and the edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from bot.documents.content.document_words import DocumentWords
from bot.documents.xlsx.workbook_content import Column, Sheet, Value, WorkbookContent
from flows.campaign.asked import asked_subdomains
from flows.campaign.campaign import Campaign
from flows.campaign.figures import Figures, GapAdvice, Split, figures_of, is_unconfirmed, made_of
from flows.campaign.release import Release
from flows.dialogue import Phrase
from flows.standard.model import Effort, Standard, Subdomain

WIDTHS = {
    "fact": 26, "value": 70, "table": 14, "name": 30, "district": 30, "class": 22, "count": 10, "percent": 10, "place": 8,
    "missing": 18, "steps": 70, "sign": 44, "offer": 60, "release": 8, "made-on": 12, "rounding": 12, "source": 18,
    "edition": 24,
}  # fmt: skip
# What every row ends with.
OF_ALL = ("release", "made-on", "rounding", "source", "edition")


@dataclass(frozen=True, slots=True)
class ShownRelease:
    """A release with what its tables need: its day, its campaign's name and edition, and its subdomains.

    `standard` is what people read for the edition.
    """

    release: Release
    made_on: date
    campaign: str
    edition: str
    standard: str
    subdomains: Sequence[Subdomain]

    @property
    def figures(self) -> Figures:
        """The tables of the release in words."""
        return figures_of(self.release, self.subdomains)


def shown_release(release: Release, made_on: date, campaign: Campaign, standard: Standard) -> ShownRelease:
    """Return what is shown of a release; without rows for subdomains if its campaign asked by an edition that is not ours."""
    if campaign.edition == standard.edition:
        subdomains: Sequence[Subdomain] = asked_subdomains(campaign, standard)
    else:
        release, subdomains = replace(release, subdomains=()), ()
    return ShownRelease(release, made_on, campaign.name, campaign.edition, standard.name_of(campaign.edition), subdomains)


def release_workbook(shown: ShownRelease, words: DocumentWords) -> WorkbookContent:
    """Return the workbook of a release."""
    about = [(words("figures-export-campaign"), shown.campaign), *_about(shown, words)]
    return WorkbookContent(shown.campaign, shown.made_on, None, (about_sheet(about, words), *table_sheets(shown, words)), ())


def about_sheet(facts: Sequence[tuple[str, str]], words: DocumentWords) -> Sheet:
    """Return the sheet that says what the figures are made of."""
    return Sheet(words("figures-export-about"), _columns(words, "fact", "value"), tuple(facts), frozen=1)


def table_sheets(shown: ShownRelease, words: DocumentWords, standard: Standard | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of stars, subdomains, districts and shared gaps. A table that is too small to split says so.

    With a `standard`, the gaps say also what a support programme could offer.
    """
    figures, tail = shown.figures, _tail(shown, words)
    rows = [(words("figures-stars"), figures.stars)]
    subdomains = [(words.of(split.name), split) for split in figures.subdomains]
    districts = [(words.of(split.name), split) for split in figures.districts]
    return (
        _sheet(words, "stars", "name", list(_lines(rows, words, tail))),
        _sheet(words, "subdomains", "name", list(_lines(subdomains, words, tail))),
        _sheet(words, "districts", "district", list(_lines(districts, words, tail)) or [_too_few(words, tail)]),
        _gaps(figures.gaps, words, tail, standard),
    )


def flat_table(shown: ShownRelease, words: DocumentWords) -> Sheet:
    """Return all tables of a release as one, for CSV: the first column says which table a row is of."""
    found: list[tuple[Value, ...]] = []
    for sheet in table_sheets(shown, words)[:3]:
        found += ((sheet.name, *row) for row in sheet.rows)
    for each in shown.figures.gaps:
        name, missing = words.of(each.name), words.of(each.missing)
        found.append((words("figures-export-gaps"), name, missing, each.gap.count, each.gap.percent, *_tail(shown, words)))
    columns = _columns(words, "table", "name", "class", "count", "percent", *OF_ALL)
    return Sheet(words("figures-export-about"), columns, tuple(found))


def steps_of(advice: GapAdvice, words: DocumentWords) -> list[str]:
    """Return the first steps that help with a gap."""
    return [said for step in advice.steps if (said := _maybe(step, words))]


def effort_of(advice: GapAdvice, standard: Standard) -> Effort:
    """Return what the missing rung of a gap costs, by the edition."""
    return standard.subdomain(advice.gap.code).effort[advice.gap.rung - 1]


def builds_on(advice: GapAdvice, standard: Standard, words: DocumentWords) -> str:
    """Return what should be in place before a gap is closed; "" if nothing is needed."""
    before = standard.subdomain(advice.gap.code).builds_on
    return words("closing-builds-on", names=words.names(before)) if before else ""


def rounding_words(release: Release, words: DocumentWords) -> str:
    """Return whether a release is exact or rounded."""
    return words("figures-export-exact" if release.is_exact else "figures-export-rounded")


def source_words(release: Release, words: DocumentWords) -> str:
    """Return where the answers are from: self-checked, and unconfirmed if anybody could answer."""
    return words("figures-export-unconfirmed" if is_unconfirmed(release) else "figures-export-self-checked")


def _about(shown: ShownRelease, words: DocumentWords) -> list[tuple[str, str]]:
    release = shown.release
    facts = [
        (words("figures-export-release"), str(release.number)),
        (words("figures-export-made-on"), words.day(shown.made_on)),
        (words("figures-export-rounding"), rounding_words(release, words)),
    ]
    return [*facts, *((words("figures-export-method"), words.of(fact)) for fact in made_of(release, shown.standard))]


def _tail(shown: ShownRelease, words: DocumentWords) -> tuple[Value, ...]:
    release = shown.release
    return (release.number, shown.made_on, rounding_words(release, words), source_words(release, words), shown.edition)


def _lines(splits: Sequence[tuple[str, Split]], words: DocumentWords, tail: tuple[Value, ...]) -> Iterator[tuple[Value, ...]]:
    for name, split in splits:
        if not split.shares:
            yield (name, words("figures-too-few"), None, None, *tail)
        for share in split.shares:
            yield (name, words.of(share.name), share.count, share.percent, *tail)


def _too_few(words: DocumentWords, tail: tuple[Value, ...]) -> tuple[Value, ...]:
    return ("", words("figures-too-few"), None, None, *tail)


def _sheet(words: DocumentWords, name: str, first: str, rows: list[tuple[Value, ...]]) -> Sheet:
    return Sheet(words(f"figures-export-{name}"), _columns(words, first, "class", "count", "percent", *OF_ALL), tuple(rows))


def _gaps(gaps: Sequence[GapAdvice], words: DocumentWords, tail: tuple[Value, ...], standard: Standard | None) -> Sheet:
    offers = () if standard is None else ("offer",)
    rows = tuple(
        (
            place,
            words.of(each.name),
            words.of(each.missing),
            each.gap.count,
            each.gap.percent,
            "\n".join(steps_of(each, words)),
            words.of(each.sign),
            *(() if standard is None else (words(f"closing-offer-{effort_of(each, standard).name}"),)),
            *tail,
        )
        for place, each in enumerate(gaps, 1)
    )
    heads = ("place", "name", "missing", "count", "percent", "steps", "sign", *offers, *OF_ALL)
    return Sheet(words("figures-export-gaps"), _columns(words, *heads), rows)


def _columns(words: DocumentWords, *names: str) -> tuple[Column, ...]:
    return tuple(Column(words(f"figures-export-{name}"), WIDTHS[name]) for name in names)


def _maybe(said: Phrase, words: DocumentWords) -> str:
    return words.maybe(said.key) if said.optional else words.of(said)
