"""What the benchmark needs: Debian packages, our command as it is installed, the peers."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from server import MODULE

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("nginx-light", "libnginx-mod-http-echo", "curl", "openssl", "ca-certificates")
PROGRAMS = ("nginx", "curl", "openssl")


def need_packages() -> None:
    """Install what is missing of PACKAGES; end with words when we may not."""
    if MODULE.exists() and all(map(shutil.which, PROGRAMS)):
        return
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES)
    if os.geteuid() or not shutil.which("apt-get"):
        sys.exit(f"the benchmark needs Debian's {', '.join(PACKAGES)}: run {' '.join(install)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (("apt-get", "update", "--quiet"), install):
        subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)


def install_peers(home: Path) -> None:
    """Make the peers' environment from requirements-peers.txt, unless it is that already."""
    lock = ROOT / "benchmarks" / "requirements-peers.txt"
    _install(home / "peers", lock)


def install_readers(home: Path) -> None:
    """Make the environment of what our reading of articles is compared with."""
    _install(home / "readers", ROOT / "benchmarks" / "requirements-readers.txt")


def install_monitor(home: Path) -> None:
    """Make an environment as a user's: the locked requirements and our wheel, built from this checkout."""
    place = home / "monitor"
    _install(place, ROOT / "requirements.lock")
    wheels = home / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    alone = ("--no-deps", "--no-build-isolation")
    # The builder is in this interpreter's environment (requirements-build.lock).
    _pip(sys.executable, "wheel", *alone, "--wheel-dir", str(wheels), str(ROOT))
    (wheel,) = wheels.glob("*.whl")
    _pip(f"{place}/bin/python", "install", "--no-deps", "--force-reinstall", str(wheel))


def _install(place: Path, lock: Path) -> None:
    mark = place / "installed"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text(encoding="ascii") == wanted:
        return
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    _pip(f"{place}/bin/python", "install", "--require-hashes", "--no-deps", "--requirement", str(lock))
    mark.write_text(wanted, encoding="ascii")


def _pip(python: str, verb: str, *arguments: str) -> None:
    options = ("-qq", "--disable-pip-version-check")
    subprocess.run([python, "-m", "pip", verb, *options, *arguments], check=True)
