"""The main text of pages whose layout nobody has described."""

from __future__ import annotations

from ..domain import Block
from .blocks import read_blocks
from .markup import read_soup

#: Characters up to which the library is asked: it takes 40 ms for 100 KB and more than linear time.
_LONGEST = 2_000_000


def readable_blocks(text: str, url: str) -> tuple[Block, ...]:
    """Return the blocks that a readable-text library takes for the article; empty when for none."""
    if len(text) > _LONGEST:
        return ()
    import trafilatura  # noqa: PLC0415 - 231 ms that a process pays only when it meets an unknown layout

    found = trafilatura.extract(text, output_format="html", include_comments=False, include_tables=True)
    return read_blocks(read_soup(found, url)) if found else ()
