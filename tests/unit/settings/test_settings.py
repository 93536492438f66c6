"""Settings and logs."""

import io
import json
import logging
import tomllib

import pytest

import monitor
from monitor import logs, settings
from monitor.domain import Acceptance, ProposalKind
from monitor.errors import ConfigError
from places import ROOT


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path):
    for name in [settings.variable(field) for field in settings.Settings.model_fields] + ["DATABASE_URL"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MONITOR_SECRETS_DIR", str(tmp_path / "none"))


def test_without_any_variable_the_embedded_database_and_the_terminal_are_used():
    found = settings.load()
    assert found.database_url.get_secret_value() == "sqlite:///data/monitor.db"
    assert found.notify.get_secret_value() == ""
    assert found.contact_is_default


def test_the_program_names_itself_and_its_contact():
    found = settings.Settings(contact="ops@example.org")
    version = monitor.__version__
    assert found.user_agent == f"Mozilla/5.0 (compatible; aiplus-monitor/{version}; +ops@example.org)"
    assert not found.contact_is_default


def test_the_version_and_homepage_are_those_of_the_project_file():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert (monitor.__version__, monitor.HOMEPAGE) == (project["version"], project["urls"]["Homepage"])


@pytest.mark.parametrize("variable", ["DATABASE_URL", "MONITOR_DATABASE_URL"])
def test_the_database_address_is_taken_from_either_variable(monkeypatch, variable):
    monkeypatch.setenv(variable, "postgresql://monitor:secret@db/monitor")
    found = settings.load()
    assert found.database_url.get_secret_value().startswith("postgresql://")
    assert "secret" not in repr(found)


def test_proposals_are_accepted_from_a_score_on(monkeypatch):
    assert settings.load().accepted == Acceptance().thresholds
    monkeypatch.setenv("MONITOR_ACCEPT", "link=0.8 met=0.9")
    assert settings.load().accepted == ((ProposalKind.LINK, 0.8), (ProposalKind.MET, 0.9))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("same=0.5", "only a person makes two targets one"),
        ("wish=1", "is no proposal"),
        ("met=2", "from 0 to 1"),
        ("met=viel", "from 0 to 1"),
    ],
)
def test_what_cannot_be_accepted_by_itself_is_refused(monkeypatch, words, reason):
    monkeypatch.setenv("MONITOR_ACCEPT", words)
    with pytest.raises(ConfigError, match=reason):
        settings.load()


def test_a_secret_may_be_a_file(monkeypatch, tmp_path):
    (tmp_path / "monitor_notify").write_text("ntfy://topic\n")
    monkeypatch.setenv("MONITOR_SECRETS_DIR", str(tmp_path))
    assert settings.load().notify.get_secret_value().strip() == "ntfy://topic"


def test_all_wrong_and_unknown_variables_are_told_at_once(monkeypatch):
    monkeypatch.setenv("MONITOR_THREADS", "many")
    monkeypatch.setenv("MONITOR_TICK", "0")
    monkeypatch.setenv("MONITOR_NOTIFI", "ntfy://topic")
    monkeypatch.setenv("MONITOR_QQQQQQ", "1")
    with pytest.raises(ConfigError) as caught:
        settings.load()
    told = {problem.key: problem.message for problem in caught.value.problems}
    assert set(told) == {"MONITOR_THREADS", "MONITOR_TICK", "MONITOR_NOTIFI", "MONITOR_QQQQQQ"}
    assert "did you mean MONITOR_NOTIFY?" in told["MONITOR_NOTIFI"]
    assert "README.md" in told["MONITOR_QQQQQQ"]


def test_an_unknown_variable_alone_is_an_error(monkeypatch):
    monkeypatch.setenv("MONITOR_NOTIFI", "ntfy://topic")
    with pytest.raises(ConfigError):
        settings.load()


@pytest.fixture
def log():
    """Return a function that sets up the log on a buffer; the root logger is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def set_up(form):
        stream = io.StringIO()
        logs.set_up("INFO", form, stream)
        return stream

    yield set_up
    root.handlers, root.level = handlers, level


def test_elsewhere_than_on_a_terminal_each_line_is_json_with_its_fields(log):
    stream = log("auto")
    logging.getLogger("monitor.x").info(
        "source checked", extra={"action": "source_checked", "source": "来源"}
    )
    line = json.loads(stream.getvalue())
    assert (line["message"], line["action"], line["source"]) == ("source checked", "source_checked", "来源")
    assert line["time"].endswith("+00:00")


def test_text_lines_show_fields_after_the_message(log):
    stream = log("text")
    logging.getLogger("monitor.x").warning("source checked", extra={"source": "ndrc", "links": 3})
    assert stream.getvalue().endswith("source checked  source=ndrc  links=3\n")
    logging.getLogger("monitor.x").info("plain")
    assert stream.getvalue().endswith("INFO    plain\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_exception_is_logged_with_its_traceback(log, form):
    stream = log(form)
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        logging.getLogger("monitor.x").exception("check failed")
    assert "ZeroDivisionError" in stream.getvalue()


def test_other_libraries_are_heard_from_warning_on(log):
    stream = log("text")
    logging.getLogger("other").info("chatter")
    logging.getLogger("monitor").debug("too fine")
    assert stream.getvalue() == ""
