"""docs/sources.md describes every key, and its examples work."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from monitor.domain import Source
from monitor.errors import ConfigError
from monitor.sources import bundled_families, default_path, family_table, load
from monitor.sources.follow_ups import FOLLOW_UP, PAGE_VALUE
from monitor.sources.keys import DEFAULTS, FAMILY, SOURCE, TOPIC
from places import ROOT

DOCUMENT = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
KEYS = sorted({*DEFAULTS, *TOPIC, *SOURCE, *FAMILY, *FOLLOW_UP, *PAGE_VALUE, "extends", "kind", "template", "param"})
#: First cells of tables, where keys are described.
DESCRIBED = {
    key for row in re.findall(r"^\| (`[^|]*`) \|", DOCUMENT, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)
}


@pytest.mark.parametrize("key", KEYS)
def test_every_key_that_the_loader_knows_is_described(key: str) -> None:
    if key in {"kind", "template", "param"}:
        assert f"{key} = " in DOCUMENT
    else:
        assert key in DESCRIBED


def test_no_key_is_described_that_the_loader_does_not_know() -> None:
    assert {*KEYS, *bundled_families()} >= DESCRIBED


def test_the_table_of_families_is_the_one_that_the_program_makes() -> None:
    # After a change of either file: print(family_table(load(default_path()).sources)) gives what belongs there.
    assert DOCUMENT.endswith("<!-- family table -->\n" + family_table(load(default_path()).sources))


def test_the_example_of_a_file_of_ones_own_works(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert example
    path = tmp_path / "sources.toml"
    path.write_text(example[1], encoding="utf-8")
    registry = load(path)
    states = {source.id: source.enabled for source in registry.sources}
    assert (states["bj_hd"], states["sasac_ldhd"], states["hb_gov"]) == (True, False, True)
    assert [topic.id for topic in registry.topics] == ["ai_plus", "low_altitude"]


def test_the_problems_that_it_shows_are_the_ones_that_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    table = 'extends = "default"\n[[source]]\nid = "ndrc_tz"\nlnk_pattern = "x"\nevery = "4 hours"\n'
    path.write_text(table, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    told = [f"    sources.toml: {problem.key}: {problem.message}\n" for problem in caught.value.problems]
    assert len(told) == 2
    assert all(line in DOCUMENT for line in told)


def test_the_values_without_a_key_are_those_of_the_domain() -> None:
    written = dict(re.findall(r"^\| `(\w+)` \| [^|]* \| ([^|]*) \|$", DOCUMENT, re.MULTILINE))
    defaults = {field.name: field.default for field in fields(Source)}
    read = {
        key: DEFAULTS[key](tomllib.loads(f"x = {written[key].strip('`')}")["x"])
        for key in written
        if key not in {"proxy", "active_hours", "after_hit"}
    }
    assert written.keys() == DEFAULTS.keys()
    assert read == {key: defaults["overlap" if key == "overlap_days" else key] for key in read}


@pytest.mark.parametrize("family", [name for name in bundled_families() if name != "generic"])
def test_the_readme_names_every_family_with_its_evidence(family: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `{family}` \|.*$", readme, re.MULTILINE)
    assert row.endswith(f"| {bundled_families()[family].evidence} |")
