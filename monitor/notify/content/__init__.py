"""
What a message says, for any channel.

Takes alerts, tracked targets and questions; gives a `Content` of bilingual items under headings, and the
sentences that every channel shows above and below them. Pure.
"""

from typing import TYPE_CHECKING

from ... import lazily

if TYPE_CHECKING:
    from .compose import (
        Edition,
        alerts_content,
        deadline_section,
        digest_content,
        edition_title,
        list_section,
        question_item,
        restarted,
        service_notice,
    )
    from .message import (
        SEVERITIES,
        Bilingual,
        Content,
        ContentKind,
        Item,
        Language,
        Reference,
        Section,
        SectionKind,
        Severity,
        from_document,
        to_document,
    )
    from .phrases import counts_words, coverage_words, each_count, heading, in_order, subject, the_only, title
    from .wording import (
        STAGES,
        amount_words,
        brief,
        claim,
        coverage_line,
        period_words,
        proposal_words,
        question_words,
        target_words,
        visible,
    )
else:
    __getattr__ = lazily(__name__)

__all__ = [
    "SEVERITIES",
    "STAGES",
    "Bilingual",
    "Content",
    "ContentKind",
    "Edition",
    "Item",
    "Language",
    "Reference",
    "Section",
    "SectionKind",
    "Severity",
    "alerts_content",
    "amount_words",
    "brief",
    "claim",
    "counts_words",
    "coverage_line",
    "coverage_words",
    "deadline_section",
    "digest_content",
    "each_count",
    "edition_title",
    "from_document",
    "heading",
    "in_order",
    "list_section",
    "period_words",
    "proposal_words",
    "question_item",
    "question_words",
    "restarted",
    "service_notice",
    "subject",
    "target_words",
    "the_only",
    "title",
    "to_document",
    "visible",
]
