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
from pydantic_settings import BaseSettings, SettingsConfigDict

from . import HOMEPAGE, __version__
from .domain import ProposalKind
from .errors import ConfigError, Problem

PREFIX = "MONITOR_"
#: Days; nobody plans further ahead than five years.
LONGEST_REMINDER = 1830
#: Variables of ours that are no settings: the secrets folder, and what tests use.
OTHER_VARIABLES = ("MONITOR_SECRETS_DIR", "MONITOR_TEST_")


class Settings(BaseSettings):
    """What a person can set without touching sources.toml; defaults live here and nowhere else."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True, populate_by_name=True)

    #: SQLite file or PostgreSQL database; SecretStr because the address may hold a password.
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///data/monitor.db"),
        validation_alias=AliasChoices("MONITOR_DATABASE_URL", "DATABASE_URL"),
    )
    #: Registry of sources; None: `sources.toml` in the working folder if there is one, else the bundled one.
    sources: Path | None = None
    #: File of channels and routes; None: `alerts.toml` beside the file of sources, if there is one.
    alerts: Path | None = None
    #: Apprise addresses of those to be alerted, separated by white space; empty: the terminal.
    notify: SecretStr = SecretStr("")
    #: How a site's operator reaches whoever runs this monitor: an address or a page.
    contact: str = Field(default=HOMEPAGE, min_length=3)
    #: Hosts read at the same time.
    threads: int = Field(default=16, ge=1, le=512)
    #: Seconds between two looks at what is due.
    tick: int = Field(default=60, ge=1, le=3600)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    #: Proposals accepted without a person: kinds with the least score, `link=0.75 met=0.9`; never `same`.
    accept: str = "link=0.75 part=0.75"
    #: Days before a deadline on which people are reminded of it.
    milestones: str = "180 90 30 7 1 0"
    #: Days between two reminders after a deadline; 0: none.
    overdue_every: int = Field(default=7, ge=0, le=365)
    #: `auto`: text on a terminal, JSON lines elsewhere.
    log_format: Literal["auto", "text", "json"] = "auto"

    @property
    def secrets_folder(self) -> Path:
        """Return where secret files are."""
        return secrets_folder()

    @field_validator("sources", "alerts", mode="before")
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

    @property
    def accepted(self) -> tuple[tuple[ProposalKind, float], ...]:
        """Return the kinds of proposals that are accepted without a person, each with the least score."""
        return read_acceptance(self.accept)

    @property
    def milestone_days(self) -> tuple[int, ...]:
        """Return the days before a deadline on which people are reminded."""
        return read_days(self.milestones)

    @property
    def user_agent(self) -> str:
        """Name this program and its contact to the sites, without passing for a person's browser."""
        return f"Mozilla/5.0 (compatible; aiplus-monitor/{__version__}; +{self.contact})"

    @property
    def contact_is_default(self) -> bool:
        """Tell whether nobody has said yet whom a site's operator should write to."""
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
        wrong = (
            Problem("environment", variable(str(error["loc"][0])), f"{error['msg']}; see README.md, Settings")
            for error in exc.errors()
        )
        raise ConfigError((*problems, *wrong)) from exc
    if problems:
        raise ConfigError(problems)
    return settings


def read_acceptance(text: str) -> tuple[tuple[ProposalKind, float], ...]:
    """Read `link=0.75 met=0.9`; ValueError says what is wrong."""
    found = []
    for part in text.split():
        kind, _, score = part.partition("=")
        if kind not in list(ProposalKind):
            raise ValueError(f"{kind!r} is no proposal; choose of {', '.join(ProposalKind)}")
        try:
            least = float(score)
        except ValueError:
            least = -1.0
        if not 0 <= least <= 1:
            raise ValueError(f"{part!r}: write {kind}=0.9, the score from 0 to 1")
        if kind == ProposalKind.SAME:
            raise ValueError("only a person makes two targets one: leave out same")
        found.append((ProposalKind(kind), least))
    return tuple(found)


def read_days(text: str) -> tuple[int, ...]:
    """Read `180 90 30`, latest milestone last; ValueError says what is wrong."""
    if not all(part.isascii() and part.isdigit() and int(part) <= LONGEST_REMINDER for part in text.split()):
        raise ValueError(f"write days from 0 to {LONGEST_REMINDER}, as in 180 90 30 7 1 0")
    return tuple(sorted({int(part) for part in text.split()}, reverse=True))


def secrets_folder() -> Path:
    """Return where secret files are looked for."""
    return Path(os.environ.get("MONITOR_SECRETS_DIR", "/run/secrets"))


def variable(field: str) -> str:
    """Return the name of the variable that sets a field."""
    return field if field.startswith((PREFIX, "DATABASE_URL")) else PREFIX + field.upper()


def unknown_variables(names: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return a problem for each `MONITOR_…` variable that sets nothing: a typo there would lose alerts."""
    known = [variable(field) for field in Settings.model_fields]
    return tuple(
        Problem("environment", name, "no such setting" + near(name, known))
        for name in sorted(names)
        if name.startswith(PREFIX) and name not in known and not name.startswith(OTHER_VARIABLES)
    )


def near(name: str, known: list[str]) -> str:
    """Return words that suggest the nearest known name, or that point to the list."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
    return f"; did you mean {close[0]}?" if close else "; README.md lists the settings"
