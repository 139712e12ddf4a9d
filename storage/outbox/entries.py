"""One accepted fact on its way to MongoDB, and its row in the outbox. Knows no file and no database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Literal, NamedTuple, get_args

EntryKind = Literal["interaction", "failure", "mark", "likeness", "erasure"]
ENTRY_KINDS = frozenset(get_args(EntryKind))

COLUMNS = "seq, key, kind, user_id, body, file, size, version, reason, accepted_at, taken_at, seal"
OLDEST = 9
"""Columns that rows of the first release had."""


class Ticket(NamedTuple):
    """When a request was taken: by the order of its outbox, and in nanoseconds since 1970 by this machine's clock."""

    version: int
    at: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted fact. `version` is its place in the order of an outbox: unique and rising, nanoseconds where it can.

    After a clock that was ahead of its time the versions stay ahead, so that they rise; times are told by the others.
    """

    seq: int
    key: str
    kind: EntryKind
    user_id: str
    body: Mapping[str, Any]
    file: str | None
    size: int
    version: int
    reason: str | None
    """Why MongoDB will never take it: then it is a dead letter."""
    accepted_at: int | None = None
    taken_at: int | None = None
    """When it was accepted, and when what led to it came in, in nanoseconds since 1970 by this machine's clock."""
    sound: bool = True
    """False when the row is not what was written: nothing in it can be trusted."""

    @property
    def time(self) -> int:
        """Nanoseconds since 1970; an entry of an earlier release has only its version."""
        return self.accepted_at or self.version

    @property
    def since(self) -> int:
        """Nanoseconds since 1970: what of its user was erased later is erased with it."""
        return self.taken_at or self.time


def checksum(key: str, kind: str, user_id: str, body: str, file: str | None) -> str:
    """What a row carries so that a changed one is noticed."""
    return sha256(json.dumps([key, kind, user_id, body, file]).encode()).hexdigest()


def entry(row: tuple[Any, ...]) -> Entry:
    """The entry of a row of `COLUMNS`; one that was damaged is not sound, and its body is empty."""
    *fields, recorded = row
    _, key, kind, user_id, text, file, *_ = fields
    try:
        fields[4] = json.loads(text)
        sound = (
            isinstance(fields[4], dict)
            and kind in ENTRY_KINDS
            and recorded in (None, checksum(key, kind, user_id, text, file))
        )
    except (ValueError, TypeError):
        sound = False
    if not sound:
        fields[4] = {}
    return replace(Entry(*fields), sound=sound)
