"""What is told to be safe is on the disk and in MongoDB's journal, whatever fails in which order."""

import contextlib
from datetime import UTC, datetime

import pymongo
import pytest

from errors import Unavailable
from schemas.jobs import Job, RowCounts
from storage import Failure, Options, Store
from storage.mongo import documents
from tests.powercut import lost
from tests.stores import drained, hold, interaction, name_of, picture, recorded
from tests.waiting import wait_until

WORK = """
import sys
from pathlib import Path
from access import read_secret
from provenance import trial
from storage.archive import imagefolder
from storage.blobs import FolderBlobs
from storage.outbox.outbox import Outbox
from tests.stores import interaction, picture
outbox = Outbox(Path(sys.argv[1], "data/spool"), 10**8)
for number in range(2):
    outbox.put("interaction", str(number), "123", {}, b"picture" * 1000)
    acknowledge()
outbox.put("erasure", "erasure", "123", {})
acknowledge()
blobs = FolderBlobs(Path(sys.argv[1], "some/where"))
for letter in "abb":
    blobs.put({letter * 64: b"picture" * 1000, "c" * 63 + letter: b"other"})
    acknowledge()
list(imagefolder([interaction() for _ in range(2)], picture, Path(sys.argv[1], "out")))
acknowledge()
for drawn in (lambda folder: read_secret(None, folder), trial.read):
    drawn(Path(sys.argv[1], "secrets/once"))
    acknowledge()
"""

CARELESS = """
import sys
from pathlib import Path
folder = Path(sys.argv[1], "folder")
folder.mkdir()
acknowledge()
part = folder / "part"
part.write_bytes(b"content")
os.sync()
part.rename(folder / "whole")
handle = os.open(folder, os.O_RDONLY)
os.fsync(handle)
acknowledge()
with (folder / "other").open("wb") as other:
    other.write(b"content")
    other.flush()
    os.fsync(other.fileno())
os.unlink(folder / "whole")
acknowledge()
"""


@pytest.fixture
def empty(tmp_path):
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


def test_power_failure_is_told_from_the_system_calls(empty):
    assert lost(CARELESS, empty) == [{"folder"}, {"folder", "folder/whole"}, {"folder", "folder/other", "folder/whole"}]


def test_power_failure_takes_nothing_that_was_acknowledged(empty):
    assert lost(WORK, empty) == [set()] * 9


NO_MAJORITY = {"code": 64, "errmsg": "waiting for replication timed out", "errInfo": {"wtimeout": True}}
KINDS = {kind._get_collection_name(): kind for kind in documents.DOCUMENTS}
ACTS = {
    "images": recorded,
    "interactions": recorded,
    "mark_events": lambda store: store.mark("123", store.history("123")[-1].image_url, True),
    "failures": lambda store: store.record_failure(Failure("f" * 32, "123", datetime.now(UTC), {}, 500, "x")),
}


@pytest.mark.parametrize("kind", ACTS)
def test_write_that_no_majority_has_is_not_taken_as_written(failing, tmp_path, kind):
    uri = f"{failing.uri}majority_{kind}"
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        recorded(store)
        drained(store)
        with failing.fault("update", namespace=f"majority_{kind}.{kind}", writeConcernError=NO_MAJORITY) as failed:
            ACTS[kind](store)
            wait_until(lambda: failed() > 1 or not store.outbox_depth())
            assert store.outbox_depth() == 1
        drained(store)
        assert store.outbox_dead() == 0
        assert all(store.image(name_of(line))[0] == picture(line) for line in store.history("123"))
        collection = store.database.collection(KINDS[kind])
        assert collection.count_documents({}) == 1 + (kind in {"images", "interactions"})


def test_job_whose_rows_no_majority_has_is_not_accepted(failing, tmp_path):
    asked = Job(id="j", user_id="7", name="", created_at=datetime.now(UTC), rows=RowCounts(total=2))
    rows = [{"number": number, "request": {}, "interaction": f"i {number}", "seed": 7} for number in range(2)]
    with contextlib.closing(
        Store.open(f"{failing.uri}majority_jobs", tmp_path, Options(timeout=1), idle=True)
    ) as store:
        with (
            failing.fault("insert", namespace="majority_jobs.job_rows", writeConcernError=NO_MAJORITY),
            pytest.raises(Unavailable),
        ):
            store.jobs.create(asked, "f", rows)  # from the second time on they are there, on one server at the least
        assert store.jobs.known("j", "f") is None


def test_document_that_time_may_heal_is_no_dead_letter_beside_one_that_is_refused(store, uri, caplog):
    """A server that takes neither of two lines of one batch: one never, one as soon as an index of somebody else is gone."""
    with pymongo.MongoClient(uri) as client:
        lines = client.get_default_database().interactions
        first = recorded(store)
        drained(store)
        let_go = hold(store)
        lines.create_index("metadata.seed", name="strange", unique=True)
        lines.database.command("collMod", "interactions", validator={"user_id": {"$ne": "refused"}})
        refused, later, fine = recorded(store, "refused"), recorded(store), recorded(store, metadata=seeded(8))
        let_go()
        wait_until(lambda: "cannot be moved to MongoDB" in caplog.text)
        assert lines.find_one({"_id": fine.id})
        assert (store.outbox_dead(), store.outbox_depth()) == (0, 3)
        lines.drop_index("strange")
        drained(store)
        assert [dead.key for dead in store.outbox.dead()] == [refused.id]
        assert {line["_id"] for line in lines.find()} == {first.id, later.id, fine.id}


def seeded(seed):
    return interaction().metadata.model_copy(update={"seed": seed})
