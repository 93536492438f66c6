"""
A small replica of official sites on loopback, with pages of our own writing.

It serves the demonstration and acceptance tests. The institutions and their
texts are invented; only the layouts are those of real content management
systems. What is published when stands in `sites.toml`, `articles.toml` and
`steps.toml`, the page frames in `pages/`.
"""

from __future__ import annotations

from .replica import Replica

__all__ = ["Replica"]
