"""The interaction log: interactions, pictures and marks, kept in MongoDB. Knows no HTTP and no painter."""

from storage.filenames import file_name, slug
from storage.filter import Filter
from storage.history import Page
from storage.mongo.credentials import Credentials, Event, Invitation, KeyRecord, SessionRecord, Trail
from storage.mongo.idempotency import Reservation
from storage.mongo.mapping import Failure
from storage.mongo.quotas import Quotas, Taken
from storage.options import Options
from storage.outbox.entries import Ticket
from storage.store import NO_IMAGE, Store, preflight

__all__ = [
    "NO_IMAGE",
    "Credentials",
    "Event",
    "Failure",
    "Filter",
    "Invitation",
    "KeyRecord",
    "Options",
    "Page",
    "Quotas",
    "Reservation",
    "SessionRecord",
    "Store",
    "Taken",
    "Ticket",
    "Trail",
    "file_name",
    "preflight",
    "slug",
]
