"""The `xingjie` command: the one place that wires. What a command does not need it does not import."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from flows.standard.model import Standard

app = typer.Typer(
    help="星阶 Xingjie: a self-check of small-business service institutions against T/ZXGJXH 002-2023.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
standard_app = typer.Typer(help="The standard as data: show it, check it.", no_args_is_help=True)
app.add_typer(standard_app, name="standard")

Edition = Annotated[Path | None, typer.Option("--standard", help="an edition's file, instead of STANDARD_FILE")]
Words = Annotated[Path | None, typer.Option("--locales", help="a folder of words, instead of LOCALES_DIR")]


@app.command()
def run() -> None:
    """Serve the phone page, and Telegram where BOT_TOKEN is set."""
    settings = _settings()
    from bot.serving import serve

    _run(serve(settings))


@app.command()
def chat(language: Annotated[str, typer.Option(help="zh or en")] = "zh") -> None:
    """The same conversation in this terminal."""
    from bot.terminal import converse

    _run(converse(_settings(), language))


@app.command()
def score(
    file: Annotated[str, typer.Argument(help="a JSON file, or - for standard input")],
    lines: Annotated[bool, typer.Option("--lines", help="JSON Lines: one object in, one out, in order")] = False,
    edition: Edition = None,
) -> None:
    """Work out the stars of given answers."""
    from bot.scoring import score as score_file

    fault = score_file(_standard(_settings(standard_file=edition)), file, lines)
    if fault:
        _fail(fault)


@app.command()
def migrate(
    copy_from: Annotated[str, typer.Option(help="then copy everything from this database into the empty one")] = "",
) -> None:
    """Bring the database of DATABASE_URL to the newest shape."""
    from bot.upkeep import move
    from storage.database import migrate as bring

    url = _settings().database_url
    _run(move(copy_from, url) if copy_from else bring(url))


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="a new file")]) -> None:
    """Write everything stored into one file, while people go on answering."""
    from bot.upkeep import make_backup

    _run(make_backup(_settings().database_url, file))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="a file that xingjie backup wrote")],
    replace: Annotated[bool, typer.Option("--replace", help="replace whatever the database holds")] = False,
) -> None:
    """Put a backup back into an empty database."""
    from bot.upkeep import put_back

    _run(put_back(_settings().database_url, file, replace))


@standard_app.command()
def show(edition: Edition = None) -> None:
    """The edition as a table."""
    from bot.table import table

    print(table(_standard(_settings(standard_file=edition))))


@standard_app.command()
def check(edition: Edition = None, words: Words = None) -> None:
    """Prove that the edition and its words can be used: data, words, and every screen within Telegram's limits."""
    from bot.lint import check_all
    from bot.locales import BrokenWords

    settings = _settings(standard_file=edition, locales_dir=words)
    try:
        faults = check_all(_standard(settings), settings.locales_dir)
    except BrokenWords as error:
        _fail(str(error))
    if faults:
        for fault in faults:
            typer.echo(fault, err=True)
        raise typer.Exit(1)
    print("The standard, its words and every screen are in order.")


@standard_app.command()
def document(edition: Edition = None, words: Words = None) -> None:
    """All words side by side in every language, as Markdown: docs/content.md is the shipped edition's."""
    from bot.document import document as written
    from bot.locales import BrokenWords
    from bot.wording import Wording

    settings = _settings(standard_file=edition, locales_dir=words)
    try:
        print(written(_standard(settings), Wording.load(settings.locales_dir)), end="")
    except BrokenWords as error:
        _fail(str(error))


def _settings(**instead: Path | None) -> Settings:
    """The settings, some of them instead of the environment's."""
    from pydantic import ValidationError

    from bot.settings import UnreadableSecrets, read_settings

    try:
        settings = read_settings()
    except ValidationError as error:
        _fail("; ".join(f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()))
    except UnreadableSecrets as error:
        _fail(str(error))
    return settings.model_copy(update={name: value for name, value in instead.items() if value})


def _standard(settings: Settings) -> Standard:
    from flows.standard.loader import BrokenStandard, load

    try:
        return load(settings.standard_file)
    except BrokenStandard as error:
        _fail(str(error))


def _run(work: Coroutine[Any, Any, None]) -> None:
    from bot.locales import BrokenWords
    from flows.standard.loader import BrokenStandard
    from storage.database import DatabaseUnusable

    try:
        asyncio.run(work)
    except (BrokenStandard, BrokenWords, DatabaseUnusable) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"cannot start: {error}")
    except KeyboardInterrupt:
        print()


def _fail(why: str) -> NoReturn:
    typer.echo(f"xingjie: {why}", err=True)
    raise typer.Exit(2)


def main() -> None:
    """The entry point of the `xingjie` command."""
    app()


if __name__ == "__main__":
    main()
