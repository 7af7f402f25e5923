"""Compare pictures with the golden ones; WRITE_GOLDEN=1 writes them."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

GOLDEN = Path(__file__).parent / "golden"
# A changed word or star moves the mean difference far above this.
MEAN_AT_MOST = 1.0


def far_off(picture: Image.Image, golden: str) -> float:
    """How much of a picture differs from the golden one (0 to 255), a quarter as wide.

    Where two colour tables round differently a pixel is a little off; where a word or a star differs, it is far off.
    """
    small = picture.resize((round(picture.width / 4), round(picture.height / 4)), Image.Resampling.LANCZOS)
    file = GOLDEN / f"{golden}.png"
    if "WRITE_GOLDEN" in os.environ:
        small.quantize(64).save(file, optimize=True)
    with Image.open(file) as known:
        difference = ImageChops.difference(small, known.convert("RGB"))
    return ImageStat.Stat(difference.convert("L").point(lambda value: 255 * (value > 48))).mean[0]
