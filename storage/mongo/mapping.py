"""The same fact in its three forms: the schema that the service knows, the outbox's JSON, the document of MongoDB."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from schemas import Interaction, MarkAbout, RecordedMetadata, address, picture_name
from storage.mongo import documents
from storage.outbox.entries import Entry

LARGEST_IMAGE = 15 * 2**20
"""Bytes. The largest that can be asked for has 1750 × 1750 pixels: 9.2 million bytes before it is compressed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that got no picture: with which status and error code it was answered. Never a stack trace."""

    id: str
    user_id: str
    created_at: datetime
    metadata: Mapping[str, Any]
    status: int
    code: str


def interaction_body(interaction: Interaction, image: bytes, mime: str) -> dict[str, Any]:
    """Raises ValueError when `image_url` does not fit the id and type, or the picture is larger than a document."""
    name = picture_name(interaction.id, mime)
    if interaction.image_url != address(name):
        raise ValueError("image_url does not fit the id and type of the picture")
    if len(image) > LARGEST_IMAGE:
        raise ValueError(f"a picture has at most {LARGEST_IMAGE} bytes")
    return {
        "created_at": _moment(interaction.created_at),
        "metadata": interaction.metadata.model_dump(mode="json"),
        "picture": {"name": name, "sha256": sha256(image).hexdigest(), "size": len(image), "mime": mime},
    }


def failure_body(failure: Failure) -> dict[str, Any]:
    return {
        "created_at": _moment(failure.created_at),
        "metadata": dict(failure.metadata),
        "status": failure.status,
        "code": failure.code,
    }


def mark_body(line: Mapping[str, Any], value: bool | None, reason: str | None, about: MarkAbout) -> dict[str, Any]:
    """Of a mark on a raw document."""
    said = {"value": value, "reason": reason, "about": about}
    return {"created_at": _moment(line["created_at"]), "interaction": line["_id"], **said}


def likeness_body(line: Interaction, looks: str) -> dict[str, Any]:
    """Of an advertisement over the picture of a line; `looks` is its perceptual hash in hexadecimal digits."""
    return {"created_at": _moment(line.created_at), "interaction": line.id, "perceptual_hash": looks}


def likeness_key(interaction: str, looks: str) -> str:
    """The same for what looks the same."""
    return sha256(f"{interaction}\0{looks}".encode()).hexdigest()[:32]


def new_key() -> str:
    return secrets.token_hex(16)


def as_document(entry: Entry) -> dict[str, Any]:
    """The checked fields of a new document. Raises mongoengine's ValidationError."""
    fields = dict(entry.body) | {"created_at": created_at(entry.body)}
    if "picture" in fields:
        fields["picture"] = documents.Picture(**fields["picture"])
    if entry.kind == "likeness":
        fields["given_at"] = from_nanoseconds(entry.time)
    document = documents.KEYED[entry.kind](id=entry.key, user_id=entry.user_id, **fields)
    document.validate()
    return dict(document.to_mongo())


def as_interaction(document: Mapping[str, Any]) -> Interaction:
    """A line of history from a raw document, also one that a newer release wrote with fields that we do not know."""
    return Interaction(
        id=document["_id"],
        user_id=document["user_id"],
        image_url=address(document["picture"]["name"]),
        metadata=RecordedMetadata.model_validate(document["metadata"], extra="ignore"),
        created_at=document["created_at"],
        mark=document.get("mark"),
        mark_reason=document.get("mark_reason"),
        mark_about=document.get("mark_about"),
    )


def waiting_document(entry: Entry) -> dict[str, Any]:
    """An accepted interaction in the form that MongoDB will give it, good enough to be read."""
    return {**entry.body, "_id": entry.key, "user_id": entry.user_id, "created_at": created_at(entry.body)}


def created_at(body: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(body["created_at"])


def from_nanoseconds(nanoseconds: int) -> datetime:
    """The time of so many nanoseconds since 1970, in whole milliseconds."""
    return datetime.fromtimestamp(nanoseconds // 1_000_000 / 1e3, UTC)


def _moment(time: datetime) -> str:
    """UTC in whole milliseconds: all that MongoDB keeps."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")
