"""One request, and what its answer or its absence means."""

import contextlib
import ssl
import subprocess
import threading
from datetime import UTC, datetime, timedelta

import pytest
from urllib3.exceptions import InsecureRequestWarning

import servers
from monitor.domain import Verdict
from monitor.notify import limited
from monitor.notify.channels.http_service import HttpPost, HttpReply, json_body, retry_after, send_once

NOW = datetime(2025, 4, 2, 4, 0, tzinfo=UTC)
QUICK = (5.0, 5.0)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7),
        (" 120 ", 120),
        ("Wed, 02 Apr 2025 04:01:30 GMT", 90),
        ("Wed, 02 Apr 2025 03:00:00 GMT", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 400, 999_999_999),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 251_658_820_739),
        ("Wed, 02 Apr 99999999999999999999 04:01:30 GMT", None),
        ("Wed, 02 Apr 2025 04:01:30 +99999999999999999999", None),
        ("Wed, 02 Apr 0000 04:01:30 GMT", 0),
    ],
)
def test_a_wait_is_read_as_seconds_or_as_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds


def answered(*lines: bytes) -> object:
    with servers.script(b"".join(lines)) as port, limited(threading.Event()):
        return send_once(HttpPost(f"http://127.0.0.1:{port}/", b"{}", QUICK), NOW)


def test_a_wait_of_years_is_a_day():
    answer = answered(b"HTTP/1.1 429 Slow\r\nRetry-After: 999999999\r\nContent-Length: 0\r\n\r\n")
    assert answer.retry_after == timedelta(days=1)
    assert answer.reason == "HTTP 429"


@pytest.mark.parametrize(
    "body",
    [
        b'{"parameters": {"retry_after": 5}}',
        b'{"message": "limited", "retry_after": 5.0}',
        b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 5000}',
    ],
)
def test_a_wait_may_stand_in_the_body(body):
    head = b"HTTP/1.1 429 Slow\r\nContent-Length: %d\r\n\r\n" % len(body)
    assert answered(head, body).retry_after == timedelta(seconds=5)


@pytest.mark.parametrize("wait", ["1e20", "315360000", "1e400", "1" + "0" * 400, "Infinity"])
def test_a_wait_in_the_body_without_end_is_a_day(wait):
    body = b'{"retry_after": %s}' % wait.encode()
    answer = answered(b"HTTP/1.1 429 Slow\r\nContent-Length: %d\r\n\r\n" % len(body), body)
    assert answer.retry_after == timedelta(days=1)


@pytest.mark.parametrize("wait", ["NaN", "true", '"5"', "[" * 30_000])
def test_a_wait_that_is_no_number_is_none(wait):
    body = b'{"retry_after": %s}' % wait.encode()
    answer = answered(b"HTTP/1.1 429 Slow\r\nContent-Length: %d\r\n\r\n" % len(body), body)
    assert (answer.verdict, answer.retry_after) == (Verdict.FAILED, None)


@pytest.mark.parametrize("body", [b"[1]", b"{", b"\xff", b'{"parameters": 1}', b'{"retry_after": "x"}'])
def test_a_body_that_says_nothing_of_a_wait_is_no_error(body):
    answer = answered(b"HTTP/1.1 503 Busy\r\nContent-Length: %d\r\n\r\n" % len(body), body)
    assert answer.verdict is Verdict.FAILED
    assert answer.retry_after is None


def test_of_an_endless_answer_only_the_beginning_is_read():
    answer = answered(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n", b"x" * 200_000)
    assert isinstance(answer, HttpReply)
    assert len(answer.body) <= 200_000
    assert answer.json() == {}


HEAD = b"HTTP/1.1 200 OK\r\n"
#: What a server says once, and then again and again.
DRIPS = {
    "the status line": (b"H", b"x"),
    "the head": (HEAD + b"X: y", b"z"),
    "the body": (HEAD + b"Content-Length: 900000\r\n\r\n", b"x"),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "nothing": (b"", b""),
}


@pytest.mark.parametrize("drip", DRIPS)
def test_a_server_that_never_ends_its_answer_is_left_at_the_deadline(drip):
    first, again = DRIPS[drip]
    with servers.endless(again, first, 0.01) as port, limited(threading.Event(), 1.0):
        answer = send_once(HttpPost(f"http://127.0.0.1:{port}/", b"{}", QUICK), NOW)
    assert answer.verdict is Verdict.UNKNOWN, "it may have taken the message"


@pytest.mark.parametrize("drip", DRIPS)
def test_what_is_being_sent_ends_when_the_service_is_told_to_stop(drip):
    stop = threading.Event()
    first, again = DRIPS[drip]
    with servers.endless(again, first, 0.01, stop.set) as port, limited(stop):
        answer = send_once(HttpPost(f"http://127.0.0.1:{port}/", b"{}", QUICK), NOW)
    assert stop.is_set()
    assert answer.verdict is Verdict.UNKNOWN


def test_a_server_that_takes_no_bytes_is_left_at_the_deadline():
    body = b"x" * 50_000_000
    with servers.deaf() as port, limited(threading.Event(), 1.0):
        answer = send_once(HttpPost(f"http://127.0.0.1:{port}/", body, QUICK), NOW)
    assert answer.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_nothing_is_sent_when_no_time_is_left(seconds):
    with servers.deaf() as port, limited(threading.Event(), seconds):
        answer = send_once(HttpPost(f"http://127.0.0.1:{port}/", b"{}", QUICK), NOW)
    assert (answer.verdict, answer.reason) == (Verdict.FAILED, "no connection: timeout")


def test_an_answer_without_end_is_cut():
    with servers.endless(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000) as port, limited(threading.Event()):
        answer = send_once(HttpPost(f"http://127.0.0.1:{port}/", b"{}", QUICK), NOW)
    assert answer.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("lines", [(b"",), (b"HTTP/1.1 ",), (b"nonsense\r\n\r\n",)])
def test_what_is_no_answer_leaves_it_unknown(lines):
    assert answered(*lines).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("url", ["http://", "http://[::1/", "gopher://h.example/", "http://h.example:99999/"])
def test_a_malformed_address_is_refused_without_being_told(url):
    answer = send_once(HttpPost(url + "?key=secret", b"{}", QUICK), NOW)
    assert answer.verdict is Verdict.REFUSED
    assert "secret" not in answer.reason


def test_a_host_that_has_no_address_cannot_be_reached():
    answer = send_once(HttpPost("http://nowhere.invalid/?key=secret", b"{}", QUICK), NOW)
    assert answer.verdict is Verdict.FAILED
    assert "secret" not in answer.reason


def test_a_certificate_that_nobody_vouches_for_is_no_connection(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    names = ["-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate, "-days", "2"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = servers.Sink()
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None
    with servers.running(server):
        url = f"https://127.0.0.1:{server.server_port}/"
        refused = send_once(HttpPost(url, b"{}", QUICK), NOW)
        with pytest.warns(InsecureRequestWarning):
            accepted = send_once(HttpPost(url, b"{}", QUICK, verify=False), NOW)
    assert refused.verdict is Verdict.FAILED
    assert "certificate" in refused.reason
    assert isinstance(accepted, HttpReply)


def test_what_cannot_be_encoded_becomes_a_question_mark():
    assert json_body({"a": "汉\ud800"}) == '{"a": "汉?"}'.encode()


def test_threads_do_not_share_anything():
    answers = []
    with servers.sink() as sink:
        post = HttpPost(f"http://127.0.0.1:{sink.server_port}/", b"{}", QUICK)
        threads = [threading.Thread(target=lambda: answers.append(send_once(post, NOW))) for _ in range(8)]
        with contextlib.ExitStack() as stack:
            for thread in threads:
                thread.start()
                stack.callback(thread.join)
    assert all(isinstance(answer, HttpReply) for answer in answers)
    assert len(sink.received) == 8
