"""What commands take: files, stdin, rows of JSON, days; and how domain values become JSON."""

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

import make
from monitor.cli import streams
from monitor.domain import BlockKind, Page
from monitor.errors import InputError


class Stdin:
    """Standard input that holds these bytes."""

    def __init__(self, body: bytes) -> None:
        self.buffer = io.BytesIO(body)


def test_a_dash_means_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", Stdin("正文".encode()))
    assert streams.read_bytes("-").decode() == "正文"
    monkeypatch.setattr("sys.stdin", Stdin(b""))
    with pytest.raises(InputError, match="- is empty; give an HTML page or plain text"):
        streams.read_bytes("-")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b" \n\t", "is empty; give a list"),
        (b"%PDF-1.7", "is a PDF; give a list"),
        (b"PK\x03\x04rest", "is a ZIP, DOCX or XLSX; give a list"),
        (b"\xd0\xcf\x11\xe0rest", "is an old Word or Excel file"),
        (b"\x89PNGrest", "is an image"),
        (b"GIF89a", "is an image"),
        (b"\x1f\x8brest", "is a gzip file"),
        (b"text\0more", "is a binary file; give a list"),
        (b"x" * (streams.LARGEST + 1), "is larger than 20 MB"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_what_to_give(tmp_path, body, words):
    path = tmp_path / "file"
    path.write_bytes(body)
    with pytest.raises(InputError, match=words) as caught:
        streams.read_bytes(str(path), "a list")
    assert str(path) in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read: No such file"):
        streams.read_bytes(str(tmp_path / "none"))
    with pytest.raises(InputError, match="is a folder; give one file"):
        streams.read_bytes(str(tmp_path))


def test_rows_of_json_are_read_in_order_and_empty_lines_skipped(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1, "text": "一"}\n\n{"id": 2, "text": "二"}\n', encoding="utf-8")
    assert [row["text"] for row in streams.json_rows(str(path))] == ["一", "二"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{nope", "line 3 is not JSON"),
        ("[]", 'line 3: a row needs "id" and "text"'),
        ('{"id": 1}', 'line 3: a row needs "id" and "text"'),
        ('{"text": "一"}', 'line 3: a row needs "id" and "text"'),
        ('{"id": 1, "text": 5}', 'line 3: a row needs "id" and "text"'),
    ],
)
def test_the_first_row_that_is_none_is_named_by_its_line(tmp_path, line, words):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1, "text": "一"}\n\n' + line, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        list(streams.json_rows(str(path)))


def test_a_day_is_read_or_the_option_is_named():
    assert streams.parse_day("--since", "2025-04-02") == date(2025, 4, 2)
    assert streams.parse_day("--since", None) is None
    with pytest.raises(InputError, match="is no date; write it as 2025-04-02"):
        streams.parse_day("--since", "2.4.2025")


def test_web_addresses_are_told_from_files():
    assert streams.is_address("https://www.example.gov.cn/a.html")
    assert streams.is_address("http://127.0.0.1/")
    assert not streams.is_address("ftp.html")


def test_a_saved_page_has_the_address_that_it_came_from(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"<html></html>")
    source = make.source()
    page = streams.read_page(str(path), "http://127.0.0.1/a.html", source, None, make.NOW)
    assert (page.url, page.body) == ("http://127.0.0.1/a.html", b"<html></html>")
    assert streams.read_page(str(path), None, source, None, make.NOW).url == path.as_uri()


def test_a_plain_text_is_an_article_of_its_lines():
    article = streams.parse_page(Page("file:///a.txt", "一、目标\n\n  到2027年  \n".encode()), make.source())
    assert [(block.kind, block.text) for block in article.blocks] == [
        (BlockKind.PARAGRAPH, "一、目标"),
        (BlockKind.PARAGRAPH, "到2027年"),
    ]
    assert article.title == ""


def test_markup_is_read_as_a_page():
    body = (
        "<html><body><h1>示例市行动方案</h1><div class='TRS_Editor'><p>到2027年建成50个平台。</p></div></body></html>"
    )
    article = streams.parse_page(Page("http://127.0.0.1/list/t20250401_1.html", body.encode()), make.source())
    assert article.title == "示例市行动方案"
    assert "到2027年建成50个平台。" in article.text


def test_domain_values_become_json_that_people_can_read():
    finding = make.target(amount=make.amount(values=(Decimal("2.50"),)))
    shown = json.loads(streams.as_json({"finding": finding, 5: frozenset({"b", "a"})}))
    assert shown["finding"]["amount"]["values"] == ["2.5"]
    assert shown["finding"]["deadline"]["end"] == "2025-12-31"
    assert shown["5"] == ["a", "b"]
    assert "智能算力" in streams.as_json(finding)
    assert streams.plain(datetime(2025, 4, 2, tzinfo=UTC)) == "2025-04-02T00:00:00+00:00"
    assert streams.plain([None, 1, "一"]) == [None, 1, "一"]
