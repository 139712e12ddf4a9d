"""Who may do what: keys, roles, and the one table of routes. Knows no HTTP but the names of its routes."""

from access.keyring import Keyring, NewKey
from access.principal import LOCAL, Principal, Visit
from access.publication import check_published
from access.routes import ROUTES, Door, door, methods
from access.secret import read_secret

__all__ = [
    "LOCAL",
    "ROUTES",
    "Door",
    "Keyring",
    "NewKey",
    "Principal",
    "Visit",
    "check_published",
    "door",
    "methods",
    "read_secret",
]
