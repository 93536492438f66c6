"""Each channel against a server that behaves like the real one: what became of every attempt."""

import re
import smtplib
import socket
from contextlib import closing
from datetime import timedelta
from threading import Event

import pytest

import chats
import contents
import servers
from monitor.domain import SendResult, Verdict
from monitor.notify import limited
from monitor.notify.channels.http_service import through
from monitor.notify.content.message import Language
from recipients import channel_of
from servers import Manner

SHORT = "rto=0.4"
CONTENT = contents.content()


def channel_to(server, more=""):
    joint = "&" if "?" in server.address else "?"
    return channel_of(server.address + (joint + more if more else ""))


def first_part(channel):
    return channel.parts(CONTENT, Language.BOTH, "key")[0]


@pytest.mark.parametrize("kind", chats.CHATS)
def test_what_a_service_accepts_is_sent_and_arrives_whole(kind):
    with servers.chat(kind) as server:
        channel = channel_to(server)
        parts = channel.parts(CONTENT, Language.BOTH, "key")
        assert [channel.send(part).verdict for part in parts] == [Verdict.SENT] * len(parts)
    arrived = "\n".join(server.bodies())
    assert len(server.accepted) == len(parts)
    for number in (1, 2, 3):
        assert f"https://www.example.gov.cn/art/2025/t2025040{number}.html" in arrived
    assert "38 of 41" in arrived.replace("\\", "")


@pytest.mark.parametrize("kind", [kind for kind in chats.CHATS if kind is not chats.Hook])
def test_a_refusal_is_refused_in_the_services_own_words_even_in_a_200(kind):
    with servers.chat(kind) as server:
        server.manners = [Manner.REFUSE]
        answer = channel_to(server).send(first_part(channel_to(server)))
    said = server.refusal[1]
    words = said if isinstance(said, str) else next(v for v in said.values() if isinstance(v, str))
    assert answer.verdict is Verdict.REFUSED
    assert words in answer.reason
    assert server.accepted == []


@pytest.mark.parametrize(
    ("kind", "wait_s"),
    [
        (chats.WeCom, 60),
        (chats.Ding, 600),
        (chats.FeishuBots, 60),
        (chats.LarkBots, 60),
        (chats.SlackHooks, servers.RETRY_AFTER_S),
        (chats.SlackApi, None),
        (chats.TelegramApi, servers.RETRY_AFTER_S),
        (chats.NtfyServer, servers.RETRY_AFTER_S),
        (chats.MatrixHome, servers.RETRY_AFTER_S),
    ],
)
def test_a_limit_said_in_the_services_own_way_is_a_failure_with_its_wait(kind, wait_s):
    with servers.chat(kind) as server:
        server.manners = [Manner.LIMIT]
        answer = channel_to(server).send(first_part(channel_to(server)))
    assert answer.verdict is Verdict.FAILED
    assert answer.retry_after == (None if wait_s is None else timedelta(seconds=wait_s))


@pytest.mark.parametrize("kind", chats.CHATS)
@pytest.mark.parametrize(
    ("manner", "verdict"),
    [
        (Manner.TOO_MANY, Verdict.FAILED),
        (Manner.BROKEN, Verdict.FAILED),
        (Manner.BUSY, Verdict.FAILED),
        (Manner.GATEWAY, Verdict.UNKNOWN),
        (Manner.MOVED, Verdict.REFUSED),
        (Manner.HANG, Verdict.UNKNOWN),
        (Manner.RESET, Verdict.UNKNOWN),
        (Manner.BREAK, Verdict.UNKNOWN),
    ],
)
def test_what_went_wrong_on_the_way_is_told_apart(kind, manner, verdict):
    with servers.chat(kind) as server:
        server.manners = [manner]
        channel = channel_to(server, SHORT if manner is Manner.HANG else "")
        answer = channel.send(first_part(channel))
        server.released.set()
    assert answer.verdict is verdict, answer
    assert answer.reason
    wait = timedelta(seconds=servers.RETRY_AFTER_S) if manner is Manner.TOO_MANY else None
    assert answer.retry_after == wait
    assert server.accepted == []
    assert len(server.asked) == 1  # once, without a retry of its own and without following the redirect


@pytest.mark.parametrize("kind", [kind for kind in chats.CHATS if kind is not chats.Hook])
def test_a_web_page_in_place_of_an_answer_is_no_success(kind):
    with servers.chat(kind) as server:
        server.manners = [Manner.PORTAL]
        answer = channel_to(server).send(first_part(channel_to(server)))
    assert answer.verdict is (Verdict.REFUSED if kind is chats.SlackHooks else Verdict.UNKNOWN)


@pytest.mark.parametrize("kind", chats.CHATS)
def test_a_service_that_cannot_be_reached_has_not_got_anything(kind):
    with servers.chat(kind) as server:
        channel = channel_to(server)
    answer = channel.send(first_part(channel))
    assert answer.verdict is Verdict.FAILED
    assert "no connection" in answer.reason


@pytest.mark.parametrize("kind", chats.CHATS)
def test_reasons_ids_and_labels_hold_no_secret(kind):
    secrets = [
        getattr(kind, name) for name in ("key", "token", "secret", "tokens") if isinstance(getattr(kind, name, 0), str)
    ]
    with servers.chat(kind) as server:
        server.refusal = (403, {"error": " ".join(["no access for", *secrets])})
        server.manners = [Manner.REFUSE]
        channel = channel_to(server)
        refused = channel.send(first_part(channel))
    gone = channel.send(first_part(channel))
    for word in (word for secret in secrets for word in secret.split("/") if secret in server.address):
        assert word not in refused.reason + gone.reason + channel.id + channel.label


def test_a_service_that_repeats_our_password_does_not_bring_it_into_the_log():
    with servers.chat(chats.NtfyServer) as server:
        server.refusal = (403, {"error": "no access for me with pass-word"})
        server.manners = [Manner.REFUSE]
        channel = channel_of(f"ntfy://me:pass-word@127.0.0.1:{server.server_port}/news")
        answer = channel.send(first_part(channel))
    assert "no access" in answer.reason
    assert "pass-word" not in answer.reason


def test_a_batch_of_parts_is_judged_part_by_part():
    content = contents.content(sections=(contents.section(30),))
    with servers.chat(chats.WeCom) as server:
        channel = channel_to(server)
        parts = channel.parts(content, Language.ZH, "key")
        assert len(parts) >= 3
        server.manners = [Manner.ACCEPT, Manner.REFUSE]
        assert [channel.send(part).verdict for part in parts[:2]] == [Verdict.SENT, Verdict.REFUSED]
        assert channel.parts(content, Language.ZH, "key") == parts
        answers = [channel.send(part).verdict for part in parts[1:]]
    assert set(answers) == {Verdict.SENT}
    assert server.bodies() == [part.body for part in parts]


@pytest.mark.parametrize("kind", chats.CHATS)
def test_a_repeat_says_that_it_may_be_one_and_still_fits(kind):
    content = contents.content(sections=(contents.section(60),))
    with servers.chat(kind) as server:
        channel = channel_to(server)
        for part in channel.parts(content, Language.BOTH, "key"):
            assert channel.send(part, repeat=True).verdict is Verdict.SENT
    for asked in server.accepted:
        assert "may be a repeat" in str(asked.body)


def test_a_wrong_secret_is_refused_by_the_signature():
    with servers.chat(chats.Ding) as ding, servers.chat(chats.FeishuBots) as feishu:
        for server in (ding, feishu):
            server.secret = "another5ecret"
            channel = channel_of(server.address)
            del server.secret
            answer = channel.send(first_part(channel))
            assert answer.verdict is Verdict.REFUSED
            assert "sign" in answer.reason


def test_without_a_secret_nothing_is_signed():
    with servers.chat(chats.Ding) as ding, servers.chat(chats.FeishuBots) as feishu:
        for address in (f"dingtalk://{ding.token}?gateway={ding.url}", f"feishu://{feishu.token}?gateway={feishu.url}"):
            channel = channel_of(address)
            assert channel.send(first_part(channel)).verdict is Verdict.REFUSED
    assert "sign" not in ding.asked[0].query
    assert "sign" not in feishu.asked[0].body


def test_email_arrives_with_both_forms_and_the_calendar():
    with servers.post() as server:
        channel = channel_to(server)
        assert channel.send(first_part(channel)).verdict is Verdict.SENT
    (letter,) = server.letters
    assert server.envelopes == [("monitor@watch.example", ("reader@office.example",))]
    kinds = [part.get_content_type() for part in letter.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert letter["Subject"] == "人工智能+ 日报 2025-04-02：3 新目标"
    assert letter["From"] == "aiplus-monitor <monitor@watch.example>"


@pytest.mark.parametrize(
    ("recipient", "manner", "verdict", "words"),
    [
        ("nobody", Manner.ACCEPT, Verdict.REFUSED, "SMTP 550: 5.1.1"),
        ("grey", Manner.ACCEPT, Verdict.FAILED, "SMTP 451"),
        ("reader", Manner.REFUSE, Verdict.REFUSED, "SMTP 554"),
        ("reader", Manner.BUSY, Verdict.FAILED, "SMTP 452"),
        ("reader", Manner.HANG, Verdict.UNKNOWN, "no answer"),
        ("reader", Manner.RESET, Verdict.UNKNOWN, "no answer"),
    ],
)
def test_each_answer_of_a_mail_server_is_judged(recipient, manner, verdict, words):
    with servers.post() as server:
        server.manners = [manner]
        address = server.address.replace("reader@", f"{recipient}@") + "&rto=0.5"
        channel = channel_of(address)
        answer = channel.send(first_part(channel))
        assert server.letters == []
    assert answer.verdict is verdict
    assert words in answer.reason
    assert answer.retry_after == (timedelta(minutes=5) if recipient == "grey" else None)


def test_one_refused_recipient_leaves_the_others_their_letters():
    with servers.post() as server:
        verdicts = []
        for name in ("reader", "nobody", "other"):
            channel = channel_of(server.address.replace("reader@", f"{name}@"))
            verdicts.append(channel.send(first_part(channel)).verdict)
    assert verdicts == [Verdict.SENT, Verdict.REFUSED, Verdict.SENT]
    assert [to for _, (to,) in server.envelopes] == ["reader@office.example", "other@office.example"]


def test_a_mail_server_that_is_not_there_has_not_got_anything():
    with servers.post() as server:
        channel = channel_to(server)
    answer = channel.send(first_part(channel))
    assert answer.verdict is Verdict.FAILED
    assert "no connection" in answer.reason


def test_a_server_that_never_greets_or_cannot_encrypt_has_not_got_anything():
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        channel = channel_of(f"mailto://127.0.0.1:{port}?from=a@b.example&to=c@d.example&rto=0.3")
        assert channel.send(first_part(channel)).verdict is Verdict.FAILED
    with servers.post() as server:
        channel = channel_of(f"mailtos://127.0.0.1:{server.port}?from=a@b.example&to=c@d.example&rto=5&mode=starttls")
        answer = channel.send(first_part(channel))
    assert answer.verdict is Verdict.REFUSED
    assert "cannot do it" in answer.reason


def test_a_login_that_the_server_does_not_offer_is_refused():
    with servers.post() as server:
        address = f"mailto://user:hunter22@127.0.0.1:{server.port}?from=a@b.example&to=c@d.example"
        channel = channel_of(address)
        answer = channel.send(first_part(channel))
    assert answer.verdict is Verdict.REFUSED
    assert "hunter22" not in answer.reason + channel.label
    assert smtplib.SMTPNotSupportedError.__name__ not in answer.reason


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(400, Verdict.REFUSED), (429, Verdict.FAILED), (500, Verdict.FAILED), (502, Verdict.UNKNOWN), (200, Verdict.SENT)],
)
def test_a_service_that_only_apprise_knows_is_judged_by_its_log(status, verdict):
    with servers.forms() as server:
        server.status = status
        channel = channel_of(f"form://127.0.0.1:{server.server_port}/hook")
        assert channel.send(first_part(channel)).verdict is verdict


@pytest.mark.parametrize(("password", "verdict"), [("hunter22", Verdict.SENT), ("wrong-one", Verdict.REFUSED)])
def test_a_login_is_used_and_its_refusal_told(password, verdict):
    with servers.post(password="hunter22") as server:
        address = f"mailto://user:{password}@127.0.0.1:{server.port}?from=a@b.example&to=c@d.example"
        channel = channel_of(address)
        answer = channel.send(first_part(channel))
    assert answer.verdict is verdict
    assert len(server.letters) == (verdict is Verdict.SENT)
    assert password not in answer.reason


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ((b"554 no service here\r\n",), Verdict.REFUSED),
        ((b"421 too many connections\r\n",), Verdict.FAILED),
        ((b"220 hi\r\n", b"250 hi\r\n", b"550 no such sender\r\n", b"221 bye\r\n"), Verdict.REFUSED),
        ((b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"451 not now\r\n"), Verdict.FAILED),
        ((b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"250 what\r\n"), Verdict.FAILED),
        ((b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n"), Verdict.FAILED),
    ],
)
def test_a_mail_server_that_stops_before_the_message_has_not_got_it(lines, verdict):
    with servers.script(*lines) as port:
        channel = channel_of(f"mailto://127.0.0.1:{port}?from=a@b.example&to=c@d.example&rto=5")
        assert channel.send(first_part(channel)).verdict is verdict


HELLO = b"220 hi\r\n"
OK = b"250 ok\r\n"


def mail_answer(*lines, scheme="mailto", login="", more=""):
    with servers.script(*lines) as port:
        channel = channel_of(f"{scheme}://{login}127.0.0.1:{port}?from=a@b.example&to=c@d.example&rto=2{more}")
        return channel.send(first_part(channel))


def test_a_250_after_the_whole_message_is_sent():
    answer = mail_answer(HELLO, OK, OK, OK, b"354 go on\r\n", OK, b"221 bye\r\n")
    assert answer == SendResult(Verdict.SENT)


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        ((b"250 hi\r\n", OK, OK, OK, b"354 go on\r\n", OK), {}),
        ((b"250 hi\r\n",), {}),
        ((HELLO, b"250-hi\r\n250 STARTTLS\r\n", OK), {"scheme": "mailtos", "more": "&mode=starttls"}),
        ((HELLO, b"250-hi\r\n250 AUTH PLAIN\r\n", OK), {"login": "user:hunter22@"}),
        ((HELLO, b"250-hi\r\n250 AUTH LOGIN\r\n", OK, OK), {"login": "user:hunter22@"}),
        ((HELLO, b"250-hi\r\n250 AUTH CRAM-MD5\r\n", b"334 no base64!\r\n"), {"login": "user:hunter22@"}),
        ((HELLO, OK, OK, OK, OK, OK), {}),
    ],
)
def test_a_250_to_anything_but_the_message_is_not_sent(lines, address):
    answer = mail_answer(*lines, **address)
    assert answer.verdict in {Verdict.FAILED, Verdict.REFUSED}
    assert answer.reason


@pytest.mark.parametrize(
    ("offers", "warnings"), [(b"250-hi\r\n250 STARTTLS\r\n", 1), (b"250-hi\r\n250 SIZE 1000\r\n", 0)]
)
def test_mail_in_clear_text_warns_where_the_server_offers_starttls(offers, warnings, caplog):
    assert mail_answer(HELLO, offers, OK, OK, b"354 go on\r\n", OK).verdict is Verdict.SENT
    assert caplog.text.count("unencrypted although the server offers STARTTLS") == warnings


@pytest.mark.parametrize("last", [b"251 elsewhere\r\n", b"220 hi\r\n", b"354 more\r\n", b"what\r\n", b"5" * 9000])
def test_any_other_answer_to_the_message_is_unknown(last):
    answer = mail_answer(HELLO, OK, OK, OK, b"354 go on\r\n", last)
    assert answer.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(("line", "pause_s"), [(b"220-hi\r\n", 0.0), (b"220-hi\r\n", 0.05), (b"2", 0.05)])
def test_a_mail_server_that_never_ends_its_greeting_is_left_at_the_deadline(line, pause_s):
    with servers.endless(line, b"", pause_s) as port, limited(Event(), 0.5):
        channel = channel_of(f"mailto://127.0.0.1:{port}?from=a@b.example&to=c@d.example")
        answer = channel.send(first_part(channel))
    assert answer.verdict is Verdict.FAILED


def test_mail_ends_when_the_service_is_told_to_stop():
    stop = Event()
    with servers.endless(b"2", b"", 0.01, stop.set) as port, limited(stop):
        channel = channel_of(f"mailto://127.0.0.1:{port}?from=a@b.example&to=c@d.example")
        answer = channel.send(first_part(channel))
    assert stop.is_set()
    assert answer.verdict is Verdict.FAILED


def test_a_service_that_apprise_alone_knows_is_left_at_the_deadline():
    drip = b"HTTP/1.1 200 OK\r\nX: y"
    with servers.endless(b"z", drip, 0.01) as port, limited(Event(), 1.0):
        channel = channel_of(f"form://127.0.0.1:{port}/hook")
        answer = channel.send(first_part(channel))
    assert answer.verdict is Verdict.UNKNOWN


def test_mail_in_the_clear_to_a_server_that_offers_encryption_is_warned_of_once(caplog):
    hello = b"250-hi\r\n250 STARTTLS\r\n"
    with servers.script(HELLO, hello, b"550 no\r\n", b"221 bye\r\n") as port:
        channel = channel_of(f"mailto://127.0.0.1:{port}?from=a@b.example&to=c@d.example&rto=2")
        channel.send(first_part(channel))
    (record,) = (record for record in caplog.records if record.levelname == "WARNING")
    assert "mode=starttls" in record.getMessage()
    assert record.host == "127.0.0.1"


def test_an_encrypted_connection_to_a_server_that_speaks_in_the_clear_does_not_come_about():
    with servers.script(b"220 hi\r\n") as port:
        channel = channel_of(f"mailtos://127.0.0.1:{port}?from=a@b.example&to=c@d.example&mode=ssl&verify=no&rto=5")
        answer = channel.send(first_part(channel))
    assert answer.verdict is Verdict.FAILED


ECHOES = [
    ("json", "me:pass-word@", "/hook/a1b2c", "no POST at /hook/a1b2c for Basic bWU6cGFzcy13b3Jk"),
    ("json", "", "/hook/a1b2c", "proxy http://me:pass-word@proxy.example:3128 says no to /hook/a1b2c"),
    ("json", "", "/hook/a1b2c", "Bearer a1b2c-token of ?timestamp=1&sign=AbC%2Bd%3D is stale, secret: pass-word"),
    ("form", "me:pass-word@", "/hook/a1b2c", ""),
]


@pytest.mark.parametrize(("scheme", "login", "path", "echo"), ECHOES)
def test_what_a_service_echoes_of_its_address_login_and_signature_is_masked(scheme, login, path, echo):
    with servers.chat(chats.Hook) as server:
        server.refusal = (404, echo)
        server.manners = [Manner.REFUSE]
        channel = channel_of(f"{scheme}://{login}127.0.0.1:{server.server_port}{path}?+X-Key=key-of-mine")
        answer = channel.send(first_part(channel)) if echo else SendResult(Verdict.SENT)
    told = f"{answer.reason} {channel.label} {channel.id}"
    for secret in ("a1b2c", "pass-word", "bWU6cGFzcy13b3Jk", "AbC", "key-of-mine"):
        assert secret not in told


def test_the_words_of_a_service_steer_no_terminal():
    with servers.chat(chats.WeCom) as server:
        server.refusal = (200, {"errcode": 40000, "errmsg": "\x1b[2J\u2067no\u2069\u202e\r\nroom"})
        server.manners = [Manner.REFUSE]
        channel = channel_to(server)
        answer = channel.send(first_part(channel))
    assert answer.reason == "errcode 40000: [2Jno room"


def test_a_webhooks_own_fields_login_and_method_are_kept():
    with servers.chat(chats.Hook) as server:
        port = server.server_port
        address = f"json://me:pass-word@127.0.0.1:{port}/hook?:message=text&:version=&:team=policy&+X-Key=abc&-a=b"
        channel = channel_of(address)
        assert channel.send(first_part(channel)).verdict is Verdict.SENT
    (asked,) = server.accepted
    assert asked.body["team"] == "policy"
    assert "38/41" in asked.body["text"]
    assert not {"message", "version"} & set(asked.body)
    assert asked.headers["X-Key"] == "abc"
    assert asked.headers["Authorization"].startswith("Basic ")
    assert asked.query == {"a": "b"}


def test_a_topics_login_priority_tags_and_click_are_kept():
    with servers.chat(chats.NtfyServer) as server:
        host = f"127.0.0.1:{server.server_port}"
        for address in (
            f"ntfy://tk_abcdefghijk@{host}/news?auth=token&priority=high&xtags=policy&click=https://w.example/",
            f"ntfy://me:pass-word@{host}/news",
        ):
            channel = channel_of(address)
            assert channel.send(first_part(channel)).verdict is Verdict.SENT
    token, basic = server.accepted
    assert token.headers["Authorization"] == "Bearer tk_abcdefghijk"
    assert (token.headers["X-Priority"], token.headers["X-Tags"]) == ("high", "policy")
    assert token.body["click"] == "https://w.example/"
    assert basic.headers["Authorization"].startswith("Basic ")


def test_a_telegram_topic_and_a_slack_channel_id_are_addressed():
    with servers.chat(chats.TelegramApi) as telegram:
        channel = channel_of(telegram.address.replace("/12315544", "/12315544:7"))
        assert channel.send(first_part(channel)).verdict is Verdict.SENT
    assert telegram.accepted[0].body["message_thread_id"] == 7
    with servers.chat(chats.SlackApi) as slack:
        channel = channel_of(slack.address.replace("%23news", "C0123456789"))
        assert channel.send(first_part(channel)).verdict is Verdict.REFUSED
    assert slack.asked[0].body["channel"] == "C0123456789"


def test_an_error_after_which_slack_may_have_posted_is_unknown():
    with servers.chat(chats.SlackApi) as slack:
        slack.refusal = (200, {"ok": False, "error": "internal_error"})
        slack.manners = [Manner.REFUSE]
        channel = channel_of(slack.address)
        assert channel.send(first_part(channel)).verdict is Verdict.UNKNOWN


def test_an_old_answer_of_feishu_is_understood():
    with servers.chat(chats.FeishuBots) as feishu:
        feishu.refusal = (200, {"Extra": None, "StatusCode": 0, "StatusMessage": "success"})
        feishu.manners = [Manner.REFUSE]
        channel = channel_of(feishu.address)
        assert channel.send(first_part(channel)).verdict is Verdict.SENT


def test_public_services_are_asked_at_their_own_addresses():
    assert through("", "https://qyapi.weixin.qq.com/x?key=1") == "https://qyapi.weixin.qq.com/x?key=1"
    assert through("http://gate.example/wx/", "https://qyapi.weixin.qq.com/x?key=1") == "http://gate.example/wx/x?key=1"
    channel = channel_of("ntfy://news-topic-x")
    assert channel.service.server == "https://ntfy.sh/"


def test_services_that_only_apprise_knows_are_taken_as_it_describes_them():
    discord = channel_of("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js")
    sms = channel_of("d7sms://user-name:pass-word@15551231234")
    for channel in (discord, sms):
        limit = channel.service.form.limit
        for part in channel.parts(contents.content(sections=(contents.section(9),)), Language.ZH, "k"):
            assert len(part.body) <= limit
    assert sms.service.form.title.value == "in body"


def matrix(server, login="user:pass-word", room="%23news:matrix.example"):
    return channel_of(f"matrix://{login}@127.0.0.1:{server.server_port}/{room}?rto=0.4")


def test_a_room_is_joined_once_and_a_login_made_once():
    with servers.chat(chats.MatrixHome) as server:
        channel = matrix(server)
        for _ in range(2):
            assert channel.send(first_part(channel)).verdict is Verdict.SENT
        assert matrix(server, room="%23news").send(first_part(channel)).verdict is Verdict.SENT
    assert server.logins == [("user", "pass-word")] * 2
    assert server.joins == ["#news:matrix.example", "#news:127.0.0.1"]
    assert len({asked.path for asked in server.accepted}) == 3, "each message has a transaction of its own"
    (asked, *_) = server.accepted
    assert asked.body["body"].startswith("人工智能+ 日报 2025-04-02：3 新目标\n")
    assert not re.search(r"<|&[a-z#]", asked.body["body"])
    assert "\n原文 Source www.example.gov.cn https://www.example.gov.cn/art/" in asked.body["body"]
    assert asked.body["m.mentions"] == {}


@pytest.mark.parametrize(
    ("manner", "verdict"),
    [
        (Manner.HANG, Verdict.FAILED),
        (Manner.RESET, Verdict.FAILED),
        (Manner.TOO_MANY, Verdict.FAILED),
        (Manner.REFUSE, Verdict.REFUSED),
    ],
)
@pytest.mark.parametrize("login", ["user:pass-word", chats.MatrixHome.token])
def test_what_fails_before_the_message_has_not_sent_it(login, manner, verdict):
    with servers.chat(chats.MatrixHome) as server:
        server.earlier = [manner]
        channel = matrix(server, login)
        assert channel.send(first_part(channel)).verdict is verdict
        assert channel.send(first_part(channel)).verdict is Verdict.SENT
        server.released.set()
    assert len(server.accepted) == 1


def test_a_token_that_ended_is_asked_for_anew():
    with servers.chat(chats.MatrixHome) as server:
        channel = matrix(server)
        assert channel.send(first_part(channel)).verdict is Verdict.SENT
        server.manners = [Manner.REFUSE]
        assert channel.send(first_part(channel)).verdict is Verdict.REFUSED
        assert channel.send(first_part(channel)).verdict is Verdict.SENT
        server.welcome = (200, {"device_id": "X"})
        answer = matrix(server).send(first_part(channel))
    assert len(server.logins) == 3
    assert (answer.verdict, answer.reason) == (Verdict.FAILED, "an answer without a token")
