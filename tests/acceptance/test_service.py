"""The service as a process, and the demonstration."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from datetime import date

import pytest

import fakeweb
from monitor.demo import Replica

pytestmark = pytest.mark.slow

MONITOR = [sys.executable, "-m", "monitor"]

SOURCE = """
    [[source]]
    id = "away"
    name = "远方"
    name_en = "Away"
    issuer = "远方部"
    region = "全国"
    level = "national"
    kind = "policy"
    family = "trs_static"
    url = "{url}"
"""


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME"} or "COVERAGE" in key}
    return kept | {"MONITOR_CONTACT": "test@example.org", "PYTHONUNBUFFERED": "1", "COLUMNS": "160"} | more


def until(process: subprocess.Popen[str], words: str) -> str:
    """Read the process's output until a line has these words."""
    seen = []
    for line in process.stdout:
        seen.append(line)
        if words in line:
            return "".join(seen)
    raise AssertionError(f"{words!r} never came:\n" + "".join(seen))


def test_the_service_checks_alerts_stays_healthy_and_ends_on_sigterm_without_loss(tmp_path):
    with Replica(date.today()) as replica:  # noqa: DTZ011  the real clock of the service reads it
        (tmp_path / "sources.toml").write_text(replica.sources_toml(), encoding="utf-8")
        env = environment(MONITOR_TICK="1")
        process = subprocess.Popen(
            [*MONITOR, "run"], cwd=tmp_path, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        with process:
            said = until(process, "覆盖 Coverage")
            assert re.search(r"watching (\d+) sources; \1 of them due now; Ctrl-C ends", said)
            if "首次读取 First reading" not in said:
                until(process, "首次读取 First reading")
            healthy = subprocess.run([*MONITOR, "health"], cwd=tmp_path, env=env, text=True, capture_output=True)
            second = subprocess.Popen(
                [*MONITOR, "run"], cwd=tmp_path, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            with second:
                until(second, "another process is the scheduler")
                second.send_signal(signal.SIGINT)
                second.stdout.read()
            (tmp_path / "sources.toml").write_text("nonsense = 1\n", encoding="utf-8")
            process.send_signal(signal.SIGHUP)
            until(process, "the old ones count")
            process.send_signal(signal.SIGTERM)
            rest = process.stdout.read()
    assert healthy.returncode == 0, healthy.stdout + healthy.stderr
    assert "stopped; nothing is lost" in rest
    assert (process.returncode, second.returncode) == (0, 0)


def test_the_service_ends_within_seconds_while_a_site_keeps_silent(tmp_path):
    asked = threading.Event()

    def keep_silent(connection):
        asked.set()
        connection.over.wait(60)

    server = fakeweb.Server(keep_silent)
    (tmp_path / "sources.toml").write_text(SOURCE.format(url=server.url("/zcfb/")), encoding="utf-8")
    process = subprocess.Popen([*MONITOR, "run"], cwd=tmp_path, env=environment(), text=True, stderr=subprocess.PIPE)
    with process:
        assert asked.wait(60)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=10)
    server.close()
    assert "stopped; nothing is lost" in said
    assert process.returncode == 0


def test_a_service_started_again_says_when_its_next_check_is(tmp_path):
    with Replica(date.today()) as replica:  # noqa: DTZ011  the real clock of the service reads it
        (tmp_path / "sources.toml").write_text(replica.sources_toml(), encoding="utf-8")
        subprocess.run([*MONITOR, "check"], cwd=tmp_path, env=environment(), capture_output=True, check=False)
        process = subprocess.Popen(
            [*MONITOR, "run"], cwd=tmp_path, env=environment(), text=True, stderr=subprocess.PIPE
        )
        with process:
            said = process.stderr.readline()
            process.send_signal(signal.SIGTERM)
            process.stderr.read()
    assert re.fullmatch(r"watching \d+ sources; none due before \d\d-\d\d \d\d:\d\d; Ctrl-C ends\n", said)


def test_without_network_a_round_ends_says_why_and_points_to_the_demonstration(tmp_path):
    (tmp_path / "sources.toml").write_text(SOURCE.format(url="http://does-not-exist.invalid/zcfb/"), encoding="utf-8")
    ended = subprocess.run(
        [*MONITOR, "check"], cwd=tmp_path, env=environment(), text=True, capture_output=True, timeout=60
    )
    assert ended.returncode == 1
    assert "away: the host name does-not-exist.invalid cannot be resolved" in ended.stdout
    assert "monitor demo" in ended.stdout


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return subprocess.run(
        [*MONITOR, "demo"], cwd=folder, env=environment(), text=True, capture_output=True, timeout=120
    )


def test_the_demonstration_ends_by_itself_with_measures_targets_progress_and_alerts(demonstration):
    assert demonstration.returncode == 0, demonstration.stdout + demonstration.stderr
    out = demonstration.stdout
    for label in ("新措施 New measure", "新目标 New target", "新进展 Progress", "Source broken", "Source recovered"):
        assert label in out, label
    summary = out.rpartition("── summary")[2]
    assert "answered “not modified”" in summary
    assert ", 0 targets" not in summary


def test_the_demonstration_shows_each_target_with_its_quote_and_link(demonstration):
    targets = demonstration.stdout.partition("── targets recorded")[2].partition("── progress recorded")[0]
    lines = [line for line in targets.splitlines() if line]
    assert len(lines) >= 8
    assert sum(line.startswith("  “") for line in lines) == sum(line.startswith("  http://") for line in lines) >= 2


def test_the_demonstration_left_running_ends_on_sigterm(tmp_path):
    process = subprocess.Popen(
        [*MONITOR, "demo", "--keep"],
        cwd=tmp_path,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process:
        until(process, "look inside")
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
    assert process.returncode == 0
