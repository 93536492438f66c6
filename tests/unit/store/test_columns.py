"""What goes into a column comes out again: text, enums, decimals, moments, JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Text, func, insert, select, update
from sqlmodel.sql.sqltypes import AutoString

import make
from monitor.domain import AlertKind, Health, Link, LinkKind, Outcome, RobotsFile, SourceState, Validators
from monitor.store import Store
from monitor.store.alert_rows import ALERT, DELIVERY, MESSAGE
from monitor.store.checks import CHECK_RESULT, HEARTBEAT, ROBOTS_FILE, SOURCE_STATE
from monitor.store.links import LINK, LISTING
from monitor.store.table_base import (
    METADATA,
    DecimalText,
    EnumText,
    IndexedText,
    StorableText,
    add_new,
    chunks,
    replace,
    row_of,
    storable,
    to_json,
    value_from,
)

NOW = make.NOW
TEXTS = (StorableText, EnumText, DecimalText, IndexedText)


def columns():
    return [column for table in METADATA.tables.values() for column in table.c]


def test_no_text_column_takes_what_a_database_refuses():
    plain = [str(column) for column in columns() if isinstance(column.type, (AutoString, Text))]
    assert plain == [], "declare it as PlainText, NullableText or with one of our types"


def test_every_moment_is_aware():
    for column in columns():
        if column.name.endswith("_at"):
            assert type(column.type).__name__ == "UTCDateTime", column


def test_every_table_has_a_primary_key():
    assert [name for name, table in METADATA.tables.items() if not table.primary_key.columns] == []


# Text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("plain", "plain"),
        ("中文，“引号”", "中文，“引号”"),
        ("emoji 🏙 and 𝟓𝟎%", "emoji 🏙 and 𝟓𝟎%"),
        ("a\x00b", "a\ufffdb"),
        ("坏\ud83d字", "坏\ufffd字"),
        ("\udfff\x00", "\ufffd\ufffd"),
        ("line\nline\ttab\r", "line\nline\ttab\r"),
        ("'; DROP TABLE link; --", "'; DROP TABLE link; --"),
        ("%_\\", "%_\\"),
    ],
)
def test_text_is_kept_but_for_what_no_database_holds(store, text, kept):
    store.checks.save_robots([RobotsFile("http://127.0.0.1", 200, text, NOW)])
    (file,) = store.checks.robots()
    assert file.body == kept


def test_text_is_compared_as_it_is_stored(store):
    broken = Link("http://127.0.0.1/\ud83d.html", "题")
    assert store.links.note("a", "list", [broken], Validators(), NOW) == 1
    store.links.failed("a", broken.url, "HTTP 404", NOW)
    assert store.links.pending("a", 10, NOW) == ()


@given(text=st.text(st.characters()))
def test_storable_text_is_text_that_utf_8_holds(text):
    assert storable(text).encode().decode() == storable(text)


# Enums


@pytest.mark.parametrize("health", list(Health))
def test_each_health_of_a_source_comes_back_as_a_member(store, health):
    store.checks.finish([(make.result(), SourceState(source_id="a", health=health))])
    assert store.checks.states()["a"].health is health


@pytest.mark.parametrize("kind", list(LinkKind))
def test_each_kind_of_link_comes_back_as_a_member(store, kind):
    store.links.note("a", "list", [Link("http://127.0.0.1/1.html", "题", kind=kind)], Validators(), NOW)
    (link,) = store.links.pending("a", 10, NOW)
    assert link.kind is kind


@pytest.mark.parametrize("kind", list(AlertKind))
def test_each_kind_of_alert_comes_back_as_a_member(store, kind):
    store.alerts.post(make.postings(make.alert("1", kind=kind)), NOW)
    (alert,) = store.alerts.waiting("terminal")
    assert alert.kind is kind


@pytest.mark.parametrize("outcome", list(Outcome))
def test_outcomes_are_stored_as_their_text(store, outcome):
    store.checks.finish([(make.result(outcome), SourceState(source_id="a"))])
    with store._database.read() as connection:
        assert connection.scalar(select(func.lower(CHECK_RESULT.c.outcome))) == str(outcome)
        assert connection.scalar(select(CHECK_RESULT.c.outcome)) is outcome


def test_a_text_that_is_no_member_is_an_error_when_it_is_read(store):
    store.checks.finish([(make.result(), SourceState(source_id="a"))])
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE source_state SET health = 'splendid'")
    with pytest.raises(ValueError, match="splendid"):
        store.checks.states()


# Decimals


@pytest.mark.parametrize("number", ["0", "82.50", "-3", "1E+30", "0.1000000000000000000001", "1" * 60])
def test_a_decimal_keeps_all_its_digits(store, number):
    store.alerts.post(make.postings(make.alert("1", attainment=Decimal(number))), NOW)
    (alert,) = store.alerts.waiting("terminal")
    assert str(alert.attainment) == number


def test_no_decimal_stays_none(store):
    store.alerts.post(make.postings(make.alert("1", attainment=None)), NOW)
    (alert,) = store.alerts.waiting("terminal")
    assert alert.attainment is None


# Moments and days


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2025, 4, 2, 4, 0, tzinfo=UTC),
        datetime(2025, 4, 2, 4, 0, 0, 123456, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 30, 23, 59, 59, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_aware_and_exact(store, moment):
    store.checks.tick(moment)
    found = store.checks.last_tick()
    assert found == moment
    assert found.utcoffset() == timedelta()


def test_a_moment_in_another_zone_comes_back_as_the_same_moment(store):
    moment = datetime(2025, 4, 2, 12, 0, tzinfo=timezone(timedelta(hours=8)))
    store.checks.tick(moment)
    assert store.checks.last_tick() == moment == NOW


def test_a_naive_moment_is_refused(store):
    with pytest.raises(Exception, match="timezone"):
        store.checks.tick(NOW.replace(tzinfo=None))


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2025, 2, 28), date(9999, 12, 31), None])
def test_a_day_comes_back(store, day):
    store.links.note("a", "list", [Link("http://127.0.0.1/1.html", "题", day)], Validators(), NOW)
    (link,) = store.links.pending("a", 10, NOW)
    assert link.published == day


# JSON


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"名": "值"}, '{"名":"值"}'),
        ([1, True, None, 1.5], "[1,true,null,1.5]"),
        (("甲", "乙"), '["甲","乙"]'),
        ({"n": Decimal("0.10")}, '{"n":"0.10"}'),
        ({"day": date(2025, 4, 2)}, '{"day":"2025-04-02"}'),
        ({"at": NOW}, '{"at":"2025-04-02T04:00:00+00:00"}'),
        ("a\x00b", '"a\ufffdb"'),
        ({"deep": [{"kind": LinkKind.ARTICLE}]}, f'{{"deep":[{{"kind":"{LinkKind.ARTICLE}"}}]}}'),
        ([], "[]"),
    ],
)
def test_json_is_compact_readable_and_storable(value, text):
    assert to_json(value) == text


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
        max_leaves=10,
    )
)
def test_json_comes_back_as_it_was_but_for_broken_characters(value):
    def cleaned(item: object) -> object:
        if isinstance(item, str):
            return storable(item)
        if isinstance(item, list):
            return [cleaned(part) for part in item]
        if isinstance(item, dict):
            return {key: cleaned(part) for key, part in item.items()}
        return item

    assert json.loads(to_json(value)) == cleaned(value)


# Values as rows


@pytest.mark.parametrize(
    ("value", "table"),
    [
        (Validators('"e"', "yesterday", "00ff"), LISTING),
        (Link("http://127.0.0.1/1.html", "题"), LINK),
        (RobotsFile("http://127.0.0.1", 200, "", NOW), ROBOTS_FILE),
        (SourceState(source_id="a"), SOURCE_STATE),
    ],
)
def test_a_value_has_a_column_for_each_of_its_fields(value, table):
    # That a source is quiet has a table of its own: few sources ever are.
    assert row_of(value).keys() - {"quiet"} <= set(table.c.keys())


def test_a_check_has_a_column_for_each_field_but_what_its_state_says_and_what_becomes_alerts():
    fields = set(row_of(make.result()))
    assert fields - set(CHECK_RESULT.c.keys()) == {"baseline_ends", "notices"}


def test_a_value_is_read_from_a_row_that_has_more_columns(store):
    file = RobotsFile("http://127.0.0.1", 200, "Disallow:", NOW)
    store.checks.save_robots([file])
    with store._database.read() as connection:
        row = connection.execute(select(ROBOTS_FILE, ROBOTS_FILE.c.status.label("more"))).one()
    assert value_from(RobotsFile, row) == file


# Inserts


def test_rows_whose_keys_are_there_already_are_left_as_they_are(store):
    with store._database.write() as connection:
        rows = [{"name": name, "at": NOW} for name in "ab"]
        assert {row.name for row in add_new(connection, HEARTBEAT, rows, "name")} == {"a", "b"}
        later = [{"name": name, "at": NOW + timedelta(days=1)} for name in "bc"]
        assert [row.name for row in add_new(connection, HEARTBEAT, later, "name")] == ["c"]
        kept = {row.name: row.at for row in connection.execute(select(HEARTBEAT))}
    assert kept == {"a": NOW, "b": NOW, "c": NOW + timedelta(days=1)}


def test_replacing_rows_keeps_one_of_each_key(store):
    with store._database.write() as connection:
        for day in range(3):
            replace(connection, HEARTBEAT, [{"name": "a", "at": NOW + timedelta(days=day)}])
        assert connection.execute(select(HEARTBEAT.c.at)).scalars().all() == [NOW + timedelta(days=2)]


def test_inserting_nothing_does_nothing(store):
    with store._database.write() as connection:
        assert add_new(connection, HEARTBEAT, [], "name") == ()
        replace(connection, HEARTBEAT, [])
        assert connection.scalar(select(func.count()).select_from(HEARTBEAT)) == 0


def test_chunks_have_all_names_once_in_order():
    names = [str(number) for number in range(1234)]
    cut = list(chunks(names))
    assert [name for chunk in cut for name in chunk] == names
    assert max(map(len, cut)) <= 500
    assert list(chunks(())) == []


# Keys between tables


@pytest.mark.parametrize(
    ("table", "column"), [(DELIVERY, "alert_id"), (DELIVERY, "message_id"), (MESSAGE, "digest_id")]
)
def test_a_number_that_no_row_has_is_refused(store: Store, table, column):
    store.alerts.post(make.postings(make.alert("1")), NOW)
    if table is MESSAGE:
        store.digests.make("daily", NOW, NOW, ("mail",), lambda _route, _alerts: {})
    with pytest.raises(Exception, match=r"(?i)foreign key"), store._database.write() as connection:
        connection.execute(update(table).values({column: 99}))


def test_an_alert_without_its_key_is_refused(store):
    with pytest.raises(Exception, match=r"(?i)not[ -]null"), store._database.write() as connection:
        connection.execute(insert(ALERT).values(kind=AlertKind.NEW_TARGET))
