"""Which interaction a picture belongs to: by its bytes, or by what it looks like. Reads what is in MongoDB alone."""
# mypy: disable-error-code="import-untyped"

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from storage.mongo import documents
from storage.mongo.database import Database

MOST = 200_000
"""Hashes that are compared, one of a picture and one of each advertisement: some milliseconds for ten thousand."""
SIZES = (255, 32)
"""Bytes of one hash, and of one from before 2026-12; no advertisement has so many files that theirs could be both."""
HASH = "metadata.perceptual_hash"
GIVEN = "perceptual_hash"


class Recognition:
    """Safe to call from several threads. With a `user_id` only among the pictures of this user."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._collection = database.collection(documents.Interaction)
        self._given = database.collection(documents.Likeness)

    def by_content(self, digest: str, user_id: str | None) -> dict[str, Any] | None:
        """The newest interaction that painted these bytes, and set no texts over them. Raises Unavailable."""
        wanted = _of(user_id) | {"picture.sha256": digest, "metadata.set_over": None}
        return self._database.with_retry(lambda: self._collection.find_one(wanted, sort=[("created_at", -1)]))

    def likenesses(self, user_id: str | None) -> tuple[list[str], list[bytes]]:
        """Ids of interactions, and what their pictures look like; of advertisements that were kept, what each of their
        files does; then what was given out over their pictures. Of `MOST` hashes at most either may have half, and what
        the other leaves. Raises Unavailable."""
        whose = _of(user_id) or {"user_id": {"$gte": ""}}  # else all lines would be read, and not their index
        wanted = whose | {HASH: {"$type": "string"}}
        kept = self._collection.find(wanted, {HASH: 1}, hint=[("user_id", 1), (HASH, 1), ("_id", 1)]).limit(MOST)
        of_given = {"_id": 0, GIVEN: 1, "interaction": 1}
        by_user = [("user_id", 1), (GIVEN, 1), ("interaction", 1)]
        given = self._given.find(whose, of_given, hint=by_user).limit(MOST)

        def hashes() -> list[tuple[str, bytes]]:
            pictures = (_each(line["_id"], line["metadata"]["perceptual_hash"]) for line in kept.clone())
            first = list(islice(chain.from_iterable(pictures), MOST))
            ads = (_each(line["interaction"], line[GIVEN]) for line in given.clone())
            second = list(islice(chain.from_iterable(ads), max(MOST // 2, MOST - len(first))))
            return first[: MOST - len(second)] + second

        found = self._database.with_retry(hashes)
        return [key for key, _ in found], [looks for _, looks in found]


def _each(key: str, digits: str) -> Iterator[tuple[str, bytes]]:
    looks = bytes.fromhex(digits)
    size = next((one for one in SIZES if len(looks) % one == 0), len(looks))  # another is of a newer release
    return ((key, looks[at : at + size]) for at in range(0, len(looks), size))


def _of(user_id: str | None) -> dict[str, Any]:
    return {} if user_id is None else {"user_id": user_id}
