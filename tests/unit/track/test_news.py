"""What is worth an alert."""

import make
from monitor.domain import AlertKind, Attachment, Change, ChangeKind, Failure, Outcome, SourceState
from monitor.track import article_alerts, baseline_alert, health_alert
from monitor.track.news import alert_kind

SOURCE = make.source()


def change(finding, kind=ChangeKind.NEW):
    return Change(finding, "f" * 8, kind)


def test_only_new_findings_in_scope_make_alerts():
    off_topic = make.target(quote=make.quote(in_scope=False))
    changes = [change(make.target()), change(make.progress(), ChangeKind.KNOWN), change(off_topic)]
    (alert,) = article_alerts(SOURCE, make.article(), changes, make.NOW)
    assert (alert.kind, alert.key, alert.finding) == (AlertKind.NEW_TARGET, "finding:ffffffff", make.target())


def test_an_alert_carries_the_attachments_that_were_not_read():
    attachment = Attachment("http://127.0.0.1/a.pdf", "行动方案.pdf")
    (alert,) = article_alerts(
        SOURCE, make.article(attachments=(attachment,)), [change(make.measure())], make.NOW
    )
    assert alert.unread == (attachment,)


def test_each_type_of_finding_has_its_kind_of_alert():
    kinds = [alert_kind(finding) for finding in (make.measure(), make.target(), make.progress())]
    assert kinds == [AlertKind.NEW_MEASURE, AlertKind.NEW_TARGET, AlertKind.NEW_PROGRESS]


def test_the_first_reading_makes_one_alert_with_the_counts():
    alert = baseline_alert(SOURCE, make.result(new_articles=20, new_targets=7))
    assert alert.key == "baseline:example"
    assert "20 篇文章" in alert.message
    assert "7 个目标" in alert.message


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
