"""nginx with the benchmark's sites under several conditions, its certificates and its access log."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from types import TracebackType
from typing import Self

import files

#: File with our authority's certificate, beside the roots.
AUTHORITY = "authority.crt"
#: Seconds for which the server takes a file for unchanged without looking.
REMEMBERED_S = 1
MODULE = Path("/usr/lib/nginx/modules/ngx_http_echo_module.so")


class Port(IntEnum):
    """The conditions under which the same sites are served."""

    PLAIN = 8701  # 304 also to those who send a later time than Last-Modified
    TLS = 8702  # the same with TLS, a certificate for each address
    SLOW = 8703  # every answer after 300 ms
    DEFAULT = 8704  # as nginx is delivered: `if_modified_since exact`
    UNCONDITIONAL = 8705  # no validators, always 200


@dataclass(frozen=True, slots=True)
class Server:
    """A running nginx over the files below `home`."""

    home: Path
    sites: int
    port: Port

    def url(self, site: int) -> str:
        """Return the address of a site's listing."""
        scheme = "https" if self.port is Port.TLS else "http"
        return f"{scheme}://{files.address(site)}:{self.port:d}/xwdt/index.html"

    def etag(self, site: int) -> str:
        """Return the ETag that nginx makes from a file's time and size."""
        found = files.listing_file(self.home / "site", site).stat()
        return f'"{int(found.st_mtime):x}-{found.st_size:x}"'


class Nginx:
    """Runs nginx for the time of a `with` block."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __enter__(self) -> Self:
        for name in ("body", "logs"):
            (self._home / name).mkdir(parents=True, exist_ok=True)
        conf = self._home / "nginx.conf"
        conf.write_text(configuration(self._home), encoding="utf-8")
        options = ("-c", conf, "-e", self._home / "logs" / "error.log")
        self._end_former()
        # Fails here, with words, when a port is taken: another benchmark may be running.
        subprocess.run(["nginx", *options], check=True)
        return self

    def _end_former(self) -> None:
        """Stop what a benchmark that was killed has left running on this folder."""
        mark = self._home / "nginx.pid"
        if mark.exists():
            with suppress(ProcessLookupError):  # it has ended by itself
                os.kill(int(mark.read_text(encoding="ascii")), signal.SIGTERM)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(int((self._home / "nginx.pid").read_text(encoding="ascii")), signal.SIGTERM)


class AccessLog:
    """What the server answered since a moment."""

    def __init__(self, home: Path) -> None:
        self._path = home / "logs" / "access.log"
        self._start = self._path.stat().st_size if self._path.exists() else 0

    def statuses(self, *, robots: bool = False) -> Counter[int]:
        """Count answers by status, those to robots.txt apart from the others."""
        with self._path.open("rb") as log:
            log.seek(self._start)
            lines = (line.split() for line in log)
            return Counter(int(status) for status, path in lines if (path == b"/robots.txt") is robots)


def configuration(home: Path) -> str:
    """Return nginx.conf: every 127.x.y.z is a site of its own, with a folder of that name."""
    user = "user root;" if os.geteuid() == 0 else ""
    sockets = min(16_384, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    temporary = "\n".join(
        f"  {kind}_temp_path {home}/body;" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""\
load_module {MODULE};
{user}
worker_processes 1;
worker_rlimit_nofile {sockets};
pid {home}/nginx.pid;
events {{ worker_connections {sockets}; }}
http {{
{temporary}
  log_format short '$status $uri';
  access_log {home}/logs/access.log short;
  types {{ text/html html; text/plain txt; }}
  sendfile on;
  keepalive_requests 100000;
  open_file_cache max=20000;
  open_file_cache_valid {REMEMBERED_S}s;
  allow 127.0.0.0/8;
  deny all;
  root {home}/site/$server_addr;
  etag on;
  if_modified_since before;
  server {{ listen {Port.PLAIN:d} backlog=4096; }}
  server {{
    listen {Port.TLS:d} ssl backlog=4096;
    ssl_certificate {home}/certificates/$server_addr.pem;
    ssl_certificate_key {home}/certificates/key.pem;
    ssl_session_tickets off;
  }}
  server {{
    listen {Port.SLOW:d} backlog=4096;
    location / {{ echo_sleep 0.3; echo_exec @file; }}
    location @file {{ root {home}/site/$server_addr; }}
  }}
  server {{ listen {Port.DEFAULT:d} backlog=4096; if_modified_since exact; }}
  server {{
    listen {Port.UNCONDITIONAL:d} backlog=4096;
    etag off;
    if_modified_since off;
    add_header Last-Modified "";
  }}
}}
"""


def make_certificates(home: Path, sites: int) -> Path:
    """
    Make a certificate for each site's address, signed by an authority of our own; return the trusted roots.

    The roots are the usual bundle and ours: loading them costs each tool what it costs in life.
    """
    folder = home / "certificates"
    roots = folder / "roots.pem"
    if roots.exists() and (folder / f"{files.address(sites - 1)}.pem").exists():
        return roots
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    conf = folder / "openssl.cnf"
    conf.write_text(_OPENSSL, encoding="utf-8")
    for name in ("authority", "key"):
        _openssl(
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-out",
            folder / f"{name}.pem",
        )
    own = folder / AUTHORITY
    self_signed = ("req", "-x509", "-days", "3650", "-config", conf)
    _openssl(
        *self_signed,
        "-key",
        folder / "authority.pem",
        "-subj",
        "/CN=benchmark",
        "-extensions",
        "ca",
        "-out",
        own,
    )
    signing = (*self_signed, "-CA", own, "-CAkey", folder / "authority.pem", "-key", folder / "key.pem")
    for site in range(sites):
        name = files.address(site)
        leaf = ("-subj", f"/CN={name}", "-addext", f"subjectAltName=IP:{name}", "-extensions", "leaf")
        _openssl(*signing, *leaf, "-out", folder / f"{name}.pem")
    usual = Path("/etc/ssl/certs/ca-certificates.crt")
    roots.write_bytes(usual.read_bytes() + own.read_bytes())
    return roots


def _openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


_OPENSSL = """\
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
"""
