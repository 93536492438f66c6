import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.detect.bodies.regions import find_regions, full_name, province_of


def first(text: str) -> str | None:
    return next((place.name for place in find_regions(text)), None)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("上海", "上海市"),
        ("深圳", "深圳市"),
        ("内蒙古", "内蒙古自治区"),
        ("吉林", "吉林省"),
        ("吉林市", "吉林市"),
        ("恩施州", "恩施土家族苗族自治州"),
        ("黔东南州", "黔东南苗族侗族自治州"),
        ("雄安新区", "雄安新区"),
        ("朝阳市", "朝阳市"),
        ("长三角", "长三角"),
    ],
)
def test_a_name_is_completed(short: str, full: str) -> None:
    assert full_name(short) == full


@pytest.mark.parametrize("name", ["朝阳", "德州", "工信部", ""])
def test_what_is_no_place_or_also_a_common_word_has_no_full_name(name: str) -> None:
    assert full_name(name) is None


def test_a_province_before_its_city_is_one_mention() -> None:
    (mention,) = find_regions("广东省深圳市发布")
    assert (mention.name, mention.start, mention.end) == ("深圳市", 0, 6)


@pytest.mark.parametrize("text", ["苏州河岸线贯通", "南京路改造完成"])
def test_a_river_or_road_named_after_a_city_is_no_place(text: str) -> None:
    assert find_regions(text) == ()


@pytest.mark.parametrize("text", ["苏州河长制落实", "杭州路网完善", "苏州市河道整治"])
def test_a_word_of_rivers_and_roads_after_a_city_leaves_it_a_place(text: str) -> None:
    assert len(find_regions(text)) == 1


def test_a_province_before_another_provinces_city_stays_apart() -> None:
    assert [mention.name for mention in find_regions("浙江、广东杭州")] == ["浙江省", "广东省", "杭州市"]


def test_names_inside_names_of_organisations_do_not_count() -> None:
    assert first("北京邮电大学在上海设院") == "上海市"
    assert first("湖南卫视报道") is None
    assert first("巴丹吉林沙漠") is None


def test_a_city_whose_name_is_a_word_counts_where_it_is_set_off() -> None:
    assert [place.name for place in find_regions("在济南，产线已满；在日照，产线已满")] == ["济南市", "日照市"]
    assert first("在日照下") is None


def test_the_province_of_a_place_is_known() -> None:
    assert province_of("义乌") == "浙江省"
    assert province_of("上海") == "上海市"
    assert province_of("月球") is None


@given(st.text("广东省深圳市北京大学长三角吉林 。"))
def test_mentions_stand_in_order_and_cut_places_out_of_the_text(text: str) -> None:
    end = 0
    for mention in find_regions(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("海淀区出台措施", "北京市海淀区"),
        ("北京市海淀区出台措施", "北京市海淀区"),
        ("北京海淀区出台措施", "北京市海淀区"),
        ("北京市朝阳区出台措施", "北京市朝阳区"),
        ("广东省深圳市南山区出台措施", "深圳市南山区"),
        ("山东省济南市历下区出台措施", "济南市历下区"),
        ("浙江省安吉县出台措施", "浙江省安吉县"),
        ("吉林省临江市出台措施", "临江市"),
        ("鄂尔多斯市准格尔旗出台措施", "鄂尔多斯市准格尔旗"),
        ("天河区出台措施", "广州市天河区"),
    ],
)
def test_a_county_is_known_by_the_table_or_after_its_citys_full_name(text: str, place: str) -> None:
    assert [mention.name for mention in find_regions(text)] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("上海市各区出台措施", "上海市"),
        ("杭州市区开通线路", "杭州市"),
        ("苏州市工业园区", "苏州市"),
        ("浙江省共富示范区", "浙江省"),
        ("河北省山区", "河北省"),
        ("郑州市辖区", "郑州市"),
        ("深圳市和周边区县", "深圳市"),
        ("河北省城市更新", "河北省"),
        ("济南市民", "济南市"),
    ],
)
def test_other_words_that_end_like_counties_are_none(text: str, place: str) -> None:
    assert [mention.name for mention in find_regions(text)] == [place]


def test_a_county_lies_in_the_province_of_its_city() -> None:
    assert province_of("北京市海淀区") == "北京市"
    assert province_of("深圳市南山区") == "广东省"
    assert province_of("浙江省安吉县") == "浙江省"
    assert province_of("某某县") is None
    assert province_of("在济南的区") is None
