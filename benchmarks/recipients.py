"""
What a digest costs per recipient: one digest of 60 items by email to up to 10,000 recipients over SMTP.

Each size runs in a process of its own, against a mail server in another one, by the way that the service
takes: a message for each recipient in the ledger (SQLite), claimed, sent, settled. Prints a table in
Markdown; with a page's name it takes the place of the table there. CPU is that of the sending process alone.
"""

from __future__ import annotations

import json
import multiprocessing
import platform
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

SIZES = (1250, 2500, 5000, 10_000)
ITEMS = 60
#: Where the table stands in a page.
PLACE = re.compile(r"(<!-- recipients -->\n).*?(?=<!-- /recipients -->)", re.DOTALL)


def serve(ready: multiprocessing.connection.Connection) -> None:
    """Accept every letter and forget it."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    ready.send(listening.getsockname()[1])
    while True:
        connection, _ = listening.accept()
        with connection, connection.makefile("rwb") as file:
            file.write(b"220 sink\r\n")
            file.flush()
            in_letter = False
            for line in file:
                if in_letter:
                    if line != b".\r\n":
                        continue
                    in_letter = False
                answer = b"354 go on\r\n" if line.upper().startswith(b"DATA") else b"250 ok\r\n"
                in_letter = answer.startswith(b"354")
                file.write(answer)
                file.flush()


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(size: int, port: int, folder: Path) -> dict[str, float]:
    # Only the measured process pays for these.
    import contents  # noqa: PLC0415 -- see above
    import make  # noqa: PLC0415 -- see above
    from monitor.fetch import Fetcher  # noqa: PLC0415 -- see above
    from monitor.notify import Route, to_document  # noqa: PLC0415 -- see above
    from monitor.notify.channels import AppriseChannel  # noqa: PLC0415 -- see above
    from monitor.pipeline import Service, deliver  # noqa: PLC0415 -- see above
    from monitor.reader import PageReader  # noqa: PLC0415 -- see above
    from monitor.store import Store  # noqa: PLC0415 -- see above

    document = to_document(contents.content(sections=(contents.section(ITEMS),)))
    names = tuple(f"reader{number}" for number in range(size))
    AppriseChannel("json://127.0.0.1", lambda: make.NOW)  # Apprise's import is paid once, not by a recipient
    with Store.open(f"sqlite:///{folder}/{size}.db") as store, Fetcher("benchmark/1.0") as fetcher:
        service = Service(
            fetcher=fetcher,
            reader=PageReader(),
            store=store,
            topics=(),
            routes=(Route(id="daily", channels=names),),
            clock=lambda: make.NOW,
        )
        begin, before, started = time.process_time(), peak_mb(), time.monotonic()
        address = f"mailto://127.0.0.1:{port}?from=m@watch.example&to="
        channels = [AppriseChannel(f"{address}{name}@office.example", lambda: make.NOW, name) for name in names]
        opened = time.process_time()
        store.digests.make("daily", make.NOW, make.NOW, names, lambda _route, _alerts: document)
        written = time.process_time()
        done = deliver(service, channels, contents.COVERAGE)
        assert (done.messages, done.refusals) == (size, ()), done
        ended = time.process_time()
    return {
        "size": size,
        "open_s": opened - begin,
        "write_s": written - opened,
        "send_s": ended - written,
        "wall_s": time.monotonic() - started,
        "before_mb": before,
        "peak_mb": peak_mb(),
    }


def row(got: dict[str, float]) -> str:
    size = got["size"]
    parts = " | ".join(f"{got[name] * 1000 / size:.2f}" for name in ("open_s", "write_s", "send_s"))
    memory = (got["peak_mb"] - got["before_mb"]) * 1024 / size
    return f"| {size:,} | {got['wall_s']:.0f} | {cpu_ms(got):.2f} | {parts} | {got['peak_mb']:.0f} | {memory:.1f} |"


def cpu_ms(got: dict[str, float]) -> float:
    return sum(got[name] for name in ("open_s", "write_s", "send_s")) * 1000 / got["size"]


def table(results: list[dict[str, float]]) -> str:
    growth = cpu_ms(results[-1]) / cpu_ms(results[0])
    when = f"Measured on {datetime.now(UTC):%Y-%m-%d} with CPython {platform.python_version()}"
    lines = [
        f"{when}; a recipient of {SIZES[-1]:,} costs {growth:.2f} times one of {SIZES[0]:,}.",
        "",
        "| recipients | wall s | CPU ms each | of it: address | row | claim, send, settle | peak MB | KB each |",
        "|---|---|---|---|---|---|---|---|",
        *(row(got) for got in results),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    if len(sys.argv) == 4:
        sys.stdout.write(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
        return
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            call = [sys.executable, __file__, str(size), str(port), folder]
            done = subprocess.run(call, check=True, capture_output=True, text=True)
            results.append(json.loads(done.stdout.splitlines()[-1]))
    made = table(results)
    sys.stdout.write(made + "\n")
    if len(sys.argv) == 2:
        page = Path(sys.argv[1])
        page.write_text(PLACE.sub(lambda at: at[1] + made, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
