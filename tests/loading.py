"""Many pictures asked for at once, and what the history holds of them afterwards."""

import asyncio
import random
from functools import partial

import httpx

from tests.waiting import wait_until

REQUESTS = 120
CONCURRENCY = 16
SIZES = [(64, 64), (512, 512), (333, 777), (1160, 480), (256, 1024), (640, 360)]
PRODUCTS = ["people", "car", "house", "credit card", None]


def bodies(user, count=REQUESTS):
    draw = random.Random(user)
    for seed in range(count):
        width, height = draw.choice(SIZES)
        metadata = {
            "width": width,
            "height": height,
            "product": draw.choice(PRODUCTS),
            "age": draw.choice([None, 9, 40]),
        }
        yield {"user_id": user, "metadata": metadata, "seed": seed}


async def post_all(url, requests, at_half=None):
    limit = asyncio.Semaphore(CONCURRENCY)
    done = 0

    async with httpx.AsyncClient(base_url=url, timeout=120) as client:

        async def post(body):
            nonlocal done
            async with limit:
                answer = await client.post("/api/generate", json=body)
            done += 1
            if at_half and done == len(requests) // 2:
                at_half()
            return answer

        return await asyncio.gather(*map(post, requests))


def everything(url, user):
    items, before = [], None
    with httpx.Client(base_url=url, timeout=60) as client:
        while page := wait_until(partial(whole_page, client, user, before)).json():
            items += page
            before = items[-1]["id"]
    return items


def whole_page(client, user, before):
    """A page of the history; None while MongoDB is away and nobody knows what else would be on it."""
    page = client.get(f"/api/interactions/{user}", params={"limit": 200} | ({"before": before} if before else {}))
    if page.status_code == 503 or "X-Partial" in page.headers:
        return None
    return page.raise_for_status()
