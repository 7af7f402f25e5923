"""Writes the closing report of a campaign, as PDF (A4) and as workbook. It names no institution.

All figures are those of one release. Advice and what a support programme could offer are our own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.release_sheets import (
    ShownRelease,
    about_sheet,
    builds_on,
    effort_of,
    rounding_words,
    steps_of,
    table_sheets,
)
from bot.documents.content.split_bars import split_bars
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from bot.documents.xlsx.workbook_content import WorkbookContent
from bot.words.wording import COMMAS
from flows.campaign.campaign import Campaign
from flows.campaign.figures import GapAdvice, Split, is_unconfirmed
from flows.campaign.partition import LEAST_BY_DISTRICT
from flows.standard.model import Effort, Standard


@dataclass(frozen=True, slots=True)
class ReleaseDay:
    """When a release was made, and whether its figures are exact."""

    number: int
    made_on: date
    is_exact: bool


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What a closing report tells. `asked` is the size of the roster, and `finished` of them have a result.

    Both are None once the names were deleted, and mean nothing if the campaign had no roster. `releases` are all of the
    campaign, the oldest first; `shown` is the last of them.
    """

    campaign: Campaign
    association: str
    asked: int | None
    finished: int | None
    releases: tuple[ReleaseDay, ...]
    shown: ShownRelease


def closing_report(facts: ClosingFacts, standard: Standard, words: DocumentWords, day: date) -> TypstInput:
    """Return the report, to be typeset as PDF; `day` is the day on which it is made."""
    return typst_input("closing_report", closing_data(facts, standard, words), day)


def closing_workbook(facts: ClosingFacts, standard: Standard, words: DocumentWords, day: date) -> WorkbookContent:
    """Return the same as a workbook: the method, then a sheet for each table."""
    about = [(words("closing-association"), facts.association), (words("figures-export-campaign"), facts.campaign.name)]
    sheets = table_sheets(facts.shown, words, standard)
    return WorkbookContent(
        facts.campaign.name, day, None, (about_sheet([*about, *method(facts, standard, words)], words), *sheets), ()
    )


def closing_data(facts: ClosingFacts, standard: Standard, words: DocumentWords) -> Data:
    """Return everything that the report shows."""
    figures, total = facts.shown.figures, facts.shown.release.total
    return {
        "language": words.language,
        "brand": words("document-brand"),
        "title": words("closing-title"),
        "campaign": facts.campaign.name,
        "association": facts.association,
        "edition": standard.name,
        "period": _period(facts.campaign, words),
        "disclaimer": words("closing-disclaimer"),
        "numbers": _numbers(facts, words),
        "method": {"title": words("closing-method"), "rows": [list(row) for row in method(facts, standard, words)]},
        "stars": {
            "title": words.of(figures.stars.name),
            "bars": split_bars(figures.stars, total, words),
            "none": words("figures-too-few"),
        },
        "subdomains": {
            "title": words("figures-subdomains"),
            "hint": words("figures-subdomains-what"),
            "legend": [words("closing-legend-below"), words("closing-legend-at"), words("closing-legend-above")],
            "rows": [_split(split, words) for split in figures.subdomains],
            "none": words("figures-too-few"),
        },
        "districts": {
            "title": words("figures-districts-title"),
            "hint": words("figures-districts-what"),
            "legend": [words("closing-legend-below-3"), words("closing-legend-from-3")],
            "rows": [_split(split, words) for split in figures.districts],
            "none": words("figures-too-few-districts"),
        },
        "gaps": {
            "title": words("figures-gaps"),
            "hint": words("closing-gaps-what"),
            "heads": [words("closing-steps"), words("closing-sign")],
            "items": [_gap(each, standard, words) for each in figures.gaps],
            "none": words("figures-gaps-none"),
        },
        "offers": {
            "title": words("closing-offer"),
            "hint": words("closing-offer-what"),
            "items": _offers(figures.gaps, standard, words),
        },
    }


def method(facts: ClosingFacts, standard: Standard, words: DocumentWords) -> list[tuple[str, str]]:
    """Return how the figures were made, as labels and texts."""
    release, campaign = facts.shown.release, facts.campaign
    counted = words("closing-counted", count=release.total, rounding=rounding_words(release, words))
    days = [
        words(
            "closing-release-day",
            number=each.number,
            date=words.day(each.made_on),
            rounding=words("figures-export-exact" if each.is_exact else "figures-export-rounded"),
        )
        for each in facts.releases
    ]
    return [
        *_asked(facts, words),
        (words("closing-counted-label"), counted),
        (words("closing-k"), words("closing-k-text", least=release.at_least, by_district=LEAST_BY_DISTRICT)),
        (words("closing-releases"), "\n".join(days)),
        (words("closing-run"), words(f"desk-run-{campaign.run}")),
        (words("figures-export-edition"), f"{standard.name} ({campaign.edition})"),
        (words("figures-export-source"), words("figures-unconfirmed" if is_unconfirmed(release) else "figures-self-checked")),
        (words("closing-reading"), words("closing-reading-text")),
    ]


def _asked(facts: ClosingFacts, words: DocumentWords) -> list[tuple[str, str]]:
    """Return how many were asked, and how many of them finished."""
    label = words("closing-asked")
    if is_unconfirmed(facts.shown.release):
        return [(label, words("closing-open"))]
    if not facts.asked or facts.finished is None:
        return [(label, words("closing-deleted"))]
    finished = words("closing-of", count=facts.finished, percent=round(100 * facts.finished / facts.asked))
    return [(label, words("closing-count", count=facts.asked)), (words("closing-finished"), finished)]


def _period(campaign: Campaign, words: DocumentWords) -> str:
    ended = campaign.closed_on or campaign.closes_on
    return words("closing-period", start=words.day(campaign.started_on or ended), end=words.day(ended))


def _numbers(facts: ClosingFacts, words: DocumentWords) -> list[list[str]]:
    """Return the large numbers of the first page, each with its label."""
    counted = [str(facts.shown.release.total), words("closing-counted-label")]
    if not facts.asked or facts.finished is None or is_unconfirmed(facts.shown.release):
        return [counted]
    return [
        [str(facts.asked), words("closing-asked")],
        [words("figures-percent", percent=round(100 * facts.finished / facts.asked)), words("closing-share")],
        counted,
    ]


def _split(split: Split, words: DocumentWords) -> Data:
    """Return one row whose classes are parts of one bar."""
    total = sum(share.count for share in split.shares)
    return {"name": words.of(split.name), "bars": split_bars(split, total, words)}


def _gap(each: GapAdvice, standard: Standard, words: DocumentWords) -> Data:
    missing = words("closing-gap", missing=words.of(each.missing), count=each.gap.count, percent=each.gap.percent)
    effort = words("closing-effort", effort=words(f"effort-{effort_of(each, standard).name}"))
    return {
        "name": words.of(each.name),
        "missing": missing,
        "steps": steps_of(each, words),
        "sign": words.of(each.sign),
        "effort": effort,
        "first": builds_on(each, standard, words),
    }


def _offers(gaps: Sequence[GapAdvice], standard: Standard, words: DocumentWords) -> list[Data]:
    """Return what a support programme could offer, by what the missing rungs cost, each with the gaps that it helps with."""
    names = {effort: [words.of(each.name) for each in gaps if effort_of(each, standard) is effort] for effort in Effort}
    return [
        {
            "title": words("closing-offer-for", effort=words(f"effort-{effort.name}")),
            "offer": words(f"closing-offer-{effort.name}"),
            "names": COMMAS[words.language].join(found),
        }
        for effort, found in names.items()
        if found
    ]
