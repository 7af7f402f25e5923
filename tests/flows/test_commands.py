"""How a line is read as a command: where it ends, what counts as its slash, which bot it is addressed to."""

from __future__ import annotations

import pytest

from flows.commands import COMMANDS, KNOWN, command_in


@pytest.mark.parametrize(
    ("line", "name", "argument", "bot"),
    [
        ("/help", "help", "", ""),
        ("/Mydata", "mydata", "", ""),
        ("/MYDATA please", "mydata", "please", ""),
        ("/help\n", "help", "", ""),
        ("/help\nme", "help", "me", ""),
        ("/help\u3000me", "help", "me", ""),
        ("/help\u00a0\u2009me ", "help", "me", ""),
        ("/help\u2028me", "help", "me", ""),
        ("  /help", "help", "", ""),
        ("\u200e/help\u200b", "help", "", ""),
        ("/start target-3", "start", "target-3", ""),
        ("/help@Xingjie_Bot now", "help", "now", "xingjie_bot"),
        ("/ｒｅｓｕｌｔ＠bot", "result", "", "bot"),
        ("／result", "result", "", ""),
        ("、result", "result", "", ""),
        ("、Result\u3000now", "result", "now", ""),
    ],
)
def test_a_command_ends_at_the_first_white_space(line: str, name: str, argument: str, bot: str) -> None:
    read = command_in(line)
    assert read is not None
    assert (read.name, read.argument, read.bot, read.known) == (name, argument, bot, KNOWN[name])


@pytest.mark.parametrize("line", ["/", "/ 5", "/helpful", "/etc/passwd is ours", "//help", "/help！", "/帮助"])
def test_an_unknown_name_after_a_slash_is_a_command_that_does_not_exist(line: str) -> None:
    read = command_in(line)
    assert read is not None
    assert read.known is None


@pytest.mark.parametrize("line", ["", " ", "help", "3", "、三家", "／财务", "、", "see /help", "\\help", "\u200b", "\x00"])
def test_any_other_line_is_not_a_command(line: str) -> None:
    assert command_in(line) is None


def test_names_are_told_apart() -> None:
    assert len(set(COMMANDS)) == len(COMMANDS)
    assert all(name == name.lower() and name.isascii() and name.isalpha() for name in COMMANDS)
