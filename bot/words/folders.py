"""Finds the word files of each language: the shipped ones, and the operator's own that replace them."""

from __future__ import annotations

from pathlib import Path

from bot.errors import OperatorError

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = ("zh", "en")


class BrokenWords(OperatorError):
    """A locale that cannot be used; the message names file, key and cause."""


def in_place(language: str, name: str, locales: Path) -> Path:
    """Return a file or folder of a language: from these locales if they have one of that name, else the shipped one."""
    own = locales / language / name
    return own if own.exists() else LOCALES / language / name


def word_files(language: str, locales: Path = LOCALES) -> dict[str, Path]:
    """Return the `.ftl` files of a language by their names (`zh/standard/stars.ftl`).

    An operator's locales need to hold only what they change. A file or folder in them (`interface.ftl`, the whole folder
    `standard`) replaces the shipped one of that name. If its `standard` has no folder `criteria`, as in words of an earlier
    version, the shipped criteria are read beside it. Raises BrokenWords if the folder of locales does not exist.
    """
    if not locales.is_dir():
        raise BrokenWords(f"{locales}: is not a folder of words")
    folders = [folder for folder in (LOCALES / language, locales / language) if folder.is_dir()]
    names = sorted({item.name for folder in folders for item in folder.iterdir()})
    found: dict[str, Path] = {}
    for top in (in_place(language, name, locales) for name in names):
        for path in sorted(top.rglob("*.ftl")) if top.is_dir() else [top] * (top.suffix == ".ftl"):
            found[f"{language}/{path.relative_to(top.parent).as_posix()}"] = path
    if not (in_place(language, "standard", locales) / "criteria").exists():
        ours = LOCALES / language / "standard"
        found |= {
            f"{language}/{path.relative_to(ours.parent).as_posix()}": path for path in sorted(ours.glob("criteria/*.ftl"))
        }
    return found
