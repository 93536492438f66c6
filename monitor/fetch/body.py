"""The body of an answer, decompressed while it comes in: in small steps, so that a bomb is noticed early."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ..errors import FetchError

#: Bytes that one step of decompression may make: a bomb is noticed after this much.
STEP = 256 * 1024
#: zlib's window size, with gzip and zlib headers recognised by themselves.
EITHER_HEADER = zlib.MAX_WBITS | 32
#: Raw deflate, which some servers send under the name of `deflate`.
NO_HEADER = -zlib.MAX_WBITS
#: Low four bits of a zlib stream's first byte (RFC 1950): the method, 8 for deflate.
ZLIB_METHOD = 8

#: First byte of every gzip member (RFC 1952).
GZIP_MAGIC = b"\x1f"

ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})
#: One over the other; servers with a compressing proxy in front do send two.
MAX_ENCODINGS = 2


class CutError(Exception):
    """A compressed body ended too early, or is not what its header says."""


def inflated(chunks: Iterable[bytes], step: int = STEP) -> Iterator[bytes]:
    """
    Yield the decompressed pieces of a gzip, zlib or raw deflate stream, each of at most `step` bytes.

    Raises:
        CutError: the stream is damaged or incomplete.

    """
    inflater = None
    members = 0
    try:
        for chunk in chunks:
            data = chunk
            while data:
                if inflater is None:
                    if members and data[:1] != GZIP_MAGIC:
                        return  # padding after the end
                    raw = data[0] & 0x0F != ZLIB_METHOD and data[:1] != GZIP_MAGIC
                    inflater = zlib.decompressobj(NO_HEADER if raw else EITHER_HEADER)
                yield inflater.decompress(data, step)
                data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
                if inflater.eof:
                    # A gzip file may have several members.
                    inflater = None
                    members += 1
        if inflater is not None:
            # The last bytes (less than zlib's window) wait inside when a step ended with the input.
            yield inflater.flush()
            if not inflater.eof:
                raise CutError("the compressed body ended too early")
    except zlib.error as exc:
        raise CutError(f"the compressed body is damaged: {exc}") from exc


def decoded(chunks: Iterable[bytes], encoding: str, url: str) -> Iterator[bytes]:
    """
    Yield the body as it was before its Content-Encoding.

    Raises:
        FetchError: an encoding that was not asked for.

    """
    names = [name for name in map(str.strip, encoding.lower().split(",")) if name not in ("", "identity")]
    for name in reversed(names):
        if name not in ENCODINGS or len(names) > MAX_ENCODINGS:
            raise FetchError(url, f"the body is compressed with {encoding[:80]}, which was not asked for")
        chunks = inflated(chunks)
    yield from chunks
