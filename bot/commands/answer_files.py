"""Finds the files of a folder that hold answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

ENDING = ".json"


@dataclass(frozen=True, slots=True)
class FolderContent:
    """The files of a folder that hold answers, and the names of all other visible files, both sorted."""

    answers: tuple[Path, ...]
    left_out: tuple[str, ...]


def folder_content(folder: Path, made_endings: Collection[str]) -> FolderContent:
    """Return what a folder holds: files that end with .json in any case are answers. Raises OSError if it cannot be read.

    Hidden files are not listed, because they belong to the system (`._a.json` is a Mac's note beside `a.json`). Documents with
    one of `made_endings` that were made from these answers before are not listed either.
    """
    seen = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    answers = tuple(path for path in seen if path.name.lower().endswith(ENDING) and path.is_file())
    ours = {*answers, *(path.with_suffix(f".{ending}") for path in answers for ending in made_endings)}
    return FolderContent(answers, tuple(path.name for path in seen if path not in ours))
