"""Checks a call against the published facts of the Bot API: names, types, required fields, lengths."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import ApiError, violation
from .html import HtmlError, Parsed, parse, trim, utf16_length
from .rich_types import FAMILIES, members_by_type, snake

Json = dict[str, Any]

_FACTS = Path(__file__).with_name("botapi-10.3.json")
_ATTACHED = "attach://"
# Types that are empty objects; every other type without fields is a family whose members bear its name.
_EMPTY = frozenset(
    {
        "CallbackGame",
        "CommunityChatRemoved",
        "DisabledButton",
        "ForumTopicClosed",
        "ForumTopicReopened",
        "GeneralForumTopicHidden",
        "GeneralForumTopicUnhidden",
        "VideoChatStarted",
    }
)
# Families whose members differ by a "type" that is the rest of the member's name.
_TYPED = frozenset({"BotCommandScope", "InputMedia", "ReactionType", "MenuButton", "InputPaidMedia", "InputProfilePhoto"})
_MARKED_UP = frozenset({"text", "caption", "message_text"})
_EMPTY_WORDS = {"text": "message text is empty", "chat_id": "chat_id is empty"}
_LONG_WORDS = {"text": "message is too long", "caption": "message caption is too long"}


@dataclass(frozen=True)
class Upload:
    """A file sent inside the call: its name, bytes and declared content type."""

    name: str
    data: bytes
    content_type: str


def visible(text: str, parse_mode: str | None, entities: list[Json] | None = None) -> Parsed:
    """Input: a text as the bot sends it. Output: what a person sees. Raises ApiError if it can't be
    parsed."""
    if not parse_mode:
        return trim(text, list(entities or []))
    if parse_mode.lower() != "html":
        raise violation("unsupported parse_mode", f"parse_mode {parse_mode!r}: this server reads HTML only")
    try:
        return parse(text)
    except HtmlError as error:
        raise violation(f"can't parse entities: {error}", f"{error} in {text!r}") from error


class Schema:
    """The facts, and the checks made from them."""

    def __init__(self, facts: Json) -> None:
        """Input: an object with "methods" and "types", each name holding "fields"."""
        self.methods: dict[str, Json] = facts["methods"]
        self.types: dict[str, Json] = facts["types"]
        self._rich = members_by_type(self.types)
        self._read: dict[str, tuple[str | None, list[str]]] = {}

    @classmethod
    def load(cls) -> Schema:
        """Output: the schema of the Bot API release that lies beside this module."""
        return cls(json.loads(_FACTS.read_text("utf-8")))

    def check_call(self, method: str, params: Json, *, form: bool) -> Json:
        """Input: a call; `form` if its values came as text. Output: its values typed. Raises ApiError."""
        if method not in self.methods:
            raise ApiError(404, "Not Found: method not found", detail=f"unknown method {method}")
        fields = self.methods[method]["fields"]
        values = {k: v for k, v in params.items() if k in fields or not _is_attachment(k, v, params)}
        if form:
            values = {k: _typed(k, v, fields[k]["type"]) if k in fields else v for k, v in values.items()}
        self._check_fields(values, fields, method)
        _check_attachments(values, params, method)
        return _with_uploads(values, params, fields)

    def check(self, value: Any, type_name: str, path: str) -> None:
        """Input: a value, the type as the documentation words it, its place in the call. Raises ApiError."""
        if type_name in FAMILIES:
            return self._check_rich(value, type_name, path)
        inner, names = self._read.get(type_name) or self._reading(type_name)
        if inner is not None:
            self._check_array(value, inner, path)
        elif len(names) == 1:
            self._check_one(value, names[0], path)
        else:
            self._check_any(value, names, path)

    def _reading(self, type_name: str) -> tuple[str | None, list[str]]:
        """Input: a type as the documentation words it. Output: what it is an array of, else the types it can be."""
        inner = type_name.removeprefix("Array of ") if type_name.startswith("Array of ") else None
        names = [] if inner else [m for name in re.split(r", | or | and ", type_name) for m in self._members(name)]
        self._read[type_name] = inner, names
        return inner, names

    def _check_array(self, value: Any, inner: str, path: str) -> None:
        if not isinstance(value, list):
            raise _wrong_type(value, f"Array of {inner}", path)
        for index, item in enumerate(value):
            self.check(item, inner, f"{path}[{index}]")

    def _check_any(self, value: Any, names: list[str], path: str) -> None:
        failures = []
        for name in names:
            try:
                self._check_one(value, name, path)
            except ApiError as error:
                failures.append((name, error))
            else:
                return
        raise self._closest(value, failures, path)

    def _closest(self, value: Any, failures: list[tuple[str, ApiError]], path: str) -> ApiError:
        """Output: of all members' complaints, the one of the member whose fields the value resembles
        most."""
        if not isinstance(value, dict):
            return _wrong_type(value, " or ".join(name for name, _ in failures), path)

        def likeness(failure: tuple[str, ApiError]) -> int:
            return len(value.keys() & self.types.get(failure[0], {"fields": {}})["fields"].keys())

        return max(failures, key=likeness)[1]

    def _members(self, name: str) -> list[str]:
        """Input: a type. Output: itself, or for a family its members."""
        if name not in self.types or self.types[name]["fields"] or name in _EMPTY or name == "InputFile":
            return [name]
        if name == "MaybeInaccessibleMessage":
            return ["Message", "InaccessibleMessage"]
        pattern = r"Input\w+MessageContent" if name == "InputMessageContent" else rf"{name}[A-Z]\w*"
        members = [other for other in self.types if re.fullmatch(pattern, other)]
        return members or [name]

    def _check_one(self, value: Any, name: str, path: str) -> None:
        is_of = _PRIMITIVES.get(name)
        if is_of is not None:
            if not is_of(value):
                raise _wrong_type(value, name, path)
        elif not isinstance(value, dict):
            raise _wrong_type(value, name, path)
        else:
            self._check_object(value, name, path)

    def _check_rich(self, value: Any, family: str, path: str) -> None:
        """Input: a rich block or rich text. Rich text may also be a plain string or a list of pieces. Raises ApiError."""
        if family == "RichText" and isinstance(value, list):
            return self._check_array(value, family, path)
        if family == "RichText" and isinstance(value, str):
            return None
        if not isinstance(value, dict):
            raise _wrong_type(value, family, path)
        name = self._rich.get((family, str(value.get("type"))))
        if name is None:
            raise violation(f"can't parse {family}: unknown type", f"{path}.type is {value.get('type')!r}")
        return self._check_fields(value, self.types[name]["fields"], path, family)

    def _check_object(self, value: Json, name: str, path: str) -> None:
        fields = self.types[name]["fields"]
        if not fields and name not in _EMPTY:
            return  # a family none of whose members is known by name
        self._check_fields(value, fields, path)
        family = next((f for f in _TYPED if name.startswith(f) and name != f), None)
        if family and value.get("type") != snake(name.removeprefix(family)):
            cause = f"{path}.type {value.get('type')!r} is not of {name}"
            raise violation(f"can't parse {path}: unknown type", cause)

    def _check_fields(self, values: Json, fields: dict[str, Json], path: str, family: str = "") -> None:
        for name in values:
            if name not in fields:
                raise violation(f'unknown field "{name}"', f"{path} has no field {name}")
        for name, fact in fields.items():
            if name in values:
                where = f"{path}.{name}"
                self.check(values[name], fact["type"], where)
                if "max_len" in fact:
                    _check_length(values, name, fact, where)
            elif fact["required"] and family:
                raise violation(f"can't parse {family}: Can't find field \"{name}\"", f"{path}.{name} is missing")
            elif fact["required"]:
                raise violation(_EMPTY_WORDS.get(name, f'parameter "{name}" is required'), f"{path}.{name} is missing")


def _is_reference(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_ATTACHED)


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


_PRIMITIVES: dict[str, Callable[[Any], bool]] = {
    "String": lambda value: isinstance(value, str),
    "Integer": _is_int,
    "Float": lambda value: _is_int(value) or isinstance(value, float),
    "Boolean": lambda value: isinstance(value, bool),
    "True": lambda value: value is True,
    "InputFile": lambda value: isinstance(value, Upload) or _is_reference(value),
}


def _wrong_type(value: Any, wanted: str, path: str) -> ApiError:
    name = path.rsplit(".", 1)[-1]
    cause = f"{path} must be {wanted}, got {value!r:.200}"
    return violation(f'field "{name}" must be of type {wanted}', cause)


def _check_length(values: Json, name: str, fact: Json, path: str) -> None:
    size = _size(values, name, fact["unit"])
    if fact.get("min_len", 0) <= size <= fact["max_len"]:
        return
    cause = f"{path} is {size} {fact['unit']} long, allowed are {fact.get('min_len', 0)}..{fact['max_len']}"
    if name == "callback_data":
        raise violation("BUTTON_DATA_INVALID", cause)
    words = _EMPTY_WORDS if size < fact.get("min_len", 0) else _LONG_WORDS
    raise violation(words.get(name, f'field "{name}" has a wrong length'), cause)


def _size(values: Json, name: str, unit: str) -> int:
    text: str = values[name]
    if unit == "bytes":
        return len(text.encode("utf-8", "surrogatepass"))
    mode = values.get(f"{name}_parse_mode") or (values.get("parse_mode") if name in _MARKED_UP else None)
    return utf16_length(visible(text, mode).text)


def _typed(name: str, value: Any, type_name: str) -> Any:
    """Input: a form value and the documented type. Output: the typed value, or the text if it does not
    fit."""
    if not isinstance(value, str) or type_name == "String" or "InputFile" in type_name:
        return value
    if type_name in ("Integer", "Integer or String"):
        return int(value) if re.fullmatch(r"-?\d{1,19}", value) else value
    if type_name == "Float":
        return float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else value
    if type_name in ("Boolean", "True"):
        return {"true": True, "false": False, "1": True, "0": False}.get(value.lower(), value)
    try:
        return json.loads(value)
    except ValueError as error:
        raise violation(f"can't parse {name} JSON object", f"{name}: {error} in {value!r:.200}") from error


def _references(value: Any) -> set[str]:
    """Output: the names of all attach:// references anywhere in a value (also inside JSON sent as text)."""
    if isinstance(value, str):
        return set(re.findall(r"attach://([\w.-]+)", value))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {name for item in inner for name in _references(item)}


def _is_attachment(name: str, value: Any, params: Json) -> bool:
    return isinstance(value, Upload) and name in _references(params)


def _check_attachments(values: Json, params: Json, method: str) -> None:
    # Only values that stand for files count: a person may write "attach://" in a text.
    for key, value in values.items():
        if key in _MARKED_UP or not _is_reference(value):
            continue
        missing = value.removeprefix(_ATTACHED)
        if not isinstance(params.get(missing), Upload):
            raise violation("file part is missing", f"{method}.{key} refers to {missing}, which was not sent")


def _with_uploads(values: Json, params: Json, fields: dict[str, Json]) -> Json:
    """Output: the values with top-level attach:// references replaced by the uploads themselves."""

    def resolve(name: str, value: Any) -> Any:
        attached = _is_reference(value) and "InputFile" in fields[name]["type"]
        return params[value.removeprefix(_ATTACHED)] if attached else value

    return {name: resolve(name, value) for name, value in values.items()}
