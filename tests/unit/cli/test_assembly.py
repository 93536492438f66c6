"""Concrete objects from settings: files, sources, recipients, and what is said when one is wrong."""

from pathlib import Path

import pytest

import make
from databases import sqlite_database
from monitor.cli import assembly
from monitor.domain import MilestonePlan, ProposalKind
from monitor.errors import ConfigError, InputError
from monitor.notify import default_alerting
from monitor.settings import Settings
from monitor.sources import Registry, default_path
from monitor.store import Store

REGISTRY = Registry(sources=(make.source("ndrc"), make.source("miit"), make.source("old", enabled=False)), topics=())
ROUTES = """
[[channel]]
id = "hook"
url = "${HOOK}"
[[route]]
id = "now"
channels = ["hook"]
[[route]]
id = "daily"
channels = ["hook"]
cadence = "daily 08:30"
"""


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    """Every test begins in a folder without any file, and without our variables."""
    monkeypatch.chdir(tmp_path)
    for name in ("MONITOR_NOTIFY", "MONITOR_SOURCES", "MONITOR_ALERTS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def alerting_of(tmp_path, monkeypatch, text=ROUTES):
    (tmp_path / "alerts.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("HOOK", "json://127.0.0.1:9/")
    return assembly.read_alerting(Settings(), None)


def test_the_registry_is_the_settings_file_else_the_one_here_else_the_bundled_one(tmp_path):
    assert assembly.registry_path(Settings()) == default_path()
    (tmp_path / "sources.toml").touch()
    assert assembly.registry_path(Settings()) == Path("sources.toml")
    assert assembly.registry_path(Settings(sources=Path("other.toml"))) == Path("other.toml")


def test_alerts_stand_beside_the_sources_unless_the_setting_names_another_file(tmp_path):
    assert assembly.alerts_path(Settings()) is None
    (tmp_path / "alerts.toml").touch()
    assert assembly.alerts_path(Settings()) == Path("alerts.toml")
    assert assembly.alerts_path(Settings(sources=tmp_path / "elsewhere" / "sources.toml")) is None
    named = tmp_path / "mine.toml"
    assert assembly.alerts_path(Settings(alerts=named)) == named


def test_without_a_file_everything_goes_to_the_addresses_or_the_terminal():
    (terminal,) = assembly.read_alerting(Settings(), None).recipients
    assert terminal.id == "terminal"
    addressed = assembly.read_alerting(Settings(notify="json://127.0.0.1:9/ ntfy://topic"), None)
    assert len(addressed.recipients) == 2


def test_no_id_means_all_enabled_sources():
    assert [source.id for source in assembly.choose_sources(REGISTRY, ())] == ["ndrc", "miit"]


def test_named_sources_are_chosen_once_each_in_the_order_given_even_disabled_ones():
    chosen = assembly.choose_sources(REGISTRY, ["old", "miit", "old"])
    assert [source.id for source in chosen] == ["old", "miit"]


@pytest.mark.parametrize(
    ("wanted", "words"), [("ndcr", "did you mean ndrc?"), ("zzzzzz", "`monitor sources list` shows them")]
)
def test_an_unknown_source_is_refused_with_the_nearest_or_where_to_look(wanted, words):
    with pytest.raises(InputError) as caught:
        assembly.choose_sources(REGISTRY, [wanted])
    assert words in str(caught.value)
    assert wanted in str(caught.value)


def test_queues_are_recipients_and_digests(tmp_path, monkeypatch):
    alerting = alerting_of(tmp_path, monkeypatch)
    (recipient,) = alerting.recipients
    assert assembly.queues(alerting) == {recipient.id, "digest:daily"}


def test_the_channel_of_a_recipient_is_opened_or_the_known_ids_are_named():
    alerting = default_alerting(())
    assert assembly.open_channel_to(alerting, "terminal").id == "terminal"
    with pytest.raises(InputError, match="no recipient has the id 'me'; there are: terminal"):
        assembly.open_channel_to(alerting, "me")


def test_every_bad_address_is_told_at_once():
    with pytest.raises(ConfigError) as caught:
        assembly.open_channels(default_alerting(("nosuch://host", "neither://host")))
    assert len(caught.value.problems) == 2


def test_problems_of_both_files_are_told_together(tmp_path, monkeypatch):
    (tmp_path / "sources.toml").write_text('[[source]]\nid = "a"\n', encoding="utf-8")
    (tmp_path / "alerts.toml").write_text(ROUTES.replace("08:30", "8:30"), encoding="utf-8")
    monkeypatch.setenv("HOOK", "json://127.0.0.1:9/")
    with pytest.raises(ConfigError) as caught:
        assembly.read_both(Settings())
    files = {Path(problem.file).name for problem in caught.value.problems}
    assert files == {"sources.toml", "alerts.toml"}


def test_a_good_registry_and_good_alerts_are_both_returned(tmp_path, monkeypatch):
    alerting_of(tmp_path, monkeypatch)
    registry, alerting = assembly.read_both(Settings())
    assert len(registry.sources) > 50
    assert [route.id for route in alerting.routes] == ["now", "daily"]


def test_nobody_is_warned_of_while_every_queue_has_a_recipient(tmp_path, capsys):
    with Store.open(sqlite_database(tmp_path)) as store:
        assembly.warn_of_orphans(store, default_alerting(()))
    assert capsys.readouterr() == ("", "")


def test_settings_say_what_is_accepted_and_when_people_are_reminded():
    settings = Settings(accept="link=0.8 met=0.9", milestones="7 30", overdue_every=3)
    accepted = assembly.rules(settings).acceptance.thresholds
    assert accepted == ((ProposalKind.LINK, 0.8), (ProposalKind.MET, 0.9))
    assert assembly.milestone_plan(settings) == MilestonePlan((30, 7), 3)


def test_what_is_recorded_without_being_fetched_alerts_nobody(tmp_path):
    with Store.open(sqlite_database(tmp_path)) as store:
        assert assembly.recorder(Settings(), REGISTRY, store).routes == ()


@pytest.mark.parametrize(("contact", "noted"), [(None, True), ("ops@example.org", False)])
def test_a_service_without_a_contact_says_so(tmp_path, capsys, contact, noted):
    settings = Settings() if contact is None else Settings(contact=contact)
    with (
        Store.open(sqlite_database(tmp_path)) as store,
        assembly.open_service(settings, REGISTRY, store, default_alerting(())) as service,
    ):
        assert service.threads == settings.threads
        assert service.clock is assembly.clock
    assert ("set MONITOR_CONTACT" in capsys.readouterr().err) is noted


def test_the_database_is_opened_where_the_setting_says(tmp_path):
    with assembly.open_store(Settings(database_url=f"sqlite:///{tmp_path}/deep/monitor.db")):
        assert (tmp_path / "deep" / "monitor.db").is_file()
