"""The one place that knows which column is which part of a Session: by name, so a new field needs a column and no code here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from flows.assessment.order import Mode
from flows.assessment.rating import Rating
from flows.interview.session import Session

STATE = tuple(field.name for field in fields(Session) if field.name != "ratings")
RATING = tuple(field.name for field in fields(Rating))


def state_of(session: Session) -> dict[str, Any]:
    """What a respondent's row holds of a session, by column."""
    state = {name: getattr(session, name) for name in STATE}
    state["mode"] = session.mode.value  # drivers bind plain text only
    return state


def session_of(state: Mapping[str, Any], ratings: Mapping[str, Rating]) -> Session:
    """The session of a respondent's columns and of the ratings that are true now, by subdomain."""
    return Session(**{name: state[name] for name in STATE} | {"mode": Mode(state["mode"])}, ratings=ratings)


def values_of(rating: Rating) -> dict[str, Any]:
    """What a rating's row holds of it, by column."""
    return {name: getattr(rating, name) for name in RATING}


def rating_of(values: Mapping[str, Any]) -> Rating:
    """The rating of a row's columns."""
    return Rating(**{name: values[name] for name in RATING})
