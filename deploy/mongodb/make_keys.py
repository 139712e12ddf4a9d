"""Draw the secrets of docker-compose.yaml into a folder, once: `make_keys.py FOLDER`. Standard library only."""

import base64
import os
import secrets
import sys
from pathlib import Path

SERVICE = 1034
"""The user that the service runs as inside its image."""
GRAFANA = 472
"""The user that Grafana's image runs as."""


def make(folder: Path) -> None:
    """Write `key` (of the replica set), `root`, `app`, `grafana` (passwords) and `uri`; what is there already stays."""
    if not (folder / "grafana").exists():
        write(folder / "grafana", secrets.token_urlsafe(32), GRAFANA)
    password = secrets.token_urlsafe(32)
    uri = f"mongodb://logo:{password}@mongodb:27017/logo-generation?replicaSet=rs0"
    if (folder / "uri").exists():
        return
    write(folder / "key", base64.b64encode(secrets.token_bytes(567)).decode())
    write(folder / "root", secrets.token_urlsafe(32))
    write(folder / "app", password)
    # Last, because it says that all of them are there.
    write(folder / "uri", uri, SERVICE)


def write(path: Path, text: str, owner: int = 0) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(text)
    draft.chmod(0o400)
    os.chown(draft, owner, owner)
    draft.replace(path)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
