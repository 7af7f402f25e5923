"""`xingjie score` reads answers, prints the result, and names each fault with its line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.standard.loader import shipped
from tests.people.command_line import called, xingjie

RISKS = shipped().subdomain("risk-management")
CODES = shipped().codes


def scored(answers: dict[str, Any]) -> dict[str, Any]:
    run = called("score", "-", given=json.dumps(answers))
    assert run.exit_code == 0, run.stderr
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def dated(**evidence: Any) -> str:
    """Answers of one subdomain with this evidence."""
    return json.dumps({"ratings": {"risk-management": {"level": 3, "evidence": {"what": "list", **evidence}}}})


def test_score_reads_evidence_as_it_counts_today() -> None:
    fresh, old = (
        {"what": "x", "last_used": date.today().isoformat()},
        {"what": "x", "in_force": "2001-01-01", "last_used": "2001-02-02"},
    )
    evidenced = {code: {"level": 3, "evidence": fresh} for code in CODES}
    result = scored({"ratings": evidenced})
    assert result["stars"]["evidenced"]["low"] == 3
    assert (result["stale"], result["falls"]["star"]) == ([], 2)
    result = scored({"ratings": {**evidenced, "service-level": {"level": 3, "evidence": old}}})
    assert (result["stars"]["claimed"]["low"], result["stars"]["evidenced"]["low"]) == (3, 2)
    assert (result["stale"], result["falls"]) == (["service-level"], None)


def test_score_says_star_blockers_and_what_to_build() -> None:
    result = scored(
        {
            "edition": "zxgjxh-002-2023",
            "ratings": {
                **dict.fromkeys(CODES, 2),
                "risk-management": {"level": 1, "under_way": True, "evidence": "risk list 2026-03", "unsure": False},
                "knowledge-management": 0,
            },
        }
    )
    assert result["stars"]["claimed"] == {"low": 1, "high": 1, "decided": True}
    assert result["blocking"] == ["risk-management", "knowledge-management"]
    build = [(step["subdomain"], step["from"], step["to"], step["under_way"]) for step in result["next"]["build"]]
    assert result["next"]["star"] == 2
    assert build == [("risk-management", 1, 2, True), ("knowledge-management", 0, 2, False)]
    assert result["next"]["build"][0]["missing"] == [f"2.{one.letter}" for one in RISKS.criteria_of(2)]
    assert result["domains"]["strategy"] == {"met": 2, "required": 3}


def test_score_of_five_stars_has_nothing_to_build() -> None:
    result = scored({"ratings": dict.fromkeys(CODES, 5)})
    assert (result["blocking"], result["next"]) == ([], {"star": 5, "build": []})
    assert sum(domain["met"] for domain in result["domains"].values()) == 27


def test_score_lines_gives_one_line_each_in_order(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps({"ratings": dict.fromkeys(CODES, level)}) + "\n" for level in range(6)))
    run = called("score", "--lines", str(file))
    assert [json.loads(line)["stars"]["claimed"]["low"] for line in run.stdout.splitlines()] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(("bad", "says"), [("{}", "line 150: ratings: must be an object"), ("", "line 150: is empty")])
def test_a_fault_in_a_late_line_leaves_nothing_half_written(bad: str, says: str) -> None:
    good = json.dumps({"ratings": dict.fromkeys(CODES, 3)})
    run = called("score", "--lines", "-", given="\n".join([good] * 149 + [bad, good]) + "\n")
    assert (run.exit_code, run.stdout) == (2, "")
    assert says in run.stderr
    whole = called("score", "--lines", "-", given=f"{good}\n" * 149 + good)
    assert len(whole.stdout.splitlines()) == 150


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ('{"ratings": {"nonsense": 1}}', "ratings.nonsense: is not a subdomain"),
        ('{"ratings": {"risk-management": 6}}', "ratings.risk-management: must be a whole number from 0 to 5"),
        ('{"ratings": {"risk-management": true}}', "ratings.risk-management: must be a level"),
        ('{"ratings": {"risk-management": {"level": 2.0}}}', "ratings.risk-management.level: must be a whole number"),
        (
            '{"ratings": {"risk-management": {"level": 5, "under_way": true}}}',
            "ratings.risk-management.under_way: there is no rung",
        ),
        (
            '{"ratings": {"service-assets": {"not_applicable": "x"}}}',
            "ratings.service-assets.not_applicable: this edition does not",
        ),
        ('{"ratings": {"risk-management": {"evidence": 3, "level": 1}}}', "ratings.risk-management.evidence: must be text"),
        (dated(last_used="2026-02-30"), "risk-management.evidence.last_used: there is no 2026-02-30 in the calendar"),
        (dated(in_force="2026-2-3"), "risk-management.evidence.in_force: must be a date such as 2026-10-30"),
        (dated(named_on=20260203), "risk-management.evidence.named_on: must be a date"),
        (dated(in_force="2026-02-03", last_used="2026-02-02"), "evidence.last_used: 2026-02-02 is before in_force 2026-02-03"),
        (dated(what=""), "risk-management.evidence.what: must not be empty"),
        (dated(what=None), "risk-management.evidence.what: is missing"),
        (
            dated(file="x"),
            "risk-management.evidence.file: is not a known key; the known keys are in_force, last_used, named_on, shows, what",
        ),
        ('{"ratings": {"risk-management": {"levl": 3}}}', "ratings.risk-management.levl: is not a known key"),
        ('{"ratings": {"risk-management": {}}}', "ratings.risk-management.level: is missing"),
        ('{"ratings": {"risk-management": 1, "risk-management": 2}}', "risk-management: occurs twice"),
        ('{"ratings": {}, "edition": "other"}', "edition: 'other' is not known"),
        ('{"rating": {}}', "rating: is not a known key"),
        ("{}", "ratings: must be an object"),
        ("[]", "must be a JSON object"),
        ('{"ratings": ', "is not JSON"),
        ('{"ratings": {"risk-management": NaN}}', "NaN is not a number"),
        ("[" * 100_000, "nested too deeply"),
        (r'{"\ud800": 1}', "?: is not a known key"),
        ("", "is not JSON"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_half_written(given: str, says: str) -> None:
    run = called("score", "-", given=given)
    assert (run.exit_code, run.stdout) == (2, "")
    assert says in run.stderr
    assert run.stderr.startswith("xingjie: line 1: ")
    assert run.stderr.count("\n") == 1
    if given and "\n" not in given:
        good = json.dumps({"ratings": {}})
        run = called("score", "--lines", "-", given=f"{good}\n{given}\n{good}\n")
        assert (run.exit_code, run.stdout) == (2, "")
        assert "line 2: " in run.stderr


def test_a_process_scores_what_it_is_given_and_ends_with_the_code_of_its_outcome() -> None:
    run = xingjie("score", "-", given=json.dumps({"ratings": dict.fromkeys(CODES, 3)}))
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["stars"]["claimed"]["low"] == 3
    run = xingjie("score", "-", given='{"ratings": {"nonsense": 1}}')
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "xingjie: line 1: ratings.nonsense: is not a subdomain of this edition\n"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ('{\n "ratings": {\n  "risk-management": 1,,\n }\n}', "xingjie: line 3: is not JSON from column 24\n"),
        (
            '{\n "ratings": {\n  "risk-management": 9\n }\n}',
            "xingjie: line 3: ratings.risk-management: must be a whole number from 0 to 5\n",
        ),
        ('{"ratings": {"risk-management": ' + "9" * 5_000 + "}}", "xingjie: line 1: holds a number that is too long\n"),
        (
            '{"ratings": {\n "risk-management": {"level": 3},\n "service-assets":\n  {"level": 9}}}',
            "xingjie: line 4: ratings.service-assets.level: must be a whole number from 0 to 5\n",
        ),
    ],
)
def test_a_fault_in_a_file_of_many_lines_names_its_line(given: str, says: str) -> None:
    assert called("score", "-", given=given).stderr == says


def test_three_left_out_are_too_many() -> None:
    left_out = [sub.code for sub in shipped().subdomains if sub.may_not_apply][:3]
    answers = {"ratings": {code: {"not_applicable": "Another office does this"} for code in left_out}}
    run = called("score", "-", given=json.dumps(answers))
    assert run.exit_code == 2
    assert f"ratings.{left_out[2]}.not_applicable: at most 2" in run.stderr
