"""
Watch pages that are made to exhaust their reader, beside an honest source, in a process of 1 GB.

Prints a JSON object: why each bomb failed, how many alerts of the honest source wait to be sent, and the peak of memory.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
from dataclasses import replace
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import world as worlds
from fakesite import HOST, Site, article_page
from monitor.domain import Source
from monitor.pipeline import check_all
from monitor.reader import PageLimits, PageReader

GIGABYTE = 2**30
LIMITS = PageLimits(seconds=3, patience=100)
#: What stands between the head and the end of an article.
BOMBS = {
    "breaks": "<br>" * 4_000_000,
    "nesting": "<div>" * 90_000,
    "attribute": f"<p title='{'到2027年突破1亿元，' * 300_000}'></p>",
    "attributes": f"<p {' '.join(f'a{number}=1' for number in range(600_000))}></p>",
    "rows": "<table>" + "<tr><td>指标<td>1" * 100_000,
    "values": f"<script>var a = {{b: {{c: [{'[],' * 500_000}[]]}}}}</script>",
    "targets": "<p>到2027年，人工智能产业规模突破100亿元。</p>" * 49_000,
    "one sentence": "到2027年，人工智能产业规模突破100亿元，" * 100_000,
    "digits": "<p>" + "1,234.5万" * 500_000 + "</p>",
    "references": "&#20013;" * 1_000_000,
}


class Minefield(Site):
    """A site whose pages come compressed."""

    def response(self, path: str, seen: str | None) -> httpx.Response:
        answer = super().response(path, seen)
        if answer.status_code != httpx.codes.OK:
            return answer
        headers = dict(answer.headers) | {"Content-Encoding": "gzip"}
        headers.pop("content-length", None)
        return httpx.Response(200, content=gzip.compress(self.pages[path].encode()), headers=headers)

    def lists(self, column: str, *bodies: str) -> None:
        """Publish articles in a column of their own."""
        rows = []
        for number, body in enumerate(bodies):
            path = f"/{column}/t20250401_{number}.html"
            page = article_page(f"示例市方案{number}", ["某市印发通知。"], "20250401")
            self.pages[path] = page.replace("<p>某市印发通知。</p>", body)
            rows.append(f"<li><a href='{path}'>示例市方案{number}</a><span>2025-04-01</span></li>")
        self.pages[f"/{column}/"] = f"<ul class='u-list'>{''.join(rows)}</ul>"


def source(column: str) -> Source:
    listing = replace(worlds.SOURCE.listings[0], url=f"{HOST}/{column}/")
    return replace(worlds.SOURCE, id=column, listings=(listing,))


def main(url: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))
    site, plain = Minefield(), "<p>各有关单位要抓好落实。</p>"
    columns = {f"bomb{number}": name for number, name in enumerate(BOMBS)}
    for column in (*columns, "honest"):
        site.lists(column, plain)
    with worlds.world(url, site) as world, PageReader(LIMITS, processes=2) as reader:
        service = replace(world.service, reader=reader)
        sources = tuple(map(source, (*columns, "honest")))
        check_all(sources, service)
        world.clock.forward(hours=5)
        for column, name in columns.items():
            site.lists(column, plain, BOMBS[name])
        site.lists("honest", plain, *(f"<p>到202{year}年，全市智能算力规模突破{year}00EFLOPS。</p>" for year in "6789"))
        results = {result.source_id: result for result in check_all(sources, service)}
        told = {
            "failures": {
                name: [failure.message for failure in results[column].failures] for column, name in columns.items()
            },
            "honest": results["honest"].new_targets,
            "waiting": len(world.store.outbox.channels_with_due(world.clock())),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "reader_peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        }
    print(json.dumps(told, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(sys.argv[1])
