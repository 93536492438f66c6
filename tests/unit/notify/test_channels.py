"""Channels against a local service."""

import pytest

import servers
from monitor.errors import ConfigError, NotifyError
from monitor.notify import AppriseChannel, Message, TerminalChannel, channel_id, split_addresses

MESSAGE = Message("人工智能+：1 新目标", "正文 body")


def test_an_accepted_message_arrives_whole():
    with servers.sink() as sink:
        AppriseChannel(sink.address).send(MESSAGE)
    (received,) = sink.received
    assert (received["title"], received["message"]) == (MESSAGE.title, MESSAGE.body)


def test_a_refusal_is_an_error_with_the_services_words():
    with servers.sink() as sink:
        sink.status = 500
        with pytest.raises(NotifyError, match="did not accept"):
            AppriseChannel(sink.address).send(MESSAGE)


def test_an_address_that_no_service_accepts_is_a_configuration_error_without_its_secret():
    with pytest.raises(ConfigError) as caught:
        AppriseChannel("nosuch://token-12345@host")
    assert "nosuch://" in str(caught.value)
    assert "token-12345" not in str(caught.value)


def test_a_channels_id_and_label_hold_no_secret():
    channel = AppriseChannel("json://user:topsecret@127.0.0.1/hook")
    assert "topsecret" not in channel.id + channel.label
    assert channel.id == channel_id("json://user:topsecret@127.0.0.1/hook")
    assert channel.id != channel_id("json://user:other@127.0.0.1/hook")


def test_addresses_are_separated_by_white_space_and_each_counts_once():
    assert split_addresses(" ntfy://a\n tgram://b/c  ntfy://a ") == ("ntfy://a", "tgram://b/c")


def test_the_terminal_channel_writes_with_the_function_it_was_given():
    written = []
    TerminalChannel(written.append).send(MESSAGE)
    assert written == [MESSAGE]
