"""Everything of one database in files, and back into another one: the way from the embedded server to a replica set.

The files are those of mongodump, one `<collection>.bson` each, so mongorestore and bsondump read them too.
"""
# mypy: disable-error-code="import-untyped"

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import bson
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from mongoengine import Document
from pymongo import ReplaceOne
from pymongo.collection import Collection

from schemas.identity import DEFAULT_TENANT
from storage import disk
from storage.mongo.access_keys import AccessKey
from storage.mongo.database import Database
from storage.mongo.documents import DOCUMENTS
from storage.mongo.erasure import Tombstone
from storage.mongo.idempotency import IdempotencyKey
from storage.mongo.jobs import JOBS
from storage.mongo.migrations import Migration
from storage.mongo.removals import RemovedTenant
from storage.mongo.tombstones import ErasedUser, Secret
from storage.mongo.trail import TrailEvent
from storage.mongo.webhooks import HOOKS

COLLECTIONS: tuple[type[Document], ...] = (
    *DOCUMENTS,
    Tombstone,
    ErasedUser,
    Secret,
    IdempotencyKey,
    AccessKey,
    TrailEvent,
    *JOBS,
    *HOOKS,
    RemovedTenant,
    Migration,
)
"""No database is without migrations: their file is in every dump, and `dump` writes it last."""
LEFT_OUT = {RemovedTenant: {"key": 0}}
"""What no dump tells: the key is forgotten once a tenant is gone, and what pseudonyms it made with it."""
ARMFUL = 16 * 2**20
SLOW = 60.0


def dump(database: Database, folder: Path) -> Iterator[tuple[str, int]]:
    """Write every collection to `folder`; yields its name and how many documents it had."""
    disk.make_folder(folder)
    _file(database, COLLECTIONS[-1], folder).unlink(missing_ok=True)
    for document in _collections(database):
        collection, own = _place(database, document)
        path = _file(database, document, folder)
        with disk.draft(path) as out:
            batches: Iterator[Any] = iter(collection.find_raw_batches(own, LEFT_OUT.get(document), sort=[("_id", 1)]))
            out.writelines(batches)
        yield path.stem, _count(path)


def load(database: Database, folder: Path) -> Iterator[tuple[str, int]]:
    """Put what `dump` wrote into a database, replacing documents of the same id; it may be repeated.

    Raises FileNotFoundError, before anything is written, when the folder holds no complete dump.
    """
    last = _file(database, COLLECTIONS[-1], folder)
    if not last.exists():
        raise FileNotFoundError(f"{folder} holds no complete dump: there is no {last.name} in it")
    for document in _collections(database):
        collection, own = _place(database, document)
        path = _file(database, document, folder)
        for armful in _armfuls(path):
            ours = [found for found in armful if all(found.get(name) == value for name, value in own.items())]
            writes: list[Any] = [ReplaceOne({"_id": found["_id"]}, found, upsert=True) for found in ours]
            if writes:
                database.with_retry(partial(collection.bulk_write, writes, ordered=False), SLOW)
        yield path.stem, _count(path)


def _collections(database: Database) -> list[type[Document]]:
    """Which tenants were removed is told in one place, the default one's."""
    return [one for one in COLLECTIONS if one is not RemovedTenant or database.tenant == DEFAULT_TENANT]


def _place(database: Database, document: type[Document]) -> tuple[Collection[Any], dict[str, str]]:
    """Where such documents are, and which of them are the tenant's: keys of all are in one place."""
    if document is AccessKey:
        return database.of(DEFAULT_TENANT).collection(document), {"tenant": database.tenant}
    return database.collection(document), {}


def _file(database: Database, document: type[Document], folder: Path) -> Path:
    return folder / f"{database.collection(document).name}.bson"


def _documents(path: Path) -> Iterator[RawBSONDocument]:
    options: CodecOptions[Any] = CodecOptions(document_class=RawBSONDocument)
    if path.exists():
        with path.open("rb") as dumped:
            yield from bson.decode_file_iter(dumped, options)


def _armfuls(path: Path) -> Iterator[list[RawBSONDocument]]:
    armful: list[RawBSONDocument] = []
    size = 0
    for document in _documents(path):
        armful.append(document)
        size += len(document.raw)
        if size > ARMFUL:
            yield armful
            armful, size = [], 0
    if armful:
        yield armful


def _count(path: Path) -> int:
    return sum(1 for _ in _documents(path))
