"""What a campaign loses when parts of the service are killed under it: `python -m benchmarks.campaign --rows 300`.

One service paints the campaign undisturbed; in another the public replica, the runner and MongoDB are killed at random
moments while it paints the same. Fails unless each row has ended, none is there twice and all pixels are the same.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from benchmarks.kills import KILLS, lines
from schemas import name_at
from tests.serving import serve, wait_ready
from tests.waiting import wait_until

PARTS = ("public", "runner", "mongod")
USER = "campaign"
KEY = {"Idempotency-Key": "the same job in every service: ids and seeds follow from it"}
PRODUCTS = ("people", "car", "house", "credit card")
WORDS = ("", "a dog", "собака", "winter evening", "у моря")
PAGE = 200
PATIENCE = 1800.0
"""Seconds that a campaign has to end."""


@dataclass
class Campaign:
    """What has become of it: SHA-256 of the pixels of each row, and what was killed when."""

    states: Counter[str] = field(default_factory=Counter)
    pictures: dict[int, str] = field(default_factory=dict)
    lines: int = 0
    ids: set[str] = field(default_factory=set)
    killed: list[tuple[int, str]] = field(default_factory=list)
    """Rows that had ended by then, and the part."""
    seconds: float = 0.0

    @property
    def twice(self) -> int:
        return self.lines - len(self.ids)


def order(rows: int, side: int, user: str = USER) -> dict[str, Any]:
    """A job whose rows name no seed: each follows from job and row."""
    facts = [
        {"product": PRODUCTS[number % 4], "custom_prompt": WORDS[number % 5], "width": side, "height": side}
        for number in range(rows)
    ]
    return {"user_id": user, "rows": [{"custom_id": f"{n}", "metadata": one} for n, one in enumerate(facts)]}


def asked(client: httpx.Client, path: str, **query: Any) -> Any:
    """What a service answers as soon as it does."""

    def told() -> Any:
        try:
            answer = client.get(path, params=query)
        except httpx.TransportError:
            return None
        return answer if answer.status_code == 200 else None

    return wait_until(told, 120)


def moments(rows: int, each: int, draw: random.Random) -> Iterator[tuple[int, str]]:
    """How many rows have ended when a part is killed: every part `each` times, in an order of chance."""
    parts = list(PARTS) * each
    draw.shuffle(parts)
    yield from zip(sorted(draw.sample(range(2, max(rows - 4, len(parts) + 2)), len(parts))), parts, strict=True)


def run(folder: Path, rows: int, side: int, each: int, draw: random.Random) -> Campaign:
    """Paint a campaign in a service of its own, and kill every part `each` times."""
    found, began = Campaign(), time.monotonic()
    with serve(folder) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        made = client.post("/api/jobs", json=order(rows, side), headers=KEY).raise_for_status().json()
        for moment, part in moments(rows, each, draw):
            wait_until(lambda moment=moment: ended(client, made["id"]) >= moment, PATIENCE)
            if KILLS[part](server):
                found.killed.append((ended(client, made["id"]), part))
        wait_until(lambda: asked(client, f"/api/jobs/{made['id']}").json()["ended_at"], PATIENCE)
        wait_ready(server)
        collect(client, made["id"], found)
    found.seconds = time.monotonic() - began
    return found


def ended(client: httpx.Client, job: str) -> int:
    """Rows of a job that are done, whatever became of them."""
    counts = asked(client, f"/api/jobs/{job}").json()["rows"]
    return int(counts["succeeded"] + counts["failed"] + counts["canceled"])


def collect(client: httpx.Client, job: str, found: Campaign, user: str = USER) -> None:
    """Look at every row, its picture, and all that the history has of the user."""
    last = 0
    while page := asked(client, f"/api/jobs/{job}/rows", after=last, limit=PAGE).json():
        last = page[-1]["row"]
        for row in page:
            found.states[row["state"]] += 1
            if row["image_path"]:
                picture = asked(client, f"/api/images/{name_at(row['image_path'])}").content
                found.pictures[row["row"]] = pixels(picture)
    told = list(lines(client, user))
    found.lines, found.ids = len(told), {line["id"] for line in told}


def pixels(picture: bytes) -> str:
    """Their SHA-256; the file's own would differ, since its credentials say when it was signed."""
    return sha256(Image.open(BytesIO(picture)).convert("RGB").tobytes()).hexdigest()


def compared(calm: Campaign, killed: Campaign, rows: int) -> Mapping[str, int]:
    """What is wrong with the second."""
    return {
        "rows not painted": rows - killed.states["succeeded"],
        "recorded more than once": max(0, killed.lines - rows) + killed.twice,
        "not recorded": max(0, rows - killed.lines),
        "pictures that differ": sum(calm.pictures[row] != killed.pictures.get(row) for row in calm.pictures),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.campaign", description=__doc__)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--side", type=int, default=256, help="of each picture, in pixels")
    parser.add_argument("--each", type=int, default=2, help="times that each part is killed")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    wanted = parser.parse_args()
    draw = random.Random(wanted.seed)
    with tempfile.TemporaryDirectory() as calm, tempfile.TemporaryDirectory() as killed:
        undisturbed = run(Path(calm), wanted.rows, wanted.side, 0, draw)
        disturbed = run(Path(killed), wanted.rows, wanted.side, wanted.each, draw)
    faults = compared(undisturbed, disturbed, wanted.rows)
    sys.stdout.write(f"killed: {', '.join(f'{part} after {rows} rows' for rows, part in disturbed.killed)}\n")
    sys.stdout.write(f"{wanted.rows} rows, {undisturbed.seconds:.0f} s undisturbed, {disturbed.seconds:.0f} s killed; ")
    sys.stdout.write(f"{dict(disturbed.states)}, {len(set(disturbed.pictures.values()))} different pictures\n")
    sys.stdout.write(", ".join(f"{many} {fault}" for fault, many in faults.items()) + "\n")
    sys.exit(1 if any(faults.values()) or len(disturbed.killed) < wanted.each * len(PARTS) else 0)


if __name__ == "__main__":
    main()
