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
from collections.abc import Iterator, Mapping, Sequence
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
class Fuzz:
    """People, by the headers of their requests, who all ask the same: each operation so often in each way."""

    schema: Any
    people: Mapping[str, Mapping[str, str]]
    ways: Sequence[GenerationMode] = tuple(GenerationMode)
    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    """Of whom which came how often."""
    broken: dict[str, str] = field(default_factory=dict)
    """The first request that broke a route, and the answer."""

    def run(self, examples: int, number: int = 0, until: float = float("inf")) -> None:
        """With the seed `number`, until that moment of `time.monotonic` at the latest."""
        for found in self.schema.get_all_operations():
            for mode in self.ways:
                if time.monotonic() < until:
                    self._ask(found.ok(), mode, examples, number)

    @property
    def requests(self) -> int:
        return sum(one.total() for one in self.statuses.values())

    def _ask(self, operation: Any, mode: GenerationMode, examples: int, number: int) -> None:
        @seed(number)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            _shrink(case.body)
            for name, headers in self.people.items():
                answer = case.call(headers=dict(headers), timeout=120)
                self.statuses.setdefault(name, Counter())[answer.status_code] += 1
                if answer.status_code >= BROKEN:
                    told = f"{answer.status_code} {answer.text[:300]}\n    {case.as_curl_command()[:2000]}"
                    self.broken.setdefault(f"{operation.label} as {name}", told)

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
    parser.add_argument("--examples", type=int, default=10, help="of each operation in each way, a round")
    parser.add_argument("--minutes", type=float, default=60, help="at the most")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    until = time.monotonic() + asked.minutes * 60
    with tempfile.TemporaryDirectory() as name, closed(Path(name)) as (server, people):
        schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json", headers=people["maker"])
        fuzz, number = Fuzz(schema, people), asked.seed
        while fuzz.requests < asked.requests and time.monotonic() < until:
            fuzz.run(asked.examples, number, until)
            number += 1
        tracebacks = server.log.read_text().count("Traceback")
    for role, statuses in fuzz.statuses.items():
        sys.stdout.write(f"{role}: {dict(sorted(statuses.items()))}\n")
    sys.stdout.write(
        f"{fuzz.requests} requests, seeds {asked.seed} to {number - 1}, {tracebacks} tracebacks in the log\n"
    )
    if fuzz.broken:
        sys.exit("\n".join(f"{label}: {told}" for label, told in fuzz.broken.items()))


if __name__ == "__main__":
    main()
