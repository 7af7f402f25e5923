"""Gathers what the report of a review is made from, for people of the institution."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.cases import SeenCase
from bot.conversation.conversation import Conversation
from bot.documents.content.review_report import ReviewFacts
from flows.dialogue import Address
from flows.review.names import NameStanding


async def review_facts(
    conversation: Conversation, who: Address, seen: SeenCase, check_page: Callable[[str], str]
) -> ReviewFacts:
    """Return what the report of a case of a person's institution says.

    `check_page` returns the address of the public page of a number. Raises Refusal if the database cannot be used just now.
    """
    log = await conversation.cases.log(who, seen.id)
    result = next((each for each in await conversation.result_pages.of(who) if each.case == seen.id), None)
    page = check_page(result.check_number) if result is not None and result.is_published else ""
    is_confirmed = result is not None and result.name is NameStanding.confirmed
    return ReviewFacts(seen.case, log, seen.institution, seen.association, seen.rules, seen.today, page, is_confirmed)
