"""
A small replica of official sites on loopback, whose pages we wrote.

It serves the demonstration and the acceptance tests. The institutions and their
texts are invented; only the layouts are those of real content management
systems. `sites.toml`, `articles.toml` and `steps.toml` say what appears when;
`pages/` has the frames of the pages.
"""

from __future__ import annotations

from .replica import Replica

__all__ = ["Replica"]
