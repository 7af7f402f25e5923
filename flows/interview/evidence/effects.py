"""The guards and effects of naming evidence: what the machine's table does to a Session there."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from flows.assessment.evidence import Evidence, counts_until, months_later
from flows.assessment.evidence_state import evidence_state
from flows.dialogue import Attached, Phrase, phrase
from flows.interview.session import Session
from flows.stages import Stage
from flows.standard.model import Standard
from flows.typed_text import has_words

WHAT_AT_MOST = 200


class EvidenceEffects:
    """A part of Interview. `_evidence` is the evidence that the utterance being answered came to."""

    standard: Standard
    session: Session
    today: date
    stage: str
    _answered: str | None = None
    _evidence: Evidence | None = None

    # Guards

    def is_all_answered(self, _value: str) -> bool:
        """Nothing of this run is left to ask, whatever is at hand."""
        return all(code in self.session.ratings for code in self.session.order(self.standard))

    def rated_step_lacks_evidence(self, _value: str) -> bool:
        """A step of the plan was rated, and its rung asks for evidence that is not there yet."""
        rating = self.session.ratings.get(self._answered or "")
        return self.session.origin == Stage.planning and evidence_state(self.standard, rating, self.today).lacks_evidence

    # Effects

    def hold_rated_step(self, _value: str) -> None:
        """Ask for the evidence of the step that was just rated; the plan comes after it."""
        self.session = self.session.focused_on(self._answered or "")

    def hold_evidence(self, value: str) -> None:
        """Keep which subdomain evidence is named for, and where to go back to."""
        self.session = self.session.coming_back_to(self.stage).focused_on(value)

    def write_evidence(self, _value: str) -> None:
        """Write down what was named."""
        self._put(self._evidence)

    def renew_evidence(self, _value: str) -> None:
        """The evidence of before stands for the rung of today; its days are asked anew."""
        evidence = self._evidence_in_focus()
        rung = self.session.ratings[self.session.focus].level
        self._put(replace(evidence, rung=rung, named_on=self.today, last_used=None))

    def date_evidence(self, value: str) -> None:
        """Write down the days that were typed, or a last use that many months ago."""
        used = months_later(self.today, -int(value)) if value else None
        self._put(replace(self._evidence_in_focus(), last_used=used) if used else self._evidence)

    def withdraw_evidence(self, _value: str) -> None:
        """Take the evidence back; the answer stays."""
        self._put(None)

    def _evidence_in_focus(self) -> Evidence:
        evidence = self.session.ratings[self.session.focus].evidence
        assert evidence is not None
        return evidence

    def _put(self, evidence: Evidence | None) -> None:
        code = self.session.focus
        rating = self.session.ratings[code].with_evidence(evidence)
        self.session = self.session.with_ratings({code: rating})


def dated_until(standard: Standard, before: Session, after: Session) -> date | None:
    """After a evidence was given its days, or none: the first day on which it counts no longer; None where no evidence was."""
    rating = (
        after.ratings.get(before.focus)
        if before.stage == Stage.dating_evidence and after.stage != Stage.dating_evidence
        else None
    )
    return counts_until(standard, rating.evidence) if rating is not None and rating.evidence is not None else None


def withdrawn(before: Session, after: Session) -> Phrase | None:
    """After a evidence was taken back: that it was; the screen that comes next need not show it."""
    old, new = before.ratings.get(before.focus), after.ratings.get(before.focus)
    is_gone = (
        before.stage == Stage.naming_evidence
        and old is not None
        and old.evidence is not None
        and new == old.with_evidence(None)
    )
    return phrase("notice-evidence-withdrawn") if is_gone else None


def named(text: str, rung: int, today: date) -> Evidence | Phrase:
    """The evidence of a typed line, or the phrase that says why the line cannot be taken."""
    if not has_words(text):
        return phrase("notice-evidence-empty")
    if len(text) > WHAT_AT_MOST:
        return phrase("notice-evidence-long", most=WHAT_AT_MOST, count=len(text))
    return Evidence(text, rung, named_on=today)


def attached_evidence(attached: Attached, caption: str, rung: int, today: date) -> Evidence | Phrase:
    """The evidence of a file: its caption says what it is, shortened, or its name where the caption says nothing."""
    if attached.file is None:
        return phrase("notice-no-file")
    what = caption if has_words(caption) else attached.file.name
    if len(what) > WHAT_AT_MOST:
        what = what[: WHAT_AT_MOST - 1] + "…"
    return Evidence(what, rung, named_on=today, file=attached.file)
