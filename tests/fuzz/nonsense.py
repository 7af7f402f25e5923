"""Words and replies that no person, or no honest program, would send: for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from flows.assessment.rating import MARKS, UNSURE
from flows.commands import COMMANDS
from flows.dialogue import Command, Reply
from flows.interview.machine import TRIGGERS
from flows.interview.screen_index import VIEWS
from flows.standard.loader import shipped

CODES = shipped().codes
DOMAINS = tuple(domain.code for domain in shipped().domains)
ODD = (
    "", " ", "3", "３＋", "5+", "3 +", "④", "-1", "6", "3.0", "0x3", "٣", "👍", "👩‍👩‍👧‍👦", "<b>3</b>", "&lt;", "</i>", "\u202e3", "\u20663\u2069", "\x00", "\x1b[31m",
    "{ $x }", "{ -brand }", "%s", "../../etc/passwd", "'; DROP TABLE ratings; --", "e\u0301" * 50, "字" * 200, "字" * 201, "字" * 4096, "\ufeff", "\ud800",
)  # fmt: skip

words = st.one_of(st.sampled_from(ODD), st.sampled_from(MARKS), st.text(max_size=300), st.text("0123456789+⁺ ３", max_size=5))
views = st.one_of(
    st.just(""),
    st.sampled_from(sorted(VIEWS)),
    st.sampled_from([f"answers.{domain}" for domain in DOMAINS]),
    st.sampled_from(["welcome", "welcome.zh", "welcome.en.quick", "welcome.fr", "steps.0", "steps.1", "steps.-1", "steps.9"]),
    st.sampled_from([f"step.{code}" for code in CODES]),
    st.text(max_size=20),
)
values = st.one_of(
    st.just(""),
    st.sampled_from([*MARKS, UNSURE, "6", "quick", "full", "target-1", "target-5", "target-6", "zh", "en", "xx"]),
    st.sampled_from(CODES),
    views,
)
triggers = st.one_of(st.sampled_from([*TRIGGERS, "open", "show"]), st.text(max_size=10))
# How far a reply's turn lies from the current one.
distances = st.one_of(st.just(0), st.integers(-3, 3), st.sampled_from([-(2**40), 2**40, 2**70]))
replies = st.builds(Reply, st.just(0), views, triggers, values)
commands = st.builds(
    Command,
    st.one_of(st.sampled_from(COMMANDS), st.text(max_size=12)),
    st.one_of(st.just(""), st.sampled_from(["quick", "full", "target-3", "target-9", "<b>"]), st.text(max_size=70)),
)
