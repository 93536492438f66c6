"""What is worth an alert."""

import make
from monitor.domain import AlertKind, Failure, Outcome, SourceState
from monitor.track import baseline_alert, health_alert

SOURCE = make.source()


def test_the_first_reading_makes_one_alert_with_the_counts():
    alert = baseline_alert(SOURCE, make.result(new_articles=20, new_measures=1, new_targets=7))
    assert alert.key == "baseline:example"
    ((zh, en),) = alert.details
    assert zh == "20 篇文章，1 项措施，7 个目标，0 条进展"
    assert en == "20 articles, 1 measure, 7 targets, 0 progress reports"


def test_one_outage_has_one_key_for_breaking_and_another_time_another():
    result = make.result(Outcome.FAILED, failures=(Failure("http://127.0.0.1/", "HTTP 503"),))
    before = SourceState(source_id="example", failing_since=make.NOW - make.MINUTE, reason="HTTP 503")
    broken = health_alert(SOURCE, before, AlertKind.SOURCE_BROKEN, result)
    again = health_alert(SOURCE, before, AlertKind.SOURCE_BROKEN, result)
    recovered = health_alert(SOURCE, before, AlertKind.SOURCE_RECOVERED, make.result())
    assert broken.key == again.key != recovered.key
    assert (broken.message, recovered.message) == ("HTTP 503", "HTTP 503")
    assert broken.since == before.failing_since
    fresh = health_alert(SOURCE, SourceState(source_id="example"), AlertKind.SOURCE_BROKEN, result)
    assert fresh.since == result.started_at
