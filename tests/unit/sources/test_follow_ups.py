"""The key `then`: what is read of it, and what a person is told about mistakes."""

import re

import pytest

from monitor.domain import FollowUp, PageValue
from monitor.sources.follow_ups import follow_up, one_group
from monitor.toml import BadValueError

SID = {"sid": {"pattern": r"SID: '(\d+)'"}}


def test_a_whole_table_is_read() -> None:
    raw = {
        "url": "/api/{category}?sid={sid}",
        "form": {"page": 1, "unit": "{query}"},
        "headers": {"X-Token": "{token}"},
        "values": {
            **SID,
            "category": {"pattern": r'"id":(\d+)', "every": True},
            "query": {"select": "script", "attribute": "querydata", "as": "query"},
            "token": {"select": ["#a", "#b"]},
        },
    }
    assert follow_up(raw) == FollowUp(
        url="/api/{category}?sid={sid}",
        values=(
            PageValue("sid", pattern=re.compile(r"SID: '(\d+)'")),
            PageValue("category", pattern=re.compile(r'"id":(\d+)'), every=True),
            PageValue("query", ("script",), "querydata", is_query=True),
            PageValue("token", ("#a", "#b")),
        ),
        form=(("page", "1"), ("unit", "{query}")),
        headers=(("X-Token", "{token}"),),
    )


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("/api", "must be a table"),
        ({}, "must be a table that is not empty"),
        ({"values": SID}, "needs url"),
        ({"url": "/{sid}"}, "needs values"),
        ({"url": "/{sid}", "values": SID, "metod": "POST"}, "unknown key metod"),
        ({"url": "/{sid}", "values": {}}, "values must be a table that is not empty"),
        ({"url": "/{sid}", "values": {"sid": "x"}}, "values 'sid'|must be a table"),
        ({"url": "/{sid}", "values": {"Sid!": {"select": "b"}}}, "Sid!"),
        ({"url": "/{sid}", "values": {"sid": {"every": True}}}, "'sid' needs select"),
        ({"url": "/{sid}", "values": {"sid": {"pattern": "(x)", "attribute": "y"}}}, "'sid' needs select"),
        ({"url": "/{sid}", "values": {"sid": {"pattern": "x"}}}, r"sid\.pattern has 0 groups"),
        ({"url": "/{sid}", "values": {"sid": {"select": "p", "as": "form"}}}, r"sid\.as must be \"query\", not 'form'"),
        ({"url": "/{sid}", "values": {"sid": {"select": "p["}}}, r"sid\.select 'p\[' is not a CSS selector"),
        ({"url": "/{sid}/{cat}", "values": SID}, r"names \{cat\}, and values has no 'cat'"),
        ({"url": "/", "values": SID}, r"never uses values\.sid"),
        (
            {"url": "/{a}{b}", "values": {"a": {"select": "a", "every": True}, "b": {"select": "b", "every": True}}},
            "every = true at several values",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(raw: object, told: str) -> None:
    with pytest.raises(BadValueError, match=told):
        follow_up(raw)


def test_an_onclick_pattern_has_one_group() -> None:
    assert one_group(r"open\('([^']+)'\)").groups == 1
    with pytest.raises(BadValueError, match="2 groups"):
        one_group("(a)(b)")
