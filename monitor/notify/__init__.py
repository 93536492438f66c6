"""The only Apprise: who is told what and when, contents, channels."""

from .channels import AppriseChannel, TerminalChannel, channel_id, open_channel, split_addresses
from .claims import STAGES, amount_words, brief, claim, coverage_line, period_words, visible
from .compose import alerts_content, restarted
from .config import Alerting, default_alerting
from .config import load as load_alerting
from .content import (
    Content,
    ContentKind,
    Item,
    Language,
    Reference,
    Section,
    SectionKind,
    Words,
    from_document,
    to_document,
)
from .digests import deadline_section, digest_content, listed
from .letters import Channel, Part, Recipient
from .questions import proposal_words, question_item, question_words, target_words
from .render import plain
from .routing import (
    DIGEST_QUEUE,
    Route,
    due_at,
    last_period,
    meant_for,
    next_period,
    periods,
    postings,
    wants_finding,
)
from .throttle import Throttle
from .working_days import is_announced, unannounced

__all__ = [
    "DIGEST_QUEUE",
    "STAGES",
    "Alerting",
    "AppriseChannel",
    "Channel",
    "Content",
    "ContentKind",
    "Item",
    "Language",
    "Part",
    "Recipient",
    "Reference",
    "Route",
    "Section",
    "SectionKind",
    "TerminalChannel",
    "Throttle",
    "Words",
    "alerts_content",
    "amount_words",
    "brief",
    "channel_id",
    "claim",
    "coverage_line",
    "deadline_section",
    "default_alerting",
    "digest_content",
    "due_at",
    "from_document",
    "is_announced",
    "last_period",
    "listed",
    "load_alerting",
    "meant_for",
    "next_period",
    "open_channel",
    "period_words",
    "periods",
    "plain",
    "postings",
    "proposal_words",
    "question_item",
    "question_words",
    "restarted",
    "split_addresses",
    "target_words",
    "to_document",
    "unannounced",
    "visible",
    "wants_finding",
]
