"""Naming proof: the two stages, the button that leads there, and the view of one answer with its proof."""

from __future__ import annotations

from flows.assessment.evidence import Attachment, Evidence, counts_until, is_stale, months_later
from flows.assessment.proof import Standing, asks_for_proof, standing
from flows.assessment.rating import Rating
from flows.dialogue import Choice, Phrase, Reply, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.machine import PROVABLE
from flows.interview.screen_builder import Scope
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Screen
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View

# How many months ago proof was last used, as buttons.
MONTHS_AGO = ((0, 1), (3, 6, 12))
FILE_AT_MOST_MB = 20
KB, MB = 1024, 1024 * 1024


def proving(at: Scope) -> Screen:
    """What proves one answer: one typed line or a file; what was named before can be renewed or taken back."""
    code = at.session.focus
    rating = at.session.ratings[code]
    evidence = rating.evidence
    renewing = phrase("choice-renew" if evidence and evidence.rung >= rating.level else "choice-proves-more", rung=rating.level)
    return at.screen(
        Stage.proving,
        Heading(phrase("proving-title", subdomain=Phrase(code))),
        Paragraph(phrase("proving-claim", rung=rating.level, words=phrase(f"{code}.rung-{rating.level}"))),
        Paragraph(phrase("proving-least", words=phrase(f"{code}.proof-{rating.level}"))),
        *(_named(at, rating) if evidence else []),
        Aside(phrase("proving-hint")),
        rows=[
            [at.choice(Trigger.renew_evidence, "", renewing)] if evidence else [],
            [at.choice(Trigger.withdraw_evidence, "", phrase("choice-withdraw"))] if evidence else [],
            [at.choice(Trigger.leave, "", phrase("choice-not-now"))],
        ],
        typed=phrase("typed-proof"),
        attached=phrase("attached-proof", most=FILE_AT_MOST_MB),
        kept=evidence.file if evidence else None,
    )


def dating(at: Scope) -> Screen:
    """Since when the proof is in force and when it was last used: typed, tapped, or skipped; it is written down already."""
    code = at.session.focus
    evidence = at.session.ratings[code].evidence
    assert evidence is not None
    since = evidence.in_force
    return at.screen(
        Stage.dating,
        Heading(phrase("dating-title", subdomain=Phrase(code))),
        Paragraph(phrase("dating-noted", what=evidence.what)),
        Paragraph(phrase("dating-ask")),
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
            [at.choice(Trigger.leave, "", phrase("choice-no-dates"))],
        ],
        typed=phrase("typed-dates"),
        kept=evidence.file,
    )


def offer(at: Scope, code: str, view: str) -> Choice | None:
    """Return the choice of a view that leads to the evidence of an answer; None if none is asked for or can be given now."""
    rating = at.session.ratings[code]
    if not can_prove(at) or not asks_for_proof(rating) or standing(at.standard, rating, at.today) is Standing.proven:
        return None
    return Choice(phrase("choice-prove", subdomain=Phrase(code)), Reply(at.session.turn, view, Trigger.show_evidence, code))


def answer(at: Scope, number: str) -> Screen | None:
    """One answer out of the review, by its number in the standard's order: a code and a value do not fit into one button."""
    codes = at.standard.codes
    if at.session.stage != Stage.reviewing or not (number.isascii() and number.isdigit() and int(number) < len(codes)):
        return None
    code = codes[int(number)]
    rating = at.session.ratings.get(code)
    if rating is None or not asks_for_proof(rating):
        return None
    label = "choice-proof-again" if rating.evidence else "choice-proof"
    return at.screen(
        f"{View.answer}.{number}",
        Heading(Phrase(code)),
        Paragraph(phrase("answer-claim", rung=rating.level, words=phrase(f"{code}.rung-{rating.level}"))),
        *(_named(at, rating) if rating.evidence else [Paragraph(phrase("answer-unproven"))]),
        rows=[
            [at.choice(Trigger.jump, code, phrase("choice-change"))],
            [at.choice(Trigger.show_evidence, code, phrase(label))],
            [at.open(f"{View.answers}.{at.standard.subdomain(code).domain}", phrase("choice-domain-answers"))],
        ],
        kept=rating.evidence.file if rating.evidence else None,
    )


def can_prove(at: Scope) -> bool:
    """Whether proof can be named from the stage that the person is in."""
    return at.session.stage in PROVABLE


def standing_words(at: Scope, rating: Rating) -> Phrase:
    """In a few words, what an answer's proof lacks today."""
    evidence = rating.evidence
    found = standing(at.standard, rating, at.today)
    if found is Standing.stale and evidence:
        until = counts_until(at.standard, evidence)
        assert until is not None
        return phrase("standing-stale", date=written_day(until))
    if found is Standing.outgrown and evidence:
        return phrase("standing-outgrown", rung=evidence.rung)
    return phrase(f"standing-{found}")


def _named(at: Scope, rating: Rating) -> list[Block]:
    """The proof that is named now: what, file, days, and how long it counts."""
    evidence = rating.evidence
    assert evidence is not None
    return [Heading(phrase("proof-title")), Listing((*_facts(evidence), _counting(at, rating, evidence)))]


def _facts(evidence: Evidence) -> list[Phrase]:
    facts = [phrase("proof-what", what=evidence.what)]
    if evidence.file is not None:
        facts.append(file_words(evidence.file))
    if evidence.in_force:
        facts.append(phrase("proof-in-force", date=written_day(evidence.in_force)))
    if evidence.last_used:
        facts.append(phrase("proof-last-used", date=written_day(evidence.last_used)))
    return facts


def _counting(at: Scope, rating: Rating, evidence: Evidence) -> Phrase:
    until = counts_until(at.standard, evidence)
    if evidence.rung < rating.level or until is None or is_stale(at.standard, evidence, at.today):
        return standing_words(at, rating)
    return phrase("proof-counts-until", date=written_day(until))


def file_words(file: Attachment) -> Phrase:
    """A file's name and size."""
    if file.size < MB:
        return phrase("proof-file-kb", name=file.name, size=max(1, round(file.size / KB)))
    return phrase("proof-file-mb", name=file.name, size=f"{file.size / MB:.1f}")
