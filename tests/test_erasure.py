"""Whoever asks is forgotten, also by what was under way at that moment, on this machine and on the others."""

import contextlib
import dataclasses
import os
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from errors import NotFound, Unavailable, UserErased
from storage import Event, Failure, Options, Store, blobs
from storage.mongo import erasure
from storage.mongo.database import Database
from storage.mongo.erasure import Erased
from storage.mongo.jobs import Jobs
from storage.mongo.quotas import Quotas
from storage.opening import open_blobs
from storage.operations import Operations
from storage.outbox.entries import Entry
from tests.stores import drained, hold, interaction, name_of, picture, recorded, servers
from tests.waiting import wait_until

LOOKS = "00" * 32
AWAY = "mongodb://127.0.0.1:1"


@pytest.fixture
def replicas(uri, tmp_path):
    """Two machines with an outbox each and one MongoDB."""
    with (
        contextlib.closing(Store.open(uri, tmp_path / "one")) as one,
        contextlib.closing(Store.open(uri, tmp_path / "two")) as two,
    ):
        yield one, two


def failed(key="f" * 32):
    return Failure(key, "123", datetime.now(UTC), {"custom_prompt": "words"}, 500, "painting_failed")


def later(database):
    """Wait until MongoDB's clock, by which an erasure is no later, has gone on: it does so in steps."""
    now = datetime.now(UTC)
    wait_until(lambda: database.interactions.find_one({}, {"now": "$$NOW"})["now"] > now)


def everything(database):
    """How many documents of each kind there are of users."""
    kinds = ("interactions", "failures", "marks", "mark_events", "likenesses", "replies")
    return sum(database[name].count_documents({}) for name in kinds)


def test_what_was_taken_before_an_erasure_is_refused_after_it(store, database, tmp_path):
    ticket, line = store.ticket(), interaction()
    store.erase("123")
    with pytest.raises(UserErased):
        store.record(line, picture(line), "image/png", ticket)
    with pytest.raises(UserErased):
        store.record_failure(failed(), ticket)
    with pytest.raises(UserErased):
        store.given(line, LOOKS, ticket)
    assert (store.outbox_depth(), list((tmp_path / "spool/images").iterdir())) == (0, [])
    other = interaction("456")
    store.record(other, picture(other), "image/png", ticket)
    drained(store)
    assert everything(database) == 1


def test_what_is_taken_after_an_erasure_is_kept(store):
    store.erase("123")
    for _ in range(2):
        line, ticket = interaction(), store.ticket()
        store.record(line, picture(line), "image/png", ticket)
        store.mark("123", line.image_url, True)
        drained(store)
    assert [found.mark for found in store.history("123")] == [True, True]


def test_refusal_needs_no_mongodb_and_outlives_a_restart(uri, tmp_path):
    with contextlib.closing(Store.open(AWAY, tmp_path, Options(timeout=0.2))) as away:
        ticket, line = away.ticket(), interaction()
        with contextlib.suppress(Exception):
            away.erase("123", within=0)
        with pytest.raises(UserErased):
            away.record(line, picture(line), "image/png", ticket)
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        drained(store)
        with pytest.raises(UserErased):
            store.record(line, picture(line), "image/png", ticket)


def test_mark_that_is_under_way_is_refused(store, monkeypatch):
    line = recorded(store)
    drained(store)
    find = store._history.find

    def erased_meanwhile(name):
        found = find(name)
        store.erase("123")
        return found

    monkeypatch.setattr(store._history, "find", erased_meanwhile)
    with pytest.raises(UserErased):
        store.mark("123", line.image_url, True)


def test_what_waits_on_another_machine_does_not_come_back(replicas, database):
    one, two = replicas
    seen = recorded(two)
    drained(two)
    let_go = hold(two)
    line, kept = recorded(two), recorded(two, "456")
    two.mark("123", seen.image_url, False, "words")
    two.given(seen, LOOKS, two.ticket())
    two.record_failure(failed())
    later(database)
    one.erase("123")
    let_go()
    drained(two)
    assert everything(database) == 1
    assert list((two.outbox.images.folder).iterdir()) == []
    with pytest.raises(NotFound):
        two.image(name_of(line))
    assert two.image(name_of(kept))[0] == picture(kept)
    again = recorded(two)
    drained(two)
    assert [found.id for found in one.history("123")] == [again.id]


def test_erasure_between_the_look_and_the_write_of_another_machine(replicas, database, monkeypatch):
    one, two = replicas
    tombstones, look, erasing = two.eraser.tombstones, two.eraser.tombstones.erased, []
    seen = recorded(two)
    drained(two)

    def erase_after(entries):
        found = look(entries)
        if not erasing:
            erasing.append(one.erase("123"))
        return found

    let_go = hold(two)
    recorded(two)
    two.record_failure(failed())
    two.given(seen, LOOKS, two.ticket())
    monkeypatch.setattr(tombstones, "erased", erase_after)
    let_go()
    drained(two)
    assert (len(erasing), everything(database)) == (1, 0)
    erasing.clear()
    seen = recorded(two)
    monkeypatch.setattr(tombstones, "erased", look)
    drained(two)
    let_go = hold(two)
    two.mark("123", seen.image_url, True, "words")
    monkeypatch.setattr(tombstones, "erased", erase_after)
    let_go()
    drained(two)
    assert (len(erasing), everything(database)) == (1, 0)


def touched(database, line, **ago):
    """Have the picture of a line be as old."""
    name = sha256(picture(line)).hexdigest()
    moment = datetime.now(UTC) - timedelta(**ago)
    assert database.images.update_one({"_id": name}, {"$set": {"touched_at": moment}}).matched_count == 1
    return name


def test_erasure_spares_pictures_that_were_put_within_the_hour(store, database):
    """Somebody else's line to the same content may be on its way."""
    lines = [recorded(store) for _ in range(3)]
    drained(store)
    young = touched(database, lines[0], minutes=58)
    touched(database, lines[1], minutes=62)
    touched(database, lines[2], hours=30)
    assert store.erase("123").images == 3
    assert [found["_id"] for found in database.images.find()] == [young]


def test_what_nobody_refers_to_is_removed_after_a_day(store, database):
    lines = [recorded(store) for _ in range(3)]
    drained(store)
    lost, young, kept = (touched(database, line, hours=age) for line, age in zip(lines, (25, 23, 25), strict=True))
    database.interactions.delete_many({"_id": {"$ne": lines[2].id}})
    assert list(store.eraser.orphans(datetime.now(UTC) - timedelta(days=1))) == [{lost}]
    assert Operations(store).collect() == 1
    assert {found["_id"] for found in database.images.find()} == {young, kept}


def test_collecting_by_and_by_removes_the_same(store, database, monkeypatch):
    monkeypatch.setattr(blobs, "PAGE", 2)
    monkeypatch.setattr(erasure, "ORPHAN_AGE", timedelta(seconds=-1))
    lines = [recorded(store) for _ in range(5)]
    drained(store)
    database.interactions.delete_many({"_id": {"$ne": lines[0].id}})
    while store.eraser.collect_some():
        assert store.image(name_of(lines[0]))
    assert database.images.count_documents({}) == 1


def test_collecting_goes_on_after_a_hiccup(tmp_path, monkeypatch):
    monkeypatch.setattr(erasure, "ORPHAN_AGE", timedelta(seconds=-1))
    options = Options(timeout=5, blobs=str(tmp_path / "blobs"))
    with servers(tmp_path, 1) as [server], contextlib.closing(Database(server.uri, options)) as database:
        kept = open_blobs(database, options)
        kept.put({"0" * 64: b"an orphan"})
        eraser = erasure.Eraser(database, kept, Jobs(database, Quotas(database)), lambda _: None)
        server.kill()
        with pytest.raises(Unavailable):
            eraser.collect_some()
        server.start()
        assert eraser.collect_some()
        assert kept.get("0" * 64) is None


def test_start_tidies_up(uri, tmp_path, database):
    """What a writer that was killed left in the outbox, and pictures whose lines are gone by their age."""
    strays = tmp_path / "spool/images"
    strays.mkdir(parents=True)
    for age in (50, 70):
        (strays / str(age)).write_bytes(b"a picture")
        moment = time.time() - 60 * age
        os.utime(strays / str(age), (moment, moment))
    for name, age in (("a", 23), ("b", 25)):
        moment = datetime.now(UTC) - timedelta(hours=age)
        database.images.insert_one({"_id": name * 64, "content": b"a picture", "touched_at": moment})
    with contextlib.closing(Store.open(uri, tmp_path)):
        wait_until(lambda: [found["_id"][0] for found in database.images.find()] == ["a"])
        wait_until(lambda: [path.name for path in strays.iterdir()] == ["50"])


def test_erasure_that_is_interrupted_forgets_no_picture_and_is_done_in_the_end(uri, tmp_path, database, monkeypatch):
    monkeypatch.setattr(erasure, "YOUNG", timedelta(seconds=-1))
    kept = tmp_path / "blobs"
    with contextlib.closing(Store.open(uri, tmp_path, Options(blobs=str(kept)))) as store:
        first, again = recorded(store), interaction()
        store.record(again, picture(first), "image/png")
        lost = recorded(store)
        store.mark("123", lost.image_url, True)
        store.keys.reserve("key", "123", "body")
        other = recorded(store, "456")
        drained(store)
        [stuck] = kept.rglob(sha256(picture(lost)).hexdigest())
        stuck.unlink()
        (stuck / "in the way").mkdir(parents=True)
        with pytest.raises(Unavailable, match="accepted"):
            store.erase("123", within=0.5)
        assert {line["_id"] for line in database.interactions.find({"user_id": "123"})} == {first.id, again.id, lost.id}
        assert database.erased_users.count_documents({}) == 1
        [stone] = database.tombstones.find()
        assert "done" not in stone
        assert not store.eraser.is_done(stone["_id"])
        (stuck / "in the way").rmdir()
        stuck.rmdir()
        drained(store)
        [stone] = database.tombstones.find()
        assert stone["done"] is True
        assert store.eraser.is_done(stone["_id"])
        assert timedelta() <= datetime.now(UTC) - stone["erased_at"] < timedelta(minutes=5)
        assert [stone[name] for name in ("interactions", "failures", "marks", "images")] == [3, 0, 1, 2]
        assert everything(database) == 1
        assert [path.name for path in kept.rglob("?" * 64)] == [sha256(picture(other)).hexdigest()]
        assert store.image(name_of(other))[0] == picture(other)


def test_erasure_of_many_lines_counts_and_removes_all(store, database, monkeypatch):
    monkeypatch.setattr(erasure, "BATCH", 2)
    monkeypatch.setattr(erasure, "YOUNG", timedelta(seconds=-1))
    lines = [recorded(store) for _ in range(5)]
    store.mark("123", lines[0].image_url, True)
    store.mark("123", lines[1].image_url, None)
    for number in range(2):
        store.record_failure(failed(f"{number:032}"))
    shared = interaction("456")
    store.record(shared, picture(lines[4]), "image/png")
    assert store.erase("nobody") == Erased(interactions=0, failures=0, marks=0, images=0)
    store.trail.add(Event(who="123", what="mark", about="123"))
    assert (erased := store.erase("123")) == Erased(interactions=5, failures=2, marks=1, images=5)
    assert {(one.who, one.about) for one in store.trail.page(9, what="mark")} == {(erased.pseudonym, erased.pseudonym)}
    assert [stone["done"] for stone in database.tombstones.find()] == [True, True]
    assert [found["_id"] for found in database.images.find()] == [sha256(picture(lines[4])).hexdigest()]
    assert everything(database) == 1


def test_tombstones_name_nobody_and_end(store, database):
    store.erase("somebody@example.org")
    [stone] = database.erased_users.find()
    [secret] = database.secrets.find()
    assert len(stone["_id"]) == 64
    assert len(secret["value"]) == 32
    limits = [index.get("expireAfterSeconds") for index in database.erased_users.index_information().values()]
    assert limits == [None, 90 * 86_400]
    assert "somebody" not in str(list(database.erased_users.find()) + list(database.tombstones.find()))
    assert store.outbox._file._db.execute("SELECT COUNT(*) FROM erased WHERE user LIKE '%somebody%'").fetchone() == (0,)


def taken(key, user, moment, kind="mark"):
    """An entry of what was accepted at that moment, in milliseconds since 1970."""
    at = moment * 10**6
    return Entry(0, key, kind, user, {}, None, 0, version=at, reason=None, accepted_at=at + 10**12, taken_at=at)


def test_whoever_was_erased_in_the_same_moment_or_before_may_stay(store, database):
    tombstones, now = store.eraser.tombstones, int(time.time() * 1000)
    erased = now - 3_600_000
    for again in (erased, erased - 5000):  # an earlier one may come late
        tombstones.put(dataclasses.replace(taken("e", "123", again, "erasure"), accepted_at=again * 10**6))
        moments = [taken(str(n), "123", erased + n) for n in (-(10**7), -1, 0, 1)] + [taken("x", "456", erased - 1)]
        assert tombstones.erased(moments) == {str(-(10**7)), "-1"}
    tombstones.put(dataclasses.replace(taken("e", "456", now, "erasure"), accepted_at=(now + 10**9) * 10**6))
    assert tombstones.erased([taken("a", "456", now + 3_600_000), taken("b", "456", now - 1000)]) == {"b"}


def test_clock_that_was_ahead_does_not_refuse_a_user_for_years(replicas, monkeypatch):
    one, two = replicas
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 50 * 365 * 86_400 * 10**9)
    one.erase("123")
    monkeypatch.setattr(time, "time_ns", now)
    time.sleep(0.01)
    lines = [recorded(store) for store in replicas]
    for store in replicas:
        drained(store)
    assert {line.id for line in two.history("123")} == {line.id for line in lines}


def test_clock_that_was_ahead_leaves_dates_and_ages_right(uri, tmp_path, monkeypatch, database):
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        line = recorded(store)
        drained(store)
        now = time.time_ns
        monkeypatch.setattr(time, "time_ns", lambda: now() + 50 * 365 * 86_400 * 10**9)
        store.mark("123", line.image_url, False)
        monkeypatch.setattr(time, "time_ns", now)
        drained(store)
        let_go = hold(store)
        store.mark("123", line.image_url, True)
        time.sleep(0.2)
        assert 0.2 <= store.outbox_oldest_seconds() < 60
        let_go()
        drained(store)
        assert store.history("123")[0].mark is True  # the later word stands
        [mark] = database.marks.find()
        assert abs(mark["updated_at"] - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("hours", "kept"), [(-25, False), (-23, True), (0, True), (23, True), (25, False), (9**6, False)]
)
def test_erased_tickets_are_forgotten_after_a_day_of_any_clock(store, hours, kept):
    ticket, line = store.ticket(), interaction()
    store.erase("123")
    at = time.time_ns() - hours * 3600 * 10**9
    store.outbox._file._db.execute("UPDATE erased SET at = ?", (at,))
    store.outbox.sweep(3600)
    refused = pytest.raises(UserErased) if kept else contextlib.nullcontext()
    with refused:
        store.record(line, picture(line), "image/png", ticket)
