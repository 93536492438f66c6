"""The examples of the how-tos work as they stand, and the changelog has its form."""

import re
import tomllib

import pytest

from monitor.sources import default_path, load
from monitor.sources.families import FAMILIES_FILE, read_families
from monitor.text.lexicon import read_vocabulary
from monitor.text.quantities import ComparatorTable
from monitor.text.units import UnitTable
from places import ROOT

TEXT = ROOT / "monitor" / "text"


def examples(page, language):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", text, flags=re.DOTALL | re.MULTILINE)


def test_the_example_of_a_source_is_a_source(tmp_path):
    (example,) = examples("howto-source.md", "toml")
    path = tmp_path / "sources.toml"
    path.write_text('extends = "default"\n' + example.replace("云岭省", "云南省"), encoding="utf-8")
    ids = [source.id for source in load(path).sources]
    assert tomllib.loads(example)["source"][0]["id"] in ids
    assert len(ids) == len(load(default_path()).sources) + 1


def test_the_example_of_a_family_is_a_family(tmp_path):
    (example,) = examples("howto-family.md", "toml")
    path = tmp_path / "families.toml"
    path.write_text(f"{example}\n{FAMILIES_FILE.read_text(encoding='utf-8')}", encoding="utf-8")
    assert tomllib.loads(example)["family"][0]["name"] in read_families(path)


@pytest.mark.parametrize(
    ("number", "file", "shape", "before"),
    [(0, "units.toml", UnitTable, "units = [\n"), (1, "comparators.toml", ComparatorTable, "before = [\n")],
)
def test_the_examples_of_a_unit_and_a_comparator_are_rows_of_their_files(tmp_path, number, file, shape, before):
    example = examples("howto-rule.md", "toml")[number].rstrip().rstrip(",")
    text = (TEXT / file).read_text(encoding="utf-8")
    path = tmp_path / file
    path.write_text(text.replace(before, f"{before}{example},\n", 1), encoding="utf-8")
    read_vocabulary(path, shape)


def test_the_changelog_keeps_to_its_form():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^### (.*)$", text, flags=re.MULTILINE)
    assert set(headings) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    releases = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert releases[0] == "[Unreleased]"
    body = text.partition("## [Unreleased]")[2]
    stray = [line for line in body.splitlines() if line and not re.match(r"- |  \S|#|\*\*[^*]+\*\*$", line)]
    assert stray == []


def test_the_readme_shows_the_families_as_the_data_have_them():
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("<!-- families -->")[2]
    for family in read_families(FAMILIES_FILE).values():
        row = f"| `{family.name}` | {family.made_by} | {family.evidence} |"
        assert row in text or family.name == "generic"
