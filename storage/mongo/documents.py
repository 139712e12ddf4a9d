"""The documents as MongoDB holds them, with their indexes. They never leave this folder; they know no HTTP.

`created_at` is everywhere the time of the interaction that a document belongs to: retention goes by it.
"""
# mypy: disable-error-code="import-untyped, misc"

from typing import Any, ClassVar

from mongoengine import (
    BinaryField,
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    LongField,
    StringField,
)

SCHEMA_VERSION = 3
EXPIRING: dict[str, Any] = {"fields": ["expires_at"], "expireAfterSeconds": 0}
"""The index by which MongoDB removes what is over."""


class Stored(Document):
    """Whatever MongoDB keeps: `migrations.py` alone makes its indexes."""

    meta: ClassVar[dict[str, Any]] = {"abstract": True, "auto_create_index": False}


class NamedDocument(Stored):
    """What we give an id ourselves."""

    id = StringField(primary_key=True)

    meta: ClassVar[dict[str, Any]] = {"abstract": True}


class Picture(EmbeddedDocument):
    """Where the picture of an interaction is: the name that clients use, and the content that it stands for."""

    name = StringField(required=True)
    sha256 = StringField(required=True)
    size = IntField(required=True)
    mime = StringField(required=True)


class Record(NamedDocument):
    """What every document about a user has."""

    user_id = StringField(required=True)
    created_at = DateTimeField(required=True)
    schema_version = IntField(required=True, default=SCHEMA_VERSION)

    meta: ClassVar[dict[str, Any]] = {"abstract": True}


class Interaction(Record):
    """One request and its picture. `mark` repeats the owner's mark, so that a history is one query."""

    metadata = DictField(required=True)
    picture = EmbeddedDocumentField(Picture, required=True)
    mark = BooleanField()
    mark_reason = StringField()
    mark_about = StringField()
    mark_version = LongField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "interactions",
        "indexes": [
            ("user_id", "-created_at", "-id", "metadata.certificate.after.score"),
            ("user_id", "metadata.product", "-created_at", "-id"),
            ("user_id", "mark", "-created_at", "-id"),
            ("-created_at", "-id"),
            "picture.sha256",
            ("user_id", "metadata.perceptual_hash", "id"),
        ],
    }


class Failure(Record):
    """One request that got no picture, and why."""

    metadata = DictField()
    status = IntField(required=True)
    code = StringField(required=True)

    meta: ClassVar[dict[str, Any]] = {"collection": "failures", "indexes": [("user_id", "-created_at")]}


class Mark(Record):
    """One user's verdict on one interaction; `version` (nanoseconds) orders the verdicts, the last one stands.

    A withdrawn one stays, with `value` null: else an older verdict that comes late would stand again.
    """

    interaction = StringField(required=True)
    value = BooleanField()
    reason = StringField()
    about = StringField()
    version = LongField(required=True)
    updated_at = DateTimeField(required=True)

    meta: ClassVar[dict[str, Any]] = {"collection": "marks", "indexes": [("user_id", "-updated_at"), "interaction"]}


class MarkEvent(Record):
    """One change of a mark: by whom, when, from what, to what. Only ever added."""

    interaction = StringField(required=True)
    at = DateTimeField(required=True)
    version = LongField(required=True)
    before = BooleanField()
    after = BooleanField()
    reason = StringField()
    about = StringField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "mark_events",
        "indexes": [("interaction", "user_id", "-version"), "user_id"],
    }


class Likeness(Record):
    """What an advertisement looks like that was set over the picture of an interaction and given out."""

    interaction = StringField(required=True)
    perceptual_hash = StringField(required=True)
    given_at = DateTimeField(required=True)

    meta: ClassVar[dict[str, Any]] = {
        "collection": "likenesses",
        "indexes": [("user_id", "perceptual_hash", "interaction"), ("interaction", "-given_at")],
    }


class Image(NamedDocument):
    """The bytes of a picture, once per content: the id is their SHA-256."""

    content = BinaryField(required=True)
    touched_at = DateTimeField(required=True)

    meta: ClassVar[dict[str, Any]] = {"collection": "images", "indexes": ["touched_at"]}


RECORDS = (Interaction, Failure, Mark, MarkEvent, Likeness)
KEYED = {"interaction": Interaction, "failure": Failure, "likeness": Likeness}
"""By the kind of an entry of the outbox whose key is theirs."""
DOCUMENTS = (*RECORDS, Image)
