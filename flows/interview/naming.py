"""The institution's name on the documents: one typed line, never in an answer's way; it can be changed and taken away."""

from __future__ import annotations

from msgspec.structs import replace

from flows.dialogue import Aside, Choice, Heading, Paragraph, Phrase, Screen, phrase
from flows.interview.machine import NAMEABLE
from flows.interview.scope import Scope
from flows.interview.session import Session

NAME_AT_MOST = 200


class Naming:
    """The part of an interview that names the institution. It changes `session` and nothing else."""

    session: Session
    stage: str

    def is_from_choosing(self, _value: str) -> bool:
        """She was about to choose her run."""
        return self.session.origin == "choosing"

    def is_from_confirming(self, _value: str) -> bool:
        """She was about to confirm a domain's old answers."""
        return self.session.origin == "confirming"

    def mark_place(self, _value: str) -> None:
        """Keep where to go back to."""
        self.session = self.session.coming_back_to(self.stage)

    def set_name(self, value: str) -> None:
        """Name the institution; "" leaves it unnamed."""
        self.session = replace(self.session, organisation=value)


def naming(at: Scope) -> Screen:
    """What the institution is called: one typed line; what was typed before can be taken away."""
    name = at.session.organisation
    return at.screen(
        "naming",
        Heading(phrase("naming-title")),
        *([Paragraph(phrase("naming-now", name=name))] if name else []),
        Paragraph(phrase("naming-ask")),
        Aside(phrase("naming-hint")),
        rows=[
            [at.choice("unname", "", phrase("choice-unname"))] if name else [],
            [at.choice("leave", "", phrase("choice-leave-named" if name else "choice-not-now"))],
        ],
        typed=phrase("typed-organisation"),
    )


def named_line(at: Scope) -> list[Aside]:
    """The name that the documents bear; nothing where they bear none."""
    return [Aside(phrase("result-organisation", name=at.session.organisation))] if at.session.organisation else []


def name_choices(at: Scope) -> list[Choice]:
    """The button that leads to the name; none where something else is being typed."""
    if at.session.stage not in NAMEABLE:
        return []
    return [at.choice("call", "", phrase("choice-rename" if at.session.organisation else "choice-call"))]


def renamed(before: Session, after: Session) -> Phrase | None:
    """After the name was given, changed or taken away: what that means for the documents."""
    if before.organisation == after.organisation:
        return None
    return phrase("notice-named" if after.organisation else "notice-unnamed")
