"""Numbers in words, base years and periods of plans, in sentences of our own wording."""

from datetime import date

import pytest

from unit.detect.articles import aims_in

PLAN = "示例市智能产业行动方案（2026—2028年）"
EARLY = date(2026, 3, 5)


def told(text: str, title: str = PLAN) -> list[str]:
    return aims_in(text, title=title, published=EARLY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("引进两三家研发机构。", "研发机构 range 2~3 家"),
        ("培育三四十家骨干企业。", "骨干企业 range 30~40 家"),
        ("建设七八百个示范车间。", "示范车间 range 700~800 个"),
        ("引进十七八名专家。", "专家 range 17~18 名"),
        ("组建十几家联合体。", "联合体 > 10 家"),
        ("培育二十几家服务商。", "服务商 > 20 家"),
        ("应用普及率达到八成五。", "应用普及率 >= 85 %"),
        ("设备联网率提高到七成。", "设备联网率 >= 70 %"),
        ("推动七八成的企业完成改造。", "企业 range 70~80 %"),
        ("网络覆盖率达到十分之九。", "网络覆盖率 >= 90 %"),
        ("建成智算中心十二个。", "智算中心 = 12 个"),
        ("智能算力达到60E。", "智能算力 >= 60 EFLOPS"),
        ("统一五项标准，建设6个平台。", "平台 = 6 个"),
    ],
)
def test_a_number_in_words_has_its_value(text: str, said: str) -> None:
    assert told(text) == [f"{said} 2028-12-31"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("力争产业规模在2025年基础上翻一番。", "产业规模 = 2 倍"),
        ("产业规模比2025年翻一番。", "产业规模 = 2 倍"),
        ("产业规模较2024年水平再翻一番。", "产业规模 = 2 倍"),
        ("算力规模提升至2025年的3倍。", "算力规模 >= 3 倍"),
        ("数据交易额达到2025年水平的2倍。", "数据交易额 >= 2 倍"),
        ("单位算力能耗较2025年下降12%。", "单位算力能耗 = -12 %"),
        ("在现有9个平台基础上，新建4个平台。", "平台 = 4 个"),
        ("覆盖率分别从30%、50%提高到90%。", "覆盖率 >= 90 %"),
        ("数字化率由41%提高到70%。", "数字化率 >= 70 %"),
        ("数字化率从2024年的41%提高到70%。", "数字化率 >= 70 %"),
    ],
)
def test_a_base_never_dates_an_aim_and_is_none(text: str, said: str) -> None:
    assert told(text) == [f"{said} 2028-12-31"]


def test_two_groups_of_one_class_of_size_are_two_targets() -> None:
    assert told("形成两个千亿级集群、五个百亿级园区。") == [
        "千亿级集群 = 2 个 2028-12-31",
        "百亿级园区 = 5 个 2028-12-31",
    ]


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("2027-12-31前，", "2027-12-31"),
        ("2027.6.30前，", "2027-06-30"),
        ("2027/09/30前，", "2027-09-30"),
        ("到2027底，", "2027-12-31"),
        ("“十五五”前两年，", "2027-12-31"),
        ("“十五五”后三年，", "2030-12-31"),
        ("“十五五”时期末，", "2030-12-31"),
        ("“十五五”期末，", "2030-12-31"),
        ("“十五五”中后期，", "2030-12-31"),
        ("十五五末，", "2030-12-31"),
        ("头两年，", "2027-12-31"),
        ("前两年", "2027-12-31"),
        ("今明两年，", "2027-12-31"),
        ("今明年", "2027-12-31"),
        ("2027年三季度前，", "2027-09-30"),
        ("规划期末，", "2028-12-31"),
        ("实施期内，", "2028-12-31"),
    ],
)
def test_a_period_of_a_plan_ends_on_its_last_day(words: str, end: str) -> None:
    assert told(f"{words}建成10个平台。") == [f"平台 = 10 个 {end}"]


def test_the_first_years_of_no_plan_are_counted_from_the_year_of_publication() -> None:
    assert told("头三年，要建成10个平台。", title="") == ["平台 = 10 个 2028-12-31"]


def test_years_that_share_the_word_are_dates() -> None:
    assert told("2026、2027年，算力规模分别达到10EFLOPS、20EFLOPS。") == [
        "算力规模 >= 10 EFLOPS 2026-12-31",
        "算力规模 >= 20 EFLOPS 2027-12-31",
    ]


def test_a_day_in_digits_that_only_dates_the_page_governs_nothing() -> None:
    assert told("2026-03-01 来源：示例网，建成10个平台。") == ["平台 = 10 个 2028-12-31"]


def test_what_is_done_to_a_share_in_a_plan_is_asked_for() -> None:
    assert told("七成以上的企业完成改造。") == ["企业 >= 70 % 2028-12-31"]


def test_what_a_plan_reports_as_done_is_no_target() -> None:
    assert told("截至2025年底，70%的企业已完成改造。") == []
