"""The wheel works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest

from places import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel and its locked dependencies into an empty environment elsewhere; return its command."""
    folder = tmp_path_factory.mktemp("elsewhere")
    uv = [sys.executable, "-m", "uv", "--quiet"]
    target = ["--python", str(folder / "bin" / "python")]
    subprocess.run([*uv, "venv", "--python", sys.executable, "--clear", str(folder)], check=True)
    locked = ["pip", "install", "--require-hashes", "--no-deps", "-r", str(ROOT / "requirements.lock")]
    subprocess.run([*uv, *locked, *target], check=True)
    subprocess.run([*uv, "pip", "install", "--no-deps", str(wheel), *target], check=True)
    # The lock is installed as it stands, so nothing may be missing in it.
    subprocess.run([*uv, "pip", "check", *target], check=True)
    return folder / "bin" / "monitor"


def run(command, folder, *arguments):
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "MONITOR_CONTACT": "test@example.org"}
    return subprocess.run([str(command), *arguments], cwd=folder, env=env, text=True, capture_output=True, timeout=120)


def test_the_wheel_carries_migrations_registry_families_and_replica_and_no_tests(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"monitor/data/sources.toml", "monitor/families.toml", "monitor/py.typed"} <= names
    assert any(name.startswith("monitor/data/migrations/versions/") for name in names)
    assert any(name.startswith("monitor/demo/pages/") for name in names)
    assert not any(name.startswith(("tests", "benchmarks", "docs")) for name in names)


def test_in_an_empty_environment_the_database_help_registry_and_demonstration_work(installed, tmp_path):
    upgraded = run(installed, tmp_path, "db", "upgrade")
    assert upgraded.returncode == 0, upgraded.stderr
    assert (tmp_path / "data" / "monitor.db").is_file()
    assert "--json" in run(installed, tmp_path, "check", "--help").stdout
    checked = run(installed, tmp_path, "sources", "check")
    assert checked.returncode == 0, checked.stderr
    shown = run(installed, tmp_path, "demo")
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "── summary" in shown.stdout
