"""How several people came to the answers, as it is sealed: its JSON form, reading it back, and what must fit together."""

from __future__ import annotations

from typing import Any

from bot.documents.sealed.strict_fields import flag_at, number_at, object_at, only_keys, refuse, text_at
from flows.assessment.rating import Lens, Ratings
from flows.institution.answers import Differed, Said, Together, lowest_claim, said_order
from flows.institution.colleagues import ANSWERED_AT_MOST
from flows.standard.model import TOP

WHERE = "together"


def together_document(found: Together) -> dict[str, Any]:
    """Return the JSON form. What is empty or false is left out, so that a value has one form."""
    votes = {code: [_said_document(each) for each in said] for code, said in found.votes.items()}
    return {
        "people": found.people,
        "differed": {each.code: _differed_document(each) for each in found.differed},
        **({"votes": votes} if votes else {}),
    }


def together_in(document: dict[str, Any]) -> Together:
    """Read the part back out of a sealed document. Raises NotSealed."""
    said = object_at(document, WHERE, "")
    only_keys(said, {"people", "differed", *(("votes",) if "votes" in said else ())}, WHERE)
    differed, votes = object_at(said, "differed", WHERE), object_at(said, "votes", WHERE) if "votes" in said else {}
    return Together(
        number_at(said, "people", WHERE, ANSWERED_AT_MOST),
        tuple(_differed_in(differed, code) for code in differed),
        {code: _votes_in(votes, code) for code in votes},
    )


def together_holds(found: Together, ratings: Ratings) -> bool:
    """Return whether the part fits to the answers that were sealed with it.

    People differ on something that is answered, and no more of them than answered at all. An answer that is not settled is the
    lowest of the single answers, if these are there. If a lower one has gone, the answer is "not sure".
    """
    if not all(each.code in ratings and 1 <= each.people <= found.people for each in found.differed):
        return False
    if not all(code in ratings and 1 <= len(said) <= found.people for code, said in found.votes.items()):
        return False
    if not found.fits(ratings):
        return False
    lowest_counts = set(found.open) & set(found.votes) - set(found.gone)
    return all(lowest_claim(found.votes[code]) == ratings[code].read(Lens.claimed) for code in lowest_counts)


def _differed_document(each: Differed) -> dict[str, Any]:
    return {
        "people": each.people,
        **({"reason": each.reason} if each.reason else {}),
        **({"open": True} if each.is_open else {}),
        **({"lower_gone": True} if each.lower_gone else {}),
    }


def _differed_in(differed: dict[str, Any], code: str) -> Differed:
    where = f"{WHERE}.differed"
    said = object_at(differed, code, where)
    where = f"{where}.{code}"
    only_keys(said, {"people", "reason", "open", "lower_gone"}, where)
    reason = text_at(said, "reason", where) if "reason" in said else ""
    people = number_at(said, "people", where, ANSWERED_AT_MOST)
    return Differed(code, people, reason, flag_at(said, "open", where), flag_at(said, "lower_gone", where))


def _said_document(each: Said) -> dict[str, Any]:
    return {
        "level": each.level,
        **({"unsure": True} if each.unsure else {}),
        **({"not_applicable": each.not_applicable} if each.not_applicable else {}),
        **({"evidence": True} if each.has_evidence else {}),
        **({"who": each.who} if each.who else {}),
    }


def _votes_in(votes: dict[str, Any], code: str) -> tuple[Said, ...]:
    where = f"{WHERE}.votes.{code}"
    listed = votes[code]
    if not isinstance(listed, list):
        refuse(where)
    found = tuple(_said_in(each, where) for each in listed)
    if list(found) != sorted(found, key=said_order):
        refuse(where)
    return found


def _said_in(said: Any, where: str) -> Said:
    if not isinstance(said, dict):
        refuse(where)
    only_keys(said, {"level", "unsure", "not_applicable", "evidence", "who"}, where)
    return Said(
        number_at(said, "level", where, TOP),
        flag_at(said, "unsure", where),
        text_at(said, "not_applicable", where) if "not_applicable" in said else "",
        flag_at(said, "evidence", where),
        text_at(said, "who", where) if "who" in said else "",
    )
