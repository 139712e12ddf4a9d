"""What an operator may set: frozen objects, read once from the environment, checked at birth and passed down.

And the processors that a container was given, which is said by its control groups.

pydantic-settings is not used: it reads the environment whenever an object is made, also one that a test or a benchmark
makes by hand, and knows no `_FILE`.
"""

import math
import os
import re
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

Dtype = Literal["float32", "bfloat16", "float16"]
Sampler = Literal["euler", "tcd", "dpm++ sde"]
Offload = Literal["none", "model"]
Acceleration = Literal["none", "graphs", "compile"]
Auth = Literal["off", "keys", "proxy", "oidc"]


def _address(value: str) -> str:
    if re.fullmatch(r"([\w.-]+|\[[\da-fA-F:.]+\]):\d{1,5}", value):
        return value
    raise ValueError("must be one `host:port`")


def _ip(value: str) -> str:
    ip_address("127.0.0.1" if value == "localhost" else value)
    return value


def _issuer(value: str) -> str:
    if re.fullmatch(r"https://[^\s?#]+|http://(localhost|127\.0\.0\.1)(:\d+)?(/[^\s?#]*)?", value):
        return value
    raise ValueError("must be an address of https, or of this machine")


def _names(value: str) -> str:
    if all(re.fullmatch(r"\s*(\*\.)?[\w-]+(\.[\w-]+)*\s*|\s*\[[\da-fA-F:.]+\]\s*", one) for one in value.split(",")):
        return value
    raise ValueError("must be names without a port, several by commas; `*.example.com` stands for all below it")


def _hosts(value: str) -> str:
    if all(re.fullmatch(r"\s*(\*\.)?[\w-]+(\.[\w-]+)*(:\d{1,5})?\s*", one) for one in value.split(",")):
        return value
    raise ValueError("must be names, each with or without a port, by commas; `*.example.com` stands for all below it")


def _networks(value: str) -> str:
    for one in value.split(","):
        ip_network(one.strip())
    return value


Secret = Annotated[str, Field(min_length=32)]
NEEDED = {
    "proxy": ("group_roles", "proxy_peers", "proxy_secret"),
    "oidc": ("group_roles", "oidc_issuer", "oidc_client_id", "oidc_client_secret"),
}
"""What else has to be set for a mode."""


class FromEnvironment(BaseModel):
    """Every field is read from the environment variable of the same name in capitals; empty means the default.

    A secret may lie in a file, as those of containers do: the variable's name with `_FILE` behind it says where.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the settings from `env`.

        Raises:
            SystemExit: a value is out of its limits, or a file cannot be read; the message names the variable, the
                value and the limit.
        """
        given = {name: value for name in cls.model_fields if (value := _value(env, name.upper()))}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            lines = (
                f"{_named(str(e['loc'][0]), e['input'])}: {e['msg']}" if e["loc"] else e["msg"] for e in error.errors()
            )
            raise SystemExit("bad setting: " + "; ".join(lines)) from None


class ModelSettings(FromEnvironment):
    """Which painter, and how it paints."""

    model: str = Field(
        "illustration",
        description="`illustration`, `juggernaut`, a folder, a .safetensors file or a hub id",
    )
    model_revision: str | None = Field(None, description="Commit, tag or branch of a hub id")
    model_cache: Path = Field(Path(".cache"), description="Where weights are looked for and kept")
    model_license_ack: str | None = Field(
        None, description="Ids, by commas, of the licences that the operator has cleared"
    )
    safety_checker: str = Field(
        "compvis", description="What every photograph has to pass: `compvis`, a folder in its layout, or `off`"
    )
    translator: str | None = Field(
        None,
        description="Marian model for what the lexicon cannot say in English: a folder or a hub's `owner/name@commit`",
    )
    loras: Path = Field(Path("loras"), description="Folder of LoRAs, seen from the project's own")
    device: Annotated[str, Field(pattern=r"^(cpu|cuda(:\d+)?)$")] | None = Field(
        None, description="Torch device; unset: the GPU where there is one"
    )
    dtype: Dtype | None = Field(
        None, description="Unset: bfloat16 where the hardware computes in it, else float16 on a GPU, float32 on a CPU"
    )
    num_inference_steps: Annotated[int, Field(ge=1, le=50)] = Field(6, description="Steps where a request names none")
    guidance_scale: Annotated[float, Field(ge=1, le=10)] = Field(
        1.0, description="Guidance where a request names none; 1 is none at all"
    )
    scheduler: Sampler = Field("euler", description="Sampler: `euler`, `tcd` or `dpm++ sde`")
    offload: Offload = Field("none", description="`model`: keep on the GPU only the part that is computing")
    acceleration: Acceleration = Field(
        "none", description="How the UNet is sped up on a GPU: `none`, `graphs` or, with a C compiler, `compile`"
    )
    max_batch_size: Annotated[int, Field(ge=1, le=64)] = Field(4, description="Pictures that share one UNet call")
    pixel_budget: Annotated[int, Field(ge=64 * 64)] | None = Field(
        None, description="Pixels painted per picture before it is resized; unset: 1024*1024 on a GPU, 512*512 on a CPU"
    )


class StorageSettings(FromEnvironment):
    """Where interactions and pictures are kept, and for how long."""

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


class ProvenanceSettings(FromEnvironment):
    """Whether pictures say by a signature what they are, and whose it is."""

    data_dir: Path = Field(Path("data"), description="Folder for everything that must outlive a restart")
    content_credentials: Literal["on", "off"] = Field(
        "on", description="Whether every picture carries signed content credentials (C2PA): `on`, `off`"
    )
    signing_certificate: Path | None = Field(
        None,
        description="PEM of the chain that signs, the key's own first; unset: one for trying out, made in DATA_DIR",
    )
    signing_key: Path | None = Field(None, description="PEM of its private key, without a password")
    signing_callback: Annotated[str, Field(pattern=r"^[\w.]+:\w+$")] | None = Field(
        None, description="`module:function` that signs instead of a key in a file, such as one of an HSM"
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        signers = [one for one in (self.signing_key, self.signing_callback) if one]
        if len(signers) != bool(self.signing_certificate):
            raise ValueError("SIGNING_CERTIFICATE goes with one of SIGNING_KEY and SIGNING_CALLBACK, and they with it")
        return self


class AccessSettings(FromEnvironment):
    """Who may come in, and how they are known."""

    auth: Auth = Field(
        "off",
        description="Who may come in: `off`: whoever is at this machine; `keys`: who has a key; "
        "`proxy`: also whom a proxy names; `oidc`: also whom the company's provider knows",
    )
    auth_secret: Secret | None = Field(
        None, description="Secret that keys are hashed with, of 32 characters or more; unset: drawn once, in DATA_DIR"
    )
    audit_addresses: Literal["plain", "hash"] = Field(
        "plain", description="How the trail tells from where somebody came: their address, or a salted hash of it"
    )
    limits: str | None = Field(
        None,
        description="What who comes in may ask for, by commas, such as `pictures_per_day=500,maker.in_flight=8,"
        "@acme.in_flight=40` (docs/access.md)",
    )
    bind: Annotated[str, AfterValidator(_ip)] | None = Field(
        None, description="Address that something in front publishes the service at; unset: the one it listens on"
    )
    group_roles: str | None = Field(
        None,
        description="Roles of the groups that a proxy or provider names: `marketing=maker; brand team=maker+approver`, "
        "of another tenant `acme staff=maker@acme`",
    )
    proxy_peers: Annotated[str, AfterValidator(_networks)] | None = Field(
        None, description="Addresses or networks, by commas, of the proxies that say who asks, `10.0.3.0/24`"
    )
    proxy_secret: Secret | None = Field(
        None, description="What such a proxy says in `X-Proxy-Secret`, 32 characters or more"
    )

    oidc_issuer: Annotated[str, AfterValidator(_issuer)] | None = Field(
        None, description="Issuer of the OpenID Connect provider, `https://login.bank.example/realms/staff`"
    )
    oidc_client_id: str | None = Field(None, description="Id that the provider knows this service by")
    oidc_client_secret: str | None = Field(None, description="Secret that goes with it")
    oidc_scope: str = Field("openid profile email", description="What the provider is asked for")
    oidc_user_claim: str = Field("sub", description="Claim that says who somebody is: the user id of all they make")
    oidc_groups_claim: str = Field("groups", description="Claim that lists their groups")
    session_hours: int = Field(
        12, ge=1, le=720, description="Hours after which a browser signs in again, and groups are asked for anew"
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for name in NEEDED.get(self.auth, ()):
            if getattr(self, name) is None:
                raise ValueError(f"AUTH={self.auth} needs {name.upper()}")
        return self


class Settings(AccessSettings, ProvenanceSettings, StorageSettings, ModelSettings):
    """All of them."""

    port: int = Field(5000, ge=1, le=65535, description="Port of the page and the API")
    root_path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._~-]+)+$")] | None = Field(
        None,
        description="Path that a proxy publishes the service under, such as `/brand`; taken off by the proxy or not",
    )
    brands: Path = Field(Path("brands"), description="Folder of brand kits, seen from the project's own")
    runners: Annotated[str, AfterValidator(_address)] | None = Field(
        None, description="`host:port` of the balancer in front of runners elsewhere; unset: one runner beside us"
    )
    allowed_hosts: Annotated[str, AfterValidator(_names)] | None = Field(
        None,
        description="Its names, by commas, such as `*.bank.example`; this machine's own are known",
    )
    webhook_hosts: Annotated[str, AfterValidator(_hosts)] | None = Field(
        None,
        description="Hosts that webhooks may be at, by commas, such as `hooks.bank.example`, `*.bank.example`, "
        "`hooks.bank.example:8443`; unset: there are no webhooks",
    )
    webhook_networks: Annotated[str, AfterValidator(_networks)] | None = Field(
        None,
        description="Networks of your own that such hosts may be in, by commas, such as `10.1.0.0/16`; unset: "
        "public ones only",
    )
    connection_limit: int = Field(
        1000, ge=8, le=100_000, description="Open connections; beyond them the idle go, and new ones get 503"
    )
    queue_limit: int = Field(
        64,
        ge=1,
        le=10_000,
        description="Requests in flight; beyond it the newest of who has the most gets 429",
    )
    request_timeout: int = Field(300, ge=1, le=3600, description="Seconds after which a request is given up with 504")


def cores(root: Path = Path("/")) -> float:
    """Processors that this process may use: those that it may run on, and no more of them than the quota of its control
    group or of one around it; of version 2 (`cpu.max`) or 1 (`cpu.cfs_quota_us`).
    """
    allowed = float(len(os.sched_getaffinity(0)))
    try:
        lines = (root / "proc/self/cgroup").read_text().splitlines()
    except OSError:  # a kernel without control groups
        return allowed
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if not controllers or "cpu" in controllers.split(","):
            group = root / "sys/fs/cgroup" / (controllers and "cpu")
            # A container's own group may be mounted as if it were the first, and not be where its path says.
            for name in ("", *path.split("/")):
                group /= name
                allowed = min(allowed, _quota(group))
    return allowed


def _quota(group: Path) -> float:
    """Processors' time that a control group has; infinite where it is not bounded, or not there."""
    try:
        if (group / "cpu.max").exists():
            quota, period = (group / "cpu.max").read_text().split()
        else:
            quota, period = ((group / f"cpu.cfs_{name}_us").read_text().strip() for name in ("quota", "period"))
    except OSError:
        return math.inf
    return math.inf if quota in ("max", "-1") else int(quota) / int(period)


def _named(field: str, value: str) -> str:
    return f"{field.upper()}=..." if field.endswith("secret") else f"{field.upper()}={value!r}"


def _value(env: Mapping[str, str], name: str) -> str | None:
    path = env.get(f"{name}_FILE")
    if env.get(name) or not path:
        return env.get(name) or None
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise SystemExit(f"bad setting: {name}_FILE={path!r}: {error.strerror}") from None
