"""Fills texts that have nothing but variables in them: nine in ten of those with variables. They need no compiler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale
from fluent.syntax import ast
from fluent_compiler.types import FluentInt

# The values of a text's variables.
Values = Mapping[str, str | FluentInt]


@dataclass(frozen=True, slots=True)
class Template:
    """A text with variables: `pieces` are what comes before each variable, and its name; `end` comes after the last one."""

    pieces: tuple[tuple[str, str], ...]
    end: str

    def filled(self, values: Values, locale: Locale) -> str:
        """Return the text with these values. Raises KeyError with the name of a variable that has none."""
        said: list[str] = []
        for before, name in self.pieces:
            value = values[name]
            said += (before, value if isinstance(value, str) else value.format(locale))
        said.append(self.end)
        return "".join(said)


def template_of(pattern: ast.Pattern) -> Template | None:
    """Return a pattern as a template; None if it has choices, references or literals."""
    pieces, text = [], ""
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            text += str(element.value)
        elif isinstance(element.expression, ast.VariableReference):
            pieces.append((text, str(element.expression.id.name)))
            text = ""
        else:
            return None
    return Template(tuple(pieces), text)
