"""History: filters and pages agree whether a line waits in the spool or is in MongoDB, and never touch a picture."""

import contextlib
import random
import time
from datetime import UTC, datetime, timedelta

import pymongo
import pytest

from brand import Certificate, Measure
from storage import Filter, Options, documents
from storage.database import Database
from storage.report import report
from tests.kits import BANK
from tests.stores import drained, interaction, picture, recorded

START = datetime(2026, 1, 1, tzinfo=UTC)
FILTERS = [
    Filter(),
    Filter(product="car"),
    Filter(mark="good"),
    Filter(mark="bad"),
    Filter(mark="none"),
    Filter(since=START + timedelta(seconds=10)),
    Filter(until=START + timedelta(seconds=20)),
    Filter(min_score=90),
    Filter(max_score=89.5),
    Filter("car", min_score=40, max_score=95),
    Filter("house", "good", START + timedelta(seconds=5), START + timedelta(seconds=35)),
]


def certificate(score):
    """The certificate of a picture with this score."""
    shares = {"coverage": (0.3, 0.4, 0.2), "off_hue": 0, "neutral": 0.1, "skin": 0, "balance": 1, "mean_delta_e": 5}
    found = Measure(**shares, score=score)
    return Certificate.of(BANK, (found, found), "snap", 0)


def filled(store, count=40):
    """Lines with their marks, some of them marked twice."""
    lines = []
    for n in range(count):
        line = interaction(created_at=START + timedelta(seconds=n // 2))
        scored = random.choice([None, certificate(random.choice([30, 89.5, 90, 95, 99.9]))])
        facts = {"product": random.choice(["car", "house", None]), "certificate": scored}
        facts = line.metadata.model_copy(update=facts)
        line = line.model_copy(update={"metadata": facts})
        store.record(line, picture(line), "image/png")
        for mark in random.choice([(), (True,), (False,), (True, False), (True, None)]):
            store.mark("123", line.image_url, mark)
            line = line.model_copy(update={"mark": mark})
        lines.append(line)
    return sorted(lines, key=lambda line: (line.created_at, line.id), reverse=True)


def paged(store, wanted, size):
    found, before = [], None
    while True:
        page = store.history("123", size, before, wanted)
        found += page
        before = page.next
        if before is None:
            return found


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize("size", [3, 200])
def test_filters_over_pages(store, waits, size):
    lines = filled(store)
    if not waits:
        drained(store)
    for wanted in FILTERS:
        expected = [line for line in lines if wanted.wants(line.model_dump())]
        assert paged(store, wanted, size) == expected


def test_last_page_has_no_next(store):
    for _ in range(4):
        recorded(store)
    assert store.history("123", 4).next is None
    assert store.history("123", 3).next is not None
    assert store.history("nobody").next is None


def test_walk_gives_everything_once(store):
    lines = filled(store, 30)
    assert [line.id for line in store.walk("123")] == [line.id for line in lines]


def test_line_of_a_newer_release_is_read(store, uri):
    facts = interaction().metadata.model_copy(update={"certificate": certificate(95)})
    line = recorded(store, metadata=facts)
    drained(store)
    with pymongo.MongoClient(uri) as client:
        newer = {"metadata.season": "x", "metadata.certificate.seal": "x", "schema_version": 3, "rating": 5}
        client.get_default_database().interactions.update_one({"_id": line.id}, {"$set": newer})
    assert store.history("123")[0].metadata == line.metadata


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("before", [True, False])
def test_query_reads_an_index_and_no_picture(store, uri, wanted, before):
    lines = filled(store, 30)
    drained(store)
    with pymongo.MongoClient(uri) as client:
        database = client.get_default_database()
        database.command("profile", 2)
        store.history("123", 10, lines[5].id if before else None, wanted)
        database.command("profile", 0)
        [*lookup, query] = list(database.system.profile.find({"op": "query", "ns": f"{database.name}.interactions"}))
        assert query["planSummary"].startswith("IXSCAN { user_id: 1")
        assert not query.get("hasSortStage")
        assert [found["planSummary"] for found in lookup] == ["IDHACK"] * before
        assert database.system.profile.count_documents({"ns": f"{database.name}.images"}) == 0


def test_report_may_take_longer_than_other_calls(store, uri):
    line = interaction()
    scored = line.metadata.model_copy(update={"certificate": certificate(90)})
    store.record(line.model_copy(update={"metadata": scored}), picture(line), "image/png")
    drained(store)
    interactions = store.database.collection(documents.Interaction)
    document = interactions.find_one()
    interactions.insert_many([document | {"_id": str(n)} for n in range(40_000)])
    with contextlib.closing(Database(uri, Options(timeout=0.2))) as impatient:
        started = time.monotonic()
        assert report(impatient, None, None).total.pictures == 40_001
        assert time.monotonic() - started > 0.2
