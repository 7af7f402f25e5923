"""What the tables hold of one person, put together from rows as plain SQL gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.telegram.incoming.downloads import PREFIX
from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.assessment.rating import Rating
from flows.interview.session import Session
from tests.faults.history import Change, History

# One row each, ordered within a person; the first two columns of RESPONDENTS are the row's number and the account.
RESPONDENTS = (
    "SELECT respondents.id, CASE face WHEN 'web' THEN 'web ' ELSE '' END || address, language, turn, heard, stage, assessment, mode, target, focus, origin, rechecking, reminders, timezone, "
    "coalesce(institutions.name, '') FROM respondents LEFT JOIN members ON respondent_id = respondents.id "
    "LEFT JOIN institutions ON institutions.id = institution_id"
)
RATINGS = "SELECT respondent_id, assessment, subdomain, level, under_way, unsure, not_applicable, ticked FROM ratings"
EVIDENCE = (
    "SELECT respondent_id, assessment, subdomain, what, rung, named_on, in_force, last_used, "
    "shows, file_name, file_size, file_type, file_sha256, file_place FROM evidence"
)
CHANGES = "SELECT respondent_id, turn, assessment, subdomain, before, after FROM changes ORDER BY respondent_id, turn"
PLANS = "SELECT respondent_id, star, made_on FROM plans"
STEPS = (
    "SELECT respondent_id, subdomain, from_rung, to_rung, due, person, state, reason FROM planned_steps "
    "ORDER BY respondent_id, number"
)
ASSESSMENTS = "SELECT respondent_id, number, finished_on FROM assessments WHERE finished_at IS NOT NULL"
QUERIES = (RESPONDENTS, RATINGS, EVIDENCE, CHANGES, PLANS, STEPS, ASSESSMENTS)

Answers = dict[tuple[int, str], Rating]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored about one person.

    `state` is the stored stage; `answers` are by assessment and subdomain, with their evidence; `finished` the days on which
    assessments were finished.
    """

    state: Row
    answers: Answers
    log: tuple[Change, ...]
    plan: Plan | None
    finished: Mapping[int, date]

    @property
    def facts(self) -> frozenset[object]:
        """Everything but the stage, one fact at a time."""
        return _facts(self.answers, self.log, self.plan, self.finished)


def state_of(session: Session) -> Row:
    """The stage and turn of a session, as RESPONDENTS reads them."""
    run = (session.assessment, session.mode.value, session.target, session.focus, session.origin, session.rechecking)
    return (session.language, session.turn, session.heard, session.stage, *run, *_wishes(session))


def facts_of(history: History) -> frozenset[object]:
    """The facts that should be stored of a history."""
    return _facts(history.answers, history.log, history.session.plan, history.finished)


def gathered(tables: Iterable[Iterable[Row]]) -> dict[str, Stored]:
    """The rows of QUERIES, by the account of whose they are."""
    respondents, ratings, evidence_rows, changes, plans, steps, assessments = tables
    evidence = {(who, *place): _evidence(*rest) for who, *place, rest in ((*row[:3], row[3:]) for row in evidence_rows)}
    answers: dict[int, Answers] = defaultdict(dict)
    for who, number, code, level, under_way, unsure, reason, ticked in ratings:
        named = evidence.get((who, number, code))
        answers[who][number, code] = Rating(level, bool(under_way), bool(unsure), reason, named, ticked)
    logs, planned, finished = _of_each(changes), _of_each(steps), _of_each(assessments)
    made = {who: Plan(star, _day(on), tuple(_step(*row) for row in planned[who])) for who, star, on in plans}
    return {
        address: Stored(
            tuple(state),
            answers[who],
            tuple(Change(*row) for row in logs[who]),
            made.get(who),
            {number: _day(day) for number, day in finished[who]},
        )
        for who, address, *state in respondents
    }


def _facts(answers: Answers, log: Iterable[Change], plan: Plan | None, finished: Mapping[int, date]) -> frozenset[object]:
    told = [(key, rating.not_applicable, rating.evidence) for key, rating in answers.items()]
    made = [("plan", plan.star, plan.made_on), *enumerate(plan.steps, 1)] if plan else []
    return frozenset(
        [*log, *made, *(each for each in told if any(each[1:])), *(("finished", *day) for day in finished.items())]
    )


def _wishes(session: Session) -> Row:
    return (session.reminders, session.timezone, session.institution)


def _of_each(rows: Iterable[Row]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for who, *row in rows:
        found[who].append(tuple(row))
    return found


def _evidence(what: str, rung: int, named_on: Any, in_force: Any, last_used: Any, shows: str, *file: Any) -> Evidence:
    named, since, used = (None if day is None else _day(day) for day in (named_on, in_force, last_used))
    name, size, media_type, sha256, place = file
    # A name that the page draws for a file is nobody's business; Telegram's id is known to its sender.
    place_known = place if place.startswith(PREFIX) else ""
    kept = Attachment(name, size, media_type, sha256, place_known) if place else None
    return Evidence(what, rung, named, since, used, kept, shows)


def _step(subdomain: str, from_rung: int, to_rung: int, due: Any, person: str, state: str, reason: str) -> PlannedStep:
    return PlannedStep(subdomain, from_rung, to_rung, _day(due), person, StepState(state), reason)


def _day(value: Any) -> date:
    """A day, which SQLite keeps as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
