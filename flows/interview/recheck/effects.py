"""Does what replies in a re-check ask for: a self-check that begins with the last one's answers."""

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
        """Return whether a domain's answers of the last assessment are to be confirmed now."""
        return self.session.confirming(self.standard) is not None

    def open_recheck(self, _value: str) -> None:
        """Begin another assessment, in full, from the answers of the last finished one."""
        self.session = self.session.begun_again(rechecking=True)

    def confirm_domain(self, _value: str) -> None:
        """Copy all old answers of the domain that is shown, with their evidence."""
        domain = self.session.confirming(self.standard)
        assert domain is not None
        old = self.session.old_answers(self.standard, domain)
        self.session = self.session.with_ratings(old)

    def walk_domain(self, _value: str) -> None:
        """Ask the questions of the domain that is shown, one by one."""
        self.session = self.session.focused_on(self.session.current(self.standard) or "")
