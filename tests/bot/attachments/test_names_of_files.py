"""The name of a file is clean_name before it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attachments.inspection import clean_name
from tests.bot.attachments.file_samples import JPEG, PDF, inspected


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("制度.pdf", "制度.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\名册.XLSX", "名册.xlsx"),
        ("a\0b\r\n\tc.pdf", "ab c.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ('a<b>:"c|d?*.pdf', "a_b___c_d__.pdf"),
        ("👍🎉.pdf", "evidence.pdf"),
        ("👩\u200d👩\u200d👧", "evidence"),
        ("", "evidence"),
        ("...", "evidence"),
        (".pdf", "pdf"),
        ("plan v1.2", "plan v1.2"),
        ("con.PDF", "_con.pdf"),
        ("NUL.tar.pdf", "_NUL.tar.pdf"),
        ("lpt1", "_lpt1"),
        ("console.pdf", "console.pdf"),
        ("report\u2066fdp.\u2069\u200b.pdf", "reportfdp.pdf"),
        ("  制度 .pdf ", "制度.pdf"),
        ("长" * 250 + ".docx", "长" * 194 + "….docx"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
        ("喆堃垚㛃𬭎.pdf", "喆堃垚㛃𬭎.pdf"),
        ("lone\ud800.pdf", "lone.pdf"),
    ],
)
def test_names_are_cleaned(given: str, name: str) -> None:
    assert clean_name(given) == name


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_kept(text: str) -> None:
    name = clean_name(text)
    assert 1 <= len(name) <= 200
    assert clean_name(name) == name
    assert any(c.isalnum() for c in name)
    assert not set(name) & set('/\\\0\n<>:"|?*')


def test_a_name_without_ending_gets_the_one_of_its_content() -> None:
    assert inspected("photo", JPEG).name == "photo.jpg"
    assert inspected("x" * 200, PDF).name == "x" * 195 + "….pdf"
