"""The client: posts orders at given moments, or one by one, and says how each went. Knows no statistics."""

import asyncio
import base64
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import aiohttp
import orjson

from benchmarks.servers import Server
from benchmarks.workloads import Order

TIMEOUT = 60.0
"""Seconds after which an answer counts as lost."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One request: seconds from the moment it was due to the last byte of its answer, and the picture if it came."""

    seconds: float
    image: bytes = b""

    @property
    def good(self) -> bool:
        return bool(self.image)


def drive(server: Server, orders: Sequence[Order], moments: Sequence[float]) -> list[Outcome]:
    """Post each order at its moment, whatever has become of those before it (open loop)."""
    return asyncio.run(_drive(server, orders, moments))


def one_by_one(server: Server, orders: Sequence[Order], before: Callable[[Order], object] = id) -> list[Outcome]:
    """Post each order when the one before is answered (closed loop), and `before` has been called with it."""
    return asyncio.run(_one_by_one(server, orders, before))


async def _drive(server: Server, orders: Sequence[Order], moments: Sequence[float]) -> list[Outcome]:
    async with _session() as session:
        start = time.monotonic() + 0.05
        posts = [_post(session, server, o, start + m) for o, m in zip(orders, moments, strict=True)]
        return await asyncio.gather(*posts)


async def _one_by_one(server: Server, orders: Sequence[Order], before: Callable[[Order], object]) -> list[Outcome]:
    outcomes = []
    async with _session() as session:
        for order in orders:
            before(order)
            outcomes.append(await _post(session, server, order, time.monotonic()))
    return outcomes


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=TIMEOUT))


async def _post(session: aiohttp.ClientSession, server: Server, order: Order, due: float) -> Outcome:
    await asyncio.sleep(due - time.monotonic())
    image = b""
    try:
        async with session.post(f"{server.url}/generate", json=order.body(server.system.product)) as answer:
            body = await answer.read()
            seconds = time.monotonic() - due
            if answer.status == 200:
                image = base64.b64decode(orjson.loads(body)["image"]) if server.system.product else body
    except (aiohttp.ClientError, TimeoutError):
        seconds = time.monotonic() - due
    return Outcome(seconds, image)
