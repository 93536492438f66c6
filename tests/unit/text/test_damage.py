import pytest

from monitor.text.decoding import _SIGNS, DamageSign, find_damage, is_misread


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("规模\ufffd增长5%", "lost bytes"),
        ("规模\ue123增长5%", "lost bytes"),
        ("生产力??提升", "lost bytes"),
        ("关键一环?；推动", "lost bytes"),
        ("能够?y训练", "lost bytes"),
        ("Copyright ? 2025", "lost bytes"),
        ("锟斤拷锟斤拷", "wrong charset"),
        ("äº\u00ba工", "wrong charset"),
        ("ÖÐ¹úÕþ¸®", "wrong charset"),
        ("关键词1省增长5%", "masked words"),
        ("建成xx个平台", "masked words"),
        ("投资**亿元", "masked words"),
        ("人为智能+行动", "replaced words"),
        ("算力www.example.com规模", "foreign words put in"),
        ("投入30兆元", "兆 of unclear size"),
    ],
)
def test_damage_is_found_and_named(text: str, reason: str) -> None:
    assert reason in {sign.reason for sign in find_damage(text)}


@pytest.mark.parametrize(
    "text",
    [
        "为什么要建设算力网?因为需要。",
        "目标是多少？5%左右。",
        "带宽达到500兆，功率30兆瓦。",
        "“数据要素×”行动",
        "登录平台（http://a.example.com）填报",
        "增长5%，达到30%；质量提升。",
    ],
)
def test_sound_text_shows_no_damage(text: str) -> None:
    assert find_damage(text) == ()


def test_a_number_in_zhao_is_unclear_in_a_traditional_text_unless_a_unit_follows() -> None:
    assert find_damage("规模30兆", traditional=True)
    assert not find_damage("规模30兆瓦", traditional=True)
    assert not find_damage("规模30兆")


def test_signs_come_in_the_order_of_the_text() -> None:
    starts = [sign.start for sign in find_damage("甲\ufffd乙??丙xx个丁")]

    assert starts == sorted(starts)


def test_a_sentence_read_with_the_wrong_charset_is_told_by_its_rare_characters() -> None:
    sentence = "推动人工智能科技创新与产业创新深度融合"
    misread = sentence.encode().decode("gb18030", "replace")

    assert is_misread(misread)
    assert not is_misread(sentence)
    assert not is_misread("蚌埠、嘉峪关和亳州")
    assert not is_misread("泸州、衢州、漯河、濮阳、邳州和儋州正在推进人工智能产业的发展和数字经济的应用")


@pytest.mark.parametrize("sign", _SIGNS)
def test_each_sign_is_found_in_its_example_and_not_in_what_looks_alike(sign: DamageSign) -> None:
    assert sign.reason in {damage.reason for damage in find_damage(sign.like)}
    assert sign.pattern.search(sign.like)
    assert not sign.pattern.search(sign.unlike)
