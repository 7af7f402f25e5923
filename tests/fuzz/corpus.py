"""What was found worth keeping, one file a case; and small seeded changes of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"
INTERESTING = (b"", b"null", b"0", b"-1", b"1e999", b"9" * 30, b'"', b"{}", b"[]", b"true", b"\xff", b"\x00", b"\\ud800", b"|", b"\xe2\x80\xae")  # fmt: skip


def cases(target: str) -> list[bytes]:
    """The corpus of a target."""
    return [file.read_bytes() for file in sorted((FOLDER / target).iterdir())]


def mutated(target: str, count: int, seed: int) -> Iterator[bytes]:
    """Changes of the corpus: pieces replaced, doubled, cut, swapped for what has broken programs before."""
    dice, kept = random.Random(seed), cases(target)
    for _ in range(count):
        data = dice.choice(kept)
        for _ in range(dice.randint(1, 3)):
            start = dice.randint(0, len(data))
            stop = min(len(data), start + dice.choice((0, 1, 1, 2, 8, 40)))
            piece = dice.choice((b"", data[start:stop] * 2, dice.choice(INTERESTING), dice.randbytes(2)))
            data = data[:start] + piece + data[stop:]
        yield data
