"""Metrics with names: the bundled rows, a person's own rows, and what is said of a broken file."""

from pathlib import Path

import pytest
import tomli

from monitor import metrics
from monitor.errors import ConfigError
from monitor.metrics import Better, Nature, bundled_metrics, catalogue, english_name, read_metrics, toml_row
from monitor.track.metric_names import known_metric, plain_metric

ROW = """
[[metric]]
id = "{id}"
zh = "{zh}"
en = "quantum computers"
dimension = "count"
kind = "stock"
"""


@pytest.fixture
def own(tmp_path):
    """Write a file of metrics and return its path."""

    def write(text: str) -> Path:
        path = tmp_path / "metrics.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def in_force():
    """Take the bundled rows alone again after the test."""
    yield metrics.use
    metrics.use(None)


def problems(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as error:
        read_metrics(path, bundled_metrics())
    return [str(problem) for problem in error.value.problems]


def test_there_are_some_two_hundred_metrics_of_both_subjects():
    known = bundled_metrics().metrics
    topics = [topic for metric in known.values() for topic in metric.topics]
    assert len(known) >= 200
    assert min(topics.count("ai"), topics.count("economy")) >= 20
    assert {metric.kind for metric in known.values()} == set(Nature)
    assert {metric.better for metric in known.values()} == set(Better)
    assert [metric.id for metric in known.values() if not metric.topics] == []
    assert [metric.id for metric in known.values() if not metric.en.replace("–", "-").isascii()] == []


def test_every_name_of_a_row_leads_to_it_however_it_is_levelled():
    lost = [
        (metric.id, name)
        for metric in bundled_metrics().metrics.values()
        for name in metric.names
        for increment in (False, True)
        if known_metric(name, increment=increment) != metric
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国内生产总值", "经济总量"),
        ("城镇新增就业", "新增城镇就业人数"),
        ("重大工程投资", "重点项目投资"),
        ("研发投入强度", "全社会研究与试验发展经费支出占地区生产总值比重"),
        ("数字经济核心产业增加值占比", "数字经济核心产业增加值占地区生产总值比重"),
        ("风电和太阳能发电装机", "风光发电装机"),
        ("专精特新“小巨人”企业", "国家级专精特新小巨人企业"),
    ],
)
def test_names_of_one_row_are_one_metric(one, other):
    assert plain_metric(one) == plain_metric(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国内生产总值", "数字经济规模"),
        ("养老床位", "认知障碍照护床位"),
        ("算力规模", "智能算力规模"),
        ("居民人均可支配收入", "农村居民人均可支配收入"),
        ("数字经济占GDP比重", "数字经济核心产业增加值占GDP比重"),
        ("充电桩", "公共充电桩"),
    ],
)
def test_names_of_two_rows_are_two_metrics(one, other):
    assert plain_metric(one) != plain_metric(other)


def test_a_metric_is_found_with_marks_and_empty_words():
    assert english_name("全国“小巨人”企业数量") == "little-giant enterprises"
    assert english_name("从来没有的指标") == ""


def test_parts_are_rows():
    known = bundled_metrics().metrics
    assert known["wind_solar_capacity"].parts == ("wind_capacity", "solar_capacity")


def test_own_rows_are_added_and_take_the_place_of_bundled_ones(own, in_force):
    in_force(own(ROW.format(id="quantum", zh="量子计算机") + ROW.format(id="gdp", zh="国内生产总值")))
    assert english_name("量子计算机") == "quantum computers"
    assert catalogue().metrics["gdp"].en == "quantum computers"
    assert plain_metric("全国量子计算机总数") == "量子计算机"
    assert "urban_jobs" in catalogue().metrics
    in_force(None)
    assert catalogue() is bundled_metrics()


def test_a_row_that_is_printed_can_be_pasted(own):
    metric = bundled_metrics().metrics["energy_intensity"]
    assert read_metrics(own(toml_row(metric))).metrics["energy_intensity"] == metric
    assert tomli.loads(toml_row(metric))["metric"][0]["better"] == "less"


def test_a_broken_file_says_every_problem_with_file_row_key_and_remedy(own):
    text = (
        ROW.format(id="Quantum", zh="量子计算机")
        + 'size = 1\nkind_of = "x"\n[[metric]]\nid = "b"\nzh = "乙"\nen = ""\ndimension = "cont"\nkind = "stick"\n[other]\n'
    )
    path = own(text)
    found = problems(path)
    assert all(str(path) in problem for problem in found)
    wanted = [
        "other: is unknown; there are [[metric]] tables alone",
        "metric[Quantum].id: 'Quantum' is not an id",
        "metric[Quantum].size: is unknown",
        "metric[Quantum].kind_of: is unknown; did you mean 'kind'?",
        "metric[b].en: is empty",
        "metric[b].dimension: 'cont' is no dimension; did you mean 'count'?",
        "metric[b].kind: 'stick' is unknown; choose one of",
    ]
    assert [line for line in wanted if not any(line in problem for problem in found)] == []
    assert len(found) == len(wanted)


def test_missing_keys_are_named(own):
    found = problems(own('[[metric]]\nid = "b"\n'))
    assert [problem.split(": ")[1] for problem in found] == [
        f"metric[b].{key}" for key in ("zh", "en", "dimension", "kind")
    ]


def test_an_empty_file_is_no_file_of_metrics(own):
    assert "names nothing" in problems(own(""))[0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROW.format(id="a", zh="甲指标") + ROW.format(id="a", zh="乙指标"), "metric[a].id: stands twice"),
        (ROW.format(id="a", zh="GDP"), "metric[a]: has the name 'GDP', which metric[gdp] has too; take it out here"),
        (
            ROW.format(id="a", zh="甲指标") + ROW.format(id="b", zh="甲指标总数"),
            "metric[b]: has the name '甲指标总数', which metric[a]",
        ),
        (ROW.format(id="a", zh="甲指标") + 'parts = ["a"]\n', "metric[a].parts: names the metric itself"),
        (ROW.format(id="a", zh="甲指标") + 'parts = ["gpd"]\n', "metric[a].parts: 'gpd' is no id; did you mean 'gdp'?"),
    ],
)
def test_rows_that_contradict_each_other_are_named(own, rows, said):
    assert any(said in problem for problem in problems(own(rows)))
