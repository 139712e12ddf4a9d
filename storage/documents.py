"""The documents as MongoDB holds them, with their indexes. They never leave this folder; they know no HTTP."""
# mypy: disable-error-code="import-untyped, misc"

from typing import ClassVar

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

SCHEMA_VERSION = 1


class Picture(EmbeddedDocument):
    """Where the picture of an interaction is: the name that clients use, and the content that it stands for."""

    name = StringField(required=True)
    sha256 = StringField(required=True)
    size = IntField(required=True)
    mime = StringField(required=True)


class Interaction(Document):
    """One request and its answer. `mark` repeats the owner's mark, so that a history is one query."""

    id = StringField(primary_key=True)
    user_id = StringField(required=True)
    created_at = DateTimeField(required=True)
    metadata = DictField(required=True)
    picture = EmbeddedDocumentField(Picture)
    mark = BooleanField()
    mark_version = LongField()
    schema_version = IntField(required=True, default=SCHEMA_VERSION)

    meta: ClassVar = {
        "collection": "interactions",
        "auto_create_index": False,
        "indexes": [
            ("user_id", "-created_at", "-id"),
            ("-created_at", "-id"),
            "picture.sha256",
        ],
    }


class Mark(Document):
    """One user's verdict on one interaction; `version` (nanoseconds) orders the verdicts, the last one stands."""

    id = StringField(primary_key=True)
    interaction = StringField(required=True)
    user_id = StringField(required=True)
    value = BooleanField(required=True)
    version = LongField(required=True)
    updated_at = DateTimeField(required=True)
    schema_version = IntField(required=True, default=SCHEMA_VERSION)

    meta: ClassVar = {
        "collection": "marks",
        "auto_create_index": False,
        "indexes": [("interaction", "user_id"), ("user_id", "-updated_at")],
    }


class Image(Document):
    """The bytes of a picture, once per content: the id is their SHA-256."""

    id = StringField(primary_key=True)
    content = BinaryField(required=True)
    touched_at = DateTimeField(required=True)
    schema_version = IntField(required=True, default=SCHEMA_VERSION)

    meta: ClassVar = {"collection": "images", "auto_create_index": False, "indexes": ["touched_at"]}


DOCUMENTS = (Interaction, Mark, Image)
