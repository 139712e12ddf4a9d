"""Bytes kept once per content under their SHA-256. Knows nothing of who refers to them."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol

from storage.database import Database
from storage.documents import Image


def digest(content: bytes) -> str:
    """The name of a content: 64 hex digits."""
    return sha256(content).hexdigest()


class BlobStore(Protocol):
    """Where contents are kept. Every method may be repeated, and is safe to call from several threads."""

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` under its digest `name`, durable on return. A content that is there only gets younger."""
        ...

    def get(self, name: str) -> bytes | None:
        """The content, or None when there is none."""
        ...


class MongoBlobs:
    """Contents as documents of the database itself: our pictures stay below the 16 MB of a document."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, name: str, content: bytes) -> None:
        images = self._database.objects(Image)
        if not images(id=name).update_one(set__touched_at=datetime.now(UTC)):
            images(id=name).update_one(upsert=True, set__content=content, set__touched_at=datetime.now(UTC))

    def get(self, name: str) -> bytes | None:
        found = self._database.objects(Image)(id=name).as_pymongo().first()
        return None if found is None else bytes(found["content"])
