"""Words that tell for which place an amount holds, or that it holds for none. Tables only."""

from __future__ import annotations

from typing import Final

from .wording import Cue, any_of

#: The whole country; not in names (全国重点实验室), and not as what something is compared with.
NATIONAL_CUES: Final = (
    Cue(
        "全国", "全国新增50家", "占 占到 占到了 居 来自 面向",
        "重点实验室 总量 平均 各地 第 前 首 唯一 领先 两会 人大 政协", "占全国总量的5%",
    ),
    Cue("我国|全社会|中方(?=将|愿|决定)", "我国新增50家", "占", "", "占我国总量的5%"),
    Cue("中国(?=[的将已在，有共从制经])", "中国将新增50家", "[《“]", "制造2025", "《中国制造》"),
)  # fmt: skip
#: One enterprise or one work: what is counted there holds for no place.
SITE_CUES: Final = (
    Cue("[这该](?:家|个|座)?[^，。；]{0,6}(?:企业|公司|工厂|车间|农场|医院)", "这家企业已改造50条", "", "[类些]", "这家企业类平台"),
    Cue("(?:企业|公司|集团)(?:相关|有关)?(?:负责人|董事长|总经理)", "企业负责人介绍"),
    Cue("(?:集团|公司)(?:[今昨]天|（[^（）]{1,12}）|近日|日前){0,4}(?:表示|宣布|将|计划|拟|预计)", "公司宣布投资50亿元"),
    Cue("[该本这](?:个)?(?:项目|工程|线路|园区|平台|示范区)|项目总投资|全长", "该项目总投资50亿元"),
)  # fmt: skip
_FAIRS: Final = "(?:(?:博览|展览|交易)会|[进服广]博会|服贸会|广交会|论坛)"
#: A fair or a conference that takes place: who comes to it and what it shows holds for no place.
EVENT_CUES: Final = (
    Cue("本届|参展|展会|与会", "本届活动吸引50家"),
    Cue(f"{_FAIRS}[^。]{{0,30}}(?:开幕|启幕|举行|筹备|开展)", "博览会今天开幕"),
)
#: Parts of the country, and other countries, that no name of a division stands for.
ELSEWHERE_CUES: Final = (
    Cue("(?:黄河|长江|珠江|淮河)(?:流域|经济带)|(?:西部|中部|东部|东北|北方|南方)(?:地区|陆海)", "黄河流域新增50处"),
    Cue("在(?:非洲|拉美|东盟|中亚|欧洲|金砖国家|共建国家|海外)|助力[一-鿿]{2,5}(?:国|亚|尼)", "在非洲建成50处"),
)  # fmt: skip

WHOLE_COUNTRY: Final = any_of(NATIONAL_CUES)
SITE: Final = any_of(SITE_CUES)
EVENT: Final = any_of(EVENT_CUES)
ELSEWHERE: Final = any_of(ELSEWHERE_CUES)
