"""
The words that detection decides by: rules with their examples, and lists of plain words.

`RULES` holds every rule by its id. To add a rule, add its id and its row to the table that decides the matter, with a
text that it fits and one that looks alike; a test runs both. A new table is registered here, in `TABLES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from .goal_signs import GOAL_SECTIONS, NO_GOALS, PROMISES
from .goals import FORMS, OPENS_WITH_EVENT
from .measure_kinds import (
    BILLS,
    CHANGES,
    CONSULTED,
    CONSULTS,
    ISSUES_PLAIN,
    LAUNCHES,
    LETTERS,
    MEETINGS,
    NOT_YET_LAUNCHED,
    STARTED,
)
from .measure_rules import (
    AFTER_NAME,
    ASKED_ABOUT,
    BEFORE_NAME,
    BILL_BEFORE,
    CITED,
    MEASURE_DECISIONS,
    NOMINAL,
    REFERRED_TO,
)
from .modes import (
    COLUMNS,
    GENRES,
    HEADINGS_OF_AIMS,
    HEADINGS_OF_RESULTS,
    PLANNING,
    REPORTING,
    STRENGTHS,
    TASKS_OF_REPORTS,
)
from .news_rules import (
    EARLIER,
    EXPLAINS_NEW,
    HEADLINES,
    ISSUES_HERE,
    LATELY,
    LONG_AGO,
    LOOKS_BACK,
    OPENS_AS_NEWS,
    PAGE_REPORTS,
    THIS_YEAR,
    WINNERS,
)
from .noun_phrases import NO_NOUNS, STOPS
from .place_rules import ELSEWHERE, EVENT, NATIONAL_PRESS, NATIONAL_TEXT, SITE, WHOLE_COUNTRY
from .refusal_decisions import ALLOWANCES, DECISIONS, OF_AIMS_AND_NEWS, OF_SENTENCE, SIZES_ALLOWED
from .refusals import REFUSALS
from .rule import CodeTable, Rule, SideTable, Table, WordTable
from .slots import DATE_USES, KINDS, PARTS_OF_REPORTS, RECURRENCES, TELLINGS, YEARS
from .tenses import (
    AIMS,
    AIMS_AFTER,
    REPORTS,
    RESULTS,
    RESULTS_AFTER,
    RESULTS_NEXT,
    RESULTS_OF_LISTS,
    TENSES,
    WEAK_RESULTS,
)

__all__ = ["RULES", "TABLES", "CodeTable", "Rule", "SideTable", "Table", "WordTable"]

#: Each table by what it decides.
TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        "aims, by words before the amount": AIMS,
        "aims, by words after the amount": AIMS_AFTER,
        "results, by words before the amount": RESULTS,
        "results, where no aim governs": WEAK_RESULTS,
        "results, in lists that were drawn up": RESULTS_OF_LISTS,
        "results, by words after the amount": RESULTS_AFTER,
        "results, by the next clause": RESULTS_NEXT,
        "results, by words that open a report": REPORTS,
        "aims and results, by more than words": TENSES,
        "aims, by the heading above": HEADINGS_OF_AIMS,
        "results, by the heading above": HEADINGS_OF_RESULTS,
        "aims, by the words of a paragraph": PLANNING,
        "results, by the words of a paragraph": REPORTING,
        "the kind of text": GENRES,
        "the kind of an amount": KINDS,
        "how often an amount recurs": RECURRENCES,
        "what a date is for": DATE_USES,
        "what 全年 means": YEARS,
        "which part of a work report begins": PARTS_OF_REPORTS,
        "what words tell of the amount beside them": TELLINGS,
        "where the name of what is counted ends": STOPS,
        "where no name of what is counted begins": NO_NOUNS,
        "in what form a clause states an aim without a number": FORMS,
        "whether a clause says what happens to a work named before": OPENS_WITH_EVENT,
        "whether words promise what a clause says": PROMISES,
        "whether a clause states no aim": NO_GOALS,
        "whether a line opens the section of goals": GOAL_SECTIONS,
        "whether a paragraph of a work report sets tasks": TASKS_OF_REPORTS,
        "what a column of a table holds": COLUMNS,
        "how firmly an aim is promised": STRENGTHS,
        "whether a name says that comments are asked for": CONSULTED,
        "whether a name says that it is a bill": BILLS,
        "whether comments on a named document are asked for": ASKED_ABOUT,
        "what the words before a name say happened to it": BEFORE_NAME,
        "whether a named bill is deliberated on": BILL_BEFORE,
        "what the words after a name say happened to it": AFTER_NAME,
        "whether a name is quoted as issued lately": NOMINAL,
        "whether a name stands in the title of a notice": CITED,
        "whether a name is only referred to": REFERRED_TO,
        "whether a document or programme is long past": LONG_AGO,
        "whether a document is long past": EARLIER,
        "whether something happened lately": LATELY,
        "whether something is what the year brought": THIS_YEAR,
        "whether a document named without 《》 is issued": ISSUES_PLAIN,
        "whether an action is started": LAUNCHES,
        "whether an action is not started yet": NOT_YET_LAUNCHED,
        "whether a meeting starts an action": MEETINGS,
        "whether an action named in quotes is started": STARTED,
        "what makes a measure of a page": MEASURE_DECISIONS,
        "whether a title is that of a report": PAGE_REPORTS,
        "whether a title is worded as news": HEADLINES,
        "whether a text begins as news do": OPENS_AS_NEWS,
        "whether a page only names who was chosen or settles a single case": WINNERS,
        "whether a title looks back": LOOKS_BACK,
        "whether a page explains a new document": EXPLAINS_NEW,
        "whether a letter passes a document on": LETTERS,
        "whether a notice asks for comments": CONSULTS,
        "whether a notice repeals or revises": CHANGES,
        "whether a sentence issues the document of its page": ISSUES_HERE,
        "whether an amount holds for the whole country": WHOLE_COUNTRY,
        "whether an outlet is the national press": NATIONAL_PRESS,
        "whether a document is for the whole country": NATIONAL_TEXT,
        "whether an amount holds for a single enterprise or work": SITE,
        "whether an amount holds for a fair or conference": EVENT,
        "whether an amount holds for what is no division of the country": ELSEWHERE,
        "amounts refused by the words beside them": REFUSALS,
        "amounts refused by the words of their sentence": OF_SENTENCE,
        "amounts refused in news, or as aims": OF_AIMS_AND_NEWS,
        "amounts allowed although their unit or shape speaks against them": ALLOWANCES,
        "sizes that are aims themselves": SIZES_ALLOWED,
        "amounts refused by more than words": DECISIONS,
    }
)
#: Every rule by its id.
RULES: Final[Mapping[str, Rule[StrEnum]]] = MappingProxyType(
    {rule.id.value: rule for table in TABLES.values() for rule in table}
)
