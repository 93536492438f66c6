"""The programs that are compared: how each is told what to read, and how it is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import wording
from measure import Command
from server import AUTHORITY, Port, Server

HERE = Path(__file__).resolve().parent


class Round(StrEnum):
    """What has happened on the sites since the round before."""

    COLD = "cold"  # nothing is known yet
    UNCHANGED = "unchanged"
    CHANGED = "changed"  # every tenth site has one new article


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a contestant runs."""

    server: Server
    #: State of this contestant alone.
    folder: Path
    #: Trusted roots, the server's authority among them.
    roots: Path
    #: Virtual environments below: `monitor` and `peers`.
    home: Path
    #: Our MONITOR_THREADS; None leaves the default.
    threads: int | None = None

    @property
    def urls(self) -> list[str]:
        return [self.server.url(site) for site in range(self.server.sites)]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A program in the race."""

    name: str
    #: Makes what the program reads, before its first round.
    prepare: Callable[[Setting], None]
    command: Callable[[Setting, Round], Command]
    #: Also fetches the new articles in the changed round.
    reads_articles: bool = False


def _monitor_prepare(setting: Setting) -> None:
    tables = (
        f'[[source]]\nid = "site_{site:05d}"\nname = "示例站{site}"\nname_en = "Example site {site}"\n'
        f'issuer = "{wording.place(site)}人民政府"\nregion = "{wording.place(site)}"\nlevel = "city"\nkind = "news"\n'
        f'family = "trs_static"\nurl = "{url}"\n'
        for site, url in enumerate(setting.urls)
    )
    (setting.folder / "sources.toml").write_text("\n".join(tables), encoding="utf-8")


def _monitor(setting: Setting, _round: Round) -> Command:
    variables = {
        "DATABASE_URL": f"sqlite:///{setting.folder}/monitor.db",
        "MONITOR_SOURCES": str(setting.folder / "sources.toml"),
        "MONITOR_CONTACT": "benchmark@example.org",
        "SSL_CERT_FILE": str(setting.roots),
    }
    if setting.threads:
        variables["MONITOR_THREADS"] = str(setting.threads)
    return Command([str(setting.home / "monitor/bin/monitor"), "check"], setting.folder, variables)


def _urlwatch_prepare(setting: Setting) -> None:
    jobs = (
        f"name: site {site}\nurl: {url}\nfilter:\n  - xpath: //*[@class='articles']//a/@href\n"
        for site, url in enumerate(setting.urls)
    )
    (setting.folder / "urls.yaml").write_text("---\n".join(jobs), encoding="utf-8")
    (setting.folder / "urlwatch.yaml").write_text(
        "display: {new: true, error: true, unchanged: false}\n"
        "report:\n  text: {details: true, footer: true, line_length: 75}\n"
        "  stdout: {enabled: true, color: false}\n",
        encoding="utf-8",
    )
    (setting.folder / "hooks.py").touch()


def _urlwatch(setting: Setting, _round: Round) -> Command:
    options = (
        "--urls",
        "urls.yaml",
        "--config",
        "urlwatch.yaml",
        "--cache",
        "cache.db",
        "--hooks",
        "hooks.py",
    )
    return Command(
        [str(setting.home / "peers/bin/urlwatch"), *options],
        setting.folder,
        {"REQUESTS_CA_BUNDLE": str(setting.roots)},
    )


def _nothing(_setting: Setting) -> None:
    """Prepare nothing."""


def _curl(setting: Setting, state: Round) -> Command:
    """
    Run curl with the ETags of the files as they were in the cold round.

    Debian's curl reads its roots anew for each connection (24 ms for the usual bundle), so that it
    would be no limit of anything; it gets the authority of the benchmark alone.
    """
    path = setting.folder / "curl.conf"
    authority = setting.roots.with_name(AUTHORITY)
    if state is not Round.CHANGED:
        has_etags = state is Round.UNCHANGED and setting.server.port is not Port.UNCONDITIONAL
        blocks = (
            f'url = "{url}"\noutput = /dev/null\nsilent\ncacert = "{authority}"\n'
            + (_if_none_match(setting.server.etag(site)) if has_etags else "")
            for site, url in enumerate(setting.urls)
        )
        path.write_text("next\n".join(blocks), encoding="utf-8")
    return Command(["curl", "-Z", "--parallel-max", "100", "-s", "-K", str(path)], setting.folder)


def _if_none_match(etag: str) -> str:
    escaped = etag.replace('"', '\\"')
    return f'header = "If-None-Match: {escaped}"\n'


def _script(name: str) -> Contestant:
    def prepare(setting: Setting) -> None:
        (setting.folder / "addresses.txt").write_text("\n".join(setting.urls), encoding="utf-8")

    def command(setting: Setting, _round: Round) -> Command:
        script = HERE / "peers" / f"poll_{name}.py"
        arguments = [str(setting.home / "peers/bin/python"), str(script), "addresses.txt", "state.db"]
        return Command(arguments, setting.folder, {"SSL_CERT_FILE": str(setting.roots)})

    return Contestant(f"{name} script", prepare, command, reads_articles=True)


#: As shipped: with its pauses, robots.txt, User-Agent and database.
MONITOR = Contestant("monitor check", _monitor_prepare, _monitor, reads_articles=True)
URLWATCH = Contestant("urlwatch", _urlwatch_prepare, _urlwatch)
CURL = Contestant("curl -Z", _nothing, _curl)
PYCURL = _script("pycurl")
AIOHTTP = _script("aiohttp")
