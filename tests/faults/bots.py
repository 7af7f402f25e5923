"""What the bots of a fault run are forked from, with a clock that they have in common."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.faults.clock import Clock
from tests.warm.starting import Warm


class Bots(Warm):
    """The parent of bots; the files of their clock lie in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock(folder)
        super().__init__(Path(tempfile.mkdtemp(prefix="xingjie-")), os.getpid(), self.clock.environment)
