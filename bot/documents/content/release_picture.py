"""Writes the picture of a release (PNG, 1080 × 1350 pixels): its stars and its shared gaps. It shows printed figures only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.documents.content.document_words import DocumentWords
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from flows.campaign.figures import figures_of, made_of
from flows.campaign.release import Release
from flows.dialogue import Phrase, phrase
from flows.standard.model import Subdomain


def release_picture(
    release: Release, made_on: date, campaign: str, standard: str, subdomains: Sequence[Subdomain], words: DocumentWords
) -> TypstInput:
    """Return the picture, to be typeset as PNG; `subdomains` are those that the release has rows for, `campaign` its name."""
    return typst_input("release", release_data(release, made_on, campaign, standard, subdomains, words))


def release_data(
    release: Release, made_on: date, campaign: str, standard: str, subdomains: Sequence[Subdomain], words: DocumentWords
) -> Data:
    """Return everything that the picture shows."""
    figures = figures_of(release, subdomains)
    stars = [_bar(share.name, None, share.count, share.percent, release.total, words) for share in figures.stars.shares]
    gaps = [_bar(each.name, each.missing, each.gap.count, each.gap.percent, release.total, words) for each in figures.gaps]
    return {
        "language": words.language,
        "brand": words("document-brand"),
        "campaign": campaign,
        "release": words("picture-release", number=release.number, date=words.day(made_on)),
        "facts": [words.of(fact) for fact in made_of(release, standard)],
        "stars": {"title": words.of(figures.stars.name), "bars": stars, "none": words("figures-too-few")},
        "gaps": {"title": words("figures-gaps"), "bars": gaps, "none": words("figures-gaps-none")},
        "disclaimer": words("disclaimer"),
    }


def _bar(name: Phrase, note: Phrase | None, count: int, percent: int, total: int, words: DocumentWords) -> Data:
    """Return one bar; `part` is how much of it is full, from 0 to 1."""
    return {
        "name": words.of(name),
        "note": words.of(note) if note is not None else "",
        "words": words.of(phrase("figures-cell", count=count, percent=percent)),
        "part": count / total if total else 0.0,
    }
