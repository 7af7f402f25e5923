"""What can be looked at beside the stage's own screen, without changing anything; and the way from a name to a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.commands import COMMANDS, TABLE
from flows.dialogue import Phrase, phrase
from flows.interview.elsewhere.screens import elsewhere
from flows.interview.evidence.screens import answer, dating_evidence, naming_evidence
from flows.interview.evidence.shows import shows
from flows.interview.institution.screens import naming_institution
from flows.interview.plan.screens import goals, plan, planning
from flows.interview.plan.step_screens import assigning, at_step, dropping, planned_step, step_done
from flows.interview.plan.team_step import assigning_team, dropping_team
from flows.interview.plan.what_if_screens import if_met, what_if
from flows.interview.points.screens import points
from flows.interview.points.unsure import unsure
from flows.interview.questions.explanation import explain
from flows.interview.questions.question_screens import asking, question, recorded
from flows.interview.questions.review import review_after, reviewed, reviewing
from flows.interview.questions.screens import (
    LANGUAGES,
    RETENTION_MONTHS,
    RUN,
    begin,
    checkpoint,
    choosing,
    deciding,
    excusing,
    paused,
    welcome,
)
from flows.interview.recheck.history_screens import changed, compare, history
from flows.interview.recheck.screens import confirming, recheck
from flows.interview.reminders.screens import reminder, reminders, reminding, zones
from flows.interview.result.readings import lacking_evidence
from flows.interview.result.screens import documents, finished, more, result, step, steps
from flows.interview.rich_cards import card_choice, rich_cards, rich_sample
from flows.interview.screen_builder import Scope, one_a_row
from flows.interview.session import Session
from flows.screen import Aside, Block, Commands, Heading, Listing, Paragraph, Rows, Screen
from flows.stages import Stage
from flows.standard.model import STARS, TOP, Standard
from flows.triggers import Trigger
from flows.views import View

STAGES: dict[str, Callable[[Scope], Screen]] = {
    Stage.welcome: welcome,
    Stage.choosing: choosing,
    Stage.asking: asking,
    Stage.excusing: excusing,
    Stage.checkpoint: checkpoint,
    Stage.deciding: deciding,
    Stage.reviewing: reviewing,
    Stage.paused: paused,
    Stage.finished: finished,
    Stage.naming_evidence: naming_evidence,
    Stage.dating_evidence: dating_evidence,
    Stage.planning: planning,
    Stage.at_step: at_step,
    Stage.assigning: assigning,
    Stage.dropping: dropping,
    Stage.reminding: reminding,
    Stage.confirming: confirming,
    Stage.naming_institution: naming_institution,
    Stage.assigning_team: assigning_team,
    Stage.dropping_team: dropping_team,
}
# A view's name is part of a button's data, which has 64 bytes; on a page anybody can write a longer one into the address.
VIEW_AT_MOST = 64
# Every other view is about an assessment.
BEFORE_CONSENT = frozenset(known.view for known in TABLE if known.before_consent)
# What is stored about a person, in the order in which the privacy view lists it.
STORED = ("account", "answers", "evidence", "files", "plan", "name")


def screen_of(standard: Standard, session: Session, view: str, today: date) -> Screen | None:
    """Return the screen of a view's name, as it is now; "" is the stage's own. None if there is no such view now."""
    name, _, rest = view.partition(".")
    if len(view) > VIEW_AT_MOST:
        return None
    if not view:
        return STAGES[session.stage](Scope(standard, session, view, session.language, today))
    if name == View.welcome:
        return _welcome(standard, session, view, today)
    if name not in VIEWS or (name not in BEFORE_CONSENT and not session.is_stored):
        return None
    return VIEWS[name](Scope(standard, session, view, session.language, today), rest)


def _welcome(standard: Standard, session: Session, view: str, today: date) -> Screen | None:
    """Return the welcome in a chosen language, for a run that a link may name; None if there is no such language or run.

    The view's name carries both, because nothing is stored before the consent.
    """
    _, language, *run = [*view.split("."), ""]
    if session.is_stored or language not in LANGUAGES or len(run) > 2 or not (run[0] == "" or RUN.fullmatch(run[0])):
        return None
    return welcome(Scope(standard, session, view, language, today))


def answers(at: Scope, domain: str) -> Screen | None:
    """List the answers of one domain. A tap on one goes back to it."""
    if at.session.stage != Stage.reviewing or domain not in [item.code for item in at.standard.domains]:
        return None
    return at.screen(
        f"{View.answers}.{domain}",
        Heading(Phrase(domain)),
        Paragraph(phrase("answers-hint")),
        Rows(tuple(reviewed(at, sub.code) for sub in at.standard.domain(domain).subdomains)),
        rows=[
            [at.show(phrase("choice-all-answers"))],
        ],
    )


def language(at: Scope, _rest: str) -> Screen:
    """Offer the languages, each by its own name."""
    if at.session.is_stored:
        choices = [at.choice(Trigger.change_language, tag, phrase(f"language-{tag}")) for tag in LANGUAGES]
    else:
        choices = [at.open(f"{View.welcome}.{tag}", phrase(f"language-{tag}")) for tag in LANGUAGES]
    display = [card_choice(at)] if at.session.is_stored else []
    rows = [choices, display, [at.show(phrase("choice-return"))]]
    return at.screen(View.language, Heading(phrase("language-title")), rows=rows)


def help_(at: Scope, _rest: str) -> Screen:
    """List what can be done, command by command."""
    return _page(
        at,
        "help",
        Paragraph(phrase("help-what")),
        Commands(tuple(name for name in COMMANDS if name != "help")),
    )


def privacy(at: Scope, _rest: str) -> Screen:
    """Say what is stored, for how long, and how to see or delete it."""
    return _page(
        at,
        "privacy",
        Paragraph(phrase("privacy-what")),
        Listing(tuple(phrase(f"privacy-{part}") for part in STORED)),
        Paragraph(phrase("privacy-not")),
        Paragraph(phrase("privacy-how-long", months=RETENTION_MONTHS)),
        Paragraph(phrase("privacy-rights")),
    )


def about(at: Scope, _rest: str) -> Screen:
    """Say what this is and what it is not, and what of the standard is public."""
    return _page(
        at,
        "about",
        Paragraph(phrase("about-what", edition=at.standard.name)),
        Paragraph(phrase("about-public")),
        Paragraph(phrase("about-rule")),
        Aside(phrase("disclaimer")),
    )


def restart(at: Scope, _rest: str) -> Screen:
    """Ask once whether to start again. The old assessment stays in the history."""
    return at.screen(
        View.restart,
        Heading(phrase("restart-title")),
        Paragraph(phrase("restart-what", count=len(at.session.ratings))),
        *([Aside(phrase("plan-stays"))] if at.session.plan else []),
        rows=[[at.choice(Trigger.restart, "", phrase("choice-restart-yes")), at.show(phrase("choice-return"))]],
    )


def forget(at: Scope, _rest: str) -> Screen:
    """Ask once whether to delete everything."""
    return at.screen(
        View.forget,
        Heading(phrase("forget-title")),
        Paragraph(phrase("forget-what")),
        rows=[[at.choice(Trigger.forget, "", phrase("choice-forget-yes")), at.show(phrase("choice-return"))]],
    )


def standard(at: Scope, code: str) -> Screen | None:
    """Show the standard: its domains, a domain's subdomains, a subdomain's rungs."""
    domains = {domain.code: domain for domain in at.standard.domains}
    if not code:
        return at.screen(
            View.standard,
            Heading(phrase("standard-title", edition=at.standard.name)),
            Listing(tuple(phrase("standard-star", star=star, words=phrase(f"star-{star}")) for star in STARS)),
            Aside(phrase("disclaimer")),
            rows=[
                *one_a_row(at.open(f"{View.standard}.{item}", Phrase(item)) for item in domains),
                [at.show(phrase("choice-return"))],
            ],
        )
    if code in domains:
        return at.screen(
            f"{View.standard}.{code}",
            Heading(Phrase(code)),
            Paragraph(phrase(f"{code}.about")),
            rows=[
                *one_a_row(at.open(f"{View.standard}.{sub.code}", Phrase(sub.code)) for sub in domains[code].subdomains),
                [at.open(View.standard, phrase("choice-domains")), at.show(phrase("choice-return"))],
            ],
        )
    if code not in at.standard:
        return None
    subdomain = at.standard.subdomain(code)
    return at.screen(
        f"{View.standard}.{code}",
        Heading(Phrase(code)),
        Paragraph(phrase(f"{code}.question")),
        Listing(tuple(phrase(f"{code}.rung-{rung}") for rung in range(TOP + 1)), first=0),
        Aside(phrase("standard-stars", star=subdomain.stars[0])),
        rows=[[at.open(f"{View.standard}.{subdomain.domain}", Phrase(subdomain.domain))], [at.show(phrase("choice-return"))]],
    )


def _page(at: Scope, name: str, *blocks: Block) -> Screen:
    return at.screen(name, Heading(phrase(f"{name}-title")), *blocks, rows=[[at.show(phrase("choice-return"))]])


def _steps(at: Scope, page: str) -> Screen | None:
    return steps(at, int(page)) if page.isascii() and page.isdigit() else None


def _result(at: Scope, _rest: str) -> Screen:
    return result(at)


VIEWS: dict[str, Callable[[Scope, str], Screen | None]] = {
    View.about: about,
    View.answer: answer,
    View.answers: answers,
    View.begin: begin,
    View.changed: changed,
    View.compare: compare,
    View.documents: documents,
    View.elsewhere: elsewhere,
    View.explain: explain,
    View.forget: forget,
    View.goals: goals,
    View.help: help_,
    View.history: history,
    View.what_if: what_if,
    View.if_met: if_met,
    View.language: language,
    View.privacy: privacy,
    View.lacking_evidence: lacking_evidence,
    View.more: more,
    View.plan: plan,
    View.points: points,
    View.question: question,
    View.recorded: recorded,
    View.review_after: review_after,
    View.step_done: step_done,
    View.rich_cards: rich_cards,
    View.rich_sample: rich_sample,
    View.standard: standard,
    View.recheck: recheck,
    View.reminder: reminder,
    View.reminders: reminders,
    View.restart: restart,
    View.result: _result,
    View.shows: shows,
    View.step: step,
    View.steps: _steps,
    View.unsure: unsure,
    View.planned_step: planned_step,
    View.zones: zones,
}
