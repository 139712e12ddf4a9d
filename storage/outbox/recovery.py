"""What can still be told of and read from the files of a damaged SQLite database, byte by byte, without SQLite.

See "Database File Format" at sqlite.org. Nothing here writes, and nothing trusts a byte that it reads.
"""

import mmap
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from storage.outbox.entries import COLUMNS, OLDEST, Entry, entry

MAGIC = b"SQLite format 3\0"
PAGE = 4096
"""Bytes of a page where the file no longer says."""
LEAF = 13
WAL_MAGIC = (0x377F0682, 0x377F0683)
WAL_HEAD, FRAME_HEAD = 32, 24
INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Row = tuple[Any, ...]


def log_of(path: Path) -> Path:
    """The write-ahead log of a database."""
    return path.with_name(f"{path.name}-wal")


def lost_frames(path: Path) -> int:
    """Pages in the write-ahead log of `path` that SQLite would leave out without a word, because one before is damaged.

    Only of a log that nobody writes. After a power failure there may be some that were never acknowledged.
    """
    try:
        content = log_of(path).read_bytes()
    except FileNotFoundError:
        return 0
    if len(content) <= WAL_HEAD:
        return 0
    magic, _, size, _, *salts = struct.unpack_from(">6I", content)
    order = ">" if magic & 1 else "<"
    sums = _checksum(content[: WAL_HEAD - 8], order, (0, 0))
    if magic not in WAL_MAGIC or sums != struct.unpack_from(">2I", content, WAL_HEAD - 8):
        return max(1, (len(content) - WAL_HEAD) // (FRAME_HEAD + PAGE))
    places = range(WAL_HEAD, len(content) - FRAME_HEAD - size + 1, FRAME_HEAD + size)
    whole = True
    lost = 0
    for place in places:
        ours = list(struct.unpack_from(">2I", content, place + 8)) == salts
        if whole and ours:
            sums = _checksum(content[place : place + 8], order, sums)
            sums = _checksum(content[place + FRAME_HEAD : place + FRAME_HEAD + size], order, sums)
            ours = whole = sums == struct.unpack_from(">2I", content, place + 16)
        whole = whole and ours
        lost += ours and not whole
    return lost


def _checksum(content: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for one, two in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second


def recovered(path: Path) -> Iterator[Entry]:
    """The entries that can be read in the files of a damaged outbox, the newest state of one last."""
    columns = len(COLUMNS.split(","))
    for row in rows(path):
        if OLDEST <= len(row) <= columns and all(isinstance(row[place], str) for place in (1, 2, 3, 4)):
            found = entry((*row, *(None,) * (columns - len(row))))
            if found.sound and isinstance(found.version, int):
                yield found


def rows(path: Path) -> Iterator[Row]:
    """Every row of every table that can be read in a database and its write-ahead log, the newest state of one last.

    Also rows that were removed, where their bytes are still there.
    """
    content, journal = _read(path), _read(log_of(path))
    size = _page_size(content, journal)
    stored = [(place // size + 1, content[place : place + size]) for place in range(0, len(content), size)]
    for place in range(WAL_HEAD, len(journal) - FRAME_HEAD - size + 1, FRAME_HEAD + size):
        [number] = struct.unpack_from(">I", journal, place)
        stored.append((number, journal[place + FRAME_HEAD : place + FRAME_HEAD + size]))
    newest = dict(stored)
    for number, page in stored:
        yield from _rows_of(page, 100 if number == 1 else 0, newest)


def _read(path: Path) -> Any:
    if not path.exists() or path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _page_size(content: Any, journal: Any) -> int:
    if content[: len(MAGIC)] == MAGIC:
        [size] = struct.unpack_from(">H", content, 16)
    elif len(journal) > WAL_HEAD:
        [size] = struct.unpack_from(">I", journal, 8)
    else:
        size = PAGE
    size = 65536 if size == 1 else size
    return size if 512 <= size <= 65536 and not size & (size - 1) else PAGE


def _rows_of(page: bytes, head: int, pages: Mapping[int, bytes]) -> Iterator[Row]:
    if len(page) < head + 8 or page[head] != LEAF:
        return
    [count] = struct.unpack_from(">H", page, head + 3)
    for place in range(head + 8, min(head + 8 + 2 * count, len(page) - 1), 2):
        [cell] = struct.unpack_from(">H", page, place)
        try:
            yield _row(page, cell, pages)
        except (IndexError, KeyError, ValueError, struct.error):
            continue


def _row(page: bytes, place: int, pages: Mapping[int, bytes]) -> Row:
    size, place = _varint(page, place)
    rowid, place = _varint(page, place)
    local = _local(size, len(page))
    payload = page[place : place + local]
    if local < size:
        payload += _overflow(page, place + local, size - local, pages)
    if len(payload) != size:
        raise ValueError("the row is cut off")
    end, place = _varint(payload, 0)
    kinds = []
    while place < end:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    return (rowid, *values[1:])


def _local(size: int, page: int) -> int:
    """How many bytes of a payload are in its own page."""
    if size <= page - 35:
        return size
    least = (page - 12) * 32 // 255 - 23
    most = least + (size - least) % (page - 4)
    return most if most <= page - 35 else least


def _overflow(page: bytes, place: int, size: int, pages: Mapping[int, bytes]) -> bytes:
    [number] = struct.unpack_from(">I", page, place)
    found = b""
    while number and len(found) < size:
        more = pages[number]
        [number] = struct.unpack_from(">I", more)
        found += more[4:]
    return found[:size]


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for length in range(8):
        byte = content[place + length]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + length + 1
    return value << 8 | content[place + 8], place + 9


def _value(payload: bytes, place: int, kind: int) -> tuple[Any, int]:
    """The value of a serial type, and where the next one begins. Raises ValueError."""
    if kind in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[kind], place
    length = INTEGERS.get(kind) or (8 if kind == 7 else (kind - 12) // 2 if kind >= 12 else -1)
    if length < 0 or place + length > len(payload):
        raise ValueError("no such value")
    piece = payload[place : place + length]
    if kind in INTEGERS:
        return int.from_bytes(piece, "big", signed=True), place + length
    if kind == 7:
        return struct.unpack(">d", piece)[0], place + length
    return piece.decode() if kind % 2 else piece, place + length
