"""Bars: how wide each part is, where its words are, and names that fit a narrow phone."""

from __future__ import annotations

from bot.drawings.bar_chart import LINE_AT_MOST, LINES_AT_MOST, Part, Row, Shade, bar_chart, lines_of


def split(name: str, *sizes: int) -> Row:
    shades = (Shade.low, Shade.middle, Shade.high)
    return Row(name, (tuple(Part(size, str(size), shade) for size, shade in zip(sizes, shades, strict=False)),), sum(sizes))


def test_parts_of_a_bar_fill_it_from_left_to_right() -> None:
    found = bar_chart([split("Row", 10, 20, 10)])
    track, *parts = found.boxes
    assert (track.x, track.width, track.shade) == (0, 100, "track")
    assert [(box.x, box.width, box.shade) for box in parts] == [(0, 25, "low"), (25, 50, "middle"), (75, 25, "high")]
    assert [words.words for words in found.words] == ["Row", "10", "20", "10"]


def test_a_narrow_part_has_no_words_and_a_lone_narrow_bar_has_them_beside_it() -> None:
    assert [words.words for words in bar_chart([split("Row", 1, 19, 20)]).words] == ["Row", "19", "20"]
    for size, x in ((4, 11), (0, 1)):
        lone = bar_chart([Row("Row", ((Part(size, "few", Shade.only),),), 40)]).words[-1]
        assert (lone.words, lone.shade, lone.x) == ("few", "beside", x)


def test_rows_do_not_overlap_and_the_drawing_holds_them_all() -> None:
    rows = [split("Availability and continuity management", 10, 10), Row("Nothing", (), 0, "too few"), split("C", 5, 5)]
    found = bar_chart(rows)
    tracks = [box for box in found.boxes if box.shade == "track"]
    feet = [words.y for words in found.words if words.shade in ("name", "note")]
    assert feet == sorted(feet)
    assert len(feet) == 6
    assert all(box.y + box.height <= found.height for box in tracks)
    assert not [foot for foot in feet for box in tracks if box.y < foot < box.y + box.height]


def test_no_row_at_all_is_an_empty_drawing() -> None:
    assert bar_chart([]).height == 0


WIDE = "甲"


def test_names_break_between_words_or_wide_characters() -> None:
    assert lines_of("Availability and continuity management") == ("Availability and", "continuity", "management")
    assert lines_of("Short") == ("Short",)
    assert lines_of("") == ("",)
    assert lines_of(WIDE * 15) == (WIDE * 10, WIDE * 5)


def test_a_name_that_never_ends_is_cut() -> None:
    for name in ("x" * 200, "wide " * 60, WIDE * 90):
        lines = lines_of(name)
        assert len(lines) == LINES_AT_MOST
        assert lines[-1].endswith("…")
        assert all(len(line) <= LINE_AT_MOST for line in lines)
