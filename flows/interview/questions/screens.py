"""Builds the screens of a self-check, one function for each stage: what the person sees and can reply."""

from __future__ import annotations

import re

from flows.assessment.question_order import Mode, sections
from flows.assessment.rating import Lens
from flows.assessment.scorecard import possible_stars, star_range
from flows.dialogue import Choice, Minutes, Phrase, phrase
from flows.interview.elsewhere.screens import elsewhere_choice
from flows.interview.phrases import answer_row
from flows.interview.questions.question_screens import answered_so_far, place, recorded_before
from flows.interview.screen_builder import Scope
from flows.screen import Aside, Heading, Paragraph, Row, Rows, Screen
from flows.stages import Stage
from flows.standard.model import STARS
from flows.triggers import Trigger
from flows.views import View

LANGUAGES = ("zh", "en")
RETENTION_MONTHS = 24
# The runs that a link can name.
RUN = re.compile(r"quick|full|target-[1-5]|part-[1-9][0-9]{0,3}", re.ASCII)


def welcome(at: Scope) -> Screen:
    """Welcome a person: what this is, what is stored and for how long, and the consent."""
    payload = at.view.split(".")[2] if at.view.count(".") == 2 else ""
    others = [
        at.open(f"{View.welcome}.{other}" + (f".{payload}" if payload else ""), phrase(f"language-{other}"))
        for other in LANGUAGES
        if other != at.language
    ]
    first = tuple(sub.code for sub in at.standard.ticked(STARS[0]))
    return at.screen(
        Stage.welcome,
        Heading(phrase("welcome-title")),
        Paragraph(
            phrase(
                "welcome-what",
                edition=at.standard.name,
                title=phrase("standard-name"),
                first=len(first),
                minutes=Minutes(first),
            )
        ),
        Paragraph(phrase("welcome-stored", months=RETENTION_MONTHS)),
        Aside(phrase("disclaimer")),
        rows=[
            *_consents(at, payload, len(first)),
            [at.open(View.privacy, phrase("choice-privacy")), at.open(View.about, phrase("choice-about"))],
            others,
        ],
    )


def _consents(at: Scope, payload: str, first: int) -> list[list[Choice]]:
    """Return the buttons that agree and begin the run that a link names; without a link, those of all ways to begin."""
    if payload:
        return [[at.choice(Trigger.consent, payload, phrase("choice-consent"))]]
    return [
        [at.choice(Trigger.consent, Mode.quick, phrase("choice-consent-quick", first=first))],
        [
            at.choice(Trigger.consent, Mode.full, phrase("choice-consent-full", subdomains=len(at.standard.subdomains))),
            at.choice(Trigger.consent, "", phrase("choice-consent-choose")),
        ],
    ]


def begin(at: Scope, mode: str) -> Screen | None:
    """Ask whether to begin the run that a link names, for a page: opening a link changes nothing."""
    if not RUN.fullmatch(mode):
        return None
    return at.screen(
        View.begin,
        Heading(phrase("begin-title")),
        Paragraph(phrase("begin-what")),
        rows=[[at.choice(Trigger.begin, mode, phrase("choice-begin"))], [at.show(phrase("choice-return"))]],
    )


def choosing(at: Scope) -> Screen:
    """Ask which run: quick, which is the advice, full, or towards one star."""
    first = tuple(sub.code for sub in at.standard.ticked(STARS[0]))
    every = at.standard.codes
    return at.screen(
        Stage.choosing,
        Heading(phrase("choosing-title")),
        Rows(
            (
                Row(
                    phrase("choosing-quick"),
                    phrase("choosing-recommended"),
                    phrase("choosing-quick-what", first=len(first), minutes=Minutes(first)),
                    at.choice(Trigger.begin, Mode.quick, phrase("choice-quick")),
                    is_marked=True,
                ),
                Row(
                    phrase("choosing-full"),
                    words=phrase("choosing-full-what", subdomains=len(every), minutes=Minutes(every)),
                    choice=at.choice(Trigger.begin, Mode.full, phrase("choice-full")),
                ),
            )
        ),
        Paragraph(phrase("choosing-target")),
        rows=[[at.choice(Trigger.begin, f"target-{star}", phrase("choice-target", star=star)) for star in STARS]],
    )


def excusing(at: Scope) -> Screen:
    """Ask why the current subdomain does not apply: one typed line."""
    return at.screen(
        Stage.excusing,
        *place(at.standard, at.session, at.asked),
        Paragraph(phrase("excusing-ask", most=at.standard.not_applicable_at_most)),
        rows=[[at.choice(Trigger.cancel, "", phrase("choice-cancel")), at.choice(Trigger.pause, "", phrase("choice-pause"))]],
        typed=phrase("typed-reason"),
    )


def checkpoint(at: Scope) -> Screen:
    """End a section: show the result so far, and go on or pause."""
    standard, session = at.standard, at.session
    parts = sections(standard, session.mode, session.target)
    last = parts[max(parts.index(session.section(standard, at.asked)), 1) - 1]
    card = possible_stars(standard, session.ratings)
    return at.screen(
        Stage.checkpoint,
        Heading(phrase("checkpoint-title", section=section_name(session.mode, last.name))),
        answered_so_far(standard, session),
        Rows(tuple(answer_row(code, session.ratings.get(code)) for code in last.codes)),
        *([Paragraph(phrase("checkpoint-range", low=card.low, high=card.high))] if session.mode is Mode.quick else []),
        rows=[
            [at.choice(Trigger.go_on, "", phrase("choice-go-on"))],
            [at.choice(Trigger.back, "", phrase("choice-back")), at.choice(Trigger.review, "", phrase("choice-review"))],
            [at.open(View.result, phrase("choice-result")), at.choice(Trigger.pause, "", phrase("choice-pause"))],
        ],
        recorded=recorded_before(at),
    )


def deciding(at: Scope) -> Screen:
    """Show which star a quick run has found, and offer the result or the full profile. An unsure answer can change it."""
    card = star_range(at.standard, at.session.ratings, Lens.claimed)
    answered = len(at.session.ratings)
    unsure = sum(rating.unsure for rating in at.session.ratings.values())
    possible = possible_stars(at.standard, at.session.ratings)
    is_open = unsure > 0 and not possible.decided
    why = (
        phrase("deciding-now", star=card.low, high=possible.high, count=unsure)
        if is_open
        else phrase("deciding-why", star=card.low, answered=answered)
    )
    return at.screen(
        Stage.deciding,
        Heading(phrase("deciding-title-now" if is_open else "deciding-title", star=card.low)),
        Paragraph(why),
        Paragraph(phrase("deciding-offer", left=len(at.standard.subdomains) - answered)),
        rows=[
            [at.choice(Trigger.verdict, "", phrase("choice-verdict"))],
            [at.choice(Trigger.go_deeper, "", phrase("choice-go-deeper"))],
            [at.choice(Trigger.back, "", phrase("choice-back")), at.choice(Trigger.review, "", phrase("choice-review"))],
            [at.choice(Trigger.pause, "", phrase("choice-pause"))],
        ],
        recorded=recorded_before(at),
    )


def paused(at: Scope) -> Screen:
    """Say that everything is kept, and how to come back."""
    so_far = answered_so_far(at.standard, at.session, at.session.current(at.standard))
    return at.screen(
        Stage.paused,
        Heading(phrase("paused-title")),
        so_far,
        Paragraph(phrase("paused-kept" if at.session.ratings else "paused-nothing")),
        rows=[
            [at.choice(Trigger.resume, "", phrase("choice-resume"))],
            [at.choice(Trigger.review, "", phrase("choice-review")), at.open(View.result, phrase("choice-result"))],
            [at.open(View.restart, phrase("choice-restart"))],
            [at.open(View.recheck, phrase("choice-recheck")), at.open(View.history, phrase("choice-history"))]
            if at.session.past
            else [],
            [elsewhere_choice(at)],
        ],
    )


def section_name(mode: Mode, name: str) -> Phrase:
    """Return a section's words: a domain's name, or the star whose questions it holds."""
    return phrase("section-star", star=int(name)) if mode is Mode.quick else Phrase(name)
