"""What MongoDB has of an accepted fact: whole, once, in order, dated by its interaction, and never before its picture."""

import contextlib
import threading
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pymongo
import pytest
from pymongo.errors import BulkWriteError, PyMongoError

from errors import Unavailable
from storage import Failure, Filter, Options, Store
from storage.mongo import mapping, writer
from storage.mongo.blobs import MongoBlobs
from storage.mongo.database import Database
from storage.mongo.writer import Writer
from storage.outbox.entries import Entry
from tests.stores import drained, hold, interaction, name_of, picture, recorded


def test_documents_are_whole_and_dated_by_their_interaction(store, database):
    """Retention goes by `created_at`, in whole milliseconds of UTC, whatever zone a machine is in."""
    lisbon = datetime(2026, 1, 1, 0, 30, 0, 123_999, timezone(timedelta(hours=1)))
    made = datetime(2025, 12, 31, 23, 30, 0, 123_000, UTC)
    line = recorded(store, created_at=lisbon)
    begun = datetime.now(UTC)
    store.mark("123", line.image_url, True, "warm")
    store.record_failure(Failure("f" * 32, "123", lisbon, {"age": 3}, 500, "painting_failed"))
    drained(store)
    [kept], [mark], [event] = (list(database[name].find()) for name in ("interactions", "marks", "mark_events"))
    [failure] = database.failures.find()
    assert [one["created_at"] for one in (kept, mark, event, failure)] == [made] * 4
    assert {one["user_id"] for one in (kept, mark, event, failure)} == {"123"}
    newest = max(step["_id"] for step in database.schema_migrations.find())
    assert {one["schema_version"] for one in (kept, mark, event, failure)} == {newest}
    content = picture(line)
    shown = {"name": name_of(line), "sha256": sha256(content).hexdigest(), "size": len(content), "mime": "image/png"}
    assert (kept["_id"], kept["picture"]) == (line.id, shown)
    assert kept["metadata"] == line.metadata.model_dump(mode="json")
    assert (kept["mark"], kept["mark_reason"], kept["mark_version"]) == (True, "warm", mark["version"])
    assert (mark["_id"], mark["interaction"]) == (f"{line.id}:123", line.id)
    assert (mark["value"], mark["reason"], event["after"], event["reason"]) == (True, "warm", True, "warm")
    for moment in (mark["updated_at"], event["at"]):
        assert timedelta(seconds=-1) < moment - begun < timedelta(minutes=5)
    assert (failure["_id"], failure["status"], failure["code"], failure["metadata"]) == (
        "f" * 32, 500, "painting_failed", {"age": 3}
    )  # fmt: skip


def late(line, value, version, reason=None):
    """A verdict that another machine has accepted some time ago."""
    body = mapping.mark_body({"_id": line.id, "created_at": line.created_at}, value, reason, "picture")
    return Entry(0, mapping.new_key(), "mark", "123", body, None, 0, version=version, reason=None)


def written(store, *entries):
    Writer(store.database, store.blobs, store.outbox.image).marks(entries)


def test_verdicts_in_any_order_leave_the_last_and_the_whole_trail(store, database):
    other, line = recorded(store), recorded(store)
    drained(store)
    database.interactions.update_one({"_id": other.id}, {"$set": {"mark_version": 1}})
    written(store, late(line, True, 30, "c"), late(line, False, 10, "a"), late(line, None, 20, "b"))
    [mark] = database.marks.find()
    kept = database.interactions.find_one({"_id": line.id})
    assert (mark["value"], mark["reason"], mark["version"]) == (True, "c", 30)
    assert (kept["mark"], kept["mark_reason"], kept["mark_version"]) == (True, "c", 30)
    trail = database.mark_events.find(sort=[("version", 1)])
    assert [(event["version"], event["after"], event["reason"]) for event in trail] == [
        (10, False, "a"), (20, None, "b"), (30, True, "c")
    ]  # fmt: skip
    written(store, late(line, False, 40))
    [mark] = database.marks.find()
    kept = database.interactions.find_one({"_id": line.id})
    assert (mark["value"], mark["reason"], mark["version"]) == (False, None, 40)
    assert (kept["mark"], kept["mark_reason"], kept["mark_version"]) == (False, None, 40)
    assert [event["before"] for event in database.mark_events.find(sort=[("version", 1)])] == [None, False, None, True]
    assert "mark" not in database.interactions.find_one({"_id": other.id})


def test_verdict_that_is_written_again_changes_nothing(store, database):
    line = recorded(store)
    drained(store)
    verdicts = [late(line, True, 10), late(line, False, 20)]
    written(store, *verdicts)
    names = ("marks", "mark_events", "interactions")
    before = [list(database[name].find(sort=[("_id", 1)])) for name in names]
    for again in (verdicts[::-1], verdicts[:1], verdicts):
        written(store, *again)
        assert [list(database[name].find(sort=[("_id", 1)])) for name in names] == before


def test_facts_that_are_written_again_change_nothing(store, database):
    lines = [recorded(store) for _ in range(2)]
    store.record_failure(Failure("f" * 32, "123", datetime.now(UTC), {}, 500, "painting_failed"))
    drained(store)
    store.mark("123", lines[0].image_url, True)
    drained(store)
    names = ("interactions", "failures")
    before = [list(database[name].find(sort=[("_id", 1)])) for name in names]
    for line in lines:
        store.record(line, picture(line), "image/png")
    store.record_failure(Failure("f" * 32, "123", datetime.now(UTC), {"other": 1}, 400, "other"))
    drained(store)
    assert [list(database[name].find(sort=[("_id", 1)])) for name in names] == before


def test_looks_of_what_was_given_out_are_kept_once_each_and_what_was_last_given_out_of_a_picture(
    store, database, monkeypatch
):
    monkeypatch.setattr(writer, "MOST_LIKENESSES", 3)
    line, other = recorded(store), recorded(store)
    looks = [f"{n:064x}" for n in range(6)]
    for one in (*looks[:2], *looks, looks[3], looks[0]):
        store.given(line, one, store.ticket())
        drained(store)
    store.given(other, looks[0], store.ticket())
    drained(store)
    kept = list(database.likenesses.find())
    assert {(one["interaction"], one["perceptual_hash"]) for one in kept} == {
        (other.id, looks[0]),
        *((line.id, one) for one in (looks[5], looks[3], looks[0])),
    }
    assert {one["created_at"] for one in kept} == {found.created_at for found in store.history("123")}


class Shelves(MongoBlobs):
    """Tells what was carried to it at once."""

    def __init__(self, *parts):
        super().__init__(*parts)
        self.armfuls = []

    def put(self, contents):
        self.armfuls.append([len(content) for content in contents.values()])
        super().put(contents)


@pytest.mark.parametrize(("limit", "armfuls"), [(100, [[60, 61], [62, 63], [64]]), (121, [[60, 61, 62], [63, 64]]),
    (10**6, [[60, 61, 62, 63, 64]]), (310, [[60, 61, 62, 63, 64]])])  # fmt: skip
def test_pictures_are_carried_some_at_a_time_and_each_once(store, database, monkeypatch, limit, armfuls):
    monkeypatch.setattr(writer, "ARMFUL", limit)
    hold(store)
    lines = [interaction() for _ in range(5)]
    for size, line in enumerate(lines, 60):
        store.record(line, bytes([size]) * size, "image/png")
    shelves = Shelves(store.database)
    assert Writer(store.database, shelves, store.outbox.image).interactions(store.outbox.next(9)) == {}
    assert shelves.armfuls == armfuls
    assert database.images.count_documents({}) == database.interactions.count_documents({}) == 5


def test_pictures_of_some_megabytes_are_carried_by_two_or_three(store):
    hold(store)
    for number in range(3):
        store.record(interaction(), bytes([number]) * (8 * 2**20 + number), "image/png")
    shelves = Shelves(store.database)
    assert Writer(store.database, shelves, store.outbox.image).interactions(store.outbox.next(9)) == {}
    assert [len(armful) for armful in shelves.armfuls] == [2, 1]


def test_no_line_is_there_before_its_picture(uri, database, tmp_path):
    with contextlib.closing(Store.open(uri, tmp_path / "data", Options(blobs=str(tmp_path / "blobs")))) as store:
        hold(store)
        (tmp_path / "blobs").touch()
        line = recorded(store)
        write = Writer(store.database, store.blobs, store.outbox.image)
        with pytest.raises(Unavailable, match="folder of the pictures"):
            write.interactions(store.outbox.next(9))
        assert database.interactions.count_documents({}) == 0
        (tmp_path / "blobs").unlink()
        assert write.interactions(store.outbox.next(9)) == {}
        assert [found["_id"] for found in database.interactions.find()] == [line.id]


def test_every_fact_that_cannot_be_taken_is_told_beside_those_that_are(store, database):
    """One whose picture is gone, one that does not fit, one that the server refuses, and one that is fine."""
    database.command("collMod", "interactions", validator={"user_id": {"$ne": "refused"}})
    hold(store)
    lines = [recorded(store), recorded(store), recorded(store, "refused"), recorded(store)]
    gone, unfit, refused, fine = store.outbox.next(9)
    (store.outbox.images.folder / gone.file).unlink()
    unfit.body["picture"]["size"] = "large"
    taken = Writer(store.database, store.blobs, store.outbox.image).interactions([gone, unfit, refused, fine])
    assert set(taken) == {line.id for line in lines[:3]}
    assert taken[gone.key] == "its picture is missing from the spool"
    assert "picture" in taken[unfit.key]
    assert taken[refused.key].startswith("121 ")
    assert [found["_id"] for found in database.interactions.find()] == [lines[3].id]


def test_picture_that_is_lost_here_is_no_loss_when_it_is_kept_whole(store, database):
    hold(store)
    lines = [recorded(store) for _ in range(3)]
    entries = store.outbox.next(9)
    for entry, content in zip(entries, (None, b"damaged", b"damaged"), strict=True):
        (store.outbox.images.folder / entry.file).unlink()
        if content:
            (store.outbox.images.folder / entry.file).write_bytes(content)
    names = [entry.body["picture"]["sha256"] for entry in entries]
    store.blobs.put({names[0]: picture(lines[0]), names[1]: picture(lines[1]), names[2]: b"damaged as well"})
    taken = Writer(store.database, store.blobs, store.outbox.image).interactions(entries)
    assert taken == {lines[2].id: "its picture in the spool is damaged: it has 7 bytes"}
    assert {found["_id"] for found in database.interactions.find()} == {line.id for line in lines[:2]}
    assert [store.blobs.get(name) for name in names[:2]] == [picture(line) for line in lines[:2]]


PERMANENT = {
    2: "BadValue", 9: "FailedToParse", 14: "TypeMismatch", 52: "DollarPrefixedFieldName", 54: "NotSingleValueField",
    55: "InvalidDBRef", 56: "EmptyFieldName", 57: "DottedFieldName", 121: "DocumentValidationFailure",
    10334: "BSONObjectTooLarge", 17280: "KeyTooLong", 17419: "document larger than 16 MB after an update",
}  # fmt: skip
PASSING = {
    1: "InternalError", 11: "UserNotFound", 13: "Unauthorized", 50: "MaxTimeMSExpired", 64: "WriteConcernFailed",
    91: "ShutdownInProgress", 112: "WriteConflict", 189: "PrimarySteppedDown", 262: "ExceededTimeLimit",
    11000: "DuplicateKey", 11600: "InterruptedAtShutdown", 14031: "OutOfDiskSpace",
}  # fmt: skip
"""What a server says of one document of a batch, by the codes of its manual; it cannot be made to say all of it."""


def test_only_what_no_server_will_ever_take_is_given_up(store, uri, monkeypatch):
    hold(store)
    [line, _] = recorded(store), recorded(store)
    entries = store.outbox.next(9)
    said = {"index": 0, "errmsg": "as the server says"}

    class Refuses:
        def bulk_write(self, writes, ordered):
            assert (len(writes), ordered) == (2, False)
            raise BulkWriteError({"writeErrors": [said], "writeConcernErrors": []})

    with contextlib.closing(Database(uri, Options(timeout=0.1))) as database:
        write = Writer(database, store.blobs, store.outbox.image)
        monkeypatch.setattr(store.blobs, "put", lambda _: None)
        monkeypatch.setattr(database, "collection", lambda _: Refuses())
        for said["code"] in PERMANENT:
            assert write.interactions(entries) == {line.id: f"{said['code']} as the server says"}
        for said["code"] in PASSING:
            with pytest.raises((PyMongoError, Unavailable)):
                write.interactions(entries)


def test_largest_picture_fits_into_the_database_and_one_more_byte_is_refused(store):
    largest, line = bytes(15 * 2**20), interaction()
    with pytest.raises(ValueError, match="at most 15728640 bytes"):
        store.record(line, largest + b"\0", "image/png")
    store.record(line, largest, "image/png")
    drained(store)
    assert (store.outbox_dead(), store.image(name_of(line))[0] == largest) == (0, True)


def test_withdrawn_mark_is_none(store, uri):
    line = recorded(store)
    for result in (True, None):
        store.mark("123", line.image_url, result)
        drained(store)
    assert [found.id for found in store.history("123", wanted=Filter(mark="none"))] == [line.id]
    with pymongo.MongoClient(uri) as client:
        database = client.get_default_database()
        assert [mark["value"] for mark in database.marks.find()] == [None]
        events = database.mark_events.find(sort=[("version", 1)])
        assert [(event["before"], event["after"]) for event in events] == [(None, True), (True, None)]
    assert store.erase("123").marks == 0


def test_verdict_that_comes_late_does_not_undo_a_withdrawal(store):
    line = recorded(store)
    store.mark("123", line.image_url, None)
    drained(store)
    body = mapping.mark_body({"_id": line.id, "created_at": line.created_at}, True, None, "picture")
    late = Entry(0, mapping.new_key(), "mark", "123", body, None, 0, version=1, reason=None)
    Writer(store.database, store.blobs, store.outbox.image).marks([late])
    assert store.history("123")[0].mark is None


def test_marks_of_many_threads_leave_one(store, uri):
    line = recorded(store)
    flips = [threading.Thread(target=store.mark, args=("123", line.image_url, n % 2 == 0)) for n in range(16)]
    for flip in flips:
        flip.start()
    for flip in flips:
        flip.join()
    last = store.mark("123", line.image_url, False)
    drained(store)
    with pymongo.MongoClient(uri) as client:
        assert client.get_default_database().marks.count_documents({}) == 1
        assert client.get_default_database().mark_events.count_documents({}) == 17
    assert store.history("123")[0].mark is last.result


def test_trail_tells_every_change(store, uri):
    line = recorded(store)
    for result in (True, True, False):
        store.mark("123", line.image_url, result)
    drained(store)
    with pymongo.MongoClient(uri) as client:
        events = list(client.get_default_database().mark_events.find(sort=[("version", 1)]))
    assert [(event["before"], event["after"]) for event in events] == [(None, True), (True, True), (True, False)]
    assert {(event["user_id"], event["interaction"]) for event in events} == {("123", line.id)}


def test_every_upsert_of_a_record_names_the_shard_key(store, uri):
    with pymongo.MongoClient(uri) as client:
        database = client.get_default_database()
        database.command("profile", 2)
        line = recorded(store)
        store.mark("123", line.image_url, True)
        store.given(line, "00" * 32, store.ticket())
        store.record_failure(Failure("f" * 32, "123", datetime.now(UTC), {}, 500, "painting_failed"))
        drained(store)
        database.command("profile", 0)
        upserts = list(database.system.profile.find({"op": "update", "command.upsert": True}))
    upserts = {one["ns"].partition(".")[2]: one for one in upserts}
    assert upserts.keys() >= {"interactions", "marks", "mark_events", "failures", "likenesses"}
    sharded = [one for name, one in upserts.items() if name != "images"]
    assert [one["command"]["q"]["user_id"] for one in sharded] == ["123"] * len(sharded)
    assert upserts["interactions"]["planSummary"] == "IXSCAN { _id: 1 }"


def test_failure_is_logged_without_a_picture(store, uri):
    store.record_failure(Failure("f" * 32, "123", datetime.now(UTC), {"age": 3}, 500, "painting_failed"))
    drained(store)
    with pymongo.MongoClient(uri) as client:
        [found] = client.get_default_database().failures.find()
    assert (found["status"], found["code"], found["metadata"]) == (500, "painting_failed", {"age": 3})
    assert store.history("123") == []
