"""Watches official Chinese sites for AI+ measures, stated targets and progress on them."""

from importlib.metadata import version

__version__ = version("aiplus-monitor")
