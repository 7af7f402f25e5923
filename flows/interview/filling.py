"""The result of a filled form: what the effect of its trigger writes down, or what is wrong with its fields."""

from __future__ import annotations

from datetime import date

from flows.assessment.evidence import Evidence
from flows.assessment.shown import showing
from flows.dialogue import Filled, Phrase, phrase
from flows.interview.evidence.dates import dated_by_form
from flows.interview.evidence.shows import SET, SHOWS, criteria_of_set
from flows.interview.plan.step_form import arranged
from flows.interview.session import Session
from flows.standard.model import Standard
from flows.triggers import Trigger


class Filling:
    """The part of an interview that reads forms. It keeps what they come to for the effects, and changes nothing else."""

    standard: Standard
    session: Session
    today: date
    _evidence: Evidence | None
    _arranged: tuple[date, str] | None

    def read_form(self, filled: Filled) -> dict[str, Phrase]:
        """Keep the values of the fields of an offered form; return what is wrong by the fields' names."""
        values = dict(filled.values)
        if filled.trigger == Trigger.date_evidence:
            evidence = self.session.ratings[self.session.focus].evidence
            assert evidence is not None
            found = dated_by_form(self.standard, evidence, values, self.today)
            if isinstance(found, dict):
                return found
            self._evidence = found
            return {}
        if filled.trigger == Trigger.set_shows:
            return self._read_shows(self.standard.codes[int(filled.value)], values[SHOWS])
        assert self.session.plan is not None
        said = arranged(self.session.plan.steps[int(filled.value) - 1], values, self.today)
        if isinstance(said, dict):
            return said
        self._arranged = said
        return {}

    def _read_shows(self, code: str, value: str) -> dict[str, Phrase]:
        """Keep the evidence that shows the criteria whose boxes are checked. It shows at least one."""
        evidence, subdomain = self.session.ratings[code].evidence, self.standard.subdomain(code)
        assert evidence is not None
        chosen = criteria_of_set(subdomain, evidence, int(value, 16)) if SET.fullmatch(value) else frozenset()
        if not chosen:
            return {SHOWS: phrase("notice-shows-nothing")}
        self._evidence = showing(subdomain, evidence, chosen)
        return {}
