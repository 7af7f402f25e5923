"""Builds the screen that asks for the institution's name, and the ways to it."""

from __future__ import annotations

from flows.dialogue import Choice, phrase
from flows.interview.machine import INSTITUTION_STAGES
from flows.interview.screen_builder import Scope
from flows.screen import Aside, Heading, Paragraph, Screen
from flows.stages import Stage
from flows.triggers import Trigger


def naming_institution(at: Scope) -> Screen:
    """Ask what the institution is called: one typed line. A name that was typed before can be removed."""
    name = at.session.institution
    return at.screen(
        Stage.naming_institution,
        Heading(phrase("naming-institution-title")),
        *([Paragraph(phrase("naming-institution-now", name=name))] if name else []),
        Paragraph(phrase("naming-institution-ask")),
        Aside(phrase("naming-institution-hint")),
        rows=[
            [at.choice(Trigger.unname_institution, "", phrase("choice-unname"))] if name else [],
            [at.choice(Trigger.leave, "", phrase("choice-leave-named" if name else "choice-not-now"))],
        ],
        typed=phrase("typed-institution"),
    )


def named_line(at: Scope) -> list[Aside]:
    """Return the line with the name that the documents bear; nothing if there is no name."""
    return [Aside(phrase("result-institution", name=at.session.institution))] if at.session.institution else []


def name_choices(at: Scope) -> list[Choice]:
    """Return the button that leads to the name; no button while another line is being typed."""
    if at.session.stage not in INSTITUTION_STAGES:
        return []
    return [
        at.choice(Trigger.ask_institution, "", phrase("choice-rename" if at.session.institution else "choice-name-institution"))
    ]
