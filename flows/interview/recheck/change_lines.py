"""Says what changed between two assessments, one line for each subdomain: the rung, and the criteria that came or went."""

from __future__ import annotations

from collections.abc import Iterable

from flows.assessment.changes import Change
from flows.criteria_words import some_facts
from flows.dialogue import Phrase, phrase
from flows.interview.phrases import mark

# The criteria that a line names of those that came, and of those that went.
FACTS_AT_MOST = 2
# A card of Telegram has room for the criteria of this many lines. The others say only how many there are.
LINES_WITH_FACTS = 4


def change_lines(found: Iterable[Change], lines_with_facts: int = LINES_WITH_FACTS) -> tuple[Phrase, ...]:
    """Return one line for each change. At most `lines_with_facts` of them name their criteria."""
    lines, left = [], lines_with_facts
    for change in found:
        lines.append(_line(change, is_named=left > 0))
        left -= bool(change.also or change.no_longer)
    return tuple(lines)


def _line(change: Change, is_named: bool) -> Phrase:
    old, new, subdomain = mark(change.before), mark(change.after), Phrase(change.subdomain)
    line = phrase("changed-line", subdomain=subdomain, old=old, new=new)
    if old == new:
        line = phrase("changed-same", subdomain=subdomain, mark=new)
    if not is_named and (change.also or change.no_longer):
        return phrase("changed-count", line=line, also=len(change.also), gone=len(change.no_longer))
    if change.also:
        line = phrase("changed-also", line=line, facts=some_facts(change.also, FACTS_AT_MOST))
    if change.no_longer:
        line = phrase("changed-no-longer", line=line, facts=some_facts(change.no_longer, FACTS_AT_MOST))
    return line
