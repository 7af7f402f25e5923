"""Answers as JSON: what is read quickly is what is read carefully; and the result is written as Python's own writer would."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.score.fast_reader import TEXT_AT_MOST, plain_ratings
from bot.score.fields import Unreadable
from bot.score.result_json import result_of
from bot.score.strict_reader import answers_of, careful_answers
from flows.assessment.rating import Ratings
from flows.standard.loader import shipped
from flows.standard.model import Standard
from tests.flows.small import small_standard
from tests.fuzz.corpus import cases, mutated

STANDARD = shipped()
TODAY = date(2026, 11, 24)
LEFT_OUT = [sub.code for sub in STANDARD.subdomains if sub.may_not_apply]


def carefully(standard: Standard, data: bytes) -> Ratings | None:
    """What the careful reading says; None if it refuses."""
    try:
        return careful_answers(standard, data).ratings
    except Unreadable:
        return None


def agree(data: bytes, standard: Standard = STANDARD) -> bool:
    """Whether the quick reading took these answers; if it did, then as the careful one does."""
    quickly = plain_ratings(standard, data)
    if quickly is not None:
        assert quickly == carefully(standard, data)
    return quickly is not None


def line(answer: str, code: str = "risk-management") -> bytes:
    """Return answers of one subdomain, written as given."""
    return f'{{"ratings": {{"{code}": {answer}}}}}'.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "answer",
    [
        "3",
        '{"level": 4, "under_way": true}',
        '{"level": 5, "under_way": false, "unsure": false, "not_applicable": null, "evidence": null}',
        '{"unsure": true}',
        '{"unsure": true, "level": 2, "under_way": null}',
        '{"level": 3, "evidence": "风险清单"}',
        '{"level": 3, "evidence": "\\u98ce\\u9669"}',
        '{"level": 3, "evidence": {"what": "list", "in_force": "2026-01-15", "last_used": "2026-10-30", "named_on": null}}',
        '{"not_applicable": "the parent body does it"}',
        '{"not_applicable": "the parent body does it", "level": 5, "evidence": "a letter"}',
    ],
)
def test_plain_answers_are_read_quickly(answer: str) -> None:
    assert agree(line(answer))
    assert agree(line(answer) + b"\r\n")


@pytest.mark.parametrize(
    "answer",
    [
        "6", "-1", "1.0", "true", "null", '"3"', "[]", "1e0", "NaN", "99999999999999999999", "{}",
        '{"level": 1, "level": 1}',
        '{"level" : 1, "level": 1}',
        '{"level": 1, "\\u006cevel": 1}',
        '{"level": 1, "level": 2, "evidence": "\\u003a"}',
        '{"level": true}',
        '{"level": null}',
        '{"level": 5, "under_way": true}',
        '{"under_way": true}',
        '{"level": 1, "under_way": 1}',
        '{"level": 1, "unsure": "yes"}',
        '{"level": 1, "levl": 1}',
        '{"level": 1, "evidence": ""}',
        '{"level": 1, "evidence": " "}',
        '{"level": 1, "evidence": "\t"}',
        '{"level": 1, "evidence": "\\u3000"}',
        '{"level": 1, "not_applicable": " "}',
        '{"level": 1, "not_applicable": true}',
        '{"level": 1, "evidence": {"what": " "}}',
        '{"level": 1, "evidence": {"last_used": "2026-10-30"}}',
        '{"level": 1, "evidence": {"what": "x", "what": "x"}}',
        '{"level": 1, "evidence": {"what": "x", "file": "x"}}',
        '{"level": 1, "evidence": {"what": "x", "last_used": "2026-02-30"}}',
        '{"level": 1, "evidence": {"what": "x", "last_used": "20261030"}}',
        '{"level": 1, "evidence": {"what": "x", "last_used": "2026-W10-1"}}',
        '{"level": 1, "evidence": {"what": "x", "last_used": "2026-10-30T00:00:00"}}',
        '{"level": 1, "evidence": {"what": "x", "last_used": "2026-10-30Z"}}',
        '{"level": 1, "evidence": {"what": "x", "last_used": "2026-10-3\uff10"}}',
        '{"level": 1, "evidence": {"what": "x", "last_used": "0000-10-30"}}',
        '{"level": 1, "evidence": {"what": "x", "last_used": 1}}',
        '{"level": 1, "evidence": {"what": "x", "last_used": "2026-10-30", "in_force": "2026-10-31"}}',
        json.dumps({"level": 1, "evidence": "国" * (TEXT_AT_MOST + 1)}, ensure_ascii=False),
        json.dumps({"level": 1, "evidence": {"what": "😀" * (TEXT_AT_MOST + 1)}}, ensure_ascii=False),
    ],
)  # fmt: skip
def test_what_is_refused_is_never_read_quickly(answer: str) -> None:
    assert carefully(STANDARD, line(answer)) is None
    assert not agree(line(answer))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{}", b'{"ratings": []}', b'{"ratings": {}, "ratings": {}}', b'{"ratings": {}, "edition": "other"}',
        b'{"ratings": {}, "edition": null}', b'{"ratings": {}} {}', b'{"ratings": {},}', b'{"ratings": {}}\x00',
        line("1", "nonsense"), line('"\xff'), line('{"unsure": true, "evidence": "\x00"}'), line('{"not_applicable": "x"}', "service-assets"),
        line('{"level": 1, "evidence": "\ud800"}'), line('{"level": 1, "evidence": "x"}')[:-3], b'{"ratings": ' * 10_000,
        line('{"level": 1, "evidence": "\\x"}'), line('1, "risk-management": 1'),
        json.dumps({"ratings": {code: {"not_applicable": "x"} for code in LEFT_OUT[:3]}}).encode(),
    ],
)  # fmt: skip
def test_other_faults_are_never_read_quickly(data: bytes) -> None:
    assert carefully(STANDARD, data) is None
    assert not agree(data)


@pytest.mark.parametrize("answer", ['{"level": 1, "not_applicable": false}', '{"level": 1, "evidence": "at 12:30"}', "-0"])
def test_valid_json_of_unusual_form_is_read_too(answer: str) -> None:
    assert answers_of(STANDARD, line(answer)).ratings == careful_answers(STANDARD, line(answer)).ratings
    assert answers_of(STANDARD, b"\xef\xbb\xbf" + line(answer)).ratings == careful_answers(STANDARD, line(answer)).ratings


TEXT = st.sampled_from(["list", "清单", " ", "", "a: b", 'a "b"', "\\", "\u2028", "\x7f", "😀" * TEXT_AT_MOST, "x" * 201])
DAY = st.sampled_from([None, "2026-10-30", "2025-11-24", "2024-02-29", "2026-02-29", "9998-01-01", "2026-1-1"])
EVIDENCE = st.one_of(
    TEXT, st.fixed_dictionaries({"what": TEXT}, optional=dict.fromkeys(("in_force", "last_used", "named_on"), DAY))
)
CRITERIA = st.lists(
    st.sampled_from(["1.a", "1.b", "2.a", "2.b", "2.c", "2.d", "3.a", "9.z", "demand-management.1.a", 3]), max_size=8
)
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "criteria": st.one_of(st.none(), CRITERIA),
    "level": st.one_of(st.integers(0, 5), st.integers(-1, 6), st.just(1.0), st.none()),
    "under_way": st.sampled_from([True, True, False, None, 1]),
    "unsure": st.sampled_from([True, False, None]),
    "not_applicable": st.one_of(st.none(), st.just(False), TEXT),
    "evidence": st.one_of(st.none(), EVIDENCE),
}
ANSWER = st.one_of(st.integers(0, 5), st.fixed_dictionaries({}, optional=PARTS))
SHEET = st.fixed_dictionaries(
    {"ratings": st.dictionaries(st.sampled_from(STANDARD.codes), ANSWER, max_size=27)},
    optional={"edition": st.sampled_from([STANDARD.edition, STANDARD.edition, "other"])},
)


@given(
    SHEET, st.booleans(), st.sampled_from([None, (",", ":"), (" ,\t", " : ")]), st.integers(0), st.integers(0), st.booleans()
)
@example({"ratings": {}}, False, None, 0, 0, True)
def test_any_answers_are_read_alike(
    sheet: dict[str, Any], ascii_only: bool, separators: tuple[str, str] | None, start: int, length: int, doubled: bool
) -> None:
    text = json.dumps(sheet, ensure_ascii=ascii_only, separators=separators)
    agree(text.encode())
    start %= len(text) + 1
    piece = text[start : start + length % 40]
    agree((text[:start] + piece * 2 * doubled + text[start + len(piece) :]).encode())


def test_changed_answers_are_read_alike() -> None:
    for data in [*cases("score"), *mutated("score", 3_000, seed=2)]:
        agree(data)


def test_another_edition_is_read_by_its_own_codes() -> None:
    small = small_standard(1, 2, may_not_apply=True)
    assert agree(b'{"ratings": {"s-a": 1, "s-b": {"not_applicable": "x"}}, "edition": "small"}', small)
    assert not agree(b'{"ratings": {"s-c": 1}}', small)
    assert not agree(b'{"ratings": {"s-a": {"not_applicable": "x"}}}', small)


@given(SHEET, st.sampled_from(["small", '甲 "乙"\\\n\t\x01\x7f\u2028😀/']))
def test_the_result_is_written_as_pythons_own_writer_would(sheet: dict[str, Any], edition: str) -> None:
    ratings = carefully(STANDARD, json.dumps({"ratings": sheet["ratings"]}).encode())
    if ratings is not None:
        result = result_of(replace(STANDARD, edition=edition), ratings, TODAY)
        assert result == json.dumps(json.loads(result), ensure_ascii=False).encode()
        assert json.loads(result)["edition"] == edition
