"""The Chromium of this machine."""

from __future__ import annotations

import shutil

# The first has no windows, toolbars and profiles: a test needs half the processor time in it.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """Return the path of the Chromium that is best for tests; None if there is none."""
    return next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
