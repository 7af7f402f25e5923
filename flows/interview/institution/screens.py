"""Builds the screen that asks for the institution's name, and the ways to it."""

from __future__ import annotations

from flows.dialogue import Choice, phrase
from flows.interview.screen_builder import Scope
from flows.interview.stage_groups import INSTITUTION_STAGES
from flows.screen import Aside, Heading, Paragraph, Screen
from flows.stages import Stage
from flows.triggers import Trigger


def naming_institution(at: Scope) -> Screen:
    """Ask what the institution is called: one typed line. A name that was typed before can be removed.

    A colleague is only told who can change it.
    """
    name = at.session.institution
    if at.session.is_colleague:
        return _named_by_another(at)
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


def _named_by_another(at: Scope) -> Screen:
    """Say that only the coordinator can change the name: somebody can become a colleague while they are asked for it."""
    name = at.session.institution
    return at.screen(
        Stage.naming_institution,
        Heading(phrase("naming-institution-title")),
        *([Paragraph(phrase("naming-institution-now", name=name))] if name else []),
        Paragraph(phrase("naming-institution-coordinator")),
        rows=[[at.choice(Trigger.leave, "", phrase("choice-leave-named" if name else "choice-not-now"))]],
    )


def named_line(at: Scope) -> list[Aside]:
    """Return the line with the name that the documents bear; nothing if there is no name."""
    return [Aside(phrase("result-institution", name=at.session.institution))] if at.session.institution else []


def name_choices(at: Scope) -> list[Choice]:
    """Return the ways to the name, which only the coordinator changes, and to the colleagues.

    No way to the name while another line is being typed.
    """
    label = phrase("choice-rename" if at.session.institution else "choice-name-institution")
    is_free = at.session.stage in INSTITUTION_STAGES and not at.session.is_colleague
    return [
        *([at.choice(Trigger.ask_institution, "", label)] if is_free else []),
        at.choice(Trigger.colleagues, "", phrase("choice-colleagues")),
    ]
