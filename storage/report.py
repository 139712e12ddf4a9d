"""How true to the brand everything made in a span of time is, added up by MongoDB. Knows no kit and no picture."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from schemas import BrandReport, ScoreGroup, WorstPicture
from storage import documents
from storage.database import Database
from storage.facts import IMAGES

SLOW = 60.0
"""Seconds that adding up a large log may take."""
WORST = 20
EDGES = (90, 95, 99)
"""Scores between the bands of a distribution."""

_CERTIFICATE = "$metadata.certificate"
_SCORE = f"{_CERTIFICATE}.after.score"
_GROUPS: dict[str, Any] = {
    "total": None,
    "days": {"$dateToString": {"date": "$created_at", "format": "%Y-%m-%d"}},
    "products": {"$ifNull": ["$metadata.product", "none"]},
    "models": "$metadata.model",
}


def report(database: Database, since: datetime | None, until: datetime | None) -> BrandReport:
    """Add up what was made from `since` until before `until`; None is no limit.

    Raises Unavailable, also when that takes too long: a shorter span may help.
    """
    interactions = database.collection(documents.Interaction)
    stages = _stages(since, until)
    found = database.steady(lambda: list(interactions.aggregate(stages, allowDiskUse=True)), SLOW)[0]
    total = [_group(line) for line in found["total"]]
    return BrandReport(
        since=since,
        until=until,
        total=total[0] if total else ScoreGroup(name="all"),
        days=tuple(_group(line) for line in found["days"]),
        products=tuple(_group(line) for line in found["products"]),
        models=tuple(_group(line) for line in found["models"]),
        worst=tuple(_worst(line) for line in found["worst"]),
    )


def _stages(since: datetime | None, until: datetime | None) -> list[dict[str, Any]]:
    span = {name: moment for name, moment in (("$gte", since), ("$lt", until)) if moment}
    wanted: dict[str, Any] = {"metadata.certificate.after.score": {"$type": "number"}}
    facets = {name: [{"$group": {"_id": key} | _sums()}, {"$sort": {"_id": 1}}] for name, key in _GROUPS.items()}
    shown = {"picture.name": 1, "metadata": 1, "created_at": 1}
    order = {"metadata.certificate.after.score": 1, "created_at": -1}
    worst: list[dict[str, Any]] = [{"$sort": order}, {"$limit": WORST}, {"$project": shown}]
    return [{"$match": wanted | ({"created_at": span} if span else {})}, {"$facet": facets | {"worst": worst}}]


def _sums() -> dict[str, Any]:
    """What is added up of each group: one band more than there are edges."""
    bounds = (0, *EDGES, 101)
    bands = {
        f"band{place}": _count({"$and": [{"$gte": [_SCORE, low]}, {"$lt": [_SCORE, high]}]})
        for place, (low, high) in enumerate(pairwise(bounds))
    }
    return bands | {
        "pictures": {"$sum": 1},
        "mean": {"$avg": _SCORE},
        "lowest": {"$min": _SCORE},
        "corrected": _count({"$gt": [f"{_CERTIFICATE}.strength", 0]}),
        "off_brand": _count({"$not": f"{_CERTIFICATE}.ok"}),
    }


def _count(condition: dict[str, Any]) -> dict[str, Any]:
    return {"$sum": {"$cond": [condition, 1, 0]}}


def _group(line: Mapping[str, Any]) -> ScoreGroup:
    pictures = line["pictures"]
    return ScoreGroup(
        name=line["_id"] or "all",
        pictures=pictures,
        mean=round(line["mean"], 1),
        lowest=line["lowest"],
        bands=tuple(line[f"band{place}"] for place in range(len(EDGES) + 1)),
        corrected=round(line["corrected"] / pictures, 4),
        off_brand=round(line["off_brand"] / pictures, 4),
    )


def _worst(line: Mapping[str, Any]) -> WorstPicture:
    metadata = line["metadata"]
    found = metadata["certificate"]["after"]
    return WorstPicture(
        image_url=IMAGES + line["picture"]["name"],
        score=found["score"],
        off_hue=found["off_hue"],
        product=metadata["product"],
        model=metadata["model"],
        created_at=line["created_at"],
    )
