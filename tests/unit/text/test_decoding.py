import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.decoding import decode

PAGE = "<html><head>{meta}</head><body>朱镕基路的人工智能产业园，陈堃𠮷说。</body></html>"
GB_META = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
UTF8_META = '<meta charset="utf-8">'
BIG5_PAGE = "<html><head><meta charset=big5></head><body>數位發展部發布人工智慧計畫</body></html>"
LOST = "\N{REPLACEMENT CHARACTER}"


def test_rare_characters_of_names_survive_a_page_declared_as_gb2312() -> None:
    page = PAGE.format(meta=GB_META)
    assert decode(page.encode("gb18030"), "gb2312") == page


def test_a_gb_page_that_declares_nothing_is_read() -> None:
    page = PAGE.format(meta="")
    assert decode(page.encode("gb18030"), None) == page


def test_valid_utf8_wins_over_a_gb_declaration() -> None:
    page = PAGE.format(meta=GB_META)
    assert decode(page.encode(), "gbk", fallback="gb2312") == page


def test_a_gb_page_sent_as_latin_1_is_read() -> None:
    page = PAGE.format(meta="")
    assert decode(page.encode("gb18030"), "ISO-8859-1") == page


def test_a_gb_page_wrongly_declared_as_utf8_is_read() -> None:
    page = PAGE.format(meta=UTF8_META)
    assert decode(page.encode("gb18030"), "utf-8") == page


@pytest.mark.parametrize("charset", [None, "x-unknown", "base64", "undefined", "utf-16"])
def test_names_that_are_unknown_or_no_text_encoding_are_passed_over(charset: str | None) -> None:
    page = PAGE.format(meta="")
    assert decode(page.encode("gb18030"), charset) == page


@pytest.mark.parametrize(("charset", "fallback"), [(None, None), ("Big5-HKSCS", None)])
def test_a_big5_page_is_read_by_its_own_or_the_headers_declaration(charset: str | None, fallback: str | None) -> None:
    assert decode(BIG5_PAGE.encode("big5"), charset, fallback) == BIG5_PAGE


def test_the_fallback_is_used_when_the_page_declares_nothing() -> None:
    page = "數位發展部發布人工智慧計畫，推動產業應用。"
    assert decode(page.encode("big5"), None, "big5") == page
    assert decode(page.encode("big5"), None) != page


def test_one_bad_byte_in_a_gb_page_costs_one_character() -> None:
    body = "人工智能".encode("gb18030") + b"\xff" + "产业".encode("gb18030")
    assert decode(body, "gb2312") == f"人工智能{LOST}产业"


def test_one_bad_byte_in_a_utf8_page_costs_one_character() -> None:
    assert decode("人工智能".encode() + b"\xff" + "产业".encode(), None) == f"人工智能{LOST}产业"


def test_a_utf8_page_cut_inside_a_character_keeps_the_rest() -> None:
    assert decode("人工智能产业".encode()[:-1], "gb2312") == f"人工智能产{LOST}"


@pytest.mark.parametrize(("charset", "expected"), [("utf-8", LOST * 2), (None, LOST * 2)])
def test_bytes_that_are_no_text_at_all_do_not_raise(charset: str | None, expected: str) -> None:
    assert decode(b"\xff\xff", charset) == expected


def test_broken_text_declared_as_utf8_is_not_taken_for_gb() -> None:
    body = b"\xe4\xbaA\xff\xe4\xbaB\xff"
    assert decode(body, "utf-8") == body.decode("utf-8", "replace")
    assert decode(body, None) == body.decode("gb18030", "replace")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_utf16_byte_order_mark_is_believed(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(mark + "人工智能".encode(encoding), "utf-8") == "人工智能"


def test_a_utf8_byte_order_mark_is_not_part_of_the_text() -> None:
    assert decode(codecs.BOM_UTF8 + "人工智能".encode(), None) == "人工智能"


@given(st.text())
def test_whatever_is_utf8_comes_back(text: str) -> None:
    body = text.encode("utf-8", "replace")
    if not body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        assert decode(body, "gb2312") == body.decode()


@given(st.binary(), st.none() | st.text(), st.none() | st.text())
def test_no_bytes_and_no_declaration_raise(body: bytes, charset: str | None, fallback: str | None) -> None:
    assert isinstance(decode(body, charset, fallback), str)
