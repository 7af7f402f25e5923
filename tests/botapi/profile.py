"""What Telegram remembers of the bot itself: its commands, its name, what it says of itself, each by language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import limits
from .schema import Json

_PARTS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


class Profile:
    """The state behind the calls `…My…`. Each `on_…` method is one call: values in, result out, ApiError if refused."""

    def __init__(self, first_name: str) -> None:
        """Input: the bot's name if no other was set."""
        self._first_name = first_name
        self._commands: dict[tuple[str, str], list[Json]] = {}
        self._parts: dict[tuple[str, str], str] = {}

    def handlers(self) -> dict[str, Callable[[Json], Any]]:
        """Output: by method name, what answers it."""
        found: dict[str, Callable[[Json], Any]] = {
            "setMyCommands": self.on_set_commands,
            "getMyCommands": self.on_get_commands,
            "deleteMyCommands": self.on_delete_commands,
        }
        for title, name in _PARTS.items():
            found[f"setMy{title}"] = self._setter(name)
            found[f"getMy{title}"] = self._getter(name)
        return found

    def on_set_commands(self, params: Json) -> bool:
        """setMyCommands: the values. Output: True."""
        self._commands[_scope(params), limits.language(params)] = limits.commands(params)
        return True

    def on_get_commands(self, params: Json) -> list[Json]:
        """getMyCommands: the values. Output: the commands set for just this scope and language."""
        return self._commands.get((_scope(params), limits.language(params)), [])

    def on_delete_commands(self, params: Json) -> bool:
        """deleteMyCommands: the values. Output: True."""
        self._commands.pop((_scope(params), limits.language(params)), None)
        return True

    def _setter(self, name: str) -> Callable[[Json], bool]:
        def set_part(params: Json) -> bool:
            self._parts[name, limits.language(params)] = params.get(name, "")
            return True

        return set_part

    def _getter(self, name: str) -> Callable[[Json], Json]:
        default = self._first_name if name == "name" else ""

        def get_part(params: Json) -> Json:
            own = self._parts.get((name, limits.language(params)))
            return {name: own or self._parts.get((name, "")) or default}

        return get_part


def _scope(params: Json) -> str:
    scope = params.get("scope") or {"type": "default"}
    return ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)
