"""Asks the coordinator for a line about a step of the institution's plan: who does it, or why it is dropped.

The interview knows nothing of that plan. It asks, and hands over what was typed.
"""

from __future__ import annotations

from msgspec import Struct

from flows.dialogue import Phrase, phrase
from flows.interview.screen_builder import Scope
from flows.interview.session import Session
from flows.screen import Heading, Paragraph, Screen
from flows.stages import Stage
from flows.triggers import Trigger

TEAM_STEP = frozenset({Stage.assigning_team, Stage.dropping_team})


class TeamStepLine(Struct, frozen=True):
    """A line that was typed about the step of a subdomain: who does it, or with `drops`, why it is dropped."""

    subdomain: str
    text: str
    drops: bool


class TeamStepEffects:
    """The part of an interview that asks about a step of the institution's plan. `team_line` is what was just typed."""

    session: Session
    stage: str
    team_line: TeamStepLine | None = None

    def hold_team_step(self, value: str) -> None:
        """Remember the subdomain of the step, and the stage to come back to. A question that was gone back to is left."""
        place = self.session if self.stage in TEAM_STEP else self.session.coming_back_to(self.stage)
        self.session = place.focused_on(value)


def assigning_team(at: Scope) -> Screen:
    """Ask who does a step of the institution's plan: one typed line."""
    return _asking(at, Stage.assigning_team, phrase("assigning-ask"), phrase("typed-person"))


def dropping_team(at: Scope) -> Screen:
    """Ask why a step of the institution's plan is dropped: one typed line."""
    return _asking(at, Stage.dropping_team, phrase("dropping-ask"), phrase("typed-reason"))


def _asking(at: Scope, stage: Stage, asks: Phrase, typed: Phrase) -> Screen:
    return at.screen(
        stage,
        Heading(phrase("team-step-title")),
        Paragraph(Phrase(at.session.focus)),
        Paragraph(asks),
        rows=[[at.choice(Trigger.leave, "", phrase("choice-not-now"))]],
        typed=typed,
    )
