"""History: filters and pages agree whether a line waits in the outbox or is in MongoDB, and never touch a picture."""

import random
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pymongo
import pytest

from api.routes.verify import resembling
from errors import InvalidRequest, NotFound
from likeness import APART
from schemas import name_at
from storage import Filter, recognition
from tests import looks
from tests.stores import certificate, drained, hold, interaction, picture, recorded

START = datetime(2026, 1, 1, tzinfo=UTC)


def at(second):
    return START + timedelta(seconds=second)


class Made(NamedTuple):
    """What a line of the filled history is, in the words of the test."""

    second: int
    product: str | None
    score: float | None
    mark: bool | None
    words: str | None


FILTERS = [
    (Filter(), lambda _: True),
    (Filter(product="car"), lambda made: made.product == "car"),
    (Filter(mark="good"), lambda made: made.mark is True),
    (Filter(mark="bad"), lambda made: made.mark is False),
    (Filter(mark="none"), lambda made: made.mark is None),
    (Filter(since=at(10)), lambda made: made.second >= 10),
    (Filter(until=at(10)), lambda made: made.second < 10),
    (Filter(since=at(4), until=at(4)), lambda _: False),
    (Filter(since=at(4), until=at(5)), lambda made: made.second == 4),
    (Filter(min_score=90), lambda made: made.score in {90, 95, 99.9, 100}),
    (Filter(max_score=89.5), lambda made: made.score in {0, 89.5}),
    (Filter(min_score=0), lambda made: made.score is not None),
    (Filter(max_score=100), lambda made: made.score is not None),
    (Filter(max_score=0), lambda made: made.score == 0),
    (Filter(min_score=90, max_score=90), lambda made: made.score == 90),
    (
        Filter(product="car", min_score=40, max_score=95),
        lambda made: made.product == "car" and made.score in {89.5, 90, 95},
    ),
    (Filter(text="озера"), lambda made: made.words is not None),
    (
        Filter(product="house", mark="good", since=at(5), until=at(15)),
        lambda made: made.product == "house" and made.mark is True and 5 <= made.second < 15,
    ),
]
WANTED = [wanted for wanted, _ in FILTERS]


GIVEN = ((), (True,), (False,), (True, False), (False, True), (True, None))
"""The marks that a picture gets, one after the other."""


def filled(store, count=40, meanwhile=None):
    """Lines two to a second, the newest first, each with what it was made as; `meanwhile` comes before the last marks."""
    drawn, lines = random.Random(7), []
    for n in range(count):
        made = Made(
            n // 2, drawn.choice(["car", "house", None]), drawn.choice([None, 0, 89.5, 90, 95, 99.9, 100]), None,
            drawn.choice([None, "дом у озера"]),
        )  # fmt: skip
        facts = {"product": made.product, "custom_prompt": made.words}
        facts["certificate"] = None if made.score is None else certificate(made.score)
        line = interaction(created_at=at(made.second))
        line = line.model_copy(update={"metadata": line.metadata.model_copy(update=facts)})
        store.record(line, picture(line), "image/png")
        lines.append((line, made, drawn.choice(GIVEN)))
    for place in range(2):
        for line, _, marks in lines:
            for mark in marks[place : place + 1]:
                store.mark("123", line.image_url, mark)
        if meanwhile and not place:
            meanwhile()
    found = []
    for line, made, marks in lines:
        [mark] = marks[-1:] or [None]
        told = {"mark": mark, "mark_about": "picture" if marks else None}
        found.append((line.model_copy(update=told), made._replace(mark=mark)))
    return sorted(found, key=lambda one: (one[0].created_at, one[0].id), reverse=True)


def paged(store, wanted, size):
    found, before = [], None
    while True:
        page = store.history("123", size, before, wanted)
        found += page
        before = page.next
        if before is None:
            return found


@pytest.mark.parametrize("place", ["waits", "half of it waits", "drained"])
@pytest.mark.parametrize("size", [3, 200])
def test_filters_over_pages(store, place, size):
    def half():
        drained(store)
        hold(store)

    if place == "waits":
        hold(store)
    lines = filled(store, 30, half if place == "half of it waits" else None)
    if place == "drained":
        drained(store)
    for wanted, wants in FILTERS:
        assert paged(store, wanted, size) == [line for line, made in lines if wants(made)], wanted


@pytest.mark.parametrize("waits", [True, False])
def test_ids_are_a_filter_too(store, waits):
    lines = [recorded(store) for _ in range(3)]
    if not waits:
        drained(store)
    some = frozenset([lines[0].id, lines[2].id, "nobody's"])
    assert [line.id for line in store.history("123", wanted=Filter(ids=some))] == [lines[2].id, lines[0].id]
    assert store.history("456", wanted=Filter(ids=some)) == []
    [oldest] = store.history("123", 1, wanted=Filter(ids=frozenset([lines[0].id])))
    assert oldest.id == lines[0].id


def test_verdict_that_waits_does_not_hide_a_later_one(store):
    """One may wait for ever: when MongoDB has refused it, or when another machine was quicker."""
    line = recorded(store)
    drained(store)
    let_go = hold(store)
    store.mark("123", line.image_url, False, "older")
    [older] = store.outbox.of_user("123")
    store.outbox.dead_letter(older, "because")
    store.mark("123", line.image_url, True, "later")
    [shown] = store.history("123")
    assert (shown.mark, shown.mark_reason) == (True, "later")
    let_go()
    drained(store)
    [shown] = store.history("123")
    assert (shown.mark, shown.mark_reason) == (True, "later")
    assert [store.history("123", wanted=Filter(mark=mark)) for mark in ("good", "bad")] == [[shown], []]


def test_page_is_full_though_what_waits_turns_many_lines_away(store):
    lines = [recorded(store) for _ in range(8)]
    drained(store)
    hold(store)
    for line in lines[4:]:
        store.mark("123", line.image_url, True)
    unmarked = [line.id for line in lines[3::-1]]
    for size in (1, 3, 4):
        page = store.history("123", size, wanted=Filter(mark="none"))
        assert [line.id for line in page] == unmarked[:size]
        assert page.next == (unmarked[size - 1] if size < 4 else None)


def test_page_goes_on_from_a_line_that_waits_or_is_marked_only_here(store):
    lines = [recorded(store) for _ in range(4)]
    drained(store)
    hold(store)
    last = recorded(store)
    assert [line.id for line in store.history("123", 2, last.id)] == [lines[3].id, lines[2].id]
    store.mark("123", lines[3].image_url, True)
    store.mark("123", lines[0].image_url, True)
    assert [line.id for line in store.history("123", 2, lines[1].id, Filter(mark="good"))] == [lines[0].id]


def test_mark_is_no_place_in_a_history(store):
    line = recorded(store)
    hold(store)
    store.mark("123", line.image_url, True)
    [mark] = [entry for entry in store.outbox.of_user("123") if entry.kind == "mark"]
    with pytest.raises(InvalidRequest, match="before should be the id of an interaction of this user"):
        store.history("123", before=mark.key)
    with pytest.raises(NotFound):
        store.image(f"{mark.key}.png")


def test_last_page_has_no_next(store):
    for _ in range(4):
        recorded(store)
    assert store.history("123", 4).next is None
    assert store.history("123", 3).next is not None
    assert store.history("nobody").next is None


@pytest.mark.parametrize("step", [1, 4, 12, 13])
def test_walk_gives_everything_once(store, monkeypatch, step):
    monkeypatch.setattr("storage.store.WALK", step)
    lines = [recorded(store) for _ in range(12)]
    assert [line.id for line in store.walk("123")] == [line.id for line in reversed(lines)]


def test_line_of_a_newer_release_is_read(store, uri):
    facts = interaction().metadata.model_copy(update={"certificate": certificate(95)})
    line = recorded(store, metadata=facts)
    drained(store)
    with pymongo.MongoClient(uri) as client:
        newer = {"metadata.season": "x", "metadata.certificate.seal": "x", "schema_version": 3, "rating": 5}
        client.get_default_database().interactions.update_one({"_id": line.id}, {"$set": newer})
    assert store.history("123")[0].metadata == line.metadata


@pytest.mark.parametrize("before", [True, False])
def test_query_reads_an_index_and_no_picture(store, uri, before):
    lines = filled(store, 14)
    drained(store)
    with pymongo.MongoClient(uri) as client:
        database = client.get_default_database()
        for wanted in WANTED:
            database.system.profile.drop()
            database.command("profile", 2)
            store.history("123", 10, lines[5][0].id if before else None, wanted)
            database.command("profile", 0)
            [*lookup, query] = database.system.profile.find({"op": "query", "ns": f"{database.name}.interactions"})
            assert query["planSummary"].startswith("IXSCAN { user_id: 1"), wanted
            assert not query.get("hasSortStage"), wanted
            assert [found["planSummary"] for found in lookup] == ["IDHACK"] * before
            assert database.system.profile.count_documents({"ns": f"{database.name}.images"}) == 0
        hold(store)
        store.mark("123", lines[7][0].image_url, True)
        database.system.profile.drop()
        database.command("profile", 2)
        store.history("123", 2, wanted=Filter(mark="good"))
        database.command("profile", 0)
        read = [found["nreturned"] for found in database.system.profile.find({"op": "query"})]
        assert read[0] <= 4  # one more than asked for, and one for the mark that waits
        assert read[1:] == [1]


@pytest.mark.parametrize("size", recognition.SIZES)
def test_no_more_looks_are_read_than_may_be_compared(shared_store, monkeypatch, size):
    """An advertisement that was kept has those of each of its files, as long as those of today or before."""
    user = f"many looks {size}"
    monkeypatch.setattr(recognition, "MOST", 5)
    each = [bytes([n]) * size for n in range(9)]
    for kept in (each[:4], each[4:8], each[8:]):
        hashed = interaction().metadata.model_copy(update={"perceptual_hash": b"".join(kept).hex()})
        recorded(shared_store, user, metadata=hashed)
    drained(shared_store)
    ids, found = shared_store.likenesses(user)
    assert (found, len(set(ids))) == (each[:5], 2)
    line = shared_store.history(user)[0]
    for most, given in ((1, each[8:]), (2, each[6:])):  # of those given out as many as may be, or a half
        for one in given:
            shared_store.given(line, one.hex(), shared_store.ticket())
        drained(shared_store)
        ids, found = shared_store.likenesses(user)
        assert (len(ids), found[: 5 - most], len({*found[5 - most :]} & {*each[6:]})) == (5, each[: 5 - most], most)


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize(
    ("of_picture", "of_ad", "told"),
    [(APART, 10, "similar"), (APART + 30, 10, "advertisement"), (5, 5, "similar"), (10, 150, "similar"),
     (150, 80, "advertisement")],
)  # fmt: skip
def test_what_looks_hardly_more_like_an_advertisement_than_its_picture_is_the_picture(
    shared_store, kept, of_picture, of_ad, told
):
    """A copy is so far from the picture, and from what was set over it and kept or only given out."""
    user, copy = f"{kept} {of_picture} {of_ad}", looks.sample(1)
    picture_looks, ad_looks = (looks.at(far, copy, seed).hex() for far, seed in ((of_picture, 1), (of_ad, 2)))
    made = interaction().metadata
    line = recorded(shared_store, user, metadata=made.model_copy(update={"perceptual_hash": picture_looks}))
    over = line
    if kept:
        facts = {"perceptual_hash": ad_looks, "set_over": name_at(line.image_url)}
        over = recorded(shared_store, user, metadata=made.model_copy(update=facts))
    else:
        shared_store.given(line, ad_looks, shared_store.ticket())
    drained(shared_store)
    found, known, distance = resembling(shared_store, user, copy)
    right, far = (line, of_picture) if told == "similar" else (over, of_ad)
    assert (found, known.id) == (told, right.id)
    assert abs(distance - far) < 10


def test_looks_of_what_was_given_out_are_read_from_an_index_alone(store, uri):
    line, strange = recorded(store), recorded(store, "456")
    for one in (line, strange):
        store.given(one, "0f" * recognition.SIZES[0], store.ticket())
    drained(store)
    with pymongo.MongoClient(uri) as client:
        database = client.get_default_database()
        database.command("profile", 2)
        assert store.likenesses("123") == ([line.id], [b"\x0f" * recognition.SIZES[0]])
        assert len(store.likenesses()[0]) == 2
        database.command("profile", 0)
        queries = list(database.system.profile.find({"op": "query"}))
    assert len(queries) == 4
    assert [one["docsExamined"] for one in queries] == [0] * 4
