"""A case says on the page and in a chat that its result ends soon."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.case_facts import case_facts
from flows.interview.cases.screens import case_card
from flows.interview.cases.seen import SeenCase
from flows.review.rules import ReviewRules
from tests.people.issued_results import STANDARD, UNTIL, played


@pytest.mark.parametrize(("days", "says"), [(30, True), (90, False)])
def test_a_case_says_that_its_result_ends_soon(days: int, says: bool) -> None:
    seen = SeenCase(1, "North", "Yunhe", played().to_issue.case, ReviewRules(), True, UNTIL - timedelta(days=days))
    on_page = [line.key for line in case_facts(STANDARD, seen).state]
    in_chat = repr(case_card(STANDARD, seen, "en", 1, has_page=True))
    assert ("result-ends-soon" in on_page) is says
    assert ("result-ends-soon" in in_chat) is says
