"""Alembic, driven without a configuration file; apart from the rest because it is slow to import."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from ..errors import StoreError


def configuration(folder: Path, connection: Connection) -> Config:
    """Return Alembic's settings for the scripts in a folder, bound to an open transaction."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade_to_head(folder: Path, connection: Connection) -> None:
    """Run the migrations that are missing inside the open transaction."""
    try:
        command.upgrade(configuration(folder, connection), "head")
    except CommandError as error:
        raise StoreError(f"the migrations in {folder} cannot be run: {error}") from error
