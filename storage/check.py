"""Whether everything is as it should be: what an operator asks first."""
# mypy: disable-error-code="import-untyped"

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from mongoengine import Document

from storage.blobs import BlobStore, is_whole
from storage.mongo import documents
from storage.mongo.database import Database
from storage.mongo.erasure import ORPHAN_AGE, Eraser
from storage.mongo.migrations import Schema, indexed
from storage.outbox.entries import Entry
from storage.outbox.outbox import Outbox

BATCH = 500


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. `faults` are sentences; there are none when all is well."""

    server: str
    schema_version: int
    counts: dict[str, int]
    spool_depth: int
    spool_oldest_seconds: float
    dead: list[Entry]
    orphans: int
    faults: list[str] = field(default_factory=list)


def check(database: Database, schema: Schema, blobs: BlobStore, outbox: Outbox, eraser: Eraser) -> Report:
    """Look at all of it, also whether every picture is there: takes a while on a large database."""
    dead = outbox.dead()
    faults = [f"{document._get_collection_name()} lacks the index {name}" for document, name in _lacking(database)]
    faults += [f"{entry.kind} {entry.key} is a dead letter: {entry.reason}" for entry in dead]
    faults += [f"the picture of interaction {key} is missing" for key in _pictureless(database, blobs)]
    faults += [f"{path.name} lies in the spool: see `salvage`, then remove it" for path in outbox.set_aside()]
    if schema.version() != documents.SCHEMA_VERSION:
        faults.append(f"the schema is of version {schema.version()}, this code of {documents.SCHEMA_VERSION}")
    orphans = sum(len(names) for names in eraser.orphans(datetime.now(UTC) - ORPHAN_AGE))
    return Report(
        server=database.with_retry(database.server),
        schema_version=schema.version(),
        counts={kind._get_collection_name(): _count(database, kind) for kind in documents.DOCUMENTS},
        spool_depth=outbox.depth(),
        spool_oldest_seconds=outbox.oldest_seconds(),
        dead=dead,
        orphans=orphans,
        faults=faults,
    )


def _count(database: Database, kind: type[Document]) -> int:
    return database.with_retry(lambda: database.collection(kind).count_documents({}), 60)


def _lacking(database: Database) -> Iterator[tuple[type[Document], str]]:
    for document in indexed(database):
        found = database.with_retry(database.collection(document).index_information)
        there = [index["key"] for index in found.values()]
        for spec in document._meta["index_specs"]:
            if list(spec["fields"]) not in there:
                yield document, str(spec["fields"])


def _pictureless(database: Database, blobs: BlobStore) -> Iterator[str]:
    """Interactions whose picture is not there, without those that are gone since we looked."""
    for chunk in _pictured(database):
        missing = blobs.missing(set(chunk.values()))
        yield from _still(database, [key for key, name in chunk.items() if name in missing])


def damaged(database: Database, blobs: BlobStore, outbox: Outbox) -> Iterator[str]:
    """Interactions whose picture is there with other bytes than were recorded, waiting ones first; reads them all."""
    for entry in outbox.waiting("interaction"):
        content = outbox.image(entry)
        if content is not None and not is_whole(entry.body["picture"]["sha256"], content):
            yield entry.key
    for chunk in _pictured(database):
        wrong = {name for name in set(chunk.values()) if not is_whole(name, blobs.get(name) or b"")}
        wrong -= blobs.missing(wrong)
        yield from _still(database, [key for key, name in chunk.items() if name in wrong])


def _pictured(database: Database) -> Iterator[dict[str, str]]:
    """The content of every interaction, some at a time."""
    lines = iter(database.objects(documents.Interaction).only("picture.sha256").as_pymongo())
    while chunk := {line["_id"]: line["picture"]["sha256"] for line in itertools.islice(lines, BATCH)}:
        yield chunk


def _still(database: Database, keys: list[str]) -> list[str]:
    found: list[str] = database.with_retry(partial(database.objects(documents.Interaction)(id__in=keys).distinct, "id"))
    return found
