"""The only HTTP: conditional, paced, robots-aware requests to sites."""

from __future__ import annotations

from .client import Fetcher
from .limits import Limits

__all__ = ["Fetcher", "Limits"]
