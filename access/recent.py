"""Whom a key or a session has let in within the last seconds, so that not every request asks MongoDB."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from access.principal import Principal

REMEMBERED = 5.0
"""Seconds that a key is believed without being looked for again: so long a revoked one may live elsewhere."""
MOST = 10_000
"""Keys that are remembered."""


@dataclass(frozen=True, slots=True)
class _Memory:
    principal: Principal
    until: float
    ends: datetime | None


class Recent:
    """Of one process, by the keyed hashes of what people come with."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, _Memory] = OrderedDict()

    def get(self, name: str) -> Principal | None:
        """Whose it is, as far as that was asked within the last seconds and it has not ended since."""
        found = self._known.get(name)
        if found is None or found.until < time.monotonic() or (found.ends and found.ends <= datetime.now(UTC)):
            return None
        return found.principal

    def put(self, name: str, principal: Principal, asked: float, ends: datetime | None) -> None:
        """Remember whose it is, since it was `asked` by the clock of `time.monotonic`, and until it `ends`."""
        self._known[name] = _Memory(principal, asked + REMEMBERED, ends)
        while len(self._known) > MOST:
            self._known.popitem(last=False)

    def forget(self, name: str) -> None:
        """Ask anew about one of them."""
        self._known.pop(name, None)

    def forget_all(self, of: Callable[[Principal], bool]) -> None:
        """Ask anew about whoever is meant."""
        for name in [name for name, one in list(self._known.items()) if of(one.principal)]:
            self.forget(name)
