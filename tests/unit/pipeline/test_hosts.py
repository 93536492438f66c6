"""Hosts at the same time, the sources of one host in turn."""

import weakref
from threading import Barrier, Event, Lock

import pytest

from monitor.pipeline.hosts import in_turn

A_WHILE = 20.0


@pytest.mark.parametrize("threads", [1, 2, 16])
def test_every_item_is_worked_once_and_a_queues_items_keep_their_order(threads):
    queues = [[f"{host}{number}" for number in range(5)] for host in "abcdefg"]
    made = list(in_turn(queues, str.upper, threads, Event()))
    assert sorted(made) == sorted((item, item.upper()) for queue in queues for item in queue)
    for queue in queues:
        assert [item for item, _ in made if item in queue] == queue


def test_a_queues_items_are_never_worked_at_the_same_time():
    locks = {host: Lock() for host in "abc"}

    def work(item):
        assert locks[item[0]].acquire(blocking=False)
        locks[item[0]].release()

    queues = [[f"{host}{number}" for number in range(50)] for host in locks]
    assert len(list(in_turn(queues, work, 8, Event()))) == 150


def test_queues_are_worked_at_the_same_time():
    both = Barrier(2)
    made = in_turn([["a"], ["b"]], lambda _item: both.wait(A_WHILE), 2, Event())
    assert sorted(item for item, _ in made) == ["a", "b"]


def test_what_stands_behind_an_item_is_left_once_we_are_told_to_stop():
    stop = Event()
    stop.set()
    made = in_turn([["a1", "a2"], ["b1"]], str.upper, 2, stop)
    assert sorted(item for item, _ in made) == ["a1", "b1"]


def test_nothing_further_is_worked_when_nobody_asks_for_it():
    worked, forgotten = [], Event()

    class Last:
        """An item that tells when nobody holds it any more."""

    def queues():
        yield from (["a"], ["b"], ["c"])
        last = Last()
        weakref.finalize(last, forgotten.set)
        yield [last]

    def work(item):
        if item == "b":
            forgotten.wait(A_WHILE)
        worked.append(item)

    made = in_turn(queues(), work, 1, Event())
    assert next(made) == ("a", None)
    made.close()
    assert worked == ["a", "b"]


def test_no_queue_makes_nothing():
    assert list(in_turn([], str.upper, 4, Event())) == []


def test_the_death_of_a_thread_is_told_and_keeps_nobody_waiting():
    class DeathError(BaseException):
        pass

    def work(item):
        if item == "b":
            raise DeathError
        return item

    made = in_turn([["a"], ["b"], ["c"]], work, 1, Event())
    assert next(made) == ("a", "a")
    with pytest.raises(DeathError):
        list(made)
