"""Reads from JSON how several people came to answers. The keys are those of the part `together` of a sealed file."""

from __future__ import annotations

from typing import Any

from bot.score.fields import check_keys, flag_at, level_at, refuse, text_at
from flows.assessment.rating import Lens, Ratings
from flows.institution.answers import Differed, Said, Together, lowest_claim
from flows.institution.colleagues import ANSWERED_AT_MOST

WHERE = "together"
KEYS = frozenset({"people", "differed", "votes"})
DIFFERED_KEYS = frozenset({"people", "reason", "open", "lower_gone"})
SAID_KEYS = frozenset({"level", "unsure", "not_applicable", "evidence", "who"})


def together_of(ratings: Ratings, given: Any) -> Together:
    """Return how several people came to these answers.

    Raises Unreadable for anything else than docs/reference/score-json.md describes, and for what does not fit to the answers:
    people who differed on something without an answer, more people than answered at all, more single answers than people, and
    an answer that is not settled and is not the lowest single answer, or not "not sure" if a lower one has gone.
    """
    said = _object(given, WHERE)
    check_keys(said, KEYS, WHERE)
    people = _people(said, WHERE, ANSWERED_AT_MOST)
    differed = _object(said.get("differed", {}), f"{WHERE}.differed")
    votes = _object(said.get("votes", {}), f"{WHERE}.votes")
    found = Together(
        people,
        tuple(_differed(ratings, code, value, people) for code, value in differed.items()),
        {code: _votes(ratings, code, value, people) for code, value in votes.items()},
    )
    for code in set(found.open) - set(found.gone):
        lowest = lowest_claim(found.votes.get(code, ()))
        if code in found.votes and lowest != ratings[code].read(Lens.claimed):
            refuse(f"{WHERE}.votes.{code}", "answers-open-lowest", lowest=lowest)
    return found


def _differed(ratings: Ratings, code: str, value: Any, people: int) -> Differed:
    where = f"{WHERE}.differed.{code}"
    _check_answered(ratings, code, where)
    said = _object(value, where)
    check_keys(said, DIFFERED_KEYS, where)
    reason, is_open = text_at(said, "reason", where), flag_at(said, "open", where)
    if reason and is_open:
        refuse(f"{where}.reason", "answers-open-reason")
    gone = flag_at(said, "lower_gone", where)
    if gone and not (is_open and ratings[code].unsure):
        refuse(f"{where}.lower_gone", "answers-gone-unsure")
    return Differed(code, _people(said, where, people), reason, is_open, gone)


def _votes(ratings: Ratings, code: str, value: Any, people: int) -> tuple[Said, ...]:
    where = f"{WHERE}.votes.{code}"
    _check_answered(ratings, code, where)
    if not isinstance(value, list) or not 1 <= len(value) <= people:
        refuse(where, "answers-votes", most=people)
    return tuple(_said(each, f"{where}.{place}") for place, each in enumerate(value))


def _said(value: Any, where: str) -> Said:
    said = _object(value, where)
    check_keys(said, SAID_KEYS, where)
    return Said(
        level_at(said.get("level"), f"{where}.level"),
        flag_at(said, "unsure", where),
        text_at(said, "not_applicable", where),
        flag_at(said, "evidence", where),
        text_at(said, "who", where),
    )


def _check_answered(ratings: Ratings, code: str, where: str) -> None:
    if code not in ratings:
        refuse(where, "answers-not-answered")


def _people(said: dict[str, Any], where: str, most: int) -> int:
    people = said.get("people")
    if type(people) is not int or not 1 <= people <= most:
        refuse(f"{where}.people", "answers-people", most=most)
    return people


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        refuse(where, "answers-no-object")
    return value
