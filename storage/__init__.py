"""The interaction log: interactions, pictures and marks, kept in MongoDB. Knows no HTTP and no painter."""

from storage.filenames import file_name, slug
from storage.filter import Filter
from storage.mongo.access_keys import AccessKeys, Invitation, KeyRecord, SessionRecord
from storage.mongo.idempotency import Reservation
from storage.mongo.mapping import Failure
from storage.mongo.quotas import Quotas, Taken
from storage.mongo.trail import INVITED_BY, Event, Trail
from storage.opening import preflight
from storage.options import Options
from storage.outbox.entries import Ticket
from storage.removal import Removal
from storage.store import NO_IMAGE, Store
