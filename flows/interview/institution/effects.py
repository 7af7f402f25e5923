"""Does what replies about the institution's name ask for."""

from __future__ import annotations

from flows.assessment.question_order import Mode
from flows.dialogue import Phrase, phrase
from flows.interview.session import Session
from flows.stages import Stage

NAME_AT_MOST = 200


class InstitutionEffects:
    """The part of an interview that names the institution. It changes `session` and nothing else."""

    session: Session
    stage: str

    def mark_place(self, _value: str) -> None:
        """Remember the place to come back to."""
        self.session = self.session.put_aside(self.stage)

    def return_to_place(self, _value: str) -> None:
        """Go back to the place that was remembered."""
        self.session = self.session.taken_up_again()

    def set_name(self, value: str) -> None:
        """Set the institution's name; "" removes it."""
        self.session = self.session.calling_institution(value)


def renamed(before: Session, after: Session) -> Phrase | None:
    """Return the notice that the name was just given, changed or removed, and what that means for the documents; else None.

    Also that a person has just answered all that they answer for their institution.
    """
    if before.institution == after.institution:
        is_answered = after.mode is Mode.part and after.stage == Stage.finished != before.stage
        return phrase("notice-part-answered") if is_answered else None
    return phrase("notice-named" if after.institution else "notice-unnamed")
