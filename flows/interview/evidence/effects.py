"""Does what replies about evidence ask for: guards and effects of the machine's table."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from flows.assessment.evidence import Evidence, counts_until, months_later
from flows.assessment.evidence_state import evidence_state
from flows.assessment.plan import is_reached
from flows.assessment.shown import showing
from flows.dialogue import Attached, Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.evidence.screens import OF_STEP
from flows.interview.evidence.shows import criteria_of_set, shows_words
from flows.interview.machine import MACHINE, Guard
from flows.interview.session import Session
from flows.stages import Stage
from flows.standard.model import Standard
from flows.triggers import Trigger
from flows.typed_text import has_words

WHAT_AT_MOST = 200


class EvidenceEffects:
    """The part of an interview that names evidence. It changes `session` and nothing else.

    `_evidence` is the evidence that was read from the line or file being taken, `_showing` the subdomain whose evidence was
    just said to show other criteria ("" for none).
    """

    standard: Standard
    session: Session
    today: date
    stage: str
    _answered: str | None = None
    _has_ticked: bool = False
    _evidence: Evidence | None = None
    _showing: str = ""

    # Guards

    def is_all_answered(self, _value: str) -> bool:
        """Return whether this run has no question left, even if one that was gone back to is shown."""
        return all(code in self.session.ratings for code in self.session.order(self.standard))

    def rated_step_lacks_evidence(self, _value: str) -> bool:
        """Return whether a step of the plan was just rated on a rung that needs evidence it does not have yet.

        Outside the plan, only the last tick of a step asks for evidence: a sentence must not interrupt a run of questions.
        """
        if self.session.origin != Stage.planning and not self._has_ticked_last():
            return False
        code = self._answered or ""
        return evidence_state(self.standard, code, self.session.ratings.get(code), self.today).lacks_evidence

    # Effects

    def hold_rated_step(self, _value: str) -> None:
        """Go to the evidence of the step that was just rated. After it comes the plan, or what follows the answer."""
        self.session = self.session.coming_back_to(self._stage_after_answer()).focused_on(self._answered or "")

    def hold_evidence(self, value: str) -> None:
        """Go to the evidence of a subdomain, and remember the stage to come back to: the plan if a step of it asks."""
        code, is_of_step, _ = value.partition(OF_STEP)
        stage = Stage.planning if is_of_step else self.stage
        self.session = self.session.coming_back_to(stage).focused_on(code)

    def write_evidence(self, _value: str) -> None:
        """Store the evidence that was named."""
        self._put(self._evidence)

    def renew_evidence(self, _value: str) -> None:
        """Let the old evidence cover the rung that is claimed now. Its dates are asked again.

        What it shows of its rung stays. Of another rung it shows all, until the person says otherwise.
        """
        evidence = self._evidence_in_focus()
        rung = self.session.ratings[self.session.focus].level
        shows = evidence.shows if rung == evidence.rung else ""
        self._put(replace(evidence, rung=rung, named_on=self.today, last_used=None, shows=shows))

    def date_evidence(self, value: str) -> None:
        """Store the dates that were typed, or a last use that many months ago."""
        used = months_later(self.today, -int(value)) if value else None
        self._put(replace(self._evidence_in_focus(), last_used=used) if used else self._evidence)

    def set_shows(self, value: str) -> None:
        """Store which criteria evidence shows: the number of its subdomain and a set, or the set of the form."""
        number, _, bits = value.partition(".")
        self._showing = self.standard.codes[int(number)]
        rating = self.session.ratings[self._showing]
        evidence = self._shown(self._showing, bits) if bits else self._evidence
        self.session = self.session.with_ratings({self._showing: rating.with_evidence(evidence)})

    def withdraw_evidence(self, _value: str) -> None:
        """Remove the evidence; the answer stays."""
        self._put(None)

    def _has_ticked_last(self) -> bool:
        """Return whether the last criterion of an open step of the plan was just ticked."""
        open_steps = self.session.plan.open if self.session.plan is not None and self._has_ticked else ()
        return any(step.subdomain == self._answered and is_reached(step, self.session.known) for step in open_steps)

    def _stage_after_answer(self) -> str:
        """Return the stage that follows the answer just given, evidence aside."""
        rows = MACHINE.events[Trigger.go_on].transitions[Stage.checkpoint.value]
        others = (row for row in rows if row.dest != Stage.naming_evidence)
        return str(next(row.dest for row in others if all(_holds(self, guard, row.dest) for guard in row.conditions)))

    def _evidence_in_focus(self) -> Evidence:
        evidence = self.session.ratings[self.session.focus].evidence
        assert evidence is not None
        return evidence

    def _shown(self, code: str, bits: str) -> Evidence:
        """Return the evidence of a subdomain, showing a set of criteria. Raises ValueError for an empty one."""
        evidence, subdomain = self.session.ratings[code].evidence, self.standard.subdomain(code)
        assert evidence is not None
        return showing(subdomain, evidence, criteria_of_set(subdomain, evidence, int(bits, 16)))

    def news_of_shown(self) -> Phrase | None:
        """Return the notice of what evidence was just said to show; None if nothing was said, or if the screen shows it."""
        if not self._showing:
            return None
        evidence = self.session.ratings[self._showing].evidence
        assert evidence is not None
        words = shows_words(self.standard.subdomain(self._showing), evidence)
        if words is not None and self.stage != Stage.reviewing:
            return None
        return words or phrase("notice-shows-all", rung=evidence.rung)

    def _put(self, evidence: Evidence | None) -> None:
        code = self.session.focus
        rating = self.session.ratings[code].with_evidence(evidence)
        self.session = self.session.with_ratings({code: rating})


def _holds(interview: object, guard: object, dest: str | None) -> bool:
    assert isinstance(guard, Guard)
    return guard.holds(interview, "", dest)


def dated_until(standard: Standard, before: Session, after: Session) -> date | None:
    """Return the first day on which evidence no longer counts, right after its dates were given or skipped; else None."""
    if before.stage != Stage.dating_evidence or after.stage == Stage.dating_evidence:
        return None
    rating = after.ratings.get(before.focus)
    return counts_until(standard, rating.evidence) if rating is not None and rating.evidence is not None else None


def counts_words(standard: Standard, before: Session, after: Session, until: date) -> Phrase:
    """Return the notice about evidence that was just dated: until when it counts, or what it leaves out of its rung."""
    evidence = after.ratings[before.focus].evidence
    part = shows_words(standard.subdomain(before.focus), evidence) if evidence is not None else None
    return part or phrase("notice-evidence-counts", date=written_day(until))


def withdrawn(before: Session, after: Session) -> Phrase | None:
    """Return the notice that evidence was just withdrawn, or None. The next screen need not show it."""
    if before.stage != Stage.naming_evidence:
        return None
    old, new = before.ratings.get(before.focus), after.ratings.get(before.focus)
    is_gone = old is not None and old.evidence is not None and new == old.with_evidence(None)
    return phrase("notice-evidence-withdrawn") if is_gone else None


def named(text: str, rung: int, today: date) -> Evidence | Phrase:
    """Return the evidence of a typed line, or the phrase that says why the line cannot be taken."""
    if not has_words(text):
        return phrase("notice-evidence-empty")
    if len(text) > WHAT_AT_MOST:
        return phrase("notice-evidence-long", most=WHAT_AT_MOST, count=len(text))
    return Evidence(text, rung, named_on=today)


def attached_evidence(attached: Attached, caption: str, rung: int, today: date) -> Evidence | Phrase:
    """Return the evidence of a file, or the phrase that says that none is needed.

    The caption says what the evidence is, shortened if it is too long. Without a caption, the file's name does.
    """
    if attached.file is None:
        return phrase("notice-no-file")
    what = caption if has_words(caption) else attached.file.name
    if len(what) > WHAT_AT_MOST:
        what = what[: WHAT_AT_MOST - 1] + "…"
    return Evidence(what, rung, named_on=today, file=attached.file)
