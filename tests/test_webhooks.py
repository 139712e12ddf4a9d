"""Webhooks: signed, told once, sent again until heard, and to nowhere but where the operator allows."""

import asyncio
import contextlib
import json
import os
import re
import socket
import ssl
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

import errors
from errors import InvalidRequest
from jobs import Worker, webhooks
from jobs.__main__ import main
from jobs.addresses import Allowed, NotAllowed
from jobs.webhooks import Messenger, post
from schemas.jobs import Job, RowCounts
from schemas.webhooks import WebhookRequest
from storage import Store
from storage.mongo.webhooks import EACH, MOST, Message, WebhookDocument
from tests.chains import self_signed
from tests.conftest import HOOK_PORT
from tests.flow import until
from tests.serving import free_port
from tests.waiting import run, wait_until

TINY = {"product": "car", "width": 64, "height": 64}


class Listener(ThreadingHTTPServer):
    """A system that is told: what came, and what it answers by path."""

    allow_reuse_address = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Heard)
        self.heard: list[tuple[str, dict[str, str], str]] = []
        self.answers: dict[str, list[int]] = {}
        self.gates: dict[str, threading.Event] = {}

    def of(self, path: str) -> list[tuple[dict[str, str], str]]:
        return [(headers, body) for at, headers, body in self.heard if at == path]


class Heard(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.heard.append((self.path, dict(self.headers), body))
        if gate := self.server.gates.get(self.path):
            gate.wait(60)
        answers = self.server.answers.get(self.path, [])
        self.send_response(answers.pop(0) if answers else 204)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def listener():
    with Listener(HOOK_PORT) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def local(port: int = HOOK_PORT) -> Allowed:
    return Allowed.of(f"localhost:{port}", "127.0.0.0/8")


def somebody() -> str:
    return f"hooks-{uuid.uuid4().hex}"


def hook(api, user, path, *events):
    asked = {"user_id": user, "url": f"http://localhost:{HOOK_PORT}{path}"} | ({"events": events} if events else {})
    made = api.post("/api/webhooks", json=asked)
    assert made.status_code == 201, made.text
    return made.json()


def job(api, user):
    return api.post("/api/jobs", json={"user_id": user, "rows": [{"metadata": TINY}]}).json()["id"]


def heard(listener, path, count=1):
    return wait_until(lambda: found if len(found := listener.of(path)) >= count else None)


def test_job_that_ended_is_told_once_and_signed(api, listener):
    user = somebody()
    made = hook(api, user, "/told?of=us&x=1")
    done = job(api, user)
    [(headers, body)] = heard(listener, "/told?of=us&x=1")
    assert made["secret"].startswith("whsec_")
    said = Webhook(made["secret"]).verify(body, headers)
    assert (said["type"], said["data"]["id"], said["data"]["rows"]["succeeded"]) == ("job.succeeded", done, 1)
    assert len(body) < 20_000
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["User-Agent"] == "logo-generation-webhooks"
    with pytest.raises(WebhookVerificationError):
        Webhook(made["secret"]).verify(body.replace("succeeded", "failed"), headers)
    told = wait_until(
        lambda: found if (found := api.get(f"/api/webhooks/{made['id']}/deliveries").json())[0]["status"] else None
    )
    assert [(one["id"], one["state"], one["status"], one["attempts"]) for one in told] == [
        (headers["webhook-id"], "delivered", 204, 1)
    ]
    assert "secret" not in api.get(f"/api/webhooks/{made['id']}").json()
    assert [one["id"] for one in api.get("/api/webhooks", params={"user_id": user}).json()] == [made["id"]]


def test_what_is_not_heard_is_sent_again_as_it_was_and_with_both_secrets(api, listener):
    user = somebody()
    listener.answers["/again"] = [500, 302]
    made = hook(api, user, "/again", "job.succeeded", "job.canceled")
    job(api, user)
    [(headers, body)] = heard(listener, "/again")
    renewed = api.post(f"/api/webhooks/{made['id']}/rotate").json()
    assert renewed["secret"] != made["secret"]
    [_, (again, same)] = heard(listener, "/again", 2)
    assert (same, again["webhook-id"]) == (body, headers["webhook-id"])
    for secret in (made["secret"], renewed["secret"]):
        Webhook(secret).verify(same, again)
    assert len(again["webhook-signature"].split()) == 2
    told = wait_until(
        lambda: (
            found if (found := api.get(f"/api/webhooks/{made['id']}/deliveries").json())[0]["attempts"] == 2 else None
        )
    )
    assert (told[0]["state"], told[0]["status"]) == ("waiting", 302)
    assert listener.of("/elsewhere") == []


def test_webhook_that_is_gone_is_told_nothing_more_until_it_is_enabled(api, listener):
    user = somebody()
    listener.answers["/gone"] = [410]
    made = hook(api, user, "/gone", "job.succeeded")
    job(api, user)
    heard(listener, "/gone")
    at = f"/api/webhooks/{made['id']}"
    assert wait_until(lambda: api.get(at).json()["disabled"])
    assert api.post(f"{at}/enable").json()["disabled"] is None
    job(api, user)
    heard(listener, "/gone", 2)
    assert api.delete(at).status_code == 204
    assert api.get(at).status_code == 404


def test_job_that_was_canceled_is_told(api, listener):
    user = somebody()
    hook(api, user, "/canceled", "job.failed", "job.canceled")
    rows = [{"metadata": {"product": "house", "width": 512, "height": 512}}] * 50
    long = api.post("/api/jobs", json={"user_id": user, "rows": rows}).json()["id"]
    api.post(f"/api/jobs/{long}/cancel")
    [(_, body)] = heard(listener, "/canceled")
    assert (json.loads(body)["type"], json.loads(body)["data"]["state"]) == ("job.canceled", "canceled")


def test_each_event_makes_one_message_which_one_process_sends(store):
    """Whoever is killed after it was made and before that was noted makes the same again; who dies sending it is replaced."""
    user = somebody()
    made = store.webhooks.add(user, WebhookRequest(url="https://a.example/", events=("row.failed", "job.failed")))
    row = {"number": 1, "custom_id": "a", "request": {}, "interaction": "i", "seed": 7}
    store.jobs.create(
        Job(id=user, user_id=user, name=None, created_at=datetime.now(UTC), rows=RowCounts(total=1)), "f", [row]
    )
    store.jobs.settle(user, 1, "failed", code="painting_failed", error="нет")
    store.webhooks.tell()
    store.jobs.turn(user, "failed")
    store.webhooks._told = lambda *_: None
    for _ in range(2):
        store.webhooks.tell()
    told = {one.type: one for one in store.webhooks.deliveries(made.id, 10)}
    assert (len(store.webhooks.deliveries(made.id, 10)), told.keys()) == (2, {"row.failed", "job.failed"})
    about = f"{made.id}\0row.failed\0{user}:1"  # so it is the same message also for who comes with another version
    assert told["row.failed"].id == f"msg_{sha256(about.encode()).hexdigest()[:32]}"
    first, second = store.webhooks.claim(), store.webhooks.claim()
    assert {first.id, second.id} == {one.id for one in told.values()}
    assert store.webhooks.claim() is None
    assert first.secrets == (made.secret,)
    failed = next(one for one in (first, second) if one.id == told["row.failed"].id)
    data = json.loads(failed.body)["data"]
    assert (data["job"], data["row"], data["custom_id"], data["code"]) == (user, 1, "a", "painting_failed")
    assert "нет" in failed.body
    past = {"$set": {"next_at": datetime.now(UTC) - timedelta(seconds=1)}}
    store.webhooks._messages.update_many({"state": "waiting"}, past)
    assert store.webhooks.claim(busy=[made.id]) is None  # which is busy
    store.webhooks.settle(first.id, "delivered", 200, None)
    assert store.webhooks.claim().id == second.id
    store.webhooks.disable(made.id, "it answered 410")
    assert {one.state for one in store.webhooks.deliveries(made.id, 10)} == {"delivered", "failed"}


def end(store, user, number):
    """A job of so many rows that failed."""
    rows = [{"number": n, "custom_id": None, "request": {}, "interaction": "i", "seed": 7} for n in range(number)]
    made = Job(id=user, user_id=user, name=None, created_at=datetime.now(UTC), rows=RowCounts(total=number))
    store.jobs.create(made, "f", rows)
    for row in rows:
        store.jobs.settle(user, row["number"], "failed", code="painting_failed", error="no")


def hook_of(store, user, url="https://a.example/"):
    return store.webhooks.add(user, WebhookRequest(url=url, events=("row.failed",))).id


def test_message_is_kept_a_month_ours_for_a_minute_and_signed_with_the_old_secret_for_a_day(store):
    user, near = somebody(), timedelta(minutes=5)
    made = store.webhooks.add(user, WebhookRequest(url="https://a.example/", events=("row.failed",)))
    renewed = store.webhooks.rotate(made.id)
    end(store, user, 1)
    begun = datetime.now(UTC)
    store.webhooks.tell()
    claimed, ended = store.webhooks.claim(), datetime.now(UTC)
    assert (claimed.secrets, claimed.attempts) == ((renewed.secret, made.secret), 0)
    [kept] = store.webhooks._messages.find()
    [hook] = store.webhooks._hooks.find()
    for moment, spell in (
        (kept["next_at"], 60),
        (kept["expires_at"], 30 * 24 * HOUR),
        (hook["before_until"], 24 * HOUR),
    ):
        assert begun - near <= moment - timedelta(seconds=spell) <= ended
    assert kept["next_at"] - begun >= timedelta(seconds=59.9)
    store.webhooks._hooks.update_one({}, {"$set": {"before_until": ended}})
    store.webhooks._messages.update_one({}, {"$set": {"next_at": ended}})
    assert store.webhooks.claim().secrets == (renewed.secret,)


def test_webhooks_are_told_oldest_first_deliveries_newest_first_and_what_is_removed_takes_its_own(store):
    user = somebody()
    first, second = hook_of(store, user), hook_of(store, user)
    end(store, user, 3)
    store.webhooks.tell()
    for number, one in enumerate(store.webhooks._messages.find({"webhook": first}).sort("_id")):
        moment = datetime(2026, 5, 4, 12, number, tzinfo=UTC)
        store.webhooks._messages.update_one({"_id": one["_id"]}, {"$set": {"created_at": moment}})
    assert [one.created_at.minute for one in store.webhooks.deliveries(first, 2)] == [2, 1]
    store.webhooks._hooks.update_one({"_id": first}, {"$set": {"created_at": datetime.now(UTC)}})
    assert [one.id for one in store.webhooks.of(user)] == [second, first]
    assert [one.id for one in store.webhooks.all() if one.user_id == user] == [second, first]
    store.webhooks.remove(first)
    assert store.webhooks.deliveries(first, 9) == []
    assert len(store.webhooks.deliveries(second, 9)) == 3


def test_users_are_told_in_turn_however_much_there_is_to_tell_one(store):
    users = sorted(somebody() for _ in range(3))
    hooks = [hook_of(store, user) for user in users]
    for user, number in zip(users, (3 * EACH, 2, 1), strict=True):
        end(store, user, number)
    assert store.webhooks.tell() == EACH + 2 + 1
    assert [len(store.webhooks.deliveries(hook, 500)) for hook in hooks] == [EACH, 2, 1]
    assert [store.webhooks.tell() for _ in range(3)] == [EACH, EACH, 0]
    last, came = "", []
    while message := store.webhooks.claim(last):
        last = message.owner
        came.append(users.index(last))
    assert came[:6] == [0, 1, 2, 0, 1, 0]
    assert len(came) == 3 * EACH + 3
    store.webhooks._messages.update_many({}, {"$set": {"next_at": datetime.now(UTC)}})
    assert store.webhooks.claim(users[2], full=users[:1]).owner == users[1]
    assert store.webhooks.claim(users[2], busy=hooks[:1]).owner == users[1]


MINUTE, HOUR = 60, 3600
WAITS = (5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR)
"""Seconds between attempts, as Standard Webhooks has them."""


def test_waits_are_those_of_the_specification_and_twice_as_long_for_who_is_too_busy(store, listener):
    user, slower = somebody(), (429, 502, 504)
    hook_of(store, user, f"http://localhost:{HOOK_PORT}/waits")
    end(store, user, 1)
    store.webhooks.tell()
    statuses = [500, 429, 502, 504, 503, 404, 301, 199, 300, 429]
    listener.answers["/waits"] = [*statuses]
    messenger = Messenger(store.webhooks, local())
    for status, wait in zip(statuses, WAITS, strict=False):
        begun = datetime.now(UTC)
        messenger._attempt(store.webhooks.claim())
        assert store.webhooks.claim() is None
        [kept] = store.webhooks._messages.find()
        assert (kept["state"], kept["status"]) == ("waiting", status)
        least, times = (kept["next_at"] - begun).total_seconds(), 2 if status in slower else 1
        assert wait * times - 0.01 < least < 1.1 * wait * times + (datetime.now(UTC) - begun).total_seconds()
        store.webhooks._messages.update_one({}, {"$set": {"next_at": begun}})
    messenger._attempt(store.webhooks.claim())
    [kept] = store.webhooks._messages.find()
    assert (kept["state"], kept["status"], kept["attempts"]) == ("failed", 429, 10)


def test_deliveries_of_one_user_do_not_delay_anothers(store, listener):
    """Who answers slowly holds a part of the places; who answers at once is told more than one a second."""
    slow, quick = somebody(), somebody()
    gate = listener.gates["/slow"] = threading.Event()
    for _ in range(webhooks.EACH + 2):
        hook_of(store, slow, f"http://localhost:{HOOK_PORT}/slow")
    hook_of(store, quick, f"http://localhost:{HOOK_PORT}/quick")
    end(store, slow, 1)
    end(store, quick, 12)
    messenger = Messenger(store.webhooks, local())

    async def sent():
        messenger.start()
        started = time.monotonic()
        await until(lambda: len(listener.of("/quick")) == 12)
        spent = time.monotonic() - started
        held = [one.owner for one in messenger._sending.values()].count(slow)
        gate.set()
        await until(lambda: len(listener.of("/slow")) == webhooks.EACH + 2)
        await messenger.close()
        return spent, held

    try:
        spent, held = run(sent())
    finally:
        gate.set()
    assert held == webhooks.EACH
    assert spent < 10  # it was one a second


def test_sixteen_are_sent_at_once_whatever_waits(store, listener):
    gate = listener.gates["/crowd"] = threading.Event()
    for user in (somebody() for _ in range(5)):
        for _ in range(webhooks.EACH):
            hook_of(store, user, f"http://localhost:{HOOK_PORT}/crowd")
        end(store, user, 1)
    messenger = Messenger(store.webhooks, local())
    store.webhooks.tell()

    async def most():
        messenger.start()
        sending = messenger._sending
        await until(lambda: sending and len(listener.of("/crowd")) == len(sending) and messenger._woken._waiters)
        most = len(listener.of("/crowd"))
        gate.set()
        await until(lambda: len(listener.of("/crowd")) == 20)
        await messenger.close()
        return most

    try:
        assert run(most()) == 16
    finally:
        gate.set()


def test_messenger_and_worker_stop_also_in_the_moment_when_they_are_woken(store):
    async def both():
        messenger = Messenger(store.webhooks, Allowed.of(None, None))
        for one in (messenger, Worker(store, None, None)):
            one.start()
            await until(lambda one=one: one._woken._waiters)
            one._woken.set()
            closing = asyncio.create_task(one.close())
            assert (await asyncio.wait({closing}, timeout=20))[0]

    run(both())


def test_operator_lists_disables_and_replays(uri, tmp_path, monkeypatch, capsys):
    for name, value in {"MONGODB_URI": uri, "DATA_DIR": str(tmp_path / "data")}.items():
        monkeypatch.setenv(name, value)

    def told(*arguments, of=("webhooks",)):
        code = main([*of, *arguments])
        return code, capsys.readouterr().out

    with contextlib.closing(Store.open(uri, tmp_path / "data", idle=True)) as store:
        made, other = hook_of(store, "anna"), hook_of(store, "boris")
        end(store, "anna", 2)
        store.webhooks.tell()
        secret = store.webhooks.rotate(made).secret
        assert [line.split()[:2] for line in told("list")[1].splitlines()] == [[made, "anna"], [other, "boris"]]
        assert secret not in told("list")[1]
        assert told("list", "--user", "boris")[1].startswith(other)
        assert told("disable", made, "--why", "it is too slow") == (0, told("list", "--user", "anna")[1])
        assert (store.webhooks.get(made).disabled, store.webhooks.claim()) == ("it is too slow", None)
        assert told("disable", made, "--why", "it is too slow")[0] == 0
        assert told("replay", made)[0] == 1
        store.webhooks.disable(made, "it answered 410")
        again = WebhookRequest(url=store.webhooks.get(made).url + "/other")
        for undone in (
            lambda: store.webhooks.enable(made),
            lambda: store.webhooks.remove(made),
            lambda: store.webhooks.add("anna", again),
        ):
            with pytest.raises(errors.Forbidden, match="it is too slow"):
                undone()
        assert store.webhooks.add("carl", again)
        assert [told("enable", made)[0] for _ in range(2)] == [0, 0]
        store.webhooks.disable(made, "it answered 410")
        assert store.webhooks.enable(made).disabled is None
        assert told("replay", made) == (0, "2 messages are sent again\n")
        message = store.webhooks.claim().id
        store.webhooks.settle(message, "delivered", 204, None)
        assert told("replay", made, "--message", message) == (0, "1 messages are sent again\n")
        assert {(one.state, one.attempts) for one in store.webhooks.deliveries(made, 9)} == {("waiting", 0)}
        assert store.webhooks.claim()
        assert told("disable", "wh_none")[0] == 1
        going = Job(id="going", user_id="carl", name="spring", created_at=datetime.now(UTC), rows=RowCounts(total=1))
        store.jobs.create(going, "f", [{"number": 1, "request": {}, "interaction": "i", "seed": 7}])
        assert "going  carl" in told("list", of=())[1]
        assert "going" not in told("list", "--user", "anna", of=())[1]
        assert "canceled" in told("cancel", "going", of=())[1]
        assert (told("list", "--user", "carl", of=()), told("cancel", "none", of=())[0]) == ((0, ""), 1)
        assert store.jobs.get("going").state == "canceled"
        done = Job(id="done", user_id="carl", name=None, created_at=datetime.now(UTC), rows=RowCounts(total=1))
        store.jobs.create(done, "f", [{"number": 1, "request": {}, "interaction": "i", "seed": 7}])
        store.jobs.turn("done", "succeeded")
        assert "succeeded" in told("cancel", "done", of=())[1]
        assert told("cancel", "going", of=())[0] == 0
        deeds = sorted((one.what, one.about) for one in store.trail.page(50) if one.who.startswith("operator "))
        hooks = ("messages replayed", "messages replayed", "webhook disabled", "webhook enabled")
        assert deeds == [("job canceled", "carl"), *((one, "anna") for one in hooks)]


def test_bar_of_the_operator_outlives_spellings_and_erasure(store):
    user = somebody()
    made = store.webhooks.add(user, WebhookRequest(url=f"https://hooks.example/{user}?token=secret")).id
    store.webhooks.disable(made, f"{user} sends too much", by_operator=True)
    again = [
        WebhookRequest(url=f"https://{host}/")
        for host in ("hooks.example", "HOOKS.example.", "hooks.example..", "hooks.example:8443")
    ]
    for _ in range(2):
        for asked in again:
            with pytest.raises(errors.Forbidden, match=made):
                store.webhooks.add(user, asked)
        store.erase(user)
    [left] = store.database.collection(WebhookDocument).find()
    assert user not in str(left)
    assert "token" not in str(left)
    assert store.webhooks.of(user) == []
    assert store.webhooks.add(user, WebhookRequest(url="https://other.example/"))
    assert store.webhooks.add(somebody(), again[0])
    with pytest.raises(errors.Forbidden):
        store.webhooks.remove(made)
    assert store.webhooks.enable(made, by_operator=True).url == "https://hooks.example/"
    assert store.webhooks.add(user, again[1])


def test_user_has_only_so_many(store):
    user, asked = somebody(), WebhookRequest(url="https://a.example/")
    for _ in range(MOST):
        store.webhooks.add(user, asked)
    with pytest.raises(InvalidRequest, match="fewer than"):
        store.webhooks.add(user, asked)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/x",
        "http://evil.example/",
        "http://localhost:PORT@evil.example/",
        "http://user@localhost:PORT/",
        "ftp://localhost:PORT/",
        "http://localhost.evil.example:PORT/",
        "http://127.0.0.1:PORT/",
        "http://localhost:PORT\\@evil.example/",
        "http://localhost:PORT/\r\nHost: evil",
        "http://localhost:PORT/#x",
        "http://localhost:99999/",
        "http://[::1/",
        "//localhost/",
        "javascript:alert(1)",
        "http://",
    ],
)
def test_address_that_the_operator_does_not_allow(api, url):
    refused = api.post("/api/webhooks", json={"user_id": "7", "url": url.replace("PORT", str(HOOK_PORT))})
    assert (refused.status_code, refused.json()["error"]["details"][0]["field"]) == (422, "url")
    assert api.get("/api/webhooks", params={"user_id": "7"}).json() == []


def test_hosts_are_whole_names():
    allowed = Allowed.of("hooks.bank.example, *.cards.example:8443", None)
    for good in (
        "https://hooks.bank.example/a?b=c",
        "https://HOOKS.bank.example.:443/",
        "https://a.b.cards.example:8443/",
    ):
        allowed.checked(good)
    for bad in (
        "https://xhooks.bank.example/",
        "https://cards.example:8443/",
        "https://a.cards.example/",
        "https://hooks.bank.example:8443/",
        "https://evilcards.example:8443/",
    ):
        with pytest.raises(InvalidRequest):
            allowed.checked(bad)
    with pytest.raises(InvalidRequest):
        Allowed().checked("https://hooks.bank.example/")


NUMBERS = """127.0.0.1 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 255.255.255.255 198.18.0.1
::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a00:1::
2001:0:0:0:0:0:f5ff:fffe 2001:0:4136:e378:8000:63bf:a247:27dd 64:ff9b:1::a00:1 ::127.0.0.1 ::ffff:0:10.0.0.1 fec0::1 3fff::1 5f00::1 2001:db8::1"""


def named(monkeypatch, *numbers: str) -> Callable[[], None]:
    found = [(0, 0, 0, "", (number, 443)) for number in numbers]
    monkeypatch.setattr("jobs.addresses.socket.getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("number", NUMBERS.split())
def test_number_that_nothing_is_sent_to(monkeypatch, number):
    allowed = Allowed.of("a.example", None)
    named(monkeypatch, number)
    with pytest.raises(NotAllowed):
        allowed.resolved(allowed.checked("https://a.example/"))


def test_numbers_that_are_everybodys_or_of_the_operators_networks(monkeypatch):
    allowed = Allowed.of("a.example", "10.1.0.0/16")
    named(monkeypatch, "192.168.1.1", "93.184.216.34")
    assert allowed.resolved(allowed.checked("https://a.example/")) == "93.184.216.34"
    with pytest.raises(NotAllowed):
        allowed.resolved(allowed.checked("http://a.example/"))  # unsigned by a certificate, anybody could answer
    for number in ("10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::a01:203"):
        named(monkeypatch, number)
        assert allowed.resolved(allowed.checked("http://a.example/")) == number
    for number in ("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"):
        named(monkeypatch, number)
        assert allowed.resolved(allowed.checked("https://a.example/")) == number
    named(monkeypatch, "10.2.0.1")
    with pytest.raises(NotAllowed):
        allowed.resolved(allowed.checked("https://a.example/"))


def message(url: str) -> Message:
    return Message("msg_1", "7", "wh_1", url, ("whsec_" + "A" * 32,), "{}", 0)


def test_answer_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(webhooks, "ATTEMPT_SECONDS", 0.5)
    port, left = free_port(), threading.Event()
    with socket.create_server(("127.0.0.1", port)) as server:

        def drip() -> None:
            client, _ = server.accept()
            with client:
                for _ in range(200):
                    try:
                        client.sendall(b"H")
                    except OSError:
                        left.set()
                        return
                    threading.Event().wait(0.05)

        threading.Thread(target=drip, daemon=True).start()
        with pytest.raises((OSError, webhooks.http.client.HTTPException)):
            post(message(f"http://localhost:{port}/x"), local(port))
        assert left.wait(5)


def test_what_is_no_answer_is_told_in_short(store):
    user, port = somebody(), free_port()
    hook_of(store, user, f"http://localhost:{port}/")
    end(store, user, 1)
    store.webhooks.tell()
    with socket.create_server(("127.0.0.1", port)) as server:

        def babble() -> None:
            client, _ = server.accept()
            with client:
                client.recv(65536)
                client.sendall(b"?" * 60_000 + b"\r\n")

        threading.Thread(target=babble, daemon=True).start()
        Messenger(store.webhooks, local(port))._attempt(store.webhooks.claim())
    [kept] = store.webhooks._messages.find()
    assert (kept["status"], kept["error"][:14], len(kept["error"])) == (None, "BadStatusLine:", 300)


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("http://hooks.example/", ("127.0.0.1", 80)),
        ("https://hooks.example/", ("127.0.0.1", 443)),
        ("https://hooks.example:8443/", ("127.0.0.1", 8443)),
    ],
)
def test_name_that_leads_elsewhere_by_now_is_not_asked_twice(monkeypatch, url, to):
    """The number that was checked is the one that is connected to: the name is looked up once."""
    asked = []

    def once(name: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append((name, port))
        return [(0, 0, 0, "", ("127.0.0.1", port))]

    monkeypatch.setattr("jobs.addresses.socket.getaddrinfo", once)
    monkeypatch.setattr(
        "socket.create_connection",
        lambda address, timeout: (_ for _ in ()).throw(OSError(f"to {address}, {timeout}")),
    )
    with pytest.raises(OSError, match=re.escape(f"to {to}, 15.0")):
        post(message(url), Allowed.of("hooks.example, hooks.example:8443", "127.0.0.0/8"))
    assert asked == [("hooks.example", to[1])]


@pytest.mark.parametrize(("rest", "path"), [("", "/"), ("?x=1", "/?x=1"), ("/a/?b=1&c=", "/a/?b=1&c=")])
def test_address_is_asked_as_it_stands(listener, rest, path):
    before = len(listener.of(path))
    assert post(message(f"http://localhost:{HOOK_PORT}{rest}"), local()) == 204
    assert len(listener.of(path)) == before + 1


@pytest.mark.parametrize(("name", "trusted"), [("a.example", True), ("b.example", True), ("a.example", False)])
def test_by_https_only_who_has_a_good_certificate_of_that_name_is_told(tmp_path, monkeypatch, name, trusted):
    certificate, key = self_signed(tmp_path, name)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate) if trusted else os.devnull)
    good = name == "a.example" and trusted
    with Listener(0) as listener:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        listener.socket = context.wrap_socket(listener.socket, server_side=True)
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        port = listener.server_port
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
        for host in ("a.example", "A.EXAMPLE."):
            with contextlib.nullcontext() if good else pytest.raises(ssl.SSLCertVerificationError):
                assert post(message(f"https://{host}:{port}/"), Allowed.of(f"a.example:{port}", "127.0.0.0/8")) == 204
        assert len(listener.heard) == (2 if good else 0)
        listener.shutdown()
