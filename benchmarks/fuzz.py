"""Every route as each role, by what its document allows and forbids: `python -m benchmarks.fuzz --requests 10000`.

Fails where anything is answered with 5xx, and tells the first request of each that was.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode

from access.roles import ROLE_NAMES
from tests.serving import ROOT, Server, serve

SMALL = 96
"""Longest side of what is painted: what is tried here are requests, not painters."""
BROKEN = 500


@dataclass(slots=True)
class Seen:
    """How often which status came, and for each route that broke the first request that broke it."""

    statuses: Counter[int] = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        return self.statuses.total()


@dataclass(frozen=True, slots=True)
class Fuzz:
    """Somebody, by the headers of their requests, who asks each operation `examples` times in each way."""

    url: str
    headers: Mapping[str, str]
    examples: int
    number: int = 0
    """The seed."""
    until: float = float("inf")
    """When they stop at the latest, of `time.monotonic`."""
    seen: Seen = field(default_factory=Seen)

    def run(self) -> Seen:
        schema = schemathesis.openapi.from_url(f"{self.url}/openapi.json", headers=dict(self.headers))
        for found in schema.get_all_operations():
            for mode in GenerationMode:
                if time.monotonic() < self.until:
                    self._ask(found.ok(), mode)
        return self.seen

    def _ask(self, operation: Any, mode: GenerationMode) -> None:
        @seed(self.number)
        @settings(
            max_examples=self.examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            _shrink(case.body)
            answer = case.call(headers=dict(self.headers), timeout=120)
            self.seen.statuses[answer.status_code] += 1
            if answer.status_code >= BROKEN:
                told = f"{answer.status_code} {answer.text[:300]}\n    {case.as_curl_command()[:2000]}"
                self.seen.broken.setdefault(operation.label, told)

        with suppress(Unsatisfiable):  # where nothing that is sent could be wrong
            ask()


def _shrink(body: Any) -> None:
    """Have nothing large painted."""
    for one in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
        _shrink(one)
    if isinstance(body, dict):
        for name in {"width", "height"} & body.keys():
            if isinstance(body[name], int) and SMALL < body[name] <= 3500:
                body[name] = SMALL


@contextmanager
def closed(folder: Path) -> Iterator[tuple[Server, dict[str, dict[str, str]]]]:
    """A service that asks who comes, and the headers of somebody of each role."""
    with serve(folder, AUTH="keys", AUTH_SECRET="of a service that is fuzzed, no other") as server:
        env = os.environ | {"DATA_DIR": str(server.data), "AUTH_SECRET": "of a service that is fuzzed, no other"}
        made = {}
        for role in ROLE_NAMES:
            command = [sys.executable, "-m", "access", "key", "add", f"a {role}", "--role", role]
            key = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
            made[role] = {"Authorization": f"Bearer {key}"}
        yield server, made


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000, help="about so many, of all roles together")
    parser.add_argument("--role", action="append", choices=ROLE_NAMES, help="only this one")
    parser.add_argument("--examples", type=int, default=10, help="of each operation in each way, a round")
    parser.add_argument("--minutes", type=float, default=60, help="at the most")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    total, until = Seen(), time.monotonic() + asked.minutes * 60
    with tempfile.TemporaryDirectory() as name, closed(Path(name)) as (server, headers):
        number = asked.seed
        while total.requests < asked.requests and time.monotonic() < until:
            for role in asked.role or ROLE_NAMES:
                seen = Fuzz(server.url, headers[role], asked.examples, number, until).run()
                total.statuses += seen.statuses
                total.broken |= {f"{label} as {role}": told for label, told in seen.broken.items()}
                sys.stdout.write(f"{role}, seed {number}: {dict(sorted(seen.statuses.items()))}\n")
                sys.stdout.flush()
            number += 1
        tracebacks = server.log.read_text().count("Traceback")
    sys.stdout.write(f"{total.requests} requests: {dict(sorted(total.statuses.items()))}; {tracebacks} tracebacks\n")
    if total.broken:
        sys.exit("\n".join(f"{label}: {told}" for label, told in total.broken.items()))


if __name__ == "__main__":
    main()
