"""Makes one language ready to speak. Most keys are plain text or templates; the others are compiled when they are first said.

Compiling takes 1.5 ms a message; compiling all that have variables took a third of a start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor
from fluent_compiler.bundle import FluentBundle
from fluent_compiler.resource import FtlResource

from bot.words.files import WordFile, patterns
from bot.words.folders import LOCALES, BrokenWords
from bot.words.templates import Template, template_of


class Speaking(Protocol):
    """Makes the text of keys with variables."""

    def format(self, message_id: str, args: Mapping[str, Any] | None = None) -> tuple[Any, list[Any]]:
        """Return the text of a key, and what is wrong with it. Raises LookupError for an unknown key."""


class CompiledWhenSaid:
    """Messages of one language that quote no other; each is compiled when it is first said."""

    def __init__(self, language: str, messages: Mapping[str, FtlResource]) -> None:
        self._language = language
        self._messages = dict(messages)
        self._bundles: dict[str, FluentBundle] = {}

    def format(self, message_id: str, args: Mapping[str, Any] | None = None) -> tuple[Any, list[Any]]:
        """Implement Speaking."""
        name = message_id.partition(".")[0]
        bundle = self._bundles.get(name)
        if bundle is None:
            bundle = self._bundles[name] = _compiled(self._language, [self._messages[name]])
        said: tuple[Any, list[Any]] = bundle.format(message_id, args)
        return said


@dataclass(frozen=True, slots=True)
class CompiledLanguage:
    """One language: the text of every key without variables, of those with nothing but variables, and what says the others."""

    plain: Mapping[str, str]
    templates: Mapping[str, Template]
    compiled: Speaking


def compile_language(language: str, files: Sequence[WordFile]) -> CompiledLanguage:
    """Make a language ready from its files. Raises BrokenWords naming the key or the file, and the cause.

    An operator's words are compiled at once, because nobody has tried them yet; the tests have tried the shipped ones. Words
    that quote others are compiled at once with them.
    """
    messages, needed = _messages(files), _to_compile(files)
    alone = [message for each in messages for message in each if message.id.name not in needed]
    templates = {key: template_of(pattern) for message in alone for key, pattern in patterns(message)}
    found = {key: template for key, template in templates.items() if template is not None}
    plain = {key: template.end for key, template in found.items() if not template.pieces}
    rest = {key: template for key, template in found.items() if template.pieces}
    if not all(file.path.is_relative_to(LOCALES) for file in files) or not _quotes_nothing(files):
        return CompiledLanguage(plain, rest, compile_all(language, files))
    later = {
        message.id.name: FtlResource(file.text[message.span.start : message.span.end], str(file.path))
        for file, each in zip(files, messages, strict=True)
        for message in each
        if message.id.name in needed and message.span is not None
    }
    return CompiledLanguage(plain, rest, CompiledWhenSaid(language, later))


def compile_all(language: str, files: Sequence[WordFile]) -> FluentBundle:
    """Compile everything that has to be, at once. Raises BrokenWords naming the key or the file, and the cause."""
    needed = _to_compile(files)
    others = [[message for message in each if message.id.name not in needed] for each in _messages(files)]
    rest = [FtlResource(_without(each, file.text), str(file.path)) for file, each in zip(files, others, strict=True)]
    return _compiled(language, rest)


def _messages(files: Sequence[WordFile]) -> list[list[ast.Message]]:
    return [[entry for entry in file.entries if isinstance(entry, ast.Message)] for file in files]


def _without(messages: Iterable[ast.Message], text: str) -> str:
    """Return a file's text with blank lines in place of these messages, so that faults in the rest keep their line numbers."""
    kept, end = [], 0
    for span in [message.span for message in messages if message.span is not None]:
        kept += [text[end : span.start], "\n" * text.count("\n", span.start, span.end)]
        end = span.end
    return "".join([*kept, text[end:]])


def _to_compile(files: Sequence[WordFile]) -> set[str]:
    """Return the messages that no template can say, that another one quotes, or that occur twice, which is a fault."""
    messages = [message for each in _messages(files) for message in each]
    twice = {name for name, times in Counter(message.id.name for message in messages).items() if times > 1}
    mixed = {message.id.name for message in messages if any(template_of(pattern) is None for _, pattern in patterns(message))}
    return twice | mixed | _quoted(files)


def _quotes_nothing(files: Sequence[WordFile]) -> bool:
    """Return whether every entry can be compiled without the others: it can be read, occurs once, and quotes no other."""
    entries = [entry for file in files for entry in file.entries]
    names = [entry.id.name for entry in entries if isinstance(entry, ast.Message)]
    known = all(isinstance(entry, ast.Message | ast.BaseComment) for entry in entries)
    return known and len(names) == len(set(names)) and not _quoted(files)


def _quoted(files: Sequence[WordFile]) -> set[str]:
    """Return the messages and terms that others quote. No template quotes."""
    found = _Quoted()
    for entry in (entry for file in files for entry in file.entries if isinstance(entry, ast.Message | ast.Term)):
        for _, pattern in patterns(entry):
            if template_of(pattern) is None:
                found.visit(pattern)
    return found.names


class _Quoted(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        """Note the name. The visitor calls this for every `{ message }`."""
        self.names.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:
        """Note the name. The visitor calls this for every `{ -term }`."""
        self.names.add(f"-{node.id.name}")


def _compiled(language: str, resources: Sequence[FtlResource]) -> FluentBundle:
    bundle = FluentBundle(language, list(resources), use_isolating=False)
    errors: list[tuple[str | None, Any]] = bundle.check_messages()
    if errors:
        key, cause = errors[0]
        raise BrokenWords(f"locales/{language}: {key or 'file'}: {cause}")
    return bundle
