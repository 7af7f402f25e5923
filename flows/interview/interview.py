"""Takes one reply to one interview: checks that it is offered, changes the session, and builds the next screen."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from flows.assessment.evidence import Evidence
from flows.commands import OPENED
from flows.dialogue import AskedFor, Attached, Command, Filled, Phrase, Refusal, Reply, Typed, Utterance, phrase
from flows.interview.evidence.dates import dated
from flows.interview.evidence.effects import EvidenceEffects, attached_evidence, named
from flows.interview.filling import Filling
from flows.interview.institution.effects import InstitutionEffects
from flows.interview.machine import fire
from flows.interview.notices import news
from flows.interview.plan.effects import PlanEffects
from flows.interview.plan.screens import not_yet, to_step
from flows.interview.plan.team_step import TeamStepLine
from flows.interview.points.cleared import telling_cleared
from flows.interview.questions.effects import QuestionEffects, run_of
from flows.interview.questions.screens import RUN
from flows.interview.questions.typed_answers import typed_answer
from flows.interview.recheck.effects import RecheckEffects
from flows.interview.reminders.effects import OFF, ReminderEffects
from flows.interview.screen_index import screen_of
from flows.interview.session import Past, Session
from flows.interview.typed_lines import LINES
from flows.screen import Screen
from flows.stages import Stage
from flows.standard.model import Standard
from flows.triggers import Trigger
from flows.typed_text import has_words, one_line
from flows.views import View

# The notice for a file at a stage that asks for none, if it is not the general one.
NO_FILE: dict[str, str] = {Stage.dating_evidence: "notice-one-file", Stage.naming_institution: "notice-institution-file"}
ANSWERING = frozenset({Trigger.rate, Trigger.tick, Trigger.excuse, Trigger.keep_answer, Trigger.keep_old_answer})
# The commands that move the machine by a trigger and a value.
MODES = frozenset({"quick", "full"})


class Interview(QuestionEffects, EvidenceEffects, PlanEffects, ReminderEffects, RecheckEffects, InstitutionEffects, Filling):
    """The interview of one respondent, during one reply.

    It is pure and synchronous. It begins with a frozen Session, answers one utterance with a Screen, and keeps the session that
    follows in `session`. The machine's table says what is allowed; its guards and effects are methods of this class.
    """

    def __init__(
        self, standard: Standard, session: Session, today: date, shown: Screen | None = None, can_send: bool = True
    ) -> None:
        """Begin with a session. `shown` is the stage's screen, if it was built before for this `session` and `today`."""
        self.standard = standard
        self.can_send = can_send
        self.session = session
        self.today = today
        self.stage = str(session.stage)  # the value: `transitions` would take an enum's member by its name
        self._own = None if shown is None else (session, shown)

    def hear(self, utterance: Utterance) -> Screen:
        """Return the screen that answers an utterance. Raises Refusal, with nothing changed, if it cannot be taken."""
        if isinstance(utterance, Reply):
            return self.reply(utterance)
        if isinstance(utterance, Typed):
            return self._typed(utterance)
        if isinstance(utterance, Attached):
            return self._attached(utterance)
        if isinstance(utterance, Filled):
            return self._filled(utterance)
        if isinstance(utterance, AskedFor):
            return self._move(utterance.trigger, utterance.subdomain) if self.session.is_stored else self._not_begun()
        return self._commanded(utterance)

    def reply(self, reply: Reply) -> Screen:
        """Take a tapped choice. One comparison refuses stale buttons, forged values and illegal moves alike."""
        offered_by = self.view(reply.view)
        if offered_by is None or not offered_by.offers(reply):
            raise Refusal(self._recorded_already(reply) or phrase("refusal-stale"))
        if reply.trigger == Trigger.open:
            return self.view(reply.value) or self.screen()
        if reply.trigger == Trigger.show:
            return self.screen()
        if reply.trigger in (Trigger.document, Trigger.link, Trigger.colleagues, Trigger.cases):
            return offered_by
        if reply.trigger == Trigger.consent:
            self.session = self.session.speaking(offered_by.language)
        name, _, number = reply.view.partition(".")
        if name == View.step_done and reply.trigger == Trigger.rate:
            return self._move(reply.trigger, reply.value, (Trigger.rate_step, number))
        screen = self._move(reply.trigger, reply.value, self._gone_to(reply))
        if name == View.step_done and reply.trigger == Trigger.set_state:
            return screen.noticing(not_yet(self.session, int(number)))
        if name == View.reminder and reply.trigger == Trigger.remind:
            return screen.noticing(phrase("notice-reminders-off"))
        return screen

    def _recorded_already(self, reply: Reply) -> Phrase | None:
        """Return what is recorded for the subdomain that a stale reply answers at its address; None if nothing is."""
        name, _, rest = reply.view.partition(".")
        if name not in (View.question, View.points, View.recorded) or reply.trigger not in ANSWERING | {Trigger.set_under_way}:
            return None
        found = self.view(f"{View.recorded}.{rest.partition('.')[0]}")
        if found is None or found.recorded is None:
            return None
        words, current = found.recorded.text, self.screen().recorded
        can_change = self.stage == Stage.asking or (current is not None and current.text == words)
        return phrase("refusal-recorded", **dict(words.args), changed_by="change" if can_change else "review")

    def _gone_to(self, reply: Reply) -> tuple[str, str] | None:
        """Return the move to the question that a reply answers from its own address; None if the interview is there."""
        name, *number = reply.view.split(".")
        if name not in (View.question, View.points) or reply.trigger not in ANSWERING:
            return None
        code = self.standard.codes[int(number[0])]
        if self.stage == Stage.asking and self.session.current(self.standard) == code:
            return None
        return (to_step(self.session, code) if name == View.points else None) or (Trigger.go_to, code)

    def screen(self) -> Screen:
        """Return the stage's own screen, as it is now."""
        screen = self.built_screen
        if screen is None:
            screen = screen_of(self.standard, self.session, "", self.today)
            assert screen is not None
            self._own = (self.session, screen)
        return screen

    @property
    def built_screen(self) -> Screen | None:
        """Return the stage's own screen if it is built already; None if nothing has needed it yet."""
        return self._own[1] if self._own is not None and self._own[0] is self.session else None

    def view(self, name: str) -> Screen | None:
        """Return the screen of a view's name, as it is now; None if there is no such view now."""
        return screen_of(self.standard, self.session, name, self.today) if name else self.screen()

    # What is typed

    def _typed(self, typed: Typed) -> Screen:
        self._refuse_repeated(typed)
        text = one_line(typed.text)
        if self.stage in LINES and not (self.stage == Stage.naming_institution and self.session.is_colleague):
            return self._typed_line(text, typed, *LINES[self.stage])
        if self.stage == Stage.naming_evidence:
            return self._take_evidence(Trigger.name_evidence, named(text, self._rung(), self.today), typed)
        if self.stage == Stage.dating_evidence:
            found = dated(self.standard, self._evidence_in_focus(), text, self.today)
            return self._take_evidence(Trigger.date_evidence, found, typed)
        if self.stage == Stage.asking:
            return self._typed_answer(text, typed)
        return self.screen().noticing(phrase("notice-tap"))

    def _typed_answer(self, text: str, typed: Typed) -> Screen:
        """Take a line typed under a question. A word for an answer that is not offered here gets a hint."""
        excusable = any(reply.trigger == Trigger.excuse for reply in self.screen().replies)
        meant = typed_answer(text)
        if meant is None or (meant[0] == Trigger.excuse and not excusable):
            return self.screen().noticing(phrase("notice-type-number", excusable="yes" if excusable else "no"))
        self._note(typed)
        return self._move(*meant)

    def _filled(self, filled: Filled) -> Screen:
        """Take a filled form. One comparison refuses what is not offered; what cannot be taken comes back with its reasons."""
        offered_by = self.view(filled.view)
        form = offered_by.form if offered_by is not None else None
        if offered_by is None or form is None or not form.takes(filled):
            raise Refusal(phrase("refusal-stale"))
        errors = self.read_form(filled)
        if errors:
            return replace(offered_by, form=form.refused(filled, errors), notice=phrase("notice-form"))
        return self._move(filled.trigger, filled.value)

    def _typed_line(self, text: str, typed: Typed, trigger: Trigger, what: str, at_most: int) -> Screen:
        if not has_words(text):
            return self.screen().noticing(phrase(f"notice-{what}-empty"))
        if len(text) > at_most:
            return self.screen().noticing(phrase(f"notice-{what}-long", most=at_most, count=len(text)))
        self._note(typed)
        if trigger == Trigger.set_team_step:
            self.team_line = TeamStepLine(self.session.focus, text, drops=self.stage == Stage.dropping_team)
        return self._move(trigger, text)

    def _attached(self, attached: Attached) -> Screen:
        self._refuse_repeated(attached)
        if self.stage != Stage.naming_evidence:
            return self.screen().noticing(phrase(NO_FILE.get(self.stage, "notice-no-file")))
        caption = one_line(attached.caption)
        return self._take_evidence(
            Trigger.name_evidence, attached_evidence(attached, caption, self._rung(), self.today), attached
        )

    def _take_evidence(self, trigger: str, found: Evidence | Phrase, sent: Typed | Attached) -> Screen:
        if isinstance(found, Phrase):
            return self.screen().noticing(found)
        self._evidence = found
        self._note(sent)
        return self._move(trigger, "")

    def _refuse_repeated(self, sent: Typed | Attached) -> None:
        """Raise Refusal if this was taken before: its number is not new, or its form is of another turn."""
        if sent.turn is None:
            if self.session.has_heard(sent.number, sent.counter):
                raise Refusal(phrase("refusal-repeated"))
        elif sent.turn != self.session.turn:
            raise Refusal(phrase("refusal-stale"))

    def _note(self, sent: Typed | Attached) -> None:
        """Remember the number of a line that moves the interview. A form needs none, because every move ends its turn."""
        if sent.turn is None:
            self.session = self.session.having_heard(sent.number, sent.counter)

    def _rung(self) -> int:
        """Return the rung that evidence is being named for: the one that is claimed now."""
        return self.session.ratings[self.session.focus].level

    # What is commanded

    def _commanded(self, command: Command) -> Screen:
        """Return the screen that a command leads to.

        A command that moves the interview counts once, like a typed line. A command that only shows something always counts.
        """
        before = self.session
        screen = self._command(command)
        if self.session is before or not command.number:
            return screen
        if before.has_heard(command.number, command.counter):
            self.session, self.stage = before, before.stage
            raise Refusal(phrase("refusal-repeated"))
        self.session = self.session.having_heard(command.number, command.counter)
        return screen

    def _command(self, command: Command) -> Screen:
        name = command.name
        if name == "start":
            return self._start(command.argument.strip())
        if name in OPENED:
            return self.view(OPENED[name]) or self._not_begun()
        if not self.session.is_stored:
            return self._not_begun()
        if name in MODES:
            return self._begin(name)
        if name == "stop":
            return self._move(Trigger.remind, OFF).noticing(phrase("notice-reminders-off"))
        if name == "plain":
            return self._move(Trigger.set_rich_cards, OFF).noticing(phrase("notice-plain-cards"))
        if name == "resume":
            return self._move(Trigger.resume, "") if self.stage == Stage.paused else self.screen()
        return self.screen().noticing(phrase("notice-unknown-command"))

    def _start(self, payload: str) -> Screen:
        if not payload:
            return self.screen()
        if not RUN.fullmatch(payload):
            return self.screen().noticing(phrase("notice-unknown-payload"))
        if self.session.is_stored:
            return self._begin(payload)
        return self.view(f"{View.welcome}.{self.session.language}.{payload}") or self.screen()

    def _begin(self, mode: str) -> Screen:
        wanted, target = run_of(mode)
        if self.stage not in (Stage.choosing, Stage.paused) and (self.session.mode, self.session.target) == (
            wanted,
            target,
        ):
            return self.screen()
        return self._move(Trigger.begin, mode)

    def _not_begun(self) -> Screen:
        return self.screen().noticing(phrase("notice-begin-first"))

    # One move

    def _move(self, trigger: str, value: str, first: tuple[str, str] | None = None) -> Screen:
        before = self.session
        if first is not None:
            fire(self, *first)
        fire(self, trigger, value)
        self.session = self.session.moved(self.stage, self._past())
        if self.session.plan is not None:
            self.session = self.session.with_plan(self.plan_followed(self.session.plan, before))
        screen = self.screen()
        if self._cleared and self._answered is not None:
            return telling_cleared(screen, self.standard, self.session, self._answered, self._cleared)
        return screen.noticing(self.news_of_shown() or news(self.standard, before, self.session, self.today))

    def _past(self) -> tuple[Past, ...]:
        """Return the finished assessments with the current one among them, from the day on which it was first finished."""
        past, number, ratings = self.session.past, self.session.assessment, self.session.ratings
        if past and past[-1].number == number:
            return (*past[:-1], replace(past[-1], ratings=ratings))
        if self.stage == Stage.finished:
            return (*past, Past(number, self.today, ratings))
        return past
