"""What `monitor alerts` says of routes and messages."""

from datetime import UTC, datetime, timedelta

import pytest

from databases import sqlite_database
from monitor.cli import alert_commands
from monitor.domain import Coverage
from monitor.errors import InputError
from monitor.notify import default_alerting, load_alerting, plain
from monitor.store import LoggedMessage, Store

#: A Wednesday, 12:00 in China.
NOW = datetime(2025, 4, 2, 4, 0, tzinfo=UTC)
ROUTES = """
[[channel]]
id = "hook"
url = "${HOOK}"
[[channel]]
id = "twin"
url = "${HOOK}"
[[route]]
id = "now"
channels = ["hook", "twin"]
quiet = "11:00-14:00"
[[route]]
id = "daily"
channels = ["hook"]
cadence = "daily 08:30"
time_zone = "Europe/Berlin"
working_days = true
"""


@pytest.fixture
def alerting(tmp_path):
    path = tmp_path / "alerts.toml"
    path.write_text(ROUTES, encoding="utf-8")
    return load_alerting(path, {"HOOK": "json://127.0.0.1:9/"}, tmp_path, None)


def message(**changes):
    slots = {
        "id": 7, "route": "now", "channel": "hook", "is_digest": False, "alerts": 1, "state": "sent",
        "attempts": 1, "due_at": NOW, "next_try_at": None, "ended_at": NOW, "error": "",
    }  # fmt: skip
    return LoggedMessage(**(slots | changes))


def test_a_route_says_when_it_speaks_next(alerting):
    now, daily = alerting.routes
    assert alert_commands.describe_schedule(now, NOW) == "at once, held back until 2025-04-02 14:00 (Asia/Shanghai)"
    assert alert_commands.describe_schedule(now, NOW + timedelta(hours=3)) == "at once (Asia/Shanghai)"
    assert alert_commands.describe_schedule(daily, NOW) == "daily digest, next on 2025-04-02 08:30 (Europe/Berlin)"


def test_two_recipients_with_one_address_are_noted(alerting):
    (noted,) = alert_commands.warnings(alerting, NOW)
    assert noted.startswith("hook and twin are one address")


def test_a_year_whose_working_days_are_not_announced_is_noted(alerting):
    noted = alert_commands.warnings(alerting, NOW + timedelta(days=365 * 20))
    assert len(noted) == 2


def test_a_plain_setup_has_nothing_to_note():
    assert list(alert_commands.warnings(default_alerting(()), NOW)) == []


def test_a_route_is_found_by_its_id_and_the_first_without_one(alerting):
    assert alert_commands.find_route(alerting, None).id == "now"
    assert alert_commands.find_route(alerting, "daily").id == "daily"
    with pytest.raises(InputError, match="no route has the id 'weekly'; there are: now, daily"):
        alert_commands.find_route(alerting, "weekly")


def test_without_anything_to_say_a_route_says_nothing(tmp_path, alerting):
    with Store.open(sqlite_database(tmp_path)) as store:
        assert alert_commands.next_content(store, alerting.routes[0], "hook", Coverage(3, 3)) is None
        digest = alert_commands.next_content(store, alerting.routes[1], "hook", Coverage(3, 3))
    assert digest is not None, "a digest says that there is nothing new"


def test_the_test_message_says_that_it_is_one():
    content = alert_commands.trial_content(Coverage(3, 2), NOW)
    shown = plain(content, default_alerting(()).routes[0].language)
    assert "测试" in shown.title
    assert "This is a test message" in shown.body
    assert "2/3" in shown.body


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "7  04-02 12:00  hook (now, 1 alert): sent, 1 try, 04-02 12:00"),
        (
            {"alerts": 3, "attempts": 2, "state": "failed", "ended_at": None, "next_try_at": NOW},
            "7  04-02 12:00  hook (now, 3 alerts): failed, 2 tries, next 04-02 12:00",
        ),
        (
            {"is_digest": True, "attempts": 0, "state": "pending", "ended_at": None},
            "7  04-02 12:00  hook (now, digest): pending, 0 tries",
        ),
    ],
)
def test_the_log_has_a_line_for_each_message(capsys, changes, line):
    alert_commands.print_log([message(**changes)])
    assert capsys.readouterr().out == line + "\n"


def test_what_the_service_said_stands_whole_below_its_message(capsys):
    alert_commands.print_log([message(error="500: " + "x" * 300)])
    assert capsys.readouterr().out.splitlines()[1] == "    500: " + "x" * 300


def test_an_empty_log_says_so(capsys):
    alert_commands.print_log([])
    assert capsys.readouterr().out == "no messages yet\n"
