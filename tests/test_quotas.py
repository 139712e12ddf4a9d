"""How much each may ask for: counted, told in every answer, given back for what was not painted, and let in again."""

import asyncio
import math
import re
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from access import Account, Meter, NewKey, parse_limits
from access.meter import HERE, MOST, POLICIES, Memory
from access.roles import ROLE_NAMES
from api.middleware.access import Access
from errors import InvalidRequest, QuotaExceeded
from jobs import worker
from storage import Options, Quotas
from storage.mongo.database import Database
from tests.asking import SMALL, Asked
from tests.flow import flowing, problem, until
from tests.painters import Branded, Held, Plain
from tests.serving import free_port
from tests.waiting import run

TOMORROW = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def store(shared_store):
    return shared_store


def limits_of(answer):
    return {name: int(left) for name, left in re.findall(r'"([\w-]+)";r=(\d+)', answer.headers.get("ratelimit", ""))}


@pytest.fixture
def asked(store):
    with flowing(store, Plain()) as flow:
        yield Asked(flow, store)


def test_answers_tell_what_may_be_asked_and_what_is_left(asked):
    key = asked.key("requests_per_minute=9,pictures_per_day=3,megapixels_per_day=2,in_flight=4")
    told = asked.ask(key).headers
    assert told["ratelimit-policy"] == (
        '"requests";q=9;w=60;qu="requests", "pictures";q=3;w=86400;qu="pictures", '
        '"megapixels";q=2;w=86400;qu="megapixels", "in-flight";q=4;qu="concurrent-requests"'
    )
    assert re.fullmatch(
        r'"in-flight";r=3, "requests";r=8;t=\d+, "pictures";r=2;t=\d+, "megapixels";r=1;t=\d+', told["ratelimit"]
    )


def test_more_pictures_than_a_day_has_are_refused_until_the_day_is_over(asked):
    key = asked.key("pictures_per_day=2")
    assert [asked.ask(key, asked.body(seed=seed)).status_code for seed in (1, 2)] == [200, 200]
    refused = asked.ask(key)
    assert problem(refused) == (429, "quota_exceeded")
    wait = refused.json()["error"]["retry_after"]
    assert int(refused.headers["retry-after"]) == wait
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    assert abs((midnight - datetime.now(UTC)).total_seconds() - wait) < 30
    assert limits_of(refused)["pictures"] == 0
    assert asked.ask(asked.key("pictures_per_day=2")).status_code == 429  # another key of the same person
    assert asked.ask(asked.key("pictures_per_day=3")).status_code == 200


def test_after_the_time_that_is_told_one_is_let_in(asked, monkeypatch):
    """With minutes of a second, so that nobody waits for long."""
    from access import meter

    second = {"requests_per_minute": meter.Policy("requests", "requests", 1)}
    monkeypatch.setattr(meter, "POLICIES", meter.POLICIES | second)
    key, answers = asked.key("requests_per_minute=1"), []
    while not answers or answers[-1].status_code != 429:
        answers.append(asked.ask(key))
    time.sleep(int(answers[-1].headers["retry-after"]))
    assert asked.ask(key).status_code == 200


@pytest.mark.parametrize("path", ["/api/generate", "/v1/images/generations", "/generate/stream"])
def test_picture_that_fails_is_given_back(asked, path):
    key = asked.key("pictures_per_day=9,megapixels_per_day=9")
    facts = {"user": asked.name, "prompt": "a house", "size": "64x64"} if "v1" in path else {"user_id": asked.name}
    facts |= {"metadata": SMALL} if "v1" not in path else {}
    failed = asked.ask(key, facts | {"seed": 130}, path)
    assert "painting_failed" in failed.text
    after = limits_of(asked.ask(key))
    assert (after["pictures"], after["megapixels"]) == (8, 8)


@pytest.mark.parametrize(("on_brand", "painted"), [((7,), 4), ((11,), 8), ((), 8)])
def test_strict_counts_what_it_paints(store, on_brand, painted):
    painter = Branded(*on_brand)
    with flowing(store, painter) as flow:
        asked = Asked(flow, store)
        key = asked.key("pictures_per_day=20")
        reserved = asked.ask(key, asked.body(palette_mode="strict"))
        assert (reserved.status_code, limits_of(reserved)["pictures"]) == (200, 12)
        assert len(painter.tasks) == painted
        assert limits_of(asked.ask(key))["pictures"] == 20 - painted - 1
        other = asked.key("pictures_per_day=7", owner=uuid.uuid4().hex, roles=["service"])
        refused = asked.ask(other, asked.body(palette_mode="strict"))
        assert problem(refused) == (429, "quota_exceeded")
        assert "retry-after" not in refused.headers  # there is no time at which it would be let in


def test_repeat_of_a_key_costs_nothing(asked):
    key = asked.key("pictures_per_day=5")
    once = key | {"Idempotency-Key": uuid.uuid4().hex}
    assert [asked.ask(once).status_code for _ in range(3)] == [200] * 3
    assert limits_of(asked.ask(key))["pictures"] == 3


def test_picture_whose_client_hangs_up_is_given_back(store):
    painter = Held()
    with flowing(store, painter) as flow:
        asked = Asked(flow, store)
        key = asked.key("pictures_per_day=5")

        async def hang_up():
            gone = asyncio.Event()
            body = {"user_id": asked.name, "seed": 7, "metadata": SMALL}
            asking = asyncio.create_task(flow.left("/api/generate", body, gone, authorization=key["Authorization"]))
            await until(lambda: flow.engine.stats().queued + flow.engine.stats().running)
            gone.set()
            await asyncio.gather(asking, return_exceptions=True)

        run(hang_up())
        painter.go.set()
        assert limits_of(asked.ask(key))["pictures"] == 4


def test_requests_at_a_time_are_bounded_and_streams_are_among_them(store):
    painter = Held()
    with flowing(store, painter) as flow:
        asked = Asked(flow, store)
        key, other = asked.key("in_flight=2"), asked.key(owner=uuid.uuid4().hex)

        async def three():
            inside = [
                asyncio.create_task(asked.asking(key, None, path)) for path in ("/api/generate", "/generate/stream")
            ]
            await until(lambda: flow.engine.stats().queued + flow.engine.stats().running == 2)
            refused = await asked.asking(key, None, "/api/brands", "GET")
            free = await asked.asking(other, None, "/api/brands", "GET")
            painter.go.set()
            return refused, free, await asyncio.gather(*inside)

        refused, free, inside = run(three())
        assert problem(refused) == (429, "quota_exceeded")
        assert refused.headers["ratelimit"] == '"in-flight";r=0'
        assert [one.status_code for one in (free, *inside)] == [200] * 3
        assert asked.ask(key).status_code == 200


def test_limits_of_the_settings_are_those_of_who_has_none_of_their_own(store):
    given = parse_limits(
        "in_flight=10, pictures_per_day=4, maker.pictures_per_day=7, approver.pictures_per_day=9", True
    )
    meter = Meter(store.quotas, given)

    def of(roles, own=None):
        return meter.account("x", roles, own or {}).limits

    assert of(["analyst"]) == {"pictures_per_day": 4, "in_flight": 10}
    assert of(["maker"]) == {"pictures_per_day": 7, "in_flight": 10}
    assert of(["maker", "approver", "admin"])["pictures_per_day"] == 9
    assert of(["maker"], {"pictures_per_day": 2})["pictures_per_day"] == 2
    assert of(["maker"], {"pictures_per_day": math.inf, "in_flight": math.inf}) == {}
    assert Meter(None, {}).account("x", ["maker"], {}).limits == {"in_flight": 64}


@pytest.mark.parametrize(
    "bad", ["pictures=3", "in_flight=-1", "in_flight=nan", "in_flight=x", "in_flight", "maker.in_flight=1"]
)
def test_limit_that_is_none_is_refused_by_name(bad):
    with pytest.raises(InvalidRequest, match=re.escape(bad.partition("=")[0])):
        parse_limits(bad)
    with pytest.raises(InvalidRequest):
        parse_limits(f"boss.{bad}", by_role=True)
    assert parse_limits(" in_flight = 2 ,, pictures_per_day=3") == {"in_flight": 2, "pictures_per_day": 3}
    assert parse_limits(f"{ROLE_NAMES[0]}.in_flight=1", by_role=True)


def test_limit_is_at_most_a_thousand_million_or_none():
    assert parse_limits("in_flight=0,pictures_per_day=1e9,megapixels_per_day=inf")["pictures_per_day"] == 10**9
    with pytest.raises(InvalidRequest, match="pictures_per_day=1000000001"):
        parse_limits("pictures_per_day=1000000001")


def test_with_auth_off_nothing_is_counted(store):
    with flowing(store, Plain()) as flow:

        async def ask():
            async with flow.client() as client:
                return await client.post("/api/generate", json={"user_id": "x", "seed": 7, "metadata": SMALL})

        assert not [name for name in run(ask()).headers if "ratelimit" in name]
    assert Account().take({"pictures_per_day": 10**9}) == {}


@pytest.mark.parametrize("kind", ["database", "memory"])
def test_many_at_once_never_take_more_than_there_is(store, kind):
    counts, name, taken = store.quotas if kind == "database" else Memory(), uuid.uuid4().hex, []

    def take():
        for _ in range(5):
            taken.append(counts.take(name, 3, 50, TOMORROW))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(used for used in taken if used) == list(range(3, 49, 3))
    assert counts.take(name, 2, 50, TOMORROW) == 50
    counts.give_back(name, 10)
    assert counts.take(name, 11, 50, TOMORROW) is None
    assert counts.take(name, 10, 50, TOMORROW) == 50


def test_while_mongodb_is_away_each_process_counts_by_itself(store, caplog):
    gone = Database(f"mongodb://127.0.0.1:{free_port()}", Options(timeout=0.2))
    meter = Meter(Quotas(gone), {"pictures_per_day": 3})
    account = meter.account(uuid.uuid4().hex, ["maker"], {})
    receipts = [account.take({"pictures_per_day": 1}) for _ in range(3)]
    assert all(name.startswith(HERE) for receipt in receipts for name in receipt.values())
    with pytest.raises(QuotaExceeded):
        account.take({"pictures_per_day": 1})
    assert caplog.text.count("limits are counted in this process alone") == 1  # and not asked for at every request
    account.give_back(receipts[0], {"pictures_per_day": 1})
    account.take({"pictures_per_day": 1})
    account.give_back({"pictures_per_day": "of MongoDB"}, {"pictures_per_day": 1})
    assert "counts 1 too many" in caplog.text
    back = Meter(store.quotas, {"pictures_per_day": 3}).account(account.name, ["maker"], {})
    back.take({"pictures_per_day": 3})
    with pytest.raises(QuotaExceeded):
        back.take({"pictures_per_day": 1})
    gone.close()


def test_of_several_limits_all_are_taken_or_none(store):
    meter = Meter(store.quotas, {"pictures_per_day": 5, "megapixels_per_day": 2})
    account = meter.account(uuid.uuid4().hex, ["maker"], {})
    for _ in range(3):
        with pytest.raises(QuotaExceeded, match="megapixels_per_day is 2 for you, and this takes 3"):
            account.take({"pictures_per_day": 3, "megapixels_per_day": 3_000_000})
    assert account.take({"pictures_per_day": 5, "megapixels_per_day": 2_000_000})


def test_limit_that_an_older_release_took_counts_as_the_most_that_one_is(store):
    account = Meter(store.quotas, {}).account(uuid.uuid4().hex, [], dict.fromkeys(POLICIES, 1e300))
    assert set(account.limits.values()) == {MOST}
    assert account.take({"requests_per_minute": 1, "pictures_per_day": 8, "megapixels_per_day": 2**40})
    for limit in POLICIES:
        with pytest.raises(InvalidRequest, match=rf"limit {limit}=1e\+300: a number from 0 to 1e\+09, or inf"):
            NewKey("anna", ["maker"], limits={limit: 1e300}).check()
        with pytest.raises(InvalidRequest, match="1e300"):
            parse_limits(f"{limit}=1e300")


def test_megapixels_are_those_of_all_pictures_and_of_what_was_not_painted(store):
    account = Meter(store.quotas, {"megapixels_per_day": 4}).account(uuid.uuid4().hex, [], {})

    async def spend(pictures, painted):
        async with account.spending(pictures, 500_000) as spent:
            spent(painted)
            if painted > pictures:
                raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        run(spend(8, 9))  # of which nothing is kept
    run(spend(8, 2))
    with pytest.raises(QuotaExceeded, match=r"there are not 3\.5 left"):
        run(spend(7, 7))
    run(spend(6, 6))
    with pytest.raises(QuotaExceeded) as refused:
        account.take({"megapixels_per_day": 4_000_000})  # as much as there is of a day: there will be
    assert refused.value.retry_after
    with pytest.raises(QuotaExceeded, match="this takes 4") as refused:
        account.take({"megapixels_per_day": 4_000_001})
    assert not refused.value.retry_after


def test_count_names_nobody(store):
    name = uuid.uuid4().hex
    Meter(store.quotas, {"pictures_per_day": 5}).account(name, [], {}).take({"pictures_per_day": 1})
    counts = list(store.quotas._counts.find())
    assert counts
    assert name not in repr(counts)
    assert all(set(one) == {"_id", "used", "expires_at"} for one in counts)


def job_of(asked, key, rows, **more):
    return asked.ask(key, {"user_id": asked.name, "rows": rows} | more, "/api/jobs")


class Unlucky(Branded):
    """Fails over the seed 130."""

    def paint(self, tasks):
        return Plain().paint(tasks) if any(task.seed == 130 for task in tasks) else super().paint(tasks)


@pytest.fixture
def ordered(store):
    """Somebody who orders jobs, which are painted when `paint` is called."""
    with flowing(store, Unlucky(5)) as flow:
        yield ordering(Asked(flow, store), store)


def ordering(asked, store):
    worker = asked.flow.tenants.open()[0].worker

    async def painted(job):
        worker.start()
        await until(lambda: store.jobs.get(job).ended_at)
        await worker.close()

    asked.paint = lambda job: run(painted(job))
    return asked


def test_job_reserves_what_its_rows_need_and_gives_back_what_failed(ordered):
    key = ordered.key("pictures_per_day=20,megapixels_per_day=9")
    rows = [{"seed": seed, "metadata": SMALL} for seed in (1, 130)]
    rows += [
        {"seed": seed, "metadata": SMALL, "palette_mode": "strict"} for seed in (5, 50)
    ]  # of 50 no seed is on brand
    job = job_of(ordered, key, rows)
    assert (job.status_code, limits_of(job)["pictures"]) == (201, 2)
    assert problem(job_of(ordered, key, rows)) == (429, "quota_exceeded")
    ordered.paint(job.json()["id"])
    counts = ordered.ask(key, None, f"/api/jobs/{job.json()['id']}", "GET").json()["rows"]
    assert (counts["succeeded"], counts["failed"]) == (3, 1)
    assert limits_of(ordered.ask(key))["pictures"] == 20 - (1 + 4 + 8) - 1


def test_row_that_was_found_painted_counts_all_that_it_may_have_taken(ordered, store):
    key = ordered.key("pictures_per_day=20,megapixels_per_day=20")
    large = {"width": 1000, "height": 1000}
    rows = [{"seed": 5, "metadata": large, "palette_mode": "strict"}, {"seed": 6, "metadata": large}]
    job = job_of(ordered, key, rows).json()["id"]
    store.jobs.settle(job, 1, "succeeded")
    store.jobs.turn(job, "canceled")
    after = limits_of(ordered.ask(key))
    assert (after["pictures"], after["megapixels"]) == (20 - 8 - 1, 20 - 8 - 1)  # the last one has 0.004 megapixels


def test_job_that_is_cancelled_or_erased_gives_back_once_and_a_dry_run_costs_nothing(ordered):
    key = ordered.key("pictures_per_day=12")
    rows = [{"seed": seed, "metadata": SMALL} for seed in range(10)]
    assert job_of(ordered, key, rows, dry_run=True).status_code == 200
    job = job_of(ordered, key, rows)
    assert limits_of(job)["pictures"] == 2
    for _ in range(2):
        assert ordered.ask(key, {}, f"/api/jobs/{job.json()['id']}/cancel").status_code == 200
    assert limits_of(ordered.ask(key))["pictures"] == 11
    repeated = key | {"Idempotency-Key": uuid.uuid4().hex}
    assert len({job_of(ordered, repeated, rows).json()["id"] for _ in range(2)}) == 1
    assert limits_of(ordered.ask(key))["pictures"] == 0
    assert problem(job_of(ordered, key, rows * 2)) == (429, "quota_exceeded")
    assert ordered.ask(key, None, f"/api/users/{ordered.name}", "DELETE").status_code == 200
    assert limits_of(ordered.ask(key))["pictures"] == 9


def test_jobs_of_users_have_turns_whichever_came_first(ordered, monkeypatch):
    monkeypatch.setattr(worker, "TURN_SECONDS", 0.0)
    ids = [uuid.uuid4().hex for _ in range(2)]
    service, order = ordered.key(roles=["service"]), []
    for user, number in zip(sorted(ids), (12, 2), strict=True):
        rows = [{"seed": seed, "metadata": SMALL} for seed in range(number)]
        told = ordered.ask(service, {"user_id": user, "rows": rows}, "/api/jobs")
        order.append(told.json()["id"])
    ordered.paint(order[0])
    long, short = (ordered.ask(service, None, f"/api/jobs/{one}", "GET").json() for one in order)
    assert (long["state"], short["state"]) == ("succeeded", "succeeded")
    assert short["ended_at"] < long["ended_at"]


def test_same_job_that_comes_twice_at_once_reserves_once(ordered):
    """Also where there is just enough for one of them."""
    rows = [{"seed": seed, "metadata": SMALL} for seed in range(10)]
    key = ordered.key("pictures_per_day=10") | {"Idempotency-Key": uuid.uuid4().hex}

    async def at_once():
        body = {"user_id": ordered.name, "rows": rows}
        return await asyncio.gather(*(ordered.asking(key, body, "/api/jobs") for _ in range(3)))

    answers = run(at_once())
    assert [one.status_code for one in answers] == [201] * 3
    [job] = {one.json()["id"] for one in answers}
    assert ordered.ask(key, {}, f"/api/jobs/{job}/cancel").status_code == 200
    again = key | {"Idempotency-Key": uuid.uuid4().hex}
    other = job_of(ordered, again, rows)
    assert limits_of(other)["pictures"] == 0
    ordered.ask(key, {}, f"/api/jobs/{other.json()['id']}/cancel")  # nobody else's test is to paint it


def test_people_of_a_tenant_have_together_what_it_has(store):
    tenant = f"t{uuid.uuid4().hex[:8]}"
    meter = Meter(store.quotas, {f"@{tenant}.pictures_per_day": 5, f"@{tenant}.in_flight": 2, "pictures_per_day": 4})
    anna, boris = (meter.account(uuid.uuid4().hex, ["maker"], {}, tenant) for _ in range(2))
    stranger = meter.account(uuid.uuid4().hex, ["maker"], {}, "another")
    receipt = anna.take({"pictures_per_day": 3})
    with pytest.raises(QuotaExceeded, match="pictures_per_day is 5 for your tenant"):
        boris.take({"pictures_per_day": 3})
    with pytest.raises(QuotaExceeded, match="is 4 for you"):
        anna.take({"pictures_per_day": 2})
    assert boris.take({"pictures_per_day": 2})  # nothing of what was refused has been kept
    anna.give_back(receipt, {"pictures_per_day": 1})
    assert len(boris.reserve(1, 10)) == 2
    with pytest.raises(QuotaExceeded, match="your tenant"):
        anna.reserve(1, 10)
    assert stranger.take({"pictures_per_day": 4})
    with anna.entered(), boris.entered():
        with pytest.raises(QuotaExceeded, match="2 requests of your tenant"), anna.entered():
            pass
        with stranger.entered():
            pass
    with anna.entered(), anna.entered():
        assert anna.limits["in_flight"] == 64
    assert not meter.in_flight


def test_limit_of_a_tenant_is_asked_of_it_at_the_door(store):
    with flowing(store, Plain()) as flow:
        asked = Asked(flow, store)
        meter = Meter(store.quotas, {"@default.requests_per_minute": 0, "@acme.requests_per_minute": 10_000})
        inner = flow.app
        while not isinstance(inner, Access):
            inner = inner.app
        inner.state.meter = meter
        answer = asked.ask(asked.key(), None, "/api/brands", "GET")
        assert problem(answer) == (429, "quota_exceeded")
        assert "for your tenant" in answer.json()["error"]["message"]
        assert asked.ask(asked.key(owner="anna", tenant="acme"), None, "/api/brands", "GET").status_code == 200


@pytest.mark.parametrize("bad", ["@.in_flight=1", "@Acme.in_flight=1", "@a b.in_flight=1", "@acme=1", "@acme.boss=1"])
def test_limit_of_a_tenant_that_is_none_is_refused(bad):
    with pytest.raises(InvalidRequest):
        parse_limits(bad, by_role=True)
    with pytest.raises(InvalidRequest):
        parse_limits("@acme.in_flight=1")
