"""One contract, three blob stores: MongoDB, a folder, and a real S3 server on loopback."""

import contextlib
import subprocess
import sys
import time
import traceback
import urllib.request
import uuid
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from pymongo.errors import PyMongoError

from errors import Unavailable
from storage import Options, Store
from storage.mongo import documents
from storage.mongo.database import Database
from storage.opening import open_blobs
from tests.serving import free_port
from tests.stores import drained, interaction, name_of, picture, recorded
from tests.waiting import wait_until

PAST, FUTURE = datetime.now(UTC) - timedelta(hours=1), datetime.now(UTC) + timedelta(hours=1)
KEYS = {"key": "test", "secret": "test"}


@pytest.fixture(scope="session")
def s3():
    """The address of an S3 server."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address).close()
            break
        time.sleep(0.1)
    yield address
    server.terminate()
    server.wait()


@pytest.fixture
def s3_options(s3):
    import s3fs

    bucket = f"pictures-{uuid.uuid4().hex[:8]}"
    s3fs.S3FileSystem(endpoint_url=s3, **KEYS).mkdir(bucket)
    return Options(blobs=f"s3://{bucket}/kept", blob_options={"endpoint_url": s3, **KEYS})


@pytest.fixture(params=["mongo", "folder", "file", "s3"])
def options(request, tmp_path):
    if request.param == "s3":
        return request.getfixturevalue("s3_options")
    address = {"mongo": None, "folder": str(tmp_path / "b"), "file": f"file://{tmp_path / 'b'}"}
    return Options(blobs=address[request.param])


@pytest.fixture
def blobs(options, uri):
    with contextlib.closing(Database(uri, options)) as database:
        yield open_blobs(database, options)


def put(blobs, *contents):
    names = [sha256(content).hexdigest() for content in contents]
    blobs.put(dict(zip(names, contents, strict=True)))
    return names


def test_put_then_get(blobs):
    names = put(blobs, b"one", b"\0two", bytes(9_200_000))
    assert [blobs.get(name) for name in names] == [b"one", b"\0two", bytes(9_200_000)]


def test_get_missing(blobs):
    [name] = put(blobs, b"one")
    assert blobs.get("0" * 64) is None
    assert blobs.missing({name, "0" * 64}) == {"0" * 64}


def older(blobs, than):
    return set().union(*blobs.older(than))


def test_older_knows_the_age(blobs):
    [name] = put(blobs, b"one")
    assert older(blobs, FUTURE) == {name}
    assert older(blobs, PAST) == set()


def test_older_looks_for_a_page_when_it_is_asked_for(blobs, monkeypatch):
    monkeypatch.setattr("storage.blobs.PAGE", 2)
    names = put(blobs, *(bytes([n]) for n in range(5)))
    pages = blobs.older(FUTURE)
    assert len(next(pages)) == 2
    assert [len(page) for page in pages] == [2, 1]
    assert older(blobs, FUTURE) == set(names)


def test_s3_tells_all_ages_in_its_listing(s3_options, uri, monkeypatch):
    monkeypatch.setattr("storage.blobs.PAGE", 2)
    with contextlib.closing(Database(uri, s3_options)) as database:
        blobs = open_blobs(database, s3_options)
    names = put(blobs, *(bytes([n]) for n in range(5)))
    calls = []
    blobs._store.s3.meta.events.register("before-call.s3", lambda model, **_: calls.append(model.name))
    pages = blobs.older(FUTURE)
    first = next(pages)
    assert (len(first), calls) == (2, ["ListObjectsV2"])
    assert set(names) == first.union(*pages)
    assert calls == ["ListObjectsV2"] * 3


def test_s3_is_given_up_soon_and_what_was_put_at_a_moment_is_not_older(s3_options, uri):
    with contextlib.closing(Database(uri, s3_options)) as database:
        blobs = open_blobs(database, s3_options)
    [name] = put(blobs, b"one")
    config = blobs._store.s3.meta.config
    assert (config.connect_timeout, config.read_timeout, config.retries["total_max_attempts"]) == (2, 20, 2)
    [[found]] = blobs._listing()
    moment = found["LastModified"]
    assert older(blobs, moment) == set()
    assert older(blobs, moment + timedelta(microseconds=1)) == {name}
    blobs.drop([name], older_than=moment)
    assert blobs.get(name) == b"one"


def test_s3_leaves_alone_what_is_not_ours(s3_options, uri):
    with contextlib.closing(Database(uri, s3_options)) as database:
        blobs = open_blobs(database, s3_options)
    [name] = put(blobs, b"one")
    for strange in ("notes.txt", f"elsewhere/{'1' * 64}"):
        blobs._store.pipe_file(blobs._path(strange), b"not ours")
    assert older(blobs, FUTURE) == {name}


def test_other_addresses_are_refused(uri):
    with contextlib.closing(Database(uri, Options())) as database, pytest.raises(Unavailable, match="BLOBS"):
        open_blobs(database, Options(blobs="gs://bucket/path"))


@pytest.mark.parametrize("name", ["notes.txt", "notes.txt/pictures"])
def test_file_in_the_place_of_the_folder_is_told_and_left_alone(uri, tmp_path, name):
    (tmp_path / "notes.txt").write_text("a file")
    (tmp_path / "notes.txt").chmod(0o644)
    told = pytest.raises(Unavailable, match=f"BLOBS={tmp_path}/{name} cannot be used: Not a directory")
    with contextlib.closing(Database(uri, Options())) as database, told:
        open_blobs(database, Options(blobs=str(tmp_path / name)))
    assert (tmp_path / "notes.txt").stat().st_mode & 0o777 == 0o644


def test_folder_that_fails_is_away_and_not_empty(uri, tmp_path):
    options = Options(blobs=str(tmp_path / "b"))
    with contextlib.closing(Database(uri, options)) as database:
        blobs = open_blobs(database, options)
    (tmp_path / "b/00" / ("0" * 64) / "in the way").mkdir(parents=True)
    for use in (blobs.get, lambda name: blobs.drop([name]), lambda name: blobs.put({name: b"content"})):
        with pytest.raises(Unavailable, match="folder of the pictures") as told:
            use("0" * 64)
        assert told.value.retry_after == 30


def test_drop_spares_what_was_put_again(blobs):
    [name] = put(blobs, b"one")
    blobs.drop([name], older_than=PAST)
    assert blobs.get(name) == b"one"
    blobs.drop([name, "0" * 64])
    assert blobs.get(name) is None


def test_put_again_makes_younger(blobs):
    put(blobs, b"one")
    wait_until(lambda: older(blobs, datetime.now(UTC)))  # S3 knows whole seconds only
    between = datetime.now(UTC)
    wait_until(lambda: put(blobs, b"one") and not older(blobs, between))


def test_store_keeps_equal_pictures_once(options, uri, tmp_path):
    with contextlib.closing(Store.open(uri, tmp_path, options)) as store:
        first, second = recorded(store), interaction("456")
        store.record(second, picture(first), "image/png")
        drained(store)
        assert [store.image(name_of(line))[0] for line in (first, second)] == [picture(first)] * 2
        assert len(older(store.blobs, FUTURE)) == 1


def test_unreachable_s3_keeps_the_outbox(uri, tmp_path):
    away = Options(blobs="s3://nowhere/x", blob_options={"endpoint_url": "http://127.0.0.1:1", **KEYS})
    with contextlib.closing(Store.open(uri, tmp_path, away)) as store:
        line = recorded(store)
        assert store.image(name_of(line))[0] == picture(line)
        with pytest.raises(Unavailable):
            store.blobs.get("0" * 64)
        assert store.outbox_depth() == 1


def test_refused_write_tells_no_log_what_was_written(uri):
    with contextlib.closing(Database(uri, Options())) as database:
        images = database.collection(documents.Image)
        images.database.drop_collection(images.name)
        images.database.create_collection(images.name, validator={"size": {"$exists": True, "$lt": 0}})
        secret = "ivan@bank.ru"
        with pytest.raises(PyMongoError) as refused:
            open_blobs(database, Options()).put({"0" * 64: secret.encode()})
        images.drop()
        told = "".join(traceback.format_exception(refused.value))
        assert "failed with code 121" in told
        assert secret not in told
