"""What a whole service loses when its parts are killed under load: `python -m benchmarks.kills --seconds 8`.

Clients paint small pictures and mark them while a part is killed; then the service is started anew, and everything that
was acknowledged is looked for, byte by byte. Fails when something is lost, wrong or there twice.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.serving import Server, serve, wait_ready
from tests.stores import kill, pids

CLIENTS = 6
PAGE = 200
IMAGE = {"Accept": "image/png"}
FROZEN = 5.0
"""Seconds that MongoDB is stopped for."""


def workers(server: Server, service: str) -> int:
    """`kill -9` the workers of a service; how many there were."""
    found = 0
    for process in psutil.Process(server.process.pid).children(recursive=True):
        with suppress(psutil.Error):
            if "--service-name" in (words := process.cmdline()) and words[words.index("--service-name") + 1] == service:
                process.kill()
                found += 1
    return found


def freeze(server: Server) -> int:
    [pid] = pids("mongod", server.data)
    os.kill(pid, signal.SIGSTOP)
    time.sleep(FROZEN)
    os.kill(pid, signal.SIGCONT)
    return 1


def all_but_the_leader(server: Server) -> int:
    return sum(KILLS[name](server) for name in ("supervisor", "mongod", "public", "runner"))


def everything(server: Server) -> int:
    """Nothing is left that could bring anything back: the next look at it starts the service anew."""
    server.process.send_signal(signal.SIGSTOP)
    killed = all_but_the_leader(server)
    server.process.kill()
    return killed + 1


KILLS: dict[str, Callable[[Server], int]] = {
    "mongod": lambda server: kill("mongod", server.data),
    "supervisor": lambda server: kill("mongod_supervisor.py", server.data),
    "public": lambda server: workers(server, "logo-generation"),
    "runner": lambda server: workers(server, "runner"),
    "frozen": freeze,
    "four": all_but_the_leader,
    "all": everything,
}


@dataclass
class Load:
    """What was acknowledged: the SHA-256 of each picture by its path, and its mark."""

    url: str
    turn: int
    pictures: dict[str, str] = field(default_factory=dict)
    marks: dict[str, bool] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)

    async def run(self, seconds: float, attack: Callable[[], int]) -> None:
        """Paint for so long, and `attack` when a third of it is over."""
        until = time.monotonic() + seconds
        async with httpx.AsyncClient(base_url=self.url, timeout=30) as client:
            clients = [asyncio.create_task(self._paint(client, number, until)) for number in range(CLIENTS)]
            await asyncio.sleep(seconds / 3)
            killed = await asyncio.to_thread(attack)
            if not killed:
                raise RuntimeError("there was nothing to kill")
            await asyncio.gather(*clients)

    async def _paint(self, client: httpx.AsyncClient, number: int, until: float) -> None:
        draw = random.Random(number)
        for seed in count((self.turn * CLIENTS + number) * 10**6):  # no two alike
            if time.monotonic() > until:
                return
            try:
                await self._one(client, f"user-{number}", seed, draw)
            except httpx.TransportError as error:
                self.refused[type(error).__name__] += 1
                await asyncio.sleep(0.1)

    async def _one(self, client: httpx.AsyncClient, user: str, seed: int, draw: random.Random) -> None:
        body = {"user_id": user, "seed": seed, "metadata": {"width": 64, "height": 64}}
        answer = await client.post("/api/generate", json=body, headers=IMAGE)
        if answer.status_code != 200:
            self.refused[str(answer.status_code)] += 1
            await asyncio.sleep(0.1)
            return
        path = answer.headers["Content-Location"]
        self.pictures[path] = sha256(answer.content).hexdigest()
        if draw.random() < 0.2:
            verdict = draw.random() < 0.5
            marked = await client.post("/api/marks", json={"user_id": user, "image_path": path, "result": verdict})
            if marked.status_code == 200:
                self.marks[path] = verdict


def lines(client: httpx.Client, user: str) -> Iterator[dict[str, Any]]:
    before: dict[str, str] = {}
    while (
        page := client.get(f"/api/interactions/{user}", params={"limit": str(PAGE)} | before).raise_for_status().json()
    ):
        yield from page
        before = {"before": page[-1]["id"]}


def look(url: str, loads: Mapping[str, Load]) -> dict[str, dict[str, int]]:
    """What is not as it was acknowledged, by what was killed."""
    with httpx.Client(base_url=url, timeout=60) as client:
        found = [line for number in range(CLIENTS) for line in lines(client, f"user-{number}")]
        there = {line["image_url"]: line for line in found}
        told = {}
        for name, load in loads.items():
            known = [path for path in load.pictures if path in there]
            wrong = [path for path in known if sha256(client.get(path).content).hexdigest() != load.pictures[path]]
            marks = [path for path, verdict in load.marks.items() if there.get(path, {}).get("mark") is not verdict]
            told[name] = {"lost": len(load.pictures) - len(known), "wrong": len(wrong), "marks lost": len(marks)}
    return told | {"in all": {"twice": len(found) - len(there)}}


def run(names: Iterable[str], seconds: float, folder: Path) -> dict[str, Load]:
    """One service, and one kill after the other under load; what each acknowledged."""
    loads: dict[str, Load] = {}
    with serve(folder) as server:
        for name in sorted(names, key=list(KILLS).index):
            loads[name] = load = Load(server.url, len(loads))
            asyncio.run(load.run(seconds, partial(KILLS[name], server)))
            if name != "all":
                wait_ready(server)
    return loads


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8, help="of load for each kill")
    parser.add_argument("--only", choices=KILLS, nargs="+", default=list(KILLS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        loads = run(asked.only, asked.seconds, Path(place))
        with serve(Path(place)) as server:
            faults = look(server.url, loads)
    for name, load in loads.items():
        refused = ", ".join(f"{many} x {kind}" for kind, many in load.refused.items()) or "none"
        told = ", ".join(f"{many} {fault}" for fault, many in faults[name].items())
        sys.stdout.write(
            f"{name:8}{len(load.pictures):5} pictures {len(load.marks):4} marks: {told}; refused: {refused}\n"
        )
    sys.stdout.write(f"twice: {faults['in all']['twice']}\n")
    sys.exit(1 if any(many for found in faults.values() for many in found.values()) else 0)


if __name__ == "__main__":
    main()
