"""Targets at the command line: listed, shown, decided, reviewed, imported, replayed."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest

ISSUER = "上海市人民政府"
ROWS = [
    {"id": "a", "published": "2025-03-01", "issuer": ISSUER, "text": "到2035年底，上海市智能算力规模突破100EFLOPS。"},
    {"id": "b", "published": "2025-09-01", "issuer": ISSUER, "text": "截至2025年8月底，上海市智能算力规模达到120EFLOPS。"},
    {"id": "c", "published": "2025-04-01", "issuer": ISSUER, "text": "到2030年底，上海市人工智能企业达到500家以上。"},
    {"id": "d", "published": "2025-05-01", "text": "上海市人民政府印发《上海市人工智能产业发展行动方案》。"},
]  # fmt: skip


@pytest.fixture
def filled(run, tmp_path):
    """Return `run` with a database in which the rows are followed."""
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    done = run("replay", "--jsonl", "rows.jsonl", "--database", "sqlite:///data/monitor.db")
    assert done.code == 0, done.err
    return run


def listed(run, *arguments):
    return json.loads(run(*arguments, "--json").out)


def table(run, *arguments):
    """Return the rows of a list as a spreadsheet reads it."""
    shown = run(*arguments, "--csv").out
    assert shown.startswith("\ufeff"), "Excel reads Chinese only behind this mark"
    return list(csv.DictReader(io.StringIO(shown.removeprefix("\ufeff"))))


def target_id(run, name):
    return next(row["id"] for row in listed(run, "targets") if name in row["name"])


def test_a_replay_prints_an_account_by_month_and_throws_the_rest_away(run, tmp_path):
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    shown = run("replay", "--jsonl", "rows.jsonl")
    assert "2025-03" in shown.out
    told = json.loads(run("replay", "--jsonl", "rows.jsonl", "--json").out)
    assert told["months"]["2025-09"] == {"articles": 1, "measures": 0, "targets": 0, "progress": 1, "new_measure": 0, "new_target": 0, "new_progress": 1, "status_proposal": 1}  # fmt: skip
    assert (told["totals"]["targets"], told["totals"]["linked"]) == (2, 1)
    assert "nothing recorded" in run("targets").out


def test_recorded_articles_are_replayed_and_read_again_in_place(filled, tmp_path):
    told = json.loads(filled("replay", "--json").out)
    assert (told["totals"]["targets"], told["totals"]["linked"]) == (2, 1)
    (tmp_path / "list.csv").write_text("metric,value\n算力,5\n", encoding="utf-8")
    filled("import", "list.csv")
    before = filled("targets", "--json").out
    assert filled("replay", "--again").out == "4 articles read again\n"
    assert filled("targets", "--json").out == before


def test_lists_filter_sort_and_print_as_text_json_and_csv(filled):
    assert [row["name"] for row in listed(filled, "targets", "--sort", "deadline")] == ["人工智能企业", "智能算力规模"]
    assert len(listed(filled, "targets", "--region", "上海")) == 2
    assert listed(filled, "targets", "--region", "广东省") == []
    assert listed(filled, "targets", "--issuer", "北京") == []
    assert len(listed(filled, "targets", "--since", "2025-03-15")) == 1
    assert listed(filled, "targets", "--status", "met") == []
    assert listed(filled, "targets", "--due-within", "30") == []
    assert len(listed(filled, "targets", "--theme", "ai_plus", "--limit", "1")) == 1
    (measure,) = listed(filled, "measures", "--sort", "updated")
    assert listed(filled, "measures", "--theme", "ai_plus") == [measure]
    assert (measure["name"], measure["stage"]) == ("上海市人工智能产业发展行动方案", "issued")
    assert {row["value"] for row in table(filled, "targets")} == {"100", "500"}
    (figure,) = table(filled, "progress")
    assert figure["target_name"] == "智能算力规模"
    assert "target: " in filled("progress").out
    assert "stage: issued" in filled("measures").out
    assert "by the end of 2030" in filled("deadlines").out
    assert filled("deadlines", "--region", "广东省").out.startswith("none of the 2 recorded fits")
    assert filled("progress", "--region", "广东省").out.startswith("none of the 1 recorded fits")
    assert "first stated" in filled("changes").out
    assert {row["aspect"] for row in table(filled, "changes")} == {"measure", "target", "figure"}
    assert len(listed(filled, "progress", "--theme", "ai_plus", "--status", "open")) == 1
    assert listed(filled, "progress", "--due-within", "30") == []
    assert len(listed(filled, "measures", "--stage", "issued")) == 1
    assert listed(filled, "measures", "--stage", "repealed") == []
    assert listed(filled, "deadlines", "--since", "2025-03-15")[0]["name"] == "人工智能企业"
    assert listed(filled, "changes", "--due-within", "30") == []
    assert filled("changes", "--since", "2100-01-01").out == "nothing changed yet\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("targets", "--json", "--csv"), "two forms"),
        (("targets", "--since", "gestern"), "is no date"),
        (("measures", "--sort", "deadline"), "no deadline"),
        (("target", "show", "zz"), "no target has the id"),
        (("target", "show", ""), "no target has the id"),
        (("target", "accept", "ffffffff"), "no target has the id"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_remedy(filled, arguments, words):
    shown = filled(*arguments)
    assert shown.code == 2
    assert words in shown.err


def test_a_target_is_shown_whole_with_quotes_and_links(filled):
    shown = filled("target", "show", target_id(filled, "算力"))
    for words in ("突破100EFLOPS", "达到120EFLOPS", "http://replay.invalid/a", "proposed", "met since 2025-08-31"):
        assert words in shown.out, words
    told = json.loads(filled("target", "show", target_id(filled, "算力"), "--json").out)
    assert len(told["observed"]) == 1


def test_a_proposal_is_accepted_and_the_trail_tells_who(filled):
    compute, firms = target_id(filled, "算力"), target_id(filled, "企业")
    assert "nothing is proposed" in filled("target", "accept", firms).err
    done = filled("target", "accept", compute, "--by", "张三", "--reason", "核实")
    assert done.out.strip().endswith("met")
    assert listed(filled, "targets", "--status", "met")[0]["status_by"] == "张三"
    assert "核实" in filled("changes").out
    assert filled("target", "reopen", compute).out.strip().endswith("open")


def test_a_proposal_is_rejected_for_good(filled):
    compute = target_id(filled, "算力")
    assert filled("target", "reject", compute, "--proposal", "met").code == 0
    assert "nothing is proposed" in filled("target", "accept", compute).err


def test_slots_are_edited_and_wrong_ones_refused(filled):
    firms = target_id(filled, "企业")
    assert filled("target", "edit", firms, "values", "600").code == 0
    assert next(row for row in table(filled, "targets") if row["id"] == firms)["value"] == "600"
    assert filled("target", "edit", firms, "region", "北京").code == 0
    assert next(row for row in table(filled, "targets") if row["id"] == firms)["region"] == "北京市"
    assert "no place of that name" in filled("target", "edit", firms, "region", "Shanghai").err
    assert "no slot" in filled("target", "edit", firms, "colour", "red").err
    assert "does not fit" in filled("target", "edit", firms, "deadline", "soon").err


def test_progress_is_taken_from_a_target_and_given_to_another(filled):
    compute, firms = target_id(filled, "算力"), target_id(filled, "企业")
    (figure,) = listed(filled, "progress")
    assert filled("target", "link", compute, figure["id"], "--undo").code == 0
    assert listed(filled, "progress")[0]["target"] is None
    assert filled("target", "link", firms, figure["id"]).code == 0
    assert listed(filled, "progress")[0]["target_name"] == "人工智能企业"
    assert "no finding" in filled("target", "link", firms, "ffffff").err


def test_a_target_is_closed_but_not_with_a_status_that_is_no_end(filled):
    firms = target_id(filled, "企业")
    assert filled("target", "close", firms, "withdrawn").out.strip().endswith("withdrawn")
    assert "is no end" in filled("target", "close", firms, "open").err


@pytest.mark.parametrize(("answers", "status", "left"), [("a\n", "met", 0), ("x\nr\n", "open", 0), ("s\n", "open", 1), ("q\n", "open", 1), ("", "open", 1)])  # fmt: skip
def test_what_waits_is_answered_one_by_one(filled, monkeypatch, answers, status, left):
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    shown = filled("review", "--by", "张三")
    assert "proposed: met" in shown.out
    assert f"{left} question(s) wait" in shown.out
    compute = next(row for row in listed(filled, "targets") if "算力" in row["name"])
    assert compute["status"] == status


def test_what_is_off_the_topics_is_asked_only_with_all(run, tmp_path, monkeypatch):
    rows = [
        {"id": "a", "published": "2025-03-01", "issuer": ISSUER, "text": "到2035年底，上海市粮食产量达到100万吨。"},
        {"id": "b", "published": "2025-09-01", "issuer": ISSUER, "text": "截至2025年8月底，上海市粮食产量达到120万吨。"},
    ]  # fmt: skip
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    run("replay", "--jsonl", "rows.jsonl", "--database", "sqlite:///data/monitor.db")
    assert run("review").out == "0 question(s) wait, 1 more off the topics (--all)\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("a\n"))
    assert run("review", "--all").out.endswith("0 question(s) wait\n")
    assert listed(run, "targets", "--all")[0]["status"] == "met"


def test_progress_between_two_targets_is_given_to_one_by_a_person(run, tmp_path, monkeypatch):
    rows = [
        ROWS[0],
        {**ROWS[0], "id": "e", "text": "到2033年底，上海市智能算力总量突破90EFLOPS。", "issuer": "上海市经济和信息化委员会"},
        {**ROWS[1], "text": "截至2025年8月底，上海市智能算力达到70EFLOPS。", "issuer": "广东省人民政府"},
    ]  # fmt: skip
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    run("replay", "--jsonl", "rows.jsonl", "--database", "sqlite:///data/monitor.db")
    (figure,) = listed(run, "progress")
    assert figure["target"] is None
    assert "no target chosen among" in run("progress").out
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    assert "0 question(s) wait" in run("review").out
    assert listed(run, "progress")[0]["target"] is not None


# Import


def lines(count, today):
    """Return a list of targets, every second one past its deadline."""
    for number in range(count):
        day = today + timedelta(days=400 if number % 2 else -400)
        yield f"指标{number},{number + 10},个,{day.isoformat()},上海市,{ISSUER}"


@pytest.mark.slow
def test_five_hundred_targets_half_of_them_expired_make_one_summary(run, tmp_path):
    today = date.today()  # noqa: DTZ011  the real clock of the command
    head = "metric,value,unit,deadline,region,issuer"
    (tmp_path / "list.csv").write_text("\n".join([head, *lines(500, today)]), encoding="utf-8-sig")
    assert "500 targets, all rows can be imported" in run("import", "list.csv", "--dry-run").out
    assert "nothing recorded" in run("targets", "--limit", "1000").out
    done = run("import", "list.csv")
    assert done.out.startswith("500 targets imported, 0 known already, 250 past their deadline")
    assert len(listed(run, "targets", "--limit", "1000")) == 500
    assert "alerts: 1 " in run("status").out
    assert len(listed(run, "deadlines", "--status", "overdue_no_evidence", "--limit", "1000")) == 250
    assert run("import", "list.csv").out.startswith("0 targets imported, 500 known already")


def test_every_unusable_row_is_named_and_nothing_is_imported(run, tmp_path):
    rows = ["metric,value,deadline,comparator,per,published,kind", "好,70,2027-06,>=,,,", ",70,,,,,", "甲,viel,2027-13,~,day,gestern,x", ",,,,,,"]  # fmt: skip
    (tmp_path / "list.csv").write_text("\n".join(rows), encoding="utf-8")
    shown = run("import", "list.csv")
    assert shown.code == 2
    assert "line 3: metric ''" in shown.err
    for column in ("value", "deadline", "comparator", "per", "published", "kind"):
        assert f"line 4: {column} " in shown.err, column
    assert "nothing recorded" in run("targets").out


def test_wan_and_yi_of_a_list_are_multiplied_out_and_shown_as_they_were_written(run, tmp_path):
    rows = [
        "metric,value,unit,deadline,region,issuer",
        f"人工智能核心产业规模,2.7,亿元,2035,上海市,{ISSUER}",
        f"人工智能企业,1.2万,家,2035,上海市,{ISSUER}",
        f"数据字数,3-5,万字,2035,上海市,{ISSUER}",
        f"入库项目,5,亿,2035,上海市,{ISSUER}",
    ]
    (tmp_path / "list.csv").write_text("\n".join(rows), encoding="utf-8")
    run("import", "list.csv")
    amounts = {row["name"]: row["finding"]["amount"] for row in listed(run, "targets")}
    assert {name: (one["values"], one["unit"]) for name, one in amounts.items()} == {
        "人工智能核心产业规模": (["270000000"], "元"),
        "人工智能企业": (["12000"], "家"),
        "数据字数": (["3", "5"], "万字"),
        "入库项目": (["500000000"], None),
    }
    told = {row["to"] for row in table(run, "changes")}
    assert {">= 2.7亿元", ">= 1.2万家"} <= told


HEAD = "metric,value,unit,comparator,deadline,region,issuer,published"
SHEET = f"""{HEAD}
智能算力规模,"1,200",EFLOPS,≥,2035/12/31,上海,{ISSUER},2025/3/1
人工智能普及率,70%,,>=,2035年,上海市,{ISSUER},2025年3月1日
单位能耗,-3,％,=,２０３５,全国,国务院,
"""


@pytest.mark.parametrize(
    "content",
    [
        SHEET.encode("utf-8-sig"),
        SHEET.replace("\n", "\r\n").encode("gb18030"),
        SHEET.replace('"1,200"', "1200").replace(",", ";").encode(),
        SHEET.replace('"1,200"', "1200").replace(",", "\t").encode(),
        SHEET.replace("\n", ",,\n").replace("metric", " Metric").encode(),
    ],
    ids=["utf-8", "gb18030", "semicolons", "tabs", "empty columns"],
)
def test_lists_are_read_as_spreadsheets_save_them(run, tmp_path, content):
    (tmp_path / "list.csv").write_bytes(content)
    assert run("import", "list.csv").out.startswith("3 targets imported")
    rows = {row["name"]: row for row in table(run, "targets")}
    figures = {name: (row["comparator"], row["value"], row["unit"]) for name, row in rows.items()}
    assert figures == {
        "智能算力规模": (">=", "1200", "EFLOPS"),
        "人工智能普及率": (">=", "70", "%"),
        "单位能耗": ("=", "-3", "%"),
    }
    assert {row["deadline"] for row in rows.values()} == {"2035-12-31"}
    assert rows["智能算力规模"]["region"] == "上海市"
    assert rows["人工智能普及率"]["published"] == "2025-03-01"
    assert "70%" in rows["人工智能普及率"]["quote"]


def test_a_renamed_list_brings_nothing_new_and_says_so(run, tmp_path):
    (tmp_path / "list.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "list (2).csv").write_text(SHEET, encoding="utf-8")
    run("import", "list.csv")
    assert run("import", "list (2).csv").out.startswith("0 targets imported, 3 known already")
    assert len(listed(run, "targets")) == 3


def test_what_no_text_will_match_is_noted_but_imported(run, tmp_path):
    (tmp_path / "list.csv").write_text(f"{HEAD}\n算力,5,bananas,,2035,Shanghai,,\n", encoding="utf-8")
    shown = run("import", "list.csv", "--dry-run")
    assert shown.code == 0
    assert "line 2: region 'Shanghai': no place" in shown.err
    assert "line 2: unit 'bananas': no unit" in shown.err


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("甲,1,2", "line 2: more cells than columns: '2'"),
        ("甲,2.7E+08", "the spreadsheet has shortened it"),
        ("甲,>=70", "go into the column comparator"),
        ("甲,999999999999999999999", "no figure is as large"),
        ('甲,"70', "line 2: unexpected end of data; is a quotation mark missing?"),
        ('"甲\n乙",x\n丙,y', "line 4: value 'y'"),
    ],
)
def test_cells_that_cannot_be_meant_are_refused_with_their_line(run, tmp_path, row, words):
    (tmp_path / "list.csv").write_text(f"metric,value\n{row}\n", encoding="utf-8")
    shown = run("import", "list.csv")
    assert shown.code == 2
    assert words in shown.err
    assert "nothing recorded" in run("targets").out


def test_a_workbook_is_refused_with_what_to_do(run, tmp_path):
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 and so on")
    assert "save as CSV" in run("import", "list.xlsx").err


def test_no_cell_of_a_list_is_taken_for_a_formula(run, tmp_path):
    cells = ["=1+1", "+cmd", "-x", "@sum", "＝1+1", "-5"]
    rows = "\n".join(f"甲{number},5,,{cell}" for number, cell in enumerate(cells))
    (tmp_path / "list.csv").write_text(f"metric,value,deadline,title\n{rows}\n", encoding="utf-8")
    run("import", "list.csv")
    assert {row["title"] for row in table(run, "targets")} == {"'=1+1", "'+cmd", "'-x", "'@sum", "'＝1+1", "-5"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("metric,wert\n甲,1", "missing: value; unknown: wert"),
        ("metric,value\n", "has no rows"),
        ("metric,metric,value\na,b,1", "twice: metric"),
    ],
)
def test_a_list_with_other_columns_or_none_is_refused(run, tmp_path, content, words):
    (tmp_path / "list.csv").write_text(content, encoding="utf-8")
    shown = run("import", "list.csv")
    assert shown.code == 2
    assert words in shown.err
