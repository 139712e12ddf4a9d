"""Bytes kept once per content under their SHA-256. Knows nothing of who refers to them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol

from pymongo import UpdateOne

from storage.database import Database
from storage.documents import Image

SLOW = 30.0
"""Seconds that a few large pictures may take."""


class BlobStore(Protocol):
    """Where contents are kept. Every method may be repeated, and is safe to call from several threads.

    Raises Unavailable when the store is away.
    """

    def put(self, contents: Mapping[str, bytes]) -> None:
        """Keep each content under its digest, durable on return. A content that is there only gets younger."""
        ...

    def get(self, name: str) -> bytes | None:
        """The content, or None when there is none."""
        ...


class MongoBlobs:
    """Contents as documents of the database itself: our pictures stay below the 16 MB of a document."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._images = database.objects(Image)

    def put(self, contents: Mapping[str, bytes]) -> None:
        now = datetime.now(UTC)
        writes = [
            UpdateOne({"_id": name}, {"$setOnInsert": {"content": content}, "$set": {"touched_at": now}}, upsert=True)
            for name, content in contents.items()
        ]
        images = self._database.collection(Image)
        self._database.steady(lambda: images.bulk_write(writes, ordered=False), SLOW)

    def get(self, name: str) -> bytes | None:
        found = self._database.steady(lambda: self._images(id=name).as_pymongo().first())
        return None if found is None else bytes(found["content"])
