"""
How a message reaches one recipient.

Takes a recipient's address and a `Content`; gives the parts that the service takes, and for each part that is
sent a `SendResult`: sent, failed, refused or unknown. Each service stands in one file with its dialect, limit
and answers.
"""

from typing import TYPE_CHECKING

from ... import lazily

if TYPE_CHECKING:
    from .apprise_channel import AppriseChannel, channel_id, default_id, open_channel, parse_address, recipients_of
    from .channel import TERMINAL, Channel, Part, Recipient, Throttle
    from .chat_layout import TerminalChannel, plain
    from .send_limit import limited
else:
    __getattr__ = lazily(__name__)

__all__ = [
    "TERMINAL",
    "AppriseChannel",
    "Channel",
    "Part",
    "Recipient",
    "TerminalChannel",
    "Throttle",
    "channel_id",
    "default_id",
    "limited",
    "open_channel",
    "parse_address",
    "plain",
    "recipients_of",
]
