import json
from datetime import date

from monitor.detect.explain import read_row
from unit.detect.articles import AI

TEXT = "国家数据局印发《人工智能行动计划》。到2027年，智能算力规模突破1.5万P，建成完备的产业体系。截至8月底，平台达５０个。"


def test_a_row_gives_its_findings_as_plain_values() -> None:
    row = {"id": "a-1", "text": TEXT, "title": "某地新闻", "published": "2025-09-12", "issuer": "国家数据局"}
    out = json.loads(json.dumps(read_row(row, (AI,))))
    measure, target, wish, progress = out["findings"]

    assert out["id"] == "a-1"
    assert measure["type"] == "measure"
    assert measure["name"] == "人工智能行动计划"
    assert (measure["stage"], measure["issuers"], measure["document_number"]) == ("issued", ["国家数据局"], None)
    assert target["type"] == "target"
    assert (target["metric"], target["comparator"], target["values"]) == ("智能算力规模", ">", ["15000"])
    assert (target["unit"], target["kind"], target["per"]) == ("P", "level", None)
    assert target["deadline"] == {
        "start": "2027-01-01",
        "end": "2027-12-31",
        "precision": "year",
        "text": "2027年",
        "rule": "D1+sentence",
    }
    assert (target["strength"], target["in_scope"], target["topics"]) == ("stated", True, ["ai_plus"])
    assert (wish["comparator"], wish["values"], wish["unit"]) == (None, [], None)
    assert (progress["type"], progress["as_of"]["end"], progress["values"]) == ("progress", "2025-08-31", ["50"])
    assert all(TEXT[f["start"] : f["end"]] == f["quote"] for f in out["findings"])


def test_an_open_start_is_null() -> None:
    [found] = read_row({"id": 1, "text": "五年来，平台达50个。", "published": "2025-09-12"}, ())["findings"]

    assert found["as_of"]["start"] is None


def test_a_target_without_a_deadline_has_none() -> None:
    [found] = read_row({"id": 1, "text": "将培育平台50个。"}, (), today=date(2025, 1, 1))["findings"]

    assert found["deadline"] is None


def test_a_bare_row_is_anchored_at_the_day_given() -> None:
    [found] = read_row({"text": "今年底，平台达到50个。"}, (), today=date(2025, 1, 1))["findings"]

    assert found["deadline"]["end"] == "2025-12-31"
    assert read_row({"text": "平静的一天。"}, ()) == {"id": None, "findings": []}
