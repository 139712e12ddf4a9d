"""The store on a real MongoDB: what is recorded comes back, page by page, marked as it was marked."""

import contextlib
import fcntl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pymongo
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from errors import InvalidRequest, NotFound, StorageFull, Unavailable
from schemas import Mark
from storage import Failure, Options, Store
from storage.mongo.database import Database
from storage.outbox import relay
from storage.outbox.outbox import Outbox
from storage.token_bucket import TokenBucket
from tests.stores import drained, interaction, name_of, picture, recorded
from tests.waiting import wait_until


def test_record_then_history(store):
    line = recorded(store)
    [found] = store.history("123")
    assert found.model_copy(update={"created_at": line.created_at}) == line
    assert line.created_at - found.created_at < timedelta(milliseconds=1)
    assert found.created_at.tzinfo is UTC


def test_record_twice_is_once(store):
    line = recorded(store)
    store.record(line, picture(line), "image/png")
    assert len(store.history("123")) == 1


@pytest.mark.parametrize(("mime", "extension"), [("image/png", "png"), ("image/webp", "webp"), ("image/jpeg", "jpg")])
def test_image_comes_back_byte_equal(store, mime, extension):
    line = interaction()
    line = line.model_copy(update={"image_url": f"/api/images/{line.id}.{extension}"})
    store.record(line, picture(line), mime)
    assert store.image(name_of(line)) == (picture(line), mime)


@pytest.mark.parametrize("name", ["", "x", "../../etc/passwd", "0" * 32 + ".png", "\0", "$where.png", "😀.png"])
def test_image_not_found(store, name):
    with pytest.raises(NotFound):
        store.image(name)


def test_image_not_found_under_other_extension(store):
    line = recorded(store)
    with pytest.raises(NotFound):
        store.image(f"{line.id}.webp")


def test_record_refuses_a_url_that_is_not_the_picture(store):
    line = interaction(image_url="/api/images/other.png")
    with pytest.raises(ValueError, match="image_url"):
        store.record(line, b"", "image/png")


def test_history_newest_first_in_pages(store):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    lines = [recorded(store, created_at=start + timedelta(seconds=n // 3)) for n in range(10)]
    expected = [line.id for line in sorted(lines, key=lambda line: (line.created_at, line.id), reverse=True)]
    seen, before = [], None
    while page := store.history("123", 3, before):
        seen += [line.id for line in page]
        before = seen[-1]
    assert seen == expected


def test_history_before_unknown_names_the_field(store):
    other = recorded(store, "somebody else")
    for before in ("nothing", other.id):
        with pytest.raises(InvalidRequest) as caught:
            store.history("123", before=before)
        assert caught.value.details[0].field == "before"


@given(user_id=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=255))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_user_id(store, user_id):
    line = recorded(store, user_id)
    assert line.id in [found.id for found in store.history(user_id)]
    assert store.mark(user_id, line.image_url, True).user_id == user_id


@pytest.mark.parametrize("user_id", ["a/b", "\0", "$gt", "a.b", "😀" * 255, " ", "123:456"])
def test_users_do_not_see_each_other(store, user_id):
    recorded(store, user_id)
    recorded(store, user_id + "x")
    assert [line.user_id for line in store.history(user_id)] == [user_id]


@pytest.mark.parametrize("waits", [True, False])
def test_mark_then_change_then_repeat_then_withdraw(store, waits):
    line = recorded(store)
    for result, reason in ((True, "warm light"), (False, None), (False, "two left hands"), (None, None), (True, None)):
        mark = Mark(user_id="123", image_path=line.image_url, result=result, reason=reason)
        assert store.mark("123", line.image_url, result, reason) == mark
        if not waits:
            drained(store)
        found = store.history("123")[0]
        assert (found.mark, found.mark_reason) == (result, reason)


@pytest.mark.parametrize("path", ["/api/images/{id}.webp", "/api/images/x.png", "{id}.png", "", "/api/images/\0"])
def test_mark_not_found(store, path):
    line = recorded(store)
    with pytest.raises(NotFound):
        store.mark("123", path.format(id=line.id), True)


def test_mark_of_another_users_image_not_found(store):
    line = recorded(store)
    with pytest.raises(NotFound):
        store.mark("456", line.image_url, True)
    assert store.history("123")[0].mark is None


def test_ready_and_reachable(store):
    store.ping()
    store.database.ping()


@pytest.fixture
def away(tmp_path):
    """A store whose MongoDB is not there."""
    uri = "mongodb://somebody:secret@127.0.0.1:1/?authSource=admin"
    with contextlib.closing(Store.open(uri, tmp_path, Options(timeout=0.5))) as opened:
        yield opened


def test_away_accepts_and_shows_what_it_accepted(away):
    lines = [recorded(away) for _ in range(3)]
    page = away.history("123", 2)
    assert [line.id for line in page] == [lines[2].id, lines[1].id]
    assert page.partial
    assert page.next == lines[1].id
    assert [line.id for line in away.history("123", before=page.next)] == [lines[0].id]


def test_away_shows_and_marks_pictures_that_wait(away):
    line = recorded(away)
    assert away.image(name_of(line)) == (picture(line), "image/png")
    away.mark("123", line.image_url, False)
    assert away.history("123")[0].mark is False


def test_away_cannot_know_other_pictures(away):
    with pytest.raises(Unavailable) as caught:
        away.image("0" * 32 + ".png")
    assert "secret" not in str(caught.value)
    with pytest.raises(Unavailable):
        away.mark("123", "/api/images/" + "0" * 32 + ".png", True)
    with pytest.raises(Unavailable):
        away.database.ping()


def test_away_is_ready_until_the_outbox_is_full(tmp_path):
    options = Options(timeout=0.2, spool_max_bytes=10_000)
    with contextlib.closing(Store.open("mongodb://127.0.0.1:1", tmp_path, options)) as small:
        small.ping()
        with pytest.raises(StorageFull) as caught:
            [recorded(small) for _ in range(10)]
        assert caught.value.retry_after
        assert 0 < small.outbox_depth() < 10
        assert small.outbox_oldest_seconds() > 0


def test_what_waited_is_there_after_a_start_with_mongodb(away, uri, tmp_path):
    lines = [recorded(away) for _ in range(3)]
    away.mark("123", lines[0].image_url, True)
    away.close()
    with contextlib.closing(Store.open(uri, tmp_path)) as back:
        drained(back)
        assert [(line.id, line.mark) for line in back.history("123")][::-1] == [
            (lines[0].id, True),
            (lines[1].id, None),
            (lines[2].id, None),
        ]
        assert back.image(name_of(lines[0]))[0] == picture(lines[0])


def left_by_a_stop(uri, folder):
    """How many of 300 entries still wait after a stop that came before any of them was written."""
    (folder / "spool").mkdir()
    with (folder / "spool" / "drainer.lock").open("ab") as somebody_else:
        fcntl.flock(somebody_else, fcntl.LOCK_EX)
        store = Store.open(uri, folder)
        for n in range(300):
            store.record_failure(Failure(str(n), "123", datetime.now(UTC), {}, 500, "painting_failed"))
    store.close()
    with contextlib.closing(Outbox(folder / "spool", 2**30)) as outbox:
        return outbox.depth()


def test_stop_writes_out_the_outbox(uri, tmp_path):
    assert left_by_a_stop(uri, tmp_path) == 0


def test_stop_takes_only_so_long(uri, tmp_path, monkeypatch):
    monkeypatch.setattr(relay, "LAST", 0)
    assert left_by_a_stop(uri, tmp_path) > 0


@pytest.mark.parametrize(
    "uri", ["http://x", "mongodb://", "mongodb://a:secret:x@h", "mongodb://h/?readPreference=secret"]
)
def test_malformed_uri_is_unavailable_and_secret(uri, tmp_path):
    with pytest.raises(Unavailable) as caught:
        Store.open(uri, tmp_path, Options(timeout=1))
    assert "secret" not in str(caught.value)


def test_writes_are_journalled_by_a_majority_whatever_the_uri_says(uri, tmp_path):
    with contextlib.closing(Store.open(uri + "?w=0&journal=false", tmp_path)) as weak:
        assert weak.database._database.write_concern.document == {"w": "majority", "j": True}
        recorded(weak)
        assert len(weak.history("123")) == 1


def test_indexes_are_made_at_open(store, uri):
    with pymongo.MongoClient(uri) as client:
        found = client.get_default_database().interactions.index_information()
    assert [("user_id", 1), ("created_at", -1), ("_id", -1)] in [index["key"][:3] for index in found.values()]


def test_two_stores_in_one_process_do_not_mix(store, mongo, tmp_path):
    recorded(store)
    with contextlib.closing(Store.open(mongo.uri + "test_other", tmp_path / "other")) as other:
        assert other.history("123") == []


def test_options_reach_what_they_are_for(uri, tmp_path, monkeypatch):
    with contextlib.closing(Database(uri, Options(pool_size=3))) as database:
        assert database._client.options.pool_options.max_pool_size == 3
    monkeypatch.setattr("storage.mongo.embedded.START", 0.5)
    with pytest.raises(Unavailable, match="does not start"):
        Store.open(None, tmp_path, Options(mongod=Path("/bin/false")))


def test_address_decides_over_our_defaults(uri):
    database = Database(f"{uri}?maxPoolSize=7", Options())
    with contextlib.closing(database):
        assert database._client.options.pool_options.max_pool_size == 7
        assert database._client.options.pool_options.connect_timeout == 2.0


class Clock:
    """Time that passes only when it is told to."""

    def __init__(self):
        self.now = 1000.0

    def monotonic(self):
        return self.now


def test_allowance_is_a_burst_and_a_rate(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("storage.token_bucket.time", clock)
    tasks = TokenBucket(2.0, 5)
    assert [tasks.take() for _ in range(7)] == [True] * 5 + [False] * 2
    clock.now += 0.4
    assert not tasks.take()
    clock.now += 0.1
    assert [tasks.take() for _ in range(2)] == [True, False]
    clock.now += 2
    assert [tasks.take() for _ in range(5)] == [True] * 4 + [False]
    clock.now += 3600
    assert [tasks.take() for _ in range(6)] == [True] * 5 + [False]


def test_task_is_done_now_and_then_and_at_once_while_there_is_more(monkeypatch):
    clock, done, more = Clock(), [], [True, True, False, None, 3, None]
    monkeypatch.setattr("storage.outbox.relay.time", clock)

    def work():
        done.append(clock.now - 1000)
        return more[len(done) - 1]

    task = relay.PeriodicTask(work, every=60)
    for moment in (0, 1, 2, 3, 61.5, 62, 121.5, 122.5, 182, 182.5):
        clock.now = 1000 + moment
        task.run_if_due()
    assert done == [0, 1, 2, 62, 122.5, 182.5]


def test_task_that_fails_is_tried_again(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("storage.outbox.relay.time", clock)
    task = relay.PeriodicTask(lambda: 1 // 0, every=60)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            task.run_if_due()


def test_many_failures_at_once_are_kept_up_to_a_number(store):
    kept = [store.record_failure(Failure(f"{n:032}", "123", datetime.now(UTC), {}, 500, "x")) for n in range(130)]
    assert all(kept[:120])
    assert not all(kept)


def test_walk_and_export_need_all_of_a_history(away):
    recorded(away)
    with pytest.raises(Unavailable, match="MongoDB does not answer"):
        list(away.walk("123"))
    with pytest.raises(Unavailable):
        away.export("123")


def test_outage_is_told_once(tmp_path, caplog, monkeypatch):
    monkeypatch.setattr(relay, "AWAY", 0.01)
    with contextlib.closing(Store.open("mongodb://127.0.0.1:1", tmp_path, Options(timeout=0.05))) as store:
        turns, prepare = [], store._relay._prepare

        def counted():
            turns.append(1)
            prepare()

        store._relay._prepare = counted
        wait_until(lambda: len(turns) > 3)
    told = [record.getMessage().partition(":")[0] for record in caplog.records]
    assert told == ["starting without MongoDB, the spool keeps what comes", "the spool keeps what comes"]


def test_stores_of_one_folder_share_an_outbox_and_one_drains_at_a_time(uri, tmp_path):
    with (
        contextlib.closing(Store.open(uri, tmp_path)) as first,
        contextlib.closing(Store.open(uri, tmp_path)) as second,
    ):
        lines = [recorded(store) for store in (first, second) * 3]
        assert {line.id for line in second.history("123")} == {line.id for line in lines}
        drained(first)
        assert sum(store._relay._is_ours() for store in (first, second)) == 1
        assert {line.id for line in first.history("123")} == {line.id for line in lines}
