"""`monitor alerts` and `alerts.toml`, as people use them."""

import json

import pytest

import servers

CONFIG = """
[[channel]]
id = "hook"
url = "${HOOK}"
[[route]]
id = "now"
channels = ["hook"]
kinds = ["new_target", "baseline"]
[[route]]
id = "daily"
channels = ["hook"]
cadence = "daily 08:30"
working_days = true
"""


@pytest.fixture
def hook(monkeypatch, tmp_path, request):
    """A webhook that alerts.toml, beside the sources, names."""
    request.getfixturevalue("replica")
    (tmp_path / "alerts.toml").write_text(CONFIG, encoding="utf-8")
    with servers.sink() as sink:
        monkeypatch.setenv("HOOK", sink.address)
        yield sink


@pytest.mark.usefixtures("hook")
def test_validate_says_when_each_route_speaks_next(run):
    shown = run("alerts", "validate")
    assert shown.code == 0
    assert "alerts.toml: 1 recipient(s)" in shown.out
    assert "now: hook: at once (Asia/Shanghai)" in shown.out
    assert "daily: hook: daily digest, next on 2" in shown.out


@pytest.mark.usefixtures("hook")
def test_every_command_tells_all_that_is_wrong_and_no_secret(run, tmp_path):
    wrong = CONFIG.replace("08:30", "8:30").replace("new_target", "new")
    (tmp_path / "alerts.toml").write_text(wrong, encoding="utf-8")
    for command in (("alerts", "validate"), ("check",), ("alerts", "test")):
        shown = run(*command)
        assert shown.code == 2
        assert "route[now].kinds" in shown.err
        assert "route[daily].cadence" in shown.err
        assert "json://" not in shown.err


def test_routes_are_kept_and_the_log_shows_messages_until_they_are_sent(run, hook):
    hook.status = 500
    assert "will be tried again" in run("check").err
    preview = run("alerts", "preview", "daily")
    assert "人工智能+ 日报" in preview.out
    (message,) = json.loads(run("alerts", "log", "--json").out)
    assert (message["route"], message["channel"], message["state"]) == ("now", "hook", "failed")
    assert "1 alert" not in run("alerts", "preview").out
    shown = run("alerts", "log", "--limit", "1")
    assert "failed" in shown.out
    assert "127.0.0.1" not in shown.out
    hook.status = 200
    assert run("alerts", "retry", "nobody").out.startswith("0 message(s)")
    assert run("alerts", "retry").out.startswith("1 message(s)")
    run("check")
    assert hook.received
    assert json.loads(run("alerts", "log", "--json").out)[0]["state"] == "sent"


def test_a_preview_can_be_seen_as_a_recipients_service_gets_it(run, hook, monkeypatch):
    hook.status = 500
    run("check")
    monkeypatch.setenv("HOOK", "wecombot://693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa")
    shown = run("alerts", "preview", "daily", "--to", "hook")
    assert "### 人工智能+ 日报" in shown.out
    assert "### 首次读取 first readings (" in shown.out
    assert hook.received == []
    nobody = run("alerts", "preview", "daily", "--to", "nobody")
    assert nobody.code == 2
    assert "there are: hook" in nobody.err


@pytest.mark.usefixtures("replica")
def test_without_messages_and_routes_the_commands_say_so(run):
    assert run("alerts", "log").out == "no messages yet\n"
    assert run("alerts", "preview").out == "nothing to say\n"
    assert "MONITOR_NOTIFY alone" in run("alerts", "validate").out
    unknown = run("alerts", "preview", "nosuch")
    assert unknown.code == 2
    assert "there are: default" in unknown.err


def test_validate_names_queues_that_nothing_names_any_more(run, hook, tmp_path):
    hook.status = 500
    run("check")
    (tmp_path / "alerts.toml").write_text(CONFIG.replace('"hook"', '"other"'), encoding="utf-8")
    assert "alerts wait for digest" not in run("alerts", "validate").err
    for command in (("alerts", "validate"), ("check",)):
        shown = run(*command)
        assert "alerts wait for hook, which nothing names any more; `monitor alerts move hook RECIPIENT`" in shown.err


def test_what_waits_for_nobody_is_given_to_another(run, hook, tmp_path):
    hook.status = 500
    run("check")
    for old, new, said in (
        ("gone", "nobody", "there are: digest:daily, hook"),
        ("hook", "hook", "hook is still named"),
        ("gone", "digest:daily", "can only go to a digest"),
    ):
        shown = run("alerts", "move", old, new)
        assert shown.code == 2
        assert said in shown.err
    (tmp_path / "alerts.toml").write_text(CONFIG.replace('"hook"', '"other"'), encoding="utf-8")
    assert run("alerts", "move", "hook", "other").out == "1 alert(s) and message(s) of hook go to other\n"
    assert "wait for" not in run("alerts", "validate").err
    hook.status = 200
    run("check")
    (message,) = json.loads(run("alerts", "log", "--json").out)
    assert (message["channel"], message["state"]) == ("other", "sent")


def test_a_test_message_goes_to_those_named_and_each_is_told_by_its_id(run, hook):
    assert run("alerts", "test", "nobody").code == 2
    assert hook.received == []
    shown = run("alerts", "test", "hook", "hook")
    assert shown.code == 0
    assert shown.out.startswith("hook (json://127.0.0.1:")
    assert shown.out.endswith("): accepted\n")
    (message,) = hook.received
    assert "(0 of " in message["message"], "nothing was checked yet"
    run("check")
    run("alerts", "test")
    assert "(0 of " not in hook.received[-1]["message"]


def test_validate_says_that_two_channels_are_one_address(run, hook, tmp_path):
    both = CONFIG + '[[channel]]\nid = "again"\nurl = "${HOOK}"\n'
    (tmp_path / "alerts.toml").write_text(both, encoding="utf-8")
    shown = run("alerts", "validate")
    assert shown.code == 0
    assert "hook and again are one address" in shown.err
    assert hook.address not in shown.err


@pytest.mark.usefixtures("hook")
def test_an_empty_setting_is_one_that_is_not_set(run, monkeypatch):
    monkeypatch.setenv("MONITOR_ALERTS", "")
    assert "alerts.toml: 1 recipient(s)" in run("alerts", "validate").out


@pytest.mark.usefixtures("replica")
def test_a_file_that_the_setting_names_must_be_there(run, monkeypatch, tmp_path):
    monkeypatch.setenv("MONITOR_ALERTS", str(tmp_path / "none.toml"))
    shown = run("alerts", "validate")
    assert shown.code == 2
    assert "none.toml: (file): cannot be read" in shown.err
