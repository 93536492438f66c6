"""Reference script: aiohttp, lexbor, SQLite.  python poll_aiohttp.py ADDRESSES DATABASE"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import TypeVar

import aiohttp
from polling import State

AT_ONCE = 100
Item = TypeVar("Item")


async def each(items: Iterable[Item], do: Callable[[Item], Awaitable[None]]) -> None:
    """Do something with every item, AT_ONCE of them at a time."""
    rest = iter(items)

    async def work() -> None:
        for item in rest:
            await do(item)

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))


async def poll(state: State, addresses: list[str]) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:

        async def listing(url: str) -> None:
            async with session.get(url, headers=state.conditions(url)) as answer:
                if answer.status == 200:
                    validators = (answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
                    state.listing(url, validators, await answer.read())

        async def article(found: tuple[str, str]) -> None:
            async with session.get(found[0]) as answer:
                state.article(*found, await answer.read())

        await each(addresses, listing)
        await each(state.unread, article)


if __name__ == "__main__":
    where, database = sys.argv[1:]
    kept = State(database)
    asyncio.run(poll(kept, Path(where).read_text(encoding="utf-8").split()))
    kept.save()
