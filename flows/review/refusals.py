"""Says why an event is refused: one tree, each with the sentence for the person.

CaseRefusal
├── NotNow: the state of the case, or a deadline, does not allow it.
├── Overtaken: what the person saw has changed since.
├── NotTheirs: another person has to do it, or this one may not because of a tie.
└── NotValid: what was given breaks a rule.
"""

from __future__ import annotations

from flows.dialogue import Refusal


class CaseRefusal(Refusal):
    """An event that a case does not allow. Nothing has changed."""


class NotNow(CaseRefusal):
    """The case does not allow this in its state, or the time for it is over or not over yet."""


class Overtaken(CaseRefusal):
    """What the person saw has changed since, so they have to see it before they change it again."""


class NotTheirs(CaseRefusal):
    """Another person has to do this, or this person may not because of a tie to the institution."""


class NotValid(CaseRefusal):
    """What was given with the event breaks a rule."""
