"""Holds the whole state of one respondent's interview, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from flows.assessment.plan import Plan
from flows.assessment.question_order import Mode, Section, order, sections
from flows.assessment.rating import Rating
from flows.stages import Stage
from flows.standard.model import Standard

# Where most respondents are. They can choose another.
TIMEZONE = "Asia/Shanghai"
# Separates two stages to go back to in `origin`.
WITHIN = "<"


def no_ratings() -> Mapping[str, Rating]:
    """Return an assessment in which nothing is answered yet."""
    return MappingProxyType({})


class Past(Struct, frozen=True):
    """One finished assessment of a respondent: its number, the day it was finished, and its ratings."""

    number: int
    finished_on: date
    ratings: Mapping[str, Rating]


class Session(Struct, frozen=True):
    """One respondent's interview as it is stored. In the stage `welcome` nothing is stored.

    - `turn` grows by one with every change; a number is never used twice.
    - `assessment` counts this respondent's assessments from 1.
    - `focus` is the subdomain that they went back to, "" for none. `origin` is the stage after it, "" for the run itself. While
      the institution is named it is the stage before that; if that has an origin too, both with WITHIN between them.
    - `heard` is the number of the last typed line or command that moved the interview. `counter` names what counts them, for
      example one bot's messages; "" if it was not kept.
    - `rechecking` says that this assessment starts from the answers of the last one.
    - `past` are the finished assessments, oldest first. The current one is among them once it is finished.
    - `reminders` says that the respondent wants reminders, in the morning of `timezone` (an IANA name).
    - `institution` is the name that the documents of all assessments show, "" for none. `is_colleague` says that another
      person coordinates this institution, so that only they can rename it.
    - `rich_cards` says that this person's app has shown rich cards.
    """

    language: str
    turn: int
    stage: str = Stage.welcome
    assessment: int = 0
    mode: Mode = Mode.full
    target: int = 0
    focus: str = ""
    origin: str = ""
    heard: int = 0
    counter: str = ""
    rechecking: bool = False
    ratings: Mapping[str, Rating] = field(default_factory=no_ratings)
    plan: Plan | None = None
    past: tuple[Past, ...] = ()
    reminders: bool = False
    timezone: str = TIMEZONE
    institution: str = ""
    is_colleague: bool = False
    rich_cards: bool = False

    @property
    def comes_from(self) -> str:
        """The stage to go back to first; "" for the run itself."""
        return self.origin.partition(WITHIN)[0]

    @property
    def known(self) -> Mapping[str, Rating]:
        """What is known of each subdomain: this assessment's answers, and for the others those of the last finished one."""
        return {**self.past[-1].ratings, **self.ratings} if self.past else self.ratings

    @property
    def is_over(self) -> bool:
        """Whether this assessment is finished already, so that new answers only correct it."""
        return bool(self.past) and self.past[-1].number == self.assessment

    @property
    def is_stored(self) -> bool:
        """Whether this person has consented, so that anything may be stored."""
        return self.stage != Stage.welcome

    def has_heard(self, number: int, counter: str) -> bool:
        """Return whether the line or command of this number moved the interview, or came before the last one that did.

        Numbers of two counters cannot be compared, because another bot begins again at 1. If the counter was not kept, only
        the same number counts as heard.
        """
        if counter == self.counter:
            return number <= self.heard
        return not self.counter and number == self.heard

    # Named changes: each returns the session that follows.

    def moved(self, stage: str, past: tuple[Past, ...]) -> Session:
        """Return the session one turn later, at `stage`."""
        return replace(self, stage=stage, turn=self.turn + 1, past=past)

    def at(self, stage: str) -> Session:
        """Return the session at another stage of the same turn."""
        return replace(self, stage=stage)

    def having_heard(self, number: int, counter: str) -> Session:
        """Return the session moved by the line or command of this number."""
        return replace(self, heard=number, counter=counter)

    def speaking(self, language: str) -> Session:
        """Return the session in another language."""
        return replace(self, language=language)

    def begun(self) -> Session:
        """Return the session with its first assessment begun."""
        return replace(self, assessment=1)

    def begun_again(self, *, rechecking: bool) -> Session:
        """Return the session with another assessment begun, in full. The one before stays in `past` if it was finished."""
        return replace(
            self,
            assessment=self.assessment + 1,
            mode=Mode.full,
            target=0,
            focus="",
            origin="",
            rechecking=rechecking,
            ratings=no_ratings(),
        )

    def running(self, mode: Mode, target: int) -> Session:
        """Return the session with another order of asking. Answers are kept; a question gone back to is left."""
        return replace(self, mode=mode, target=target, focus="", origin="")

    def focused_on(self, code: str) -> Session:
        """Return the session with this subdomain in focus ("" for none)."""
        return replace(self, focus=code)

    def taking_up(self, code: str, origin: str) -> Session:
        """Return the session with this subdomain in focus, to go back to the stage `origin` after it."""
        return replace(self, focus=code, origin=origin)

    def released(self) -> Session:
        """Return the session with no subdomain in focus and no stage to go back to."""
        return replace(self, focus="", origin="")

    def coming_back_to(self, stage: str) -> Session:
        """Return the session that goes back to `stage` later. A detour out of the review or the plan still leads back there."""
        return self if self.origin in (Stage.reviewing, Stage.planning) else replace(self, origin=stage)

    def put_aside(self, stage: str) -> Session:
        """Return the session that comes back to exactly this place later: the stage, its focus and where that leads."""
        return replace(self, origin=f"{stage}{WITHIN}{self.origin}" if stage == Stage.asking and self.origin else stage)

    def taken_up_again(self) -> Session:
        """Return the session at the place that was put aside."""
        return replace(self, origin=self.origin.partition(WITHIN)[2])

    def with_ratings(self, ratings: Mapping[str, Rating]) -> Session:
        """Return the session with these ratings added or replaced."""
        return replace(self, ratings={**self.ratings, **ratings})

    def answered(self, code: str, rating: Rating) -> Session:
        """Return the session with one more answer, and no subdomain in focus."""
        return replace(self, ratings={**self.ratings, code: rating}, focus="")

    def with_plan(self, plan: Plan | None) -> Session:
        """Return the session with another plan."""
        return replace(self, plan=plan)

    def reminded(self, wanted: bool) -> Session:
        """Return the session with reminders on or off."""
        return replace(self, reminders=wanted)

    def with_rich_cards(self, wanted: bool) -> Session:
        """Return the session with rich cards on or off."""
        return replace(self, rich_cards=wanted)

    def living_in(self, timezone: str) -> Session:
        """Return the session in another time zone (an IANA name)."""
        return replace(self, timezone=timezone)

    def calling_institution(self, name: str) -> Session:
        """Return the session with the name that documents bear ("" for none)."""
        return replace(self, institution=name)

    def on_turn(self, turn: int) -> Session:
        """Return the session on a given turn: the first one is drawn at random when it is stored."""
        return replace(self, turn=turn)

    def with_history(self, past: tuple[Past, ...], plan: Plan | None) -> Session:
        """Return the session with the parts that are read only if there are any: finished assessments and the plan."""
        return replace(self, past=past, plan=plan)

    # Questions about it

    def order(self, standard: Standard) -> tuple[str, ...]:
        """Return the codes that this run asks, in order."""
        return order(standard, self.mode, self.target)

    def current(self, standard: Standard) -> str | None:
        """Return the subdomain that is asked now: the one in focus, else the first without a rating; None if all are rated."""
        if self.focus:
            return self.focus
        for code in self.order(standard):
            if code not in self.ratings:
                return code
        return None

    def previous(self, standard: Standard) -> str | None:
        """Return the rated subdomain before the current question in the order of asking; None if there is none."""
        codes = self.order(standard)
        current = self.current(standard)
        before = codes[: codes.index(current)] if current in codes else codes
        for code in reversed(before):
            if code in self.ratings:
                return code
        return None

    def old_answers(self, standard: Standard, domain: str) -> Mapping[str, Rating]:
        """Return, in a re-check, the last answers of a domain that this assessment does not have yet; none in other runs.

        An old "does not apply" is left out if the standard does not allow one more. A review was about the assessment that was
        handed in, so old answers come without it.
        """
        if not self.rechecking or self.is_over or not self.past:
            return no_ratings()
        room = standard.not_applicable_at_most - sum(bool(rating.not_applicable) for rating in self.ratings.values())
        found: dict[str, Rating] = {}
        for code in (sub.code for sub in standard.domain(domain).subdomains if sub.code not in self.ratings):
            rating = self.past[-1].ratings.get(code)
            if rating is None or (rating.not_applicable and room <= 0):
                continue
            room -= bool(rating.not_applicable)
            found[code] = rating if rating.verified is None else rating.with_verified(None)
        return found

    def confirming(self, standard: Standard) -> str | None:
        """Return the domain whose old answers are to be confirmed now; None if a question is asked, or no domain is left."""
        if not self.rechecking or self.focus:
            return None
        code = self.current(standard)
        if code is None:
            return None
        domain = standard.domain(standard.subdomain(code).domain)
        if any(sub.code in self.ratings for sub in domain.subdomains):
            return None
        return domain.code if self.old_answers(standard, domain.code) else None

    def settled(self, standard: Standard) -> Mapping[str, Rating]:
        """Return the answers that may decide a quick run.

        An unsure answer may still be found out, so it counts only once its section is answered.
        """
        if not any(rating.unsure for rating in self.ratings.values()):
            return self.ratings
        whole = [
            part for part in sections(standard, self.mode, self.target) if all(code in self.ratings for code in part.codes)
        ]
        settled = {code for part in whole for code in part.codes}
        return {code: rating for code, rating in self.ratings.items() if code in settled or not rating.unsure}

    def section(self, standard: Standard, code: str) -> Section:
        """Return the section of this run that asks `code`. A code that the run does not ask is a section alone."""
        for section in sections(standard, self.mode, self.target):
            if code in section.codes:
                return section
        return Section(standard.subdomain(code).domain, (code,))
