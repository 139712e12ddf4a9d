"""The interaction log in MongoDB: what is written, how it is read back. Knows no spool and no outage."""
# mypy: disable-error-code="import-untyped"

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from mongoengine import NotUniqueError, Q
from pymongo import UpdateOne

from schemas import Interaction, RecordedMetadata
from storage import documents
from storage.blobs import BlobStore, digest
from storage.database import Database

EXTENSIONS = {"image/png": "png", "image/webp": "webp", "image/jpeg": "jpg"}
IMAGES = "/api/images/"


def image_name(interaction_id: str, mime: str) -> str:
    return f"{interaction_id}.{EXTENSIONS[mime]}"


def as_interaction(document: Mapping[str, Any]) -> Interaction:
    """A line of history from a raw document."""
    return Interaction(
        id=document["_id"],
        user_id=document["user_id"],
        image_url=IMAGES + document["picture"]["name"],
        metadata=RecordedMetadata.model_validate(document["metadata"]),
        created_at=document["created_at"],
        mark=document.get("mark"),
    )


class Ledger:
    """Every write is a repeatable single-document operation, so it needs no transactions."""

    def __init__(self, database: Database, blobs: BlobStore) -> None:
        self._interactions = database.objects(documents.Interaction)
        self._marks = database.objects(documents.Mark)
        self._collection = database.collection(documents.Interaction)
        self._blobs = blobs

    def write(self, interaction: Interaction, image: bytes, mime: str) -> None:
        """Image first, then the line that refers to it: no line is ever without its image.

        Raises ValueError when `image_url` is not the path of a picture of this id and type.
        """
        if interaction.image_url != IMAGES + image_name(interaction.id, mime):
            raise ValueError("image_url does not fit the id and type of the picture")
        name = digest(image)
        self._blobs.put(name, image)
        picture = documents.Picture(name=image_name(interaction.id, mime), sha256=name, size=len(image), mime=mime)
        document = documents.Interaction(
            id=interaction.id,
            user_id=interaction.user_id,
            created_at=interaction.created_at,
            metadata=interaction.metadata.model_dump(),
            picture=picture,
        )
        document.validate()
        fields = document.to_mongo()
        self._collection.bulk_write([UpdateOne({"_id": fields.pop("_id")}, {"$setOnInsert": fields}, upsert=True)])

    def page(self, user_id: str, limit: int, before: tuple[datetime, str] | None) -> list[Interaction]:
        """At most `limit` lines of a user, newest first, all older than the position `before`."""
        lines = self._interactions(user_id=user_id)
        if before is not None:
            moment, key = before
            lines = lines(Q(created_at__lte=moment) & (Q(created_at__lt=moment) | Q(id__lt=key)))
        return [as_interaction(line) for line in lines.order_by("-created_at", "-id").limit(limit).as_pymongo()]

    def position(self, user_id: str, interaction_id: str) -> tuple[datetime, str] | None:
        """Where an interaction of this user stands in the history, or None when it is not theirs."""
        found = self._interactions(id=interaction_id, user_id=user_id).only("created_at").as_pymongo().first()
        return None if found is None else (found["created_at"], found["_id"])

    def owner(self, name: str) -> str | None:
        """The user whose picture has this name."""
        found = self._named(name)
        return None if found is None else str(found["user_id"])

    def image(self, name: str) -> tuple[bytes, str] | None:
        """The bytes and the mime type of the picture of this name."""
        found = self._named(name)
        content = None if found is None else self._blobs.get(found["picture"]["sha256"])
        return None if found is None or content is None else (content, found["picture"]["mime"])

    def _named(self, name: str) -> dict[str, Any] | None:
        key, _, _ = name.partition(".")
        found: dict[str, Any] | None = self._interactions(id=key, picture__name=name).as_pymongo().first()
        return found

    def mark(self, user_id: str, interaction_id: str, value: bool, version: int) -> None:
        """Set the verdict of a user, unless a later one (`version`, nanoseconds) stands already."""
        key = f"{interaction_id}:{user_id}"
        with contextlib.suppress(NotUniqueError):
            self._marks(id=key, version__lt=version).update_one(
                upsert=True,
                set__interaction=interaction_id,
                set__user_id=user_id,
                set__value=value,
                set__version=version,
                set__updated_at=datetime.fromtimestamp(version / 1e9, UTC),
            )
        newer = Q(mark_version__exists=False) | Q(mark_version__lt=version)
        self._interactions(newer, id=interaction_id).update_one(set__mark=value, set__mark_version=version)
