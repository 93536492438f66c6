"""Compressed bodies: read whole or not at all, and never larger than allowed."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import FetchError
from monitor.fetch.messages import CutError, decompress

URL = "http://a.example/"
MOST = 1_000_000


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "x-gzip": gzip.compress}


def read(data, encoding, most=MOST):
    return decompress(data, encoding, most, URL)


@given(data=st.binary(max_size=3000), encoding=st.sampled_from(sorted(PACKERS)))
def test_what_was_compressed_is_read_back(data, encoding):
    assert read(PACKERS[encoding](data), encoding) == data


@given(st.binary(min_size=1, max_size=3000).filter(lambda data: raw_deflate(data)[0] & 15 != 8))
def test_deflate_without_its_header_is_read(data):
    assert read(raw_deflate(data), "deflate") == data


@given(st.binary(max_size=3000), st.integers(1, 3000), st.sampled_from(sorted(PACKERS)))
def test_a_body_is_cut_where_it_is_larger_than_allowed(data, most, encoding):
    assert read(PACKERS[encoding](data), encoding, most) == data[:most]


def test_no_encoding_and_identity_pass_the_bytes_through():
    assert read(b"abc", "") == read(b"abc", "identity") == read(b"abc", " , ") == b"abc"


def test_two_encodings_are_undone_in_reverse_order():
    assert read(gzip.compress(zlib.compress(b"abc")), "deflate, GZIP") == b"abc"


def test_gzip_of_several_members_is_read_to_the_end():
    assert read(gzip.compress(b"abc") + gzip.compress(b"def"), "gzip") == b"abcdef"


def test_the_members_of_a_gzip_stream_are_counted_together():
    assert read(gzip.compress(b"abc") + gzip.compress(b"def"), "gzip", 4) == b"abcd"
    assert read(gzip.compress(b"abc") + gzip.compress(b"def"), "gzip", 3) == b"abc"


def test_padding_after_the_end_is_not_read():
    assert read(gzip.compress(b"abc") + b"\0\0", "gzip") == b"abc"


def test_an_empty_body_needs_no_compression():
    assert read(b"", "gzip") == b""


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "gzip, gzip, gzip"])
def test_an_encoding_that_was_not_asked_for_is_named(encoding):
    with pytest.raises(FetchError, match="was not asked for") as caught:
        read(b"abc", encoding)
    assert encoding in caught.value.message


@pytest.mark.parametrize(
    "data",
    [gzip.compress(b"a" * 5000)[:-9], gzip.compress(b"abc")[:5], gzip.compress(b"abc") + gzip.compress(b"abc")[:-1]],
    ids=["end", "start", "second member"],
)
def test_a_body_that_ends_too_early_is_cut(data):
    with pytest.raises(CutError, match="too early"):
        read(data, "gzip")


def test_a_body_that_is_not_compressed_at_all_is_damaged():
    with pytest.raises(CutError, match="damaged"):
        read(b"<html>plain</html>", "gzip")


@pytest.mark.parametrize("encoding", ["gzip", "gzip, gzip"])
def test_a_bomb_takes_no_more_memory_than_its_limit(encoding):
    bomb = gzip.compress(bytes(50_000_000))
    for _ in encoding.split(",")[1:]:
        bomb = gzip.compress(bomb)
    tracemalloc.start()
    try:
        assert len(read(bomb, encoding)) == MOST
        assert tracemalloc.get_traced_memory()[1] < 4 * MOST
    finally:
        tracemalloc.stop()
