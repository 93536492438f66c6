"""The only Apprise: channels, and messages rendered for them."""

from .channels import AppriseChannel, Channel, TerminalChannel, channel_id, split_addresses
from .render import Message, amount_words, brief, claim, coverage_line, period_words, summary, visible

__all__ = [
    "AppriseChannel",
    "Channel",
    "Message",
    "TerminalChannel",
    "amount_words",
    "brief",
    "channel_id",
    "claim",
    "coverage_line",
    "period_words",
    "split_addresses",
    "summary",
    "visible",
]
