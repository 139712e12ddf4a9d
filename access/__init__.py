"""Who may do what: keys, roles, and the one table of routes. Knows no HTTP but the names of its routes."""

from access.addresses import hashed, plain
from access.groups import Groups
from access.keyring import Keyring
from access.keys import link
from access.meter import Account, Meter, common_limits, parse_limits
from access.principal import LOCAL, Principal, Visit
from access.publication import check_published
from access.routes import ROUTES, Door, door, methods
from access.secret import read_secret
from access.wanted import KeyChange, NewKey
