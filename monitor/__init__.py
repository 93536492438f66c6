"""Watches official Chinese sites for AI+ measures, stated targets and progress on them."""

#: Kept equal to pyproject.toml by a test; reading it from the package metadata costs 20 ms at every start.
__version__ = "0.1.0"
#: The project's page; the default contact in our User-Agent.
HOMEPAGE = "https://github.com/aiplus-monitor/aiplus-monitor"
