"""The shipped words with one file written otherwise: what is planted there is read, the rest is read already."""

from __future__ import annotations

from pathlib import Path

from bot.words.files import Words, read_file


def rewritten(words: Words, name: str, text: str, folder: Path) -> Words:
    """These words with another text in the file of this name, which is written under `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    language = name.partition("/")[0]
    assert name in {file.name for file in words[language]}
    return {**words, language: tuple(read_file(name, path) if file.name == name else file for file in words[language])}
