"""A long run of the service under a mixed load with cancels and bad requests: `python -m benchmarks.soak --minutes 20`.

Fails when a request is stuck or answered wrongly, or when memory grows after the first quarter.
"""

import argparse
import asyncio
import base64
import io
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import Any

import aiohttp
import psutil
from PIL import Image

from benchmarks.servers import SYSTEMS, Server, running

STUCK = 120.0
"""Seconds without an answer after which a request counts as stuck."""
GROWTH = 1.1
"""How much the memory of the last quarter may exceed that of the second."""
BAD = ({"width": 63}, {"height": 3500}, {"age": 121}, {"sex": "cat"}, {"heigth": 5})


class Soak:
    """Counts what happens to requests of three kinds: to be answered, to be refused, to be cancelled."""

    def __init__(self, server: Server, rate: float) -> None:
        self.server = server
        self.rate = rate
        self.rng = random.Random(0)
        self.seen: Counter[str] = Counter()
        self.memory: list[float] = []

    async def run(self, seconds: float) -> None:
        """Post requests at random moments until the time is over, and wait for the last answer."""
        end = time.monotonic() + seconds
        timeout = aiohttp.ClientTimeout(total=STUCK)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as session:
            tasks: set[asyncio.Task[None]] = set()
            while time.monotonic() < end:
                await asyncio.sleep(self.rng.expovariate(self.rate))
                kind = self.rng.choices((self.good, self.bad, self.cancelled), (8, 1, 1))[0]
                task = asyncio.create_task(kind(session))
                tasks.add(task)
                task.add_done_callback(self.ended)
                task.add_done_callback(tasks.discard)
                if self.seen.total() % 50 == 0:
                    self.memory.append(memory(self.server))
            await asyncio.gather(*tasks, return_exceptions=True)

    def ended(self, request: asyncio.Task[None]) -> None:
        """Count what broke a request."""
        if not request.cancelled() and (error := request.exception()):
            self.seen[f"lost: {type(error).__name__}"] += 1

    def body(self, **more: Any) -> dict[str, Any]:
        size = {"width": self.rng.randint(64, 400), "height": self.rng.randint(64, 400)}
        facts = {"product": self.rng.choice(["", "car", "house", "people"]), **size, **more}
        return {"user_id": f"u{self.rng.randrange(20)}", "metadata": facts}

    async def good(self, session: aiohttp.ClientSession) -> None:
        body = self.body()
        async with session.post(f"{self.server.url}/generate", json=body) as answer:
            right = answer.status == 200 and self._fits(body, await answer.json())
            self.seen["good" if right else f"wrong answer {answer.status}"] += 1

    def _fits(self, body: dict[str, Any], answer: dict[str, Any]) -> bool:
        image = Image.open(io.BytesIO(base64.b64decode(answer["image"])))
        asked = body["metadata"]["width"], body["metadata"]["height"]
        return bool(image.size == asked and answer["user_id"] == body["user_id"])

    async def bad(self, session: aiohttp.ClientSession) -> None:
        body = self.body(**self.rng.choice(BAD))
        async with session.post(f"{self.server.url}/generate", json=body) as answer:
            self.seen["refused" if answer.status == 422 else f"bad request got {answer.status}"] += 1

    async def cancelled(self, session: aiohttp.ClientSession) -> None:
        post = asyncio.create_task(self.good(session))
        post.add_done_callback(self.ended)
        await asyncio.sleep(self.rng.uniform(0, 0.3))
        if post.cancel():
            self.seen["cancelled"] += 1
        await asyncio.gather(post, return_exceptions=True)


def memory(server: Server) -> float:
    """Resident megabytes of the server's processes."""
    leader = psutil.Process(server.process.pid)
    return float(sum(p.memory_info().rss for p in [leader, *leader.children(recursive=True)]) / 2**20)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--rate", type=float, default=4, help="requests a second")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory() as name:
        from tests.checkpoints import save_folder

        folder = Path(name)
        checkpoint = save_folder(folder / "tiny")
        env = {"MODEL": str(checkpoint), "MODEL_CACHE": str(folder), "DTYPE": "float32", "PIXEL_BUDGET": "65536"}
        env["SAFETY_CHECKER"] = "off"
        with running(SYSTEMS[-1], folder, env | {"OMP_NUM_THREADS": "1"}) as server:
            soak = Soak(server, asked.rate)
            asyncio.run(soak.run(asked.minutes * 60))
    quarter = max(1, len(soak.memory) // 4)
    early, late = mean(soak.memory[quarter : 2 * quarter] or soak.memory), mean(soak.memory[-quarter:])
    wrong = {what: count for what, count in soak.seen.items() if what not in ("good", "refused", "cancelled")}
    sys.stdout.write(f"{dict(soak.seen)}; memory {early:.0f} MB in the second quarter, {late:.0f} MB in the last\n")
    if wrong or late > GROWTH * early:
        sys.exit(f"failed: {wrong or 'memory grows'}")


if __name__ == "__main__":
    main()
