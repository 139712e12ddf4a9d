"""What a key costs one who asks for a picture at a time: `python -m benchmarks.keys --pictures 200`.

Two services on this machine, one that asks who comes and one that does not, are asked for the same pictures, one at a
time and by turns, so that whatever else the machine does falls on both. Asked for is a p50 at most 1.03 times as long.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from benchmarks.fuzz import closed
from tests.serving import serve

WARM = 10
"""Pictures of each before it counts."""


def body(seed: int, side: int) -> dict[str, Any]:
    """A request of whoever the key is of."""
    facts = {"age": 30, "sex": "female", "product": "house", "width": side, "height": side}
    return {"user_id": "a maker", "seed": seed, "metadata": facts}


def measure(clients: tuple[httpx.Client, httpx.Client], pictures: int, side: int) -> tuple[list[float], ...]:
    """Seconds of each picture, by client; who goes first changes from one to the next."""
    spent: tuple[list[float], ...] = ([], [])
    for number in range(-WARM, pictures):
        for which in (0, 1) if number % 2 else (1, 0):
            begun = time.perf_counter()
            clients[which].post("/api/generate", json=body(number + WARM, side)).raise_for_status()
            if number >= 0:
                spent[which].append(time.perf_counter() - begun)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.keys", description=__doc__)
    parser.add_argument("--pictures", type=int, default=200, help="of each service")
    parser.add_argument("--side", type=int, default=512, help="pixels")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as keys,
        tempfile.TemporaryDirectory() as off,
        closed(Path(keys)) as (server, people),
        serve(Path(off)) as other,
        httpx.Client(base_url=other.url, timeout=120) as without,
        httpx.Client(base_url=server.url, timeout=120, headers=people["maker"]) as with_key,
    ):
        found = [median(one) for one in measure((without, with_key), asked.pictures, asked.side)]
    sys.stdout.write(
        f"{asked.pictures} pictures of {asked.side}x{asked.side} each, by turns: p50 {found[0] * 1e3:.1f} ms without, "
        f"{found[1] * 1e3:.1f} ms with a key: {found[1] / found[0]:.3f} times\n"
    )


if __name__ == "__main__":
    main()
