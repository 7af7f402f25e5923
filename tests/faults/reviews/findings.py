"""What is wrong at one moment of a run."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Findings:
    """What is wrong at one moment, and what is stored.

    `lost`: a step whose answer came is not stored. `doubled`: a step is stored more often than somebody wanted it. `half`: a log
    that does not replay or whose chain is broken, a row without what it belongs to, or the other way round. `seals`: an issued
    file that `xingjie verify` does not call true, or an association without exactly one key. `answers`: answers that carry
    something else than the result that counts. `ratings`: what is wrong with double ratings. `files`: a file that was handed in
    and is not there as it was. `silent`: steps that are stored though no answer came. `said` has a line for each that is wrong.
    """

    lost: int = 0
    doubled: int = 0
    half: int = 0
    seals: int = 0
    answers: int = 0
    ratings: int = 0
    files: int = 0
    silent: int = 0
    cases: int = 0
    entries: int = 0
    issued: int = 0
    rated: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """How many promises were broken."""
        return self.lost + self.doubled + self.half + self.seals + self.answers + self.ratings + self.files

    def note(self, kind: str, what: str) -> None:
        """Count something that is wrong."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.said.append(f"{kind}: {what}")
