"""A person names evidence, then gives its dates or skips them. What cannot be taken is refused with its reason, and nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating
from flows.dialogue import Attached, Attachment, Refusal, phrase
from flows.interview.evidence.dates import written_day
from flows.screen import Folded, Listing, Screen
from flows.standard.loader import shipped
from tests.flows.interview.planned import begun, keys, naming_evidence, said
from tests.flows.player import TODAY, Player

STANDARD = shipped()
LIST = "客户名册"
FILE = Attachment("list.pdf", 2048, "application/pdf", "ab" * 32, "telegram:X")


def revisited(player: Player, code: str) -> None:
    """Go to an answer's own view, by way of the review."""
    if player.screen.name != "reviewing":
        player.tap("review")
    player.tap("open", f"answers.{STANDARD.subdomain(code).domain}")
    player.tap("open", f"answer.{STANDARD.codes.index(code)}")


def evidence_of(player: Player, code: str) -> Evidence | None:
    return player.session.ratings[code].evidence


def offers(screen: Screen, trigger: str) -> list[str]:
    return [reply.value for reply in screen.replies if reply.trigger == trigger]


@pytest.mark.parametrize(("mark", "offered"), [("0", 0), ("2+", 0), ("unsure", 0), ("3", 1), ("4+", 1), ("5", 1)])
def test_the_next_card_asks_for_evidence_from_rung_three_on(mark: str, offered: int) -> None:
    player = begun()
    code = player.session.current(STANDARD)
    screen = player.answer(mark)
    assert screen.name == "asking"
    assert offers(screen, "evidence") == [code] * offered


def test_checkpoint_and_verdict_ask_for_evidence_too() -> None:
    player = begun()
    assert offers(player.answer_all(dict.fromkeys(STANDARD.codes, "3"), until="checkpoint"), "evidence") == ["risk-management"]
    player.tap("evidence", "risk-management")
    assert player.tap("leave").name == "checkpoint"
    quick = begun("quick")
    quick.tap("rate", "3")
    assert quick.tap("rate", "0").name == "deciding"
    assert offers(quick.screen, "evidence") == []
    quick.tap("back")
    quick.tap("keep")
    assert quick.screen.name == "deciding"


def test_evidence_is_kept_as_soon_as_it_is_named_and_its_dates_follow() -> None:
    player, code = naming_evidence()
    question = player.session.order(STANDARD)[1]
    assert player.type(LIST).name == "dating"
    assert evidence_of(player, code) == Evidence(LIST, 3, named_on=TODAY)
    assert player.type("2026-01-15 2026-10-30").name == "asking"
    assert player.session.current(STANDARD) == question
    assert evidence_of(player, code) == Evidence(LIST, 3, TODAY, date(2026, 1, 15), date(2026, 10, 30))
    assert offers(player.screen, "evidence") == []


def test_without_days_evidence_counts_from_the_day_it_was_named() -> None:
    player, _ = naming_evidence()
    player.type(LIST)
    assert player.tap("leave").notice == phrase("notice-evidence-counts", date=written_day(date(2027, 11, 2)))


@pytest.mark.parametrize(
    ("months", "used"), [("0", TODAY), ("1", date(2026, 10, 2)), ("3", date(2026, 8, 2)), ("12", date(2025, 11, 2))]
)
def test_the_last_use_can_be_tapped(months: str, used: date) -> None:
    player, code = naming_evidence()
    player.type(LIST)
    assert said(player.tap("date", months)) == ("notice-evidence-stale" if months == "12" else "notice-evidence-counts")
    evidence = evidence_of(player, code)
    assert evidence is not None
    assert evidence.last_used == used


def test_dates_can_be_skipped() -> None:
    player, code = naming_evidence()
    player.type(LIST)
    assert player.tap("leave").name == "asking"
    assert evidence_of(player, code) == Evidence(LIST, 3, named_on=TODAY)


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "empty"), ("👍🎉", "empty"), ("！！", "empty"), ("长" * 201, "long"), ("\u202e\u200b", "empty")],
)
def test_a_line_that_names_nothing_is_refused_with_its_reason(text: str, why: str) -> None:
    player, _ = naming_evidence()
    before = player.session
    assert said(player.type(text)) == f"notice-evidence-{why}"
    assert player.screen.name == "naming_evidence"
    assert player.session == before


def test_a_file_is_evidence_and_its_caption_says_what_it_is() -> None:
    player, code = naming_evidence()
    assert player.attach(FILE, "List, edition 2").name == "dating"
    assert evidence_of(player, code) == Evidence("List, edition 2", 3, named_on=TODAY, file=FILE)


@pytest.mark.parametrize(("caption", "what"), [("", "list.pdf"), ("📎", "list.pdf"), ("长" * 1024, "长" * 199 + "…")])
def test_the_file_name_replaces_a_caption_without_words(caption: str, what: str) -> None:
    player, code = naming_evidence()
    player.attach(FILE, caption)
    evidence = evidence_of(player, code)
    assert evidence is not None
    assert evidence.what == what


def test_only_the_first_file_of_an_album_counts() -> None:
    player, _ = naming_evidence()
    player.attach(FILE, "")
    before = player.session
    other = Attachment("second.png", 1, "image/png", "cd" * 32, "telegram:Y")
    assert said(player.attach(other, "")) == "notice-one-file"
    assert player.session == before


def test_a_file_that_nobody_asked_for_is_not_kept() -> None:
    player = begun()
    before = player.session
    assert said(player.attach(None, "")) == "notice-no-file"
    assert (player.screen.name, player.session) == ("asking", before)


def test_a_file_delivered_twice_counts_once() -> None:
    player, _ = naming_evidence()
    player.attach(FILE, "")
    before = player.session
    with pytest.raises(Refusal):
        player.hear(Attached(FILE, "", player.session.heard))
    assert player.session == before


def test_evidence_for_a_lower_rung_can_be_said_to_cover_the_higher_one() -> None:
    player, code = naming_evidence()
    player.type(LIST)
    player.tap("date", "12")
    revisited(player, code)
    player.tap("jump", code)
    player.tap("rate", "4")
    revisited(player, code)
    player.tap("evidence", code)
    assert player.tap("renew").name == "dating"
    assert player.tap("date", "0").name == "reviewing"
    assert evidence_of(player, code) == Evidence(LIST, 4, TODAY, None, TODAY)


def test_evidence_can_be_taken_back() -> None:
    player, code = naming_evidence()
    player.type(LIST)
    player.tap("leave")
    revisited(player, code)
    player.tap("evidence", code)
    screen = player.tap("withdraw")
    assert (screen.name, said(screen)) == ("reviewing", "notice-evidence-withdrawn")
    assert player.session.ratings[code] == Rating(3)


def test_a_button_offers_no_last_use_before_the_evidence_came_into_force() -> None:
    player, code = naming_evidence()
    player.type(LIST)
    player.type("2026-09-01 2026-10-01")
    revisited(player, code)
    player.tap("evidence", code)
    assert offers(player.tap("renew"), "date") == ["0", "1"]


def test_the_result_lists_what_lacks_evidence_and_comes_back_to_the_result() -> None:
    player = begun()
    player.answer_all(dict.fromkeys(STANDARD.codes, "3"))
    player.tap("open", "evidence.0")
    assert len(offers(player.screen, "evidence")) == 9
    player.tap("open", "evidence.1")
    code = offers(player.screen, "evidence")[0]
    player.tap("evidence", code)
    assert player.session.origin == "finished"
    player.type(LIST)
    assert player.tap("date", "0").name == "finished"
    assert player.session.past[-1].ratings[code].evidence is not None
    assert (player.session.focus, player.session.origin) == ("", "")


def test_evidence_named_from_a_pause_leads_back_to_the_pause() -> None:
    player = begun()
    player.tap("rate", "3")
    player.tap("pause")
    player.command("result")
    player.tap("open", "evidence.0")
    player.tap("evidence", offers(player.screen, "evidence")[0])
    assert player.tap("leave").name == "paused"


def test_evidence_named_from_a_revisited_answer_leads_back_to_the_review() -> None:
    player = begun()
    player.answer_all(dict.fromkeys(STANDARD.codes, "3"))
    revisited(player, STANDARD.codes[0])
    player.tap("jump", STANDARD.codes[0])
    player.command("result")
    player.tap("open", "evidence.0")
    player.tap("evidence", STANDARD.codes[1])
    assert player.tap("leave").name == "reviewing"


def test_stale_evidence_is_shown_as_stale_and_the_fall_has_its_day() -> None:
    player = begun()
    player.answer_all(dict.fromkeys(STANDARD.codes, "3"))
    while "evidence.0" in offers(player.screen, "open"):
        player.tap("open", "evidence.0")
        player.tap("evidence", offers(player.screen, "evidence")[0])
        player.type(LIST)
        player.tap("date", "0")
    assert "result-falls" in keys(player.screen)
    assert "result-holding-back" not in keys(player.screen)
    player.today = date(2027, 11, 2)
    player.command("result")
    assert {"result-stale", "result-holding-back"} <= keys(player.screen)
    assert "result-falls" not in keys(player.screen)


def test_contradictions_are_pointed_out_three_in_full() -> None:
    player = begun()
    needs = {rule.needs for rule in STANDARD.contradictions}
    player.answer_all({code: "1" if code in needs else "4" for code in STANDARD.codes})
    assert "second-look-more" in keys(player.screen)
    folded = [inner for block in player.screen.blocks if isinstance(block, Folded) for inner in block.blocks]
    shown = [item for block in folded if isinstance(block, Listing) for item in block.items]
    assert len([item for item in shown if item.key == "second-look-line"]) == 3
