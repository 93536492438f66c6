"""
Prove the container image without a container engine: `sudo python tests/container/proof.py`, on Debian with debootstrap.

The steps of the Dockerfile run in roots that Debian's packages make. The service then runs as the image's
user in the image's root, which is read-only except for /data and /tmp, without capabilities and without a
way to gain any. The proof ends well if `monitor health` says so within the image's start period, if
nothing outside /data and /tmp can be written, and if SIGTERM ends the service with exit code 0 in time.
"""

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
#: The release that the base image is made of, and what stands for the image's own Python.
SUITE = "trixie"
PACKAGES = "python3-venv,ca-certificates,util-linux"
#: What lets pip and TLS inside the root reach what they reach outside.
HOST_FILES = ("/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt")
HOST_VARIABLES = ("PIP_", "SSL_", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
#: Seconds: the start period of the image's health check, and what a stop may take.
HEALTHY_WITHIN = 60
STOPPED_WITHIN = 10


@dataclass
class Stage:
    """One stage of the Dockerfile as it is built: its root and what its instructions set."""

    root: Path
    folder: str = "/"
    user: str = "root"
    variables: dict[str, str] = field(default_factory=dict)
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)


def instructions(dockerfile: str) -> Iterator[tuple[str, str]]:
    """Yield the Dockerfile's instructions with their arguments, continued lines joined."""
    lines = [line for line in dockerfile.splitlines() if line.strip() and not line.startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        name, _, rest = line.strip().partition(" ")
        yield name.upper(), rest.strip()


def words_of(value: str) -> list[str]:
    """Return the words of an instruction in its exec form: `["monitor", "run"]`."""
    return shlex.split(value.strip("[] ").replace(",", " "))


def say(text: str) -> None:
    sys.stdout.write(f"== {text}\n")
    sys.stdout.flush()


def bootstrap(root: Path, mirror: str) -> None:
    """Make the root of the base image from Debian's packages."""
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, root, mirror],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (root / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    for name in HOST_FILES:
        shutil.copy(name, root / name.lstrip("/"))


def context_files() -> list[str]:
    """Return the tracked files that .dockerignore lets into the build."""
    ignored = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").split()
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.splitlines() if name.split("/")[0] not in ignored]


def copy(stage: Stage, value: str, stages: dict[str, Stage]) -> None:
    """Carry out COPY: from the checkout, or from another stage."""
    *sources, target = value.split()
    if sources[0].startswith("--from="):
        other = stages[sources.pop(0).removeprefix("--from=")]
        for source in sources:
            shutil.copytree(other.root / source.lstrip("/"), stage.root / target.lstrip("/"), symlinks=True)
        return
    into = stage.root / str(Path(stage.folder) / target).lstrip("/")
    for name in context_files() if sources == ["."] else sources:
        place = into / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, place)


def run(stage: Stage, command: str) -> None:
    """Carry out RUN, as root inside the stage."""
    outside = {name: value for name, value in os.environ.items() if name.startswith(HOST_VARIABLES)}
    inside = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/root"}
    place = shlex.quote(stage.folder)
    subprocess.run(
        ["chroot", stage.root, "/bin/sh", "-ec", f"cd {place}; {command}"],
        check=True,
        env=outside | inside | stage.variables,
    )


def build(work: Path, mirror: str) -> Stage:
    """Build the stages of the Dockerfile; return the last one."""
    say(f"debootstrap {SUITE}, which stands for the base image")
    bootstrap(work / "base", mirror)
    stages: dict[str, Stage] = {}
    stage = Stage(work / "base")
    for name, value in instructions((CHECKOUT / "Dockerfile").read_text(encoding="utf-8")):
        say(f"{name} {value}")
        if name == "FROM":
            label = value.partition(" AS ")[2] or "last"
            stage = stages[label] = begin(work / label, work / "base")
        elif name == "COPY":
            copy(stage, value, stages)
        elif name == "RUN":
            run(stage, value)
        else:
            set_up(stage, name, value)
    return stage


def begin(root: Path, base: Path) -> Stage:
    """Begin a stage with a copy of the base image, and the devices that commands expect."""
    subprocess.run(["cp", "-a", base, root], check=True)
    for device in ("proc", "dev"):
        subprocess.run(["mount", "--rbind", f"/{device}", root / device], check=True)
    return Stage(root)


def set_up(stage: Stage, name: str, value: str) -> None:
    """Carry out an instruction that only sets something for those after it, or for the service."""
    match name:
        case "WORKDIR":
            stage.folder = value
            (stage.root / value.lstrip("/")).mkdir(parents=True, exist_ok=True)
        case "ENV":
            stage.variables |= {
                key: text.replace("$PATH", "/usr/local/bin:/usr/bin:/bin")
                for key, _, text in (word.partition("=") for word in shlex.split(value))
            }
        case "USER":
            stage.user = value
        case "ENTRYPOINT":
            stage.entrypoint = words_of(value)
        case "CMD":
            stage.command = words_of(value)
        case "HEALTHCHECK":
            stage.health = words_of(value.partition("CMD ")[2])
        case "VOLUME" | "STOPSIGNAL":
            pass
        case _:
            raise SystemExit(f"Dockerfile: the proof does not know the instruction {name}; teach it")


def close_root(stage: Stage, data: Path) -> None:
    """Make the image's root read-only, with /data and /tmp beside it, as compose.yaml asks."""
    data.mkdir()
    owner = (stage.root / "data").stat()
    os.chown(data, owner.st_uid, owner.st_gid)
    subprocess.run(["mount", "--bind", stage.root, stage.root], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", stage.root], check=True)
    subprocess.run(["mount", "-t", "proc", "proc", stage.root / "proc"], check=True)
    subprocess.run(["mount", "--bind", data, stage.root / "data"], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", stage.root / "tmp"], check=True)


def inside(stage: Stage, *command: str) -> list[str]:
    """Return the command line that runs a command as the image's user, without capabilities."""
    user = next(
        line.split(":")
        for line in (stage.root / "etc/passwd").read_text(encoding="utf-8").splitlines()
        if line.startswith(f"{stage.user}:")
    )
    drop = f"--reuid={user[2]} --regid={user[3]} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all"
    in_folder = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', stage.folder, *command]
    return ["/usr/sbin/chroot", str(stage.root), "/usr/bin/setpriv", *drop.split(), *in_folder]


def prove(stage: Stage) -> None:
    """Run the service in the closed root: healthy, confined, and stopped by SIGTERM."""
    with site() as port:
        # Nothing outside this machine is asked: the one source is a site of ours.
        sources = stage.root / "data/sources.toml"
        sources.write_text(SOURCES.format(port=port), encoding="utf-8")
        prove_service(stage)


def prove_service(stage: Stage) -> None:
    variables = stage.variables | {"MONITOR_CONTACT": "proof@example.org", "MONITOR_SOURCES": "/data/sources.toml"}
    for folder in ("/", "/opt/monitor", "/etc", f"/home/{stage.user}"):
        written = subprocess.run(
            inside(stage, "/bin/sh", "-c", f"touch {folder}/written"), env=variables, capture_output=True, text=True
        )
        if written.returncode == 0:
            raise SystemExit(f"{folder} can be written: only /data and /tmp may be")
        say(f"{folder}: {written.stderr.strip()}")
    service = subprocess.Popen(inside(stage, *stage.entrypoint, *stage.command), env=variables)
    try:
        wait_for_health(stage, variables, service)
        say("SIGTERM")
        began = time.monotonic()
        service.send_signal(signal.SIGTERM)
        code = service.wait(timeout=STOPPED_WITHIN)
        say(f"the service ended with exit code {code} after {time.monotonic() - began:.1f} s")
        if code != 0:
            raise SystemExit("SIGTERM is to end the service with exit code 0")
    finally:
        service.kill()


def wait_for_health(stage: Stage, variables: dict[str, str], service: subprocess.Popen[bytes]) -> None:
    """Ask the image's health check until it says yes."""
    until = time.monotonic() + HEALTHY_WITHIN
    while time.monotonic() < until:
        if service.poll() is not None:
            raise SystemExit(f"the service ended by itself with exit code {service.returncode}")
        asked = subprocess.run(inside(stage, *stage.health), env=variables, capture_output=True, text=True)
        if asked.returncode == 0:
            say(f"healthy: {asked.stdout.strip()}")
            return
        time.sleep(1)
    raise SystemExit(f"not healthy within {HEALTHY_WITHIN} s: {asked.stdout}{asked.stderr}")


SOURCES = """

[[source]]
id = "proof"
name = "Proof"
issuer = "Nobody"
region = "全国"
level = "national"
kind = "policy"
family = "trs_static"
url = "http://127.0.0.1:{port}/"
"""
PAGE = """<html><body><ul><li><a href="./202504/t20250401_1.html">示例市印发人工智能行动方案</a><span>2025-04-01</span></li></ul>
<div class="TRS_Editor"><p>各有关单位要加强组织领导，抓好贯彻落实，推动人工智能产业健康发展。</p></div></body></html>"""


class Answer(BaseHTTPRequestHandler):
    """Answers every address with one page, which is a listing and an article."""

    def do_GET(self) -> None:
        body = PAGE.encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def site() -> Iterator[int]:
    """Serve the page on this machine; yield the port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--mirror", default="http://deb.debian.org/debian", help="Debian's packages")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if os.geteuid() != 0:
        raise SystemExit("the proof mounts and changes roots: run it as root")
    if shutil.which("debootstrap") is None:
        raise SystemExit("debootstrap is missing: apt-get install debootstrap")
    if arguments.work is None:
        # Mounts live in a namespace of their own and vanish with it, so the folder is plain when it is removed.
        with tempfile.TemporaryDirectory(prefix="monitor-proof-") as work:
            again = ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv, "--work", work]
            raise SystemExit(subprocess.run(again, check=False).returncode)
    stage = build(arguments.work, arguments.mirror)
    close_root(stage, arguments.work / "volume")
    prove(stage)
    say("proven")


if __name__ == "__main__":
    main()
