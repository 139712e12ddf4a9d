"""What a store is opened with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

from settings import StorageSettings


@dataclass(frozen=True, slots=True)
class Options:
    """Times are seconds, sizes bytes. `mongod` is the binary of the embedded server, found by itself when None."""

    mongod: Path | None = None
    timeout: float = 5.0
    """After this long without an answer of MongoDB a call gives up with `Unavailable`."""
    pool_size: int = 32
    blobs: str | None = None
    """Where pictures are kept: None for MongoDB itself, a folder, or `s3://bucket/path`."""
    blob_options: Mapping[str, Any] = field(default_factory=dict)
    """What s3fs needs for that address beside the standard environment of its library, e.g. `endpoint_url`."""
    spool_max_bytes: int = 2 * 2**30
    """What the outbox may hold while MongoDB is away, before requests are refused with `StorageFull`."""
    retention_days: int | Literal["as it is"] | None = None
    """Days after which interactions, failures and marks are removed; None keeps them for ever."""

    @classmethod
    def chosen(cls, settings: StorageSettings) -> Self:
        """What the operator has chosen."""
        return cls(
            timeout=settings.mongodb_timeout,
            blobs=settings.blobs,
            spool_max_bytes=settings.spool_max_bytes,
            retention_days=settings.retention_days,
        )
