"""What people here like to tap and to type, so that every part of the bot is used and most of what they do is to answer."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta

from flows.dialogue import Reply

# How gladly a button is tapped, by trigger; what is not named here, seldom.
EAGER = {"rate": 2.0, "unsure": 1.0, "consent": 50.0, "begin": 10.0, "go_on": 20.0, "verdict": 10.0, "go_deeper": 10.0,
         "restart": 10.0, "resume": 20.0, "close": 5.0, "cancel": 2.0, "show": 3.0, "call": 3.0,
         "evidence": 2.0, "renew": 3.0, "withdraw": 1.0, "date": 2.0, "leave": 3.0,
         "plan": 5.0, "widen": 3.0, "state": 2.0, "due": 1.0, "assign": 1.5, "drop": 0.7, "done": 1.5, "to_plan": 2.0,
         "recheck": 10.0, "confirm": 5.0, "walk": 2.0, "same": 3.0, "remind": 2.0, "live": 1.0}  # fmt: skip
# The same for what is opened, by the view's first word: the result leads to the institution's name.
OPENED = {"restart": 10.0, "result": 10.0, "plan": 5.0, "task": 1.0, "recheck": 5.0, "history": 2.0, "changed": 2.0,
          "compare": 1.0, "evidence": 3.0, "goals": 1.0, "reminders": 1.0, "unsure": 1.0, "points": 1.0}  # fmt: skip
SELDOM = 0.15
# What ends the data, and what sends a file: no card answers it, nothing is stored, and each takes a second of a processor.
NEVER = frozenset({"forget", "document"})
REASON = "由上级单位统一负责 <b>&amp; 😀"
ORDER_OF_THE_HOUSE = "服务规范 v2 <i>“2025”</i> & 附件"
EVIDENCE_AGES = (0, 1, 40, 200, 500, 1500)


def choice(dice: random.Random, replies: Iterable[Reply]) -> Reply:
    """One of the buttons of a card, by how gladly it is tapped."""
    offered = [reply for reply in replies if reply.trigger not in NEVER]
    return dice.choices(offered, [_eagerness(reply) for reply in offered])[0]


def line(dice: random.Random, stage: str, today: date) -> str | None:
    """Return what a person types in a stage that asks for a line; None in any other."""
    if stage == "dating":
        return _days(dice, today)
    if stage == "naming_evidence":
        return f"{ORDER_OF_THE_HOUSE} {dice.randrange(100)}"
    if stage in ("excusing", "dropping", "naming"):
        return REASON
    return f"王芳 {dice.randrange(10)}" if stage == "assigning" else None


def _days(dice: random.Random, today: date) -> str:
    """One day or two, as people write them, also wrong ones; while the bot's clock is behind, some are still to come."""
    used, since = sorted(today - timedelta(days=age) for age in dice.choices(EVIDENCE_AGES, k=2))[::-1]
    forms = (
        f"{used}",
        f"{since} 至 {used}",
        f"{since:%Y.%m}起，{used.year}年{used.month}月用过",
        f"{used:%Y-%m}",
        "last spring",
    )
    return dice.choice(forms)


def _eagerness(reply: Reply) -> float:
    if reply.trigger == "open":
        return OPENED.get(reply.value.partition(".")[0], SELDOM)
    return EAGER.get(reply.trigger, SELDOM)
