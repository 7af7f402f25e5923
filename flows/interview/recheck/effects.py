"""What a reply does to a self-check that starts from the last one's answers."""

from __future__ import annotations

from datetime import date

from flows.interview.session import Session
from flows.standard.model import Standard


class RecheckEffects:
    """The part of an interview that copies old answers. It changes `session` and nothing else."""

    standard: Standard
    session: Session
    today: date

    def is_confirming(self, _value: str) -> bool:
        """A domain of the last assessment's answers is to be confirmed now."""
        return self.session.confirming(self.standard) is not None

    def open_recheck(self, _value: str) -> None:
        """Begin another assessment, in full, from the last finished one's answers."""
        self.session = self.session.begun_again(rechecking=True)

    def confirm_domain(self, _value: str) -> None:
        """Copy all old answers of the domain at hand, with their evidence."""
        domain = self.session.confirming(self.standard)
        assert domain is not None
        old = self.session.old_answers(self.standard, domain)
        self.session = self.session.with_ratings(old)

    def walk_domain(self, _value: str) -> None:
        """Go through the domain at hand question by question."""
        self.session = self.session.focused_on(self.session.current(self.standard) or "")
