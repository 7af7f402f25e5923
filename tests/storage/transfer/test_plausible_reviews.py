"""What the tables of reviews never hold: a backup with it was altered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest

from flows.campaign.codes import code_of
from storage.rating_tables import DoubleRatingRow, RatedItemRow, StatedHoursRow
from storage.result_tables import NameReportRow, ResultNoticeRow
from storage.review_tables import CaseEntryRow, CaseItemRow, CaseRow, DecisionRow, FindingRow, ReviewRuleRow, SubmissionRow
from storage.schema import METADATA
from storage.transfer.plausible_values import odd_column

AT = datetime(2026, 11, 2, 1, tzinfo=UTC)
DIGEST = sha256(b"sealed").hexdigest()
ROWS: dict[str, dict[str, Any]] = {
    "review_cases": CaseRow(
        id=1, association_id=1, link=DIGEST, code=code_of(0), label="x", made_at=AT, state="requested", version=1
    ).model_dump(),
    "review_entries": CaseEntryRow(
        case_id=1,
        number=1,
        at=AT,
        party="administrator",
        person=1,
        institutions="5 6",
        event="request",
        state="requested",
        used=0,
        reason="",
        detail='{"key":"1","reviewer":null}',
    ).model_dump(),
    "review_submissions": SubmissionRow(
        case_id=1, assessment=1, institution_id=5, edition="x", finished_on=AT.date(), sha256=DIGEST, sealed=b"sealed"
    ).model_dump(),
    "review_items": CaseItemRow(
        case_id=1,
        entry=2,
        subdomain="s-a",
        number=1,
        share="file",
        level=3,
        under_way=False,
        unsure=False,
        not_applicable="",
        ticked="",
        what="a list",
        rung=3,
        shows="3a",
        file_name="a.pdf",
        file_size=1,
        file_type="application/pdf",
        file_sha256=DIGEST,
        file_place="web:x",
    ).model_dump(),
    "review_decisions": DecisionRow(
        case_id=1,
        number=3,
        seat="first",
        person=1,
        subdomain="s-a",
        kind="lowered",
        claimed=3,
        rung=2,
        reasons="out_of_date lower_rung",
        text="",
        not_shown="3a",
    ).model_dump(),
    "review_findings": FindingRow(
        case_id=1, number=4, subdomain="s-a", piece=0, finding="supports", kinds="document record"
    ).model_dump(),
    "double_ratings": DoubleRatingRow(
        id=1,
        association_id=1,
        case_id=1,
        quarter="2026-Q4",
        number=1,
        drawn_at=AT,
        seed="seed",
        candidates='[{"case":1,"raters":[2]}]',
        first_id=1,
        rater_id=2,
        due=AT.date(),
        declared_at=AT,
        finished_at=AT,
    ).model_dump(),
    "double_rated_items": RatedItemRow(
        rating_id=1,
        subdomain="s-a",
        at=AT,
        kind="lowered",
        claimed=3,
        first_rung=3,
        rung=2,
        reasons="lower_rung",
        text="",
        not_shown="3a",
    ).model_dump(),
    "stated_hours": StatedHoursRow(case_id=1, person=1, minutes=90, at=AT).model_dump(),
    "result_notices": ResultNoticeRow(case_id=1, kind="ends_soon", number=1, is_told=False, at=AT).model_dump(),
    "name_reports": NameReportRow(id=1, case_id=1, reason="another", contact="x", state="open", at=AT).model_dump(),
    "review_rules": ReviewRuleRow(association_id=1, name="total_days", number=25).model_dump(),
}


def odd(table: str, **changes: Any) -> str | None:
    return odd_column(METADATA.tables[table], [{**ROWS[table], **changes}])


@pytest.mark.parametrize("table", ROWS)
def test_what_xingjie_writes_is_taken(table: str) -> None:
    assert odd(table) is None


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("review_entries", {"event": "withdraw", "detail": ""}),
        ("review_entries", {"event": "decide", "detail": ""}),
        ("review_entries", {"event": "answer_more", "detail": ""}),
        ("review_entries", {"event": "answer_more", "detail": '[{"subdomain":"s-a","text":"Kept on paper"}]'}),
        # Nobody of the institution is left.
        ("review_submissions", {"sealed": b""}),
        ("review_items", {"share": "answer", "what": "", "file_sha256": "", "file_place": ""}),
        ("review_decisions", {"kind": "confirmed", "rung": 3, "reasons": ""}),
        ("review_decisions", {"kind": "more_asked", "rung": None}),
        ("review_findings", {"kinds": ""}),
        ("double_ratings", {"finished_at": None, "declared_at": None}),
        ("double_ratings", {"finished_at": None, "ending": "declined"}),
        ("double_rated_items", {"kind": "confirmed", "rung": 3, "reasons": "", "not_shown": ""}),
    ],
)
def test_so_is_each_other_kind_of_row(table: str, changes: dict[str, Any]) -> None:
    assert odd(table, **changes) is None


@pytest.mark.parametrize(
    ("column", "changes"),
    [
        ("review_cases.link", {"link": "x"}),
        ("review_cases.code", {"code": "no code"}),
        ("review_cases.state", {"state": "won"}),
        ("review_cases.version", {"version": 0}),
        ("review_entries.event", {"event": "raise"}),
        ("review_entries.party", {"party": "nobody"}),
        ("review_entries.institutions", {"institutions": "5 x"}),
        ("review_entries.used", {"used": -1}),
        ("review_entries.detail", {"detail": ""}),
        ("review_entries.detail", {"detail": '{"key":1}'}),
        ("review_entries.detail", {"event": "agree"}),
        ("review_entries.detail", {"event": "answer_more", "detail": '[{"subdomain":"s-a"}]'}),
        ("review_entries.due", {"due": date(1, 1, 1)}),
        ("review_submissions.sha256", {"sealed": b"another"}),
        ("review_items.share", {"share": "all"}),
        ("review_items.level", {"level": 6}),
        ("review_items.under_way", {"level": 5, "under_way": True}),
        ("review_items.ticked", {"ticked": "3ba"}),
        ("review_items.shows", {"shows": "3ba"}),
        ("review_items.file_sha256", {"file_sha256": "x"}),
        ("review_items.file_place", {"file_place": "web:../x"}),
        ("review_decisions.rung", {"rung": 3}),
        ("review_decisions.rung", {"rung": None}),
        ("review_decisions.rung", {"kind": "confirmed", "rung": 4}),
        ("review_decisions.rung", {"kind": "more_asked"}),
        ("review_decisions.reasons", {"reasons": ""}),
        ("review_decisions.reasons", {"reasons": "mood"}),
        ("review_decisions.seat", {"seat": "third"}),
        ("review_findings.finding", {"finding": "fine"}),
        ("result_notices.kind", {"kind": "won"}),
        ("result_notices.number", {"number": 0}),
        ("name_reports.reason", {"reason": "mood"}),
        ("name_reports.state", {"state": "won"}),
        ("review_findings.kinds", {"kinds": "film"}),
        ("review_findings.piece", {"piece": -1}),
        ("double_ratings.quarter", {"quarter": "2026-Q5"}),
        ("double_ratings.number", {"number": 0}),
        ("double_ratings.candidates", {"candidates": "[1]"}),
        ("double_ratings.ending", {"ending": "mood"}),
        # The draw leads to another case, or to another officer.
        ("double_ratings.rater_id", {"case_id": 2}),
        ("double_ratings.rater_id", {"rater_id": 3}),
        ("double_ratings.rater_id", {"first_id": 2}),
        ("double_ratings.finished_at", {"ending": "lapsed"}),
        ("double_ratings.finished_at", {"declared_at": None}),
        ("double_rated_items.kind", {"kind": "more_asked"}),
        ("double_rated_items.claimed", {"claimed": 0}),
        ("double_rated_items.first_rung", {"first_rung": 4}),
        ("double_rated_items.rung", {"rung": 3}),
        ("double_rated_items.rung", {"kind": "confirmed"}),
        ("double_rated_items.reasons", {"reasons": ""}),
        ("double_rated_items.not_shown", {"not_shown": "3ba"}),
        ("stated_hours.minutes", {"minutes": 6001}),
        ("review_rules.name", {"name": "mood"}),
        ("review_rules.number", {"number": -1}),
    ],
)
def test_what_xingjie_never_writes_is_refused(column: str, changes: dict[str, Any]) -> None:
    assert odd(column.partition(".")[0], **changes) == column
