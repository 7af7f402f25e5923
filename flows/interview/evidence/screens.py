"""Builds the screens about evidence: naming it, dating it, and one answer with its evidence."""

from __future__ import annotations

from flows.assessment.evidence import Attachment, Evidence, counts_until, is_stale, months_later
from flows.assessment.evidence_state import EvidenceState, can_have_evidence, evidence_state, evidence_worth, needs_evidence
from flows.assessment.rating import Rating
from flows.assessment.shown import counted_rung
from flows.dialogue import Choice, Phrase, Reply, phrase
from flows.form import Field, FieldKind
from flows.interview.evidence.dates import IN_FORCE, LAST_USED, written_day
from flows.interview.evidence.shows import shows_choice, shows_words
from flows.interview.screen_builder import Scope
from flows.interview.stage_groups import EVIDENCE_STAGES
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Screen
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View

# The choices for the last use, in months ago, row by row.
MONTHS_AGO = ((0, 1), (3, 6, 12))
FILE_AT_MOST_MB = 20
# Behind a subdomain in the value of `show_evidence`: a step of the plan asks, so the plan comes after the evidence.
OF_STEP = ".plan"
KB, MB = 1024, 1024 * 1024


def naming_evidence(at: Scope) -> Screen:
    """Ask for evidence of one answer: a typed line or a file. Evidence that was named before can be renewed or withdrawn."""
    code = at.session.focus
    rating = at.session.ratings[code]
    evidence = rating.evidence
    renewing = phrase(
        "choice-renew" if evidence and evidence.rung >= rating.level else "choice-evidence-covers-more", rung=rating.level
    )
    return at.screen(
        Stage.naming_evidence,
        Heading(phrase("naming-evidence-title", subdomain=Phrase(code))),
        Paragraph(phrase("naming-evidence-claim", rung=rating.level, words=phrase(f"{code}.rung-{rating.level}"))),
        Paragraph(phrase("naming-evidence-least", words=phrase(f"{code}.evidence-{rating.level}"))),
        *(_named(at, code, rating) if evidence else []),
        Aside(phrase("naming-evidence-hint")),
        rows=[
            [at.choice(Trigger.renew_evidence, "", renewing)] if evidence else [],
            _showing(at, code),
            [at.choice(Trigger.withdraw_evidence, "", phrase("choice-withdraw"))] if evidence else [],
            [at.choice(Trigger.leave, "", phrase("choice-not-now"))],
        ],
        typed=phrase("typed-evidence"),
        attached=phrase("attached-evidence", most=FILE_AT_MOST_MB),
        kept=evidence.file if evidence else None,
        about=code,
    )


def dating_evidence(at: Scope) -> Screen:
    """Ask since when the evidence is in force and when it was last used. It is stored already, so dates can be skipped."""
    code = at.session.focus
    evidence = at.session.ratings[code].evidence
    assert evidence is not None
    since = evidence.in_force
    latest = at.today.isoformat()
    form = at.form(
        Trigger.date_evidence,
        "",
        Field(IN_FORCE, FieldKind.day, phrase("field-in-force"), since.isoformat() if since else "", last=latest),
        Field(LAST_USED, FieldKind.day, phrase("field-last-used"), hint=phrase("field-last-used-hint"), last=latest),
    )
    return at.screen(
        Stage.dating_evidence,
        Heading(phrase("dating-title", subdomain=Phrase(code))),
        Paragraph(phrase("dating-noted", what=evidence.what)),
        *_part(at, code, evidence),
        Paragraph(phrase("dating-ask"), is_for_typing=True),
        *_period(at, evidence),
        Aside(phrase("dating-hint")),
        rows=[
            *[
                [
                    at.choice(Trigger.date_evidence, str(months), phrase("choice-months-ago", months=months))
                    for months in row
                    if since is None or months_later(at.today, -months) >= since
                ]
                for row in MONTHS_AGO
            ],
            _showing(at, code),
            [at.choice(Trigger.leave, "", phrase("choice-no-dates"))],
        ],
        typed=phrase("typed-dates"),
        kept=evidence.file,
        form=form,
        about=code,
    )


def _showing(at: Scope, code: str) -> list[Choice]:
    """Return the row whose button asks which criteria the evidence shows; an empty list if there is nothing to choose."""
    choice = shows_choice(at, code)
    return [choice] if choice is not None else []


def _part(at: Scope, code: str, evidence: Evidence) -> list[Block]:
    """Name what evidence shows and leaves out, if it shows only part of its rung."""
    words = shows_words(at.standard.subdomain(code), evidence)
    return [Paragraph(words)] if words is not None else []


def _period(at: Scope, evidence: Evidence) -> list[Block]:
    """Say how long this evidence counts."""
    return [Paragraph(phrase("dating-period", months=at.standard.evidence_months[evidence.rung - 1]))] if evidence.rung else []


def offer(at: Scope, code: str, view: str) -> Choice | None:
    """Return the choice of a view that leads to the evidence of an answer; None if it lacks none or none can be named now."""
    if not can_name_evidence(at) or not evidence_state(at.standard, code, at.session.ratings[code], at.today).lacks_evidence:
        return None
    label = phrase("choice-name-evidence", subdomain=Phrase(code))
    return Choice(label, Reply(at.session.turn, view, Trigger.show_evidence, code))


def evidence_of_step(at: Scope, code: str) -> list[Choice]:
    """Return the row of a step of the plan whose button leads to the evidence of its answer; [] if none can be named now."""
    rating = at.session.ratings.get(code)
    if not can_name_evidence(at) or not can_have_evidence(rating):
        return []
    return [at.choice(Trigger.show_evidence, f"{code}{OF_STEP}", phrase(_evidence_label(rating)))]


def _evidence_label(rating: Rating | None) -> str:
    return "choice-evidence-again" if rating is not None and rating.evidence else "choice-evidence"


def answer(at: Scope, number: str) -> Screen | None:
    """Show one answer with its evidence; None if it can have no evidence, or none can be named at this stage.

    In the review the ways lead to the question and back to the answers of its domain, elsewhere back to the stage.

    `number` is the subdomain's place in the standard's order, because a code and a value together do not fit into one button.
    """
    codes = at.standard.codes
    if not can_name_evidence(at) or not (number.isascii() and number.isdigit() and int(number) < len(codes)):
        return None
    code, is_review = codes[int(number)], at.session.stage == Stage.reviewing
    rating = at.session.ratings.get(code)
    if rating is None or not can_have_evidence(rating):
        return None
    without = "answer-without-evidence" if needs_evidence(rating) else "answer-evidence-optional"
    return at.screen(
        f"{View.answer}.{number}",
        Heading(Phrase(code)),
        Paragraph(phrase("answer-claim", rung=rating.level, words=phrase(f"{code}.rung-{rating.level}"))),
        *(_named(at, code, rating) if rating.evidence else [Paragraph(phrase(without))]),
        rows=[
            [
                at.choice(Trigger.jump, code, phrase("choice-change"))
                if is_review
                else at.open(f"{View.question}.{number}", phrase("choice-change"))
            ],
            [at.choice(Trigger.show_evidence, code, phrase(_evidence_label(rating)))],
            _showing(at, code),
            [
                at.open(f"{View.answers}.{at.standard.subdomain(code).domain}", phrase("choice-domain-answers"))
                if is_review
                else at.show(phrase("choice-return"))
            ],
        ],
        kept=rating.evidence.file if rating.evidence else None,
    )


def can_name_evidence(at: Scope) -> bool:
    """Return whether evidence can be named from the respondent's stage."""
    return at.session.stage in EVIDENCE_STAGES


def evidence_state_words(at: Scope, code: str, rating: Rating) -> Phrase:
    """Return in a few words what the evidence of an answer lacks today. Criteria that it does not show are named."""
    evidence = rating.evidence
    state = evidence_worth(at.standard, code, rating, at.today)
    if state is EvidenceState.stale and evidence:
        until = counts_until(at.standard, evidence)
        assert until is not None
        return phrase("evidence-state-stale", date=written_day(until))
    if state is EvidenceState.lower_rung and evidence:
        return phrase("evidence-state-lower-rung", rung=counted_rung(at.standard.subdomain(code), evidence))
    if state is EvidenceState.in_part and evidence and (words := shows_words(at.standard.subdomain(code), evidence)):
        return words
    return phrase(f"evidence-state-{state}")


def _named(at: Scope, code: str, rating: Rating) -> list[Block]:
    """Describe the evidence that is named now: what it is, its file, its dates, and how long it counts."""
    evidence = rating.evidence
    assert evidence is not None
    return [Heading(phrase("evidence-title")), Listing((*_facts(evidence), *_counting(at, code, rating)))]


def _facts(evidence: Evidence) -> list[Phrase]:
    facts = [phrase("evidence-what", what=evidence.what)]
    if evidence.file is not None:
        facts.append(file_words(evidence.file))
    if evidence.in_force:
        facts.append(phrase("evidence-in-force", date=written_day(evidence.in_force)))
    if evidence.last_used:
        facts.append(phrase("evidence-last-used", date=written_day(evidence.last_used)))
    return facts


def _counting(at: Scope, code: str, rating: Rating) -> list[Phrase]:
    """Return what evidence leaves out, and until when it counts or why it does not."""
    evidence = rating.evidence
    assert evidence is not None
    until = counts_until(at.standard, evidence)
    part = shows_words(at.standard.subdomain(code), evidence)
    left_out = [part] if part is not None else []
    if evidence.rung < rating.level or until is None or is_stale(at.standard, evidence, at.today):
        state = evidence_state_words(at, code, rating)
        return left_out if state == part else [*left_out, state]
    return [*left_out, phrase("evidence-counts-until", date=written_day(until))]


def file_words(file: Attachment) -> Phrase:
    """Return a file's name and size in words."""
    if file.size < MB:
        return phrase("evidence-file-kb", name=file.name, size=max(1, round(file.size / KB)))
    return phrase("evidence-file-mb", name=file.name, size=f"{file.size / MB:.1f}")
