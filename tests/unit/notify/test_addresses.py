"""Addresses: whom they name, what people see of them, and what nobody sees."""

from types import SimpleNamespace

import pytest

from monitor.notify.channels.apprise_channel import (
    default_id,
    label_of,
    masked,
    readers_of,
    recipients_of,
    scheme_of,
    secrets_of,
)


def plugin(label="", user="", password=""):
    return SimpleNamespace(user=user, password=password, url=lambda privacy: label)  # noqa: ARG005 -- Apprise's


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("mailtos://u:p@h.example", "mailto"),
        ("MAILTO://u:p@h.example", "mailto"),
        ("jsons://host/path", "json"),
        ("forms://host/path", "form"),
        ("matrixs://t@host/%23room", "matrix"),
        ("wecombot://KEY", "wecombot"),
        ("sms://1234", "sms"),
        ("s://x", "s"),
    ],
)
def test_a_scheme_is_the_same_with_and_without_encryption(address, scheme):
    assert scheme_of(address) == scheme


@pytest.mark.parametrize(
    ("address", "readers"),
    [
        ("mailto://u:p@h.example?to=a@x.example", ("a@x.example",)),
        ("mailtos://u:p@h.example?from=u@h.example&to=a@x.example,b@x.example", ("a@x.example", "b@x.example")),
        ("mailto://u:p@h.example?to=a@x.example,,%20a@x.example,", ("a@x.example",)),
        ("mailto://u:p@h.example", ()),
        ("json://h.example/hook?to=a@x.example", ()),
    ],
)
def test_only_an_email_address_names_readers(address, readers):
    assert readers_of(address) == readers


def test_each_reader_of_an_email_address_is_a_recipient_of_his_own():
    found = recipients_of("team", "mailto://u:p@h.example?to=读者@x.example,b@x.example&name=x")
    assert [recipient.address for recipient in found] == [
        "mailto://u:p@h.example?to=%E8%AF%BB%E8%80%85@x.example&name=x",
        "mailto://u:p@h.example?to=b@x.example&name=x",
    ]
    assert len({recipient.id for recipient in found}) == 2
    assert all(recipient.id.startswith("team-") for recipient in found)


def test_a_single_reader_keeps_the_name_of_the_channel():
    (recipient,) = recipients_of("team", "mailto://u:p@h.example?to=a@x.example")
    assert (recipient.id, recipient.address) == ("team", "mailto://u:p@h.example?to=a@x.example")


def test_a_default_id_depends_on_the_reader_and_else_on_the_address():
    one_reader = {default_id(f"mailto://u:{word}@h.example?to=a@x.example") for word in ("old", "new")}
    assert len(one_reader) == 1
    assert default_id("mailto://u:p@h.example?to=a@x.example,b@x.example") == "mail"
    assert default_id("ntfy://topic-of-ours").startswith("ntfy-")
    assert "topic-of-ours" not in default_id("ntfy://topic-of-ours")


@pytest.mark.parametrize(
    ("address", "login", "secrets", "harmless"),
    [
        ("wecombot://0123456789abcdef", ("", ""), {"0123456789abcdef"}, set()),
        ("json://hook.example/a1/b2?+X-Key=abcdefg", ("", ""), {"a1/b2", "a1", "b2", "abcdefg"}, {"hook.example"}),
        ("ntfy://me:pass-word@host.example/topic-x", ("me", "pass-word"), {"pass-word", "topic-x"}, {"host.example"}),
        ("mailto://me:pass-word@mail.example?to=a@x.example", ("me", "pass-word"), {"pass-word"}, {"x.example"}),
        ("tgram://123456789:abc%2Bdef/12315544", ("", ""), {"123456789", "abc%2Bdef", "abc+def"}, set()),
    ],
)
def test_the_secrets_of_an_address_are_its_words_and_not_its_host(address, login, secrets, harmless):
    found = secrets_of(address, plugin("", *login))
    assert secrets <= found
    assert not harmless & found


def test_a_login_is_a_secret_in_each_form_in_which_headers_carry_it():
    found = secrets_of("mailto://me:pw@h.example?to=a@x.example", plugin("", "me", "pw"))
    assert {"pw", "bWU6cHc=", "AG1lAHB3", "cHc="} <= found, "Basic, AUTH PLAIN, AUTH LOGIN"


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("HTTP 404: no such hook s3cret-path", "HTTP 404: no such hook ***"),
        ("HTTP 401: Authorization: Basic bWU6cHc=", "HTTP 401: Authorization: Basic ***"),
        ("HTTP 401: bearer abcdefgh was revoked", "HTTP 401: bearer *** was revoked"),
        ("HTTP 400: ?timestamp=1&sign=AbC%2Bd%3D&x=1", "HTTP 400: ?timestamp=1&sign=***&x=1"),
        ('{"secret": "abc", "code": 7}', '{"secret": "***", "code": 7}'),
        ("proxy http://me:pw@proxy.example:3128 refused", "proxy http://***@proxy.example:3128 refused"),
        ("two\r\nlines \x1b[31mred\x1b[0m \u2067اليوم\u2069", "two lines [31mred[0m اليوم"),
        ("errcode 40000: room closed", "errcode 40000: room closed"),
    ],
)
def test_a_reason_is_one_line_without_secrets_logins_and_signatures(reason, shown):
    assert masked(reason, {"s3cret-path"}) == shown


def test_a_longer_secret_is_masked_before_the_shorter_one_inside_it():
    assert masked("no hook a1/b2 here", {"a1", "a1/b2", "b2"}) == "no hook *** here"


@pytest.mark.parametrize(
    ("address", "private", "label"),
    [
        ("json://h.example/a1/b2", "json://h.example/a1/b2?method=POST", "json://h.example/***"),
        ("xml://h.example", "xml://h.example/", "xml://h.example"),
        ("ntfy://topic", "ntfy://topic?priority=3", "ntfy://topic"),
        ("wecombot://KEY", "wecombot://K...Y/", "wecombot://K...Y"),
    ],
)
def test_the_label_of_a_webhook_leaves_its_path_out(address, private, label):
    assert label_of(address, plugin(private)) == label
