"""The terminal, and what is common to channels."""

import pytest

import make
from monitor.domain import Coverage, Verdict
from monitor.errors import ConfigError
from monitor.notify import Language, TerminalChannel, alerts_content, channel_id, open_channel, split_addresses
from monitor.notify.channels import Recipient
from recipients import channel_of, present

CONTENT = alerts_content([make.alert()], "default", Coverage(1, 1), make.NOW)


def test_an_address_that_no_service_accepts_is_a_configuration_error_without_its_secret():
    with pytest.raises(ConfigError) as caught:
        open_channel(Recipient("team", "nosuch://token-12345@host"), print, present)
    assert "environment: MONITOR_NOTIFY: no service has addresses of the form nosuch://" in str(caught.value)
    assert "token-12345" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "mailto://u:topsecret@example.org/a@example.org/b@example.org",
        "ntfy://topsecret@127.0.0.1/one/two",
        "tgram://123456789:topsecret_hijklmnop/111/222",
        "mailto://u:topsecret@example.org?to=a@example.org&cc=b@example.org",
    ],
)
def test_an_address_with_several_recipients_is_refused_by_name_without_its_secret(address):
    with pytest.raises(ConfigError, match=r"MONITOR_NOTIFY: the [a-z]+:// address has several") as caught:
        open_channel(Recipient("team", address), print, present)
    assert "topsecret" not in str(caught.value)


def test_a_channels_id_and_label_hold_no_secret():
    channel = channel_of("json://user:topsecret@127.0.0.1/hook")
    assert "topsecret" not in channel.id + channel.label
    assert channel.id == channel_id("json://user:topsecret@127.0.0.1/hook")
    assert channel.id != channel_id("json://user:other@127.0.0.1/hook")


def test_addresses_are_separated_by_white_space_and_each_counts_once():
    assert split_addresses(" ntfy://a\n tgram://b/c  ntfy://a ") == ("ntfy://a", "tgram://b/c")


def test_the_terminal_writes_with_the_function_it_was_given_and_refuses_nothing():
    written = []
    channel = open_channel(Recipient("here", "terminal"), written.append, present)
    assert isinstance(channel, TerminalChannel)
    (part,) = channel.parts(CONTENT, Language.BOTH, "key")
    assert channel.send(part).verdict is Verdict.SENT
    assert (written, channel.id) == ([part], "here")
    channel.send(part, repeat=True)
    assert written[1].title == f"（可能重复） (may be a repeat) {part.title}"
    assert written[1].body == part.body


def test_a_recipients_address_is_never_shown():
    assert "topsecret" not in repr(Recipient("team", "json://user:topsecret@host"))
