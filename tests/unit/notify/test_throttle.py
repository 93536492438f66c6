"""Gaps between requests to one service."""

from monitor.notify import Throttle


class Time:
    """Passes only when someone sleeps."""

    def __init__(self):
        self.now = 100.0
        self.slept = []

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def test_requests_to_one_channel_keep_their_gap_and_others_do_not_wait():
    time = Time()
    throttle = Throttle(time.monotonic, time.sleep)
    for channel in ("mail", "mail", "chat", "mail"):
        throttle.wait(channel, 3.0)
    assert time.slept == [3.0, 3.0]
    time.now += 10
    throttle.wait("mail", 3.0)
    assert time.slept == [3.0, 3.0]


def test_a_channel_without_a_gap_never_waits():
    time = Time()
    throttle = Throttle(time.monotonic, time.sleep)
    for _ in range(5):
        throttle.wait("terminal", 0.0)
    assert time.slept == []
