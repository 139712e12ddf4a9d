"""What is read of a database byte by byte is what SQLite itself reads of it, whatever is in it."""

import contextlib
import sqlite3

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.outbox.outbox import Outbox
from storage.outbox.recovery import recovered, rows

WHOLE = st.integers(-(2**63), 2**63 - 1)
EDGES = [sign * 2**bits + more for bits in (0, 7, 8, 15, 16, 23, 24, 31, 32, 47, 48, 62) for sign in (1, -1) for more in (-1, 0, 1)]  # fmt: skip
VALUES = st.one_of(
    st.none(), WHOLE, st.sampled_from(EDGES), st.floats(allow_nan=False), st.binary(max_size=60),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.integers(400, 9000).map(lambda size: b"\1" * size),
)  # fmt: skip


def database(path, size, values):
    path.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA page_size={size}")
        db.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, value, other)")
        db.executemany("INSERT INTO things VALUES (?, ?, ?)", values)
        db.commit()
        return db.execute("SELECT * FROM things ORDER BY id").fetchall()


def told(path):
    return sorted((row for row in rows(path) if len(row) == 3), key=lambda row: row[0])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.sampled_from([512, 1024, 4096, 32768, 65536]),
    values=st.dictionaries(st.integers(0, 2**63 - 1), st.tuples(VALUES, VALUES), min_size=1, max_size=12),
)
@example(size=4096, values={abs(key): (-key, key) for key in EDGES})
def test_rows_are_those_that_sqlite_reads(tmp_path, size, values):
    path = tmp_path / "things.db"
    expected = database(path, size, [(key, *pair) for key, pair in values.items()])
    assert told(path) == expected


@pytest.mark.parametrize("size", [512, 4096])
def test_rows_of_every_length_are_whole(tmp_path, size):
    """Around the lengths at which a row flows over into other pages, and into one more of them."""
    lengths = {length + more for length in (size - 35, size, 2 * size, 3 * size - 8) for more in range(-45, 46)}
    values = [(number, b"x" * length, None) for number, length in enumerate(sorted(lengths))]
    assert database(tmp_path / "things.db", size, values) == values
    assert told(tmp_path / "things.db") == values


@pytest.fixture
def logged(tmp_path):
    """An outbox whose newest entries are in its write-ahead log alone, as a kill leaves it."""
    with contextlib.closing(Outbox(tmp_path / "spool", 10**8)) as outbox:
        for n in range(6):
            outbox.put("mark", str(n), "123", {"n": n, "words": "слово " * 100 * n})
        outbox.dead_letter(outbox.find("2"), "because")
        (tmp_path / "copy").mkdir()
        for name in ("spool.db", "spool.db-wal"):
            (tmp_path / "copy" / name).write_bytes((tmp_path / "spool" / name).read_bytes())
        entries = [*outbox.next(9), *outbox.dead()]
    return tmp_path / "copy/spool.db", entries


def test_newest_state_of_a_row_comes_last(logged):
    path, entries = logged
    assert {one.key: one for one in recovered(path)} == {one.key: one for one in entries}


def test_log_that_was_cut_by_a_power_failure_is_no_damage_but_loses_its_end(logged):
    path, _ = logged
    log = path.with_name("spool.db-wal")
    log.write_bytes(log.read_bytes()[:-1000])
    with contextlib.closing(Outbox(path.parent, 10**8)) as outbox:
        assert outbox.set_aside() == []
        assert [entry.key for entry in outbox.next(9)][:2] == ["0", "1"]
