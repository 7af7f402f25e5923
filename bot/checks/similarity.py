"""Finds words that say the same thing twice: rungs, evidence, steps and signs that are too similar.

Only letters and characters are compared, by rapidfuzz's normalised Indel similarity (100 means the same). Each limit is well
above the most similar pair that we have read, in both languages, and judged to be different in meaning:
- rungs, or evidence, of one subdomain, in full: 82.2, “nobody here has looked back” and “someone here has looked back”
(service-evaluation, rungs 0 and 1, English)
- the same rung, or evidence, of two subdomains, without its formula: 66.2, the periods of figures that rung 4 asks for
(service-communication, organisational-change, English); 61.5 in Chinese, a yearly plan and a yearly improvement plan
- steps and signs of all subdomains: 68.1, colleagues who give similar advice (service-catalogue, service-organisation,
English); 60.0 in Chinese
We rewrote two signs at 80.3 (any colleague can say who decided), and a first step at 70.4 that a reader found (a rota for phone
and messages occurred twice). If two texts say the same in other words, no comparison of letters finds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from bot.checks.keys import Entries
from flows.standard.model import TOP, Standard

WHOLE_AT_MOST = 88.0
BARE_AT_MOST = 76.0
STEP_AT_MOST = 76.0
# Words that a third of at least this many texts share are their formula (“All of rung 3, and …”), which is not compared.
FORMULA_OF = 6
TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
STEP = re.compile(r"\.(?:build-\d[abc]|done-\d)")

Texts = Mapping[str, str]


def check_similarity(standard: Standard, all_entries: dict[str, Entries]) -> list[str]:
    """Return one fault for each text that repeats another one of its language: its file and key, and what it repeats."""
    return [fault for entries in all_entries.values() for fault in _faults(standard, entries)]


def _faults(standard: Standard, entries: Entries) -> Iterator[str]:
    for first, second, how, most in _pairs(standard, {key: entry.readings[0] for key, entry in entries.items()}):
        yield f"{entries[second].file}: {second}: says nearly what {first} says ({how:.0f} alike, {most:.0f} at most)"


def _pairs(standard: Standard, texts: Texts) -> Iterator[tuple[str, str, float, float]]:
    for code in standard.codes:
        for kind, lowest in (("rung", 0), ("evidence", 1)):
            yield from alike(_some(texts, (f"{code}.{kind}-{n}" for n in range(lowest, TOP + 1))), WHOLE_AT_MOST)
    for part in [*(f"rung-{n}" for n in range(TOP + 1)), *(f"evidence-{n}" for n in range(1, TOP + 1))]:
        same = _some(texts, (f"{code}.{part}" for code in standard.codes))
        if len(same) < FORMULA_OF:
            yield from alike(same, WHOLE_AT_MOST)
        else:
            yield from alike(_bare(same), BARE_AT_MOST)
    yield from alike({key: text for key, text in texts.items() if STEP.search(key)}, STEP_AT_MOST)


def alike(texts: Texts, most: float) -> Iterator[tuple[str, str, float, float]]:
    """Yield the pairs that are more similar than allowed, in the order of the texts."""
    from rapidfuzz import fuzz, process

    keys = list(texts)
    spoken = [_joined(_tokens(text)) for text in texts.values()]
    for index, text in enumerate(spoken):
        for _, how, other in process.extract(
            text, spoken[index + 1 :], scorer=fuzz.ratio, processor=None, score_cutoff=most, limit=None
        ):
            yield keys[index], keys[index + 1 + other], how, most


def _bare(texts: Texts) -> dict[str, str]:
    """Return the texts without the words that a third of them share."""
    counts = Counter(token for text in texts.values() for token in set(_tokens(text)))
    return {key: " ".join(t for t in _tokens(text) if counts[t] * 3 <= len(texts)) for key, text in texts.items()}


def _tokens(text: str) -> list[str]:
    """Return words of letters or digits, and single Chinese characters. Case and punctuation are ignored."""
    return TOKEN.findall(text.casefold())


def _joined(tokens: list[str]) -> str:
    return "".join(word if word > "\u3400" else f"{word} " for word in tokens).strip()


def _some(texts: Texts, keys: Iterator[str]) -> dict[str, str]:
    return {key: texts[key] for key in keys if key in texts}
