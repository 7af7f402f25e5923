"""The `xingjie` command: the one place that wires. What a command does not need it does not import."""

from __future__ import annotations

import gc
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.commands.console import be_tolerant
from bot.commands.output import OutputFailed, finish, put
from bot.commands.wiring import FAILED, fail, keep_private, run_to_end, settings_for, standard_for
from flows.typed_text import escaped_line, escaped_lines

# What a start imports and reads stays until the end: at Python's own 700, looking through it again took a quarter of a start.
STARTING_GARBAGE = 20_000

app = typer.Typer(
    help="星阶 Xingjie: a self-check of small-business service institutions against T/ZXGJXH 002-2023.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
standard_app = typer.Typer(help="The standard as data: show it, check it.", no_args_is_help=True)
app.add_typer(standard_app, name="standard")
officer_app = typer.Typer(help="The officers of associations: invite the first, list all.", no_args_is_help=True)
app.add_typer(officer_app, name="officer")
key_app = typer.Typer(help="The key that seals files: show it, list all, replace it.")
app.add_typer(key_app, name="key")
cases_app = typer.Typer(help="The cases of reviews: check their logs.", no_args_is_help=True)
app.add_typer(cases_app, name="cases")

Edition = Annotated[Path | None, typer.Option("--standard", help="an edition's file, instead of STANDARD_FILE")]
Words = Annotated[Path | None, typer.Option("--locales", help="a folder of words, instead of LOCALES_DIR")]


class Language(StrEnum):
    """What a command speaks."""

    zh = "zh"
    en = "en"


@app.command()
def run() -> None:
    """Serve the phone page, and Telegram if BOT_TOKEN is set."""
    settings = settings_for()
    from bot.serving import serve

    run_to_end(serve(settings), ends_by_ctrl_c=True)


@app.command()
def chat(language: Annotated[Language, typer.Option(help="what the conversation speaks at first")] = Language.zh) -> None:
    """Hold the same conversation in this terminal."""
    from bot.commands.chat import converse

    run_to_end(converse(settings_for(), language.value), ends_by_ctrl_c=True)


@app.command()
def score(
    file: Annotated[str, typer.Argument(help="a JSON file, or - for standard input")],
    lines: Annotated[bool, typer.Option("--lines", help="JSON Lines: one object in, one out, in order")] = False,
    edition: Edition = None,
) -> None:
    """Work out the stars of given answers."""
    from bot.commands.score import score as score_file

    fault = score_file(standard_for(settings_for(standard_file=edition)), file, lines)
    if fault:
        fail(fault)


@app.command()
def report(
    files: Annotated[list[Path], typer.Argument(help="sealed or plain answers (JSON), or folders of them")],
    card: Annotated[bool, typer.Option("--card", help="a picture (PNG)")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="a report (PDF)")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="a workbook (XLSX)")] = False,
    out: Annotated[Path | None, typer.Option(help="the folder to write to; without it, beside each file")] = None,
    language: Annotated[Language, typer.Option(help="what the documents speak")] = Language.zh,
    name: Annotated[str, typer.Option(help="the institution's name, for answers that hold none")] = "",
    day: Annotated[str, typer.Option("--date", help="the day of plain answers, as 2026-11-24; without it, today")] = "",
    key: Annotated[str | None, typer.Option(help="the public key that must have sealed every file, or a file with it")] = None,
) -> None:
    """Make card, report and workbook (all three, unless some are named) from answers, without a chat."""
    from bot.commands.report import report_files
    from bot.commands.sealing_keys import ring_of

    kinds = {"card": card, "report": pdf, "workbook": xlsx}
    wanted = [kind for kind, chosen in kinds.items() if chosen] or list(kinds)
    settings = settings_for()
    standard, ring = standard_for(settings), ring_of(settings.data_dir)
    fault = report_files(standard, files, wanted, out, language.value, name, day, key, date.today(), ring)
    if fault:
        typer.echo(escaped_lines(fault), err=True)
        raise typer.Exit(2)


@app.command()
def verify(
    file: Annotated[str, typer.Argument(help="a sealed file, or the issued result of a review")],
    key: Annotated[str | None, typer.Option(help="the public key that must have sealed it, or a file that holds it")] = None,
    submission: Annotated[str | None, typer.Option(help="the sealed file that was handed in for an issued result")] = None,
    log: Annotated[bool, typer.Option("--log", help="also check it in the database: its log, and if it counts")] = False,
    language: Annotated[Language, typer.Option(help="what the verdict is said in")] = Language.zh,
) -> None:
    """Check a sealed file or an issued result, offline unless --log is given.

    Exit 0: true; 1: not true; 2: unreadable; 3: of an unknown key; 4: of a revoked key; 5: a result that is no longer valid.
    Without --key, the keys of this installation are believed.
    """
    from bot.commands.sealing_keys import ring_of
    from bot.commands.verify import UNCHANGED, verified
    from flows.days import day_of

    settings, today = settings_for(), day_of(datetime.now(UTC))
    found = verified(standard_for(settings), file, key, today, language.value, ring_of(settings.data_dir), submission)
    if found.verdict:
        typer.echo(escaped_line(found.says), err=True)
    else:
        put(escaped_line(found.says) + "\n")
    if log and found.verdict in UNCHANGED:
        from bot.commands.case_logs import check_log_behind

        run_to_end(check_log_behind(settings.database_url, found.data, language.value, found.verdict))
    raise typer.Exit(int(found.verdict))


@key_app.callback(invoke_without_command=True)
def key(context: typer.Context) -> None:
    """Show the public key that this installation seals with; it is made at the first call."""
    from bot.commands.sealing_keys import show_key

    keep_private()
    if context.invoked_subcommand is None:
        put(show_key(settings_for().data_dir))


@key_app.command("list")
def list_keys() -> None:
    """List all public keys of this installation: since when it sealed with each, until when, and which are revoked."""
    from bot.commands.sealing_keys import list_of_keys

    put(list_of_keys(settings_for().data_dir))


@key_app.command("retire")
def retire_key() -> None:
    """Seal with a new key from now on. What the old one sealed stays true."""
    from bot.commands.sealing_keys import retire_present

    put(retire_present(settings_for().data_dir))


@key_app.command("revoke")
def revoke_key(public: Annotated[str, typer.Argument(help="the public key, as `xingjie key list` shows it")]) -> None:
    """Let nothing count any more that a key has sealed, because somebody else may have it."""
    from bot.commands.sealing_keys import revoke_public

    put(revoke_public(settings_for().data_dir, public))


@app.command()
def migrate(
    copy_from: Annotated[str, typer.Option(help="then copy everything from this database into the empty one")] = "",
) -> None:
    """Bring the database of DATABASE_URL to the newest shape."""
    from bot.commands.backup import move
    from storage.database import migrate as bring

    url = settings_for().database_url
    run_to_end(move(copy_from, url) if copy_from else bring(url))


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="a new file")]) -> None:
    """Write everything stored into one file, while people go on answering."""
    from bot.commands.backup import make_backup

    settings = settings_for()
    run_to_end(make_backup(settings.database_url, file, settings.data_dir))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="a file that xingjie backup wrote")],
    replace: Annotated[bool, typer.Option("--replace", help="replace whatever the database holds")] = False,
    key: Annotated[str, typer.Option(help="the public key that must have sealed it, instead of this installation's")] = "",
    unsealed: Annotated[bool, typer.Option("--unsealed", help="trust a backup that nobody has sealed, or another key")] = False,
) -> None:
    """Put a backup back into an empty database."""
    from bot.commands.backup import put_back

    settings = settings_for()
    run_to_end(put_back(settings.database_url, file, replace, settings.data_dir, key, unsealed))


@officer_app.command()
def invite(
    association: Annotated[str, typer.Option(help="the association's name; it is made if it is new")],
    take_back: Annotated[bool, typer.Option(help="remove all administrators and all open invitations first")] = False,
) -> None:
    """Print a one-time link for an administrator: the first one, or another if none can sign in any more."""
    from bot.commands.officer import invite as invite_officer

    settings = settings_for()
    run_to_end(invite_officer(settings.database_url, settings.public_url, association, takes_back=take_back))


@officer_app.command("list")
def list_all() -> None:
    """List all associations and their officers."""
    from bot.commands.officer import list_officers

    run_to_end(list_officers(settings_for().database_url))


@cases_app.command("check")
def check_cases() -> None:
    """Check that no log of a case, and no issued result, was changed outside the program. Exit 1 names each that was."""
    from bot.commands.case_logs import check_all

    run_to_end(check_all(settings_for().database_url))


@standard_app.command()
def show(edition: Edition = None) -> None:
    """Show the edition as a table."""
    from bot.commands.standard_show import table

    put(escaped_lines(table(standard_for(settings_for(standard_file=edition)))) + "\n")


@standard_app.command()
def check(edition: Edition = None, words: Words = None) -> None:
    """Prove that the edition and its words can be used: data, words, and every screen within Telegram's limits."""
    from bot.checks.packages import PackagesMissing, require_packages
    from bot.commands.standard_check import check_all
    from bot.words.folders import BrokenWords

    settings = settings_for(standard_file=edition, locales_dir=words)
    try:
        require_packages()
        faults = check_all(standard_for(settings), settings.locales_dir)
    except (BrokenWords, PackagesMissing) as error:
        fail(str(error))
    if faults:
        for fault in faults:
            typer.echo(escaped_line(fault), err=True)
        raise typer.Exit(1)
    put("The standard, its words and every screen are in order.\n")


@standard_app.command()
def document(edition: Edition = None, words: Words = None) -> None:
    """Print all words side by side in every language, as Markdown: docs/reference/content.md is the shipped edition's."""
    from bot.commands.standard_document import document as written
    from bot.words.folders import BrokenWords
    from bot.words.wording import Wording

    settings = settings_for(standard_file=edition, locales_dir=words)
    try:
        put(written(standard_for(settings), Wording.load(settings.locales_dir)), "utf-8")
    except BrokenWords as error:
        fail(str(error))


def main() -> None:
    """Run the `xingjie` command."""
    gc.set_threshold(STARTING_GARBAGE)
    be_tolerant()
    try:
        app()
    except OutputFailed as error:
        _end_unwritten(error)
    except SystemExit:
        try:
            finish()
        except OutputFailed as error:
            _end_unwritten(error)
        raise


def _end_unwritten(error: OutputFailed) -> NoReturn:
    if str(error):
        typer.echo(f"xingjie: {error}", err=True)
    sys.exit(FAILED)


if __name__ == "__main__":
    main()
