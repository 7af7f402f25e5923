"""Compare what is stored about a person with what they saw acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.assessment.rating import logged
from tests.faults.history import History
from tests.faults.person import Person
from tests.faults.stored import Stored, facts_of, state_of
from tests.faults.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Comparison:
    """Count the facts that a person saw acknowledged and that are not stored, and those stored beyond them; list what else is odd."""

    lost: int = 0
    beyond: int = 0
    oddities: tuple[str, ...] = ()


def compared(person: Person | Visitor, stored: Stored | None) -> Comparison:
    """Return the possible history that comes nearest to what is stored."""
    if stored is None:
        begun = [history for history in person.model.histories if history.session.is_stored]
        return (
            Comparison(len(facts_of(begun[0])), 0, (f"person {person.account}: nothing is stored",)) if begun else Comparison()
        )
    facts = stored.facts

    def distance(history: History) -> tuple[int, bool]:
        return len(facts_of(history) ^ facts), state_of(history.session) != stored.state

    history = min(person.model.histories, key=distance)
    missing, beyond = facts_of(history) - facts, facts - facts_of(history)
    odd = list(_broken(stored))
    if missing or beyond:
        odd.append(f"not stored {missing}, stored beyond what was seen {beyond}; {list(person.diary)}")
    elif state_of(history.session) != stored.state:
        odd.append(f"is stored at {stored.state}, but saw {state_of(history.session)}; {list(person.diary)}")
    return Comparison(len(missing), len(beyond), tuple(f"person {person.account}: {each}" for each in odd))


def _broken(stored: Stored) -> Iterator[str]:
    """Say how the log contradicts itself, or what is true now."""
    told: dict[tuple[int, str], str] = {}
    for change in stored.log:
        if told.get((change.assessment, change.subdomain)) != change.before:
            yield f"the log does not follow from itself at {change}"
        told[change.assessment, change.subdomain] = change.after
    if told != {place: logged(rating) for place, rating in stored.answers.items()}:
        yield "the log does not explain the ratings"
