"""What an operator may choose about storage. Knows no environment: the values are passed in."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """Times are seconds, sizes bytes. `mongod` is the binary of the embedded server, found by itself when None."""

    mongod: Path | None = None
    timeout: float = 5.0
    """After this long without an answer of MongoDB a call gives up with `Unavailable`."""
    pool_size: int = 32
    spool_max_bytes: int = 2 * 2**30
    """What the spool may hold while MongoDB is away, before requests are refused with `StorageFull`."""
