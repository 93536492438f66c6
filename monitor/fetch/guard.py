"""Which addresses may be asked: http(s) only, and nothing inside our own network."""

from __future__ import annotations

import functools
import ipaddress
import socket
from collections.abc import Callable, Sequence

import httpx

from ..domain import Source
from ..errors import FetchError

#: (host, port) to IP addresses in order of preference; raises OSError or UnicodeError for unknown names.
Resolve = Callable[[str, int], Sequence[str]]

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_PORT = 65535

#: RFC 6052: an IPv4 address in the last 32 bits.
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class HopelessError(httpx.TransportError):
    """A transport error that the next attempt would meet again: unknown name, refused certificate."""


def system_resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def parse_url(text: str, base: httpx.URL | None = None) -> httpx.URL:
    """
    Return an absolute http(s) address without its fragment; a relative one is joined to `base`.

    Raises:
        FetchError: the text is no such address.

    """
    return _absolute(text) if base is None else _checked(text, base.join)


@functools.lru_cache(maxsize=1024)
def _absolute(text: str) -> httpx.URL:
    # Cached, because every fetch parses the listings of its source again.
    return _checked(text, httpx.URL)


def _checked(text: str, read: Callable[[str], httpx.URL]) -> httpx.URL:
    try:
        url = read(text)
        _ = url.host  # decodes IDNA labels, which may fail too
    except (httpx.InvalidURL, ValueError) as exc:
        raise FetchError(text, f"not a usable address: {exc}") from exc
    if url.scheme not in ("http", "https"):
        raise FetchError(text, f"only http and https are read, not {url.scheme or 'a relative address'}")
    if not url.host:
        raise FetchError(text, "the address names no host")
    if url.port is not None and not 0 < url.port <= MAX_PORT:
        raise FetchError(text, f"not a usable address: no port {url.port}")
    return url.copy_with(fragment=None) if url.fragment else url


def host_of(url: httpx.URL) -> str:
    """Return the host name in the form that hosts are compared in."""
    return url.host.rstrip(".").lower()


def trusted_hosts(source: Source) -> frozenset[str]:
    """Return the hosts that the source's configuration names. They may be in a private network."""
    texts = [text for listing in source.listings for text in (listing.url, listing.prime) if text]
    return frozenset([*(host_of(parse_url(text)) for text in texts), *map(str.lower, source.layout.hosts)])


def checked_addresses(url: httpx.URL, resolve: Resolve) -> tuple[str, ...]:
    """
    Return the IP addresses of a host that no configuration names, all of them public.

    The connection goes to one of these addresses, not to the name, because a
    second look-up might answer differently (DNS rebinding).

    Raises:
        FetchError: the name is unknown, or leads into a private network.

    """
    try:
        host = url.raw_host.decode("ascii").rstrip(".")
        addresses = tuple(resolve(host, url.port or (443 if url.scheme == "https" else 80)))
    except (OSError, UnicodeError) as exc:
        raise FetchError(str(url), f"the host name {url.host} cannot be resolved: {exc}") from exc
    for address in addresses:
        if not is_public(address):
            raise FetchError(
                str(url),
                f"refused: {url.host} is {address}, inside a private network; "
                "only hosts named by the source's own listings may be there",
            )
    return addresses


def refuse_private_name(url: httpx.URL) -> None:
    """
    Refuse hosts that are plainly private when the proxy looks up the name instead of us.

    Raises:
        FetchError: the host is a private address or `localhost`.

    """
    host = host_of(url)
    try:
        # Also reads the old spellings of IPv4 addresses: `127.1`, `0x7f000001`.
        address = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        private = host == "localhost" or host.endswith(".localhost")
    else:
        private = not is_public(address)
    if private:
        raise FetchError(str(url), f"refused: {host} is inside a private network")


def is_public(text: str) -> bool:
    """
    Tell whether an IP address belongs to the public internet.

    >>> is_public("8.8.8.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    address: IPAddress = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not (address.is_multicast or address.is_reserved)


def is_numeric(host: str) -> bool:
    """Tell whether a host is an IP address, so that there is nothing to look up."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def read_proxy(text: str) -> httpx.Proxy:
    """
    Return a proxy's address and credentials.

    Raises:
        HopelessError: we cannot use it; the message leaves its password out.

    """
    try:
        proxy = httpx.Proxy(text)
    except (httpx.InvalidURL, ValueError) as exc:
        raise HopelessError("the `proxy` of the source is no address") from exc
    if proxy.url.scheme != "http" or not proxy.url.host:
        raise HopelessError("the `proxy` of the source must be an http:// address")
    return proxy
