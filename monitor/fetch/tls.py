"""TLS settings: one context for all normal sites, one per level for old servers. Verification is always on."""

from __future__ import annotations

import ssl
import threading

import httpx

#: Named `ssl.OP_LEGACY_SERVER_CONNECT` from Python 3.12 on: servers without RFC 5746.
LEGACY_SERVER_CONNECT = 0x4


class Contexts:
    """
    TLS contexts, each made when first needed and then shared by all threads.

    Loading the trusted roots takes 19 ms, so a context per client would cost
    more than all other work of a check; a check of plain HTTP makes none.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[int | None, ssl.SSLContext] = {}

    def get(self, level: int | None) -> ssl.SSLContext:
        """Return the context for an OpenSSL security level (1 or 0), or the normal one for None."""
        with self._lock:
            context = self._made.get(level)
            if context is None:
                context = self._made[level] = create_context(level)
            return context


def create_context(level: int | None) -> ssl.SSLContext:
    """
    Return a context that verifies certificates and host names.

    Level 1 accepts weak keys and SHA-1, level 0 TLS 1.0 and 1.1 too; both
    accept servers without secure renegotiation. Trusted roots are those of
    `SSL_CERT_FILE` or `SSL_CERT_DIR` where set, else certifi's.
    """
    context = httpx.create_ssl_context()
    if level is not None:
        context.options |= LEGACY_SERVER_CONNECT
        context.set_ciphers(f"DEFAULT@SECLEVEL={level}")
        if level == 0:
            # Naming TLSv1 itself warns of deprecation; SSL 3 stays off by its own option.
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    return context
