"""How long a page of 50 takes as the log grows: 100 interactions a user, random users, random pages.

python -m benchmarks.history [--sizes 10000 100000 1000000] [--pages 2000]
"""

import argparse
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from storage import Filter, Store
from storage.mongo import documents
from storage.mongo.embedded import Embedded

PER_USER = 100
BATCH = 5000
START = datetime(2026, 1, 1, tzinfo=UTC)
PRODUCTS = ("people", "car", "house", "credit card", None)


def line(number: int, users: int) -> dict[str, Any]:
    key = f"{random.getrandbits(128):032x}"
    facts = {"sex": "female", "age": 30, "product": random.choice(PRODUCTS), "custom_prompt": "by the sea"}
    made = {"prompt": "a car " * 40, "negative_prompt": "letters " * 20, "seed": number, "model": "illustration"}
    sizes = {"height": 512, "width": 512, "num_inference_steps": 5, "guidance_scale": 2.0}
    return {
        "_id": key,
        "user_id": f"user-{number % users}",
        "created_at": START + timedelta(seconds=number),
        "metadata": facts | made | sizes,
        "picture": {"name": f"{key}.png", "sha256": key * 2, "size": 200_000, "mime": "image/png"},
        "mark": random.choice((True, False, None)),
        "schema_version": documents.SCHEMA_VERSION,
    }


def seed(store: Store, first: int, last: int, users: int) -> None:
    lines: Iterator[dict[str, Any]] = (line(number, users) for number in range(first, last))
    interactions = store.database.collection(documents.Interaction)
    while batch := list(itertools.islice(lines, BATCH)):
        interactions.insert_many(batch, ordered=False)


def measure(store: Store, users: int, pages: int) -> list[float]:
    """Milliseconds of `pages` pages: the first, the second, and filtered ones."""
    took = []
    for number in range(pages):
        user = f"user-{random.randrange(users)}"
        before = store.history(user, 50)[-1].id if number % 3 == 1 else None
        wanted = Filter(product="car", mark="good") if number % 3 == 2 else None
        started = time.perf_counter()
        page = store.history(user, 50, before, wanted)
        took.append((time.perf_counter() - started) * 1e3)
        if not page and wanted is None:
            raise SystemExit("a page is empty: nothing was measured")
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--pages", type=int, default=2000)
    chosen = parser.parse_args()
    sys.stdout.write(f"{'interactions':>14}{'users':>10}{'p50 ms':>10}{'p99 ms':>10}\n")
    with tempfile.TemporaryDirectory() as folder, closing(Embedded(Path(folder))) as server:
        for size in chosen.sizes:
            with closing(Store.open(f"{server.uri}size_{size}", Path(folder))) as store:
                users = size // PER_USER
                seed(store, 0, size, users)
                took = measure(store, users, chosen.pages)
                tail = statistics.quantiles(took, n=100)[98]
                sys.stdout.write(f"{size:>14,}{users:>10,}{statistics.median(took):>10.2f}{tail:>10.2f}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
