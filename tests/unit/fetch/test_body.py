import gzip
import zlib

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from monitor.errors import FetchError
from monitor.fetch.body import STEP, CutError, decoded, inflated

URL = "http://a.example/"


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "x-gzip": gzip.compress}


def pieces(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


def read(data, encoding, size=1000):
    return b"".join(decoded(pieces(data, size), encoding, URL))


@given(data=st.binary(max_size=3000), encoding=st.sampled_from(sorted(PACKERS)), size=st.integers(1, 500))
def test_what_was_compressed_is_read_back_however_it_is_cut(data, encoding, size):
    assert read(PACKERS[encoding](data), encoding, size) == data


@given(st.binary(min_size=1, max_size=3000).filter(lambda data: raw_deflate(data)[0] & 15 != 8))
def test_deflate_without_its_header_is_read(data):
    assert read(raw_deflate(data), "deflate") == data


@given(
    data=st.builds(lambda part, times: part * times, st.binary(min_size=1, max_size=40), st.integers(1, 60)),
    pack=st.sampled_from([gzip.compress, zlib.compress, raw_deflate]),
    step=st.sampled_from([1, 7, 64, 258, 300]),
    size=st.integers(1, 500),
)
@example(data=b"abc" * 8, pack=raw_deflate, step=1, size=500)  # the end waits inside zlib
def test_nothing_is_lost_however_small_the_steps(data, pack, step, size):
    packed = pack(data)
    assume(pack is not raw_deflate or packed[0] & 15 != 8)
    assert b"".join(inflated(pieces(packed, size), step)) == data


@pytest.mark.parametrize("size", [STEP - 1, STEP, STEP + 1, 3 * STEP, 10 * STEP + 7])
def test_nothing_is_lost_at_the_edges_of_a_step(size):
    data = b"a" * size
    for encoding, pack in PACKERS.items():
        assert read(pack(data), encoding) == data


def test_each_piece_is_bounded_even_for_a_bomb():
    bomb = gzip.compress(bytes(20 * 1024 * 1024))
    assert max(len(piece) for piece in decoded([bomb], "gzip", URL)) <= STEP


def test_no_encoding_and_identity_pass_the_bytes_through():
    assert read(b"abc", "") == read(b"abc", "identity") == read(b"abc", " , ") == b"abc"


def test_two_encodings_are_undone_in_reverse_order():
    assert read(gzip.compress(zlib.compress(b"abc")), "deflate, GZIP") == b"abc"


def test_gzip_of_several_members_is_read_to_the_end():
    data = gzip.compress(b"abc") + gzip.compress(b"def")
    assert read(data, "gzip", len(data)) == read(data, "gzip", 1) == b"abcdef"


def test_padding_after_the_end_is_not_read():
    def chunks():
        yield gzip.compress(b"abc") + b"\0\0"
        raise AssertionError("read beyond the end")

    assert b"".join(decoded(chunks(), "gzip", URL)) == b"abc"


def test_an_empty_body_needs_no_compression():
    assert read(b"", "gzip") == b""


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "gzip, gzip, gzip"])
def test_an_encoding_that_was_not_asked_for_is_named(encoding):
    with pytest.raises(FetchError, match="was not asked for") as caught:
        read(b"abc", encoding)
    assert encoding in caught.value.message


@pytest.mark.parametrize(
    "data", [gzip.compress(b"a" * 5000)[:-9], gzip.compress(b"abc")[:5]], ids=["end", "start"]
)
def test_a_body_that_ends_too_early_is_cut(data):
    with pytest.raises(CutError, match="too early"):
        read(data, "gzip")


def test_a_body_that_is_not_compressed_at_all_is_damaged():
    with pytest.raises(CutError, match="damaged"):
        read(b"<html>plain</html>", "gzip")
