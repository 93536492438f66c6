"""Reading a registry file: what is merged, and that all problems are told at once."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.domain import Format, Level, PagingKind, SourceKind
from monitor.errors import ConfigError
from monitor.sources import Registry, default_path, load
from monitor.toml import LARGEST_BYTES

TOPIC = """
[[topic]]
id = "energy"
name = "能源"
terms = { "储能" = 1.0 }
"""
SOURCE = """
[[source]]
id = "example"
name = "示例局 通知"
issuer = "示例局"
region = "全国"
level = "national"
kind = "policy"
family = "trs_static"
url = "https://www.example.gov.cn/tz/"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sources.toml"


def read(path: Path, text: str) -> Registry:
    path.write_text(text, encoding="utf-8")
    return load(path)


def problems(path: Path, text: str) -> dict[str, str]:
    """The messages by key; each names the file."""
    with pytest.raises(ConfigError) as caught:
        read(path, text)
    assert {problem.file for problem in caught.value.problems} == {str(path)}
    assert len({problem.key for problem in caught.value.problems}) == len(caught.value.problems)
    return {problem.key: problem.message for problem in caught.value.problems}


def test_a_source_is_its_family_with_its_own_keys_over_it(path: Path) -> None:
    (source,) = read(path, TOPIC + SOURCE + 'item = "ul.list li"\nbody = ["#text"]\n').sources
    assert (source.level, source.kind, source.name_en) == (Level.NATIONAL, SourceKind.POLICY, "示例局 通知")
    assert (source.layout.item, source.layout.body) == ("ul.list li", ("#text",))
    assert source.layout.paging.kind is PagingKind.PATH
    assert source.layout.meta_title == ("ArticleTitle",)


def test_defaults_stand_below_a_source_of_its_own_pace(path: Path) -> None:
    defaults = '[defaults]\nevery = "2h"\noverlap_days = 3\nmin_gap_s = 2\nproxy = "http://127.0.0.1:3128"\n'
    own = SOURCE.replace("example", "second") + 'every = "30m"\noverlap_days = 0\n'
    first, second = read(path, defaults + TOPIC + SOURCE + own).sources
    assert (first.every, first.overlap, first.min_gap_s) == (timedelta(hours=2), timedelta(days=3), 2.0)
    assert (second.every, second.overlap, second.min_gap_s) == (timedelta(minutes=30), timedelta(0), 2.0)
    assert first.proxy == second.proxy == "http://127.0.0.1:3128"


def test_without_defaults_the_domain_values_count(path: Path) -> None:
    (source,) = read(path, TOPIC + SOURCE).sources
    assert (source.every, source.jitter, source.overlap) == (
        timedelta(hours=4),
        timedelta(minutes=10),
        timedelta(days=7),
    )


def test_parameters_join_the_query_of_every_listing(path: Path) -> None:
    own = (
        SOURCE.replace("/tz/", "/s?a=1")
        + 'more = ["https://www.example.gov.cn/t?"]\nparams = { q = "算力 AI", p = 1 }\n'
    )
    (source,) = read(path, TOPIC + own).sources
    assert [request.url for request in source.listings] == [
        "https://www.example.gov.cn/s?a=1&q=%E7%AE%97%E5%8A%9B%20AI&p=1",
        "https://www.example.gov.cn/t?q=%E7%AE%97%E5%8A%9B%20AI&p=1",
    ]


def test_a_body_makes_a_post_that_every_listing_shares(path: Path) -> None:
    own = 'more = ["https://www.example.gov.cn/b"]\nform = { page = 1 }\nprime = "https://www.example.gov.cn/"\n'
    (source,) = read(path, TOPIC + SOURCE + own).sources
    assert [(r.method, r.form, r.prime) for r in source.listings] == [
        ("POST", (("page", "1"),), "https://www.example.gov.cn/")
    ] * 2


def test_a_post_without_body_can_be_asked_for(path: Path) -> None:
    (source,) = read(path, TOPIC + SOURCE + 'method = "POST"\n').sources
    assert (source.listings[0].method, source.listings[0].form, source.listings[0].json) == ("POST", (), None)


def test_a_feed_needs_only_the_generic_family_and_a_pattern(path: Path) -> None:
    own = SOURCE.replace("trs_static", "generic") + "format = \"feed\"\nlink_pattern = '/a/\\d+'\n"
    (source,) = read(path, TOPIC + own).sources
    assert (source.layout.format, source.layout.link_pattern.pattern) == (Format.FEED, r"/a/\d+")


def test_all_problems_are_told_at_once_with_file_table_key_and_remedy(path: Path) -> None:
    text = """
extend = "default"
[defaults]
evry = "4h"
jitter = "soon"
[[topic]]
id = "t"
name = "t"
trems = {}
[[source]]
id = "ndrc_tz"
name = "n"
issuer = "i"
region = "全国"
level = "nation"
kind = "policy"
family = "trs_statik"
url = "www.ndrc.gov.cn"
lnk_pattern = "x"
item = "a[href"
[[source]]
id = "ndrc_tz"
name = "n"
[[source]]
name = "without id"
"""
    found = problems(path, text)
    assert found["extend"] == "is unknown; did you mean 'extends'?"
    assert found["defaults.evry"] == "is unknown; did you mean 'every'?"
    assert "write 90s, 30m, 4h" in found["defaults.jitter"]
    assert found["topic[t].trems"] == "is unknown; did you mean 'terms'?"
    assert found["topic[t].terms"] == "is missing; add it"
    assert "is taken by an earlier table" in found["source[ndrc_tz].id"]
    assert found["source[#3].id"] == "is missing; add it"
    assert found["source[ndrc_tz].lnk_pattern"] == "is unknown; did you mean 'link_pattern'?"
    assert "is not an http or https address" in found["source[ndrc_tz].url"]
    assert "choose one of 'national', 'province', 'city'" in found["source[ndrc_tz].level"]
    assert found["source[#2].url"] == "is missing; add it"


def test_every_kind_of_wrong_key_is_told_for_one_source(path: Path) -> None:
    found = problems(
        path,
        TOPIC
        + SOURCE
        + """
lnk_pattern = "x"
item = "a[href"
twins = [["(a", ""]]
every = "0s"
min_gap_s = -1
legacy_tls = 5
enabled = "no"
date_formats = ["%Q"]
headers = { User-Agent = "Chrome" }
""",
    )
    assert found["source[example].lnk_pattern"] == "is unknown; did you mean 'link_pattern'?"
    assert found.keys() == {
        f"source[example].{key}"
        for key in [
            "lnk_pattern",
            "item",
            "twins",
            "every",
            "min_gap_s",
            "legacy_tls",
            "enabled",
            "date_formats",
            "headers",
        ]
    }


def test_a_key_like_nothing_known_is_told_with_what_is_known(path: Path) -> None:
    assert problems(path, TOPIC + "[defaults]\nzzz = 1\n" + SOURCE)["defaults.zzz"].startswith(
        "is unknown; known are every, jitter, active_hours"
    )


@pytest.mark.parametrize(
    ("extra", "key", "told"),
    [
        ("enabled = false", "disabled_because", "is missing; say why"),
        ('disabled_because = "x"', "disabled_because", "stands on an enabled source"),
        ('method = "GET"\nform = { a = "b" }', "method", "carries neither form nor json"),
        ('form = { a = "b" }\njson = { a = 1 }', "json", "a request has one body"),
        ('more = ["https://www.example.gov.cn/tz/"]', "more", "names an address twice"),
        ('format = "json"', "json_items", "the family 'trs_static' does not set it"),
        ('format = "json-html"', "fragment", "the family 'trs_static' does not set it"),
    ],
)
def test_keys_that_do_not_go_together_are_told(path: Path, extra: str, key: str, told: str) -> None:
    assert told in problems(path, TOPIC + SOURCE + extra + "\n")[f"source[example].{key}"]


def test_a_disabled_source_is_checked_and_kept_with_its_reason(path: Path) -> None:
    (source,) = read(path, TOPIC + SOURCE + 'enabled = false\ndisabled_because = "needs a browser"\n').sources
    assert (source.enabled, source.disabled_because) == (False, "needs a browser")


def test_an_unknown_family_is_told_with_the_nearest_one(path: Path) -> None:
    found = problems(path, TOPIC + SOURCE.replace("trs_static", "trs_statik"))
    assert found == {"source[example].family": "'trs_statik' is unknown; did you mean 'trs_static'?"}


def test_a_family_without_a_pattern_leaves_it_to_the_source(path: Path) -> None:
    found = problems(path, TOPIC + SOURCE.replace("trs_static", "json_custom"))
    assert set(found) == {f"source[example].{key}" for key in ("link_pattern", "json_items", "json_title", "json_link")}


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ("source = 1", "source", "must be written as [[source]] tables"),
        ("source = [1]", "source", "must be written as [[source]] tables"),
        ("topic = 'x'\n" + SOURCE, "topic", "must be written as [[topic]] tables"),
        ("defaults = 1\n" + TOPIC + SOURCE, "defaults", "must be written as a [defaults] table"),
        ("extends = 'other.toml'\n" + TOPIC + SOURCE, "extends", "no other file can be extended"),
    ],
)
def test_a_table_of_the_wrong_kind_is_told(path: Path, text: str, key: str, told: str) -> None:
    assert told in problems(path, text)[key]


def test_a_file_without_sources_is_refused(path: Path) -> None:
    assert "add a [[source]] table" in problems(path, TOPIC)["source"]
    assert "add a [[source]] table" in problems(path, "")["source"]


def test_a_file_without_topics_watches_the_bundled_ones(path: Path) -> None:
    assert read(path, SOURCE).topics == load(default_path()).topics


def test_a_user_adds_a_topic_without_code(path: Path) -> None:
    low_altitude = '[[topic]]\nid = "low_altitude"\nname = "低空经济"\nterms = { "低空经济" = 1, "无人机" = 0.6 }\n'
    added = read(path, 'extends = "default"\n' + low_altitude)
    assert [topic.id for topic in added.topics] == ["ai_plus", "low_altitude"]
    assert dict(added.topics[1].terms) == {"低空经济": 1.0, "无人机": 0.6}
    assert [topic.id for topic in read(path, low_altitude + SOURCE).topics] == ["low_altitude"]


def test_an_extending_file_changes_disables_enables_and_adds_sources(path: Path) -> None:
    changed = read(
        path,
        """
extends = "default"
[defaults]
every = "1h"
[[source]]
id = "ndrc_tz"
item = "ul.other li"
[[source]]
id = "ndrc_gg"
enabled = false
disabled_because = "not of interest"
[[source]]
id = "hb_gov"
enabled = true
"""
        + SOURCE,
    )
    before, after = load(default_path()), {source.id: source for source in changed.sources}
    assert [source.id for source in changed.sources] == [source.id for source in before.sources] + ["example"]
    assert (after["ndrc_tz"].layout.item, after["ndrc_tz"].name) == ("ul.other li", "国家发展改革委 通知")
    assert (after["ndrc_gg"].enabled, after["ndrc_gg"].disabled_because) == (False, "not of interest")
    assert (after["hb_gov"].enabled, after["hb_gov"].disabled_because) == (True, "")
    assert {source.every for source in changed.sources} == {timedelta(hours=1)}


def test_an_extending_file_may_change_nothing_but_a_default(path: Path) -> None:
    changed = read(path, 'extends = "default"\n[defaults]\nmax_articles = 5\n')
    assert {source.max_articles for source in changed.sources} == {5}


def test_the_bundled_file_can_neither_extend_itself_nor_do_without_topics(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.sources.registry.default_path", lambda: path)
    assert "remove it" in problems(path, 'extends = "default"\n' + TOPIC + SOURCE)["extends"]
    assert "there is none" in problems(path, SOURCE)["topic"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + (TOPIC + SOURCE).replace("\n", "\r\n").encode())
    assert len(load(path).sources) == 1


def test_bad_toml_is_told_with_line_and_column(path: Path) -> None:
    found = problems(path, "[defaults]\nevery 4h\n")
    assert list(found) == ["line 2, column 7"]
    assert found["line 2, column 7"].startswith("is not TOML: ")


def test_toml_that_breaks_off_is_told(path: Path) -> None:
    ((key, told),) = problems(path, '[defaults]\nevery = "4h').items()
    assert "is not TOML" in told
    assert key in {"end of document", "line 2, column 12"}


@pytest.mark.parametrize(
    ("body", "key", "told"),
    [
        (b"id = 1\n\xc4\xe3\xba\xc3\n", "line 2", "is not UTF-8"),
        (b"\x89PNG\x00\x00", "(file)", "is a binary file"),
        (b"#" * (LARGEST_BYTES + 1), "(file)", "is larger than 8 MB"),
    ],
)
def test_a_file_that_is_no_text_is_refused(path: Path, body: bytes, key: str, told: str) -> None:
    path.write_bytes(body)
    with pytest.raises(ConfigError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.key) == (str(path), key)
    assert told in problem.message


def test_a_missing_file_and_a_folder_are_refused(path: Path) -> None:
    for unreadable in (path, path.parent):
        with pytest.raises(ConfigError, match=r"\(file\): cannot be read: "):
            load(unreadable)
