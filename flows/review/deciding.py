"""Checks a decision, and a finding about evidence, against the rules before it is recorded."""

from __future__ import annotations

from flows.dialogue import phrase
from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind, EvidenceFinding, Reason
from flows.review.entries import EvidenceKind, Finding
from flows.review.refusals import NotValid
from flows.review.rules import ReviewRules
from flows.review.states import Seat
from flows.typed_text import has_words

TEXT_AT_MOST = 1000


def check_decision(case: Case, seat: Seat, decision: Decision, rules: ReviewRules) -> None:
    """Raise NotValid if a reading may not decide so.

    A claim is confirmed as it is or lowered with a reason, never raised. More is asked in the first reading alone, and once for
    each item. An objection is answered for the items that it names, and makes none of them worse.
    """
    item = case.item(decision.subdomain)
    if item is None:
        raise NotValid(phrase("decision-unknown-item"))
    if decision.kind is DecisionKind.more_asked:
        _check_words(decision)
        _check_asking(case, seat, decision)
    else:
        check_claim_decision(decision, item.claimed)
    is_bare = decision.kind is DecisionKind.confirmed and not has_words(decision.text)
    if is_bare and is_thin(case, decision.subdomain, rules):
        raise NotValid(phrase("decision-thin", two_from=rules.two_kinds_from_rung))
    if seat is Seat.objection:
        _check_objected(case, decision)


def check_claim_decision(decision: Decision, claimed: int) -> None:
    """Raise NotValid if a claim of this rung cannot be confirmed or lowered so, in whichever reading."""
    _check_words(decision)
    if decision.kind is DecisionKind.lowered:
        _check_lowered(decision, claimed)
    else:
        _check_confirmed(decision, claimed)


def is_thin(case: Case, subdomain: str, rules: ReviewRules) -> bool:
    """Return whether the evidence that was found to support a claim is less than the rule asks for.

    From `two_kinds_from_rung` on that is a document and a record, one of either below, and nothing for rung 0. A face warns of
    it. A claim can still be confirmed then, if the reviewer writes why.
    """
    item = case.item(subdomain)
    if item is None or not item.claimed:
        return False
    found = [each for each in case.findings_of(subdomain) if each.finding is EvidenceFinding.supports]
    if item.claimed < rules.two_kinds_from_rung:
        return not found
    return {kind for each in found for kind in each.kinds} != set(EvidenceKind)


def check_finding(case: Case, finding: Finding) -> None:
    """Raise NotValid if there is no such piece of evidence, or if it supports a claim and nobody says what kind it is."""
    pieces = case.pieces(finding.subdomain)
    if not 0 <= finding.piece < len(pieces) or pieces[finding.piece].rating.evidence is None:
        raise NotValid(phrase("finding-unknown-piece"))
    if finding.finding is EvidenceFinding.supports and not finding.kinds:
        raise NotValid(phrase("finding-needs-kind"))


def check_text(text: str) -> None:
    """Raise NotValid if a text of a reviewer or an institution is too long to be read."""
    if len(text) > TEXT_AT_MOST:
        raise NotValid(phrase("case-text-too-long", most=TEXT_AT_MOST, length=len(text)))


def _check_words(decision: Decision) -> None:
    check_text(decision.text)
    if Reason.other in decision.reasons and not has_words(decision.text):
        raise NotValid(phrase("decision-needs-text"))
    if any(criterion.subdomain != decision.subdomain for criterion in decision.not_shown):
        raise NotValid(phrase("decision-foreign-criterion"))


def _check_asking(case: Case, seat: Seat, decision: Decision) -> None:
    if seat is not Seat.first:
        raise NotValid(phrase("decision-asks-too-late"))
    if decision.subdomain in case.asked:
        raise NotValid(phrase("decision-asked-before"))
    if decision.rung is not None:
        raise NotValid(phrase("decision-asking-has-no-rung"))
    if not decision.reasons:
        raise NotValid(phrase("decision-needs-reason"))


def _check_lowered(decision: Decision, claimed: int) -> None:
    if decision.rung is None or not 0 <= decision.rung < claimed:
        raise NotValid(phrase("decision-not-lower", claimed=claimed))
    if not decision.reasons:
        raise NotValid(phrase("decision-needs-reason"))
    if any(criterion.rung <= decision.rung for criterion in decision.not_shown):
        raise NotValid(phrase("decision-criterion-of-rung", rung=decision.rung))


def _check_confirmed(decision: Decision, claimed: int) -> None:
    if decision.rung != claimed:
        raise NotValid(phrase("decision-not-as-claimed", claimed=claimed))
    if any(criterion.rung <= claimed for criterion in decision.not_shown):
        raise NotValid(phrase("decision-criterion-of-rung", rung=claimed))


def _check_objected(case: Case, decision: Decision) -> None:
    points = case.objection.points if case.objection else ()
    if decision.subdomain not in [each.subdomain for each in points]:
        raise NotValid(phrase("decision-not-objected"))
    before = case.recorded_in(Seat.second, decision.subdomain) or case.recorded_in(Seat.first, decision.subdomain)
    if before is not None and before.decision.rung is not None and (decision.rung or 0) < before.decision.rung:
        raise NotValid(phrase("decision-worse-after-objection", rung=before.decision.rung))
