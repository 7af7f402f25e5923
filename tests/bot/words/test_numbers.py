"""Numbers in sentences are written as Babel writes them, and only once."""

from __future__ import annotations

import pytest
from babel import Locale
from fluent_compiler.types import FluentInt

from bot.words.numbers import number


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("value", [-1, 0, 7, 27, 999, 1_000, 1_234_567])
def test_a_kept_number_is_written_as_any_other(value: int, language: str) -> None:
    locale = Locale(language)
    assert [number(value).format(locale) for _ in range(2)] == [FluentInt(value).format(locale)] * 2
    assert number(value) == value


def test_each_language_has_its_own_text_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()

    def made(_: FluentInt, locale: Locale) -> str:
        asked.append(locale.language)
        return str(locale.language)

    monkeypatch.setattr(FluentInt, "format", made)
    kept = number(31_415)
    for language in ("zh", "en", "zh", "en"):
        assert kept.format(Locale(language)) == language
    assert asked == ["zh", "en"]
