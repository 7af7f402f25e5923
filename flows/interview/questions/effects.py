"""Does what replies to questions ask for: guards and effects of the machine's table."""

from __future__ import annotations

from dataclasses import replace

from flows.assessment.point_by_point import cleared, decided_by, with_ticks_of
from flows.assessment.question_order import Mode
from flows.assessment.rating import Lens, Rating, rating_of
from flows.assessment.scorecard import star_range
from flows.assessment.verified import still_verified
from flows.interview.points.screens import ticked_in
from flows.interview.reminders.effects import ON
from flows.interview.session import Session
from flows.stages import Stage
from flows.standard.criteria import Criterion
from flows.standard.model import Standard


class QuestionEffects:
    """The part of an interview that records answers. It changes `session` and nothing else.

    `_answered` is the subdomain that the reply being taken has answered, `_cleared` the ticks that its sentence has cleared,
    `_has_ticked` whether the reply ticked criteria.
    """

    standard: Standard
    session: Session
    stage: str
    _answered: str | None = None
    _has_ticked: bool = False
    _cleared: tuple[Criterion, ...] = ()

    # Guards

    def is_aimed(self, value: str) -> bool:
        """Return whether the person came with a link that names the run."""
        return bool(value)

    def is_complete(self, _value: str) -> bool:
        """Return whether this run has no question left."""
        return self.session.current(self.standard) is None

    def is_decided(self, _value: str) -> bool:
        """Return whether this is a quick run whose star no missing answer can change (see `Session.settled`)."""
        quick = self.session.mode is Mode.quick
        return quick and star_range(self.standard, self.session.settled(self.standard), Lens.claimed).decided

    def ends_section(self, _value: str) -> bool:
        """Return whether the answer just given was the last one missing in its section."""
        if self._answered is None:
            return False
        section = self.session.section(self.standard, self._answered)
        return all(code in self.session.ratings for code in section.codes)

    # Effects

    def open_assessment(self, value: str) -> None:
        """Begin the first assessment. The value names the run of an invitation link ("" if there was none)."""
        self.session = self.session.begun()
        if value:
            self.choose_mode(value)

    def open_next(self, _value: str) -> None:
        """Begin another assessment. The one before stays in the history."""
        self.session = self.session.begun_again(rechecking=False)

    def choose_mode(self, value: str) -> None:
        """Set the order of asking: see `run_of`. Answers are kept."""
        mode, target = run_of(value)
        self.session = self.session.running(mode, target)

    def ask_all(self, _value: str) -> None:
        """Go on with all questions."""
        self.choose_mode(Mode.full)

    def record(self, value: str) -> None:
        """Record the answer of a tapped mark."""
        self._write(rating_of(value))

    def record_points(self, value: str) -> None:
        """Record the answer that a set of criteria gives, as the view of its points writes it."""
        subdomain = self.standard.subdomain(self.session.current(self.standard) or "")
        self._store(decided_by(subdomain, ticked_in(subdomain, int(value, 16))))
        self._has_ticked = True

    def record_same(self, _value: str) -> None:
        """Record the last assessment's answer to the current question, with its evidence."""
        old = self._old(self.session.current(self.standard) or "")
        assert old is not None
        self._write(old)

    def record_reason(self, value: str) -> None:
        """Record that the current subdomain does not apply, and why."""
        self._write(Rating(not_applicable=value))

    def hold(self, _value: str) -> None:
        """Stay at the current subdomain while the reason is typed."""
        self._focus(self.session.current(self.standard) or "")

    def step_back(self, _value: str) -> None:
        """Go to the answer before the current question."""
        self._focus(self.session.previous(self.standard) or "")

    def focus_on(self, value: str) -> None:
        """Go from the review to one answer, and come back to the review after it."""
        self.session = self.session.taking_up(value, Stage.reviewing)

    def go_to(self, value: str) -> None:
        """Go to the question of one subdomain, to answer it once more; out of the review, come back to the review after it."""
        origin = Stage.reviewing if self.stage == Stage.reviewing else self.session.origin
        self.session = self.session.taking_up(value, origin if origin == Stage.reviewing else "")

    def set_under_way(self, value: str) -> None:
        """Say of an answer, by its number in the standard's order and a sign, whether the next rung is under way."""
        code = self.standard.codes[int(value[:-1])]
        rating = self.session.ratings[code]
        self.session = self.session.with_ratings({code: replace(rating, under_way=value[-1] == "+")})

    def let_go(self, _value: str) -> None:
        """Leave an answer that was gone back to as it is."""
        self._focus("")

    def release(self, _value: str) -> None:
        """Leave the subdomain that was gone back to, and forget where to return."""
        self.session = self.session.released()

    def set_rich_cards(self, value: str) -> None:
        """Show rich cards, or plain ones again."""
        self.session = self.session.with_rich_cards(value == ON)

    def change_language(self, value: str) -> None:
        """Change the language from now on."""
        self.session = self.session.speaking(value)

    def _write(self, rating: Rating) -> None:
        """Store an answer that was given by a sentence: ticks above it stay unless they contradict it."""
        code = self.session.current(self.standard)
        before = self.session.ratings.get(code) if code is not None else None
        if before is not None and before.ticked:
            subdomain = self.standard.subdomain(code or "")
            rating = with_ticks_of(subdomain, rating, before)
            self._cleared = cleared(subdomain, rating, before)
        self._store(rating)

    def _store(self, rating: Rating) -> None:
        code = self.session.current(self.standard)
        assert code is not None
        self._answered = code
        given = self.session.ratings.get(code)
        before = given or self._old(code)
        if before and before.evidence:
            rating = rating.with_evidence(before.evidence)
        self.session = self.session.answered(
            code, still_verified(rating, given, is_built=self.session.origin == Stage.planning)
        )

    def _old(self, code: str) -> Rating | None:
        return self.session.old_answers(self.standard, self.standard.subdomain(code).domain).get(code)

    def _focus(self, code: str) -> None:
        self.session = self.session.focused_on(code)


def run_of(value: str) -> tuple[Mode, int]:
    """Return the order of asking that `full`, `quick`, `target-1` to `target-5` or `part-5` names, and its target (0: none)."""
    name, _, target = value.partition("-")
    return Mode(name), int(target or 0)
