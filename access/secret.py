"""The server's secret, without which what is kept of a key is worth nothing."""

import secrets
from pathlib import Path

from errors import Unavailable
from storage import disk

NAME = "access.secret"
SHORTEST = 32


def read_secret(given: str | None, data_dir: Path) -> bytes:
    """The operator's own, or one that is drawn once and kept in the data folder, for this user alone to read.

    Raises Unavailable when it cannot be kept, or what is kept is none.
    """
    if given:
        return given.encode()
    path = data_dir / NAME
    try:
        if not path.exists():
            disk.write_once(path, secrets.token_hex(32).encode())
        secret = path.read_bytes()
    except OSError as error:
        raise Unavailable(f"{path}: the secret of the keys cannot be kept: {error.strerror}") from error
    if len(secret) < SHORTEST:
        raise Unavailable(f"{path}: a secret has at least {SHORTEST} bytes, and this file {len(secret)}")
    return secret
