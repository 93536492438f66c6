from monitor.detect.themes import themes_of


def test_the_name_shows_the_themes_in_the_order_of_the_table() -> None:
    assert themes_of("机器人与算力产业发展行动计划", "消费") == ("compute", "robots", "industry")


def test_the_sentence_speaks_when_the_name_does_not() -> None:
    assert themes_of("若干措施", "促进消费，发展算力") == ("compute", "consumption")
    assert themes_of("若干措施") == ()
