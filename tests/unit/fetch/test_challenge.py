import pytest

from monitor.fetch.challenge import MAX_CHINESE, find_challenge, shown_text

PAGE = "<!doctype html><html><head><title>{title}</title><script>{script}</script></head><body>{body}</body></html>"


def page(title="", script="", body="", charset="utf-8"):
    return PAGE.format(title=title, script=script, body=body).encode(charset)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (521, "加速乐"),
        (512, "加速乐"),
        (412, "瑞数"),
        (418, "web firewall"),
        (405, "web firewall"),
        (403, "access denied"),
        (429, "too many requests"),
    ],
)
def test_statuses_of_firewalls_name_their_kind_and_what_to_do(status, kind):
    challenge = find_challenge(status, b"")
    assert challenge is not None
    assert kind in challenge.kind
    assert str(challenge) == f"{challenge.kind}: {challenge.advice}"
    assert len(challenge.advice) > 30


@pytest.mark.parametrize("status", [200, 404, 410, 500, 503])
def test_ordinary_statuses_are_no_challenge(status):
    assert find_challenge(status, page(body="<p>404 Not Found</p>")) is None
    assert find_challenge(status, b"") is None


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("document.cookie='__jsl_clearance_s=1700000000.1|-1|abc';location.href=location.pathname", "加速乐"),
        ("$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1;", "瑞数"),
        ("window.location='/WZWSREL3poZ292LmNu?wzwschallenge=V1'", "wzws"),
        ("wzwsquestion='a';wzwsfactor='b';", "wzws"),
        ("document.cookie='C3VK='+escape('1a2b3c');window.location.reload()", "C3VK"),
        ("document.cookie='HMF_CI=0a1b;path=/';location.reload()", "HMF_CI"),
        ("var CT6T='9f';document.cookie='CT6T='+CT6T", "CT6T"),
    ],
)
def test_scripts_that_set_a_cookie_and_show_nothing_are_challenges(script, kind):
    challenge = find_challenge(200, page(script=script, body="<noscript>Please enable JavaScript</noscript>"))
    assert challenge is not None
    assert kind in challenge.kind


def test_the_script_says_more_than_the_status():
    challenge = find_challenge(403, page(script="document.cookie='HMF_CI=1'"))
    assert challenge is not None
    assert "HMF_CI" in challenge.kind


@pytest.mark.parametrize(
    "text",
    [
        "访问频繁",
        "访问过于频繁",
        "操作频繁",
        "操作过于频繁",
        "安全验证",
        "验证码",
        "请求被拒绝",
        "系统繁忙",
        "页面不存在",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_short_pages_that_only_say_no_are_block_pages(text, charset):
    body = page(title="提示", body=f"<h1>您好，{text}，请稍后再试</h1><p>请求编号 0f3a</p>", charset=charset)
    challenge = find_challenge(200, body)
    assert challenge is not None
    assert text in challenge.kind


@pytest.mark.parametrize("text", ["页面不存在", "系统繁忙"])
def test_an_error_that_says_so_by_its_status_is_no_challenge(text):
    assert find_challenge(200, page(body=text)) is not None
    assert find_challenge(404, page(body=text)) is None
    assert find_challenge(500, page(body=text)) is None


def test_a_block_page_may_have_any_status():
    assert find_challenge(503, page(body="访问过于频繁")) is not None


def test_a_json_answer_that_refuses_is_a_block_page():
    assert find_challenge(200, '{"code":500,"msg":"系统繁忙，请稍后再试"}'.encode()) is not None


def test_a_json_listing_with_such_a_word_in_a_title_is_content():
    rows = ",".join(f'{{"title":"关于第{n}批短信验证码服务的通知","url":"/a/t{n}.html"}}' for n in range(4))
    assert find_challenge(200, f'{{"list":[{rows}]}}'.encode()) is None


@pytest.mark.parametrize("length", [300, 1000, 5000])
def test_an_article_that_mentions_a_captcha_is_an_article(length):
    body = page(title="关于规范短信验证码服务的通知", body=f"<p>{'各有关单位要加强验证码管理。' * (length // 14)}</p>")
    assert find_challenge(200, body) is None


def test_a_listing_whose_scripts_hold_a_challenge_cookie_name_is_a_listing():
    rows = "".join(f"<li><a href='/t{n}.html'>关于印发第{n}号行动方案的通知</a></li>" for n in range(20))
    assert find_challenge(200, page(script="var skip=['__jsl_clearance','C3VK']", body=f"<ul>{rows}</ul>")) is None


def test_a_long_challenge_script_is_still_a_challenge():
    script = "$_ts=window['$_ts'];" + "var a=1;" * 40_000
    assert find_challenge(412, page(script=script)) is not None
    assert "瑞数" in str(find_challenge(200, page(script=script)))


def test_much_chinese_anywhere_means_content():
    hidden = "验证码" * (MAX_CHINESE // 9 + 1)
    assert find_challenge(200, page(script=hidden)) is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>甲</p> <p>乙</p>", "甲乙"),
        ("甲<SCRIPT src=x>var 乙</SCRIPT>", "甲>"),
        ("甲<style>乙</style><!-- 丙 -->丁", "甲>丁"),
        ("甲<script>never closed 乙", "甲"),
        ("İ<script>乙</script>丙", "İ>丙"),
        ("1 < 2 &nbsp; 3", "1<23"),
    ],
)
def test_shown_text_leaves_out_what_is_not_shown(html, text):
    assert shown_text(html.encode()) == text


def test_shown_text_of_a_hostile_page_takes_one_pass():
    assert shown_text(b"<script" * 200_000) == ""
    assert len(shown_text(b"<" * 200_000)) == 200_000
