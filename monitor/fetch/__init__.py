"""The only HTTP: conditional, paced, robots-aware requests to sites."""

from __future__ import annotations

import sys

# Where click and rich are installed, httpx loads a command line of its own, which no check uses. None in `sys.modules`
# makes that import fail (docs.python.org/3/reference/import.html, "The module cache"), and httpx does without it.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type] # None is allowed, see above

from .challenge import find_challenge  # noqa: E402 -- after the line above
from .fetcher import Fetcher  # noqa: E402 -- the same
from .messages import ping  # noqa: E402 -- the same
from .pacing import Limits  # noqa: E402 -- the same

__all__ = ["Fetcher", "Limits", "find_challenge", "ping"]
