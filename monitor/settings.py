"""
Settings from the environment, read once by the command line.

Every setting is a variable `MONITOR_<NAME>`; a secret may instead be a file of
that name in lower case below `MONITOR_SECRETS_DIR` (default `/run/secrets`).
The database address may also stand in `DATABASE_URL`. README.md lists them all.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from . import HOMEPAGE, __version__
from .domain import ProposalKind
from .errors import ConfigError, Problem

PREFIX = "MONITOR_"
#: Days; nobody plans further ahead than five years.
LONGEST_REMINDER = 1830
LAST_PORT = 65_535
#: Variables with our prefix that are no settings: the folder of secrets, and those of the tests.
OTHER_VARIABLES = ("MONITOR_SECRETS_DIR", "MONITOR_TEST_")
#: Settings whose values may hold passwords and are never shown.
SECRETS = {"database_url", "notify", "watchdog"}


class Settings(BaseSettings):
    """The settings of one run; this class is the only place of their defaults."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True, populate_by_name=True)

    #: Address of the SQLite file or PostgreSQL database; secret because it may hold a password.
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///data/monitor.db"),
        validation_alias=AliasChoices("MONITOR_DATABASE_URL", "DATABASE_URL"),
    )
    #: Registry of sources; None: `sources.toml` in the working folder if there is one, else the bundled one.
    sources: Path | None = None
    #: File of channels and routes; None: `alerts.toml` beside the file of sources, if there is one.
    alerts: Path | None = None
    #: File of metrics whose rows are added to the bundled ones; None: the bundled ones alone.
    metrics: Path | None = None
    #: Apprise addresses to alert, separated by white space; empty: the terminal.
    notify: SecretStr = SecretStr("")
    #: How a site's operator reaches the person who runs this monitor: an email address or a page.
    contact: str = Field(default=HOMEPAGE, min_length=3)
    #: Number of hosts that are read at the same time.
    threads: int = Field(default=16, ge=1, le=512)
    #: Seconds between two searches for sources, reminders and messages that are due.
    tick: int = Field(default=60, ge=1, le=3600)
    #: Number of processes that read pages at the same time.
    readers: int = Field(default=2, ge=1, le=64)
    #: MB of memory that such a process may take: a page that needs more is a failed article.
    page_memory: int = Field(default=320, ge=128, le=65536)
    #: Seconds of CPU that reading a page may take; five times as many by the clock.
    page_seconds: int = Field(default=20, ge=1, le=3600)
    #: Address at which the running service says how it is; empty: nowhere.
    probes: str = "127.0.0.1:9480"
    #: Address that is asked every minute while the service is healthy, so that somebody notices when it is not.
    watchdog: SecretStr = SecretStr("")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    #: Proposals accepted without a person: kinds with the least score, `link=0.75 met=0.9`; never `same`.
    accept: str = "link=0.75 part=0.75"
    #: Days before a deadline on which people are reminded.
    milestones: str = "180 90 30 7 1 0"
    #: Days between two reminders after a deadline; 0: none.
    overdue_every: int = Field(default=7, ge=0, le=365)
    #: `auto`: text on a terminal, JSON lines elsewhere.
    log_format: Literal["auto", "text", "json"] = "auto"

    @property
    def secrets_folder(self) -> Path:
        """The folder of secret files."""
        return secrets_folder()

    @field_validator("sources", "alerts", "metrics", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("accept")
    @classmethod
    def _check_accept(cls, text: str) -> str:
        read_acceptance(text)
        return text

    @field_validator("milestones")
    @classmethod
    def _check_milestones(cls, text: str) -> str:
        read_days(text)
        return text

    @field_validator("probes")
    @classmethod
    def _check_probes(cls, text: str) -> str:
        host, colon, port = text.rpartition(":")
        if text and not (host and colon and port.isascii() and port.isdigit() and int(port) <= LAST_PORT):
            raise ValueError(f"{text!r} is no address; write 127.0.0.1:9480, or nothing for none")
        return text

    @field_validator("watchdog")
    @classmethod
    def _check_watchdog(cls, url: SecretStr) -> SecretStr:
        if (found := url.get_secret_value().strip()) and not found.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return url

    @property
    def accepted(self) -> tuple[tuple[ProposalKind, float], ...]:
        """The kinds of proposals that are accepted without a person, each with its least score."""
        return read_acceptance(self.accept)

    @property
    def milestone_days(self) -> tuple[int, ...]:
        """The days before a deadline on which people are reminded, largest first."""
        return read_days(self.milestones)

    @property
    def user_agent(self) -> str:
        """The User-Agent: this program and its contact, not the name of a browser."""
        return f"Mozilla/5.0 (compatible; aiplus-monitor/{__version__}; +{self.contact})"

    @property
    def contact_is_default(self) -> bool:
        """Whether nobody has set a contact yet."""
        return self.contact == HOMEPAGE


def load() -> Settings:
    """
    Read the settings from the environment and the secrets folder.

    Raises:
        ConfigError: with every unusable or unknown variable.

    """
    problems = unknown_variables(tuple(os.environ))
    folder = secrets_folder()
    try:
        settings = Settings(_secrets_dir=folder if folder.is_dir() else None)
    except ValidationError as exc:
        raise ConfigError((*problems, *map(unusable, exc.errors()))) from exc
    if problems:
        raise ConfigError(problems)
    return settings


def unusable(error: ErrorDetails) -> Problem:
    """Return the problem of one variable; it shows the value unless that may hold a password."""
    field = str(error["loc"][0])
    name = next((name for name in Settings.model_fields if variable(name) == field), field)
    if error["type"] == "value_error":  # our own words, which name the value
        reason = error["msg"].removeprefix("Value error, ")
    else:
        given = "" if name in SECRETS else f", not {error['input']!r}"
        reason = error["msg"].replace("Input should be", "must be") + given
    return Problem("environment", variable(name), f"{reason}; README.md lists the settings")


def read_acceptance(text: str) -> tuple[tuple[ProposalKind, float], ...]:
    """Parse `link=0.75 met=0.9`; ValueError says what is wrong and how to write it."""
    found = []
    for part in text.split():
        kind, _, score = part.partition("=")
        if kind not in list(ProposalKind):
            raise ValueError(f"{kind!r} is no kind of proposal; choose from {', '.join(ProposalKind)}")
        try:
            least = float(score)
        except ValueError:
            least = -1.0
        if not 0 <= least <= 1:
            raise ValueError(f"{part!r}: write {kind}=0.9, the score from 0 to 1")
        if kind == ProposalKind.SAME:
            raise ValueError("only a person may make two targets one; leave out same")
        found.append((ProposalKind(kind), least))
    return tuple(found)


def read_days(text: str) -> tuple[int, ...]:
    """Parse `180 90 30`; return the days, largest first; ValueError says how to write them."""
    if not all(part.isascii() and part.isdigit() and int(part) <= LONGEST_REMINDER for part in text.split()):
        raise ValueError(f"write days from 0 to {LONGEST_REMINDER}, as in 180 90 30 7 1 0")
    return tuple(sorted({int(part) for part in text.split()}, reverse=True))


def secrets_folder() -> Path:
    """Return the folder in which secret files are looked for."""
    return Path(os.environ.get("MONITOR_SECRETS_DIR", "/run/secrets"))


def variable(field: str) -> str:
    """Return the environment variable of a field."""
    return field if field.startswith((PREFIX, "DATABASE_URL")) else PREFIX + field.upper()


def unknown_variables(names: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return a problem for each `MONITOR_…` variable that is no setting: a typo there could lose alerts."""
    known = [variable(field) for field in Settings.model_fields]
    return tuple(
        Problem("environment", name, "is no setting" + near(name, known))
        for name in sorted(names)
        if name.startswith(PREFIX) and name not in known and not name.startswith(OTHER_VARIABLES)
    )


def near(name: str, known: list[str]) -> str:
    """Return a hint that completes an error: the nearest known name, else the list of settings."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
    return f"; did you mean {close[0]}?" if close else "; README.md lists the settings"
