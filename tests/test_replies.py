"""Idempotency keys: the first works, the others wait for its answer, another body is a conflict."""

import contextlib
import threading
from datetime import timedelta

import pymongo
import pytest

from errors import Conflict
from storage import Options, replies
from storage.database import Database
from storage.replies import Replies, Reservation

OURS = Reservation(ours=True)
BUSY = Reservation()


@pytest.fixture
def two(uri):
    """Two processes' views of the same keys."""
    with (
        contextlib.closing(Database(uri, Options())) as database,
        contextlib.closing(Replies(database)) as first,
        contextlib.closing(Replies(database)) as second,
    ):
        yield first, second


def test_first_takes_the_key_and_others_wait(two):
    first, second = two
    assert first.reserve("key", "123", "body") == OURS
    assert second.reserve("key", "123", "body") == BUSY
    assert first.reserve("key", "123", "body") == BUSY


def test_answer_is_given_to_all(two):
    first, second = two
    first.reserve("key", "123", "body")
    first.complete("key", "123", b"answer")
    assert second.reserve("key", "123", "body") == Reservation(answer=b"answer")
    assert first.reserve("key", "123", "body") == Reservation(answer=b"answer")


@pytest.mark.parametrize("answered", [True, False])
def test_other_body_is_a_conflict(two, answered):
    first, second = two
    first.reserve("key", "123", "body")
    if answered:
        first.complete("key", "123", b"answer")
    with pytest.raises(Conflict):
        second.reserve("key", "123", "other body")


def test_released_key_is_free(two):
    first, second = two
    first.reserve("key", "123", "body")
    first.release("key", "123")
    assert second.reserve("key", "123", "other body") == OURS


def test_keys_of_users_do_not_meet(two):
    first, second = two
    assert first.reserve("key", "123", "body") == OURS
    assert second.reserve("key", "456", "other body") == OURS


def test_key_of_a_dead_process_is_free_after_its_lease(two, monkeypatch):
    first, second = two
    monkeypatch.setattr(replies, "LEASE", timedelta(0))
    assert first.reserve("key", "123", "body") == OURS
    assert second.reserve("key", "123", "body") == OURS


def test_late_answer_of_a_lost_key_does_not_count(two, monkeypatch):
    first, second = two
    monkeypatch.setattr(replies, "LEASE", timedelta(0))
    first.reserve("key", "123", "body")
    second.reserve("key", "123", "body")
    second.complete("key", "123", b"second")
    first.complete("key", "123", b"first")
    assert first.reserve("key", "123", "body").answer == b"second"


def test_answer_is_forgotten_after_a_day(two, uri, monkeypatch):
    first, second = two
    monkeypatch.setattr(replies, "KEPT", timedelta(0))
    first.reserve("key", "123", "body")
    first.complete("key", "123", b"answer")
    assert second.reserve("key", "123", "other body") == OURS


def test_store_makes_the_index_that_forgets(store, uri):
    with pymongo.MongoClient(uri) as client:
        indexes = client.get_default_database().replies.index_information().values()
    assert [index["expireAfterSeconds"] for index in indexes if index["key"] == [("expires_at", 1)]] == [0]


def test_many_at_once_one_wins(store):
    won = []
    takers = [threading.Thread(target=lambda: won.append(store.reserve("key", "123", "body").ours)) for _ in range(16)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    assert sorted(won) == [False] * 15 + [True]


def test_repeat_while_the_answer_is_being_written_waits(two, monkeypatch):
    first, _ = two
    assert first.reserve("key", "user", "body").ours
    steady = first._database.steady

    def look_meanwhile(call, *limits):
        monkeypatch.setattr(first._database, "steady", steady)
        assert first.reserve("key", "user", "body") == Reservation()
        return steady(call, *limits)

    monkeypatch.setattr(first._database, "steady", look_meanwhile)
    first.complete("key", "user", b"answer")
    assert first.reserve("key", "user", "body").answer == b"answer"
