"""The brand report against sums made by hand."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest

from schemas import BrandReport, ReasonCount
from storage import Options, Store
from storage.mongo import documents
from storage.mongo.database import Database
from storage.mongo.report import report
from tests.stores import certificate, drained, interaction, picture

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def made(store, score, *mark, user_id="123", when=NOON, strength=0.0, ok=True, **facts):
    """A recorded and marked picture with this score, or without a certificate."""
    line = interaction(user_id, created_at=when)
    found = None if score is None else certificate(score, strength, ok)
    line = line.model_copy(update={"metadata": line.metadata.model_copy(update={"certificate": found, **facts})})
    store.record(line, picture(line), "image/png")
    if mark:
        store.mark(user_id, line.image_url, *mark)
    return line


def told(store, *span, **who) -> BrandReport:
    drained(store)
    return report(store.database, *(span or (None, None)), **who)


def bands(store) -> tuple[int, ...]:
    return told(store).total.bands


@pytest.mark.parametrize("tick", [timedelta(milliseconds=1), timedelta(seconds=1)])
def test_span_begins_with_its_first_moment_and_ends_before_its_last(store, tick):
    for moment in (NOON - tick, NOON, NOON + tick, NOON + 2 * tick):
        made(store, 90, when=moment)
    assert told(store, NOON, NOON + 2 * tick).total.pictures == 2
    assert told(store, NOON, None).total.pictures == 3
    assert told(store, None, NOON).total.pictures == 1
    assert told(store).total.pictures == 4
    assert told(store, NOON, NOON).total.pictures == 0


def test_score_on_an_edge_counts_above_it(store):
    for score in (0, 89.9, 90, 94.9, 95, 98.9, 99, 99.9, 100, None):
        made(store, score)
    assert bands(store) == (2, 2, 2, 3)


def test_sums_are_those_made_by_hand(store):
    made(store, 90, True, "warm", strength=0.5, product="car")
    made(store, 95.5, False, "hands", product="car", ok=False)
    made(store, 40, None, product=None, strength=0.1, ok=False, brand="other")
    made(store, None, True, "no certificate")
    total = told(store).total
    assert (total.name, total.pictures, total.mean, total.lowest) == ("all", 3, 75.2, 40)
    assert (total.corrected, total.off_brand, total.good, total.bad) == (0.6667, 0.6667, 1, 1)
    found = told(store)
    assert [(group.name, group.pictures, group.mean) for group in found.products] == [("car", 2, 92.8), ("none", 1, 40)]
    assert [(group.name, group.pictures) for group in found.brands] == [("default", 2), ("other", 1)]
    assert [(group.name, group.lowest) for group in found.models] == [("illustration", 40)]
    assert (found.since, found.until) == (None, None)


def test_days_are_those_of_utc_in_order(store):
    for hours in (12, -13, 0, 11):
        made(store, 90, when=NOON + timedelta(hours=hours))
    days = [(group.name, group.pictures) for group in told(store).days]
    assert days == [("2026-03-03", 1), ("2026-03-04", 2), ("2026-03-05", 1)]


def multiplied(store, line, changes):
    """Put copies of a line into MongoDB, each with its own name and with these fields changed."""
    drained(store)
    lines = store.database.collection(documents.Interaction)
    found = lines.find_one({"_id": line.id})
    for number, change in enumerate(changes):
        lines.insert_one(found | {"_id": str(number)})
        lines.update_one({"_id": str(number)}, {"$set": {"picture.name": f"{number}.png"} | change})


def test_sizes_and_reasons_tell_the_most_frequent_first_and_at_most_thirty(store):
    line = made(store, 90, True, "reason 30", width=304, height=96)
    change = [{"mark_reason": f"reason {n:02}", "metadata.width": 64 + 8 * n} for n in range(31)]
    multiplied(store, line, change)
    found = told(store)
    assert [group.name for group in found.sizes] == ["304×96", *sorted(f"{64 + 8 * n}×96" for n in range(30))[:29]]
    assert found.sizes[0].pictures == 2
    one = [ReasonCount(reason=f"reason {n:02}", result=True, pictures=1) for n in range(29)]
    assert list(found.reasons) == [ReasonCount(reason="reason 30", result=True, pictures=2), *one]


def test_reason_is_one_however_it_is_typed_and_told_as_most_do(store):
    for reason in ("Ёлка  лишняя", "ёлка лишняя.", "ёлка лишняя.", "елка Лишняя", "...", ""):
        made(store, 90, False, reason)
    assert told(store).reasons == (ReasonCount(reason="ёлка лишняя.", result=False, pictures=4),)


def test_what_is_set_over_a_picture_later_is_no_other_picture(store):
    made(store, 90, set_over="a" * 32 + ".png")
    made(store, 80)
    assert told(store).total.pictures == 1


def test_reasons_are_those_of_marks_that_stand(store):
    made(store, 90, True, "both")
    made(store, 90, False, "both")
    withdrawn = made(store, 90, True, "withdrawn")
    store.mark("123", withdrawn.image_url, None)
    made(store, 90, True)
    made(store, 90, True, "")
    reasons = [(one.reason, one.result, one.pictures) for one in told(store).reasons]
    assert reasons == [("both", False, 1), ("both", True, 1)]


def test_worst_are_twenty_the_lowest_first_and_named_to_their_user_only(store):
    best = made(store, 100, product="house")
    multiplied(store, best, [{"metadata.certificate.after.score": 99 - n} for n in range(20)])
    lowest = made(store, 50, user_id="456", when=NOON - timedelta(days=1))
    newer = made(store, 50, user_id="456", when=NOON)
    everybody = told(store).worst
    assert [one.score for one in everybody] == [50, 50, *range(80, 98)]
    assert {one.image_url for one in everybody} == {None}
    mine, theirs = told(store, user_id="123").worst, told(store, user_id="456")
    assert [one.image_url for one in mine] == [f"/api/images/{n}.png" for n in reversed(range(20))]
    assert (mine[0].off_hue, mine[0].product, mine[0].model) == (0.01, "house", "illustration")
    assert [one.image_url for one in theirs.worst] == [newer.image_url, lowest.image_url]
    assert theirs.worst[1].day == date(2026, 3, 3)
    assert (theirs.total.pictures, told(store, user_id="nobody").total.pictures) == (2, 0)


def test_report_of_nothing(store):
    found = told(store)
    assert (found.total.pictures, found.total.mean, found.days, found.worst) == (0, None, (), ())


def test_report_may_take_longer_than_other_calls(failing, tmp_path):
    uri = f"{failing.uri}slow_report"
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        made(store, 90)
        drained(store)
    slowly = {"blockConnection": True, "blockTimeMS": 700}
    with (
        failing.fault("aggregate", namespace="slow_report.interactions", **slowly) as slowed,
        contextlib.closing(Database(uri, Options(timeout=0.3))) as impatient,
    ):
        assert report(impatient, None, None).total.pictures == 1
        assert slowed() == 1
