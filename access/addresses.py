"""How the trail tells from where somebody came: their address, or what tells the same one again and not which."""

import hmac
from collections.abc import Callable
from functools import partial
from hashlib import sha256

Addresses = Callable[[str], str]

SHOWN = 16


def plain(address: str) -> str:
    """The address itself."""
    return address


def hashed(secret: bytes) -> Addresses:
    """Salted with the server's secret: without it nobody can try out which address it was."""
    return partial(_hashed, secret)


def _hashed(secret: bytes, address: str) -> str:
    return address and hmac.new(secret, f"address {address}".encode(), sha256).hexdigest()[:SHOWN]
