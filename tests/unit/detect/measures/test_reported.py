from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.detect.measures import find_measures
from monitor.domain import LinkKind, Measure, Stage
from unit.detect.articles import AI, GRAIN, document

ISSUED, DRAFTING, CONSULTATION = Stage.ISSUED, Stage.DRAFTING, Stage.CONSULTATION
LAUNCHED, IN_FORCE, REVISED, REPEALED = Stage.LAUNCHED, Stage.IN_FORCE, Stage.REVISED, Stage.REPEALED


def measures(text: str, **given: object) -> tuple[Measure, ...]:
    return find_measures(document(text, **given))


def only(text: str, **given: object) -> Measure:
    (measure,) = measures(text, **given)
    return measure


@pytest.mark.parametrize(
    ("text", "name", "stage", "issuers"),
    [
        ("国务院日前印发《关于发展机器人的意见》。", "关于发展机器人的意见", ISSUED, ("国务院",)),
        ("甘肃省印发了《加快算力建设行动方案》。", "加快算力建设行动方案", ISSUED, ("甘肃省",)),
        ("深圳日前出台机器人产业培育行动计划，提出", "机器人产业培育行动计划", ISSUED, ("深圳市",)),
        (
            "工信部、特种事务部、财政部等八部门近日联合印发《算力标准体系建设指南》。",
            "算力标准体系建设指南",
            ISSUED,
            ("工业和信息化部", "特种事务部", "财政部"),
        ),
        ("国家数据局召开座谈会，随后财政部发布《某资金管理办法》。", "某资金管理办法", ISSUED, ("财政部",)),
        ("省人大常委会表决通过《某省数据条例》。", "某省数据条例", ISSUED, ()),
        ("《某行业发展规划》今天正式发布。", "某行业发展规划", ISSUED, ()),
        ("《某行业发展规划》由国家能源局印发。", "某行业发展规划", ISSUED, ("国家能源局",)),
        ("《某管理办法》已经部务会议审议通过，现予公布。", "某管理办法", ISSUED, ()),
        ("随后，商务部发布的《促进消费若干措施》提到人工智能。", "促进消费若干措施", ISSUED, ("商务部",)),
        ("教育部8月印发的《智慧教育行动方案》提出目标。", "智慧教育行动方案", ISSUED, ("教育部",)),
        ("国家网信办就《数据标识办法（征求意见稿）》公开征求意见。", "数据标识办法", CONSULTATION, ("国家网信办",)),
        ("国家网信办发布《数据标识办法（征求意见稿）》。", "数据标识办法", CONSULTATION, ("国家网信办",)),
        ("北京市就《自动驾驶条例（草案）》公开征求意见。", "自动驾驶条例", CONSULTATION, ("北京市",)),
        (
            "江苏省工业和信息化厅公开征求《算力券管理办法》意见。",
            "算力券管理办法",
            CONSULTATION,
            ("江苏省工业和信息化厅",),
        ),
        ("市场监管总局批准发布《机器人接口》等12项国家标准。", "机器人接口", ISSUED, ("市场监管总局",)),
        ("全国人大常委会表决通过了新修订的《网络安全法》。", "网络安全法", REVISED, ("全国人大常委会",)),
        ("市场监管总局征求对《食品召回办法》的意见。", "食品召回办法", CONSULTATION, ("市场监管总局",)),
        (
            "广东省工信厅负责人表示，正在制定《机器人应用行动方案》。",
            "机器人应用行动方案",
            DRAFTING,
            ("广东省工业和信息化厅",),
        ),
        ("山东正在制定文化产业三年行动计划，力争突破。", "文化产业三年行动计划", DRAFTING, ("山东省",)),
        ("《机器人条例》正在抓紧起草。", "机器人条例", DRAFTING, ()),
        ("国务院常务会议讨论《国家发展规划法（草案）》。", "国家发展规划法", DRAFTING, ("国务院",)),
        ("财政部日前修订印发《某资金管理办法》。", "某资金管理办法", REVISED, ("财政部",)),
        ("《北京市自动驾驶汽车条例》今起施行。", "北京市自动驾驶汽车条例", IN_FORCE, ()),
        ("《北京市自动驾驶汽车条例》将于10月1日起施行。", "北京市自动驾驶汽车条例", IN_FORCE, ()),
        ("财政部决定废止《某资金管理办法》。", "某资金管理办法", REPEALED, ("财政部",)),
        ("去年修订的《某资金管理办法》同时废止。", "某资金管理办法", REPEALED, ()),
        ("教育部启动数字教育专项行动。", "数字教育专项行动", LAUNCHED, ("教育部",)),
        ("工信部在贵州启动机器人应用促进行动。", "机器人应用促进行动", LAUNCHED, ("工业和信息化部",)),
        ("浙江全面启动中小企业数字化提升行动。", "中小企业数字化提升行动", LAUNCHED, ("浙江省",)),
        ("国务院国资委召开了中央企业“AI+”专项行动深化部署会。", "中央企业“AI+”专项行动", LAUNCHED, ("国务院国资委",)),
        ("国家数据局会同财政部大力实施“数据西行”工程。", "“数据西行”工程", LAUNCHED, ("国家数据局", "财政部")),
        (
            "国家数据局实施“数据西行”工程，加快推进全国一体化算力网建设，成效明显。",
            "“数据西行”工程、全国一体化算力网",
            LAUNCHED,
            ("国家数据局",),
        ),
        ("国家数据局宣布，“数据要素×”行动今天正式启动。", "“数据要素×”行动", LAUNCHED, ("国家数据局",)),
        ("公安部将开展“净网”专项行动。", "“净网”专项行动", DRAFTING, ("公安部",)),
        ("国务院全面启动《某行动计划》。", "某行动计划", LAUNCHED, ("国务院",)),
    ],
)
def test_what_happened_to_a_measure_is_read(text: str, name: str, stage: Stage, issuers: tuple[str, ...]) -> None:
    measure = only(text)
    assert (measure.name, measure.stage, measure.issuers) == (name, stage, issuers)


@pytest.mark.parametrize(
    "text",
    [
        "根据《中华人民共和国数据安全法》，制定本规定。",
        "工信部贯彻落实《机器人发展规划》，成效明显。",
        "《机器人发展规划》提出，到2027年建成体系。",
        "《机器人发展规划》实施以来，产业规模扩大。",
        "《机器人发展规划》的出台背景是什么？",
        "此前，工信部印发《机器人发展规划》。",
        "近年来，工信部先后出台《机器人发展规划》《算力发展规划》。",
        "2021年，工信部印发《机器人发展规划》。",
        "去年9月，工信部印发《机器人发展规划》。",
        "今年2月，工信部印发《机器人发展规划》。",
        "商务部发布的《促进消费若干措施》提到人工智能。",
        "从颁布《机器人发展规划》，到建设园区，成效明显。",
        "《政府工作报告》今天发布。",
        "《某某日报》发布文章《机器人来了》。",
        "工信部关于印发《机器人发展规划》的通知已收悉。",
        "发布会介绍了情况，《办法》自今天起施行。",
        "政府工作报告提出，持续推进“人工智能+”行动。",
        "国务院要求，要深入实施“人工智能+”行动。",
        "某企业发布机器人产业行动计划。",
        "各地实施“数据西行”工程。",
        "去年，公安部开展“净网”专项行动。",
        "近年来，深圳出台机器人产业培育行动计划。",
        "上海、广东、北京等多地陆续发布政策措施。",
        "提请全国人大常委会审议议案，实施某某质量三年行动。",
        "教育部召开全国工作会议。",
        "教育部召开“双减”专项行动新闻发布会。",
        "教育部启动新学期工作。",
        "国务院印发《规划》。",
        "欢迎对《机器人标准体系》提出意见。",
        "工信部召开《机器人规范》等12项内部规程座谈会。",
        "",
    ],
)
def test_mentions_are_no_measures(text: str) -> None:
    assert measures(text) == ()


def test_the_year_before_is_recent_in_january() -> None:
    text = "2024年12月，工信部印发《机器人发展规划》。"
    assert only(text, published=date(2025, 1, 10)).stage is ISSUED
    assert only("12月，工信部印发《机器人发展规划》。", published=date(2025, 1, 10)).stage is ISSUED
    assert measures(text, published=date(2025, 9, 12)) == ()


def test_a_month_that_does_not_exist_says_nothing() -> None:
    assert only("13月，工信部印发《机器人发展规划》。").stage is ISSUED


def test_names_in_one_list_share_what_is_said() -> None:
    found = measures("国家网信办发布《数据标识办法》、《数据安全指南》和《算法管理规定》。")
    assert [measure.name for measure in found] == ["数据安全指南", "数据标识办法", "算法管理规定"]


def test_the_quote_is_the_sentence_in_the_words_of_the_source() -> None:
    text = "第一段。\n國務院（guó）日前印發《關於發展機器人的意見》，提出目標。后来。"
    measure = only(text)
    assert measure.name == "关于发展机器人的意见"
    assert measure.quote.text == "國務院（guó）日前印發《關於發展機器人的意見》，提出目標。"
    assert text[measure.quote.start : measure.quote.end] == measure.quote.text


def test_the_document_number_beside_the_name_is_kept_and_names_the_issuer() -> None:
    measure = only("近日，《关于发展机器人的意见》（国发〔2025〕11号）印发。")
    assert measure.document_number == "国发〔2025〕11号"
    assert measure.issuers == ("国务院",)
    assert measure.region == "全国"


def test_a_meeting_is_that_of_the_title() -> None:
    measure = only("会议审议通过《机器人发展规划》。", title="国务院常务会议召开")
    assert measure.issuers == ("国务院",)


def test_the_pages_issuer_stands_in_when_no_one_is_named() -> None:
    assert only("《机器人发展规划》正式印发。", issuer="国家能源局").issuers == ("国家能源局",)
    assert only("《机器人发展规划》正式印发。", issuer="某某网").issuers == ()
    assert only("省政府印发《机器人发展规划》。", issuer="广东省工信厅").issuers == ("广东省人民政府",)


def test_one_measure_told_twice_is_one_with_all_that_is_known() -> None:
    measure = only("《机器人行动方案（2025—2027年）》发布。\n工信部近日发布《机器人行动方案》，自明年1月1日起施行。")
    assert measure.name == "机器人行动方案（2025—2027年）"
    assert measure.issuers == ("工业和信息化部",)
    assert measure.stage is ISSUED


def test_a_title_is_read_when_the_body_does_not_repeat_it() -> None:
    measure = only("详见附件的内容。", title="国务院印发《机器人发展规划》")
    assert (measure.name, measure.issuers, measure.quote.rule) == ("机器人发展规划", ("国务院",), "measure.title")
    assert measure.quote.text == "详见附件的内容。"
    assert only("", title="国务院印发《机器人发展规划》").quote.text == ""


def test_a_measure_is_in_scope_if_its_name_or_what_is_said_of_it_speaks_of_a_topic() -> None:
    text = (
        "国务院日前印发《粮食储备条例》。\n国务院日前印发《消费行动方案》，提出发展人工智能。\n"
        "国务院日前印发《渔业管理办法》，同时发布《机器人发展规划》。"
    )
    found = find_measures(document(text), (AI, GRAIN))
    assert {measure.name: measure.quote.topics for measure in found} == {
        "粮食储备条例": ("grain",),
        "消费行动方案": ("ai_plus",),
        "渔业管理办法": (),
        "机器人发展规划": ("ai_plus",),
    }
    assert [measure.quote.in_scope for measure in found] == [bool(measure.quote.topics) for measure in found]


def test_damaged_sentences_yield_no_measure() -> None:
    assert measures("国务院日前印发《关于发展机??人的意见》。") == ()


def test_a_document_yields_itself_and_what_it_repeals() -> None:
    found = measures(
        "各省、自治区、直辖市：\n现将《机器人管理办法》印发给你们。2020年印发的《机器人暂行办法》同时废止。"
        "国务院此后印发《机器人发展规划》。",
        title="工业和信息化部关于印发《机器人管理办法》的通知",
        document_number="工信部科〔2025〕1号",
    )
    own, repealed = found
    assert (own.name, own.stage, own.issuers) == ("机器人管理办法", ISSUED, ("工业和信息化部",))
    assert own.quote.text == "现将《机器人管理办法》印发给你们。"
    assert own.document_number == "工信部科〔2025〕1号"
    assert (repealed.name, repealed.stage) == ("机器人暂行办法", REPEALED)


@given(st.text("国务院日前印发《关于机器人的意见》2021年，。（征求稿草案）同时废止启动“”专项行动教育部将", max_size=80))
def test_any_text_yields_quotes_that_stand_in_it(text: str) -> None:
    read = document(text)
    for measure in find_measures(read, (AI,)):
        assert read.article.text[measure.quote.start : measure.quote.end] == measure.quote.text
        assert measure.name
        assert 0 < measure.quote.confidence <= 1
    assert find_measures(read, (AI,)) == find_measures(read, (AI,))


def test_interpretations_are_no_documents() -> None:
    text = "日前，国务院印发《机器人发展规划》。"
    measure = only(text, title="关于《机器人发展规划》的通知", kind=LinkKind.INTERPRETATION)
    assert measure.quote.rule == "measure.before.issued"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("一图读懂《机器人管理办法》", "机器人管理办法"),
        ("一图读懂｜《机器人安全要求》强制性国家标准", "机器人安全要求"),
        ("图解：机器人产业发展行动计划", "机器人产业发展行动计划"),
        ("政策解读｜《机器人管理办法》", "机器人管理办法"),
        ("解读《机器人管理办法》", "机器人管理办法"),
        ("《机器人管理办法》政策解读", "机器人管理办法"),
        ("关于《机器人管理办法》的解读", "机器人管理办法"),
        ("【图解】机器人产业发展若干措施", "机器人产业发展若干措施"),
        ("《机器人管理办法》答记者问", "机器人管理办法"),
    ],
)
def test_an_explanation_published_with_a_new_document_reports_it(title: str, name: str) -> None:
    found = only("点击查看大图。", title=title, issuer="工业和信息化部")
    assert (found.name, found.stage, found.issuers) == (name, ISSUED, ("工业和信息化部",))
    assert found.quote.rule == "measure.explained"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("专家解读｜《机器人管理办法》的意义", "机器人是新产业。"),
        ("一图读懂《机器人管理办法》", "2021年3月，工业和信息化部印发了《机器人管理办法》。"),
        ("图解｜机器人怎样走进工厂", "点击查看大图。"),
        ("图解：办法", "点击查看大图。"),
        ("解读《机器人日报》", "点击查看大图。"),
        ("一图读懂机器人产业发展的举措", "点击查看大图。"),
    ],
)
def test_a_comment_or_an_explanation_of_an_old_document_reports_none(title: str, text: str) -> None:
    assert measures(text, title=title, issuer="工业和信息化部") == ()


def test_a_white_paper_and_an_action_with_a_list_of_tasks_are_measures() -> None:
    assert only("国务院新闻办公室发布《机器人发展》白皮书。").kind == "白皮书"
    assert only("工业和信息化部日前启动机器人强基揭榜行动，聚焦零部件。").stage is LAUNCHED


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("机器人管理办法（试行）公布", ["机器人管理办法（试行）"]),
        ("9月起报名！某区学校招生工作细则正式公布", ["某区学校招生工作细则"]),
        ("多地机器人支持政策出台", []),
        ("一批机器人管理办法出台", []),
        ("百余款机器人新品发布", []),
    ],
)
def test_a_headline_says_that_a_document_is_out(title: str, names: list[str]) -> None:
    found = measures("机器人产业正在成长。", title=title)
    assert [measure.name for measure in found] == names
    assert all(measure.quote.rule == "measure.title" for measure in found)


def test_a_page_whose_title_tells_of_a_document_tells_of_no_other_without_a_day() -> None:
    text = "工信部印发《机器人管理办法》。\n财政部印发《资金管理细则》。\n教育部近日印发《课程实施方案》。"
    found = measures(text, title="工信部印发《机器人管理办法》")
    assert [measure.name for measure in found] == ["机器人管理办法", "课程实施方案"]


@pytest.mark.parametrize(
    "title", ["机器人产业发展报告（2025年）", "某某出席大会并致辞", "【砥砺奋进新征程】机器人赋能"]
)
def test_reports_and_speeches_tell_of_what_is_past(title: str) -> None:
    assert measures("工信部印发《机器人管理办法》，产业加快发展。", title=title) == ()
    assert measures("《机器人管理办法》正式施行，草案提请审议。", title=title) == ()
    assert measures("深入贯彻工作会议精神，国务院深入实施“算力强基”行动。", title=title) == ()
    assert only("工信部日前印发《机器人管理办法》。", title=title).stage is ISSUED


def test_the_body_of_the_place_is_that_of_the_place_in_the_name() -> None:
    assert only("市政府印发《杭州市机器人管理办法》。").issuers == ("杭州市人民政府",)
    assert only("省政府近日印发《机器人管理办法》。").issuers == ()


def test_what_a_firm_publishes_is_no_measure() -> None:
    assert measures("某机器人企业今天发布《产品规划》。\n某车企联合发布《无人驾驶规划》。") == ()
