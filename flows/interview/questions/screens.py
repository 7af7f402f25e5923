"""Builds the screens of a self-check, one function for each stage: what the person sees and can reply."""

from __future__ import annotations

from functools import cache

from flows.assessment.question_order import Mode, sections
from flows.assessment.rating import MARKS, UNSURE, Lens, Rating, mark_of
from flows.assessment.scorecard import star_range
from flows.dialogue import Phrase, phrase
from flows.interview.evidence.screens import offer
from flows.interview.phrases import answer_line, mark, mark_words
from flows.interview.screen_builder import Scope, one_a_row
from flows.interview.session import Session
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Progress, Screen
from flows.stages import Stage
from flows.standard.model import STARS, TOP, Standard
from flows.triggers import Trigger
from flows.views import View

LANGUAGES = ("zh", "en")
RETENTION_MONTHS = 24


def welcome(at: Scope) -> Screen:
    """Welcome a person: what this is, what is stored and for how long, and the consent."""
    payload = at.view.split(".")[2] if at.view.count(".") == 2 else ""
    others = [
        at.open(f"{View.welcome}.{other}" + (f".{payload}" if payload else ""), phrase(f"language-{other}"))
        for other in LANGUAGES
        if other != at.language
    ]
    return at.screen(
        Stage.welcome,
        Heading(phrase("welcome-title")),
        Paragraph(phrase("welcome-what", subdomains=len(at.standard.subdomains), edition=at.standard.name)),
        Paragraph(phrase("welcome-stored", months=RETENTION_MONTHS)),
        Aside(phrase("disclaimer")),
        rows=[
            [at.choice(Trigger.consent, payload, phrase("choice-consent"))],
            [at.open(View.privacy, phrase("choice-privacy")), at.open(View.about, phrase("choice-about"))],
            others,
        ],
    )


def choosing(at: Scope) -> Screen:
    """Ask which run: quick, full, or towards one star."""
    return at.screen(
        Stage.choosing,
        Heading(phrase("choosing-title")),
        Listing(
            (
                phrase("choosing-quick", first=len(at.standard.ticked(STARS[0]))),
                phrase("choosing-full", subdomains=len(at.standard.subdomains)),
                phrase("choosing-target"),
            )
        ),
        rows=[
            [
                at.choice(Trigger.begin, "quick", phrase("choice-quick")),
                at.choice(Trigger.begin, "full", phrase("choice-full")),
            ],
            [at.choice(Trigger.begin, f"target-{star}", phrase("choice-target", star=star)) for star in STARS],
        ],
    )


def asking(at: Scope) -> Screen:
    """Ask a question: domain, number of total, progress, the six rungs, and the marks to tap."""
    code = at.asked
    old = at.session.old_answers(at.standard, at.standard.subdomain(code).domain).get(code)
    rating = at.session.ratings.get(code) or old
    chosen = mark_of(rating) if rating else ""
    question, rungs = _ladder(code, _marked(rating))
    hint = [Aside(phrase("asking-hint"))]
    is_new = not at.session.ratings  # a newcomer sees the hint without scrolling; later it is out of the way
    return at.screen(
        Stage.asking,
        *place(at.standard, at.session, code),
        question,
        *(hint if is_new else []),
        rungs,
        *([Aside(phrase("asking-before", mark=mark(rating)))] if rating else []),
        *([] if is_new else hint),
        rows=[
            [at.choice(Trigger.rate, value, _mark_label(value, value == chosen)) for value in MARKS[: TOP + 1]],
            [at.choice(Trigger.rate, value, _mark_label(value, value == chosen)) for value in MARKS[TOP + 1 :]],
            [
                at.choice(Trigger.rate, UNSURE, phrase("choice-unsure")),
                *([at.choice(Trigger.excuse, "", phrase("choice-not-applicable"))] if _may_excuse(at, code) else []),
                *(
                    [at.choice(Trigger.keep_old_answer if old else Trigger.keep_answer, "", phrase("choice-keep"))]
                    if old or (rating and at.session.focus)
                    else []
                ),
            ],
            [
                *([at.choice(Trigger.back, "", phrase("choice-back"))] if _has_previous(at) else []),
                at.open(View.explain, phrase("choice-explain")),
            ],
            [
                at.choice(Trigger.review, "", phrase("choice-review")),
                at.choice(Trigger.pause, "", phrase("choice-pause")),
            ],
            offer(at),
        ],
        typed=phrase("typed-mark"),
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
    card = star_range(standard, session.ratings, Lens.claimed)
    return at.screen(
        Stage.checkpoint,
        Heading(phrase("checkpoint-title", section=section_name(session.mode, last.name))),
        Progress(*progress(standard, session)),
        Listing(tuple(answer_line(code, session.ratings.get(code)) for code in last.codes)),
        Paragraph(
            phrase("checkpoint-decided", star=card.low)
            if card.decided
            else phrase("checkpoint-range", low=card.low, high=card.high)
        ),
        rows=[
            [at.choice(Trigger.go_on, "", phrase("choice-go-on"))],
            [at.choice(Trigger.back, "", phrase("choice-back")), at.choice(Trigger.review, "", phrase("choice-review"))],
            [at.open(View.result, phrase("choice-result")), at.choice(Trigger.pause, "", phrase("choice-pause"))],
            offer(at),
        ],
    )


def deciding(at: Scope) -> Screen:
    """Say that a quick run is decided, and offer the verdict or all other questions."""
    card = star_range(at.standard, at.session.ratings, Lens.claimed)
    answered = len(at.session.ratings)
    unsure = sum(rating.unsure for rating in at.session.ratings.values())
    return at.screen(
        Stage.deciding,
        Heading(phrase("deciding-title")),
        Paragraph(phrase("deciding-why", star=card.low, answered=answered)),
        *([Paragraph(phrase("deciding-unsure", count=unsure))] if unsure else []),
        Paragraph(phrase("deciding-offer", left=len(at.standard.subdomains) - answered)),
        rows=[
            [at.choice(Trigger.verdict, "", phrase("choice-verdict"))],
            [at.choice(Trigger.go_deeper, "", phrase("choice-go-deeper"))],
            [at.choice(Trigger.back, "", phrase("choice-back")), at.choice(Trigger.review, "", phrase("choice-review"))],
            [at.choice(Trigger.pause, "", phrase("choice-pause"))],
            offer(at),
        ],
    )


def reviewing(at: Scope) -> Screen:
    """List all answers by domain. Each domain's view leads to each of its answers."""
    blocks: list[Block] = [Heading(phrase("review-title"))]
    for domain in at.standard.domains:
        rated = [answer_line(sub.code, at.session.ratings.get(sub.code)) for sub in domain.subdomains]
        blocks += [Heading(phrase(domain.code)), Listing(tuple(rated))]
    return at.screen(
        Stage.reviewing,
        *blocks,
        Aside(phrase("review-hint")),
        rows=[
            *one_a_row(at.open(f"{View.answers}.{domain.code}", phrase(domain.code)) for domain in at.standard.domains),
            [at.choice(Trigger.close, "", phrase("choice-close")), at.choice(Trigger.pause, "", phrase("choice-pause"))],
        ],
    )


def paused(at: Scope) -> Screen:
    """Say that everything is kept, and offer to go on."""
    done, total = progress(at.standard, at.session)
    return at.screen(
        Stage.paused,
        Heading(phrase("paused-title")),
        Progress(done, total),
        Paragraph(phrase("paused-kept", done=done, total=total)),
        rows=[
            [at.choice(Trigger.resume, "", phrase("choice-resume"))],
            [at.choice(Trigger.review, "", phrase("choice-review")), at.open(View.result, phrase("choice-result"))],
            [at.open(View.restart, phrase("choice-restart"))],
            [at.open(View.recheck, phrase("choice-recheck")), at.open(View.history, phrase("choice-history"))]
            if at.session.past
            else [],
        ],
    )


# What several screens share


def place(standard: Standard, session: Session, code: str) -> tuple[Block, ...]:
    """Return where the person is: domain and subdomain, number of total, and the bar."""
    return _place(standard.subdomain(code).domain, code, *position(standard, session, code), *progress(standard, session))


def position(standard: Standard, session: Session, code: str) -> tuple[int, int]:
    """Return the number (from 1) of a question in its run, and the total. A quick run counts to the end of its star."""
    number = 0
    for section in sections(standard, session.mode, session.target):
        if code in section.codes:
            first = number + section.codes.index(code) + 1
            quick = session.mode is Mode.quick
            return first, number + len(section.codes) if quick else len(session.order(standard))
        number += len(section.codes)
    return standard.codes.index(code) + 1, len(standard.codes)


def progress(standard: Standard, session: Session) -> tuple[int, int]:
    """Return how many of the run's questions are answered, and how many there are."""
    codes = session.order(standard)
    return sum(code in session.ratings for code in codes), len(codes)


def section_name(mode: Mode, name: str) -> Phrase:
    """Return a section's name: its domain's, or the star whose questions it holds."""
    return phrase("section-star", star=int(name)) if mode is Mode.quick else Phrase(name)


# Every question card has the following parts. There are few of each, so they are cached.


@cache
def _ladder(code: str, marked: int | None) -> tuple[Block, Block]:
    rungs = tuple(phrase(f"{code}.rung-{rung}") for rung in range(TOP + 1))
    return Paragraph(phrase(f"{code}.question")), Listing(rungs, first=0, marked=marked)


@cache
def _mark_label(value: str, chosen: bool) -> Phrase:
    return phrase("mark-chosen", mark=mark_words(value)) if chosen else mark_words(value)


@cache
def _place(domain: str, code: str, number: int, total: int, done: int, of: int) -> tuple[Block, Block]:
    title = phrase("asking-title", domain=Phrase(domain), subdomain=Phrase(code), number=number, total=total)
    return Heading(title), Progress(done, of)


def _marked(rating: Rating | None) -> int | None:
    return rating.level if rating is not None and rating.names_rung else None


def _may_excuse(at: Scope, code: str) -> bool:
    """Return whether the standard allows this subdomain to be left out, and still allows one more."""
    others = sum(bool(r.not_applicable) for other, r in at.session.ratings.items() if other != code)
    return at.standard.subdomain(code).may_not_apply and others < at.standard.not_applicable_at_most


def _has_previous(at: Scope) -> bool:
    return at.session.previous(at.standard) is not None
