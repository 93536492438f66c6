"""Reference script: libcurl, lexbor, SQLite.  python poll_pycurl.py ADDRESSES DATABASE"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pycurl
from polling import State

AT_ONCE = 100


class Transfer:
    """One easy handle, used for one address after another."""

    def __init__(self) -> None:
        self.handle = pycurl.Curl()
        self.handle.setopt(pycurl.NOSIGNAL, 1)
        self.handle.setopt(pycurl.TIMEOUT, 60)
        if roots := os.environ.get("SSL_CERT_FILE"):
            self.handle.setopt(pycurl.CAINFO, roots)
        self.handle.setopt(pycurl.HEADERFUNCTION, self._header)
        self.handle.setopt(pycurl.WRITEFUNCTION, self._write)
        self.handle.transfer = self

    def begin(self, url: str, headers: dict[str, str]) -> None:
        self.url, self.etag, self.modified = url, "", ""
        self._body: list[bytes] = []
        self.handle.setopt(pycurl.URL, url)
        self.handle.setopt(pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in headers.items()])

    @property
    def body(self) -> bytes:
        return b"".join(self._body)

    def _write(self, data: bytes) -> None:
        self._body.append(data)

    def _header(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        if name.lower() == b"etag":
            self.etag = value.strip().decode()
        elif name.lower() == b"last-modified":
            self.modified = value.strip().decode()


def fetch(requests: Iterable[tuple[str, dict[str, str]]], done: Callable[[Transfer, int], None]) -> None:
    """Ask for every address, AT_ONCE of them at a time."""
    multi = pycurl.CurlMulti()
    free = [Transfer() for _ in range(AT_ONCE)]
    rest, running, more = iter(requests), 0, True
    while more or running:
        while more and free:
            request = next(rest, None)
            if request is None:
                more = False
                break
            transfer = free.pop()
            transfer.begin(*request)
            multi.add_handle(transfer.handle)
            running += 1
        multi.perform()
        _, finished, failed = multi.info_read()
        if failed:
            raise RuntimeError(failed[0][2])
        for handle in finished:
            multi.remove_handle(handle)
            running -= 1
            done(handle.transfer, handle.getinfo(pycurl.RESPONSE_CODE))
            free.append(handle.transfer)
        if running and not finished:
            multi.select(0.05)


def poll(state: State, addresses: list[str]) -> None:
    def listing(transfer: Transfer, status: int) -> None:
        if status == 200:
            state.listing(transfer.url, (transfer.etag, transfer.modified), transfer.body)

    def article(transfer: Transfer, _status: int) -> None:
        state.article(transfer.url, titles[transfer.url], transfer.body)

    fetch(((url, state.conditions(url)) for url in addresses), listing)
    titles = dict(state.unread)
    fetch(((url, {}) for url in titles), article)


if __name__ == "__main__":
    where, database = sys.argv[1:]
    kept = State(database)
    poll(kept, Path(where).read_text(encoding="utf-8").split())
    kept.save()
