"""How much somebody may ask for: counted for all processes in MongoDB, and in this one alone while that is away."""

import asyncio
import logging
import math
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock

from access.roles import ROLE_NAMES
from errors import InvalidRequest, QuotaExceeded, Unavailable
from schemas.identity import TENANT
from storage import Quotas, Taken

log = logging.getLogger(__name__)

AWAY_SECONDS = 10.0
"""How long this process counts by itself before it asks again whether MongoDB is back."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One limit: what it is called in answers, in what it is counted, and over how many seconds; 0 is at a time."""

    name: str
    unit: str
    seconds: int = 0
    scale: int = 1
    """What one of the limit is in what is counted."""


TENANTS = "@"
"""What stands before the name of a tenant in limits that its people have together, and in what was taken of these."""
HERE = "here "
"""What the names of counts begin with that only this process has."""

POLICIES: Mapping[str, Policy] = {
    "requests_per_minute": Policy("requests", "requests", 60),
    "pictures_per_day": Policy("pictures", "pictures", 86_400),
    "megapixels_per_day": Policy("megapixels", "megapixels", 86_400, 1_000_000),
    "in_flight": Policy("in-flight", "concurrent-requests"),
}
DEFAULTS: Mapping[str, float] = {"in_flight": 64}
MOST = 1e9
"""What a limit may be at most that is one: it is counted in whole numbers."""


@dataclass(frozen=True, slots=True)
class State:
    """What is left of a limit, in its own unit, and in how many seconds it is whole again, where that is known."""

    left: int
    seconds: int = 0


def parse_limits(text: str, by_role: bool = False) -> dict[str, float]:
    """`pictures_per_day=200,in_flight=4`; with `by_role` a name may begin with a role, `maker.in_flight=4`, or with a
    tenant, `@acme.in_flight=40`, whose people have that together.

    Raises InvalidRequest for a limit that there is not, and for one that is no number from 0 on; `inf` is none.
    """
    found: dict[str, float] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        name, _, said = (one.strip() for one in part.partition("="))
        role, dot, plain = name.rpartition(".")
        if plain not in POLICIES or (dot and (not by_role or not _is_whose(role))):
            raise InvalidRequest(f"limit {name}: there are {', '.join(POLICIES)}")
        try:
            found[name] = float(said)
        except ValueError:
            found[name] = math.nan
        check_limit(plain, found[name], said)
    return found


def _is_whose(name: str) -> bool:
    return name in ROLE_NAMES or (name[:1] == TENANTS and TENANT.fullmatch(name[1:]) is not None)


def check_limit(name: str, limit: float, said: str = "") -> None:
    """Raises InvalidRequest for a limit that there is not, or that is none."""
    if name not in POLICIES:
        raise InvalidRequest(f"limit {name}: there are {', '.join(POLICIES)}")
    if not (0 <= limit <= MOST or limit == math.inf):
        raise InvalidRequest(f"limit {name}={said or limit}: a number from 0 to {MOST:g}, or inf")


def common_limits(told: str | None) -> dict[str, float]:
    """What `LIMITS` says of everybody, or of everybody of a role. Raises SystemExit where it is none."""
    try:
        return parse_limits(told or "", by_role=True)
    except InvalidRequest as error:
        raise SystemExit(f"bad setting: LIMITS={told!r}: {error}") from None


class Memory:
    """The counts of this process, with the methods of `Quotas`."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, datetime]] = {}
        self._lock = Lock()

    def take(self, name: str, amount: int, limit: int, ends: datetime) -> int | None:
        with self._lock:
            now = datetime.now(UTC)
            for old in [old for old, (_, end) in self._counts.items() if end <= now]:
                del self._counts[old]
            used = self._counts.get(name, (0, ends))[0] + amount
            if used > limit:
                return None
            self._counts[name] = used, ends
            return used

    def give_back(self, name: str, amount: int) -> None:
        with self._lock:
            if name in self._counts:
                used, ends = self._counts[name]
                self._counts[name] = used - amount, ends


class Meter:
    """One per process. `given` are limits of the settings, by name or by role and name; None without a database."""

    def __init__(self, quotas: Quotas | None, given: Mapping[str, float]) -> None:
        self._quotas, self._memory = quotas, Memory()
        self._given = {**DEFAULTS, **given}
        self._away_until = 0.0
        self.in_flight: Counter[str] = Counter()

    def account(self, name: str, roles: Collection[str], own: Mapping[str, float], tenant: str = "") -> "Account":
        """Whoever asks. What their key says of a limit counts most, then the most that their roles have; beside that,
        what all of their tenant have together.
        """
        limits: dict[str, float] = {}
        for limit in POLICIES:
            of_roles = [self._given[f"{role}.{limit}"] for role in roles if f"{role}.{limit}" in self._given]
            found = own.get(limit, max(of_roles, default=self._given.get(limit, math.inf)))
            if math.isfinite(found):
                limits[limit] = min(found, MOST)  # a key of an earlier release may have more
        shared = {limit: self._given.get(f"{TENANTS}{tenant}.{limit}", math.inf) for limit in POLICIES}
        finite = {limit: most for limit, most in shared.items() if math.isfinite(most)}
        together = Account(f"{TENANTS}{tenant}", finite, self, whose="your tenant") if finite else None
        return Account(name, limits, self, together=together)

    def take(self, name: str, amount: int, limit: int, ends: datetime) -> tuple[str, int | None]:
        """As `Quotas.take`, whether MongoDB is there or not, with the name to give it back by. May block."""
        if self._quotas and time.monotonic() >= self._away_until:
            try:
                return name, self._quotas.take(name, amount, limit, ends)
            except Unavailable as error:
                self._away_until = time.monotonic() + AWAY_SECONDS
                log.warning("limits are counted in this process alone: %s", error)
        return HERE + name, self._memory.take(HERE + name, amount, limit, ends)

    def give_back(self, name: str, amount: int) -> None:
        """As `Quotas.give_back`; what cannot be given back now counts until its time is over. May block."""
        if name.startswith(HERE):
            self._memory.give_back(name, amount)
        elif self._quotas:
            try:
                self._quotas.give_back(name, amount)
            except Unavailable as error:
                self._away_until = time.monotonic() + AWAY_SECONDS
                log.warning("a limit counts %d too many: %s", amount, error)


Receipt = dict[str, str]
"""What was taken: the counts of limits, by the limits' names."""


@dataclass(slots=True)
class Account:
    """Of one request: whose, and how much they may ask for. Without a meter, and so by itself, there is no limit."""

    name: str = ""
    limits: Mapping[str, float] = field(default_factory=dict)
    meter: Meter | None = None
    states: dict[str, State] = field(default_factory=dict)
    whose: str = "you"
    together: "Account | None" = None
    """What whoever it is has together with others, and is taken of too."""

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Be one of the requests at a time. Raises QuotaExceeded."""
        with self._entered(), self.together._entered() if self.together else nullcontext():
            yield

    @contextmanager
    def _entered(self) -> Iterator[None]:
        if self.meter is None or "in_flight" not in self.limits:
            yield
            return
        open_now, limit = self.meter.in_flight, int(self.limits["in_flight"])
        self.states["in_flight"] = State(max(0, limit - open_now[self.name] - 1))
        if open_now[self.name] >= limit:
            raise QuotaExceeded(
                f"{limit} requests of {self.whose} are open already; try again when one has ended", retry_after=1
            )
        open_now[self.name] += 1
        try:
            yield
        finally:
            open_now[self.name] -= 1
            if not open_now[self.name]:
                del open_now[self.name]

    async def asked(self) -> None:
        """Count one request. Raises QuotaExceeded."""
        if any("requests_per_minute" in one.limits for one in self._all()):
            await asyncio.to_thread(self.take, {"requests_per_minute": 1})

    @asynccontextmanager
    async def spending(self, pictures: int, pixels: int) -> AsyncIterator[Callable[[int], None]]:
        """Have so many pictures painted, of so many pixels each: reserved here, and given back but for those that the
        block says were painted; all of them where it fails. Raises QuotaExceeded.
        """
        painted = 0

        def spent(number: int) -> None:
            nonlocal painted
            painted = number

        receipt = await asyncio.to_thread(self.take, _amounts(pictures, pixels))
        try:
            yield spent
        except BaseException:
            painted = 0
            raise
        finally:
            if receipt and painted < pictures:
                back = asyncio.to_thread(self.give_back, receipt, _amounts(pictures - painted, pixels))
                await asyncio.shield(asyncio.ensure_future(back))

    def reserve(self, pictures: int, pixels: int) -> list[Taken]:
        """Take what pictures that are painted later need, of so many pixels in all. Raises QuotaExceeded. May block."""
        wanted = {"pictures_per_day": pictures, "megapixels_per_day": pixels}
        taken = self.take(wanted)
        names = [(limit.removeprefix(TENANTS), count) for limit, count in taken.items()]
        return [Taken(count, wanted[limit], limit == "megapixels_per_day") for limit, count in names]

    def return_all(self, taken: Iterable[Taken]) -> None:
        """Give back what was reserved. May block."""
        for one in taken:
            if self.meter:
                self.meter.give_back(one.count, one.amount)

    def take(self, wanted: Mapping[str, int]) -> Receipt:
        """Take so much of limits, of all or of none. Raises QuotaExceeded. May block."""
        taken: Receipt = {}
        for account in self._all():
            mark = "" if account is self else TENANTS
            for limit in (one for one in wanted if one in account.limits):
                try:
                    taken[mark + limit] = account._take(limit, wanted[limit])
                except QuotaExceeded:
                    self.give_back(taken, wanted)
                    raise
        return taken

    def _all(self) -> "tuple[Account, ...]":
        return (self, self.together) if self.together else (self,)

    def _take(self, limit: str, amount: int) -> str:
        policy, now = POLICIES[limit], datetime.now(UTC).timestamp()
        begun = now // policy.seconds * policy.seconds
        ends, most = begun + policy.seconds, int(self.limits[limit] * policy.scale)
        count = sha256(f"{self.name}\n{limit}\n{begun}".encode()).hexdigest()  # told to the database, not whose it is
        assert self.meter
        count, used = self.meter.take(count, amount, most, datetime.fromtimestamp(ends, UTC))
        wait = math.ceil(ends - now)
        self.states[limit] = State(0 if used is None else (most - used) // policy.scale, wait)
        if used is not None:
            return count
        said = f"{limit} is {self.limits[limit]:g} for {self.whose}"
        if amount > most:
            raise QuotaExceeded(f"{said}, and this takes {amount / policy.scale:g}")
        raise QuotaExceeded(
            f"{said}, and there are not {amount / policy.scale:g} left; try again in {wait} s", retry_after=wait
        )

    def give_back(self, receipt: Receipt, amounts: Mapping[str, int]) -> None:
        """Give back so much of what was taken. May block."""
        if self.meter:
            for limit, count in receipt.items():
                self.meter.give_back(count, amounts[limit.removeprefix(TENANTS)])


def _amounts(pictures: int, pixels: int) -> dict[str, int]:
    return {"pictures_per_day": pictures, "megapixels_per_day": pictures * pixels}
