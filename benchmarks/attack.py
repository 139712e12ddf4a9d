"""One honest client while 32 connections attack in eight ways: `python -m benchmarks.attack --minutes 20`.

Fails when the honest client gets a 5xx, waits more than three times as long as alone, or when memory grows.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import string
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, quantiles
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import psutil

from tests.serving import serve

CONNECTIONS = 4
"""Of each kind of attack."""
MEMORY, FLAT, SLOWER = 1.5, 1.1, 3.0
"""What memory may be by that at rest, the last quarter of it by the second, and the honest p95 by that alone."""
PAUSE = 0.2
MEBIBYTE = 2**20


@dataclass(slots=True)
class Honest:
    """Somebody who makes a picture, looks at it and at the history, marks it, and thinks for a moment."""

    url: str
    seconds: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    async def work(self, seconds: float, pictures: int = sys.maxsize) -> None:
        end = time.monotonic() + seconds
        timeout = aiohttp.ClientTimeout(total=60)
        async with aiohttp.ClientSession(self.url, timeout=timeout) as session:
            while time.monotonic() < end and len(self.seconds) < pictures:
                await self._round(session)
                await asyncio.sleep(PAUSE)

    async def _round(self, session: aiohttp.ClientSession) -> None:
        facts = {"age": 30, "sex": "female", "product": "house", "width": 1024, "height": 1024}
        made = await self._ask(session, self.seconds, "POST", "/api/generate", {"user_id": "honest", "metadata": facts})
        if not made:
            return
        await self._ask(session, self.reads, "GET", made["image_path"])
        await self._ask(session, self.reads, "GET", "/api/interactions/honest?limit=12")
        mark = {"user_id": "honest", "image_path": made["image_path"], "result": True}
        await self._ask(session, self.reads, "POST", "/api/marks", mark)

    async def _ask(
        self, session: aiohttp.ClientSession, spent: list[float], method: str, path: str, body: Any = None
    ) -> dict[str, Any] | None:
        started = time.monotonic()
        async with session.request(method, path, json=body) as answer:
            content = await answer.read()
            spent.append(time.monotonic() - started)
            self.statuses[answer.status] += 1
            if answer.status == 200 and answer.content_type == "application/json":
                told: Any = json.loads(content)
                return told if isinstance(told, dict) else None
            return None


class Attack:
    """Eight kinds of hostile clients, each on a few connections, until the time is over."""

    def __init__(self, url: str, seconds: float) -> None:
        self.url = url
        self.host, self.port = urlsplit(url).hostname or "", urlsplit(url).port or 0
        self.end = time.monotonic() + seconds
        self.rng = random.Random(0)
        self.seen: Counter[str] = Counter()
        self.functions: list[dict[str, Any]] = []

    async def run(self) -> None:
        kinds = [
            self.long_heads,
            self.slow_bodies,
            self.invented_sessions,
            self.masked_words,
            self.certificates,
            self.big_strict_pictures,
            self.file_objects,
            self.hostile_hosts,
        ]
        timeout = aiohttp.ClientTimeout(total=60)
        async with aiohttp.ClientSession(self.url, timeout=timeout) as session:
            async with session.get("/ui/en/config") as answer:
                functions = (await answer.json())["dependencies"]
                self.functions = [function for function in functions if function["inputs"]]
            await asyncio.gather(*(self._go_on(kind, session) for kind in kinds for _ in range(CONNECTIONS)))

    async def _go_on(self, kind: Callable[[aiohttp.ClientSession], Awaitable[int]], session: Any) -> None:
        while time.monotonic() < self.end:
            try:
                status = await kind(session)
            except (aiohttp.ClientError, OSError, TimeoutError, asyncio.IncompleteReadError) as error:
                self.seen[f"{kind.__name__} {type(error).__name__}"] += 1
                await asyncio.sleep(0.05)
            else:
                self.seen[f"{kind.__name__} {status}"] += 1

    async def long_heads(self, _: aiohttp.ClientSession) -> int:
        many = b"".join(b"x%d: y\r\n" % number for number in range(100_000))
        return await self._raw(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n" + self.rng.choice([many, b"a" * MEBIBYTE]))

    async def slow_bodies(self, _: aiohttp.ClientSession) -> int:
        kind = b"Content-Type: application/json\r\nContent-Length: 500\r\n\r\n"
        head = b"POST /api/generate HTTP/1.1\r\nHost: localhost\r\n" + kind
        return await self._raw(self.rng.choice([head, head[:-4], b""]), trickle=True)

    async def _raw(self, sent: bytes, *, trickle: bool = False) -> int:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(sent)
            while trickle and not (writer.is_closing() or reader.at_eof()) and time.monotonic() < self.end:
                writer.write(b" ")
                await asyncio.sleep(1)
            told = await asyncio.wait_for(reader.read(64), 30)
            return int(told.split()[1]) if told.startswith(b"HTTP/") else 0
        finally:
            writer.close()

    async def invented_sessions(self, session: aiohttp.ClientSession) -> int:
        return await self._event(session, ["" for _ in range(20)])

    async def file_objects(self, session: aiohttp.ClientSession) -> int:
        path = self.rng.choice(["/dev/zero", "/etc/passwd", "http://127.0.0.1:9/x"])
        return await self._event(session, [{"path": path, "meta": {"_type": "gradio.FileData"}}] * 20)

    async def _event(self, session: aiohttp.ClientSession, data: list[Any]) -> int:
        function = self.rng.choice(self.functions)
        body = {
            "fn_index": function["id"],
            "session_hash": "".join(self.rng.choices(string.ascii_lowercase, k=11)),
            "data": data[: len(function["inputs"])],
        }
        way = self.rng.choice(["run/predict", "queue/join"])
        return await self._post(session, f"/ui/en/gradio_api/{way}", body)

    async def masked_words(self, session: aiohttp.ClientSession) -> int:
        letters = self.rng.sample("bcdfghjklmnpqrstvwxz", 20)
        words = " ".join(f"{a}1*{b}4*3{c}" for a, b, c in zip(letters, letters[1:], letters[2:], strict=False)) * 3
        body = {"user_id": "masks", "metadata": {"custom_prompt": words[:500]}}
        return await self._post(session, "/api/prompts/preview", body)

    async def certificates(self, session: aiohttp.ClientSession) -> int:
        facts = {"width": 1750, "height": 1750}
        async with session.post("/api/generate", json={"user_id": "seal", "metadata": facts}) as answer:
            path = (await answer.json()).get("image_path")
        if not path:
            return answer.status
        for rest in ("/palette.png", "/palette.png?lang=ru", "?thumb=512", "?thumb=511"):
            async with session.get(path + rest) as drawn:
                await drawn.read()
        return drawn.status

    async def big_strict_pictures(self, session: aiohttp.ClientSession) -> int:
        facts = {"width": 1750, "height": 1750, "product": "people"}
        user = f"hog{self.rng.randrange(10**6)}"
        return await self._post(
            session, "/api/generate", {"user_id": user, "metadata": facts, "palette_mode": "strict"}
        )

    async def hostile_hosts(self, session: aiohttp.ClientSession) -> int:
        headers = self.rng.choice(
            [{"Host": "evil.example"}, {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}]
        )
        body = {"user_id": "honest", "metadata": {"width": 64, "height": 64}}
        return await self._post(session, "/api/generate", body, headers)

    async def _post(self, session: aiohttp.ClientSession, path: str, body: Any, headers: Any = None) -> int:
        async with session.post(path, json=body, headers=headers) as answer:
            await answer.read()
            return answer.status


@dataclass(frozen=True, slots=True)
class Report:
    """Seconds are the 95th percentile of the honest client's pictures and of all else it asks; memory in MiB."""

    alone: tuple[float, float]
    attacked: tuple[float, float]
    rest: float
    memory: list[float]
    honest: dict[int, int]
    hostile: dict[str, int]

    @property
    def slower(self) -> float:
        """How many times as long the honest client waits for a picture."""
        return self.attacked[0] / self.alone[0]

    @property
    def growth(self) -> float:
        """The memory of the last quarter by that of the second."""
        quarter = max(1, len(self.memory) // 4)
        return mean(self.memory[-quarter:]) / mean(self.memory[quarter : 2 * quarter] or self.memory)

    def faults(self, slower: float = SLOWER, memory: float = MEMORY, flat: float = FLAT) -> list[str]:
        """What is not as it should be."""
        checks = {
            f"the honest client waits {self.slower:.1f} times as long": self.slower > slower,
            f"memory is {max(self.memory) / self.rest:.2f} of that at rest": max(self.memory) > memory * self.rest,
            f"memory grows to {self.growth:.2f}": self.growth > flat,
            f"the honest client was refused: {self.honest}": set(self.honest) != {200},
        }
        return [fault for fault, wrong in checks.items() if wrong]


def trial(url: str, leader: int, seconds: float, alone: int = 40) -> Report:
    """The honest client alone for some pictures, then beside the attack, which runs in a process that gives way."""
    calm, beside, memory = Honest(url), Honest(url), list[float]()
    asyncio.run(calm.work(300, alone))
    rest = resident(leader)

    async def both() -> None:
        working = asyncio.create_task(beside.work(seconds))
        while not working.done():
            memory.append(resident(leader))
            await asyncio.wait({working}, timeout=max(1.0, seconds / 240))
        working.result()

    command = [sys.executable, "-m", "benchmarks.attack", "--against", url, "--minutes", str(seconds / 60)]
    with subprocess.Popen(["nice", "-n", "19", *command], stdout=subprocess.PIPE, text=True) as attack:
        asyncio.run(both())
        told, _ = attack.communicate(timeout=120)
    p95 = [tuple(quantiles(times, n=20)[-1] for times in (one.seconds, one.reads)) for one in (calm, beside)]
    return Report((*p95[0],), (*p95[1],), rest, memory, dict(beside.statuses), json.loads(told))  # type: ignore[arg-type]


def resident(leader: int) -> float:
    """Proportional set size of a process and all below it."""
    found = 0.0
    process = psutil.Process(leader)
    for one in [process, *process.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            found += one.memory_full_info().pss / MEBIBYTE
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attack", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--against", help="only attack the service at this address")
    asked = parser.parse_args()
    if asked.against:
        attack = Attack(asked.against, asked.minutes * 60)
        asyncio.run(attack.run())
        sys.stdout.write(json.dumps(dict(sorted(attack.seen.items()))))
        return
    with tempfile.TemporaryDirectory() as name, serve(Path(name)) as server:
        report = trial(server.url, server.process.pid, asked.minutes * 60)
    sys.stdout.write(
        f"{os.cpu_count()} cores, {asked.minutes:g} minutes, {len(report.memory)} looks at memory\n"
        f"p95 of a picture: {report.alone[0]:.3f} s alone, {report.attacked[0]:.3f} s attacked, x {report.slower:.2f}\n"
        f"p95 of all else: {report.alone[1]:.3f} s alone, {report.attacked[1]:.3f} s attacked\n"
        f"memory: {report.rest:.0f} MiB at rest, at most {max(report.memory):.0f}, "
        f"last quarter by second {report.growth:.2f}\n"
        f"honest: {report.honest}\nhostile: {report.hostile}\n"
    )
    if faults := report.faults():
        sys.exit("failed: " + "; ".join(faults))


if __name__ == "__main__":
    main()
