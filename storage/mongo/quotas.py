"""What has been used of limits that are counted over time, by all processes together. Knows no limit and nobody."""
# mypy: disable-error-code="import-untyped, misc"

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from mongoengine import DateTimeField, LongField
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.mongo.database import Database
from storage.mongo.documents import EXPIRING, NamedDocument


class QuotaCount(NamedDocument):
    """What was used of one limit in one span of time; its id tells neither."""

    used = LongField(required=True)
    expires_at = DateTimeField(required=True)

    meta: ClassVar[dict[str, Any]] = {"collection": "quotas", "indexes": [EXPIRING]}


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of one count for pictures that are painted later: how many of them, or their pixels."""

    count: str
    amount: int
    of_pixels: bool = False


class Quotas:
    """Shared by all processes of all machines. Every method raises Unavailable while MongoDB is away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts = database.collection(QuotaCount)

    def take(self, name: str, amount: int, limit: int, ends: datetime) -> int | None:
        """What is used of a count then; None, and nothing is taken, where that would be more than the limit."""
        fits = {"_id": name, "used": {"$lte": limit - amount}}
        change = {"$inc": {"used": amount}, "$setOnInsert": {"expires_at": ends}}

        def taken() -> int | None:
            if amount > limit:
                return None
            try:
                found = self._counts.find_one_and_update(
                    fits, change, upsert=True, return_document=ReturnDocument.AFTER
                )
            except DuplicateKeyError:  # it is there, and does not fit
                return None
            return int(found["used"]) if found else None

        return self._database.with_retry(taken)

    def give_back(self, name: str, amount: int) -> None:
        """Take less of a count after all; of one that is over there is nothing to give back."""
        self._database.with_retry(lambda: self._counts.update_one({"_id": name}, {"$inc": {"used": -amount}}))
