"""Where the words stand: the files of each language, the shipped ones and those that take their place."""

from __future__ import annotations

from pathlib import Path

from bot.errors import OperatorError

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = ("zh", "en")


class BrokenWords(OperatorError):
    """A locale that cannot be used; the message names file, key and cause."""


def in_place(language: str, name: str, locales: Path) -> Path:
    """A file or folder of a language: of these locales where they have one of that name, else the shipped one."""
    own = locales / language / name
    return own if own.exists() else LOCALES / language / name


def word_files(language: str, locales: Path = LOCALES) -> dict[str, Path]:
    """The `.ftl` files of a language by their names (`zh/standard/stars.ftl`).

    Locales of one's own need hold only what they change: whatever stands in their language folder (`interface.ftl`, the whole
    folder `standard`) takes the place of what is shipped under that name. Raises BrokenWords where there is no such folder.
    """
    if not locales.is_dir():
        raise BrokenWords(f"{locales}: is no folder of words")
    folders = [folder for folder in (LOCALES / language, locales / language) if folder.is_dir()]
    names = sorted({item.name for folder in folders for item in folder.iterdir()})
    found: dict[str, Path] = {}
    for top in (in_place(language, name, locales) for name in names):
        for path in sorted(top.rglob("*.ftl")) if top.is_dir() else [top] * (top.suffix == ".ftl"):
            found[f"{language}/{path.relative_to(top.parent).as_posix()}"] = path
    return found
