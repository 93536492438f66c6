"""Settings and logs."""

import io
import json
import logging
import tomllib

import pytest

import monitor
from monitor import settings
from monitor.cli.streams import set_up_log
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
        ("same=0.5", "only a person may make two targets one"),
        ("wish=1", "is no kind of proposal"),
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
    assert "must be a valid integer" in told["MONITOR_THREADS"]
    assert "not 'many'" in told["MONITOR_THREADS"]
    assert "must be greater than or equal to 1, not '0'" in told["MONITOR_TICK"]
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
        set_up_log("INFO", form, stream)
        return stream

    yield set_up
    root.handlers, root.level = handlers, level


def test_elsewhere_than_on_a_terminal_each_line_is_json_with_its_fields(log):
    stream = log("auto")
    logging.getLogger("monitor.x").info("source checked", extra={"action": "source_checked", "source": "来源"})
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


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MONITOR_THREADS", "0", "must be greater than or equal to 1, not '0'"),
        ("MONITOR_THREADS", "513", "must be less than or equal to 512, not '513'"),
        ("MONITOR_TICK", "1m", "must be a valid integer"),
        ("MONITOR_LOG_LEVEL", "LOUD", "must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR', not 'LOUD'"),
        ("MONITOR_LOG_FORMAT", "xml", "must be 'auto', 'text' or 'json', not 'xml'"),
        ("MONITOR_MILESTONES", "soon", "write days from 0 to 1830, as in 180 90 30 7 1 0"),
        ("MONITOR_MILESTONES", "1831", "write days from 0 to 1830"),
        ("MONITOR_OVERDUE_EVERY", "-1", "must be greater than or equal to 0, not '-1'"),
        ("MONITOR_CONTACT", "me", "at least 3 characters, not 'me'"),
    ],
)
def test_a_wrong_setting_says_what_it_must_be_and_where_settings_are_listed(monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        settings.load()
    (problem,) = caught.value.problems
    assert (problem.file, problem.key) == ("environment", name)
    assert words in problem.message
    assert problem.message.endswith("README.md lists the settings")
    assert str(problem) == f"environment: {name}: {problem.message}"


def test_milestones_are_days_largest_first_and_each_once(monkeypatch):
    monkeypatch.setenv("MONITOR_MILESTONES", "7 30 7 0")
    assert settings.load().milestone_days == (30, 7, 0)
    monkeypatch.setenv("MONITOR_MILESTONES", "")
    assert settings.load().milestone_days == ()


def test_variables_of_tests_and_the_folder_of_secrets_are_no_settings(monkeypatch):
    monkeypatch.setenv("MONITOR_TEST_POSTGRES", "postgresql://127.0.0.1/")
    settings.load()
    assert settings.unknown_variables(("MONITOR_SECRETS_DIR", "PATH", "MONITOR_TEST_X")) == ()


def test_text_goes_to_a_terminal_and_json_elsewhere(log):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    log("auto")  # restores the root logger at the end
    set_up_log("INFO", "auto", terminal)
    logging.getLogger("monitor.x").info("source checked", extra={"source": "ndrc"})
    assert terminal.getvalue().endswith("INFO    source checked  source=ndrc\n")


def test_setting_up_the_log_again_does_not_double_its_lines(log):
    log("text")
    stream = log("text")
    logging.getLogger("monitor.x").info("once")
    assert stream.getvalue().count("once") == 1


def test_values_that_json_does_not_know_are_written_as_text(log):
    stream = log("json")
    logging.getLogger("monitor.x").info("checked", extra={"at": monitor, "names": ["一"]})
    line = json.loads(stream.getvalue())
    assert line["names"] == ["一"]
    assert line["at"].startswith("<module")
