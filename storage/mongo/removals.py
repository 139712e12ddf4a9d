"""Which tenants were removed as a whole, as every machine must know it."""
# mypy: disable-error-code="import-untyped, misc"

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from mongoengine import BinaryField, DateTimeField, DictField

from errors import Forbidden
from schemas.identity import DEFAULT_TENANT
from storage.mongo.database import Database
from storage.mongo.documents import NamedDocument


class RemovedTenant(NamedDocument):
    """That a tenant was removed, and how much of it there was; while it goes, the key of its people's pseudonyms."""

    removed_at = DateTimeField(required=True)
    counts = DictField()
    key = BinaryField()

    meta: ClassVar[dict[str, Any]] = {"collection": "removed_tenants"}


class Removals:
    """Those of all tenants. Every method raises Unavailable when MongoDB is away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._removed = database.of(DEFAULT_TENANT).collection(RemovedTenant)

    def begin(self, tenant: str, counts: Mapping[str, int]) -> dict[str, int]:
        """Say that a tenant is removed from now on, for ever; how much of it there was when that was first said."""
        drawn = {"removed_at": datetime.now(UTC), "counts": dict(counts), "key": secrets.token_bytes(32)}
        found: Any = self._database.with_retry(
            lambda: self._removed.find_one_and_update(
                {"_id": tenant}, {"$setOnInsert": drawn}, upsert=True, return_document=True
            )
        )
        return dict(found["counts"])

    def key(self, tenant: str) -> bytes:
        """What makes pseudonyms of its people until it is gone; then nobody knows it any more."""
        found = self._database.with_retry(lambda: self._removed.find_one({"_id": tenant})) or {}
        return bytes(found.get("key") or secrets.token_bytes(32))

    def finish(self, tenant: str) -> None:
        """Say that it is gone."""
        self._database.with_retry(lambda: self._removed.update_one({"_id": tenant}, {"$unset": {"key": 1}}))

    def names(self, unfinished: bool = False) -> set[str]:
        """The tenants that were removed; only those of which something may still be there."""
        wanted: dict[str, Any] = {"key": {"$exists": True}} if unfinished else {}
        return set(self._database.with_retry(lambda: self._removed.distinct("_id", wanted)))

    def has(self, tenant: str) -> bool:
        """Whether it was removed."""
        if tenant == DEFAULT_TENANT:
            return False
        return self._database.with_retry(lambda: self._removed.find_one({"_id": tenant}, {"_id": 1})) is not None

    def check(self, tenant: str) -> None:
        """Raises Forbidden where a tenant was removed."""
        if self.has(tenant):
            raise Forbidden(f"The tenant {tenant} was removed; its name stands for nobody else")
