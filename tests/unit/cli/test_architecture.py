"""docs/architecture.md tells the truth: every file, name and table in it exists, and none of the tables is missing."""

import ast
import re
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from monitor.store.table_base import METADATA
from places import ROOT

MONITOR = ROOT / "monitor"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
HOWTOS = sorted((ROOT / "docs").glob("howto-*.md"))
#: Names that the how-tos make up for their examples.
MADE_UP = ("nova_cms", "0009_")


def rows(heading):
    """Return the cells of the tables below a heading, without the first two rows of each table."""
    section = re.split(rf"^## {re.escape(heading)}.*$", PAGE, flags=re.MULTILINE)[1]
    section = re.split(r"^## ", section, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    tables = [line.strip("|").split("|") for line in lines if not line.startswith("|---")]
    return [[cell.strip() for cell in cells] for cells in tables if cells[0].strip() not in FIRST_CELLS]


FIRST_CELLS = {"question", "word", "aggregate", "floor"}


def ticked(cell):
    return re.findall(r"`([^`]+)`", cell)


@cache
def names_in(path: Path) -> frozenset[str]:
    """Return the names that a module defines at its top."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return frozenset(found)


QUESTIONS = rows("Where is decided")


@pytest.mark.parametrize(("question", "files", "names"), QUESTIONS, ids=lambda cell: cell[:60])
def test_every_question_is_answered_by_files_and_names_that_exist(question, files, names):
    paths = [MONITOR / file for file in ticked(files)]
    assert paths, question
    assert [str(path) for path in paths if not path.is_file()] == []
    defined = {name for path in paths if path.suffix == ".py" for name in names_in(path)}
    assert [name for name in ticked(names) if name not in defined] == []


def test_there_are_answers_to_the_common_questions():
    assert len(QUESTIONS) >= 40
    asked = " ".join(question for question, _files, _names in QUESTIONS)
    for word in ("同比", "deliveries", "edited", "unit", "address", "broken"):
        assert word in asked


@pytest.mark.parametrize("row", rows("The words"), ids=lambda row: row[0])
def test_every_word_has_a_meaning_and_a_name_in_the_code(row):
    _word, chinese, meaning, code = row
    assert re.search("[一-鿿]", chinese)
    assert meaning
    (name,) = ticked(code)
    homes = [path for path in MONITOR.rglob("*.py") if name in names_in(path)]
    assert len(homes) == 1, f"{name} is defined in {homes}"


def test_a_word_stands_in_the_glossary_once():
    words = [row[0] for row in rows("The words")]
    assert sorted(set(words)) == sorted(words)


def test_every_table_of_the_database_stands_here_with_its_file():
    shown = {
        name: MONITOR / "store" / ticked(file)[0]
        for _aggregate, tables, file in rows("The tables")
        for name in ticked(tables)
    }
    import_module("monitor.store.store")  # with it come all tables
    assert sorted(shown) == sorted(METADATA.tables)
    elsewhere = [name for name, file in shown.items() if f'__tablename__ = "{name}"' not in file.read_text("utf-8")]
    assert elsewhere == []


def test_the_floors_are_those_that_the_contract_enforces():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (house,) = [c for c in project["tool"]["importlinter"]["contracts"] if c["id"] == "house"]
    enforced = {
        room.strip()
        for layer in house["layers"]
        for room in layer.split("|")
        if "web" not in room and "worker" not in room  # floors kept free for later
    }
    shown = {room for row in rows("Who may import whom") for room in ticked(row[1])}
    assert shown == {room.strip("() ") for room in enforced}


@pytest.mark.parametrize("page", [ROOT / "CONTRIBUTING.md", *HOWTOS], ids=lambda page: page.name)
def test_every_path_that_a_page_names_exists(page):
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:monitor|tests|migrations|docs)/[\w./-]*)`", text)
    missing = [path for path in paths if not (ROOT / path).exists() and not any(m in path for m in MADE_UP)]
    assert missing == []


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")], ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_how_tos_are_there():
    assert [page.stem.removeprefix("howto-") for page in HOWTOS] == [
        "channel", "family", "migration", "rule", "source",
    ]  # fmt: skip
