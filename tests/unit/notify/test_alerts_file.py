"""`alerts.toml`: what it says, and what is wrong with it."""

import re
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.domain import AlertKind
from monitor.errors import ConfigError
from monitor.notify import Language, default_alerting, load_alerting
from monitor.notify.alerts_file import CHANNEL, ROUTE, TOP
from monitor.notify.content.message import SEVERITIES, Severity
from monitor.notify.routes import Cadence, Frequency, QuietHours
from places import ROOT

SECRET = "mailtos://user:topsecret@mail.example.org?to=a@example.org"
GOOD = """
[[channel]]
id = "mail"
url = "${MAIL}"
[[route]]
id = "now"
channels = ["mail"]
"""


def read(tmp_path, text, sources=("ndrc_tz",), **environment):
    path = tmp_path / "alerts.toml"
    path.write_text(text, encoding="utf-8")
    return load_alerting(path, {"MAIL": SECRET} | environment, tmp_path / "secrets", sources)


def problems(tmp_path, text, sources=("ndrc_tz",), **environment):
    """Return what is said to be wrong, without the file's name."""
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text, sources, **environment)
    said = str(caught.value)
    assert "topsecret" not in said
    assert all(problem.file == str(tmp_path / "alerts.toml") for problem in caught.value.problems)
    return {problem.key: problem.message for problem in caught.value.problems}


def route_with(line):
    return GOOD + line + "\n"


def test_the_least_there_can_be_is_one_immediate_route_of_everything(tmp_path):
    found = read(tmp_path, GOOD)
    (recipient,) = found.recipients
    (route,) = found.routes
    assert (recipient.id, recipient.address) == ("mail", SECRET)
    assert (route.id, route.channels, route.is_digest) == ("now", ("mail",), False)
    assert found.dead_after == timedelta(days=7)
    assert "topsecret" not in repr(found)


def test_every_key_of_a_route_is_read(tmp_path):
    text = """
dead_after = "12h"
[[channel]]
id = "here"
url = "terminal"
[[route]]
id = "now"
channels = "here"
cadence = "immediate"
kinds = ["new_target", "overdue"]
issuers = ["国家发展改革委"]
regions = ["上海市", "全国"]
themes = ["data"]
sources = ["ndrc_tz"]
min_confidence = 0.5
quiet = "22:00-07:00"
break_through = "high"
language = "zh"
working_days = true
time_zone = "Europe/Berlin"
max_per_hour = 6
[[route]]
id = "weekly"
channels = ["here"]
cadence = "weekly Mon 08:30"
nothing_new = false
"""
    found = read(tmp_path, text)
    now, weekly = found.routes
    assert found.dead_after == timedelta(hours=12)
    assert now.kinds == {AlertKind.NEW_TARGET, AlertKind.OVERDUE}
    assert (now.issuers, now.regions, now.themes) == (("国家发展改革委",), ("上海市", "全国"), ("data",))
    assert (now.sources, now.min_confidence, now.zone) == (("ndrc_tz",), 0.5, ZoneInfo("Europe/Berlin"))
    assert (now.quiet, now.break_through) == (QuietHours(time(22), time(7)), Severity.HIGH)
    assert (now.language, now.working_days, now.max_per_hour) == (Language.ZH, True, 6)
    assert (weekly.cadence, weekly.nothing_new) == (Cadence(Frequency.WEEKLY, time(8, 30), 0), False)


def test_an_address_may_stand_in_a_secret_file(tmp_path):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "team_mail").write_text(SECRET + "\n")
    found = read(tmp_path, GOOD.replace('url = "${MAIL}"', 'secret = "team_mail"'))
    assert found.recipients[0].address == SECRET


def test_several_readers_of_an_email_address_are_a_recipient_each(tmp_path):
    found = read(tmp_path, GOOD, MAIL="mailto://u:p@h.example?to=a@example.org,%20b@example.org,&name=x")
    assert [recipient.address for recipient in found.recipients] == [
        "mailto://u:p@h.example?to=a@example.org&name=x",
        "mailto://u:p@h.example?to=b@example.org&name=x",
    ]
    assert all(re.fullmatch(r"mail-[0-9a-f]{10}", recipient.id) for recipient in found.recipients)
    assert found.routes[0].channels == tuple(recipient.id for recipient in found.recipients)
    moved = read(tmp_path, GOOD, MAIL="mailto://u:other@smtp.example?to=b@example.org,c@example.org&from=x@y.example")
    assert moved.recipients[0].id == found.recipients[1].id, "a new password makes nobody another one"


def test_without_a_file_every_address_gets_everything_at_once():
    found = default_alerting(("json://127.0.0.1/a", "mailto://u:p@h.example?to=a@b.org,c@d.org"))
    assert len(found.recipients) == 3
    assert found.routes[0].channels == tuple(recipient.id for recipient in found.recipients)
    assert [recipient.id for recipient in default_alerting(()).recipients] == ["terminal"]


def test_a_reader_of_email_keeps_his_id_when_password_or_server_change():
    def ids(*addresses):
        return [recipient.id for recipient in default_alerting(addresses).recipients]

    (alone,) = ids("mailto://u:p@h.example?to=a@b.example")
    assert re.fullmatch(r"mail-[0-9a-f]{10}", alone)
    assert ids("mailtos://u:new@other.example?from=u@x.example&to=a@b.example") == [alone]
    assert ids("mailto://u:p@h.example?to=c@b.example,a@b.example, a@b.example")[1:] == [alone]
    assert ids("mailto://u:p@h.example?to=a@b.example", "mailto://v:q@i.example?to=a@b.example") == [alone]
    assert ids("json://u:p@127.0.0.1/a") != ids("json://u:new@127.0.0.1/a"), "a token is all there is"


def test_all_problems_are_told_at_once_each_with_key_and_remedy(tmp_path):
    said = problems(
        tmp_path,
        """
colour = "red"
dead_after = "soon"
[[channel]]
id = "Mail"
url = "mailto://user:topsecret@host"
[[channel]]
url = "${NOT_SET}"
[[channel]]
id = "x"
[[channel]]
id = "x"
secret = "../passwd"
[[route]]
id = "a"
channels = ["mial"]
sources = ["ndrc"]
cadense = "daily"
[[route]]
id = "a"
channels = ["x"]
cadence = "daily 8:30"
[[route]]
cadence = "daily 08:30"
quiet = "22:00-07:00"
""",
    )
    assert said == {
        "colour": "is unknown; known are channel, route, dead_after",
        "dead_after": '\'soon\' is no span of time; write "12h" or "7d"',
        "channel[Mail].id": said["channel[Mail].id"],
        "channel[Mail].url": said["channel[Mail].url"],
        "channel[#2].id": "is missing; add it",
        "channel[#2].url": "names NOT_SET, which is not set; export it, or give it to the container",
        "channel[x].url": 'needs an address: url = "${VARIABLE}" or secret = "file name", one of the two',
        "channel[x].secret": said["channel[x].secret"],
        "channel[x].id": "is taken by an earlier channel; choose another one",
        "route[a].channels": said["route[a].channels"],
        "route[a].sources": "names 'ndrc', but no source has that id; did you mean 'ndrc_tz'?",
        "route[a].cadense": "is unknown; did you mean 'cadence'?",
        "route[a].cadence": said["route[a].cadence"],
        "route[#3].id": "is missing; add it",
        "route[#3].channels": "is missing; add it",
        "route[#3].quiet": "has no effect on a digest, which has a time of its own; remove it",
    }
    assert "is not an id" in said["channel[Mail].id"]
    assert "must be" in said["channel[Mail].url"]
    assert "without a folder" in said["channel[x].secret"]
    assert "no channel has that id" in said["route[a].channels"]
    assert 'write "immediate"' in said["route[a].cadence"]


def test_a_route_id_is_taken_once(tmp_path):
    again = GOOD + '[[route]]\nid = "now"\nchannels = ["mail"]\n'
    assert problems(tmp_path, again) == {"route[now].id": "is taken by an earlier route; choose another one"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('kinds = ["new"]', "'new' is no kind of alert"),
        ('kinds = ["new", "overdue", "old"]', "'new', 'old' are no kinds of alert"),
        ("kinds = []", "is an empty list"),
        ("kinds = [1]", "must be a string in quotes"),
        ("channels = 3", "must be a list of strings"),
        ("channels = []", "is an empty list"),
        ("min_confidence = 2", "not from 0 to 1"),
        ("min_confidence = true", "not from 0 to 1"),
        ('min_confidence = "0.5"', "not from 0 to 1"),
        ('working_days = "yes"', "must be true or false"),
        ("max_per_hour = 0", "must be 1 to 1000"),
        ("max_per_hour = true", "whole number"),
        ("max_per_hour = 1.5", "whole number"),
        ("cadence = 8", "no cadence"),
        ('cadence = "weekly xyz 08:30"', "no cadence"),
        ('cadence = "daily 25:00"', "no cadence"),
        ('cadence = "weekly mon 8:30"', "no cadence"),
        ('quiet = "22-7"', "no hours"),
        ('quiet = "22:00-22:00"', "no hours"),
        ('quiet = "22:00-7"', "no hours"),
        ("quiet = 22", "no hours"),
        ('time_zone = "Asia/Peking"', "no time zone"),
        ('time_zone = "../etc/passwd"', "no time zone"),
        ("time_zone = 8", "must be a string in quotes"),
        ('break_through = "urgent"', "no severity"),
        ("break_through = 3", "no severity"),
        ('language = "de"', "choose one of 'zh', 'en', 'both'"),
        ("language = 1", "must be a string in quotes"),
        ("nothing_new = false", "has no effect on an immediate route"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_write(tmp_path, line, words):
    key = line.partition(" ")[0]
    text = GOOD.replace('channels = ["mail"]\n', "") if key == "channels" else GOOD
    said = problems(tmp_path, text + line + "\n")
    assert words in said[f"route[now].{key}"]


@pytest.mark.parametrize("span", ['"0d"', '"7"', "7", '"7w"'])
def test_a_span_is_a_number_of_hours_or_days(tmp_path, span):
    assert "no span of time" in problems(tmp_path, f"dead_after = {span}\n{GOOD}")["dead_after"]


@pytest.mark.parametrize(
    ("line", "key", "words"),
    [
        ('url = ""', "url", "is empty"),
        ('url = "${MONITOR_CONTACT}"', "url", "are settings"),
        ('url = "${BOTH}"', "url", "several addresses"),
        ('secret = "none"', "secret", "FileNotFoundError"),
        ('secret = "empty"', "secret", "is empty"),
        ('secret = "both"', "secret", "several addresses"),
        ("secret = 1", "secret", "must be a string in quotes"),
    ],
)
def test_an_address_that_cannot_be_had_is_said(tmp_path, line, key, words):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "empty").write_text("")
    (tmp_path / "secrets" / "both").write_text("a://b c://d")
    said = problems(tmp_path, GOOD.replace('url = "${MAIL}"', line), BOTH="a://b c://d")
    assert words in said[f"channel[mail].{key}"]


def test_addresses_are_tested_with_all_else_and_named_by_their_keys_without_secrets(tmp_path):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "chat").write_text("tgram://123456789:topsecret_hijklmnopqrstuvwxyz01/111/222")
    channels = "".join(
        f'[[channel]]\nid = "{name.lower()}"\nurl = "${{{name}}}"\n' for name in ("NOSUCH", "COPIED", "BARE", "SHORT")
    )
    said = problems(
        tmp_path,
        GOOD + 'cadence = "hourly"\n' + channels + '[[channel]]\nid = "chat"\nsecret = "chat"\n',
        NOSUCH="nosuch://topsecret@host",
        COPIED="mailto://u:topsecret@example.org?to=a@example.org&bcc=b@example.org",
        BARE="mailto://u:topsecret@127.0.0.1?to=a@example.org,b@example.org",
        SHORT="slack://topsecret",
    )
    assert said.keys() == {
        *("route[now].cadence", "channel[nosuch].url", "channel[copied].url", "channel[bare].url"),
        *("channel[short].url", "channel[chat].secret"),
    }
    assert said["channel[nosuch].url"].startswith("no service has addresses of the form nosuch://; see docs/")
    assert "several recipients; give each a channel of its own" in said["channel[copied].url"]
    assert "with from=name@example.org" in said["channel[bare].url"]
    assert "from=" not in said["channel[short].url"]
    assert "several recipients" in said["channel[chat].secret"]


def test_monitor_notify_is_not_ignored_silently(tmp_path):
    assert "none uses MONITOR_NOTIFY" in problems(tmp_path, GOOD, MONITOR_NOTIFY=SECRET)["channel"]
    used = GOOD.replace("MAIL", "MONITOR_NOTIFY")
    assert read(tmp_path, used, MONITOR_NOTIFY=SECRET).recipients[0].address == SECRET


def test_any_source_may_be_named_while_the_sources_cannot_be_read(tmp_path):
    assert read(tmp_path, route_with('sources = ["any"]'), None).routes[0].sources == ("any",)


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("", "channel", "there is none"),
        ("channel = 1\nroute = [1]", "route", "must be written as [[route]] tables"),
        ("id = ", "end of document", "is not TOML"),
        ("#" * 1024 * 1024 + "#", "(file)", "larger than 1 MB"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, text, key, words):
    assert words in problems(tmp_path, text)[key]


def test_a_file_that_is_not_there_or_not_utf8_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load_alerting(tmp_path / "none.toml", {}, tmp_path, ())
    (tmp_path / "latin.toml").write_bytes(b'id = "\xe9"')
    with pytest.raises(ConfigError, match="line 1: is not UTF-8"):
        load_alerting(tmp_path / "latin.toml", {}, tmp_path, ())


def test_the_document_names_every_key_and_every_kind_with_its_severity():
    text = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    rows = {name: set(re.findall(r"^\| `([^`]+)`", body, re.MULTILINE)) for name, body in sections.items()}
    assert set(TOP) <= rows["Top level"]
    assert rows["`[[channel]]`"] == set(CHANNEL)
    assert rows["`[[route]]`"] == set(ROUTE)
    told = dict(re.findall(r"^\| `(\w+)` \|.*\| (\w+) \|$", sections["Kinds and severities"], re.MULTILINE))
    assert told == {str(kind): severity.name.lower() for kind, severity in SEVERITIES.items()}


def test_the_example_in_the_document_is_a_file_that_works(tmp_path):
    text = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1]
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "duty_chat").write_text("ntfy://topic")
    assert len(read(tmp_path, example, TEAM_MAIL=SECRET).routes) == 2
