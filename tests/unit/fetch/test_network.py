"""Real connections on loopback: servers that hang, drip, cut and lie; TLS; proxies; reuse."""

import socket
import ssl
import threading
import time as real_time
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import httpcore
import pytest

from fakeweb import NOW, make_source
from monitor.domain import Request, Validators
from monitor.errors import FetchError, StoppedError
from monitor.fetch.network import BoundedStream, Bounds

PAGE = b"<html><body>page</body></html>"


def fetch(fetcher, url, source=None, validators=None):
    request = Request(url) if isinstance(url, str) else url
    return fetcher.fetch(request, source or make_source(request), NOW, validators)


def reply(connection):
    connection.reply(PAGE)


def hang(connection):
    connection.over.wait(30)


def test_a_page_is_fetched_and_the_connection_used_again(serve, make_fetcher):
    server = serve(reply)
    fetcher = make_fetcher()
    for _ in range(3):
        assert fetch(fetcher, server.url()).body == PAGE
    assert server.connections == 1
    assert len(server.heads) == 4  # robots.txt first


def test_the_request_on_the_wire_is_plain_and_names_us(serve, make_fetcher):
    server = serve(reply)
    fetch(make_fetcher(), server.url("/list/?q=a"), validators=Validators('"x"', "y"))
    lines = server.heads[-1].decode().split("\r\n")
    assert lines[0] == "GET /list/?q=a HTTP/1.1"
    assert f"Host: 127.0.0.1:{server.port}" in lines
    assert 'If-None-Match: "x"' in lines
    assert "If-Modified-Since: y" in lines
    assert any(line.startswith("User-Agent: Mozilla/5.0 (compatible; aiplus-monitor/") for line in lines)


def test_a_304_keeps_the_connection(serve, make_fetcher):
    server = serve(lambda connection: connection.send(b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'))
    fetcher = make_fetcher()
    for _ in range(2):
        assert fetch(fetcher, server.url(), validators=Validators('"x"')) is None
    assert server.connections == 1


def test_a_chunked_body_is_put_together(serve, make_fetcher):
    def chunked(connection):
        connection.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        connection.send(b"2\r\nde\r\n0\r\n\r\n")

    assert fetch(make_fetcher(), serve(chunked).url()).body == b"abcde"


def test_a_body_may_end_with_the_connection(serve, make_fetcher):
    def close_at_end(connection):
        connection.send(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE)
        connection.sock.shutdown(socket.SHUT_RDWR)

    server = serve(close_at_end)
    fetcher = make_fetcher()
    assert fetch(fetcher, server.url()).body == PAGE
    assert fetch(fetcher, server.url()).body == PAGE


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_large_post_is_sent_whole_to_a_server_that_reads_late(serve, make_fetcher, trust, certificate, scheme):
    trust(certificate)
    size = 8 * 1024 * 1024
    left = []

    def read_late(connection):
        connection.over.wait(0.2)
        missing = size - len(connection.head.partition(b"\r\n\r\n")[2])
        while missing > 0:
            missing -= len(connection.sock.recv(65536))
        left.append(missing)
        connection.reply(b"{}")

    server = serve(read_late, context=server_context(certificate) if scheme == "https" else None)
    request = Request(server.url(scheme=scheme), "POST", json="x" * size)
    assert fetch(make_fetcher(), request).body == b"{}"
    assert left == [0]


# --- failures ---


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"read_s": 0.1, "attempts": 2}, r"no answer for 0\.1 s; tried 2 times"),
        ({"deadline_s": 0.2}, r"not complete after 0\.2 s"),
        ({"deadline_s": 0.0}, "not complete after 0 s"),
    ],
)
def test_a_server_that_never_answers_is_given_up(serve, make_fetcher, limits, message):
    server = serve(hang)
    with pytest.raises(FetchError, match=message):
        fetch(make_fetcher(limits=limits), server.url())


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "],
    ids=["body", "header"],
)
def test_a_drip_ends_at_the_deadline_wherever_it_drips(serve, make_fetcher, start):
    def drip(connection):
        connection.send(start)
        while not connection.over.wait(0.02):
            connection.send(b"x")

    server = serve(drip)
    began = real_time.monotonic()
    with pytest.raises(FetchError, match=r"not complete after 0\.3 s"):
        fetch(make_fetcher(limits={"deadline_s": 0.3}), server.url())
    assert real_time.monotonic() - began < 5


@pytest.mark.parametrize("line", [b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"])
def test_an_endless_row_of_interim_answers_is_cut(serve, make_fetcher, line):
    sent = []

    def never_final(connection):
        with suppress(OSError):  # the client goes away
            while not connection.over.is_set():
                connection.sock.sendall(line * 100)
                sent.append(100)

    fetcher = make_fetcher(limits={"attempts": 1})
    with pytest.raises(FetchError, match="no answer within its first 128 KiB"):
        fetch(fetcher, serve(never_final).url())


def test_a_slow_row_of_interim_answers_ends_at_the_deadline(serve, make_fetcher):
    def drip(connection):
        while not connection.over.wait(0.02):
            connection.send(b"HTTP/1.1 100 Continue\r\n\r\n")

    with pytest.raises(FetchError, match=r"not complete after 0\.3 s"):
        fetch(make_fetcher(limits={"deadline_s": 0.3}), serve(drip).url())


def test_a_few_interim_answers_are_passed_over(serve, make_fetcher):
    def hint(connection):
        connection.send(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 3)
        connection.reply(PAGE)

    assert fetch(make_fetcher(), serve(hint).url()).body == PAGE


def test_a_body_larger_than_the_longest_head_is_no_head(serve, make_fetcher):
    body = b"x" * 1_000_000
    server = serve(lambda connection: connection.reply(body))
    fetcher = make_fetcher()
    for _ in range(2):
        assert fetch(fetcher, server.url()).body == body
    assert server.connections == 1


def test_a_large_post_to_a_server_that_never_reads_ends_at_the_deadline(serve, make_fetcher):
    server = serve(hang)
    request = Request(server.url(), "POST", json="x" * 32 * 1024 * 1024)
    with pytest.raises(FetchError, match=r"not complete after 0\.5 s"):
        fetch(make_fetcher(limits={"deadline_s": 0.5}), request)


# --- stopping ---


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nabc", b"HTTP/1.1 200 OK\r\nX-Slow: "],
    ids=["silence", "body", "header"],
)
def test_a_request_to_a_silent_server_ends_when_the_service_stops(serve, make_fetcher, start):
    begun, stop = threading.Event(), threading.Event()

    def hang_after(connection):
        connection.send(start)
        begun.set()
        connection.over.wait(30)

    server = serve(hang_after)
    fetcher = make_fetcher(stop=stop)
    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(fetch, fetcher, server.url())
        assert begun.wait(20)
        stop.set()
        with pytest.raises(StoppedError):
            page.result(5)


def test_a_stopped_service_opens_no_connection(serve, make_fetcher):
    server, stop = serve(reply), threading.Event()
    stop.set()
    with pytest.raises(StoppedError):
        fetch(make_fetcher(stop=stop), server.url())
    assert server.connections == 0


def test_a_name_whose_look_up_takes_until_the_deadline_is_not_connected_to(serve, make_fetcher):
    server, moments = serve(reply), [0.0]

    def slow(_host, _port):
        moments[0] += 100.0
        return ["127.0.0.1"]

    fetcher = make_fetcher(resolve=slow, monotonic=lambda: moments[0])
    with pytest.raises(FetchError, match="not complete after 90 s"):
        fetch(fetcher, server.url(host="site.example"))
    assert server.connections == 0


class Opened(httpcore.NetworkStream):
    """A connection that tells whether it was closed."""

    closed = False

    def close(self):
        self.closed = True


def test_a_connection_that_is_stopped_before_its_handshake_is_closed():
    stop = threading.Event()
    stop.set()
    opened = Opened()
    stream = BoundedStream(opened, Bounds(stop, real_time.monotonic, lambda _host, _port: []))
    with pytest.raises(StoppedError):
        stream.start_tls(ssl.create_default_context())
    assert opened.closed


#: Which of the two limits is met first depends on how much one read brings.
_TOO_LONG = "(Receive buffer too long|no answer within its first)"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"", "disconnected without sending a response"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", "without sending complete message body"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc", "Content-Length"),
        (b"220 mail.example ESMTP\r\n\r\n", "illegal status line"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000, _TOO_LONG),
    ],
    ids=["nothing", "short", "negative", "other protocol", "endless headers"],
)
def test_an_answer_that_is_none_is_tried_again_and_then_told(serve, make_fetcher, answer, message):
    def cut(connection):
        connection.send(answer)
        connection.sock.shutdown(socket.SHUT_RDWR)

    server = serve(cut)
    with pytest.raises(FetchError, match=f"{message}.*; tried 2 times"):
        fetch(make_fetcher(limits={"attempts": 2}), server.url())


def test_a_reset_is_tried_again_and_then_told(serve, make_fetcher):
    def reset(connection):
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.sock.close()

    server = serve(reset)
    with pytest.raises(FetchError, match="Connection reset by peer; tried 2 times"):
        fetch(make_fetcher(limits={"attempts": 2}), server.url())
    assert len(server.heads) == 3


def test_a_connection_that_was_closed_meanwhile_is_replaced(serve, make_fetcher):
    closed = threading.Event()

    def reply_and_close(connection):
        connection.reply(PAGE)
        connection.sock.shutdown(socket.SHUT_RDWR)
        closed.set()

    server = serve(reply_and_close)
    fetcher = make_fetcher()
    for _ in range(2):
        assert fetch(fetcher, server.url()).body == PAGE
        assert closed.wait(10)
    assert server.connections == 2


def test_a_header_that_cannot_be_sent_is_told_at_once(serve, make_fetcher):
    request = Request(serve(reply).url(), headers=(("X-Note", "a\nb"),))
    with pytest.raises(FetchError, match="Illegal header value") as caught:
        fetch(make_fetcher(), request)
    assert "tried" not in caught.value.message


def test_a_refused_connection_is_told(make_fetcher):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError, match="refused; tried 3 times"):
        fetch(make_fetcher(), f"http://127.0.0.1:{port}/")


def test_an_unknown_name_is_not_tried_again(make_fetcher):
    asked = []

    def resolve(host, _port):
        asked.append(host)
        raise OSError("Name or service not known")

    with pytest.raises(FetchError, match=r"nowhere\.example cannot be resolved: Name or service not known: no answer"):
        fetch(make_fetcher(resolve=resolve), "http://nowhere.example/")
    assert asked == ["nowhere.example"]


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "..example", "xn--a.example"])
def test_a_name_that_cannot_be_looked_up_is_a_fetch_error(make_fetcher, host):
    with pytest.raises(FetchError):
        fetch(make_fetcher(), f"http://{host}/")


def test_a_name_without_addresses_is_a_fetch_error(make_fetcher):
    with pytest.raises(FetchError, match=r"a\.example has no address"):
        fetch(make_fetcher(resolve=lambda _host, _port: []), "http://a.example/")


def test_the_next_address_of_a_name_is_tried(serve, make_fetcher):
    server = serve(reply)
    fetcher = make_fetcher(resolve=lambda _host, _port: ["127.0.0.2", "127.0.0.1"])
    assert fetch(fetcher, server.url(host="site.example")).body == PAGE


@pytest.fixture
def full_listener():
    """A listener whose queue is full, and the connections that fill it."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        fillers = [stack.enter_context(socket.socket()) for _ in range(4)]
        for filler in fillers:
            filler.settimeout(0)
            filler.connect_ex(listener.getsockname())
        yield listener, fillers


def test_an_address_that_does_not_answer_is_given_up(full_listener, make_fetcher):
    listener, _ = full_listener
    with pytest.raises(FetchError, match=r"no answer for 0\.2 s; tried 1 times"):
        fetch(make_fetcher(limits={"connect_s": 0.2, "attempts": 1}), f"http://127.0.0.1:{listener.getsockname()[1]}/")


def test_a_connection_that_takes_its_time_is_waited_for(full_listener, make_fetcher):
    listener, fillers = full_listener
    begun = threading.Event()

    def resolve(_host, _port):
        begun.set()
        return ["127.0.0.1"]

    def answer_all():
        lines = []
        while b"GET / HTTP/1.1" not in lines:
            with listener.accept()[0] as sock:
                lines.append(sock.recv(65536).partition(b"\r\n")[0])
                sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with ThreadPoolExecutor(2) as pool:
        url = f"http://slow.example:{listener.getsockname()[1]}/"
        page = pool.submit(fetch, make_fetcher(resolve=resolve), url)
        assert begun.wait(20)
        for filler in fillers:
            filler.close()
        # The kernel asks for the connection again after a second, and then there is room.
        answers = pool.submit(answer_all)
        assert page.result(30).body == b""
        answers.result(30)


def test_the_checked_address_is_connected_to_and_not_the_name(serve, make_fetcher):
    server = serve(reply)
    answers = iter([["8.8.8.8"], ["8.8.8.8"], ["127.0.0.1"]])
    fetcher = make_fetcher(resolve=lambda _host, _port: next(answers), limits={"connect_s": 0.05, "attempts": 1})
    with pytest.raises(FetchError):
        fetch(fetcher, server.url(host="rebinding.example"), make_source("http://a.example/"))
    assert server.heads == []


def test_an_ipv6_address_is_not_asked_over_ipv4(serve, make_fetcher):
    server = serve(reply)
    with pytest.raises(FetchError, match=r"tried 3 times: no answer for http://\[::1\]"):
        fetch(make_fetcher(), f"http://[::1]:{server.port}/")
    assert server.connections == 0


# --- many ---


def test_hosts_answer_at_the_same_time_over_real_connections(serve, make_fetcher):
    together = threading.Barrier(8)

    def meet(connection):
        together.wait(20)
        connection.reply(PAGE)

    servers = [serve(meet, host=f"127.0.0.{number}") for number in range(1, 9)]
    fetcher = make_fetcher()
    with ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(lambda server: fetch(fetcher, server.url()), servers))
    assert all(page.body == PAGE for page in pages)


def test_a_hundred_threads_share_a_fetcher_and_no_host_is_asked_twice_at_a_time(serve, make_fetcher):
    lock = threading.Lock()
    active = Counter()
    overlaps = []

    def count(connection):
        host = connection.head.partition(b"Host: ")[2].partition(b":")[0]
        with lock:
            active[host] += 1
            overlaps.append(active[host])
        connection.over.wait(0.001)
        with lock:
            active[host] -= 1
        connection.reply(PAGE)

    server = serve(count)
    fetcher = make_fetcher(resolve=lambda _host, _port: ["127.0.0.1"])
    urls = [server.url(host=f"h{number % 40}.example") for number in range(400)]
    with ThreadPoolExecutor(100) as pool:
        pages = list(pool.map(lambda url: fetch(fetcher, url), urls))
    assert all(page.body == PAGE for page in pages)
    assert len(overlaps) == 400
    assert max(overlaps) == 1


def test_only_so_many_idle_connections_are_kept(serve, make_fetcher):
    server = serve(reply, host="127.0.0.1")
    fetcher = make_fetcher(limits={"idle_connections": 1}, resolve=lambda _host, _port: ["127.0.0.1"])
    for name in ("a", "b", "a", "a"):
        fetch(fetcher, server.url(host=f"{name}.example"))
    assert server.connections == 3


def test_a_connection_in_use_is_closed_when_its_request_ends_after_the_fetcher(serve, make_fetcher):
    begun, end = threading.Event(), threading.Event()

    def wait(connection):
        begun.set()
        end.wait(20)
        connection.reply(PAGE)

    server = serve(wait)
    fetcher = make_fetcher()
    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(fetch, fetcher, server.url())
        assert begun.wait(20)
        fetcher.close()
        end.set()
        assert page.result(20).body == PAGE


# --- TLS ---


@pytest.fixture
def trust(monkeypatch):
    """Make certificates trusted roots for this test."""
    return lambda path: monkeypatch.setenv("SSL_CERT_FILE", str(path))


def server_context(path, *, oldest=False):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    if oldest:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    context.load_cert_chain(path)
    return context


def test_tls_is_verified_and_the_connection_used_again(serve, make_fetcher, trust, certificate):
    trust(certificate)
    server = serve(reply, context=server_context(certificate))
    fetcher = make_fetcher()
    for _ in range(2):
        assert fetch(fetcher, server.url(scheme="https")).body == PAGE
    assert server.connections == 1


def test_an_unknown_certificate_is_refused_at_once(serve, make_fetcher, certificate):
    server = serve(reply, context=server_context(certificate))
    with pytest.raises(FetchError, match="its certificate was refused: self-signed certificate") as caught:
        fetch(make_fetcher(), server.url(scheme="https"))
    assert "tried" not in caught.value.message
    assert server.connections == 1


def test_a_certificate_of_another_host_is_refused(serve, make_fetcher, trust, certificate):
    trust(certificate)
    server = serve(reply, context=server_context(certificate))
    fetcher = make_fetcher(resolve=lambda _host, _port: ["127.0.0.1"])
    assert fetch(fetcher, server.url(scheme="https", host="site.example")).body == PAGE
    with pytest.raises(FetchError, match="its certificate was refused: Hostname mismatch"):
        fetch(fetcher, server.url(scheme="https", host="other.example"))


@pytest.mark.parametrize(("level", "works"), [(None, False), (1, True), (0, True)])
def test_a_weak_key_is_accepted_from_the_source_that_says_so(
    serve, make_fetcher, trust, weak_certificate, level, works
):
    trust(weak_certificate)
    server = serve(reply, context=server_context(weak_certificate))
    source = make_source(server.url(scheme="https"), legacy_tls=level)
    fetcher = make_fetcher()
    if works:
        assert fetch(fetcher, server.url(scheme="https"), source).body == PAGE
    else:
        with pytest.raises(FetchError, match="its certificate was refused: EE certificate key too weak"):
            fetch(fetcher, server.url(scheme="https"), source)


@pytest.mark.parametrize(("level", "works"), [(None, False), (1, False), (0, True)])
def test_tls_1_0_is_accepted_from_the_source_that_says_so(serve, make_fetcher, trust, certificate, level, works):
    trust(certificate)
    server = serve(reply, context=server_context(certificate, oldest=True))
    source = make_source(server.url(scheme="https"), legacy_tls=level)
    if works:
        assert fetch(make_fetcher(), server.url(scheme="https"), source).body == PAGE
    else:
        with pytest.raises(FetchError, match="TLS failed"):
            fetch(make_fetcher(), server.url(scheme="https"), source)


def test_even_an_old_server_must_prove_its_name(serve, make_fetcher, weak_certificate):
    server = serve(reply, context=server_context(weak_certificate))
    with pytest.raises(FetchError, match="its certificate was refused"):
        fetch(make_fetcher(), server.url(scheme="https"), make_source(server.url(scheme="https"), legacy_tls=0))


def test_a_server_that_speaks_no_tls_is_told(make_fetcher):
    listener = socket.create_server(("127.0.0.1", 0))

    def babble():
        with listener.accept()[0] as sock:
            sock.recv(1000)
            sock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    thread = threading.Thread(target=babble)
    thread.start()
    with pytest.raises(FetchError, match="TLS failed: "):
        fetch(make_fetcher(), f"https://127.0.0.1:{listener.getsockname()[1]}/")
    thread.join(10)
    listener.close()


def test_a_handshake_that_hangs_ends_in_time(make_fetcher):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        with pytest.raises(FetchError, match=r"no answer for 0\.2 s"):
            fetch(make_fetcher(limits={"connect_s": 0.2, "attempts": 1}), url)


def test_a_connection_cut_in_the_handshake_is_tried_again(make_fetcher):
    listener = socket.create_server(("127.0.0.1", 0))

    def cut():
        for _ in range(2):
            sock, _address = listener.accept()
            sock.recv(10)
            sock.shutdown(socket.SHUT_WR)
            sock.recv(65536)
            sock.close()

    thread = threading.Thread(target=cut)
    thread.start()
    with pytest.raises(FetchError, match="the connection was cut; tried 2 times"):
        fetch(make_fetcher(limits={"attempts": 2}), f"https://127.0.0.1:{listener.getsockname()[1]}/")
    thread.join(10)
    listener.close()


def test_a_check_of_plain_http_loads_no_certificates(serve, make_fetcher, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/absent.pem")  # would fail if it were read
    assert fetch(make_fetcher(), serve(reply).url()).body == PAGE


# --- proxies ---


def test_a_source_with_a_proxy_goes_through_it(serve, make_fetcher):
    proxy = serve(reply)
    source = make_source("http://news.example/list/", proxy=f"http://user:secret@127.0.0.1:{proxy.port}")
    fetcher = make_fetcher(resolve=lambda _host, _port: pytest.fail("the proxy looks names up"))
    assert fetch(fetcher, "http://news.example/list/", source).body == PAGE
    head = proxy.heads[-1].decode()
    assert head.startswith("GET http://news.example/list/ HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=" in head


def tunnel(target_port):
    """A proxy's CONNECT: bytes are passed on both ways."""

    def copy(source, target):
        with suppress(OSError):  # either side may be gone at the end
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def handle(connection):
        with socket.create_connection(("127.0.0.1", target_port)) as target:
            connection.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=copy, args=(target, connection.sock))
            back.start()
            copy(connection.sock, target)
            back.join(10)

    return handle


def test_tls_through_a_proxy_is_verified_for_the_site(serve, make_fetcher, trust, certificate):
    trust(certificate)
    server = serve(reply, context=server_context(certificate))
    proxy = serve(tunnel(server.port))
    source = make_source("https://site.example/list/", proxy=f"http://127.0.0.1:{proxy.port}")
    with make_fetcher() as fetcher:
        assert fetch(fetcher, "https://site.example/list/", source).body == PAGE
        assert fetch(fetcher, "https://site.example/list/", source).body == PAGE
    assert [head.split(b"\r\n")[0] for head in proxy.heads] == [b"CONNECT site.example:443 HTTP/1.1"]
    assert len(server.heads) == 3


def test_a_proxy_that_refuses_is_told_without_its_password(serve, make_fetcher):
    proxy = serve(lambda connection: connection.reply(b"", "407 Proxy Authentication Required"))
    source = make_source("https://site.example/", proxy=f"http://user:secret@127.0.0.1:{proxy.port}")
    with pytest.raises(FetchError, match="407 Proxy Authentication Required") as caught:
        fetch(make_fetcher(), "https://site.example/", source)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("proxy", "message"),
    [
        ("socks5://user:secret@127.0.0.1:9", "must be an http:// address"),
        ("https://127.0.0.1:9", "must be an http:// address"),
        ("http://", "must be an http:// address"),
        ("127.0.0.1:9", "is no address"),
        ("http://[::1", "is no address"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_told_at_once(make_fetcher, proxy, message):
    with pytest.raises(FetchError, match=f"the `proxy` of the source {message}") as caught:
        fetch(make_fetcher(), "http://site.example/", make_source("http://site.example/", proxy=proxy))
    assert "secret" not in str(caught.value)
    assert "tried" not in caught.value.message


def test_the_environment_names_no_proxy_for_us(serve, make_fetcher, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert fetch(make_fetcher(), serve(reply).url()).body == PAGE
