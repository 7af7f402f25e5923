"""Writes the figures of a release about reviews: as a workbook, as one flat table for CSV, and as a report (PDF, A4).

Every number is one that the release prints, or follows from printed ones. Nothing names an institution or a reviewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.release_sheets import about_sheet
from bot.documents.content.split_bars import split_bars
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from bot.documents.xlsx.workbook_content import Column, Sheet, Value, WorkbookContent
from flows.campaign.figures import Split
from flows.dialogue import phrase
from flows.review_figures.figures import ClaimRow, ReviewFigures, figures_of, made_of
from flows.review_figures.release import ReviewRelease

WIDTHS = {"table": 24, "name": 34, "class": 30, "count": 10, "percent": 10, "confirmed": 22, "release": 8, "made-on": 12}
WIDTHS |= {"rounding": 12, "edition": 24}
OF_ALL = ("release", "made-on", "rounding", "edition")
COLUMNS = ("name", "class", "count", "percent", *OF_ALL)
# The tables with one bar for each class.
PLAIN = ("asked", "days", "second", "objection")


@dataclass(frozen=True, slots=True)
class ReviewsShown:
    """A release with what its documents say of it; `ends_on` is None while its period goes on.

    `standard` is what people read for the edition. `days` are the releases of the period so far: number, day, whether exact.
    """

    release: ReviewRelease
    made_on: date
    begins_on: date
    ends_on: date | None
    association: str
    edition: str
    standard: str
    days: Sequence[tuple[int, date, bool]]

    @property
    def figures(self) -> ReviewFigures:
        """The tables of the release in words."""
        return figures_of(self.release)


def reviews_workbook(shown: ReviewsShown, words: DocumentWords) -> WorkbookContent:
    """Return the workbook: how the figures were made, the claims, and all other tables."""
    columns = _columns(words, "name", "class", "count", "percent", "confirmed", *OF_ALL)
    claims = Sheet(words("review-figures-claims"), columns, tuple(_claim_lines(shown, words)))
    others = Sheet(words("figures-export-table"), _columns(words, "table", *COLUMNS), tuple(_other_lines(shown, words)))
    about = about_sheet(_method(shown, words), words)
    return WorkbookContent(shown.association, shown.made_on, None, (about, claims, others), ())


def flat_reviews(shown: ReviewsShown, words: DocumentWords) -> Sheet:
    """Return all tables as one, for CSV: the first column says which table a row is of."""
    claims = [
        # The share of those that were looked at follows from the rows of its subdomain.
        (words("review-figures-claims"), *row[:4], *row[5:])
        for row in _claim_lines(shown, words)
    ]
    return Sheet(words("figures-export-about"), _columns(words, "table", *COLUMNS), (*claims, *_other_lines(shown, words)))


def reviews_report(shown: ReviewsShown, words: DocumentWords) -> TypstInput:
    """Return the report, to be typeset as PDF."""
    return typst_input("review_release", report_data(shown, words), shown.made_on)


def report_data(shown: ReviewsShown, words: DocumentWords) -> Data:
    """Return everything that the report shows."""
    figures, total = shown.figures, shown.release.total
    lower, not_looked_at = (words(f"review-figures-subdomain-{ending}") for ending in ("lower", "not-looked-at"))
    return {
        "language": words.language,
        "brand": words("document-brand"),
        "title": words("review-figures-file", number=shown.release.number),
        "campaign": shown.association,
        "association": words("desk-review-figures"),
        "edition": shown.standard,
        "period": _period(shown, words),
        "disclaimer": words("review-figures-disclaimer"),
        "numbers": [[str(total), words("review-figures-head-count")]],
        "method": {"title": words("review-figures-method"), "rows": [list(row) for row in _method(shown, words)]},
        "claims": {
            "title": words("review-figures-claims"),
            "hint": words("review-figures-after-name", what=words("review-figures-claims-what")),
            "legend": [lower, words("review-figures-legend-middle"), not_looked_at],
            "rows": [_claim(row, words) for row in figures.claims],
            "none": words("figures-too-few"),
        },
        "plain": [
            {
                "title": words(f"review-figures-{name}"),
                "bars": split_bars(getattr(figures, name), total, words),
                "none": words("figures-too-few"),
                "note": _middle(figures, words) if name == "days" else "",
            }
            for name in PLAIN
        ],
        "reasons": {
            "title": words("review-figures-reasons"),
            "bars": [bar for split in figures.reasons for bar in _reason(split, total, words)],
            "none": words("figures-too-few"),
            "note": words("review-figures-reasons-what"),
        },
    }


def _claim(row: ClaimRow, words: DocumentWords) -> Data:
    bars = split_bars(row.split, sum(share.count for share in row.split.shares), words)
    name = words.of(row.split.name)
    if row.confirmed is not None:
        name = words("review-figures-named", name=name, percent=row.confirmed)
    return {"name": name, "bars": bars}


def _reason(split: Split, total: int, words: DocumentWords) -> list[Data]:
    """Return the bar of those to whom a reason was given; none if the table is not split."""
    bars = split_bars(split, total, words)[1:]
    return [{**bar, "name": words.of(split.name)} for bar in bars]


def _middle(figures: ReviewFigures, words: DocumentWords) -> str:
    return "" if figures.middle is None else words.of(phrase("review-figures-middle", days=figures.middle))


def _method(shown: ReviewsShown, words: DocumentWords) -> list[tuple[str, str]]:
    release = shown.release
    days = [
        words("closing-release-day", number=number, date=words.day(day), rounding=_rounding(is_exact, words))
        for number, day, is_exact in shown.days
    ]
    return [
        (words("review-figures-association"), shown.association),
        (words("review-figures-period-label"), _period(shown, words)),
        (words("figures-export-release"), str(release.number)),
        (words("review-figures-method"), "\n".join(words.of(fact) for fact in made_of(release, shown.standard))),
        (words("review-figures-method-k"), words("review-figures-method-k-text", least=release.at_least)),
        (words("review-figures-method-releases"), "\n".join(days)),
        (words("review-figures-days"), words("review-figures-days-what")),
    ]


def _period(shown: ReviewsShown, words: DocumentWords) -> str:
    begin = words.day(shown.begins_on)
    if shown.ends_on is None:
        return words("review-figures-period-from", begin=begin)
    return words("review-figures-period-between", begin=begin, end=words.day(shown.ends_on))


def _rounding(is_exact: bool, words: DocumentWords) -> str:
    return words("figures-export-exact" if is_exact else "figures-export-rounded")


def _tail(shown: ReviewsShown, words: DocumentWords) -> tuple[Value, ...]:
    return (shown.release.number, shown.made_on, _rounding(shown.release.is_exact, words), shown.edition)


def _claim_lines(shown: ReviewsShown, words: DocumentWords) -> Iterator[tuple[Value, ...]]:
    for row in shown.figures.claims:
        name, tail = words.of(row.split.name), _tail(shown, words)
        if not row.split.shares:
            yield (name, words("figures-too-few"), None, None, None, *tail)
        for share in row.split.shares:
            yield (name, words.of(share.name), share.count, share.percent, row.confirmed, *tail)


def _other_lines(shown: ReviewsShown, words: DocumentWords) -> Iterator[tuple[Value, ...]]:
    figures, tail = shown.figures, _tail(shown, words)
    named = [(words(f"review-figures-{name}"), getattr(figures, name)) for name in PLAIN]
    for title, split in [*named[:1], *((words("review-figures-reasons"), one) for one in figures.reasons), *named[1:]]:
        if not split.shares:
            yield (title, words.of(split.name), words("figures-too-few"), None, None, *tail)
        for share in split.shares:
            yield (title, words.of(split.name), words.of(share.name), share.count, share.percent, *tail)


def _columns(words: DocumentWords, *names: str) -> tuple[Column, ...]:
    heads = {"confirmed": "review-figures-head-confirmed"}
    return tuple(Column(words(heads.get(name, f"figures-export-{name}")), WIDTHS[name]) for name in names)
