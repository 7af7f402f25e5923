"""A PDF that needs a password is refused; one that only forbids changes is taken."""

from __future__ import annotations

import pytest

from bot.attachments.inspection import FileRefused
from tests.bot.attachments.file_samples import PDF, inspected, protected

ALGORITHMS = ("RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("chunk", [1, 100, 100_000])
def test_a_pdf_that_needs_a_password_is_refused(algorithm: str, chunk: int) -> None:
    with pytest.raises(FileRefused) as refused:
        inspected("a.pdf", protected(algorithm, "secret"), chunk)
    assert refused.value.why.key == "file-locked"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("chunk", [1, 100, 100_000])
def test_a_pdf_that_only_forbids_changes_is_taken(algorithm: str, chunk: int) -> None:
    # The salts and ids are drawn each time, and written as strings with escapes in them.
    for pages in (1, 2, 3):
        assert inspected("a.pdf", protected(algorithm, "", pages), chunk).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("trailer", "is_taken"),
    [
        (b"5 0 obj <</Filter/Adobe.PubSec/V 4>> endobj trailer <</Encrypt 5 0 R>>", False),
        (b"trailer <</Encrypt<</Filter/Standard/R 3>>>>", True),
        (b"trailer <</EncryptMetadata false/ID[<00><00>]>>", True),
        (b"(/Encrypt)", True),
        (b"5 0 obj <</Filter/Standard/R 6/P -1/O<00>/U<00>>> endobj trailer <</Encrypt 5 0 R>>", False),
        (b"5 0 obj <</Filter/Standard/R 3/Length 0/P -1/O(\\1/U(x", True),
        (b"/Encrypt 5 0 R /Filter/Standard/R 3/Length 0/P -1/O(\\1)/U(x\\", False),
    ],
)
def test_an_encrypted_pdf_is_recognised(trailer: bytes, is_taken: bool) -> None:
    data = PDF + bytes(5000) + trailer
    if is_taken:
        assert inspected("a.pdf", data).size == len(data)
        return
    with pytest.raises(FileRefused) as refused:
        inspected("a.pdf", data)
    assert refused.value.why.key == "file-locked"
