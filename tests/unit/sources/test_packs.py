"""Packs: which sources they switch, and how a registry file changes."""

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError, InputError
from monitor.sources import Pack, load, switched, with_packs

ROW = """
[[source]]
id = "{id}"
name = "示例"
issuer = "{id}局"
region = "全国"
level = "national"
kind = "policy"
family = "trs_static"
url = "https://{id}.example/list/"
"""
TABLES = """
[[pack]]
id = "core"
name = "要"
name_en = "core"
[[pack]]
id = "data"
name = "数据"
name_en = "data"
[[topic]]
id = "ai"
name = "人工智能"
terms = { "人工智能" = 1.0 }
"""
PACKS = (Pack("core", "要", "core", on=True), Pack("data", "数据", "data", on=False))


@pytest.fixture
def registry_file(tmp_path: Path) -> Path:
    rows = [
        ROW.format(id="one") + 'packs = ["core"]\n',
        ROW.format(id="two") + 'packs = ["data"]\n',
        ROW.format(id="three"),
        ROW.format(id="four") + 'packs = ["data"]\nenabled = true\n',
        ROW.format(id="five") + 'packs = ["core"]\nenabled = false\ndisabled_because = "gone"\n',
    ]
    path = tmp_path / "sources.toml"
    path.write_text('packs = ["core"]\n' + TABLES + "".join(rows), encoding="utf-8")
    return path


def test_a_source_is_watched_when_one_of_its_packs_is_on_or_it_names_none_or_is_asked_for(registry_file: Path) -> None:
    states = {source.id: source.disabled_because for source in load(registry_file).sources}
    assert states == {
        "one": "",
        "two": "its packs are off: data; `monitor sources packs --on` switches one on",
        "three": "",
        "four": "",
        "five": "gone",
    }


def test_switching_a_pack_in_the_file_switches_its_sources(registry_file: Path) -> None:
    text = registry_file.read_text(encoding="utf-8")
    registry_file.write_text(with_packs(text, ["data"]), encoding="utf-8")
    registry = load(registry_file)
    assert [source.id for source in registry.sources if source.enabled] == ["two", "three", "four"]
    assert [(pack.id, pack.on) for pack in registry.packs] == [("core", False), ("data", True)]


@pytest.mark.parametrize(
    ("before", "after", "key", "told"),
    [
        ('packs = ["core"]', 'packs = ["cor"]', "packs", "did you mean 'core'"),
        ('packs = ["core"]', 'packs = "core"', "packs", "must be a list of packs"),
        ('packs = ["data"]\n', 'packs = ["date"]\n', "source[two].packs", "did you mean 'data'"),
        ('name_en = "data"', "", "pack[data].name_en", "is missing"),
    ],
)
def test_a_wrong_pack_is_told_with_its_key_and_the_remedy(
    registry_file: Path, before: str, after: str, key: str, told: str
) -> None:
    text = registry_file.read_text(encoding="utf-8")
    registry_file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(registry_file)
    assert told in {problem.key: problem.message for problem in caught.value.problems}[key]


def test_packs_are_switched_in_the_order_of_the_registry() -> None:
    assert switched(PACKS, ["data"], []) == ["core", "data"]
    assert switched(PACKS, ["data"], ["core"]) == ["data"]
    assert switched(PACKS, [], ["core"]) == []


@pytest.mark.parametrize(
    ("on", "off", "told"), [(["dat"], [], "did you mean 'data'"), (["core"], ["core"], "on and off at once")]
)
def test_a_switch_that_makes_no_sense_is_refused(on: list[str], off: list[str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        switched(PACKS, on, off)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'extends = "default"\npacks = ["data"]\n'),
        ('extends = "default"', 'extends = "default"\npacks = ["data"]\n'),
        ('# 我的\nextends = "default"  # 全部\n\n[defaults]\nevery = "2h"\n',
         '# 我的\nextends = "default"  # 全部\npacks = ["data"]\n\n[defaults]\nevery = "2h"\n'),
        ('packs = [\n  "core",\n]\n[defaults]\n', 'packs = ["data"]\n[defaults]\n'),
        ('[[source]]\nid = "a"\npacks = ["core"]\n', 'packs = ["data"]\n[[source]]\nid = "a"\npacks = ["core"]\n'),
    ],
    ids=["no file", "extends alone", "comments", "over lines", "tables only"],
)  # fmt: skip
def test_only_the_line_of_packs_changes_in_a_file(before: str, after: str) -> None:
    assert with_packs(before, ["data"]) == after


@pytest.mark.parametrize("text", ["extends = ", "'packs' = ['core']\n"], ids=["broken", "quoted key"])
def test_a_file_that_the_program_cannot_change_is_left_to_people(text: str) -> None:
    with pytest.raises(InputError, match=r'write packs = \["data"\] at its top'):
        with_packs(text, ["data"])


@given(st.lists(st.sampled_from(["# 注", 'extends = "default"', 'packs = ["core"]', "", "x = 1"]), unique=True))
def test_a_changed_file_says_what_it_said_before_save_its_packs(lines: list[str]) -> None:
    before = "\n".join(lines)
    after = tomli.loads(with_packs(before, ["data"]))
    assert after == {**tomli.loads(before or 'extends = "default"'), "packs": ["data"]}
