"""What a key looks like: `lg_live_`, 30 random characters, and 6 that a scanner for leaks can check offline."""

import hmac
import re
import secrets
import zlib
from hashlib import sha256

HEAD = "lg_live_"
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
RANDOM, CHECK, SHOWN = 30, 6, 8
SESSION_HEAD, INVITATION_HEAD = "lg_session_", "lg_invite_"
SESSION_FORM = re.compile(rf"{SESSION_HEAD}[\w-]{{43}}", re.ASCII)
FORM = re.compile(rf"{HEAD}[0-9A-Za-z]{{{RANDOM + CHECK}}}", re.ASCII)


def new_key() -> str:
    """A key that nobody has: 178 random bits."""
    key = HEAD + "".join(secrets.choice(BASE62) for _ in range(RANDOM))
    return key + _check(key)


def is_key(text: str) -> bool:
    """Whether a text could be a key, by its form and its last characters."""
    return FORM.fullmatch(text) is not None and _check(text[:-CHECK]) == text[-CHECK:]


def new_session() -> str:
    """What a browser has for the time of a session."""
    return SESSION_HEAD + secrets.token_urlsafe(32)


def is_session(text: str) -> bool:
    """Whether a text could be of a session, by its form."""
    return SESSION_FORM.fullmatch(text) is not None


def new_invitation() -> str:
    """What a one-time link says."""
    return INVITATION_HEAD + secrets.token_urlsafe(32)


def prefix_of(key: str) -> str:
    """What a key is called: as much of it as may be shown."""
    return key[: len(HEAD) + SHOWN]


def link(address: str, invitation: str) -> str:
    """The address of the page that takes an invitation: behind `#`, which a browser tells no server."""
    return f"{address.rstrip('/')}/ui/sign-in#invitation={invitation}"


def digest(secret: bytes, token: str) -> str:
    """What is kept of a token: its HMAC-SHA-256, which is nothing without the server's secret."""
    return hmac.new(secret, token.encode(), sha256).hexdigest()


def _check(text: str) -> str:
    """The CRC-32 of a text in base 62."""
    number, digits = zlib.crc32(text.encode()), ""
    for _ in range(CHECK):
        number, digit = divmod(number, len(BASE62))
        digits = BASE62[digit] + digits
    return digits
