"""Makes documents from sealed or plain answers, without a chat (`xingjie report`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.commands.answer_files import folder_content
from bot.commands.file_errors import why_unread
from bot.commands.output import put
from bot.commands.verify import BadKey, public_key
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier, dossier
from bot.documents.kinds import SUFFIXES, DocumentKind
from bot.documents.renderer import AT_ONCE
from bot.documents.sealed.keyring import KeyRing
from bot.documents.sealed.possible_days import may_be_assessed_on
from bot.documents.sealed.seal import NO_KEYS, Verdict, differs_today, verify
from bot.documents.sealed.seal import ratings_of as sealed_ratings
from bot.documents.typst.glyphs import missing
from bot.documents.worker import render
from bot.documents.writers import WRITERS
from bot.operations.atomic_write import Unwritable, write_whole
from bot.score.fields import Unreadable
from bot.score.strict_reader import answers_of
from bot.words.wording import COMMAS, Wording
from flows.assessment.rating import Ratings
from flows.assessment.scorecard import StarRange
from flows.dialogue import Phrase, Refusal, phrase
from flows.institution.answers import Together, stars_of
from flows.interview.institution.effects import NAME_AT_MOST
from flows.standard.model import Standard
from flows.typed_text import escaped_line, has_words, one_line

LARGEST = 2 * 1024 * 1024
NAMES_SHOWN = 10


def report_files(
    standard: Standard,
    files: list[Path],
    kinds: list[str],
    out: Path | None,
    language: str,
    name: str,
    day: str,
    key: str | None,
    today: date,
    ring: KeyRing = NO_KEYS,
) -> str | None:
    """Make the documents of files and folders. Returns what is wrong with the request or with some files, or None.

    `day` is the day of plain answers ("" for `today`), `key` the public key that must have sealed every file; with None, the
    keys in `ring` are believed.
    """
    words = DocumentWords(Wording.load(), language)
    institution = one_line(name)
    if len(institution) > NAME_AT_MOST:
        return words("batch-name-long", count=len(institution), most=NAME_AT_MOST)
    if name and not has_words(institution):
        return words("batch-name-empty")
    try:
        on = datetime.strptime(day, "%Y-%m-%d").date() if day else today
    except ValueError:
        return words("batch-bad-date", given=escaped_line(day, 40))
    if not may_be_assessed_on(standard, on, today):
        return words("batch-impossible-date", given=on.isoformat())
    try:
        pinned = public_key(key)
    except BadKey as error:
        return words(error.why.key)
    try:
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return words("batch-other", target=escaped_line(str(out)), detail=error.strerror or str(error))
    order = Order(tuple(DocumentKind(kind) for kind in kinds), out, institution, on, pinned, today, ring)
    return Batch(standard, words, order).run(files)


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: the kinds, the folder to put them in (None: beside each file), and what plain answers do not say.

    `pinned` is the public key that must have sealed every file (None: anybody's, but `ring` has those that are known), `today`
    the day for which seals are checked.
    """

    kinds: tuple[DocumentKind, ...]
    out: Path | None
    institution: str
    day: date
    pinned: bytes | None
    today: date
    ring: KeyRing


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for one file: the number of documents written, and why there are no more ("" if all were written).

    `sealer_unknown`: it was sealed, and --key did not say whose key it must be.
    """

    file: Path
    written: int = 0
    fault: str = ""
    note: str = ""
    sealer_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The dossier of one file, and whether it was sealed by a key that nobody named.

    `older_rules` is the sentence on what today's rules give, if the file's stars follow only from older ones.
    """

    dossier: Dossier
    sealer_unknown: bool = False
    older_rules: Phrase | None = None


class Batch:
    """Documents for many files in one language. A broken file does not stop the others."""

    def __init__(self, standard: Standard, words: DocumentWords, order: Order) -> None:
        self._standard = standard
        self._words = words
        self._order = order

    def run(self, given: Iterable[Path]) -> str | None:
        """Make everything, with a progress bar on a terminal. Return the files that were not made, each with its cause."""
        jobs, outcomes, notes = self._jobs(given)
        console = Console(stderr=True, highlight=False, soft_wrap=True)
        with ThreadPoolExecutor(AT_ONCE) as workers, _progress(console, self._words("batch-working"), len(jobs)) as advance:
            for done in as_completed([workers.submit(self._make, file, target) for file, target in jobs]):
                outcomes.append(done.result())
                advance()
        return self._told(console, outcomes, notes)

    def _jobs(self, given: Iterable[Path]) -> tuple[list[tuple[Path, Path]], list[Outcome], list[str]]:
        """Return each file with the path of its documents (without suffix), the faults known so far, and notes."""
        jobs: list[tuple[Path, Path]] = []
        faults: list[Outcome] = []
        notes: list[str] = []
        taken: set[Path] = set()
        for file in given:
            try:
                found = self._found(file, notes)
            except OSError as error:
                faults.append(Outcome(file, fault=self._said(why_unread(error))))
                continue
            if not found:
                faults.append(Outcome(file, fault=self._words("batch-empty")))
            for each in found:
                target = (self._order.out or each.parent) / each.stem
                if target in taken:
                    faults.append(Outcome(each, fault=self._words("batch-twice", target=escaped_line(str(target)))))
                else:
                    taken.add(target)
                    jobs.append((each, target))
        return jobs, faults, notes

    def _found(self, file: Path, notes: list[str]) -> tuple[Path, ...]:
        """Return the files to read for one that was given. Other files of a folder become a note. Raises OSError."""
        if not file.is_dir():
            return (file,)
        content = folder_content(file, SUFFIXES.values())
        if content.left_out:
            names = [*content.left_out[:NAMES_SHOWN], *(["…"] if len(content.left_out) > NAMES_SHOWN else [])]
            shown = COMMAS[self._words.language].join(escaped_line(name) for name in names)
            notes.append(self._words("batch-left-out", count=len(content.left_out), files=shown))
        return content.answers

    def _make(self, file: Path, target: Path) -> Outcome:
        written = 0
        try:
            answered = self._answered(_read(file))
            for kind in self._order.kinds:
                content = WRITERS[kind](answered.dossier, self._words)
                write_whole(Path(f"{target}.{SUFFIXES[kind]}"), render(content))
                written += 1
        except Unreadable as fault:
            why = phrase("answers-in-line", line=str(fault.line), fault=fault.why) if fault.line else fault.why
            return Outcome(file, written, self._said(why))
        except Refusal as fault:
            return Outcome(file, written, self._said(fault.why))
        except Unwritable as fault:
            says = phrase(f"batch-{fault.cause}", target=escaped_line(str(fault.file)), detail=fault.detail)
            return Outcome(file, written, self._said(says))
        note = "\n".join(filter(None, (self._older(file, answered.older_rules), self._glyphs(file, answered.dossier))))
        return Outcome(file, written, note=note, sealer_unknown=answered.sealer_unknown)

    def _said(self, why: Phrase) -> str:
        return self._words.wording.say(why, self._words.language)

    def _answered(self, data: bytes) -> Answered:
        """Return the dossier of sealed or plain answers. A seal must hold, and its own name and days count. Raises Refusal."""
        order, language = self._order, self._words.language
        if not _claims_a_seal(data):
            if order.pinned is not None:
                raise Refusal(phrase("batch-unsealed"))
            answers = answers_of(self._standard, data)
            made_from = dossier(
                self._standard,
                answers.ratings,
                order.day,
                language,
                institution=order.institution,
                together=answers.together,
                stars=self._stars(answers.ratings, answers.together),
            )
            return Answered(made_from)
        found = verify(self._standard, data, order.today, order.pinned, order.ring)
        if found.verdict not in (Verdict.true, Verdict.unknown_key) or found.content is None:
            raise Refusal(found.says)
        content = found.content
        ratings = sealed_ratings(content)
        made_from = dossier(
            self._standard,
            ratings,
            content.as_of,
            language,
            assessed_on=content.assessed_on,
            institution=content.institution or order.institution,
            together=content.together,
            stars=self._stars(ratings, content.together),
        )
        return Answered(made_from, found.verdict is Verdict.unknown_key, differs_today(self._standard, content))

    def _stars(self, ratings: Ratings, together: Together | None) -> StarRange | None:
        """Return the star if the answers alone do not say it: several people have not settled all of them."""
        return stars_of(self._standard, ratings, together) if together is not None and together.open else None

    def _older(self, file: Path, says: Phrase | None) -> str:
        return self._words("batch-older-rules", file=escaped_line(str(file)), why=says) if says else ""

    def _glyphs(self, file: Path, made_from: Dossier) -> str:
        codes = ", ".join(f"U+{ord(character):04X}" for character in missing(made_from.institution))
        return self._words("batch-glyphs", file=escaped_line(str(file)), codes=codes) if codes else ""

    def _told(self, console: Console, outcomes: list[Outcome], notes: list[str]) -> str | None:
        words = self._words
        unknown = sum(outcome.sealer_unknown for outcome in outcomes)
        if unknown:
            notes.append(words("batch-unknown-keys", count=unknown))
        for note in (*(outcome.note for outcome in outcomes if outcome.note), *notes):
            console.print(note, markup=False)
        faults = sorted((outcome for outcome in outcomes if outcome.fault), key=lambda outcome: outcome.file)
        written = sum(outcome.written for outcome in outcomes)
        put(words("batch-done", made=len(outcomes) - len(faults), files=written) + "\n")
        if not faults:
            return None
        lines = [words("batch-fault", file=escaped_line(str(outcome.file)), cause=outcome.fault) for outcome in faults]
        return "\n".join([words("batch-faults", count=len(faults)), *lines])


def _read(file: Path) -> bytes:
    try:
        with open(file, "rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(why_unread(error)) from error
    if len(data) > LARGEST:
        raise Unreadable(phrase("file-too-large"))
    return data


def _claims_a_seal(data: bytes) -> bool:
    """Return whether a file claims to be sealed. Then its seal decides, and it is never read as plain answers."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return b'"signature"' in data
    return isinstance(document, dict) and not document.keys().isdisjoint({"format", "signature", "public_key"})


@contextmanager
def _progress(console: Console, title: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on a terminal if there are several files to wait for."""
    with Progress(console=console, disable=total < 2 or not console.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)
