"""`python -m bot run`, in which what time brings comes every half second in place of every five minutes.

So cases are drawn for a second rating while a run lasts, by the server itself, and kills meet the draws too.
"""

from __future__ import annotations

import importlib
import runpy
from functools import partial
from typing import Any

from bot.desk.passing_time import passing_time

EVERY_S = 0.5

if __name__ == "__main__":
    serving: Any = importlib.import_module("bot.serving")
    serving.passing_time = partial(passing_time, every_s=EVERY_S)
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
