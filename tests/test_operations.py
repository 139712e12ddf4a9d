"""What operators do: take out, erase, collect, export, check, replay, dump, load, migrate."""

import contextlib
import io
import json
import os
import subprocess
import sys
import time
import tracemalloc
import zipfile
from datetime import UTC, datetime, timedelta

import pymongo
import pytest

from errors import NotFound, Unavailable
from storage import Failure, Filter, Options, Store
from storage.__main__ import main
from storage.mongo import documents, erasure, transfer
from storage.mongo.database import Refused
from storage.mongo.erasure import Erased
from storage.operations import Operations
from tests.stores import ROOT, drained, hold, interaction, name_of, picture, recorded, servers


@pytest.fixture
def operations(store):
    return Operations(store)


def unzipped(pieces):
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def described(taken):
    """The lines of metadata.jsonl, the newest picture first."""
    return [json.loads(row) for row in taken.read("metadata.jsonl").splitlines()]


def test_zip_has_pictures_and_metadata(store):
    lines = [recorded(store) for _ in range(5)]
    recorded(store, "456")
    store.mark("123", lines[0].image_url, True)
    taken = unzipped(store.export("123"))
    metadata = described(taken)
    assert taken.testzip() is None
    assert [row["id"] for row in metadata] == [line.id for line in reversed(lines)]
    assert [row["mark"] for row in metadata] == [None] * 4 + ["good"]
    names = ["car_64x64_7.png", *(f"car_64x64_7_{number}.png" for number in range(2, 6))]
    assert [row["file_name"] for row in metadata] == names
    assert all(taken.read(name) == picture(line) for name, line in zip(names, reversed(lines), strict=True))


@pytest.mark.parametrize("waits", [True, False])
def test_zip_follows_filters_and_names(store, waits):
    lines = [recorded(store) for _ in range(4)]
    store.mark("123", lines[0].image_url, True)
    store.mark("123", lines[1].image_url, True)
    if not waits:
        drained(store)
    some = {name_of(lines[1]): "Пост", name_of(lines[2]): "", name_of(lines[3]): "Сторис 9:16"}
    good = described(unzipped(store.export("123", Filter(mark="good"))))
    assert [row["id"] for row in good] == [lines[1].id, lines[0].id]
    chosen = described(unzipped(store.export("123", labels=some)))
    assert {row["id"]: row["file_name"] for row in chosen} == {
        lines[3].id: "сторис-9-16_car_64x64_7.png",
        lines[2].id: "car_64x64_7.png",
        lines[1].id: "пост_car_64x64_7.png",
    }
    both = described(unzipped(store.export("123", Filter(mark="good"), some)))
    assert [row["id"] for row in both] == [lines[1].id]


@pytest.mark.parametrize("name", ["{other}", "0" * 32 + ".png", "", "../x", "{own}.webp"])
def test_zip_of_somebody_elses_picture_is_refused(store, name):
    own, other = recorded(store), recorded(store, "456")
    asked = name.format(own=own.id, other=name_of(other))
    with pytest.raises(NotFound, match="no image"):
        store.export("123", labels={name_of(own): "", asked: ""})


def test_zip_without_a_missing_picture(store, database):
    lost, line = recorded(store), recorded(store)
    drained(store)
    database.images.delete_one({"content": picture(lost)})
    taken = unzipped(store.export("123"))
    assert taken.testzip() is None
    assert taken.namelist() == ["car_64x64_7.png", "metadata.jsonl"]
    assert {row["id"]: row.get("missing") for row in described(taken)} == {line.id: None, lost.id: True}


def test_zip_of_unknown_user_is_empty(store):
    assert unzipped(store.export("nobody")).namelist() == ["metadata.jsonl"]


def test_zip_needs_constant_memory(store):
    for _ in range(60):
        line = interaction()
        store.record(line, os.urandom(2**20), "image/png")
    drained(store, 60)  # its thread would be traced too
    tracemalloc.start()
    size = sum(map(len, store.export("123")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 60 * 2**20
    assert peak < 16 * 2**20


def test_erase_leaves_a_count_and_nothing_else(store, database, monkeypatch):
    monkeypatch.setattr(erasure, "YOUNG", timedelta(seconds=-1))
    lines = [recorded(store) for _ in range(3)]
    store.mark("123", lines[0].image_url, True)
    store.given(lines[0], "00" * 32, store.ticket())
    store.record_failure(Failure("f" * 32, "123", datetime.now(UTC), {}, 500, "painting_failed"))
    store.keys.reserve("key", "123", "body")
    other = recorded(store, "456")
    assert store.erase("123") == Erased(interactions=3, failures=1, marks=1, images=3)
    left = {name: database[name].count_documents({}) for name in database.list_collection_names()}
    assert {name: left[name] for name in ("interactions", "images", "tombstones")} == dict.fromkeys(
        ("interactions", "images", "tombstones"), 1
    )
    assert [left[name] for name in ("marks", "mark_events", "failures", "likenesses", "replies")] == [0] * 5
    assert store.image(name_of(other))[0] == picture(other)
    found = database.tombstones.find_one()
    assert "123" not in str(found | {"_id": "", "erased_at": ""})  # which have digits of their own
    assert len(found["_id"]) >= 32


def test_erased_picture_is_gone(store):
    line = recorded(store)
    store.erase("123")
    assert store.history("123") == []
    with pytest.raises(NotFound):
        store.image(name_of(line))


def test_erase_of_what_waits_and_of_dead_letters(uri, tmp_path):
    with contextlib.closing(Store.open("mongodb://127.0.0.1:1", tmp_path, Options(timeout=0.2))) as away:
        for _ in range(3):
            recorded(away)
        away.outbox.dead_letter(away.outbox.next(1)[0], "because")
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        assert store.erase("123").interactions == 2
        assert store.outbox.of_user("123") == []
        assert list((tmp_path / "spool" / "images").iterdir()) == []


def test_user_who_was_erased_may_come_back(store):
    recorded(store)
    store.erase("123")
    line = recorded(store)
    assert [found.id for found in store.history("123")] == [line.id]


@pytest.mark.slow
def test_export_loads_as_an_imagefolder(store, operations, tmp_path):
    from datasets import load_dataset
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (8, 8), "royalblue").save(out, "PNG")
    for marks in ((True,), (None, False), (), (True, None)):
        line = interaction()
        store.record(line, out.getvalue() + line.id.encode(), "image/png")
        for mark in marks:
            store.mark("123", line.image_url, mark, None if mark is None else "because")
    drained(store)
    assert operations.count_marked() == len(list(operations.export_marked(tmp_path / "out"))) == 2
    rows = load_dataset("imagefolder", data_dir=str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))["train"]
    assert sorted(rows["mark"]) == ["bad", "good"]
    assert rows["mark_reason"] == ["because", "because"]
    assert rows[0]["image"].size == (8, 8)
    assert rows[0]["seed"] == 7


def test_export_goes_on_where_it_was_interrupted(store, operations, tmp_path, monkeypatch):
    for _ in range(5):
        store.mark("123", recorded(store).image_url, True)
    drained(store)
    running = operations.export_marked(tmp_path)
    next(running), next(running)
    running.close()
    assert not (tmp_path / "metadata.jsonl").exists()
    fetched, image = [], store.image
    monkeypatch.setattr(store, "image", lambda name: fetched.append(name) or image(name))
    assert len(list(operations.export_marked(tmp_path))) == 5
    assert len(fetched) == 3
    assert len((tmp_path / "metadata.jsonl").read_text().splitlines()) == 5


def test_export_without_a_missing_picture(store, operations, database, tmp_path, caplog):
    lost, line = recorded(store), recorded(store)
    for marked in (lost, line):
        store.mark("123", marked.image_url, True)
    drained(store)
    database.images.delete_one({"content": picture(lost)})
    assert [done.id for done in operations.export_marked(tmp_path)] == [line.id]
    metadata = (tmp_path / "metadata.jsonl").read_text().splitlines()
    assert [json.loads(row)["file_name"] for row in metadata] == [name_of(line)]
    assert name_of(lost) in caplog.text


def test_check_finds_nothing_wrong(store, operations):
    recorded(store)
    drained(store)
    report = operations.check()
    assert report.faults == []
    assert report.counts["interactions"] == report.counts["images"] == 1


def test_check_finds_what_is_wrong(store, operations, database):
    line = recorded(store)
    drained(store)
    database.images.delete_many({})
    database.interactions.drop_index("picture.sha256_1")
    store.outbox.put("mark", "bad", "123", {})
    store.outbox.dead_letter(store.outbox.find("bad"), "121 does not fit")
    faults = "\n".join(operations.check().faults)
    assert line.id in faults
    assert "picture.sha256" in faults
    assert "121 does not fit" in faults


def test_check_passes_over_what_is_gone_meanwhile(store, operations, database, monkeypatch):
    gone = recorded(store)
    drained(store)
    database.images.delete_many({})
    missing = store.blobs.missing
    monkeypatch.setattr(
        store.blobs, "missing", lambda names: database.interactions.delete_one({"_id": gone.id}) and missing(names)
    )
    assert operations.check().faults == []


def test_document_that_mongodb_refuses_is_a_dead_letter_and_can_be_replayed(store, operations, database):
    recorded(store, "first")
    drained(store)
    database.command("collMod", "interactions", validator={"user_id": {"$ne": "refused"}})
    line, fine = recorded(store, "refused"), recorded(store, "fine")
    drained(store)
    assert [found.id for found in store.history("refused")] == [line.id]
    assert store.image(name_of(line))[0] == picture(line)
    assert [entry.reason[:3] for entry in operations.check().dead] == ["121"]
    assert database.interactions.find_one({"_id": fine.id})
    database.command("collMod", "interactions", validator={})
    assert operations.replay() == 1
    drained(store)
    assert database.interactions.find_one({"_id": line.id})


def test_dump_and_load_carry_everything(store, operations, mongo, tmp_path):
    lines = [recorded(store) for _ in range(5)]
    store.mark("123", lines[0].image_url, True)
    counts = dict(operations.dump(tmp_path / "dump"))
    assert (counts["interactions"], counts["images"], counts["marks"]) == (5, 5, 1)
    with contextlib.closing(Store.open(mongo.uri + "test_copy", tmp_path / "copy")) as copy:
        for _ in range(2):
            assert dict(Operations(copy).load(tmp_path / "dump")) == counts
        assert copy.history("123") == store.history("123")
        assert all(copy.image(name_of(line))[0] == picture(line) for line in lines)
        assert Operations(copy).check().faults == []
    with pymongo.MongoClient(mongo.uri) as client:
        client.drop_database("test_copy")


def test_dump_tells_of_dead_letters_that_it_leaves_out(store, operations, tmp_path, caplog):
    list(operations.dump(tmp_path / "dump"))
    assert caplog.text == ""
    store.outbox.put("mark", "bad", "123", {})
    store.outbox.dead_letter(store.outbox.find("bad"), "121 does not fit")
    list(operations.dump(tmp_path / "dump"))
    assert "1 dead letters stay in the spool and are not in the dump" in caplog.text


def test_dump_over_an_older_one_is_complete_only_at_its_end(store, operations, database, tmp_path, monkeypatch):
    monkeypatch.setattr(transfer, "ARMFUL", 300)
    recorded(store)
    assert dict(operations.dump(tmp_path))["interactions"] == 1
    more = [recorded(store) for _ in range(4)]
    drained(store)
    running = operations.dump(tmp_path)
    next(running)
    with pytest.raises(FileNotFoundError):
        next(operations.load(tmp_path))
    list(running)
    store.erase("123")
    database.command("profile", 2)
    assert dict(operations.load(tmp_path))["interactions"] == 5
    database.command("profile", 0)
    assert {line.id for line in store.history("123")} > {line.id for line in more}
    of_lines = {"op": "update", "ns": f"{database.name}.interactions", "command.upsert": True}
    assert database.system.profile.count_documents(of_lines) == 5  # each once


def test_commands_wait_for_the_outbox_only_so_long(store, operations):
    recorded(store)
    let_go = hold(store)
    recorded(store)
    with pytest.raises(Unavailable, match="not drained"):
        operations.settle(0.1)
    let_go()
    operations.settle()
    assert store.outbox_depth() == 0


def test_export_of_many_marks_is_of_all_of_them(store, operations, tmp_path, monkeypatch):
    monkeypatch.setattr("storage.operations.BATCH", 2)
    lines = [recorded(store) for _ in range(5)]
    for line in lines:
        store.mark("123", line.image_url, True)
    store.mark("123", lines[2].image_url, None)
    drained(store)
    assert {line.id for line in operations.export_marked(tmp_path)} == {line.id for line in lines} - {lines[2].id}


def test_load_refuses_what_is_no_complete_dump(operations, database, tmp_path):
    running = operations.dump(tmp_path)
    for _ in range(3):
        next(running)
    running.close()
    for folder in (tmp_path, tmp_path / "wrong"):
        with pytest.raises(FileNotFoundError, match=f"{folder} holds no complete dump"):
            list(operations.load(folder))


def test_retention_sets_and_removes_the_age_limit(uri, tmp_path, database):
    kept, month, week = ("interactions", "marks", "mark_events", "failures", "likenesses"), 30 * 86400, 7 * 86400
    for days, expected in ((30, month), ("as it is", month), (7, week), (60, 2 * month), (None, None)):
        Store.open(uri, tmp_path, Options(retention_days=days)).close()
        limits = {name: database[name].index_information().get("retention", {}) for name in kept}
        assert {name: limit.get("expireAfterSeconds") for name, limit in limits.items()} == {
            **dict.fromkeys(kept, expected),
            "failures": min(expected or month, month),
        }


def test_marks_of_version_1_are_migrated(uri, tmp_path, database):
    created = datetime(2026, 1, 1, tzinfo=UTC)
    database.schema_migrations.insert_one({"_id": 1, "applied_at": created})
    database.interactions.insert_one({"_id": "a", "user_id": "123", "created_at": created, "schema_version": 1})
    for key in ("a", "lost"):
        database.marks.insert_one({"_id": f"{key}:123", "interaction": key, "user_id": "123", "value": True})
    for _ in range(2):
        Store.open(uri, tmp_path).close()
    assert [(mark["_id"], mark["created_at"]) for mark in database.marks.find()] == [("a:123", created)]
    assert [step["_id"] for step in database.schema_migrations.find()] == [1, 2, 3]


FORMS = ("Анна й", " Анна й ", "Анна\u00a0\u200bи\u0306")
"""Nobody can tell them apart."""


def written_before_version_3(database):
    created = datetime(2026, 1, 1, tzinfo=UTC)
    database.schema_migrations.insert_one({"_id": 2, "applied_at": created})
    for name, user in zip("abc", FORMS, strict=True):
        line = interaction(user, id=name * 32, image_url=f"/api/images/{name * 32}.png")
        facts = {"metadata": line.metadata.model_dump(mode="json"), "mark": True, "mark_version": 1}
        shown = {"name": f"{name * 32}.png", "sha256": name, "size": 1, "mime": "image/png"}
        about = {"user_id": user, "created_at": created}
        database.interactions.insert_one({"_id": line.id, "picture": shown} | facts | about)
        fact = {"interaction": line.id, "version": 1} | about
        database.marks.insert_one({"_id": f"{line.id}:{user}", "value": True} | fact)
        database.mark_events.insert_one({"_id": name, "after": True} | fact)
        database.failures.insert_one({"_id": name, "status": 500, "code": "x"} | about)
        database.replies.insert_one({"_id": name, "user_id": user, "expires_at": datetime(2999, 1, 1, tzinfo=UTC)})


def test_forms_of_one_user_id_are_one_person_after_the_migration(uri, tmp_path, database):
    written_before_version_3(database)
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        lines = store.history(FORMS[0])
        assert {line.id[0] for line in lines} == set("abc")
        store.mark(FORMS[0], lines[0].image_url, False)
        drained(store)
        assert database.marks.count_documents({}) == 3
        erased = Operations(store).erase(FORMS[1])
        assert (erased.interactions, erased.failures, erased.marks) == (3, 3, 3)
    for name in ("interactions", "failures", "marks", "mark_events", "replies"):
        assert database[name].count_documents({}) == 0


def test_load_of_an_old_dump_unites_its_people(uri, tmp_path, database):
    written_before_version_3(database)
    with contextlib.closing(Store.open(uri, tmp_path / "old", idle=True)) as old:
        list(Operations(old).dump(tmp_path / "dump"))
    for name in database.list_collection_names():
        database[name].drop()
    with contextlib.closing(Store.open(uri, tmp_path / "new")) as new:
        list(Operations(new).load(tmp_path / "dump"))
        assert len(new.history(FORMS[0])) == 3


def test_what_waits_under_another_form_of_a_user_id_is_found(uri, tmp_path):
    with contextlib.closing(Store.open("mongodb://127.0.0.1:1", tmp_path, Options(timeout=0.2))) as away:
        recorded(away, FORMS[2])
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        assert len(store.history(FORMS[0])) == 1
        drained(store)
        assert len(store.history(FORMS[0])) == 1


@pytest.fixture
def waiting(tmp_path):
    """The data folder of a service that has recorded a line and never met MongoDB."""
    with contextlib.closing(Store.open("mongodb://127.0.0.1:1", tmp_path / "waiting", Options(timeout=0.2))) as away:
        recorded(away)
    return tmp_path / "waiting"


def test_database_of_the_next_release_is_used_and_of_the_one_after_refused(uri, tmp_path, database):
    Store.open(uri, tmp_path).close()
    newest = max(step["_id"] for step in database.schema_migrations.find())
    for newer, refused in ((newest + 1, contextlib.nullcontext()), (newest + 2, pytest.raises(Refused))):
        database.schema_migrations.insert_one({"_id": newer})
        with refused:
            Store.open(uri, tmp_path).close()


def test_much_newer_database_is_refused_and_left_alone(uri, waiting, database):
    database.schema_migrations.insert_one({"_id": 99})
    with pytest.raises(Refused, match="much newer"):
        Store.open(uri, waiting)
    assert database.list_collection_names() == ["schema_migrations"]


def test_much_newer_database_that_comes_later_is_left_alone(tmp_path, caplog):
    with servers(tmp_path / "mongo", 1) as [server], pymongo.MongoClient(server.uri, journal=True) as client:
        database = client.logo_generation
        database.schema_migrations.insert_one({"_id": 99})
        server.kill()
        with contextlib.closing(Store.open(server.uri, tmp_path, Options(timeout=1))) as store:
            line = recorded(store)
            server.start()
            until = time.monotonic() + 20
            while "much newer" not in caplog.text:
                assert time.monotonic() < until
                time.sleep(0.05)
            assert (store.outbox_depth(), database.list_collection_names()) == (1, ["schema_migrations"])
            database.schema_migrations.delete_one({})
            drained(store)
            assert database.interactions.find_one({"_id": line.id})


def test_commands(store, uri, tmp_path, monkeypatch, capsys):
    line = recorded(store)
    store.mark("123", line.image_url, True)
    drained(store)
    monkeypatch.setenv("MONGODB_URI", uri)
    shown = {
        ("check",): "0 faults",
        ("export", str(tmp_path / "out")): "1 marked pictures",
        ("dump", str(tmp_path / "dump")): "interactions: 1",
        ("replay",): "0 dead letters",
        ("collect",): "0 pictures",
        ("erase", "123"): "'interactions': 1",
        ("load", str(tmp_path / "dump")): "interactions: 1",
    }

    def run(arguments, words):
        assert main(["--data-dir", str(tmp_path / "cli"), *arguments]) == 0
        assert words in capsys.readouterr().out
        return {event.what: event.about for event in store.trail.page(50) if event.who.startswith("operator ")}

    told = [run(arguments, words) for arguments, words in shown.items()][-1]
    assert [found.id for found in store.history("123")] == [line.id]
    assert told.pop("user erased").startswith("erased ")
    assert told == dict.fromkeys(("pictures exported", "log dumped", "dump loaded"), "")
    with contextlib.closing(Store.open(uri, tmp_path / "cli", idle=True)) as own:
        own.outbox.put("mark", "a", "123", {})
        own.outbox.dead_letter(own.outbox.next(1)[0], "121")
    assert "dead letters replayed" in run(("replay",), "1 dead letters")
    store.database.collection(documents.Interaction).delete_many({})
    store.database.collection(documents.Image).update_many(
        {}, {"$set": {"touched_at": datetime.now(UTC) - timedelta(days=2)}}
    )
    assert "pictures collected" in run(("collect",), "1 pictures")


def test_load_and_dump_of_a_wrong_folder_fail_and_are_not_told(store, uri, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MONGODB_URI", uri)
    assert main(["--data-dir", str(tmp_path / "cli"), "load", str(tmp_path / "wrong")]) == 1
    assert "holds no complete dump" in " ".join(capsys.readouterr().err.split())
    (tmp_path / "file").touch()
    assert main(["--data-dir", str(tmp_path / "cli"), "dump", str(tmp_path / "file")]) == 1
    assert store.trail.page(50) == []


def test_check_changes_nothing(uri, waiting, database, monkeypatch, capsys):
    monkeypatch.setenv("MONGODB_URI", uri)
    assert main(["--data-dir", str(waiting), "check"]) == 1
    told = capsys.readouterr().out
    assert "spool_depth: 1" in told
    assert "interactions lacks the index" in told
    assert "schema is of version 0" in told
    assert database.list_collection_names() == []


def test_commands_go_by_the_settings_of_the_service(waiting, monkeypatch, capsys):
    monkeypatch.setenv("MONGODB_URI", "mongodb://127.0.0.1:1")
    monkeypatch.setenv("MONGODB_TIMEOUT", "0.2")
    monkeypatch.setenv("SPOOL_MAX_BYTES", str(2**20))
    with contextlib.closing(Store.open("mongodb://127.0.0.1:1", waiting, Options(timeout=0.2))) as away:
        away.record(interaction(), os.urandom(2**20), "image/png")
    started = time.monotonic()
    assert main(["--data-dir", str(waiting), "erase", "123"]) == 1
    assert "The spool is full" in capsys.readouterr().err
    assert time.monotonic() - started < 5  # as long as MongoDB is given when nobody says so
    for bad in ("many", "1000"):
        monkeypatch.setenv("SPOOL_MAX_BYTES", bad)
        with pytest.raises(SystemExit, match=f"SPOOL_MAX_BYTES='{bad}'"):
            main(["check"])


def test_command_reports_a_bad_address_without_its_password(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "storage", "--data-dir", tmp_path, "check"],
        env=os.environ | {"MONGODB_URI": "mongodb://me:secret:x@h"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "MONGODB_URI" in done.stderr, "secret" in done.stderr) == (1, True, False)
