"""Reads what reviewers send: what they declare, find and decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.desk.item_view import EvidenceView
from bot.web.addresses import number_in
from flows.review.decisions import Decision, DecisionKind, EvidenceFinding, Reason
from flows.review.entries import EvidenceKind, Finding
from flows.review.independence import Declaration
from flows.standard.criteria import Criterion

YES = "yes"
TIES = ("is_employed", "is_paid", "advises")


def read_text(form: Mapping[str, str], name: str) -> str:
    """Return a text of several lines."""
    return form.get(name, "").strip()


def read_declaration(form: Mapping[str, str]) -> Declaration:
    """Return what a reviewer declares."""
    return Declaration(**{tie: form.get(tie) == YES for tie in TIES})


def read_decision(form: Mapping[str, str], subdomain: str, claimed: int, criteria: Iterable[Criterion]) -> Decision | None:
    """Return the decision that a form describes about a claim; None if no button was pressed.

    `criteria` are those that the form offers as not shown. If one is ticked, the reason that says so need not be.
    """
    if form.get("act") not in tuple(DecisionKind):
        return None
    kind = DecisionKind(form["act"])
    lacking = tuple(each for each in criteria if form.get(field_of(each)) == YES)
    reasons = [reason for reason in Reason if form.get(f"reason-{reason}") == YES]
    if lacking and Reason.criterion_not_shown not in reasons:
        reasons.insert(0, Reason.criterion_not_shown)
    rung = {DecisionKind.confirmed: claimed, DecisionKind.lowered: number_in(form.get("rung", ""), 1)}.get(kind)
    given = () if kind is DecisionKind.confirmed else tuple(reasons)
    return Decision(subdomain, kind, rung, given, read_text(form, "text"), lacking)


def typed_of(decision: Decision | None) -> dict[str, str]:
    """Return the fields of a form that describes a decision; {} if there is none."""
    if decision is None:
        return {}
    ticked = {f"reason-{reason}": YES for reason in decision.reasons} | {field_of(each): YES for each in decision.not_shown}
    rung = {"rung": str(decision.rung)} if decision.kind is DecisionKind.lowered else {}
    return {"text": decision.text, **ticked, **rung}


def field_of(criterion: Criterion) -> str:
    """Return the name of the box that says that a criterion is not shown."""
    return f"lacks-{criterion.rung}{criterion.letter}"


def read_findings(form: Mapping[str, str], subdomain: str, evidence: Iterable[EvidenceView]) -> tuple[Finding, ...]:
    """Return what a form says about pieces of evidence, as far as it says something new."""
    read = ((each, _finding(form, subdomain, each.piece)) for each in evidence)
    return tuple(finding for each, finding in read if finding is not None and finding != each.finding)


def _finding(form: Mapping[str, str], subdomain: str, piece: int) -> Finding | None:
    said = form.get(f"finding-{piece}", "")
    if said not in tuple(EvidenceFinding):
        return None
    kinds = tuple(kind for kind in EvidenceKind if form.get(f"kind-{piece}-{kind}") == YES)
    return Finding(subdomain, piece, EvidenceFinding(said), kinds)
