import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.detect.regions import find_region, find_regions, full_name, members, province_of


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


def test_a_province_before_another_provinces_city_stays_apart() -> None:
    assert [mention.name for mention in find_regions("浙江、广东杭州")] == ["浙江省", "广东省", "杭州市"]


def test_names_inside_names_of_organisations_do_not_count() -> None:
    assert find_region("北京邮电大学在上海设院") == "上海市"
    assert find_region("湖南卫视报道") is None
    assert find_region("巴丹吉林沙漠") is None


def test_a_city_whose_name_is_a_word_counts_where_it_is_set_off() -> None:
    assert [place.name for place in find_regions("在济南，产线已满；在日照，产线已满")] == [
        "济南市",
        "日照市",
    ]
    assert find_region("在日照下") is None


def test_provinces_and_members_are_known() -> None:
    assert province_of("义乌") == "浙江省"
    assert province_of("上海") == "上海市"
    assert province_of("月球") is None
    assert members("京津冀") == ("北京市", "天津市", "河北省")
    assert members("上海") == ()


@given(st.text("广东省深圳市北京大学长三角吉林 。"))
def test_mentions_stand_in_order_and_cut_places_out_of_the_text(text: str) -> None:
    end = 0
    for mention in find_regions(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
