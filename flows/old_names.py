"""Understands the names that earlier versions gave to a stage, a trigger or a view.

Stored rows, the buttons of old messages and saved addresses still carry them. Nothing else in the code knows them.
"""

from __future__ import annotations

from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View

_STAGES = {"proving": Stage.naming_evidence}
_TRIGGERS = {"prove": Trigger.show_evidence}
_VIEWS = {"proofs": View.lacking_evidence}


def stage_of(stored: str) -> str:
    """Return the name that a stored stage has today."""
    return _STAGES.get(stored, stored)


def trigger_of(tapped: str) -> str:
    """Return the name that a tapped trigger has today."""
    return _TRIGGERS.get(tapped, tapped)


def view_of(view: str) -> str:
    """Return a view's name with the first word that it has today."""
    name, dot, rest = view.partition(".")
    return f"{_VIEWS[name]}{dot}{rest}" if name in _VIEWS else view
