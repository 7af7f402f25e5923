"""A person says which criteria their evidence shows: one optional tap more, and nothing is stored before they record it."""

from __future__ import annotations

import pytest

from flows.dialogue import Filled, Refusal, Reply
from flows.interview.screen_index import screen_of
from flows.screen import Screen
from flows.standard.loader import shipped
from tests.flows.interview.planned import begun, keys, naming_evidence, said
from tests.flows.player import TODAY, Player

STANDARD = shipped()
NUMBER, RUNG = 0, 3
CRITERIA = STANDARD.subdomains[NUMBER].criteria_of(RUNG)
ALL = (1 << len(CRITERIA)) - 1
VIEW = f"shows.{NUMBER}"


def dated(rung: str = "3") -> tuple[Player, str]:
    """Name evidence; the player is asked for its days."""
    player, code = naming_evidence(rung)
    assert player.type("Minutes").name == "dating"
    return player, code


def shows(player: Player, code: str) -> str:
    evidence = player.session.ratings[code].evidence
    assert evidence is not None
    return evidence.shows


def opens(screen: Screen) -> list[str]:
    return [reply.value for reply in screen.replies if reply.trigger == "open" and reply.value.startswith("shows")]


def test_nobody_has_to_say_it() -> None:
    player, code = dated()
    assert opens(player.screen) == [VIEW]
    player.tap("leave")
    assert shows(player, code) == ""


def test_a_set_is_toggled_and_recorded_and_the_days_are_asked_next() -> None:
    player, code = dated()
    before = player.session
    for view in (VIEW, f"{VIEW}.{ALL ^ 1:x}", f"{VIEW}.{ALL ^ 3:x}"):
        player.tap("open", view)
        assert player.session == before
    assert player.tap("shows", f"{NUMBER}.{ALL ^ 3:x}").name == "dating"
    assert shows(player, code) == "3cd"
    assert "evidence-shows" in keys(player.screen)
    assert said(player.tap("date", "0")) == "evidence-shows"


def test_all_of_them_are_the_whole_rung() -> None:
    player, code = dated()
    player.tap("open", VIEW)
    assert said(player.tap("shows", f"{NUMBER}.{ALL:x}")) == "notice-shows-all"
    assert shows(player, code) == ""


def test_none_of_them_cannot_be_recorded() -> None:
    player, code = dated()
    player.tap("open", VIEW)
    for place in range(len(CRITERIA)):
        player.tap("open", f"{VIEW}.{ALL >> place + 1 << place + 1:x}")
    assert "notice-shows-nothing" in keys(player.screen)
    assert not any(reply.trigger == "shows" for reply in player.screen.replies)
    with pytest.raises(Refusal):
        player.hear(Reply(player.session.turn, f"{VIEW}.0", "shows", f"{NUMBER}.0"))
    assert shows(player, code) == ""


def test_a_form_says_the_same() -> None:
    player, code = dated()

    def filled(bits: str) -> Screen:
        return player.hear(Filled(player.session.turn, VIEW, "shows", str(NUMBER), (("shows", bits),)))

    for refused in ("", "0", "x", "fff"):
        screen = filled(refused)
        assert (said(screen), shows(player, code)) == ("notice-form", "")
    assert filled("1").name == "dating"
    assert shows(player, code) == "3a"


def test_from_the_review_it_can_be_said_later() -> None:
    player, code = dated()
    player.tap("leave")
    player.tap("review")
    player.tap("open", f"answers.{STANDARD.subdomain(code).domain}")
    player.tap("open", f"answer.{NUMBER}")
    player.tap("open", VIEW)
    player.tap("open", f"{VIEW}.{ALL ^ 1:x}")
    screen = player.tap("shows", f"{NUMBER}.{ALL ^ 1:x}")
    assert (screen.name, said(screen), shows(player, code)) == ("reviewing", "evidence-shows", "3bcd")


@pytest.mark.parametrize("view", ["shows.0", "shows.99", "shows.x", "shows.0.zz", "shows.0.fff", "shows."])
def test_without_evidence_or_with_a_name_of_nothing_there_is_no_such_view(view: str) -> None:
    player = begun()
    assert screen_of(STANDARD, player.session, view, TODAY) is None


def test_renewed_evidence_keeps_what_it_shows_and_of_a_higher_rung_it_shows_all() -> None:
    player, code = dated()
    player.tap("open", VIEW)
    player.tap("open", f"{VIEW}.{ALL ^ 1:x}")
    player.tap("shows", f"{NUMBER}.{ALL ^ 1:x}")
    player.tap("leave")
    for rung, kept in (("3", "3bcd"), ("4", "")):
        player.tap("review")
        player.tap("open", f"answers.{STANDARD.subdomain(code).domain}")
        player.tap("open", f"answer.{NUMBER}")
        player.tap("jump", code)
        player.tap("rate", rung)
        player.tap("open", f"answers.{STANDARD.subdomain(code).domain}")
        player.tap("open", f"answer.{NUMBER}")
        player.tap("evidence", code)
        player.tap("renew")
        assert shows(player, code) == kept
        player.tap("leave")
        player.tap("close")
