"""What a reply does to the institution's name."""

from __future__ import annotations

from flows.dialogue import Phrase, phrase
from flows.interview.session import Session

NAME_AT_MOST = 200


class InstitutionEffects:
    """The part of an interview that names the institution. It changes `session` and nothing else."""

    session: Session
    stage: str

    def mark_place(self, _value: str) -> None:
        """Keep where to go back to."""
        self.session = self.session.coming_back_to(self.stage)

    def set_name(self, value: str) -> None:
        """Name the institution; "" leaves it unnamed."""
        self.session = self.session.calling_institution(value)


def renamed(before: Session, after: Session) -> Phrase | None:
    """After the name was given, changed or taken away: what that means for the documents."""
    if before.institution == after.institution:
        return None
    return phrase("notice-named" if after.institution else "notice-unnamed")
