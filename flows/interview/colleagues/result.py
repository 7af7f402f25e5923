"""The result of an institution in words for every face, and as a card for chats."""

from __future__ import annotations

from msgspec import Struct

from flows.assessment.changes import changes
from flows.assessment.rating import Rating, Ratings, mark_of
from flows.assessment.scorecard import scorecard
from flows.assessment.verified import is_lowered, still_verified, verified_range
from flows.dialogue import NO_TURN, Choice, Phrase, Reply, phrase
from flows.fingerprint import fingerprint
from flows.institution.answers import Together, answers_of, differed, missing
from flows.institution.colleagues import Team
from flows.institution.result import RoundResult
from flows.institution.rounds import Round
from flows.institution.settling import marks_below
from flows.institution.words import together_line, why_words
from flows.interview.cases.actions import NAME as CASES
from flows.interview.cases.actions import CaseAction
from flows.interview.colleagues.actions import TeamAction, button, team_value
from flows.interview.colleagues.comparing import mark_words
from flows.interview.colleagues.screens import card, do
from flows.interview.evidence.dates import written_day
from flows.interview.phrases import range_of, some_names
from flows.review.result import Difference
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Screen
from flows.standard.model import Standard
from flows.triggers import Trigger

# The documents that there are of an institution's result.
DOCUMENTS = ("card", "report", "workbook", "sealed")


class SeenResult(Struct, frozen=True):
    """The result of an institution as one of its people sees it.

    `result` is None before anything was begun. `ratings` are the institution's answers, with what a review confirmed of them.
    `past` are the rounds that have an answer to everything, the oldest first; the one that counts now is among them.
    `lowered` is what a reviewer said of the claims that they lowered, as far as the answers are still those.
    """

    standard: Standard
    team: Team
    result: RoundResult | None
    ratings: Ratings
    past: tuple[Round, ...] = ()
    lowered: tuple[Difference, ...] = ()

    def why_lowered(self, code: str) -> Difference | None:
        """Return what a reviewer said of a claim that they lowered; None if none was."""
        return next((each for each in self.lowered if each.subdomain == code), None)

    @property
    def answered(self) -> bool:
        """Whether the person answered in this round, so that they decide about what is theirs."""
        return self.result is not None and self.team.me.number in self.result.voters

    @property
    def together(self) -> Together:
        """How the institution came to its answers."""
        assert self.result is not None
        found = self.result.round
        return Together(found.answered, differed(self.standard, found))

    @property
    def can_lower(self) -> frozenset[str]:
        """The subdomains whose settled answer the person can lower."""
        if self.result is None or not self.result.is_open or not self.team.me.is_coordinator:
            return frozenset()
        return frozenset(code for code in self.result.round.settled if self.lower_marks(code))

    def lower_marks(self, code: str) -> tuple[str, ...]:
        """Return what a settled answer can be lowered to."""
        assert self.result is not None
        return marks_below(self.result.round.settled[code])

    def mark(self, code: str) -> str:
        """Return the fingerprint of a settled answer, for the form that lowers it."""
        assert self.result is not None
        return fingerprint(self.result.round.settled[code])

    @property
    def is_complete(self) -> bool:
        """Whether there is an answer to everything, so that there are a plan and documents."""
        return self.result is not None and self.result.is_complete

    @property
    def may_hand_in(self) -> bool:
        """Whether the person can hand these answers in."""
        return self.is_complete and self.team.me.is_coordinator


def result_lines(seen: SeenResult) -> tuple[Phrase, ...]:
    """Return the star or range, what was reviewed, who answered, and what blocks the next star; one sentence each."""
    standard, result = seen.standard, seen.result
    if result is None or not seen.ratings:
        return (phrase("team-result-none"),)
    found = result.round
    claimed, verified = found.stars(standard), verified_range(standard, seen.ratings)
    return (
        phrase("team-result-star", stars=range_of(claimed)),
        *((phrase("verified-line", stars=range_of(verified), claimed=range_of(claimed)),) if verified else ()),
        together_line("team-result-people", seen.together),
        *((phrase("team-result-day", day=written_day(found.on)),) if found.on is not None and result.is_complete else ()),
        *_since(seen),
        *_blocking(seen),
        *_waiting(seen),
    )


def reason_lines(seen: SeenResult) -> tuple[Phrase, ...]:
    """Return the answers on which people had differed, each with the reason why it is what it is."""
    if seen.result is None:
        return ()
    return tuple(
        phrase("settled-line", subdomain=Phrase(each.code), mark=_mark(seen.ratings.get(each.code)), reason=why_words(each))
        for each in seen.together.differed
    )


def past_lines(seen: SeenResult) -> tuple[Phrase, ...]:
    """Return the star of each round that came to an end, the oldest first; none if there was only one."""
    if len(seen.past) < 2:
        return ()
    return tuple(
        phrase("history-line", date=written_day(found.on), stars=range_of(found.stars(seen.standard)))
        for found in seen.past
        if found.on is not None
    )


def answer_lines(seen: SeenResult) -> tuple[Phrase, ...]:
    """Return the institution's answer to each subdomain."""
    return tuple(
        phrase("team-result-answer", subdomain=Phrase(code), mark=_mark(seen.ratings.get(code))) for code in seen.standard.codes
    )


def leaving_lines(seen: SeenResult) -> tuple[Phrase, ...]:
    """Return what may leave the institution besides its answers: single answers, and evidence of colleagues."""
    result = seen.result
    if result is None or not result.voters:
        return ()
    count = len(result.voters)
    return (
        phrase("team-result-shares", agree=result.agree, count=count, all="yes" if result.agree == count else "no"),
        phrase("team-result-lends", lend=result.lend, count=count),
    )


def result_card(seen: SeenResult, language: str) -> Screen:
    """Show the result; a colleague decides about what is theirs, and the coordinator goes on to hand it in."""
    reasons, leaving, past = reason_lines(seen), leaving_lines(seen), past_lines(seen)
    blocks: tuple[Block, ...] = (
        *(Paragraph(line) for line in result_lines(seen)),
        *((Heading(phrase("team-result-reasons")), Listing(reasons)) if reasons else ()),
        *((Heading(phrase("team-result-past")), Listing(past)) if past else ()),
        *(Aside(line) for line in leaving),
    )
    hand_in = Choice(phrase("choice-hand-in"), Reply(NO_TURN, CASES, Trigger.cases, CaseAction.how))
    choices = (
        *((do(TeamAction.plan, "team-plan-title"),) if seen.is_complete else ()),
        *_allowing(seen),
        *((hand_in,) if seen.may_hand_in else ()),
        *(_document(kind) for kind in (DOCUMENTS if seen.is_complete else ())),
        do(TeamAction.together, "together-back"),
    )
    return card(language, *blocks, choices=choices, title="team-result-title")


def result_of(
    standard: Standard,
    team: Team,
    result: RoundResult | None,
    reviewed: Ratings,
    past: tuple[Round, ...] = (),
    lowered: tuple[Difference, ...] = (),
) -> SeenResult:
    """Return the result as a person sees it.

    `reviewed` are the answers as a review left them, and `lowered` what it said of those that it lowered; empty without one.
    """
    ratings = answers_of(standard, result.round) if result is not None else {}
    kept = after_review(ratings, reviewed)
    return SeenResult(standard, team, result, kept, past, still_lowered(kept, lowered))


def after_review(ratings: Ratings, reviewed: Ratings) -> Ratings:
    """Return the answers with what a review confirmed of those that still claim the same."""
    return {code: still_verified(rating, reviewed.get(code)) for code, rating in ratings.items()}


def still_lowered(ratings: Ratings, lowered: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """Return what a reviewer said of lowered claims, of those that are still claimed as they were."""
    return tuple(
        each
        for each in lowered
        if is_lowered(ratings.get(each.subdomain)) and ratings[each.subdomain].verified == each.verified
    )


def _document(kind: str) -> Choice:
    return button(phrase(f"choice-document-{kind}"), team_value(TeamAction.document, kind))


def _mark(rating: Rating | None) -> Phrase:
    """Return an answer in words, with what a reviewer confirmed of it."""
    if rating is None:
        return phrase("mark-unanswered")
    said = mark_words(mark_of(rating))
    if rating.verified is None:
        return said
    return phrase("verified-mark", mark=said, rung=rating.verified, lowered="yes" if is_lowered(rating) else "no")


def _since(seen: SeenResult) -> tuple[Phrase, ...]:
    """Say what rose and what fell since the round before."""
    places = [place for place, found in enumerate(seen.past) if seen.result is not None and found.id == seen.result.round.id]
    before = seen.past[places[0] - 1] if places and places[0] > 0 else None
    if before is None or before.on is None:
        return ()
    found = changes(seen.standard, answers_of(seen.standard, before), seen.ratings)
    parts = (
        ("result-rose", tuple(change.subdomain for change in found if change.by > 0)),
        ("result-fell", tuple(change.subdomain for change in found if change.by < 0)),
    )
    said = tuple(phrase(key, count=len(codes), names=some_names(codes)) for key, codes in parts if codes)
    date = written_day(before.on)
    return (phrase("result-since", date=date, what=said) if said else phrase("result-since-same", date=date),)


def _blocking(seen: SeenResult) -> tuple[Phrase, ...]:
    found, gone = scorecard(seen.standard, seen.ratings), seen.together.gone
    blocking = tuple(code for code in found.blocking if code in seen.ratings)
    unsure = tuple(code for code in found.unsure if code not in gone)
    return (
        *(
            (phrase("team-result-blocks", star=found.goal, count=len(blocking), names=some_names(blocking)),)
            if blocking
            else ()
        ),
        *((phrase("team-result-unsure", count=len(unsure), names=some_names(unsure)),) if unsure else ()),
        *((phrase("team-result-gone", count=len(gone), names=some_names(gone)),) if gone else ()),
    )


def _waiting(seen: SeenResult) -> tuple[Phrase, ...]:
    result = seen.result
    assert result is not None
    if result.goes_on:
        return (phrase("team-result-goes-on"),)
    left = missing(seen.standard, result.round)
    if not left:
        return ()
    domains = tuple(
        Phrase(domain.code) for domain in seen.standard.domains if any(sub.code in left for sub in domain.subdomains)
    )
    return (phrase("team-result-lacks", domains=domains, count=len(left)),)


def _allowing(seen: SeenResult) -> tuple[Choice, ...]:
    if not seen.answered or seen.result is None:
        return ()
    mine = seen.result.of(seen.team.me.number)
    shares = (
        (TeamAction.keep_answers, "team-keep-answers")
        if mine.shares_answers
        else (TeamAction.share_answers, "team-share-answers")
    )
    lends = (
        (TeamAction.keep_evidence, "team-keep-evidence")
        if mine.lends_evidence
        else (TeamAction.lend_evidence, "team-lend-evidence")
    )
    return do(*shares), *(() if seen.team.me.is_coordinator else (do(*lends),))
