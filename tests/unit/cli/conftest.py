"""Commands set up the log of the whole process; each test gets it back as it was."""

import logging

import pytest


@pytest.fixture(autouse=True)
def log_as_before():
    root, ours = logging.getLogger(), logging.getLogger("monitor")
    handlers, levels = root.handlers[:], (root.level, ours.level)
    yield
    root.handlers = handlers
    root.setLevel(levels[0])
    ours.setLevel(levels[1])
