import pytest

from monitor.detect.topics import relevance
from unit.detect.articles import AI, GRAIN, document


def test_terms_are_counted_once_and_reported_in_order() -> None:
    (judged,) = relevance(document("建设算力。建设算力。发展智能体。"), (AI,))
    assert (judged.topic, judged.score, judged.relevant) == ("ai_plus", 2.0, True)
    assert judged.terms == ("算力", "智能体")


def test_a_term_named_in_passing_counts_a_part_of_its_weight() -> None:
    (judged,) = relevance(document("拓展新能源、人工智能等领域合作。"), (AI,))
    assert (judged.score, judged.relevant) == (0.3, False)


def test_a_statement_counts_whole_though_the_term_was_named_in_passing_before() -> None:
    (judged,) = relevance(document("拓展新能源、人工智能等领域合作。人工智能发展很快。"), (AI,))
    assert judged.score == 1.0


def test_the_title_counts() -> None:
    (judged,) = relevance(document("正文。", title="机器人产业提速"), (AI,))
    assert judged.relevant


@pytest.mark.parametrize(("text", "relevant"), [("粮食产量稳定。", True), ("耕地保护。", False), ("", False)])
def test_each_topic_is_judged_by_its_own_threshold(text: str, relevant: bool) -> None:  # noqa: FBT001 - a table's column
    ai, grain = relevance(document(text), (AI, GRAIN))
    assert not ai.relevant
    assert grain.relevant is relevant
