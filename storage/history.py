"""How a user's interactions are read: those in MongoDB together with those that still wait in the outbox."""
# mypy: disable-error-code="import-untyped"

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from mongoengine import Q

from errors import InvalidRequest, Unavailable
from schemas import Interaction
from storage.filter import Filter
from storage.mongo import documents
from storage.mongo.database import Database
from storage.mongo.mapping import as_interaction, waiting_document
from storage.outbox.entries import Entry
from storage.outbox.outbox import Outbox

Position = tuple[datetime, str]
Line = dict[str, Any]


class Page(list[Interaction]):
    """Lines of a history, newest first. `next` is the `before` of the page that follows, None on the last one.

    `partial` says that MongoDB is away: these are only the lines that wait for it.
    """

    def __init__(self, lines: Iterable[Interaction], following: bool, partial: bool) -> None:
        super().__init__(lines)
        self.next = self[-1].id if following else None
        self.partial = partial


class History:
    """Reads the outbox before MongoDB: an entry that is drained between is seen twice, and never missed."""

    def __init__(self, outbox: Outbox, database: Database) -> None:
        self._outbox = outbox
        self._database = database
        self._interactions = database.objects(documents.Interaction)

    def page(self, user_id: str, limit: int, before: str | None, wanted: Filter) -> Page:
        """At most `limit` lines of a user. Raises InvalidRequest when `before` is not a line of this user."""
        waiting = self._outbox.of_user(user_id)
        position = None if before is None else self._position(user_id, before, waiting)
        marks = {entry.body["interaction"]: entry for entry in waiting if entry.kind == "mark"}
        lines = {entry.key: waiting_document(entry) for entry in waiting if entry.kind == "interaction"}
        partial = False
        try:
            lines |= {line["_id"]: line for line in self._drained(user_id, limit + 1, position, wanted, marks)}
        except Unavailable:
            partial = True
        for key, entry in marks.items():
            if key in lines and entry.version > lines[key].get("mark_version", 0):
                said = entry.body
                stands = {"mark": said["value"], "mark_reason": said.get("reason"), "mark_about": said.get("about")}
                lines[key] = lines[key] | stands
        found = [line for line in lines.values() if wanted.wants(line) and _after(line, position)]
        found.sort(key=_position, reverse=True)
        return Page(map(as_interaction, found[:limit]), len(found) > limit, partial)

    def _drained(
        self, user_id: str, limit: int, position: Position | None, wanted: Filter, marks: Mapping[str, Entry]
    ) -> list[Line]:
        """Enough lines of MongoDB, also when those with a waiting mark turn out to be unwanted, or wanted."""
        lines = self._interactions(user_id=user_id)
        if position is not None:
            moment, key = position
            lines = lines(Q(created_at__lte=moment) & (Q(created_at__lt=moment) | Q(id__lt=key)))
        newest = lines(wanted.query()).order_by("-created_at", "-id").limit(limit + len(marks)).as_pymongo()
        found: list[Line] = self._database.with_retry(lambda: list(newest.clone()))
        if marks and wanted.mark is not None:
            found += self._database.with_retry(lambda: list(lines(id__in=list(marks)).as_pymongo()))
        return found

    def _position(self, user_id: str, key: str, waiting: Iterable[Entry]) -> Position:
        known = [waiting_document(entry) for entry in waiting if entry.key == key and entry.kind == "interaction"]
        line = known[0] if known else self._drained_line(key)
        if line is None or line["user_id"] != user_id:
            raise InvalidRequest.of_field("before", key, "the id of an interaction of this user")
        return _position(line)

    def find(self, name: str) -> Line | None:
        """The interaction whose picture has this name."""
        line = self.of_id(name.partition(".")[0])
        return line if line is not None and line["picture"]["name"] == name else None

    def of_id(self, key: str) -> Line | None:
        """The interaction of this id."""
        entry = self._outbox.find(key)
        waiting = entry is not None and entry.kind == "interaction"
        return waiting_document(entry) if entry and waiting else self._drained_line(key)

    def waiting_image(self, line: Mapping[str, Any]) -> bytes | None:
        """The picture of an interaction if it still waits in the outbox."""
        entry = self._outbox.find(line["_id"])
        return None if entry is None else self._outbox.image(entry)

    def _drained_line(self, key: str) -> Line | None:
        found: Line | None = self._database.with_retry(lambda: self._interactions(id=key).as_pymongo().first())
        return found


def _position(line: Mapping[str, Any]) -> Position:
    return line["created_at"], line["_id"]


def _after(line: Mapping[str, Any], position: Position | None) -> bool:
    return position is None or _position(line) < position
