import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.text import lexicon
from monitor.text.number_shapes import ANY_SHAPE, SHAPES
from monitor.text.quantities import AMOUNT_SIGNS, Quantity, find_quantities
from monitor.text.units import UNITS


def all_in(text: str, *taken: tuple[int, int]) -> list[Quantity]:
    return list(find_quantities(text, 0, len(text), taken))


def told(quantity: Quantity) -> str:
    values = "~".join(map(str, quantity.values))
    return f"{quantity.comparator} {values} {quantity.unit.name if quantity.unit else '-'}"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("规模突破100EFLOPS", "> 100 EFLOPS"),
        ("形成50个左右行业语料库", "approx 50 个"),
        ("建设3~5个孵化器", "range 3~5 个"),
        ("建设三至五个孵化器", "range 3~5 个"),
        ("培育三五家企业", "range 3~5 家"),
        ("培育2—3万家企业", "range 20000~30000 家"),
        ("三至五百万人", "range 3000000~5000000 人"),
        ("一千到两千万元", "range 10000000~20000000 元"),
        ("8500到3万港元", "range 8500~30000 港元"),
        ("十八至三十万人", "range 180000~300000 人"),
        ("1万元—5万元", "range 10000~50000 元"),
        ("八九亿元", "range 800000000~900000000 元"),
        ("壹万二千三百四十五元", "= 12345 元"),
        ("补贴五元以上", ">= 5 元"),
        ("万分之三", "= 0.03 %"),
        ("50万元（含）以上", ">= 500000 元"),
        ("至少有10个", ">= 10 个"),
        ("培育十几家企业", "> 10 家"),
        ("惠及十几万人", "> 100000 人"),
        ("引进二三十名人才", "range 20~30 名"),
        ("占到六七成", "range 60~70 %"),
        ("算力达到100E，", ">= 100 EFLOPS"),
        ("达到5万卡", ">= 50000 卡"),
        ("达到2025年底的3倍", ">= 3 倍"),
        ("浓度降至27微克/立方米", "<= 27 微克/立方米"),
        ("抽检800批次", "= 800 批次"),
        ("示范点2处以上", ">= 2 处"),
        ("培育5家具有竞争力的企业", "= 5 家"),
        ("压缩至半天", "<= 0.5 天"),
        ("培育2万—3万家企业", "range 20000~30000 家"),
        ("增长3%—5%", "range 3~5 %"),
        ("百分之五到百分之六", "range 5~6 %"),
        ("60%以上新增算力", ">= 60 %"),
        ("达到50%以上", ">= 50 %"),
        ("不低于3%左右", ">= 3 %"),
        ("突破100亿元左右", "> 10000000000 元"),
        ("控制在3%以内", "<= 3 %"),
        ("由14%降至13.5%", "<= 13.5 %"),
        ("提高到2.5%", ">= 2.5 %"),
        ("接近70%", "approx 70 %"),
        ("约95%", "approx 95 %"),
        ("达到近50个", "approx 50 个"),
        ("平均共再50个", "= 50 个"),
        ("零分之五，5个", "= 5 个"),
        ("将近50个", "approx 50 个"),
        ("不到10毫秒", "< 10 毫秒"),
        ("至少降低30%", ">= 30 %"),
        ("达每秒280百亿亿次浮点运算", ">= 280 EFLOPS"),
        ("50余个平台", "> 50 个"),
        ("5000多亿元", "> 500000000000 元"),
        ("十多家企业", "> 10 家"),
        ("100+个平台", ">= 100 个"),
        ("8000多万学生", "> 80000000 -"),
        ("上万家企业", ">= 10000 家"),
        ("上百万人", ">= 1000000 人"),
        ("数十项技术", "range 10~99 项"),
        ("超千万人", "> 10000000 人"),
        ("八成以上", ">= 80 %"),
        ("六成半左右", "approx 65 %"),
        ("千分之三", "= 0.3 %"),
        ("3‰", "= 0.3 %"),
        ("减少三分之一", "= 33.33 %"),
        ("一半以上", ">= 50 %"),
        ("过半", "> 50 %"),
        ("两位数增长", "range 10~99.99 %"),
        ("翻一番", "= 2 倍"),
        ("翻两番", "= 4 倍"),
        ("增长一倍", "= 1 倍"),
        ("实现全覆盖", "= 100 %"),
        ("动态清零", "= 0 %"),
        ("应保尽保", "= 100 %"),
        ("居全国第二位", "= 2 位"),
        ("进入前十。", "<= 10 -"),
        ("1.5个百分点", "= 1.5 个百分点"),
        ("200个PFLOPS", "= 200 PFLOPS"),
        ("从4个多小时", "> 4 小时"),
        ("超过6个多月", "> 6 个月"),
        ("1.2吨标准煤/万元", "= 1.2 吨标准煤/万元"),
        ("2万5千公里", "= 25000 公里"),
        ("增长3.5%", "= 3.5 %"),
        ("5000亿级产业", ">= 500000000000 -"),
        ("近万场活动", "approx 10000 场"),
        ("投资超亿元", "> 100000000 元"),
        ("产值破万亿元大关", "> 1000000000000 元"),
        ("用户过亿", "= 100000000 -"),
        ("125亿元人民币国债", "= 12500000000 元"),
        ("新增公约50件", "= 50 件"),
        ("达到每万人40个", ">= 40 个"),
        ("游客增加到1亿3千多万人次", "> 130000000 人次"),
        ("用户超过2亿5千余万", "> 250000000 -"),
        ("服务三百多万人", "> 3000000 人"),
        ("藏书1万2千多册", "> 12000 册"),
        ("培育百家骨干企业", "= 100 家"),
        ("带动千家商户", "= 1000 家"),
        ("新建百余条线路", "> 100 条"),
        ("整修百余座桥梁", "> 100 座"),
        ("进港80艘次", "= 80 艘次"),
        ("加开600列次", "= 600 列次"),
        ("发车1.5万辆次", "= 15000 辆次"),
        ("景气指数为52.3点", "= 52.3 点"),
        ("价格指数回升0.8点。", "= 0.8 点"),
        ("占比超过1/3", "> 33.33 %"),
        ("不到1/5的企业", "< 20 %"),
        ("办理时间缩短一半", "= 50 %"),
        ("每周航班达到两位数", "range 10~99 -"),
        ("利润增速达到两位数", "range 10~99.99 %"),
        ("全程1个半小时左右", "approx 1.5 小时"),
        ("建设工期2个半月", "= 2.5 个月"),
        ("最快2小时45分可达", "<= 165 分钟"),
        ("用时1小时零5分钟", "= 65 分钟"),
        ("突破30项关键技术", "= 30 项"),
        ("突破百项共性难题", "= 100 项"),
        ("突破30余项关键技术", "> 30 项"),
        ("数量突破30项", "> 30 项"),
    ],
)
def test_an_amount_is_read_with_its_bounds(text: str, amount: str) -> None:
    assert told(all_in(text)[-1]) == amount


@pytest.mark.parametrize(
    "text",
    [
        *("5G基站", "《三年行动计划》", "〔2025〕36号", "第十四届会议", "第3条", "一带一路", "东数西算", "万卡集群"),
        *("十大工程", "（二）目标", "3.建设平台", "19:30发布", "百校合作", "一体化发展", "三方面内容", "PM2.5浓度"),
        *(
            "电话010-12345678",
            "https://a.cn/2025/1",
            "‘千万工程’",
            "五分之八",
            "5至3个",
            "千亿级产业",
            "七三个平台",
            "三元锂电池",
            "二元对立思维",
            "集成千P级算力",
        ),
    ],
)
def test_digits_in_names_are_no_amounts(text: str) -> None:
    assert [told(q) for q in all_in(text)] == []


def test_spans_that_are_dates_are_passed_over() -> None:
    assert [told(q) for q in all_in("2027年建成5个", (0, 5))] == ["= 5 个"]


def test_several_amounts_come_in_order() -> None:
    text = "建设人才团队100个、产品200项，增长10%以上"

    assert [told(q) for q in all_in(text)] == ["= 100 个", "= 200 项", ">= 10 %"]


def test_where_bounds_begin_is_told() -> None:
    text = "规模提高到不低于80%"
    [found] = all_in(text)

    assert text[found.bound_start : found.end] == "提高到不低于80%"


def test_a_unit_beyond_the_sentence_is_not_read() -> None:
    assert [told(q) for q in find_quantities("增长5%", 0, 3)] == ["= 5 -"]


@given(
    st.text(
        st.sampled_from("0123456789.%万亿千百十一二三五个家元第前约近超多余以上至—成半倍分之翻数上，全覆盖"),
        max_size=60,
    )
)
def test_no_text_raises_and_amounts_never_overlap(text: str) -> None:
    at = 0
    for quantity in all_in(text):
        assert at <= quantity.start < quantity.end <= len(text)
        assert quantity.bound_start <= quantity.start
        assert quantity.values
        assert len(quantity.values) == 1 or quantity.comparator == "range"
        at = quantity.end


#: Signs, idioms and units: what amounts are made of, in small pieces.
PIECES = st.sampled_from(
    [
        *"0123456789.,零〇一壹二两三四五六七八九十拾百佰千仟万亿点余多来+成半倍番第前数几上好约近超过逾达破",
        *"至到—~年月人名位的以上左右，。率",
        *(part for shape in SHAPES for part in (shape.example, shape.example[1:], shape.example[:-1])),
        *(unit for unit in UNITS if len(unit) < 4),
        "百分之",
        "个百分点",
        "量级",
        "三级",
        "培育",
    ]
)


@settings(max_examples=1000)
@given(st.lists(PIECES, min_size=1, max_size=5).map("".join))
def test_no_amount_is_in_a_sentence_that_is_passed_over(text: str) -> None:
    assert AMOUNT_SIGNS.search(text) or not all_in(text)


@pytest.mark.parametrize(("shape", "example"), [shape[:2] for shape in SHAPES])
def test_each_shape_of_an_amount_finds_its_example(shape: str, example: str) -> None:
    found = ANY_SHAPE.search(example)

    assert found is not None
    # A bare scale and a half count only after words such as 近 and 缩短到, which belong to their bounds.
    assert (found.lastgroup, found.start()) == (shape, {"bare_scale": 1, "half": 3}.get(shape, 0))
    assert all_in(example)


@pytest.mark.parametrize(("kind", "example", "pattern"), lexicon._NAMES)
def test_each_kind_of_name_finds_its_example(kind: str, example: str, pattern: str) -> None:
    assert re.match(pattern, example), kind
    assert list(lexicon.masked(example, 0, len(example)))


@pytest.mark.parametrize("text", ["见office12@example.org，共3家", "见5G@example.org，共3家"])
def test_digits_of_mail_addresses_are_no_amounts(text: str) -> None:
    assert [told(quantity) for quantity in all_in(text)] == ["= 3 家"]


@pytest.mark.parametrize(
    "text",
    [
        "账号11001234500053012345万元",
        "账号11001234500053012345",
        "第11001234500053012345位",
        "11001234500053012345—11001234500053012349万元",
        "1.11001234500053012345万元",
        "百分之11001234500053012345",
    ],
)
def test_a_run_of_more_than_eighteen_digits_is_no_amount(text: str) -> None:
    assert not [amount for amount in all_in(text) if amount.unit is not None]


def test_an_amount_of_eighteen_digits_is_read() -> None:
    assert told(all_in("达到123456789012345678元")[0]) == ">= 123456789012345678 元"


@pytest.mark.parametrize("text", ["问题4.8.8万多个", "问题14.88.8万余个"])
def test_a_scale_after_broken_digits_is_no_number_of_its_own(text):
    assert "10000" not in [str(value) for found in find_quantities(text, 0, len(text)) for value in found.values]
