"""Nothing runs into its neighbour: what is drawn with and without a word shows where that word is."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter

from bot.documents.content.card import card_data
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.report import report_data
from bot.documents.typst.render import _compiler, _source
from bot.documents.typst.typst_input import Data, typst_input
from bot.words.wording import Wording
from flows.assessment.rating import Rating
from tests.bot.documents.dossiers import STANDARD, made
from tests.people.languages import LANGUAGES

# Takes the room of one character, and shows nothing.
BLANK = "\u00a0"
INK = 40
# Darker than any cell of rung 3.
DARK = 110
# Pixels that stay free between a name and its rung.
BETWEEN = 2


def drawn(template: str, data: Data) -> Image.Image:
    """The first page, two pixels a point."""
    pages = _compiler().compile(_source(typst_input(template, data)), format="png", ppi=144)
    first = pages[0] if isinstance(pages, list) else pages
    return Image.open(io.BytesIO(first or b"")).convert("L")


def where(whole: Image.Image, without: Image.Image) -> Image.Image:
    """A mask of what is drawn only on the first."""
    return ImageChops.difference(whole, without).point(lambda value: 255 * (value > INK))


def cells(data: Data, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Data:
    overview = data["front"]["overview"]
    domains = [{**domain, "cells": [change(cell) for cell in domain["cells"]]} for domain in overview["domains"]]
    return {**data, "front": {**data["front"], "overview": {**overview, "domains": domains}}}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "rating",
    [
        pytest.param(Rating(3), marks=pytest.mark.long("the rung with a sign behind it"), id="3"),
        pytest.param(Rating(3, under_way=True), id="3+"),
    ],
)
def test_no_name_runs_into_its_rung(rating: Rating, language: str, wording: Wording) -> None:
    words = DocumentWords(wording, language)
    data = report_data(made(dict.fromkeys(STANDARD.codes, rating), language), words)
    whole = drawn("report", data)
    bare = drawn("report", cells(data, lambda cell: {**cell, "sign": BLANK}))
    signs = where(whole, bare)
    names = bare.point(lambda value: 255 * (value < DARK)).filter(ImageFilter.MaxFilter(2 * BETWEEN + 1))
    assert signs.getbbox() is not None
    assert ImageChops.multiply(signs, names).getbbox() is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_legend_ends_before_the_name_beside_it(language: str, wording: Wording) -> None:
    dossier = replace(made(dict.fromkeys(STANDARD.codes, Rating(3)), language), address="https://xingjie.example.org")
    data = card_data(dossier, DocumentWords(wording, language))
    whole = drawn("card", data)
    legend = where(whole, drawn("card", {**data, "legend": [BLANK] * 3})).getbbox()
    axes = [{**axis, "name": BLANK, "words": BLANK} for axis in data["radar"]]
    assert legend is not None
    _, top, right, bottom = legend
    names = where(whole, drawn("card", {**data, "radar": axes})).crop((0, top, whole.width, bottom)).getbbox()
    assert names is not None
    assert right + 20 < names[0]
