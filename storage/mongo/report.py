"""How true to the brand everything made in a span of time is, added up by MongoDB. Knows no kit and no picture."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from schemas import DEFAULT_BRAND, BrandReport, ReasonCount, ScoreGroup, WorstPicture, address
from schemas.identity import normal
from storage.mongo import documents
from storage.mongo.database import Database

SLOW = 60.0
"""Seconds that adding up a large log may take."""
WORST = 20
FREQUENT = 30
"""Sizes and reasons that are told."""
SPELLINGS = 1000
"""Most frequent reasons, as they were typed, that are looked at: one said in rarer spellings only is left out."""
EDGES = (90, 95, 99)
"""Scores between the bands of a distribution."""

_CERTIFICATE = "$metadata.certificate"
_SCORE = f"{_CERTIFICATE}.after.score"
_GROUPS: dict[str, Any] = {
    "total": None,
    "days": {"$dateToString": {"date": "$created_at", "format": "%Y-%m-%d"}},
    "products": {"$ifNull": ["$metadata.product", "none"]},
    "models": "$metadata.model",
    "brands": {"$ifNull": ["$metadata.brand", DEFAULT_BRAND]},
    "sizes": {"$concat": [{"$toString": "$metadata.width"}, "×", {"$toString": "$metadata.height"}]},
}


def report(
    database: Database, since: datetime | None, until: datetime | None, user_id: str | None = None
) -> BrandReport:
    """Add up what was made from `since` until before `until`; None is no limit. Only of one user are pictures named.

    Raises Unavailable, also when that takes too long: a shorter span may help.
    """
    interactions = database.collection(documents.Interaction)
    stages = _stages(since, until, user_id)
    found = database.with_retry(lambda: list(interactions.aggregate(stages, allowDiskUse=True)), SLOW)[0]
    groups: dict[str, Any] = {name: tuple(_group(line) for line in found[name]) for name in _GROUPS}
    return BrandReport(
        since=since,
        until=until,
        **groups | {"total": groups["total"][0] if groups["total"] else ScoreGroup(name="all")},
        reasons=_reasons(found["reasons"]),
        worst=tuple(_worst(line, named=user_id is not None) for line in found["worst"]),
    )


def _stages(since: datetime | None, until: datetime | None, user_id: str | None) -> list[dict[str, Any]]:
    span = {name: moment for name, moment in (("$gte", since), ("$lt", until)) if moment}
    wanted: dict[str, Any] = {"metadata.certificate.after.score": {"$type": "number"}, "metadata.set_over": None}
    wanted |= ({"created_at": span} if span else {}) | ({"user_id": user_id} if user_id is not None else {})
    facets: dict[str, list[dict[str, Any]]] = {
        name: [{"$group": {"_id": key} | _sums()}, {"$sort": {"_id": 1}}] for name, key in _GROUPS.items()
    }
    order: dict[str, Any] = {"$sort": {"pictures": -1, "_id": 1}}
    facets["sizes"][1:] = [order, {"$limit": FREQUENT}]
    facets["reasons"] = [
        {"$match": {"mark": {"$type": "bool"}, "mark_reason": {"$type": "string", "$ne": ""}}},
        {"$group": {"_id": {"reason": "$mark_reason", "result": "$mark"}, "pictures": {"$sum": 1}}},
        order,
        {"$limit": SPELLINGS},
    ]
    shown = {"picture.name": 1, "metadata": 1, "created_at": 1}
    lowest = {"metadata.certificate.after.score": 1, "created_at": -1}
    facets["worst"] = [{"$sort": lowest}, {"$limit": WORST}, {"$project": shown}]
    return [{"$match": wanted}, {"$facet": facets}]


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
        "good": _count({"$eq": ["$mark", True]}),
        "bad": _count({"$eq": ["$mark", False]}),
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
        good=line["good"],
        bad=line["bad"],
    )


def _reasons(lines: Iterable[Mapping[str, Any]]) -> tuple[ReasonCount, ...]:
    """Reasons that differ in case, spaces or a full stop are one, told as most people type it.

    MongoDB could not: it knows the case of Latin letters alone, unless all of a query, users included, is read so.
    """
    found: dict[tuple[str, bool], ReasonCount] = {}
    for line in lines:
        one = ReasonCount(**line["_id"] | {"reason": normal(line["_id"]["reason"])}, pictures=line["pictures"])
        key = (one.reason.casefold().replace("ё", "е").rstrip(" .!"), one.result)
        if not key[0]:
            continue
        known = found.get(key)
        found[key] = known.model_copy(update={"pictures": known.pictures + one.pictures}) if known else one
    return tuple(sorted(found.values(), key=lambda one: -one.pictures)[:FREQUENT])


def _worst(line: Mapping[str, Any], *, named: bool) -> WorstPicture:
    metadata = line["metadata"]
    found = metadata["certificate"]["after"]
    return WorstPicture(
        image_url=address(line["picture"]["name"]) if named else None,
        score=found["score"],
        off_hue=found["off_hue"],
        product=metadata["product"],
        model=metadata["model"],
        day=line["created_at"].date(),
    )
