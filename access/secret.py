"""The server's secret, without which what is kept of a key is worth nothing."""

import secrets
from contextlib import suppress
from pathlib import Path

from errors import Unavailable

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
            _draw(path)
        secret = path.read_bytes()
    except OSError as error:
        raise Unavailable(f"{path}: the secret of the keys cannot be kept: {error.strerror}") from error
    if len(secret) < SHORTEST:
        raise Unavailable(f"{path}: a secret has at least {SHORTEST} bytes, and this file {len(secret)}")
    return secret


def _draw(path: Path) -> None:
    """Draw a secret, unless another process is faster: it is there whole, or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{NAME}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_hex(32))
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
