"""Makes one language ready to speak. Most keys are plain text; only the others are compiled.

Compiling all keys took three of the seven seconds of a start, although four keys of five have nothing to compile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor
from fluent_compiler.bundle import FluentBundle
from fluent_compiler.resource import FtlResource

from bot.words.files import WordFile, patterns
from bot.words.folders import BrokenWords


@dataclass(frozen=True, slots=True)
class CompiledLanguage:
    """One language. `plain` has the text of every key without variables; `compiled` makes the text of the others."""

    plain: Mapping[str, str]
    compiled: FluentBundle


def compile_language(language: str, files: Sequence[WordFile]) -> CompiledLanguage:
    """Compile a language from its files. Raises BrokenWords naming the key or the file, and the cause."""
    needed = _to_compile(files)
    plain = [
        [entry for entry in file.entries if isinstance(entry, ast.Message) and entry.id.name not in needed] for file in files
    ]
    texts = {key: _text(pattern) for messages in plain for message in messages for key, pattern in patterns(message)}
    rest = [FtlResource(_without(messages, file.text), str(file.path)) for file, messages in zip(files, plain, strict=True)]
    return CompiledLanguage(texts, _compiled(language, rest))


def _without(messages: Iterable[ast.Message], text: str) -> str:
    """Return a file's text with blank lines in place of these messages, so that faults in the rest keep their line numbers."""
    kept, end = [], 0
    for span in [message.span for message in messages if message.span is not None]:
        kept += [text[end : span.start], "\n" * text.count("\n", span.start, span.end)]
        end = span.end
    return "".join([*kept, text[end:]])


def _to_compile(files: Sequence[WordFile]) -> set[str]:
    """Return the messages that have variables, that another one quotes, or that occur twice, which is a fault."""
    messages = [entry for file in files for entry in file.entries if isinstance(entry, ast.Message)]
    twice = {name for name, times in Counter(message.id.name for message in messages).items() if times > 1}
    mixed = {message.id.name for message in messages if not all(_is_plain(pattern) for _, pattern in patterns(message))}
    return twice | mixed | _quoted(entry for file in files for entry in file.entries)


def _quoted(entries: Iterable[ast.EntryType]) -> set[str]:
    found = _Quoted()
    for entry in entries:
        if isinstance(entry, ast.Message | ast.Term):
            found.visit(entry)
    return found.names


class _Quoted(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        """Note the name. The visitor calls this for every `{ message }`."""
        self.names.add(node.id.name)


def _is_plain(pattern: ast.Pattern) -> bool:
    return all(isinstance(element, ast.TextElement) for element in pattern.elements)


def _text(pattern: ast.Pattern) -> str:
    return "".join(str(element.value) for element in pattern.elements if isinstance(element, ast.TextElement))


def _compiled(language: str, resources: Sequence[FtlResource]) -> FluentBundle:
    bundle = FluentBundle(language, list(resources), use_isolating=False)
    errors: list[tuple[str | None, Any]] = bundle.check_messages()
    if errors:
        key, cause = errors[0]
        raise BrokenWords(f"locales/{language}: {key or 'file'}: {cause}")
    return bundle
