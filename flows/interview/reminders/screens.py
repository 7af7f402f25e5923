"""Builds the screens about reminders, and the reminders themselves."""

from __future__ import annotations

from datetime import date

from flows.assessment.plan import Plan, PlannedStep
from flows.dialogue import NO_TURN, Choice, Phrase, Reply, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import some_names
from flows.interview.plan.screens import leave_or_return, step_title
from flows.interview.reminders.effects import OFF, ON, TIMEZONES
from flows.interview.reminders.rules import FROM_HOUR, RECHECK_AFTER_DAYS, TO_HOUR, ReminderKind, due_on
from flows.interview.screen_builder import Scope
from flows.interview.session import Session
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Screen
from flows.stages import Stage
from flows.standard.model import Standard
from flows.triggers import Trigger
from flows.views import View

# What the button to the plan of an institution carries (`flows.interview.colleagues.actions`).
TEAM_PLAN = ("colleagues", Trigger.colleagues, "plan")
# The most steps that one reminder lists. Of more it says how many there are; the plan has them all.
STEPS_SHOWN = 10
# A reminder's buttons work on every turn. The first two only show something, and tapping the last one twice is harmless.
ANY_TURN = 0


def reminding(at: Scope) -> Screen:
    """Ask whether to remind. The stage comes once when a plan is made, and after the time zone was changed."""
    return _asking(at, Stage.reminding, [leave_or_return(at)] if at.session.plan is None else [])


def reminders(at: Scope, _rest: str) -> Screen:
    """Show whether reminders are on, from any stage."""
    return _asking(at, View.reminders, [[at.show(phrase("choice-return"))]])


def zones(at: Scope, _rest: str) -> Screen:
    """Offer the time zones."""
    choices = [at.choice(Trigger.choose_timezone, str(number), zone_name(name)) for number, name in enumerate(TIMEZONES)]
    return at.screen(
        View.zones,
        Heading(phrase("zones-title")),
        Paragraph(phrase("zones-now", zone=zone_name(at.session.timezone))),
        rows=[*([choice] for choice in choices), [at.open(View.reminders, phrase("choice-return"))]],
    )


def reminder(at: Scope, _rest: str) -> Screen:
    """Offer the buttons under every reminder. They must work long after the turn on which the reminder was sent."""
    return at.screen(View.reminder, rows=[[_show_plan()], [_show_recheck()], [open_interview()], [turn_off()]])


def reminder_of(
    standard: Standard, session: Session, kind: ReminderKind, day: date, today: date, team_plan: Plan | None = None
) -> Screen | None:
    """Return the reminder of a day as it reads now; None if it is no longer wanted.

    `team_plan` is the plan of the institution that the person coordinates.
    """
    if not session.reminders:
        return None
    at = Scope(standard, session, View.reminder, session.language, today)
    if kind is ReminderKind.recheck:
        return _recheck(at, day)
    is_team = kind is ReminderKind.team
    plan = team_plan if is_team else session.plan
    due = due_on(plan, day)
    if plan is None or not due:
        return None
    done, total = plan.progress
    left = len(due) - STEPS_SHOWN
    return at.screen(
        View.reminder,
        Heading(phrase("reminder-team-steps" if is_team else "reminder-steps", date=written_day(day))),
        Listing(tuple(_due_line(step) for step in due[:STEPS_SHOWN])),
        *([Paragraph(phrase("reminder-more", count=left))] if left > 0 else []),
        Paragraph(phrase("reminder-progress", done=done, total=total, star=plan.star)),
        rows=[[_show_team_plan() if is_team else _show_plan()], [turn_off()]],
    )


def notice_of(session: Session, kind: ReminderKind, day: date, team_plan: Plan | None = None) -> Phrase | None:
    """Return the same in one sentence, for a person who gets no messages; None if it is no longer wanted."""
    if kind is ReminderKind.recheck:
        return phrase("notice-recheck") if session.is_over else None
    is_team = kind is ReminderKind.team
    codes = tuple(step.subdomain for step in due_on(team_plan if is_team else session.plan, day))
    key = "notice-team-due" if is_team else "notice-due"
    return phrase(key, date=written_day(day), names=some_names(codes)) if codes else None


def zone_name(name: str) -> Phrase:
    """Return the words of a time zone (an IANA name)."""
    return phrase("zone-" + name.replace("/", "-"))


def _recheck(at: Scope, day: date) -> Screen | None:
    """Return the reminder to re-check; None if a newer assessment was begun."""
    if not at.session.is_over:
        return None
    last = at.session.past[-1]
    return at.screen(
        View.reminder,
        Heading(phrase("reminder-recheck")),
        Paragraph(phrase("reminder-recheck-why", date=written_day(last.finished_on), days=(day - last.finished_on).days)),
        rows=[[_show_recheck()], [turn_off()]],
    )


def _asking(at: Scope, name: str, last: list[list[Choice]]) -> Screen:
    is_on = at.session.reminders
    blocks: list[Block] = [
        Heading(phrase("reminders-title")),
        Paragraph(phrase("reminders-what", days=RECHECK_AFTER_DAYS)),
        Paragraph(phrase("reminders-how", start=FROM_HOUR, end=TO_HOUR)),
        Listing(
            (phrase("reminders-on" if is_on else "reminders-off"), phrase("zones-now", zone=zone_name(at.session.timezone)))
        ),
        Aside(phrase("reminders-stop")),
    ]
    yes, no = (
        at.choice(Trigger.remind, ON, phrase("choice-remind")),
        at.choice(Trigger.remind, OFF, phrase("choice-remind-not")),
    )
    asked = [[yes], [no]] if name == Stage.reminding else [[no if is_on else yes]]
    return at.screen(name, *blocks, rows=[*asked, [at.open(View.zones, phrase("choice-zone"))], *last])


def _due_line(step: PlannedStep) -> Phrase:
    if step.person:
        return phrase("reminder-step-by", step=step_title(step), person=step.person)
    return phrase("reminder-step", step=step_title(step))


def _show_plan() -> Choice:
    return Choice(phrase("choice-my-plan-now"), Reply(ANY_TURN, View.reminder, Trigger.open, View.plan))


def _show_team_plan() -> Choice:
    return Choice(phrase("choice-team-plan"), Reply(NO_TURN, *TEAM_PLAN))


def _show_recheck() -> Choice:
    return Choice(phrase("choice-recheck"), Reply(ANY_TURN, View.reminder, Trigger.open, View.recheck))


def open_interview() -> Choice:
    """Return the button that shows the interview where it is."""
    return Choice(phrase("choice-open-interview"), Reply(ANY_TURN, View.reminder, Trigger.show))


def turn_off() -> Choice:
    """Return the button that ends all reminders and messages of campaigns."""
    return Choice(phrase("choice-remind-never"), Reply(ANY_TURN, View.reminder, Trigger.remind, OFF))
