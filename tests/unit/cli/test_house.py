"""Rules of the house that no linter knows: one name for one thing, small pieces, plain loops."""

import ast
from collections import defaultdict
from functools import cache

import pytest

from places import ROOT

MONITOR = ROOT / "monitor"
#: File names with the same meaning in every room that has one.
STANDARD_FILES = {"__init__.py"}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
#: Words that say nothing about a module.
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "core", "common", "misc", "base"}


@cache
def modules():
    return {
        path.relative_to(MONITOR): ast.parse(path.read_text(encoding="utf-8"))
        for path in MONITOR.rglob("*.py")
        if "__pycache__" not in path.parts
    }


def nodes(kind):
    return [(path, node) for path, tree in modules().items() for node in ast.walk(tree) if isinstance(node, kind)]


def twice(names):
    """Return the names that several places have, with the places."""
    homes = defaultdict(list)
    for place, name in names:
        homes[name].append(str(place))
    return {name: places for name, places in homes.items() if len(places) > 1}


def test_a_file_name_means_one_thing():
    named = [(path, path.name) for path in modules() if path.name not in STANDARD_FILES]
    assert twice(named) == {}


def test_a_class_is_defined_once():
    named = [
        (path, node.name)
        for path, tree in modules().items()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert twice(named) == {}


def test_no_module_has_an_empty_name():
    assert [str(path) for path in modules() if path.stem.strip("_") in EMPTY_NAMES] == []


@pytest.mark.parametrize("kind", [ast.For, ast.comprehension])
def test_a_loop_names_what_it_goes_through(kind):
    nameless = [
        str(path)
        for path, loop in nodes(kind)
        if isinstance(loop.target, ast.Name) and loop.target.id in {"one", "ones"}
    ]
    assert nameless == []


def test_no_module_is_longer_than_a_person_reads_at_once():
    long = {
        str(path): lines
        for path in modules()
        if (lines := len((MONITOR / path).read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def length(function):
    """Return the lines of a function without its docstring."""
    first = function.body[0]
    docstring = ast.get_docstring(function) is not None
    shown = first.end_lineno - first.lineno + 1 if docstring else 0
    return function.end_lineno - function.lineno + 1 - shown


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{path}: {function.name}": length(function)
        for path, function in nodes(ast.FunctionDef)
        if length(function) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_says_what_lives_in_it():
    assert [str(path) for path, tree in modules().items() if not ast.get_docstring(tree)] == []


def test_no_check_is_switched_off_without_a_code_and_a_reason():
    silent = [
        f"{path}:{number}"
        for path in modules()
        for number, line in enumerate((MONITOR / path).read_text(encoding="utf-8").splitlines(), 1)
        for mark in ("# noqa", "# type: ignore", "# pragma")
        if mark in line and len(line.partition(mark)[2].split()) < 2
    ]
    assert silent == []
