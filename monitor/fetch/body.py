"""The body of an answer: decompressed while it comes in, up to a size."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

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


class CutError(Exception):
    """A compressed body ended too early, or is not what its header says."""


def inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """
    Yield the decompressed pieces of a gzip, zlib or raw deflate stream, each of bounded size.

    Raises:
        CutError: the stream is damaged or incomplete.

    """
    inflater = None
    try:
        for chunk in chunks:
            data = chunk
            while data:
                if inflater is None:
                    raw = data[0] & 0x0F != ZLIB_METHOD and data[:1] != GZIP_MAGIC
                    inflater = zlib.decompressobj(NO_HEADER if raw else EITHER_HEADER)
                yield inflater.decompress(data, STEP)
                if inflater.eof:
                    # gzip files may have several members; whatever else follows is padding.
                    data = inflater.unused_data if inflater.unused_data[:1] == GZIP_MAGIC else b""
                    inflater = None if data else inflater
                else:
                    data = inflater.unconsumed_tail
        if inflater is not None and not inflater.eof:
            # The last bytes may wait inside when a step ended exactly with the input.
            yield inflater.flush()
    except zlib.error as exc:
        raise CutError(f"the compressed body is damaged: {exc}") from exc
    if inflater is not None and not inflater.eof:
        raise CutError("the compressed body ended too early")


def decoded(chunks: Iterable[bytes], encoding: str, url: str) -> Iterator[bytes]:
    """
    Yield the body as it was before its Content-Encoding.

    Raises:
        FetchError: an encoding that was not asked for.

    """
    names = [name for name in (part.strip() for part in encoding.lower().split(",")) if name != "identity"]
    for name in reversed([name for name in names if name]):
        if name not in ENCODINGS:
            raise FetchError(url, f"the body is compressed with {name}, which was not asked for")
        chunks = inflated(chunks)
    yield from chunks


def read_body(
    chunks: Iterable[bytes],
    max_bytes: int,
    check_time: Callable[[], None],
    *,
    too_large: Callable[[], Exception] | None,
) -> bytes:
    """Return the whole body; beyond `max_bytes` raise `too_large()`, or cut it there when that is None."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        check_time()
        parts.append(chunk)
        size += len(chunk)
        if size > max_bytes:
            if too_large is not None:
                raise too_large()
            break
    return b"".join(parts)[:max_bytes]
