"""
What a digest costs per recipient: one digest of 60 items by email to up to 10,000 recipients over SMTP.

`python benchmarks/recipients.py` runs each size in a process of its own, against a mail server in
another one, and prints a table in Markdown. CPU is that of the sending process alone.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

SIZES = (1250, 2500, 5000, 10_000)
ITEMS = 60


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


def run(size: int, port: int) -> dict[str, float]:
    import contents  # noqa: PLC0415  # only the measured process pays for it
    from monitor.domain import Verdict  # noqa: PLC0415
    from monitor.notify.channels import AppriseChannel  # noqa: PLC0415
    from monitor.notify.content import Language  # noqa: PLC0415

    content = contents.content(sections=(contents.section(ITEMS),))
    AppriseChannel("json://127.0.0.1")  # Apprise's import is paid once, not by a recipient
    begin, before = time.process_time(), peak_mb()
    channels = [
        AppriseChannel(f"mailto://127.0.0.1:{port}?from=m@watch.example&to=reader{n}@office.example")
        for n in range(size)
    ]
    opened = time.process_time()
    for number, channel in enumerate(channels):
        for part in channel.parts(content, Language.BOTH, f"digest:{number}"):
            answer = channel.send(part)
            assert answer.verdict is Verdict.SENT, answer
    done = time.process_time()
    return {
        "size": size,
        "open_s": opened - begin,
        "send_s": done - opened,
        "before_mb": before,
        "peak_mb": peak_mb(),
    }


def main() -> None:
    if len(sys.argv) == 3:
        print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]))))
        return
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    print("| recipients | CPU s | CPU ms each: open | make and send | memory MB | KB each |")
    print("|---|---|---|---|---|---|")
    for size in SIZES:
        done = subprocess.run(
            [sys.executable, __file__, str(size), str(port)], check=True, capture_output=True, text=True
        )
        got = json.loads(done.stdout.splitlines()[-1])
        each = (got["peak_mb"] - got["before_mb"]) * 1024 / size
        print(
            f"| {size} | {got['open_s'] + got['send_s']:.1f} | {got['open_s'] * 1000 / size:.2f} "
            f"| {got['send_s'] * 1000 / size:.2f} | {got['peak_mb']:.0f} | {each:.1f} |"
        )


if __name__ == "__main__":
    main()
