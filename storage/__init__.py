"""The interaction log: interactions, pictures and marks, kept in MongoDB. Knows no HTTP and no painter."""

from storage.entries import Ticket
from storage.facts import Failure
from storage.filenames import file_name
from storage.filter import Filter
from storage.history import Page
from storage.options import Options
from storage.replies import Reservation
from storage.store import Store, preflight

__all__ = ["Failure", "Filter", "Options", "Page", "Reservation", "Store", "Ticket", "file_name", "preflight"]
