"""Files of every kind, good and hostile: what each is, and the outcome of reading it."""

import os
import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from documents import Part, docx, ofd, packed, pdf, saved, table, xlsx
from monitor.domain import AttachmentFormat as Format
from monitor.domain import AttachmentLimits, AttachmentText
from monitor.domain import AttachmentOutcome as Outcome
from monitor.parse import read_attachment
from monitor.parse.attachments import identify, sheets
from monitor.parse.attachments.sheets import as_docx

SENTENCE = "到2027年，产业规模突破100亿元。"
PARAGRAPH = Part("paragraph", SENTENCE)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def compound(stream: str) -> bytes:
    return COMPOUND + stream.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("content", "name", "wanted"),
    [
        (pdf(PARAGRAPH), "方案.docx", Format.PDF),
        (b"\n\n" + pdf(PARAGRAPH), "", Format.PDF),
        (docx(PARAGRAPH), "方案.pdf", Format.DOCX),
        (xlsx(table("a|b")), "", Format.XLSX),
        (ofd(PARAGRAPH), "", Format.OFD),
        (packed({"a.txt": "x"}), "", Format.ZIP),
        (packed({"[Content_Types].xml": "x", "ppt/presentation.xml": ""}), "", Format.UNKNOWN),
        (b"PK\x03\x04" + bytes(40), "", Format.ZIP),
        (compound("WordDocument"), "a.doc", Format.DOC),
        (compound("WordDocument"), "a.WPS", Format.WPS),
        (compound("Workbook"), "", Format.XLS),
        (compound("EncryptedPackage"), "a.xlsx", Format.XLSX),
        (compound("EncryptedPackage"), "a.docx", Format.DOCX),
        (COMPOUND, "", Format.UNKNOWN),
        (b"{\\rtf1", "a.doc", Format.DOC),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a.doc", Format.DOC),
        (b"Rar!\x1a\x07\x01\x00", "", Format.RAR),
        (b"\x89PNG\r\n", "", Format.IMAGE),
        (b"<html><body>x", "", Format.HTML),
        (SENTENCE.encode("gb18030"), "", Format.TXT),
        (SENTENCE.encode("utf-16"), "", Format.TXT),
        (b"\0\1\2\3", "a.pdf", Format.UNKNOWN),
        (b"", "a.pdf", Format.UNKNOWN),
    ],
)
def test_a_file_is_what_its_content_shows(content: bytes, name: str, wanted: Format) -> None:
    assert identify(content, name) is wanted


@pytest.mark.parametrize(
    "content",
    [
        SENTENCE.encode(),
        SENTENCE.encode("gb18030"),
        SENTENCE.encode("utf-16"),
        f"<html><p>{SENTENCE}</p>".encode("gb18030"),
    ],
)
def test_text_and_markup_are_read_in_the_charset_of_their_bytes(content: bytes) -> None:
    assert read_attachment(content, "").text == SENTENCE


def nested(depth: int) -> bytes:
    content = packed({"方案.txt": SENTENCE})
    for _ in range(depth):
        content = packed({"内层.zip": content})
    return content


def locked() -> bytes:
    """Return a ZIP whose only file says that it is encrypted."""
    content = bytearray(packed({"a.txt": "x"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


BOMB = packed({"a.txt": bytes(60_000_000)})
WORD = docx(PARAGRAPH)


@pytest.mark.parametrize(
    ("content", "outcome", "reason"),
    [
        (b"", Outcome.UNSUPPORTED, "of no format that is read"),
        (b"x" * 3_000_001, Outcome.TOO_LARGE, "the file has 3 MB; at most 3 MB are read"),
        (b"Rar!\x1a\x07\x01\x00", Outcome.UNSUPPORTED, "RAR archives are not unpacked"),
        (b"\xff\xd8\xff\xe0", Outcome.IMAGE_ONLY, "a picture"),
        (b"<html>" + b"<p>" * 200_000, Outcome.TOO_LARGE, "200,001 tags"),
        (BOMB, Outcome.TOO_LARGE, "to 60,000,000 bytes"),
        (packed({"bomb.zip": BOMB}), Outcome.PARTIAL, "bomb.zip: the file unpacks"),
        (nested(5), Outcome.PARTIAL, "more than 3 deep"),
        (locked(), Outcome.PARTIAL, "a.txt: the file needs a password"),
        (packed({}), Outcome.EMPTY, "no file"),
        (b"PK\x03\x04" + bytes(40), Outcome.DAMAGED, "the file is damaged"),
        (packed({"a.txt": "x" * 100}).replace(b"a.txt", b"b.txt", 1), Outcome.PARTIAL, "the file is damaged"),
        (packed({f"{n}.txt": "x" for n in range(120)}), Outcome.PARTIAL, "only the first 100 of 120 files"),
        (compound("EncryptedPackage"), Outcome.ENCRYPTED, "a password"),
        (compound("Workbook"), Outcome.DAMAGED, "the file is damaged"),
        (b"%PDF-1.7\nnothing", Outcome.DAMAGED, "the file is damaged"),
        (pdf(PARAGRAPH)[:900], Outcome.DAMAGED, "the file is damaged"),
        (WORD[: len(WORD) // 2], Outcome.DAMAGED, "the file is damaged"),
        (packed({"word/document.xml": "<w:document"}, WORD), Outcome.DAMAGED, "the file is damaged"),
        (packed({"OFD.xml": "<ofd"}), Outcome.DAMAGED, "the file is damaged"),
        (
            packed({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, xlsx(table("a|b"))),
            Outcome.DAMAGED,
            "XML entities",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_its_outcome(content: bytes, outcome: Outcome, reason: str) -> None:
    read = read_attachment(content, "附件", AttachmentLimits(size=3_000_000))
    assert (read.outcome, read.text) == (outcome, "")
    assert reason in read.reason


def test_an_archive_gives_each_file_and_says_what_it_could_not_read() -> None:
    content = packed({"附件1.docx": docx(PARAGRAPH), "附件2.txt": SENTENCE, "图.png": b"\x89PNG", "空/": ""})
    read = read_attachment(content, "")
    assert (read.format, read.outcome, read.reason) == (Format.ZIP, Outcome.PARTIAL, "图.png: the file is a picture")
    assert [(member.name, member.content.format, member.content.text) for member in read.members] == [
        ("附件1.docx", Format.DOCX, SENTENCE),
        ("附件2.txt", Format.TXT, SENTENCE),
        ("图.png", Format.IMAGE, ""),
    ]


def test_names_in_archives_are_read_as_windows_wrote_them_and_lead_nowhere(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name in ("XXXX.txt", "../../up.txt", "/etc/root.txt"):
            written.writestr(name, SENTENCE)
    content = made.getvalue().replace(b"XXXX.txt", "附件".encode("gb18030") + b".txt")
    names = [member.name for member in read_attachment(content, "").members]
    assert names == ["附件.txt", "../../up.txt", "/etc/root.txt"]
    assert list(tmp_path.iterdir()) == []


def test_a_long_text_is_cut_between_blocks() -> None:
    read = read_attachment(b"one\ntwo\nthree", "", AttachmentLimits(text=6))
    assert (read.outcome, read.text, read.reason) == (
        Outcome.PARTIAL,
        "one\ntwo",
        "only the first 6 characters are read",
    )


@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html>"]))
@settings(max_examples=40, deadline=None)
def test_no_bytes_raise_an_error(content: bytes, head: bytes) -> None:
    assert isinstance(read_attachment(head + content, "a.wps"), AttachmentText)


@given(st.sampled_from([docx(PARAGRAPH), xlsx(table("指标|2027年", "a|1")), ofd(PARAGRAPH), pdf(PARAGRAPH)]), st.data())
@settings(max_examples=40, deadline=None)
def test_no_damage_to_a_document_raises_an_error(content: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content) - 1))
    harm = data.draw(st.binary(max_size=8))
    assert isinstance(read_attachment(content[:place] + harm + content[place + len(harm) :], ""), AttachmentText)


# ------------------------------------------------------------------- workbooks


def test_cells_show_what_a_person_sees() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["指标", "2027年", "日期"])
    sheet.append(["覆盖率", 0.6, date(2027, 12, 31)])
    sheet.append(["增速", 0.125, True])
    sheet.append(["规模", 1200.0, None])
    sheet["B2"].number_format, sheet["B3"].number_format = "0%", "0.0%;-0.0%"
    hidden = book.create_sheet("草稿")
    hidden.append(["不", "要"])
    hidden.sheet_state = "hidden"
    lines = read_attachment(saved(book), "").text.split("\n")
    assert lines == ["指标\t2027年\t日期", "覆盖率\t60%\t2027年12月31日", "增速\t12.5%\t是", "规模\t1200\t"]


def test_a_damaged_old_workbook_is_no_error() -> None:
    book = xlwt.Workbook()
    book.add_sheet("附表").write(0, 0, "指标")
    content = saved(book)
    outcomes = {read_attachment(content[:place], "").outcome for place in range(600, len(content), 97)}
    assert outcomes <= {Outcome.DAMAGED, Outcome.READ, Outcome.UNSUPPORTED}


def test_an_old_workbook_shows_percents_and_spans_too() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("附表")
    sheet.write_merge(0, 1, 0, 0, "指标")
    sheet.write_merge(0, 0, 1, 2, "目标值")
    for row, cells in enumerate([(None, "2027年", "2030年"), ("覆盖率", 0.6, 0.8), ("企业（家）", 60, 90.5)], 1):
        for column, value in enumerate(cells):
            if value is not None:
                sheet.write(row, column, value, xlwt.easyxf(num_format_str="0%" if row == 2 else "General"))
    read = read_attachment(saved(book), "指标.doc")
    assert (read.format, read.outcome) == (Format.XLS, Outcome.READ)
    assert read.text.split("\n") == [
        "指标\t目标值\t目标值",
        "指标\t2027年\t2030年",
        "覆盖率\t60%\t80%",
        "企业（家）\t60\t90.5",
    ]


def test_sheets_stand_under_their_names() -> None:
    lines = read_attachment(xlsx(table("甲|1"), table("乙|2")), "").text.split("\n")
    assert lines == ["附表1", "甲\t1", "附表2", "乙\t2"]


def test_a_sheet_of_very_many_cells_is_too_large() -> None:
    book = Workbook()
    book.active["XFD1000"] = 1
    book.active["A1"] = 1
    read = read_attachment(saved(book), "")
    assert read.outcome is Outcome.TOO_LARGE
    assert read.reason.startswith("sheet Sheet has 16,")


# ------------------------------------------------------------------- LibreOffice


@pytest.fixture
def office(tmp_path):
    """Return a function that installs a program in LibreOffice's place."""

    def install(script: str) -> str:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return str(program)

    return install


def test_an_old_document_is_read_through_libreoffice(office, tmp_path, monkeypatch) -> None:
    (tmp_path / "made.docx").write_bytes(WORD)
    program = office(f'for last; do :; done; cp {tmp_path}/made.docx "${{last%.*}}.docx"')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    read = read_attachment(compound("WordDocument"), "方案.wps")
    assert (read.format, read.outcome, read.text) == (Format.WPS, Outcome.READ, SENTENCE)
    assert as_docx(b"x", "doc", (program,)) == WORD


def test_without_libreoffice_the_remedy_is_told(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    read = read_attachment(compound("WordDocument"), "方案.doc")
    assert read.outcome is Outcome.UNSUPPORTED
    assert read.reason == "reading DOC files needs LibreOffice; install it (the program soffice) where the monitor runs"


def test_what_libreoffice_cannot_read_is_damaged(office, tmp_path, monkeypatch) -> None:
    office("exit 3")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    read = read_attachment(compound("WordDocument"), "方案.doc")
    assert (read.outcome, read.reason) == (Outcome.DAMAGED, "LibreOffice cannot read the file")


def test_a_libreoffice_that_hangs_is_ended_with_all_that_it_started(office, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(sheets, "_SECONDS", 0)
    office("sleep 1000 & wait")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert read_attachment(compound("WordDocument"), "方案.doc").outcome is Outcome.DAMAGED
