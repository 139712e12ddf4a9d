"""Reads one environment variable, or the file that holds it. Knows no variable by name."""

from collections.abc import Mapping
from pathlib import Path


def value(env: Mapping[str, str], name: str) -> str | None:
    """What `name` says; a secret may lie in a file, as those of containers do, and `name` with `_FILE` says where.

    Raises:
        SystemExit: the file cannot be read; the message names the variable, the file and the reason.
    """
    path = env.get(f"{name}_FILE")
    if env.get(name) or not path:
        return env.get(name) or None
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise SystemExit(f"bad setting: {name}_FILE={path!r}: {error.strerror}") from None
