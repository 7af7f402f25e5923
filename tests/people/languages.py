"""The languages of a test that does the same in each: one of them is enough for `make test`."""

from __future__ import annotations

import pytest

LANGUAGES = ("en", pytest.param("zh", marks=pytest.mark.long("the same in English, whose words are longer")))
