"""Words that tell for which place an amount holds, or that it holds for none."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from .rule import Rule, WordTable


class PlaceRule(StrEnum):
    """Ids of the rules of these tables."""

    WHOLE_COUNTRY = "place.whole_country"
    OUR_COUNTRY = "place.our_country"
    CHINA = "place.china"
    THIS_SITE = "place.this_site"
    COMPANY_HEAD = "place.company_head"
    COMPANY_SAYS = "place.company_says"
    THIS_PROJECT = "place.this_project"
    THIS_EVENT = "place.this_event"
    FAIR = "place.fair"
    PART_OF_COUNTRY = "place.part_of_country"
    ABROAD = "place.abroad"
    NATIONAL_PRESS = "place.national_press"
    FOR_ALL_PROVINCES = "place.for_all_provinces"
    OF_OUR_COUNTRY = "place.of_our_country"


class PlaceVerdict(StrEnum):
    """For which place an amount holds."""

    NATIONAL = "the whole country"
    NOWHERE = "no place"


_FAIRS: Final = "(?:(?:博览|展览|交易)会|[进服广]博会|服贸会|广交会|论坛)"

#: The whole country; not in names (全国重点实验室), and not as what something is compared with.
WHOLE_COUNTRY: Final = WordTable(
    Rule(
        id=PlaceRule.WHOLE_COUNTRY,
        verdict=PlaceVerdict.NATIONAL,
        pattern="全国",
        before=("占", "占到", "占到了", "居", "来自", "面向", "走在", "进入", "跻身"),
        after=(
            "重点实验室",
            "一流",
            "领先",
            "重要的",
            "总量",
            "平均",
            "各地",
            "第",
            "前",
            "首",
            "唯一",
            "领先",
            "率先",
            "先进",
            "一流",
            "引领",
            "重要",
            "知名",
            "有影响",
            "标杆",
            "两会",
            "人大",
            "政协",
        ),
        like=("全国新增50家",),
        unlike=("占全国总量的5%", "居全国首位", "全国重点实验室50家"),
        zh="“全国”指全国范围，作比较或在名称中的除外",
        en="全国 means the whole country, except in names and comparisons",
    ),
    Rule(
        id=PlaceRule.OUR_COUNTRY,
        verdict=PlaceVerdict.NATIONAL,
        pattern="我国|中方(?=将|愿|决定)",
        before=("占",),
        like=("我国新增50家", "中方将提供50亿元"),
        unlike=("占我国总量的5%", "中方企业50家"),
        zh="“我国”指全国范围",
        en="我国 means the whole country",
    ),
    Rule(
        id=PlaceRule.CHINA,
        verdict=PlaceVerdict.NATIONAL,
        pattern="中国(?=[的将已在，有共从制经])",
        before=("[《“]",),
        after=("制造2025",),
        like=("中国将新增50家",),
        unlike=("《中国制造》", "中国科学院50人"),
        zh="“中国”作主语时指全国范围",
        en="中国 as a subject means the whole country",
    ),
)
#: What is counted in one enterprise or work holds for no place.
SITE: Final = WordTable(
    Rule(
        id=PlaceRule.THIS_SITE,
        verdict=PlaceVerdict.NOWHERE,
        pattern="[这该](?:家|个|座)?[^，。；]{0,6}(?:企业|公司|工厂|车间|农场|医院)",
        after=("[类些]",),
        like=("这家企业已改造50条", "该公司有50人"),
        unlike=("这家企业类平台", "企业50家"),
        zh="“这家企业”一类说的是单个单位",
        en="这家企业 and the like speak of a single enterprise",
    ),
    Rule(
        id=PlaceRule.COMPANY_HEAD,
        verdict=PlaceVerdict.NOWHERE,
        pattern="(?:企业|公司|集团)(?:相关|有关)?(?:负责人|董事长|总经理)",
        like=("企业负责人介绍", "集团董事长说"),
        unlike=("部门负责人介绍",),
        zh="企业负责人说的是本企业",
        en="the head of a company speaks of the company",
    ),
    Rule(
        id=PlaceRule.COMPANY_SAYS,
        verdict=PlaceVerdict.NOWHERE,
        pattern="(?:集团|公司)(?:[今昨]天|（[^（）]{1,12}）|近日|日前){0,4}(?:表示|宣布|将|计划|拟|预计)",
        like=("公司宣布投资50亿元", "某集团近日表示"),
        unlike=("公司共有50家",),
        zh="企业宣布的是本企业的数字",
        en="what a company announces is of the company",
    ),
    Rule(
        id=PlaceRule.THIS_PROJECT,
        verdict=PlaceVerdict.NOWHERE,
        pattern="[该本这](?:个)?(?:项目|工程|线路|园区|平台|示范区)|项目总投资|全长",
        like=("该项目总投资50亿元", "线路全长50公里"),
        unlike=("重大项目50个",),
        zh="“该项目”一类说的是单个工程",
        en="该项目 and the like speak of a single work",
    ),
)
#: Who comes to a fair or a conference, and what it shows, holds for no place.
EVENT: Final = WordTable(
    Rule(
        id=PlaceRule.THIS_EVENT,
        verdict=PlaceVerdict.NOWHERE,
        pattern="本届|参展|展会|与会",
        like=("本届活动吸引50家",),
        unlike=("新一届班子",),
        zh="参展、与会的数字只属于该活动",
        en="who exhibits or takes part is of the event alone",
    ),
    Rule(
        id=PlaceRule.FAIR,
        verdict=PlaceVerdict.NOWHERE,
        pattern=f"{_FAIRS}[^。]{{0,30}}(?:开幕|启幕|举行|筹备|开展)",
        like=("博览会今天开幕", "论坛在京举行"),
        unlike=("办好博览会",),
        zh="博览会、论坛开幕的数字只属于该活动",
        en="a fair or forum that opens speaks of itself",
    ),
)
#: Parts of the country and other countries, which no name of a division stands for.
ELSEWHERE: Final = WordTable(
    Rule(
        id=PlaceRule.PART_OF_COUNTRY,
        verdict=PlaceVerdict.NOWHERE,
        pattern="(?:黄河|长江|珠江|淮河)(?:流域|经济带)|(?:西部|中部|东部|东北|北方|南方)(?:地区|陆海)",
        like=("黄河流域新增50处", "西部地区新增50处"),
        unlike=("黄河大桥50座",),
        zh="流域、片区不是行政区划",
        en="a river basin or a part of the country is no division",
    ),
    Rule(
        id=PlaceRule.ABROAD,
        verdict=PlaceVerdict.NOWHERE,
        pattern="在(?:非洲|拉美|东盟|中亚|欧洲|金砖国家|共建国家|海外)",
        like=("在非洲建成50处",),
        unlike=("对非洲出口50台",),
        zh="境外建设的不属于国内地区",
        en="what is built abroad is of no place at home",
    ),
)
#: Outlets that report from the whole country.
NATIONAL_PRESS: Final = WordTable(
    Rule(
        id=PlaceRule.NATIONAL_PRESS,
        verdict=PlaceVerdict.NATIONAL,
        pattern="中央广播电视总台|央视|新闻联播|新华社|新华网|人民日报|人民网|经济日报|光明日报|科技日报|中国新闻|中国政府网|中新社",
        like=("中央广播电视总台新闻联播", "新华社"),
        unlike=("某市日报", "某省电视台"),
        zh="中央媒体报道全国",
        en="the national press reports from the whole country",
    )
)
#: What the head of a document says of whom it is for.
NATIONAL_TEXT: Final = WordTable(
    Rule(
        id=PlaceRule.FOR_ALL_PROVINCES,
        verdict=PlaceVerdict.NATIONAL,
        pattern="各省、自治区、直辖市|各省（区、市）|各省、自治区|国务院各部委|各地区|各地(?:方)?(?:工业|科技|主管|行业|要)|中央财政",
        like=("各省、自治区、直辖市人民政府：", "各地区要抓好落实"),
        unlike=("各区、各有关单位：",),
        zh="文件面向各省、各地区",
        en="the document is for all provinces or places",
    ),
    Rule(
        id=PlaceRule.OF_OUR_COUNTRY,
        verdict=PlaceVerdict.NATIONAL,
        pattern="我国",
        after=("驻", "台湾"),
        like=("为推动我国智能产业发展",),
        unlike=("我国驻外机构", "为推动我市智能产业发展"),
        zh="文件说的是我国",
        en="the document speaks of our country",
    ),
)
