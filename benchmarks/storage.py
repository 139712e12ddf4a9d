"""How fast the interaction log is, beside bare inserts of the same bytes with the driver alone.

python -m benchmarks.storage [--seconds 10] [--writers 8] [--kilobytes 200] [--uri mongodb://…]
"""

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pymongo import MongoClient, WriteConcern
from pymongo.database import Database

from schemas import Interaction, RecordedMetadata
from storage import Store
from storage.mongo.database import NAME
from storage.mongo.embedded import Embedded
from storage.operations import Operations


def interaction() -> Interaction:
    key = uuid.uuid4().hex
    facts = {"sex": "female", "age": 30, "product": "car", "custom_prompt": "by the sea", "height": 512, "width": 512}
    made = {"prompt": "a car " * 40, "negative_prompt": "letters " * 20, "seed": 7, "model": "illustration"}
    metadata = RecordedMetadata.model_validate(facts | made | {"num_inference_steps": 5, "guidance_scale": 2.0})
    return Interaction(
        id=key,
        user_id=key[:3],
        image_url=f"/api/images/{key}.png",
        metadata=metadata,
        created_at=datetime.now(UTC),
    )


def hammer(write: Callable[[Interaction, bytes], None], chosen: argparse.Namespace) -> list[float]:
    """Seconds that each write took, of all writers together."""
    until = time.monotonic() + chosen.seconds
    took: list[float] = []

    def run() -> None:
        while time.monotonic() < until:
            line, image = interaction(), os.urandom(chosen.kilobytes * 1024)
            started = time.monotonic()
            write(line, image)
            took.append(time.monotonic() - started)

    writers = [threading.Thread(target=run) for _ in range(chosen.writers)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return took


@contextmanager
def borrowed(uri: str) -> Iterator[Database[dict[str, Any]]]:
    """The database that the store takes at this address: empty before, and empty again afterwards.

    Exits when there is something in it: it may be somebody's log.
    """
    client: MongoClient[dict[str, Any]]
    with MongoClient(uri) as client:
        database = client.get_default_database(NAME, write_concern=WriteConcern("majority", j=True))
        if found := database.list_collection_names():
            raise SystemExit(f"{database.name} is not empty ({', '.join(found)}): name another database in --uri")
        try:
            yield database
        finally:
            for name in database.list_collection_names():
                database.drop_collection(name)


def bare(database: Database[dict[str, Any]], chosen: argparse.Namespace) -> list[float]:
    """The least that can be done: two inserts, acknowledged by the journal of a majority."""

    def write(line: Interaction, image: bytes) -> None:
        database.bare_images.insert_one({"_id": line.id, "content": image})
        database.bare_interactions.insert_one(line.model_dump() | {"_id": line.id})

    return hammer(write, chosen)


def row(name: str, took: list[float], seconds: float) -> str:
    low, high = statistics.median(took), statistics.quantiles(took, n=100)[98]
    return f"{name:<34}{len(took) / seconds:>10.0f}{low * 1e3:>10.1f}{high * 1e3:>10.1f}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--kilobytes", type=int, default=200)
    parser.add_argument("--uri", help="an empty database of your own instead of an embedded one")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, closing(Embedded(Path(folder))) as server:
        uri = chosen.uri or server.uri
        with borrowed(uri) as database:
            plain = bare(database, chosen)
            with closing(Store.open(uri, Path(folder))) as store:
                logged = hammer(lambda line, image: store.record(line, image, "image/png"), chosen)
                started, depth = time.monotonic(), store.outbox_depth()
                Operations(store).settle(600)
                drained = chosen.seconds + time.monotonic() - started
    sys.stdout.write(f"{chosen.writers} writers, {chosen.kilobytes} KiB a picture\n")
    sys.stdout.write(f"{'':<34}{'per s':>10}{'p50 ms':>10}{'p99 ms':>10}\n")
    sys.stdout.write(row("bare pymongo, 2 inserts", plain, chosen.seconds))
    sys.stdout.write(row("Store.record (accepted)", logged, chosen.seconds))
    sys.stdout.write(f"{'in MongoDB as well':<34}{len(logged) / drained:>10.0f}\n")
    sys.stdout.write(f"ratio accepted / bare: {len(logged) / len(plain):.2f}; waiting at the end: {depth}\n")


if __name__ == "__main__":
    main()
