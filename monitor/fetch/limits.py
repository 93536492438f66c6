"""How long, how large and how often: the bounds of every request."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one fetch; times in seconds."""

    #: For a TCP connection to one address.
    connect_s: float = 10.0
    #: Between two pieces of an answer. Some list services need 15 s for the first.
    read_s: float = 30.0
    #: For one request as a whole, from the connection to the last byte of the body.
    deadline_s: float = 90.0
    #: Of a body after decompression. Long JSON listings have about 1 MB.
    max_bytes: int = 16 * MIB
    #: Per fetch, and per robots.txt (RFC 9309, section 2.3.1.2, asks for at least five).
    max_redirects: int = 5
    #: Requests for one address before it is given up, the first included.
    attempts: int = 3
    #: Wait before the second attempt; doubles up to `backoff_cap_s`.
    backoff_s: float = 1.0
    backoff_cap_s: float = 30.0
    #: A site that asks for a longer pause by Retry-After is left alone until the next check.
    retry_after_cap_s: float = 60.0
    #: A Crawl-delay in robots.txt is honoured up to this.
    crawl_delay_cap_s: float = 30.0
    #: Connections kept open for a next request to their hosts.
    idle_connections: int = 32
