"""What an operator may set: one frozen object read once from the environment, checked at birth and passed down."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError

import environment
from pipeline.config import ModelConfig


def _address(value: str) -> str:
    if re.fullmatch(r"([\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}", value):
        return value
    raise ValueError("must be one `host:port`")


def _names(value: str) -> str:
    if all(re.fullmatch(r"\s*(\*\.)?[\w-]+(\.[\w-]+)*\s*|\s*\[[\da-fA-F:.]+\]\s*", one) for one in value.split(",")):
        return value
    raise ValueError("must be names without a port, several by commas; `*.example.com` stands for all below it")


class Settings(ModelConfig):
    """Every field is read from the environment variable of the same name in capitals; empty means the default.

    A secret may lie in a file, as those of containers do: the variable's name with `_FILE` behind it says where.
    What concerns the model alone is inherited from where it is used.
    """

    port: int = Field(5000, ge=1, le=65535, description="Port of the page and the API")
    root_path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._~-]+)+$")] | None = Field(
        None,
        description="Path that a proxy publishes the service under, such as `/brand`; taken off by the proxy or not",
    )
    data_dir: Path = Field(Path("data"), description="Folder for everything that must outlive a restart")
    mongodb_uri: str | None = Field(None, description="MongoDB to log to; unset: a private one inside DATA_DIR")
    mongodb_timeout: float = Field(
        5, gt=0, le=60, description="Seconds after which MongoDB counts as away; pool, TLS and more: in MONGODB_URI"
    )
    blobs: str | None = Field(
        None,
        description="Where pictures are kept: unset: in MongoDB; a folder; or an address such as `s3://bucket/path`",
    )
    spool_max_bytes: int = Field(
        2 * 2**30, ge=2**20, description="Most bytes that wait on disk while MongoDB is away; full: 503"
    )
    retention_days: int | None = Field(
        None,
        ge=1,
        le=24855,
        description="Days after which the log forgets; unset: never, but for requests that failed: 30 days",
    )
    brands: Path = Field(Path("brands"), description="Folder of brand kits, seen from the project's own")
    runners: Annotated[str, AfterValidator(_address)] | None = Field(
        None, description="`host:port` of the balancer in front of runners elsewhere; unset: one runner beside us"
    )
    allowed_hosts: Annotated[str, AfterValidator(_names)] | None = Field(
        None,
        description="Its names, by commas, such as `*.bank.example`; this machine's own are known",
    )
    connection_limit: int = Field(
        1000, ge=8, le=100_000, description="Open connections; beyond them the idle go, and new ones get 503"
    )
    queue_limit: int = Field(64, ge=1, le=10_000, description="Requests in flight before new ones get 429")
    request_timeout: int = Field(300, ge=1, le=3600, description="Seconds after which a request is given up with 504")

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the settings from `env`.

        Raises:
            SystemExit: a value is out of its limits; the message names the variable, the value and the limit.
        """
        given = {name: value for name in cls.model_fields if (value := environment.value(env, name.upper()))}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            lines = (f"{str(e['loc'][0]).upper()}={e['input']!r}: {e['msg']}" for e in error.errors())
            raise SystemExit("bad setting: " + "; ".join(lines)) from None
