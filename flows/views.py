"""The views that can be looked at without changing anything."""

from __future__ import annotations

from enum import StrEnum


class View(StrEnum):
    """The first word of a view's name. Buttons carry the values, so they never change."""

    about = "about"
    answer = "answer"
    answers = "answers"
    begin = "begin"
    changed = "changed"
    compare = "compare"
    elsewhere = "elsewhere"
    explain = "explain"
    forget = "forget"
    goals = "goals"
    help = "help"
    history = "history"
    what_if = "if"
    language = "language"
    privacy = "privacy"
    lacking_evidence = "proofs"
    plan = "plan"
    question = "q"
    rich_cards = "rich"
    rich_sample = "sample"
    standard = "read"
    recheck = "recheck"
    recorded = "recorded"
    reminder = "reminder"
    reminders = "reminders"
    restart = "restart"
    result = "result"
    step = "step"
    steps = "steps"
    planned_step = "task"
    zones = "zones"
    welcome = "welcome"
