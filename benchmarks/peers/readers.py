"""
One reader of articles, in an environment of its own: `readers.py NAME`.

Takes lines on standard input: a JSON list of articles (`url`, `title`, `issuer`, `published`, `text`, `html`).
Answers each with one line, when all of them are read: CPU seconds (user and system) and how many
things were found. What a reader needs before it reads is made before the clock starts.
"""

# ruff: noqa: PLC0415 -- each reader is imported in an environment that has no other

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date

Row = dict[str, str]
#: Prepares the articles, and reads the prepared ones one by one.
Reader = tuple[Callable[[Row], object], Callable[[object], int]]


def monitor() -> Reader:
    """From text to findings, as the service does it for each article that a page was parsed to."""
    from monitor.detect import read
    from monitor.domain import Article, Block
    from monitor.sources import default_path, load

    topics = load(default_path()).topics

    def prepare(row: Row) -> object:
        return Article(
            url=row["url"],
            title=row["title"],
            blocks=tuple(map(Block, row["text"].split("\n"))),
            published=date.fromisoformat(row["published"]),
            issuer=row["issuer"],
        )

    return prepare, lambda article: len(read(article, topics, today=article.published).findings)


def trafilatura() -> Reader:
    """From the page to its text, with the settings that one gets."""
    from trafilatura import extract

    return lambda row: row["html"], lambda html: len(extract(html) or "")


def jionlp() -> Reader:
    """From text to the times in it."""
    from jionlp import ner

    return lambda row: row["text"], lambda text: len(ner.extract_time(text))


READERS = {"monitor": monitor, "trafilatura": trafilatura, "jionlp": jionlp}


def answers(reader: Reader, lines: Iterator[str]) -> Iterator[tuple[float, int]]:
    prepare, read = reader
    for line in lines:
        articles = [prepare(row) for row in json.loads(line)]
        began = time.process_time()
        found = sum(map(read, articles))
        yield time.process_time() - began, found


def main() -> None:
    # Readers print banners: they go where errors go, and the answers alone to standard output.
    told = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for seconds, found in answers(READERS[sys.argv[1]](), iter(sys.stdin)):
        told.write(f"{seconds} {found}\n")
        told.flush()


if __name__ == "__main__":
    main()
