"""Find phrases that a reader has to decode, and docs with long sentences or long paragraphs.

`python -m tests.prose_style` prints every finding of the project as `file:line: phrase: what to write instead`, and then a table
of findings per 1,000 lines for each folder. `python -m tests.prose_style bot/web docs/explanation/security.md` reads only these paths.
`--root FOLDER` reads another checkout. The words come from Markdown pages, and from the comments, docstrings and test names of
Python files. Code in backticks and fenced blocks is left out.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "DECISIONS.md", "docs")
CODE = ("bot", "flows", "storage", "tests", "benchmarks")
# `xingjie standard document` writes this page from the words of the edition, which have a check of their own.
GENERATED = "docs/reference/content.md"
WORDS_PER_SENTENCE = 20
CHARACTERS_PER_PARAGRAPH = 500

# Phrase → what to write instead.
BANNED = {
    r"anew": "again, or new",
    r"who(?:m|so)?ever": "anyone who, or the person who",
    r"(?<!there )(?:is|are|was|were) no (?!longer\b|more\b|less\b|fewer\b|later\b|better\b|worse\b|matter\b)\w+": "is not a …",
    r"stands?(?! (?:in )?for\b)|stood": "is, or is written",
    r"by (?:it|them|one)sel(?:f|ves)": "nothing, or on its own",
    r"she|hers?|herself|himself": "they, their",
    r"so many(?! that\b| as\b)|by so much": "the number, or how many",
    r"so long(?! as\b| that\b)": "how long, or the time",
    r"(?:is|are|was|were|be|been) told (?:of|by|in)|tells? of": "the message names, or says",
    r"(?:to|cannot|can|could|may|not) be had": "get, or be available",
    r"(?:also|but|except|only|even|not) where": "if, or when",
    r"where (?:it|they|that|this|one) (?:does|do|is|are|can|could|may|has|have|was|were) not": "if … not",
    r"where (?:there (?:is|are)|no|nobody|nothing|none|neither|everybody|somebody|anybody|many)": "if, or when",
    r"(?:(?<=[.:;] )|^)(?-i:Where) [^.:?!]{3,80},": "If …, or When …,",
    r"(?:none|false|true|raised) where|raises? \w+ where": "if",
    r"(?:what|nothing) (?:came|comes|becomes|became) of": "the result",
    r"(?:of|to) nobody|of none": "name the person or the thing first",
    r"for ever": "forever",
    r"(?:there|where|here)(?:by|of|in|upon|to)": "a common word",
    r"upon|lest|unto|nought|ere|till|heed\w*": "a common word",
    r"(?<=, )for (?:it|they|then|there|otherwise|nothing|nobody|neither|what)": "because",
    r"of one's own": "your own, or their own",
}
PATTERNS = {re.compile(rf"(?<![\w'-])(?:{phrase})(?![\w'-])", re.IGNORECASE): advice for phrase, advice in BANNED.items()}
CODE_SPAN = re.compile(r"`[^`]*`")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
FENCE = re.compile(r"^ *```")
LIST_ITEM = re.compile(r"^ *(?:[-*]|\d+\.) ")
SENTENCE_END = re.compile(r"(?<=[.!?。！？])[\"”)*]*\s+|\n(?= *(?:[-*]|\d+\.) )")
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Finding:
    """A phrase or a length that a reader stumbles over."""

    file: str
    line: int
    text: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}: {self.advice}"


@dataclass(frozen=True)
class Block:
    """Lines of text that belong together, without their indents, and the number of the first line."""

    line: int
    text: str
    is_paragraph: bool = False


def find_in(place: str, root: Path = ROOT) -> list[Finding]:
    """Return what a reader stumbles over in one file, or in all files below one folder, in order of file and line."""
    return [finding for path in files_in(place, root) for finding in _find_in_file(path, root)]


def files_in(place: str, root: Path = ROOT) -> list[Path]:
    """Return the Markdown and Python files that a place of the project holds, without the generated page."""
    start = root / place
    found = [start] if start.is_file() else sorted([*start.rglob("*.md"), *start.rglob("*.py")])
    return [path for path in found if path.relative_to(root).as_posix() != GENERATED]


def _find_in_file(path: Path, root: Path) -> list[Finding]:
    name, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
    blocks = list(_markdown_blocks(text) if path.suffix == ".md" else _python_blocks(text))
    findings = [Finding(name, line, phrase, advice) for block in blocks for line, phrase, advice in _banned(block)]
    if path.suffix == ".md":
        findings += [Finding(name, line, found, "make it shorter") for line, found in _too_long(blocks)]
    return sorted(findings, key=lambda finding: finding.line)


def _banned(block: Block) -> Iterator[tuple[int, str, str]]:
    prose = CODE_SPAN.sub(lambda span: re.sub(r"[^\n]", "`", span[0]), block.text)
    for pattern, advice in PATTERNS.items():
        for found in pattern.finditer(prose.replace("\n", " ")):
            said = block.text[found.start() : found.end()].replace("\n", " ")
            yield block.line + prose.count("\n", 0, found.start()), said, advice


def _too_long(blocks: list[Block]) -> Iterator[tuple[int, str]]:
    sentences: list[int] = []
    for block in blocks:
        if not block.is_paragraph or _is_chinese(block.text):
            continue
        if len(block.text) > CHARACTERS_PER_PARAGRAPH:
            yield block.line, f"a paragraph of {len(block.text)} characters"
        sentences += _lengths(block.text)
    average = sum(sentences) / len(sentences) if sentences else 0
    if average >= WORDS_PER_SENTENCE:
        yield 1, f"{average:.1f} words a sentence on average"


def _lengths(paragraph: str) -> list[int]:
    """Return the number of words of each sentence; code in backticks counts as one word."""
    plain = LINK.sub(r"\1", CODE_SPAN.sub("code", paragraph))
    counts = [len([word for word in part.split() if re.search(r"\w", word)]) for part in SENTENCE_END.split(plain)]
    return [count for count in counts if count]


def _is_chinese(text: str) -> bool:
    return len(HAN.findall(text)) > len(text) / 4


def _markdown_blocks(text: str) -> Iterator[Block]:
    """Yield paragraphs, list items, headings and table rows."""
    lines: list[str] = []
    start, fenced = 1, False
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        fence = bool(FENCE.match(line))
        alone = line.startswith(("#", "|", "<"))
        if lines and (fence or fenced or alone or not line.strip() or LIST_ITEM.match(line)):
            yield Block(start, "\n".join(lines), is_paragraph=True)
            lines = []
        if fence:
            fenced = not fenced
        elif alone and not fenced:
            yield Block(number, line)
        elif line.strip() and not fenced:
            start = start if lines else number
            lines.append(line.strip())


def _python_blocks(text: str) -> Iterator[Block]:
    """Yield docstrings, runs of comments, and names of tests as words."""
    for node in _statements(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node, clean=False)
            if docstring:
                yield Block(node.body[0].lineno, "\n".join(line.strip() for line in docstring.splitlines()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield Block(node.lineno, node.name.replace("_", " "))
    if "#" not in text:
        return
    run: list[str] = []
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            if run and token.start[0] != last + 1:
                yield Block(last - len(run) + 1, "\n".join(run))
                run = []
            run.append(token.string.lstrip("# "))
            last = token.start[0]
    if run:
        yield Block(last - len(run) + 1, "\n".join(run))


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield a module and its statements, whose expressions hold neither a docstring nor a test."""
    yield tree
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        nodes = getattr(tree, part, None)
        for node in nodes if isinstance(nodes, list) else ():
            yield from _statements(node)


def main() -> None:
    """Print the findings and how many there are for 1,000 lines of each place."""
    parser = argparse.ArgumentParser(description="Find prose that is hard to read.")
    parser.add_argument("place", nargs="*", default=[*PAGES, *CODE], help="files or folders; everything if left out")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to read")
    parser.add_argument("--count", action="store_true", help="print the table alone")
    given = parser.parse_args()
    table = []
    for place in given.place:
        findings = find_in(place, given.root)
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files_in(place, given.root))
        table.append(f"{place:20} {len(findings):6} {lines:7} {1000 * len(findings) / max(lines, 1):8.1f}")
        if not given.count:
            print(*findings, sep="\n", end="\n" if findings else "")
    print(f"{'':20} found   lines per 1,000", *table, sep="\n")


if __name__ == "__main__":
    main()
