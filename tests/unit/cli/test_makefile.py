"""The commands that CONTRIBUTING.md names exist, and the fast tests leave out what is slow."""

import re
import tomllib

import pytest

from places import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = dict(re.findall(r"^([a-z-]+):[^\n]*\n((?:\t[^\n]*\n)*)", MAKEFILE, flags=re.MULTILINE))


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "README.md", "README.zh.md"])
def test_every_make_target_that_a_page_names_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text, flags=re.MULTILINE))
    assert named
    assert named <= set(TARGETS)


def test_the_fast_tests_leave_out_what_is_slow_and_what_needs_a_browser_or_postgresql():
    assert "-m 'not slow and not chromium and not postgres'" in TARGETS["test-fast"]


def test_the_whole_tests_leave_out_nothing():
    marked = re.findall(r"-m pytest .*-m '([^']*)'", TARGETS["test"])
    assert marked == ["slow or corpus", "not slow and not corpus"]
    assert "--fail-under 95" in TARGETS["test"]


def test_the_markers_are_explained():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    markers = project["tool"]["pytest"]["ini_options"]["markers"]
    assert {marker.partition(":")[0] for marker in markers} >= {"slow", "chromium", "corpus", "postgres"}
