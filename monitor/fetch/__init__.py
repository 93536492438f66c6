"""The only HTTP: conditional, paced, robots-aware requests to sites."""

from __future__ import annotations

import sys

# Where click and rich are installed, httpx loads a command line of its own, a fortieth of a check's CPU. None among the
# modules makes that import fail (docs.python.org/3/reference/import.html, "The module cache"); httpx is prepared for it.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type] # None is allowed, see above

from .client import Fetcher  # noqa: E402 -- after the line above
from .limits import Limits  # noqa: E402 -- the same

__all__ = ["Fetcher", "Limits"]
