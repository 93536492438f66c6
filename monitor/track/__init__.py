"""What findings and checks mean for what is already known. Pure."""

from .health import after_check, coverage, due
from .identity import compare, fingerprint
from .news import article_alerts, baseline_alert, health_alert

__all__ = [
    "after_check",
    "article_alerts",
    "baseline_alert",
    "compare",
    "coverage",
    "due",
    "fingerprint",
    "health_alert",
]
