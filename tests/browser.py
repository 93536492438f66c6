"""Chromium without a screen: what a page's script sees there, and pictures."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--hide-scrollbars",
)
#: A page as wide as a telephone or a desk, and what of it stands on the first screen.
_FRAME = """<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
<iframe id="mail" style="border:0;width:{width}px;height:800px" srcdoc="{page}"></iframe><pre id="seen"></pre>
<script>
window.onload = () => {{
  const page = document.getElementById("mail").contentDocument;
  const first = [...page.querySelectorAll("h1,h2,p,blockquote")].filter(e => e.getBoundingClientRect().bottom <= 800);
  document.getElementById("seen").textContent = JSON.stringify(
    [page.documentElement.scrollWidth, page.documentElement.clientWidth, first.map(e => e.innerText).join("\\n")]);
}};
</script>"""


def first_screen(page: str, width: int, folder: Path) -> tuple[int, int, str]:
    """Return a page's scroll width and inner width in a window of `width` pixels, and the text of its first 800."""
    scroll, client, first = seen(_FRAME.format(width=width, page=html.escape(page, quote=True)), folder)
    return scroll, client, first


def seen(page: str, folder: Path, *flags: str) -> Any:
    """Return what the page's script writes as JSON into its element `seen`."""
    frame = folder / "frame.html"
    frame.write_text(page, encoding="utf-8")
    done = _run(folder, *flags, "--window-size=1300,900", "--dump-dom", frame.as_uri())
    found = re.search(r'<pre id="seen">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    return json.loads(html.unescape(found[1]))


def photograph(page: str, width: int, height: int, target: Path) -> None:
    """Write a picture of a page."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        size = f"--window-size={width},{height}"
        _run(Path(folder), size, f"--screenshot={target}", file.as_uri()).check_returncode()


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM
    command = [CHROMIUM, *_FLAGS, f"--user-data-dir={folder}/profile", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
