"""Errors: what they carry, and how they read."""

import pytest

from monitor import errors
from monitor.errors import ConfigError, MonitorError, Problem, SourceError


def every(cls=MonitorError):
    return [cls, *[deeper for inner in cls.__subclasses__() for deeper in every(inner)]]


def test_every_error_says_in_one_sentence_what_it_means():
    for cls in every():
        if cls.__module__ == errors.__name__:
            assert cls.__doc__, cls
            assert cls.__name__.endswith("Error")


def test_an_error_of_a_room_belongs_to_the_tree():
    assert all(cls.__module__.startswith("monitor.") for cls in every())


def test_a_configuration_error_lists_its_problems_a_line_each():
    problems = (Problem("a.toml", "source[x].url", "is missing; add it"), Problem("environment", "X", "is wrong"))
    error = ConfigError(problems)
    assert error.problems == problems
    assert str(error) == "a.toml: source[x].url: is missing; add it\nenvironment: X: is wrong"


@pytest.mark.parametrize("cls", [cls for cls in every(SourceError) if cls.__module__ == errors.__name__])
def test_an_error_of_a_source_carries_the_address(cls):
    error = cls("http://127.0.0.1/a.html", "no answer in 30 s")
    assert (error.url, error.message) == ("http://127.0.0.1/a.html", "no answer in 30 s")
    assert str(error) == "no answer in 30 s (http://127.0.0.1/a.html)"
