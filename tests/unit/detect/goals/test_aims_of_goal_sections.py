"""Aims without a number in the goals of a plan: state, direction, system, and what is no aim."""

import pytest

from unit.detect.sentences import GOALS, NOTICE, all_records_in


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        ("到2027年，数据基础制度基本建立。", ["target | 数据基础制度 | qualitative | 2027-12-31 | 青岛市 | stated"]),
        (
            "到2028年，海洋产业竞争力显著增强。",
            ["target | 海洋产业竞争力 | qualitative | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，智能制造发展水平明显提升。",
            ["target | 智能制造发展水平 | qualitative | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，城乡融合发展体制机制更加健全。",
            ["target | 城乡融合发展体制机制 | qualitative | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2030年，人工智能产业整体达到国际先进水平。",
            ["target | 人工智能产业整体 | qualitative | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，建成全国一流的数字经济示范城市。",
            ["target | 一流的数字经济示范城市 | qualitative | 2028-12-31 | 青岛市 | stated"],
        ),
        ("到2027年，营商环境持续优化。", ["target | 营商环境 | qualitative | 2027-12-31 | 青岛市 | stated"]),
        (
            "到2028年，基本形成布局合理、功能完善的算力网络。",
            ["target | 布局合理、功能完善的算力网络 | qualitative | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，关键核心技术取得重大突破。",
            ["target | 关键核心技术 | qualitative | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "力争到2028年，成为全国重要的软件产业高地。",
            ["target | 重要的软件产业高地 | qualitative | 2028-12-31 | 青岛市 | aspirational"],
        ),
        (
            "到2027年，绿色低碳转型取得积极进展。",
            ["target | 绿色低碳转型 | qualitative | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，公共服务均等化水平稳步提高。",
            ["target | 公共服务均等化水平 | qualitative | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2030年，现代化产业体系全面建成。",
            ["target | 现代化产业体系 | qualitative | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，居民收入增长与经济增长同步。",
            ["target | 居民收入增长与经济增长 | qualitative | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，政务服务数字化水平大幅提升。",
            ["target | 政务服务数字化水平 | qualitative | 2027-12-31 | 青岛市 | stated"],
        ),
        ("到2028年，产业创新体系更加完善。", ["target | 产业创新体系 | qualitative | 2028-12-31 | 青岛市 | stated"]),
        (
            "到2027年，基本建成智慧高效的现代物流体系。",
            ["target | 智慧高效的现代物流体系 | qualitative | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，数据安全保障能力全面增强。",
            ["target | 数据安全保障能力 | qualitative | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2030年，智能经济成为经济增长的重要引擎。",
            ["target | 智能经济 | qualitative | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，城乡居民收入差距进一步缩小。",
            ["target | 城乡居民收入差距 | qualitative | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，一批标志性成果实现规模化应用。",
            ["target | 标志性成果 | qualitative | 2028-12-31 | 青岛市 | stated"],
        ),
        ("到2027年，绿色生产方式广泛形成。", ["target | 绿色生产方式 | qualitative | 2027-12-31 | 青岛市 | stated"]),
    ],
)
def test_a_state_that_is_to_be_reached_is_an_aim(sentence: str, records: list[str]) -> None:
    assert all_records_in(sentence, GOALS) == records


@pytest.mark.parametrize(
    "sentence",
    [
        "加强组织领导，压实各方责任。",
        "坚持政府引导、市场主导。",
        "各区市要结合实际抓好落实。",
        "建立联席会议制度，定期研究重大问题。",
        "加大宣传力度，营造良好氛围。",
        "鼓励企业加大研发投入。",
        "数字经济已成为高质量发展的重要引擎。",
        "本方案自印发之日起施行。",
        "坚持问题导向，补齐短板弱项。",
        "对成效突出的单位予以通报表扬。",
        "强化要素保障，优化审批流程。",
        "完善考核评价机制，严格督导问效。",
        "各有关部门按照职责分工密切配合。",
        "依托高校院所开展联合攻关。",
        "支持符合条件的企业申报国家项目。",
    ],
)
def test_what_is_done_without_a_goal_is_no_aim(sentence: str) -> None:
    assert all_records_in(sentence, NOTICE) == []
