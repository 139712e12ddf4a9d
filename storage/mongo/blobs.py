"""The pictures in MongoDB itself, where no other place is chosen for them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pymongo import DeleteOne, UpdateOne

from storage.blobs import pages
from storage.mongo.database import Database
from storage.mongo.documents import Image

SLOW = 30.0
"""Seconds that a few large pictures may take."""


class MongoBlobs:
    """Contents as documents of the database itself: our pictures stay below the 16 MB of a document."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._images = database.objects(Image)

    def put(self, contents: Mapping[str, bytes]) -> None:
        now = datetime.now(UTC)
        self._write(
            [
                UpdateOne({"_id": name}, {"$set": {"touched_at": now, "content": content}}, upsert=True)
                for name, content in contents.items()
            ]
        )

    def get(self, name: str) -> bytes | None:
        found = self._database.with_retry(lambda: self._images(id=name).as_pymongo().first())
        return None if found is None else bytes(found["content"])

    def missing(self, names: set[str]) -> set[str]:
        there = self._images(id__in=list(names)).only("id").as_pymongo()
        return names - {found["_id"] for found in self._database.with_retry(lambda: list(there.clone()))}

    def older(self, than: datetime) -> Iterator[set[str]]:
        stale = self._images(touched_at__lt=than).only("id").order_by("touched_at").as_pymongo()
        for page in pages(stale):
            yield {found["_id"] for found in page}

    def drop(self, names: Iterable[str], older_than: datetime | None = None) -> None:
        age = {} if older_than is None else {"touched_at": {"$lt": older_than}}
        self._write([DeleteOne({"_id": name} | age) for name in names])

    def clear(self) -> None:
        self._database.with_retry(self._database.collection(Image).drop, SLOW)

    def _write(self, writes: list[Any]) -> None:
        if writes:
            images = self._database.collection(Image)
            self._database.with_retry(lambda: images.bulk_write(writes, ordered=False), SLOW)
