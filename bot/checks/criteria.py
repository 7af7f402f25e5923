"""Checks the criteria: short, one fact each, no rung named, none that says what another one of its subdomain says.

Whether the words are there is checked in `bot.checks.keys`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from bot.checks.keys import Entries, Entry
from bot.checks.one_fact import ONE_FACT
from bot.checks.similarity import alike
from flows.standard.model import Standard, Subdomain

# The most characters of a fact, and of what shows it. On a phone a fact is one line of a list of boxes to tick, or two.
FACT_AT_MOST = {"zh": 24, "en": 110}
SHOWN_AT_MOST = {"zh": 20, "en": 90}
# Words that join two facts into one.
JOINERS = {
    "zh": re.compile("和|并|且|以及|同时|；"),
    "en": re.compile(r"(?i)\b(?:and|as well as|also)\b|;"),
}
# A criterion is true or not on its own: it names no rung and no star.
RUNG = {"zh": re.compile("第?[0-9一二三四五][阶星]|之上"), "en": re.compile(r"(?i)\brungs?\b|\bstars?\b")}
# How similar two facts of a subdomain may be (see `similarity`). Facts of one rung are often alike but for the thing that they
# name: 88 is the most similar pair that we read and judged to be two facts (service-assets, targets for use and for years,
# English). Of two rungs, one fact would contain the other: the most similar pair is at 75 (organisational-change, English).
SAME_RUNG_AT_MOST = 90.0
OTHER_RUNG_AT_MOST = 80.0


def check_criteria(standard: Standard, all_entries: dict[str, Entries]) -> list[str]:
    """Return the faults of the criteria in every language, each with file, key and cause."""
    return [
        fault
        for language, entries in all_entries.items()
        for subdomain in standard.subdomains
        for fault in chain(_subdomain(language, entries, subdomain), _repeated(entries, subdomain))
    ]


def _subdomain(language: str, entries: Entries, subdomain: Subdomain) -> Iterator[str]:
    for criterion in chain.from_iterable(subdomain.criteria):
        for key, most in ((criterion.words, FACT_AT_MOST[language]), (criterion.shown, SHOWN_AT_MOST[language])):
            entry = entries.get(key)
            if entry is None:
                continue
            causes = _length(entry, most) if key == criterion.shown else chain(_length(entry, most), _fact(language, entry))
            for cause in causes:
                yield f"{entry.file}: {key}: {cause}"


def _length(entry: Entry, most: int) -> Iterator[str]:
    for text in entry.readings:
        if len(text) > most:
            yield f"has {len(text)} characters, {most} at most"


def _fact(language: str, entry: Entry) -> Iterator[str]:
    for text in entry.readings:
        for found in JOINERS[language].findall(_without_one_fact(language, text)):
            yield f"joins two facts: {found}"
        for found in RUNG[language].findall(text):
            yield f"names a rung or a star: {found}"


def _without_one_fact(language: str, text: str) -> str:
    for words in ONE_FACT[language]:
        text = re.sub(re.escape(words), "", text, flags=re.IGNORECASE)
    return text


def _repeated(entries: Entries, subdomain: Subdomain) -> Iterator[str]:
    rungs = {item.words: item.rung for item in chain.from_iterable(subdomain.criteria) if item.words in entries}
    for first, second, how, most in alike({key: entries[key].readings[0] for key in rungs}, OTHER_RUNG_AT_MOST):
        most = SAME_RUNG_AT_MOST if rungs[first] == rungs[second] else most
        if how > most:
            yield f"{entries[second].file}: {second}: says nearly what {first} says ({how:.0f} alike, {most:.0f} at most)"
