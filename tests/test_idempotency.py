"""Idempotency keys: the first works, the others wait for its answer, another body is a conflict."""

import asyncio
import contextlib
import gc
import itertools
import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pymongo
import pytest

from errors import Busy, Conflict, PaintingFailed, TimedOut, Unavailable
from generation.generation import KNOWN_TO_THE_CLIENT
from generation.idempotency import Idempotency
from generation.shield import shielded
from schemas import GenerateRequest, Picture
from storage import Options
from storage.mongo import idempotency
from storage.mongo.database import Database
from storage.mongo.idempotency import IdempotencyKeys, Reservation
from tests.flow import until
from tests.stores import drained, picture, recorded
from tests.waiting import run, wait_until

OURS = Reservation(ours=True)
BUSY = Reservation()


@pytest.fixture
def two(uri):
    """Two processes' views of the same keys."""
    with (
        contextlib.closing(Database(uri, Options())) as database,
        contextlib.closing(IdempotencyKeys(database)) as first,
        contextlib.closing(IdempotencyKeys(database)) as second,
    ):
        yield first, second


@pytest.fixture
def kept(uri):
    """The keys as MongoDB has them."""
    with pymongo.MongoClient(uri, tz_aware=True) as client:
        yield client.get_default_database().replies


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
    monkeypatch.setattr(idempotency, "LEASE", timedelta(0))
    assert first.reserve("key", "123", "body") == OURS
    assert second.reserve("key", "123", "body") == OURS


def test_late_answer_of_a_lost_key_does_not_count(two, monkeypatch):
    first, second = two
    monkeypatch.setattr(idempotency, "LEASE", timedelta(0))
    first.reserve("key", "123", "body")
    second.reserve("key", "123", "body")
    second.complete("key", "123", b"second")
    first.complete("key", "123", b"first")
    assert first.reserve("key", "123", "body").answer == b"second"


def lost(replies_of_first, monkeypatch, *asked):
    """Reserve a key whose lease is over at once."""
    with monkeypatch.context() as late:
        late.setattr(idempotency, "LEASE", timedelta(seconds=-1))
        assert replies_of_first.reserve(*asked) == OURS


def test_late_release_of_a_lost_key_takes_nothing_from_who_has_it_now(two, kept, monkeypatch):
    first, second = two
    lost(first, monkeypatch, "key", "123", "body")
    assert second.reserve("key", "123", "body") == OURS
    theirs = kept.find_one()
    assert first.reserve("key", "123", "body") == BUSY
    assert kept.find_one() == theirs
    first.release("key", "123")
    assert first.reserve("key", "123", "body") == BUSY
    lost(first, monkeypatch, "other", "123", "body")
    assert second.reserve("other", "123", "body") == OURS
    second.complete("other", "123", b"answer")
    first.release("other", "123")
    assert first.reserve("other", "123", "body") == Reservation(answer=b"answer")


def test_answer_of_which_nobody_was_told_outlives_a_release(two, monkeypatch):
    """The server took it, and the line broke before it could say so."""
    first, second = two
    with_retry = first._database.with_retry

    def breaks(call, *limits):
        with_retry(call, *limits)
        raise Unavailable("MongoDB does not answer")

    assert first.reserve("key", "123", "body") == OURS
    with monkeypatch.context() as broken:
        broken.setattr(first._database, "with_retry", breaks)
        with pytest.raises(Unavailable):
            first.complete("key", "123", b"answer")
    first.release("key", "123")
    assert second.reserve("key", "123", "body") == Reservation(answer=b"answer")


@pytest.mark.parametrize(("key", "user"), [("bc", "a"), ("b", "ac"), ("", "abc"), ("abc", ""), ("c", "AB")])
def test_key_and_user_are_told_apart(two, key, user):
    first, second = two
    assert first.reserve("c", "ab", "body") == OURS
    assert second.reserve(key, user, "other body") == OURS


def test_key_is_kept_for_a_day_and_leased_for_half_a_minute(two, kept):
    before = datetime.now(UTC)
    two[0].reserve("key", "123", "body")
    [found] = kept.find()
    assert timedelta(seconds=-1) <= found["expires_at"] - before - timedelta(days=1) < timedelta(minutes=5)
    assert timedelta(seconds=-1) <= found["leased_until"] - before - timedelta(seconds=30) < timedelta(minutes=5)
    assert (found["user_id"], found["fingerprint"]) == ("123", "body")


@pytest.mark.parametrize(
    ("answered", "left", "over"),
    [
        (False, (60, 60), False),
        (False, (60, -1), True),
        (False, (-1, 60), True),
        (True, (60, -1), False),
        (True, (-1, 60), True),
        (True, (-1, -1), True),
    ],
)
def test_key_is_over_a_day_after_it_was_taken_or_unanswered_with_its_lease(two, kept, answered, left, over):
    first, second = two
    first.reserve("key", "123", "body")
    if answered:
        first.complete("key", "123", b"answer")
    until = [datetime.now(UTC) + timedelta(seconds=seconds) for seconds in left]
    moments = dict(zip(("expires_at", "leased_until"), until, strict=True))
    assert kept.update_one({}, {"$set": moments}).modified_count == 1
    if over:
        assert second.reserve("key", "123", "another body") == OURS
        assert kept.count_documents({}) == 1
    else:
        expected = Reservation(answer=b"answer") if answered else BUSY
        assert second.reserve("key", "123", "body") == expected


def test_answer_of_yesterday_is_not_given_to_a_new_request(two, kept):
    first, second = two
    first.reserve("key", "123", "body")
    first.complete("key", "123", b"yesterday")
    kept.update_one({}, {"$set": {"expires_at": datetime.now(UTC) - timedelta(seconds=1)}})
    assert first.reserve("key", "123", "new body") == OURS
    assert first.reserve("key", "123", "new body") == BUSY
    assert second.reserve("key", "123", "new body") == BUSY


def test_lease_is_renewed_as_long_as_its_process_lives_also_after_an_outage(uri, kept, monkeypatch, caplog):
    monkeypatch.setattr(idempotency, "LEASE", timedelta(seconds=2))
    with (
        contextlib.closing(Database(uri, Options())) as database,
        contextlib.closing(IdempotencyKeys(database)) as first,
    ):

        def leased_until():
            return kept.find_one({"fingerprint": "body"})["leased_until"]

        assert first.reserve("key", "123", "body") == OURS
        assert first.reserve("done", "123", "done") == OURS
        first.complete("done", "123", b"answer")
        done = kept.find_one({"fingerprint": "done"})
        begun = leased_until()
        wait_until(lambda: leased_until() > begun)
        with monkeypatch.context() as outage:
            outage.setattr(database, "with_retry", refuse)
            wait_until(lambda: "lease of an idempotency key is not renewed" in caplog.text)
            before = leased_until()
        wait_until(lambda: leased_until() > before)
        assert kept.find_one({"fingerprint": "done"}) == done
        beating = first._heart
    assert not beating.is_alive()


def test_answer_is_forgotten_after_a_day(two, uri, monkeypatch):
    first, second = two
    monkeypatch.setattr(idempotency, "KEPT", timedelta(0))
    first.reserve("key", "123", "body")
    first.complete("key", "123", b"answer")
    assert second.reserve("key", "123", "other body") == OURS


def test_store_makes_the_index_that_forgets(store, uri):
    with pymongo.MongoClient(uri) as client:
        indexes = client.get_default_database().replies.index_information().values()
    assert [index["expireAfterSeconds"] for index in indexes if index["key"] == [("expires_at", 1)]] == [0]


def test_many_at_once_one_wins(store):
    won = []
    takers = [
        threading.Thread(target=lambda: won.append(store.keys.reserve("key", "123", "body").ours)) for _ in range(16)
    ]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    assert sorted(won) == [False] * 15 + [True]


def test_repeat_while_the_answer_is_being_written_gets_it(two, monkeypatch):
    first, _ = two
    assert first.reserve("key", "user", "body").ours
    with_retry = first._database.with_retry

    def look_meanwhile(call, *limits):
        monkeypatch.setattr(first._database, "with_retry", with_retry)
        assert first.reserve("key", "user", "body") == Reservation(answer=b"answer")
        return with_retry(call, *limits)

    monkeypatch.setattr(first._database, "with_retry", look_meanwhile)
    first.complete("key", "user", b"answer")
    assert first.reserve("key", "user", "body").answer == b"answer"


@pytest.fixture
def away(two, monkeypatch):
    """The first process finds no MongoDB while the event is set; its lease is short."""
    first, _ = two
    gone, with_retry = threading.Event(), first._database.with_retry

    def there(call, *limits):
        if gone.is_set():
            raise Unavailable("MongoDB does not answer")
        return with_retry(call, *limits)

    monkeypatch.setattr(first._database, "with_retry", there)
    return gone


def test_key_that_could_not_be_released_is_free_after_its_lease(two, away, monkeypatch):
    monkeypatch.setattr(idempotency, "LEASE", timedelta(seconds=-1))
    first, _ = two
    assert first.reserve("key", "123", "body") == OURS
    away.set()
    with pytest.raises(Unavailable):
        first.release("key", "123")
    away.clear()
    assert first.reserve("key", "123", "body") == OURS


def test_answer_that_could_not_be_written_is_once_mongodb_is_back(uri, monkeypatch):
    monkeypatch.setattr(idempotency, "LEASE", timedelta(seconds=10))
    with (
        contextlib.closing(Database(uri, Options())) as database,
        contextlib.closing(IdempotencyKeys(database)) as first,
        contextlib.closing(IdempotencyKeys(database)) as second,
    ):
        assert first.reserve("key", "123", "body") == OURS
        with_retry = database.with_retry
        monkeypatch.setattr(database, "with_retry", refuse)
        with pytest.raises(Unavailable):
            first.complete("key", "123", b"answer")
        monkeypatch.setattr(database, "with_retry", with_retry)
        wait_until(lambda: second.reserve("key", "123", "body") != BUSY, 20)  # asked itself, the first would write it
        assert second.reserve("key", "123", "body") == Reservation(answer=b"answer")


def test_own_key_is_not_taken_again_when_an_outage_outlasts_the_lease(two, monkeypatch):
    first, _ = two
    first.close()  # no beat comes in time
    with monkeypatch.context() as outage:
        outage.setattr(idempotency, "LEASE", timedelta(seconds=-1))
        assert first.reserve("key", "123", "body") == OURS
    assert first.reserve("key", "123", "body") == BUSY


def refuse(*_):
    raise Unavailable("MongoDB does not answer")


async def claim(keys, key, request, make):
    """What `make` gives, or gave to whoever came first."""
    async with keys.claimed(key, request) as claimed:
        claimed.answer = claimed.answer or await make()
        return claimed.answer


def test_key_of_a_request_that_is_cancelled_while_it_is_taken_is_free(store, monkeypatch):
    begun, let = threading.Event(), threading.Event()

    def slowly(*facts):
        begun.set()
        assert let.wait(60)
        return reserve(*facts)

    async def cancelled():
        asked = GenerateRequest.model_validate({"user_id": "123", "metadata": {}})
        task = asyncio.create_task(claim(Idempotency(store, 10), "key", asked, asyncio.Event().wait))
        await asyncio.to_thread(begun.wait)
        task.cancel()
        let.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    reserve = store.keys.reserve
    monkeypatch.setattr(store.keys, "reserve", slowly)
    run(cancelled())
    assert reserve("key", "123", "another body").ours


def test_what_a_thread_has_begun_is_waited_for():
    begun, let, done = threading.Event(), threading.Event(), threading.Event()

    def work():
        begun.set()
        assert let.wait(60)
        done.set()
        return "result"

    async def cancelled():
        task = asyncio.create_task(shielded(asyncio.to_thread(work)))
        await asyncio.to_thread(begun.wait)
        task.cancel()
        asyncio.get_running_loop().call_later(0.05, let.set)  # it is cancelled by then, and waits
        return await task

    assert run(cancelled()) == "result"
    assert done.is_set()


ASKED = GenerateRequest.model_validate({"user_id": "123", "metadata": {}})


def answered(store):
    """A picture as `make` gives it, in the log."""
    line = recorded(store)
    drained(store)
    told = Picture(
        image_path=line.image_url, mime="image/png", painted_width=64, painted_height=64, duration_ms=1, id=line.id,
        user_id="123", **line.metadata.model_dump(exclude=KNOWN_TO_THE_CLIENT)
    )  # fmt: skip
    return told, picture(line)


def operations(uri):
    """How many commands the server has taken from clients so far."""
    with pymongo.MongoClient(uri) as client:
        counts = client.admin.command("serverStatus")["opcounters"]
    return sum(counts[name] for name in ("query", "update", "delete", "insert", "getmore"))


@pytest.fixture
def quick(monkeypatch):
    """Whoever looks does so often."""
    monkeypatch.setattr("generation.idempotency.FIRST_LOOK_SECONDS", 0.01)
    monkeypatch.setattr("generation.idempotency.LOOK_SECONDS", 0.01)


def test_sixty_who_wait_ask_mongodb_nothing_and_all_get_the_answer(store, uri, quick):
    made, calls, refused = answered(store), [], []

    async def patiently(keys, make):
        while True:  # as a client does that honours Retry-After
            try:
                return await claim(keys, "key", ASKED, make)
            except Busy:
                refused.append(keys)
                await asyncio.sleep(0.05)

    async def sixty():
        release = asyncio.Event()

        async def make():
            calls.append(1)
            await release.wait()
            return made

        keys = Idempotency(store, 60)
        tasks = [asyncio.create_task(patiently(keys, make)) for _ in range(61)]
        while not calls:
            await asyncio.sleep(0.05)
        before = await asyncio.to_thread(operations, uri)
        await until(lambda: len(refused) > 4 * 61)
        asked = await asyncio.to_thread(operations, uri) - before
        release.set()
        return asked, await asyncio.gather(*tasks)

    asked, answers = run(sixty())
    assert asked < 2 * 5  # the lease and the relay may want something meanwhile
    assert calls == [1]
    assert answers == [made] * 61


def test_looks_whether_another_process_is_done_become_rarer_down_to_every_five_seconds(store, monkeypatch):
    pauses = []

    async def pause(seconds):
        pauses.append(seconds)
        if len(pauses) == 6:
            store.keys.release("key", "123")

    async def comes_in():
        async with Idempotency(store, 60).alone("key", "123", "body"):
            pass

    monkeypatch.setattr(asyncio, "sleep", pause)
    assert store.keys.reserve("key", "123", "body").ours
    run(comes_in())
    assert pauses == [0.5, 1, 2, 4, 5, 5]
    assert store.keys.reserve("key", "123", "another body").ours  # it is free again


def test_key_of_so_many_pictures_is_not_good_for_more_or_fewer(store):
    made = answered(store)

    async def ask(key, among):
        async with Idempotency(store, 60).claimed(key, ASKED, among) as claim:
            claim.answer = claim.answer or made

    for first, other in itertools.permutations((1, 2, 3), 2):
        for _ in range(2):
            run(ask(f"{first} {other}", first))
        with pytest.raises(Conflict):
            run(ask(f"{first} {other}", other))


def test_few_may_wait_for_a_key(store):
    async def crowd():
        keys, never = Idempotency(store, 60), asyncio.Event()

        def come(number):
            return [asyncio.create_task(claim(keys, "key", ASKED, never.wait)) for _ in range(number)]

        first, gone, *waiting, late = come(1 + 16 + 1)
        [refused], _ = await asyncio.wait({gone, *waiting, late}, return_when=asyncio.FIRST_COMPLETED)
        assert refused is late
        gone.cancel()
        await asyncio.wait({gone})
        another, one_more = come(2)
        done, _ = await asyncio.wait({another, one_more}, return_when=asyncio.FIRST_COMPLETED)
        assert done == {one_more}  # who goes leaves a place, and no more
        for task in (first, *waiting, another):
            task.cancel()
        await asyncio.gather(first, *waiting, another, one_more, return_exceptions=True)
        return refused.exception()

    refused = run(crowd())
    assert isinstance(refused, Busy)
    assert (refused.retry_after, "try again in 2 s" in str(refused)) == (2, True)


def test_one_who_waits_takes_over_from_one_who_hangs_up(store):
    made = answered(store)

    async def hang_up():
        keys, begun = Idempotency(store, 60), asyncio.Event()

        async def forever():
            begun.set()
            await asyncio.Event().wait()

        async def make():
            return made

        first = asyncio.create_task(claim(keys, "key", ASKED, forever))
        await begun.wait()
        others = [asyncio.create_task(claim(keys, "key", ASKED, make)) for _ in range(3)]
        await asyncio.sleep(0.1)
        first.cancel()
        return await asyncio.gather(*others)

    assert run(hang_up()) == [made] * 3


def test_who_waits_is_refused_with_the_first_and_other_bodies_at_once(store, caplog):
    async def fail():
        raise PaintingFailed("no")

    async def refused():
        keys, release = Idempotency(store, 60), asyncio.Event()

        async def make():
            made.append(1)
            await release.wait()
            await fail()

        tasks = [asyncio.create_task(claim(keys, "key", ASKED, make)) for _ in range(3)]
        await asyncio.sleep(0.1)
        with pytest.raises(Conflict):
            await claim(keys, "key", ASKED.model_copy(update={"seed": 1}), make)
        release.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    made = []
    assert [type(error) for error in run(refused())] == [PaintingFailed] * 3
    assert made == [1]
    with pytest.raises(PaintingFailed):
        run(claim(Idempotency(store, 60), "key", ASKED, fail))
    gc.collect()
    assert "never retrieved" not in caplog.text  # nobody waited for it, which is no news for the operator
    assert store.keys.reserve("key", "123", "another body").ours


def test_refusal_is_told_though_its_key_cannot_be_freed(store, monkeypatch, caplog):
    def away(*_):
        raise Unavailable("away")

    async def fail():
        raise PaintingFailed("no")

    monkeypatch.setattr(store.keys, "release", away)
    with pytest.raises(PaintingFailed):
        run(claim(Idempotency(store, 60), "key", ASKED, fail))
    assert "only free when its lease is over: away" in caplog.text


def test_whoever_was_alone_lets_the_next_in_though_it_failed(store):
    async def twice():
        keys = Idempotency(store, 20)
        with pytest.raises(Busy):
            async with keys.alone("job", "123", "body"):
                raise Busy("no")
        async with keys.alone("job", "123", "body"):
            return True

    assert run(twice())


def test_nobody_waits_longer_than_their_patience(store, monkeypatch):
    """However far the clock is."""
    monkeypatch.setattr("generation.idempotency.time", SimpleNamespace(monotonic=lambda: 0.001))

    async def late():
        keys, never = Idempotency(store, 0.5), asyncio.Event()
        first = asyncio.create_task(claim(keys, "key", ASKED, never.wait))
        await asyncio.sleep(0.1)
        with pytest.raises(TimedOut):
            async with asyncio.timeout(60):
                await claim(keys, "key", ASKED, never.wait)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)

    run(late())


def test_answer_of_another_process_is_found(store, quick, monkeypatch):
    made, looks, reserve = answered(store), [], store.keys.reserve

    def look(*asked):
        looks.append(asked)
        return reserve(*asked)

    async def make():
        await until(lambda: len(looks) > 3)  # the other looks meanwhile
        return made

    monkeypatch.setattr(store.keys, "reserve", look)

    async def both():
        return await asyncio.gather(*(claim(Idempotency(store, 60), "key", ASKED, make) for _ in range(2)))

    assert run(both()) == [made] * 2
