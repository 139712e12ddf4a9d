"""Every route there is, with every kind of credential: who comes in, and what they see of others."""

import base64
import contextlib
import math
import os
import re
import subprocess
import sys
import threading
import uuid
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import service
from access import ROUTES, Keyring, NewKey, Visit, check_published, door, read_secret
from access.__main__ import main
from access.keys import is_key, new_key
from access.principal import Principal
from access.recent import REMEMBERED
from access.roles import ALL, OWN, ROLES, granted
from api.routes import ROUTES as API_ROUTES
from errors import Conflict, Forbidden, InvalidRequest, NotFound, Unavailable
from schemas.jobs import Job, RowCounts
from storage import Event, Store
from tests.browsing import TWO_FRAMES, look_back, make, settle, size
from tests.serving import ROOT, free_port, serve
from tests.waiting import wait_until
from ui.languages import LANGUAGES
from ui.middleware.sessions import scoped

SECRET = uuid.uuid4().hex
SMALL = {"product": "house", "width": 64, "height": 64}
STRANGERS = ("nobody", "nonsense", "expired", "revoked")
INSIDE = {
    "maker": {"generate", "campaign", "read", "mark", "erase", "keys"},
    "approver": {"read", "report", "keys"},
    "analyst": {"report", "keys"},
    "service": {"generate", "campaign", "read", "mark", "erase", "report", "metrics"},
    "admin": {"erase", "metrics", "audit", "keys"},
    "reader": {"read"},
    "other maker": {"generate", "campaign", "read", "mark", "erase", "keys"},
    "other approver": {"read", "report", "keys"},
    "other service": {"generate", "campaign", "read", "mark", "erase", "report"},
    "other admin": {"erase", "audit", "keys"},
}
"""What each kind of key may do, told again by hand; the others' are of another tenant, and of people of the same names."""


@pytest.fixture(scope="module")
def closed(mongo, tmp_path_factory):
    """A service that asks who comes, and the keyring of its keys."""
    folder = tmp_path_factory.mktemp("closed")
    secret = folder / "secret"
    secret.write_text(SECRET)
    uri = f"{mongo.uri}closed"
    turned = {"WEBHOOK_HOSTS": "hooks.example", "LIMITS": "approver.pictures_per_day=7", "AUDIT_ADDRESSES": "hash"}
    with (
        serve(folder, MONGODB_URI=uri, AUTH="keys", AUTH_SECRET_FILE=str(secret), **turned) as server,
        contextlib.closing(Store.open(uri, folder / "aside", idle=True)) as store,
    ):
        yield server, Keyring(store.access_keys, store.trail, SECRET.encode()), store


@pytest.fixture(scope="module")
def keys(closed):
    """A key of each kind."""
    _, ring, _ = closed
    made = {name: ring.add(NewKey(name, [name]), "test") for name in ROLES if name != "maker"}
    made |= {name: ring.add(NewKey(name, ["maker"]), "test") for name in ("maker", "another", "brush")}
    others = [(name, name.removeprefix("other ")) for name in INSIDE if name.startswith("other ")]
    made |= {name: ring.add(NewKey(role, [role], tenant="other"), "test") for name, role in others}
    made["reader"] = ring.add(NewKey("maker", ["maker"], scopes=["read"]), "test")
    made["expired"] = ring.add(NewKey("maker", ["maker"], days=1e-9), "test")
    made["revoked"] = ring.add(NewKey("maker", ["maker"]), "test")
    ring.revoke(made["revoked"], "test", None)
    return made | {"nonsense": new_key(), "nobody": ""}


@pytest.fixture(scope="module")
def ask(closed, keys):
    """Ask as somebody."""
    with httpx.Client(base_url=closed[0].url, timeout=120, limits=httpx.Limits(keepalive_expiry=2)) as client:

        def asked(who, method, path, **options):
            headers = {"Authorization": f"Bearer {keys[who]}"} if keys[who] else {}
            return client.request(method, path, headers=headers | options.pop("headers", {}), **options)

        yield asked


@pytest.fixture(scope="module")
def pictures(ask):
    """A picture of the maker, and one of another."""
    made = [ask(who, "POST", "/generate", json={"user_id": who, "metadata": SMALL}) for who in ("maker", "another")]
    assert [one.status_code for one in made] == [200, 200]
    return [one.json() for one in made]


def there_are():
    """Every route of ours and of BentoML, as the table writes it; Gradio's all lie below the page's own."""
    found = {("GET", "/metrics")}
    for route in (*API_ROUTES, *service.LogoGeneration.to_asgi().routes, *service.app.routes):
        if path := getattr(route, "path", None):
            for method in set(getattr(route, "methods", None) or {"GET"}) - {"HEAD", "OPTIONS"}:
                found.add((method, f"{path}/x" if not getattr(route, "methods", None) else path))
    return found


def test_every_route_has_a_line_and_every_line_a_route():
    routes = there_are()
    lines = {door(method, path)[0] for method, path in routes}
    assert not [f"{method} {path}" for method, path in routes if door(method, path)[1] is None]
    page = {
        "GET /ui",
        "GET /ui/sign-in",
        "GET /ui/{path:path}",
        "POST /ui/{path:path}",
        "GET /favicon.ico",
    }  # once it is mounted
    assert lines | page == set(ROUTES)
    assert door("GET", "/nowhere") == ("", None)
    assert door("PUT", "/api/brands") == ("", None)


FILLED = {
    "{name}": "no.png",
    "{token}": "nothing",
    "{prefix}": "nokey",
    "{job}": "nojob",
    "{user_id:path}": "maker",
    "{path:path}": "ru/",
}
BODIES = {
    "/api/session": {"key": ["no text"]},
    "/api/session/invitation": {"invitation": ["no text"]},
    "/api/keys": {"days": 0},
    "/api/keys/{prefix}/rotate": {},
    "/v1/images/generations": {"prompt": "a house", "size": "0x0"},
    "/api/marks": {"user_id": "maker", "image_path": "/api/images/no.png", "result": True},
    "/ui/{path:path}": {},
    "/verify": None,
}


@pytest.mark.slow
@pytest.mark.parametrize("line", ROUTES)
def test_each_route_lets_in_whom_the_table_names(ask, line):
    method, _, pattern = line.partition(" ")
    path = pattern
    for name, value in FILLED.items():
        path = path.replace(name, value)
    carries = method in ("POST", "PATCH")
    body = BODIES.get(pattern, {"user_id": "maker", "metadata": {"age": 999}}) if carries else None
    needed = ROUTES[line]

    path = path.replace("users/maker", "users/gone") if method == "DELETE" else path
    path += "?user_id=maker" if "report" in path else ""

    def come_in(those):
        return {who for who in those if ask(who, method, path, json=body).status_code not in (401, 403)}

    # Each route by all roles, and by one stranger and one person of the other tenant in turn: keys are read in one place.
    place, others = list(ROUTES).index(line), [who for who in INSIDE if who.startswith("other ")]
    turn = {STRANGERS[place % len(STRANGERS)]}
    tried = INSIDE.keys() - set(others) | {others[place % len(others)]}
    meant = {who for who in tried if not needed.scopes or INSIDE[who] & set(needed.scopes)}
    assert come_in(turn) == (turn if needed.open else set())
    assert come_in(tried) == meant


@pytest.mark.slow
def test_file_is_known_again_only_by_who_may_see_its_picture(ask, pictures):
    file = {"file": base64.b64decode(pictures[0]["image"])}
    wait_until(lambda: ask("maker", "POST", "/verify", files=file).json()["ours"])  # once MongoDB has it
    told = {who: ask(who, "POST", "/verify", files=file).json() for who in ("maker", "approver", "another")}
    assert {who: one["credentials"]["state"] for who, one in told.items()} == dict.fromkeys(told, "valid")
    assert told["maker"]["ours"]["image_path"] == told["approver"]["ours"]["image_path"] == pictures[0]["image_path"]
    assert told["another"]["ours"] is None or told["another"]["ours"]["user_id"] == "another"


@pytest.mark.slow
def test_nothing_else_answers_whoever_comes_without_a_key(ask):
    paths = [
        "/nowhere",
        "/api",
        "/%2Fmetrics",
        "/metrics/",
        "/ui/ru/gradio_api/info",
        "/ui/ru/config",
        "/UI",
        "/api/images/",
    ]
    for path in paths:
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
            answer = ask("nobody", method, path)
            assert answer.status_code in (401, 403), (method, path)  # 403 is another site's
    assert ask("nobody", "GET", "/api/brands").headers["www-authenticate"].startswith("Bearer")
    assert ask("maker", "PUT", "/api/brands").headers["allow"] == "GET, HEAD, OPTIONS"
    assert ask("maker", "GET", "/nowhere").status_code == 404


@pytest.mark.slow
def test_all_that_is_wrong_with_a_key_is_told_in_the_same_words(ask):
    def told(who, **headers):
        answer = ask(who, "GET", "/api/brands", headers=headers)
        return answer.status_code, answer.json()["error"]["message"], answer.headers["www-authenticate"]

    assert len({told(who) for who in STRANGERS}) == 1
    for said in (
        "Basic bWFrZXI6",
        "Bearer",
        "lg_live_x",
        "Bearer " + "x" * 9000,
        "Bearer \xff".encode("latin-1"),
    ):
        assert told("nobody", Authorization=said) == told("nobody")


@pytest.mark.slow
@pytest.mark.parametrize("who", ["another", "analyst", "admin"])
def test_pictures_of_others_are_not_there(ask, pictures, who):
    mine = pictures[0]
    name = mine["image_path"]
    for path in (name, f"{name}?thumb=128", f"{name}?download", f"{name}/palette.png", "/api/interactions/maker",
                 "/api/users/maker/images.zip", "/api/brand/report?user_id=maker"):  # fmt: skip
        answer = ask(who, "GET", path)
        nothing = ask(who, "GET", path.replace("maker", "noone").replace(name, "/api/images/no.png"))
        assert answer.status_code in (403, 404), path
        assert answer.status_code == nothing.status_code
        assert answer.json()["error"] | {"request_id": ""} == nothing.json()["error"] | {"request_id": ""}
        assert not ask(who, "HEAD", path).content
    if who == "another":
        assert ask(who, "DELETE", "/api/users/maker").status_code == 404
        assert ask(who, "GET", "/api/users/another/images.zip", params={"name": name.split("/")[-1]}).status_code == 404
        marked = {"user_id": "another", "image_path": name, "result": True}
        assert ask(who, "POST", "/api/marks", json=marked).status_code == 404
    assert ask("maker", "GET", name).content[:4] == b"\x89PNG"


@pytest.mark.slow
def test_people_of_another_tenant_see_and_change_nothing_whatever_they_are_called(closed, ask, pictures):
    mine, file = pictures[0], {"file": base64.b64decode(pictures[0]["image"])}
    for who in (name for name in INSIDE if name.startswith("other ")):
        for path in (mine["image_path"], f"{mine['image_path']}?thumb=128", f"{mine['image_path']}/palette.png"):
            answer = ask(who, "GET", path)
            nothing = ask(who, "GET", path.replace(mine["image_path"], "/api/images/no.png"))
            assert answer.status_code == nothing.status_code == (403 if "admin" in who else 404), (who, path)
            assert answer.json()["error"] | {"request_id": ""} == nothing.json()["error"] | {"request_id": ""}
        if "admin" not in who:
            assert ask(who, "GET", "/api/interactions/maker").json() == []
            assert ask(who, "POST", "/verify", files=file).json()["ours"] is None
        assert mine["id"] not in ask(who, "GET", "/api/users/maker/images.zip").text
    marked = {"user_id": "maker", "image_path": mine["image_path"], "result": True}
    assert [ask(who, "POST", "/api/marks", json=marked).status_code for who in ("other maker", "other service")] == [
        404
    ] * 2
    assert ask("other admin", "DELETE", "/api/users/maker").json() == {"interactions": 0, "marks": 0}
    told = ask("other admin", "GET", "/api/keys?everybody=true").json()
    assert {one["owner"] for one in told} == {"maker", "approver", "service", "admin"}
    prefix = next(one.prefix for one in closed[1].all("default") if one.is_good(datetime.now(UTC)))
    assert ask("other admin", "DELETE", f"/api/keys/{prefix}").status_code == 404
    assert {one["who"] for one in ask("other admin", "GET", "/api/audit?what=key%20added").json()} == {"test"}
    assert ask("maker", "GET", mine["image_path"]).content[:4] == b"\x89PNG"


@pytest.mark.slow
def test_open_stream_ends_with_its_key(closed, keys, ask):
    server, ring, store = closed
    keys["streamer"] = key = ring.add(NewKey("streamer", ["maker"]), "test")
    rows = [{"seed": n, "metadata": SMALL | {"width": 900, "height": 900}} for n in range(500)]
    job = ask("streamer", "POST", "/api/jobs", json={"rows": rows}).json()["id"]
    with httpx.stream(
        "GET", f"{server.url}/api/jobs/{job}/events", headers={"Authorization": f"Bearer {key}"}, timeout=60
    ) as told:
        assert told.status_code == 200
        ring.revoke(key[:16], "test", None)
        with pytest.raises(httpx.RemoteProtocolError):
            list(told.iter_lines())
    [going_on] = ask("service", "GET", "/api/jobs?user_id=streamer").json()
    assert (going_on["id"], going_on["ended_at"]) == (job, None)  # a job is its owner's, whichever key ordered it
    assert ask("streamer", "POST", f"/api/jobs/{job}/cancel").status_code == 401
    assert ask("admin", "POST", f"/api/jobs/{job}/cancel").json()["rows"]["canceled"] > 0
    [told] = wait_until(lambda: store.trail.page(9, what="POST /api/jobs/{job}/cancel", who="admin"))
    assert (told.about, told.status) == ("streamer", 200)


@pytest.mark.slow
def test_what_is_asked_of_others_in_vain_is_in_the_trail(closed, ask, pictures):
    _, _, store = closed
    mine = pictures[0]
    assert ask("brush", "POST", "/generate", json={"user_id": "maker", "metadata": SMALL}).status_code == 403
    marked = {"user_id": "maker", "image_path": mine["image_path"], "result": True}
    assert ask("brush", "POST", "/api/marks", json=marked).status_code in (403, 404)
    assert ask("brush", "DELETE", "/api/users/maker").status_code == 404
    assert ask("nobody", "DELETE", "/api/users/maker").status_code == 401
    wanted = {"POST /generate", "POST /api/marks", "DELETE /api/users/{user_id:path}"}
    wait_until(lambda: wanted <= {e.what for e in store.trail.page(200, about="maker") if e.who == "brush"})
    assert not [e for e in store.trail.page(200) if not e.who]


@pytest.mark.slow
def test_limits_are_told_and_addresses_hashed_as_the_settings_say(closed, ask):
    policies = {who: ask(who, "GET", "/api/brands").headers["ratelimit-policy"] for who in ("approver", "maker")}
    assert '"pictures";q=7;w=86400' in policies["approver"]
    assert "pictures" not in policies["maker"]
    assert ask("brush", "DELETE", "/api/users/maker").status_code == 404
    requests = wait_until(lambda: [e for e in closed[2].trail.page(200, who="brush") if e.status])
    addresses = {e.address for e in requests}
    assert len(addresses) == 1
    assert re.fullmatch("[0-9a-f]{16,}", *addresses)


@pytest.mark.slow
def test_jobs_of_others_are_not_there(ask):
    made = ask("maker", "POST", "/api/jobs", json={"rows": [{"metadata": SMALL}]}).json()
    assert made["user_id"] == "maker"
    at = f"/api/jobs/{made['id']}"
    assert ask("maker", "GET", at).status_code == ask("service", "GET", at).status_code == 200
    for line in (line for line in ROUTES if "{job}" in line):
        method, _, path = line.partition(" ")
        found, nothing = (ask("another", method, path.replace("{job}", one)) for one in (made["id"], "nojob"))
        assert (found.status_code, nothing.status_code) == (404, 404), line
        assert found.json()["error"] | {"request_id": ""} == nothing.json()["error"] | {"request_id": ""}
    assert ask("another", "GET", "/api/jobs?user_id=maker").status_code == 404
    assert made["id"] in {one["id"] for one in ask("admin", "GET", "/api/jobs?user_id=maker").json()}
    for who, code in (("admin", 403), ("other admin", 403)):  # whom it is, and not what it paints
        assert {ask(who, "GET", f"{at}/{one}").status_code for one in ("rows", "results.csv", "images.zip")} == {code}
    assert ask("other admin", "GET", "/api/jobs?user_id=maker").json() == []
    assert [ask(who, "POST", f"{at}/cancel").status_code for who in ("approver", "other admin")] == [403, 404]
    theirs = {"user_id": "maker", "rows": [{"metadata": SMALL}]}
    assert ask("another", "POST", "/api/jobs", json=theirs).status_code in (403, 404)
    assert ask("maker", "GET", at).json()["state"] != "canceled"


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["/generate", "/api/generate", "/generate/stream", "/api/marks", "/v1/images/generations"]
)
def test_nobody_speaks_for_another(ask, pictures, path):
    for user in ("another", "Maker", "maker2"):
        body = {"user_id": user, "metadata": SMALL}
        if path == "/api/marks":
            body = {"user_id": user, "image_path": pictures[1]["image_path"], "result": True}
        if path.startswith("/v1"):
            body = {"user": user, "prompt": "a house", "size": "64x64"}
        answer = ask("maker", "POST", path, json=body)
        assert answer.status_code == 403
        assert answer.json()["error"]["message"].startswith(f"{next(iter(body))} should be your own")
    assert len(ask("service", "GET", "/api/interactions/another").json()) == 1


@pytest.mark.slow
def test_a_system_acts_for_whomever_it_names_and_an_approver_sees(ask, pictures):
    body = {"user_id": "client 7", "metadata": SMALL}
    path = ask("service", "POST", "/api/generate", json=body).json()["image_path"]
    marked = {"user_id": "client 7", "image_path": path, "result": False}
    assert ask("service", "POST", "/api/marks", json=marked).status_code == 200
    assert ask("approver", "GET", path).status_code == 200
    assert ask("approver", "POST", "/api/marks", json=marked).status_code == 403
    assert ask("another", "GET", path).status_code == 404
    painted = ask("brush", "POST", "/v1/images/generations", json={"prompt": "a house", "size": "64x64"}).json()
    assert [line["id"] for line in ask("brush", "GET", "/api/interactions/brush").json()] == [painted["data"][0]["id"]]
    assert ask("nobody", "GET", "/v1/models").json()["error"]["code"] == "unauthenticated"
    assert ask("analyst", "GET", "/api/brand/report").status_code == 200
    assert ask("maker", "GET", "/api/brand/report").status_code == 403
    assert ask("maker", "GET", "/api/brand/report?user_id=maker").status_code == 200
    assert ask("admin", "DELETE", "/api/users/client%207").json() == {"interactions": 1, "marks": 1}


@pytest.mark.slow
def test_end_of_a_key_is_heard_within_seconds_and_the_trail_tells(closed, ask, keys):
    server, ring, store = closed
    old = ring.add(NewKey("brief", ["maker"], name="laptop"), "test")
    keys["brief"] = old
    assert ask("brief", "GET", "/api/interactions/brief").status_code == 200
    keys["fresh"] = ring.rotate(old, timedelta(hours=1), "test", None)
    assert [ask(who, "GET", "/api/interactions/brief").status_code for who in ("brief", "fresh")] == [200, 200]
    ring.revoke(old, "test", None)
    started = datetime.now(UTC)
    wait_until(lambda: ask("brief", "GET", "/api/interactions/brief").status_code == 401)
    assert (datetime.now(UTC) - started).total_seconds() < REMEMBERED + 5
    assert ask("fresh", "GET", "/api/interactions/brief").status_code == 200
    ask("fresh", "DELETE", "/api/users/brief")
    ask("fresh", "GET", "/metrics")
    told = wait_until(lambda: [e for e in store.trail.page(50) if e.who == "brief" and e.what == "GET /metrics"])
    assert told[0].status == 403
    erasure = "DELETE /api/users/{user_id:path}"  # which leaves a pseudonym of them
    erased, *_ = wait_until(lambda: [e.who for e in store.trail.page(50, what=erasure) if e.who == e.about])
    by = [(event.what, event.who) for event in store.trail.page(200, about=erased)]
    assert {("key added", "test"), ("key rotated", "test"), ("key revoked", "test")} <= set(by)
    assert (erasure, erased) in by
    assert erased.startswith("erased ")
    said = server.log.read_text()
    assert SECRET not in said
    assert not [key for key in keys.values() if key and key in said]


@pytest.fixture
def ring(uri, tmp_path):
    with contextlib.closing(Store.open(uri, tmp_path, idle=True)) as store:
        yield Keyring(store.access_keys, store.trail, b"secret")


@pytest.mark.parametrize("short", ["", "x" * 31])
def test_secret_that_is_none_is_refused(tmp_path, short):
    (tmp_path / "access.secret").write_text(short)
    with pytest.raises(Unavailable, match="32"):
        read_secret(None, tmp_path)


def test_key_can_be_checked_offline():
    key = new_key()
    assert re.fullmatch(r"lg_live_[0-9A-Za-z]{36}", key)
    assert is_key(key)
    wrong = key[:20] + ("a" if key[20] != "a" else "b") + key[21:]
    assert not any(map(is_key, ("", wrong, key[:-1], key + "0", key.upper(), f"{key}\n", f" {key}")))
    assert len({new_key() for _ in range(1000)}) == 1000


def test_nothing_that_is_kept_is_a_key(ring):
    key = ring.add(NewKey("anna", ["maker"]), "test")
    [kept] = ring.all(None)
    assert key not in repr(kept)
    assert key.startswith(kept.prefix)
    found = ring.find(key)
    assert (found.subject, found.key, dict(found.scopes)) == ("anna", kept.prefix, dict(ROLES["maker"]))
    assert ring.remembered(key) == found
    other = Keyring(ring._keys, ring._trail, b"another secret")
    assert other.find(key) is None
    assert ring.all(None)[0].last_used_at is not None


def test_key_that_ends_is_no_more_remembered(ring):
    key = ring.add(NewKey("anna", ["maker"], days=1 / 86_400), "test")
    assert ring.find(key)
    wait_until(lambda: ring.remembered(key) is None)
    assert ring.find(key) is None


def test_last_administrator_stays(ring):
    first = ring.bootstrap("root", "test")
    with pytest.raises(Conflict, match="already"):
        ring.bootstrap("root", "test")
    with pytest.raises(Conflict, match="last"):
        ring.revoke(first, "test", None)
    assert ring.find(first)
    second = ring.add(NewKey("other", ["admin"]), "test")
    ring.revoke(first, "test", None)
    with pytest.raises(Conflict, match="last"):
        ring.revoke(second, "test", None)
    with pytest.raises(NotFound):
        ring.revoke(new_key(), "test", None)
    with pytest.raises(Conflict, match="ended"):
        ring.rotate(first, timedelta(0), "test", None)


@pytest.mark.parametrize(("roles", "scopes"), [([], []), (["king"], []), (["maker"], ["fly"]), (["maker"], ["report"])])
def test_key_of_no_sense_is_refused(ring, roles, scopes):
    with pytest.raises(InvalidRequest):
        ring.add(NewKey("anna", roles, scopes=scopes), "test")
    assert not ring.all(None)


def test_roles_add_up_and_scopes_narrow():
    own = dict.fromkeys(("generate", "campaign", "mark", "erase", "keys"), OWN)
    assert granted(["maker", "approver"]) == own | {"read": ALL, "report": ALL}
    assert granted(["analyst"]) == {"report": ALL, "keys": OWN}
    assert granted(["analyst"], ["read", "report"]) == {"report": ALL, "read": ALL}
    assert granted(["service"], ["generate"]) == {"generate": ALL}
    assert granted(["king"]) == {}


def test_what_is_somebody_elses_is_not_there_or_not_allowed():
    visit = Visit(Principal("anna", frozenset({"maker"}), granted(["maker"])))
    visit.see("anna", "nothing", "read")
    visit.act("mark", "anna")
    for user in ("", "Anna", "anna ", "bob"):
        with pytest.raises(NotFound, match="nothing"):
            visit.see(user, "nothing", "read")
        with pytest.raises(Forbidden):
            visit.act("mark", user)
    with pytest.raises(Forbidden):
        visit.all("report")


def test_commands(uri, tmp_path, monkeypatch, capsys):
    for name, value in {"MONGODB_URI": uri, "DATA_DIR": str(tmp_path / "data")}.items():
        monkeypatch.setenv(name, value)

    def run(*arguments):
        code, told = main(list(arguments)), capsys.readouterr()
        return code, told.out.strip(), told.err

    code, key, _ = run("bootstrap")
    assert code == 0
    assert is_key(key)
    assert run("bootstrap")[0] == 1
    code, made, _ = run("key", "add", "  anna ", "--role", "maker", "--days", "30")
    assert is_key(made)
    code, again, _ = run("key", "rotate", made[:16], "--grace", "0")
    assert is_key(again)
    listed = run("key", "list")[1]
    assert made[:16] in listed
    assert "anna" in listed
    assert not {key, made, again} & set(listed.split())
    assert run("key", "revoke", again[:16])[0] == 0
    assert run("key", "revoke", key)[0] == 1
    assert "key rotated" in run("audit", "--about", "anna")[1]
    kept = tmp_path / "data" / "access.secret"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.read_text() not in repr(listed)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", "203.0.113.9"])
def test_address_that_others_reach_takes_a_mode(address):
    with pytest.raises(
        SystemExit, match=rf"{address} is reached by others.*AUTH=keys.*127\.0\.0\.1.*BIND=127\.0\.0\.1"
    ):
        check_published(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_address_of_this_machine_takes_none(address):
    check_published(address)


@pytest.mark.slow
@pytest.mark.parametrize(("host", "env"), [("0.0.0.0", {}), ("127.0.0.1", {"BIND": "0.0.0.0"})])
def test_open_address_without_a_mode_stops_the_start(tmp_path, host, env):
    settings = {"PORT": str(free_port()), "DATA_DIR": str(tmp_path / "data"), "BENTOML_HOME": str(tmp_path / "bentoml")}
    done = subprocess.run(
        [sys.executable, "-m", "bentoml", "serve", "service:LogoGeneration", "--host", host],
        cwd=ROOT, env=os.environ | settings | env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "AUTH=off asks nobody who they are, and 0.0.0.0 is reached by others" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_short_secret_stops_the_start_and_is_not_told():
    from settings import Settings

    with pytest.raises(SystemExit) as told:
        Settings.from_env({"AUTH_SECRET": "hunter2"})
    assert "AUTH_SECRET=" in str(told.value)
    assert "hunter2" not in str(told.value)


def session_of(answer):
    [cookie] = answer.headers.get_list("set-cookie")
    assert re.search(r"; HttpOnly; Max-Age=43200; Path=/; SameSite=lax$", cookie)
    return cookie.partition(";")[0].partition("=")[2]


@pytest.mark.slow
def test_browser_has_a_session_for_a_key_until_it_signs_out_everywhere(ask, keys, pictures):
    def come_in(who):
        return session_of(ask("nobody", "POST", "/api/session", json={"key": keys[who]}))

    sessions = [come_in("another"), come_in("another")]
    other = come_in("maker")

    def get(session, path="/api/interactions/another", method="GET", **headers):
        return ask("nobody", method, path, headers={"Cookie": f"session={session}"} | headers)

    assert [get(session).status_code for session in (*sessions, other, "", "x", sessions[0][:-1] + "!")] == [
        200,
        200,
        404,
        401,
        401,
        401,
    ]
    assert get(other, pictures[0]["image_path"]).content[:4] == b"\x89PNG"
    assert get(other, pictures[1]["image_path"]).status_code == 404
    who = {"user_id": "another", "tenant": "default", "roles": ["maker"], "key": keys["another"][:16]}
    who["scopes"] = list(granted(["maker"]))
    assert get(sessions[0], "/api/session").json() == who
    # A cookie alone, as another site's form has it, or with that site's name, changes nothing.
    for headers in (
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ):
        assert get(sessions[0], "/api/session", "DELETE", **headers).status_code == 403
    assert get(sessions[0], "/api/session", "DELETE", **{"Sec-Fetch-Site": "same-origin"}).status_code == 204
    assert [get(session).status_code for session in sessions] == [401, 401]
    assert get(other, "/api/session").status_code == 200
    assert {ask("nobody", "POST", "/api/session", json={"key": keys[who]}).status_code for who in STRANGERS} == {401}
    assert ask("nobody", "POST", "/api/session", json={"key": other}).status_code == 401


@pytest.mark.slow
def test_session_ends_with_its_key(closed, ask, keys):
    _, ring, _ = closed
    keys["leaving"] = ring.add(NewKey("leaving", ["maker"]), "test")
    session = session_of(ask("nobody", "POST", "/api/session", json={"key": keys["leaving"]}))
    cookie = {"Cookie": f"session={session}"}
    assert ask("nobody", "GET", "/api/session", headers=cookie).status_code == 200
    ring.revoke(keys["leaving"], "test", None)
    wait_until(lambda: ask("nobody", "GET", "/api/session", headers=cookie).status_code == 401)


@pytest.mark.slow
def test_page_is_of_whoever_signed_in(closed, keys, pictures, visitors):
    home = closed[0].url
    with visitors.come(locale="ru-RU", reduced_motion="reduce", viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{home}/ui/ru/?tab=history")
        expect(page.get_by_role("heading", name="Вход")).to_be_visible()
        assert Axe().run(page).response["violations"] == []
        page.get_by_label("Ваш ключ").fill("lg_live_nonsense")
        page.get_by_role("button", name="Войти").click()
        expect(page.get_by_role("alert")).to_contain_text("Такого ключа нет")
        page.get_by_label("Ваш ключ").fill(keys["maker"])
        page.keyboard.press("Enter")
        field = page.locator("#user-id input")
        expect(field).to_have_value("maker")
        expect(field).to_be_disabled()
        expect(page.locator(f"img[src*='{pictures[0]['image_path']}']").first).to_be_visible()
        assert page.url == f"{home}/ui/ru/?tab=history"
        page.get_by_role("tab", name="Кампании").click()
        expect(page.get_by_role("button", name="Запустить кампанию")).to_be_visible()
        sessions = {cookie["name"]: cookie for cookie in context.cookies()}
        assert sessions["session"]["httpOnly"]
        assert page.evaluate("document.cookie").find("lg_session") == -1
        page.get_by_role("button", name="Выйти на всех устройствах").click()
        expect(page.get_by_role("heading", name="Вход")).to_be_visible()
        page.goto(f"{home}/ui/ru/?tab=campaigns")
        page.get_by_label("Ваш ключ").fill(keys["approver"])
        page.keyboard.press("Enter")
        expect(page.locator("#campaign-form")).to_contain_text("Ваш ключ не разрешает кампании")
        expect(page.get_by_role("button", name="Запустить кампанию")).to_have_count(0)
        assert complaints == []


@pytest.mark.slow
def test_session_of_the_page_is_of_whoever_signed_in(ask, keys):
    """With another's browser token and session hash nothing of theirs is heard, and nothing is cancelled."""
    names = [scoped(f"browser\n{keys[who]}", "hash") for who in ("maker", "another")]
    assert len({*names, scoped("browser", "hash")}) == 3
    for path in ("/ui/ru/gradio_api/queue/data?session_hash=abc", "/ui/ru/gradio_api/heartbeat/abc", "/ui/ru/config"):
        assert ask("nobody", "GET", path).status_code == 401
        assert ask("revoked", "GET", path).status_code == 401


@pytest.mark.slow
def test_people_of_one_name_in_two_tenants_see_nothing_of_each_other_in_two_browsers(closed, keys, pictures, visitors):
    """Not by a copied address of a picture, nor by the name of a session, nor by any route of Gradio's own."""
    server, ring, _ = closed
    window = {"locale": "en-US", "viewport": {"width": 1440, "height": 900}}
    with visitors.come(**window) as mine, visitors.come(**window) as theirs:
        pages, names = {}, defaultdict(list)
        for context, who in ((mine, "maker"), (theirs, "other maker")):
            context.add_cookies([{"name": "session", "value": ring.sign_in(keys[who]), "url": server.url}])
            pages[who] = context.new_page()
            heard = names[who]
            pages[who].on("request", lambda one, heard=heard: heard.extend(re.findall(r"heartbeat/(\w+)", one.url)))
            pages[who].goto(f"{server.url}/ui/en/")
            settle(pages[who])
            expect(pages[who].locator("#user-id input")).to_have_value("maker")
        size(pages["maker"], 96, 64)
        copied = make(pages["maker"])[0]
        [session, *_] = names["maker"]
        secret = copied.rpartition("/")[2].partition(".")[0]
        for path in (copied, f"{copied}?thumb=256", f"{copied}?download", f"{copied}/palette.png"):
            own, foreign = (one.request.get(f"{server.url}{path}") for one in (mine, theirs))
            assert (own.status, foreign.status, secret in foreign.text()) == (200, 404, False), path
        shown = """path => new Promise((done) => {
            const image = Object.assign(new Image(), { onload: () => done(image.width), onerror: () => done(0) });
            image.src = path;
        })"""
        assert [pages[who].evaluate(shown, copied) for who in ("maker", "other maker")] == [96, 0]
        gradio = f"{server.url}/ui/en/gradio_api"
        for path in (f"file={copied}", f"file=/tmp/gradio/{secret}.png", f"stream/{session}/1/playlist.m3u8", "info"):
            assert theirs.request.get(f"{gradio}/{path}").status == 404
        over, heard = threading.Event(), []
        cookies = {one["name"]: one["value"] for one in theirs.cookies()}

        def listen():
            data = f"{gradio}/queue/data?session_hash={session}"
            while not over.is_set():
                with (
                    contextlib.suppress(httpx.HTTPError),
                    httpx.stream("GET", data, cookies=cookies, timeout=2) as told,
                ):
                    heard.append(told.status_code)
                    heard.extend(told.iter_text())

        thief = threading.Thread(target=listen, daemon=True)
        thief.start()
        wait_until(lambda: heard)
        for path in ("cancel", "reset"):
            body = {"session_hash": session, "event_id": "x", "fn_index": 0}
            theirs.request.post(f"{gradio}/{path}", data=body, headers={"Origin": server.url})
        look_back(pages["other maker"])
        expect(pages["other maker"].locator(f"img[src*='{secret}']")).to_have_count(0)
        assert len(make(pages["maker"])) == 1  # whose session has gone on
        over.set()
        thief.join(30)
        assert heard[0] == 200
        assert not [one for one in heard[1:] if secret in str(one) or "process" in str(one)]
        assert secret not in pages["other maker"].content()


@pytest.mark.slow
def test_person_makes_rotates_and_revokes_their_own_keys(ask, keys):
    mine = ask("brush", "POST", "/api/keys", json={"name": "laptop", "days": 30}).json()
    assert is_key(mine["key"])
    assert (mine["owner"], mine["roles"], mine["name"]) == ("brush", ["maker"], "laptop")
    keys["laptop"] = mine["key"]
    listed = ask("laptop", "GET", "/api/keys").json()
    assert {one["prefix"] for one in listed} == {keys["brush"][:16], mine["prefix"]}
    assert mine["key"] not in str(listed)
    keys["newer"] = ask("laptop", "POST", f"/api/keys/{mine['prefix']}/rotate", json={"hours": 0}).json()["key"]
    wait_until(lambda: ask("laptop", "GET", "/api/keys").status_code == 401)
    assert ask("brush", "DELETE", f"/api/keys/{keys['newer'][:16]}").status_code == 204
    wait_until(lambda: ask("newer", "GET", "/api/keys").status_code == 401)
    assert [one["prefix"] for one in ask("brush", "GET", "/api/keys").json()] == [keys["brush"][:16]]


@pytest.mark.slow
def test_no_answer_that_tells_a_secret_is_kept(closed, ask, keys):
    _, ring, _ = closed
    keys["teller"] = ring.add(NewKey("teller", ["maker", "admin"]), "test")
    made = ask("teller", "POST", "/api/keys", json={})
    token = ring.invite(NewKey("guest", ["maker"]), "test", timedelta(hours=1))
    hook = ask("teller", "POST", "/api/webhooks", json={"url": "https://hooks.example/"})
    answers = [
        made,
        ask("teller", "POST", f"/api/keys/{made.json()['prefix']}/rotate", json={}),
        ask("nobody", "POST", "/api/session", json={"key": keys["teller"]}),
        ask("nobody", "POST", "/api/session/invitation", json={"invitation": token}),
        hook,
        ask("teller", "POST", f"/api/webhooks/{hook.json()['id']}/rotate"),
    ]
    assert [(one.status_code // 100, one.headers.get_list("cache-control")) for one in answers] == [
        (2, ["no-store"])
    ] * 6


@pytest.mark.slow
def test_keys_of_others_are_not_there_but_for_administrators(ask, keys):
    theirs = keys["another"][:16]
    for method, path in (("DELETE", "/api/keys/{}"), ("PATCH", "/api/keys/{}"), ("POST", "/api/keys/{}/rotate")):
        found, nothing = (ask("brush", method, path.format(one), json={}) for one in (theirs, "lg_live_nobody00"))
        assert found.status_code == nothing.status_code == 404
        assert found.json()["error"] | {"request_id": ""} == nothing.json()["error"] | {"request_id": ""}
    for wanted in ({"owner": "another"}, {"roles": ["admin"]}, {"roles": ["maker", "approver"]}):
        assert ask("brush", "POST", "/api/keys", json=wanted).status_code == 403
    for wrong in (
        {"roles": ["king"]},
        {"scopes": ["fly"]},
        {"days": 0},
        {"days": 4000},
        {"owner": "a\nb"},
        {"name": "x" * 101},
    ):
        assert ask("admin", "POST", "/api/keys", json=wrong).status_code == 422
    assert ask("brush", "GET", "/api/keys?everybody=true").status_code == 403
    assert theirs in {one["prefix"] for one in ask("admin", "GET", "/api/keys?everybody=true").json()}
    wanted = {"owner": "newcomer", "roles": ["approver"], "limits": {"pictures_per_day": 5, "in_flight": None}}
    made = ask("admin", "POST", "/api/keys", json=wanted).json()
    assert (made["owner"], made["created_by"], made["limits"]) == ("newcomer", "admin", wanted["limits"])
    path = f"/api/keys/{made['prefix']}"
    keys["newcomer"] = made["key"]
    assert ask("newcomer", "GET", "/api/session").json()["roles"] == ["approver"]
    for who, status in (("newcomer", 403), ("other admin", 404), ("maker", 404)):
        assert ask(who, "PATCH", path, json={"roles": ["admin"]}).status_code == status
    for wrong in ({"roles": ["king"]}, {"roles": []}, {"owner": "x"}, {"limits": {"in_flight": -1}}, {"days": 3},
                  {"limits": {"flights": 1}}, {"limits": {"in_flight": 1e300}}, {"scopes": ["erase"]}):  # fmt: skip
        assert ask("admin", "PATCH", path, json=wrong).status_code == 422, wrong
    assert ask("admin", "PATCH", path, content=b"{}").status_code == 415
    assert ask("admin", "PATCH", path, json={"name": "x" * 70_000}).status_code == 413
    changed = ask("admin", "PATCH", path, json={"roles": ["maker"], "limits": {"in_flight": 3}}).json()
    assert (changed["roles"], changed["limits"], changed["name"]) == (["maker"], {"in_flight": 3}, "newcomer")
    answer = ask("newcomer", "GET", "/api/session")
    assert (answer.json()["roles"], '"in-flight";q=3' in answer.headers["ratelimit-policy"]) == (["maker"], True)
    [line] = ask("admin", "GET", "/api/audit?about=newcomer&what=key%20changed").json()
    assert line["detail"]["before"] == {"roles": ["approver"], "limits": {"pictures_per_day": 5, "in_flight": None}}
    assert ask("admin", "DELETE", f"/api/keys/{made['prefix']}").status_code == 204
    helper = ask("admin", "POST", "/api/keys", json={"owner": "helper", "roles": ["admin"], "scopes": ["keys"]}).json()
    keys["helper"], path = helper["key"], f"/api/keys/{keys['admin'][:16]}"
    for method, deed in (("POST", "/rotate"), ("DELETE", ""), ("PATCH", "")):
        assert ask("helper", method, path + deed, json={}).status_code == 403


def test_key_of_ones_own_allows_no_more_and_lives_no_longer(ring):
    narrow = ring.find(ring.add(NewKey("anna", ["maker"], scopes=["read", "keys"], days=5), "test"))
    made = ring.find(ring.add_own(NewKey("anna", ["maker"], days=90), narrow))
    assert made.scopes == narrow.scopes == {"read": OWN, "keys": OWN}
    first, second = (ring.called(one.key, None) for one in (narrow, made))
    assert second.expires_at == first.expires_at
    for wanted in (NewKey("anna", ["maker"], scopes=["read", "mark"]), NewKey("anna", ["approver"], scopes=["read"])):
        with pytest.raises(Forbidden, match="no more than"):
            ring.add_own(wanted, narrow)
    wide = ring.add(NewKey("anna", ["maker"], days=3), "test")
    longer = ring.add(NewKey("anna", ["maker"], scopes=["read"], days=9), "test")
    for other in (wide, longer):
        with pytest.raises(Forbidden):
            ring.rotate_own(other, timedelta(hours=1), narrow)
    assert ring.find(ring.rotate_own(made.key, timedelta(hours=1), narrow)).scopes == narrow.scopes
    assert ring.find(ring.rotate_own(narrow.key, timedelta(hours=1), narrow)).scopes == narrow.scopes
    limited = ring.find(ring.add(NewKey("anna", ["maker"], limits={"requests_per_minute": 5}), "test"))
    assert ring.find(ring.add_own(NewKey("anna", ["maker"]), limited)).limits == {"requests_per_minute": 5}
    for came_by in ("oidc", "proxy", ""):
        with pytest.raises(Forbidden, match="company"):
            ring.add_own(
                NewKey("anna", ["maker"]), Principal("anna", frozenset({"maker"}), granted(["maker"]), key=came_by)
            )


def test_key_of_ones_own_has_ones_roles(ring):
    maker = ring.find(ring.add(NewKey("anna", ["maker"]), "test"))
    for roles in (["maker", "admin"], ["admin"], ["maker", "analyst"]):
        with pytest.raises(Forbidden):
            ring.add_own(NewKey("anna", roles), maker)


def test_key_that_is_being_replaced_renews_itself_no_more(ring):
    leaked = ring.find(ring.add(NewKey("anna", ["maker"]), "test"))
    ring.rotate(leaked.key, timedelta(hours=24), "test", None)
    with pytest.raises(Conflict):
        ring.rotate_own(leaked.key, timedelta(hours=24), leaked)


def test_key_ends_with_all_that_was_made_with_it(ring):
    old = ring.add(NewKey("anna", ["maker"]), "test")
    child = ring.add_own(NewKey("anna", ["maker"]), ring.find(old))
    grandchild = ring.add_own(NewKey("anna", ["maker"]), ring.find(child))
    new = ring.rotate(old, timedelta(hours=24), "test", None)
    other = ring.add(NewKey("anna", ["maker"]), "test")
    assert all(map(ring.find, (old, child, grandchild, new, other)))
    ring.revoke(new, "test", None)
    assert not any(map(ring.find, (old, child, grandchild, new)))
    assert ring.find(other)


def test_first_administrator_is_of_the_tenant_that_is_named(ring):
    made = {tenant: ring.bootstrap("root", "test", tenant=tenant) for tenant in ("acme", "default")}
    assert {ring.find(key).tenant for key in made.values()} == made.keys()
    assert [one.tenant for one in ring.administrators("acme")] == ["acme"]


def test_administrator_is_who_may_manage_keys_and_goes_on_to(store):
    ring = Keyring(store.access_keys, store.trail, b"of two administrators")
    for one in ring.administrators("default"):
        store.access_keys.end(one.digest, datetime.now(UTC))
    real = ring.bootstrap("boss", "test")
    ring.add(NewKey("figures", ["admin"], scopes=["metrics"]), "test")
    with pytest.raises(Conflict):
        ring.revoke(real, "test", None)
    successor = ring.rotate(real, timedelta(hours=24), "test", None)
    with pytest.raises(Conflict):
        ring.revoke(successor, "test", None)
    narrowed = ring.find(ring.add(NewKey("helper", ["admin"], scopes=["keys"]), "test"))
    with pytest.raises(Forbidden):
        ring.add_for(NewKey("another", ["admin"]), narrowed)


def test_invitation_is_good_once(ring):
    token = ring.invite(NewKey("anna", ["maker"]), "test", timedelta(hours=1))
    with ThreadPoolExecutor(8) as threads:
        [(key, session)] = filter(None, threads.map(ring.accept, [token] * 8))
    assert ring.find(key).subject == ring.find(session).subject == "anna"
    assert ring.accept(token) is None
    late = ring.invite(NewKey("anna", ["maker"]), "test", timedelta(0))
    assert [ring.accept(one) for one in (late, "", "lg_invite_x", key, session)] == [None] * 5
    with pytest.raises(InvalidRequest):
        ring.invite(NewKey("anna", ["king"]), "test", timedelta(hours=1))


def test_first_administrator_is_invited_once_and_only_while_there_is_none(ring):
    token = ring.invite_first(timedelta(hours=1))
    assert ring.invite_first(timedelta(hours=1)) is None
    key, _ = ring.accept(token)
    assert ring.find(key).roles == {"admin"}
    assert ring.invite_first(timedelta(hours=1)) is None


def test_first_invitation_is_good_for_nothing_once_there_is_an_administrator(ring):
    token = ring.invite_first(timedelta(hours=1))
    ring.bootstrap("root", "test")
    assert ring.accept(token) is None


@pytest.mark.slow
def test_start_tells_the_log_one_link(closed, ask):
    server, ring, _ = closed
    told = re.findall(
        r"http://localhost:\d+/ui/sign-in#invitation=(lg_invite_[\w-]{43})(?![\w-])", server.log.read_text()
    )
    assert len(told) == 1
    assert told[0] != ring.invite(NewKey("x", ["maker"]), "test", timedelta(hours=1))


def is_told_of_no_answer(page):
    """Where none comes, or not to its end; what was typed may be sent again."""
    for fails in (lambda route: route.abort(), lambda route: route.fulfill(body="[")):
        page.route("**/api/keys", fails)
        page.locator("#mine form").get_by_role("button", name="Создать ключ").click()
        expect(page.get_by_role("alert")).to_have_text("Нет связи с сервисом. Попробуйте ещё раз.")
        page.unroute("**/api/keys")
        page.get_by_role("button", name="Показать", exact=True).click()
        expect(page.get_by_role("alert")).to_have_count(0)


def signs_in_again(page):
    """Once the session has ended, and is back to the page of keys with it."""
    expect(page.locator("#trail")).to_be_visible()
    keys, session = page.url, page.context.cookies()
    page.context.clear_cookies()
    page.locator("#mine form").get_by_role("button", name="Создать ключ").click()
    page.wait_for_url("**/ui/sign-in?to=%2Fui%2Fkeys")
    page.context.add_cookies(session)
    page.goto(keys)


@pytest.mark.slow
def test_guest_takes_a_key_and_sees_it_once(closed, visitors, tmp_path):
    server, ring, _ = closed
    home, token = server.url, ring.invite(NewKey("Анна", ["maker", "admin"]), "test", timedelta(hours=1))
    with visitors.come(locale="ru-RU", reduced_motion="reduce", viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{home}/ui/sign-in#invitation={token}")
        page.get_by_role("button", name="Принять приглашение").click()
        expect(page.get_by_role("button", name="Скопировать")).to_be_visible()
        key = page.locator(".told code").text_content()
        assert is_key(key)
        assert ring.find(key).subject == "Анна"
        page.get_by_role("link", name="Продолжить").click()
        expect(page.locator("#user-id input")).to_have_value("Анна")
        page.get_by_role("link", name="Доступ и ключи").click()
        expect(page.locator("#roles")).to_have_text("Администратор, Автор")
        expect(page.locator("#mine .keys li")).to_have_count(1)
        mine = page.locator("#mine form")
        mine.get_by_label("Название").fill("<img src=x onerror=alert(1)>")
        mine.get_by_role("button", name="Создать ключ").click()
        expect(page.locator("#made #key")).to_contain_text("lg_live_")
        assert ring.find(page.locator("#key").text_content()).subject == "Анна"
        assert not page.locator("main img").count()
        page.on("dialog", lambda dialog: dialog.accept())
        page.locator("#mine .keys li").filter(has_text="<img").get_by_role("button", name="Отозвать").click()
        expect(page.locator("#mine .keys li")).to_have_count(1)
        is_told_of_no_answer(page)
        expect(page.locator("#everybody .keys li").first).to_be_visible()
        theirs = page.locator("#everybody form")
        theirs.get_by_label("Для кого").fill("boris")
        theirs.get_by_role("button", name="Создать ключ").click()
        expect(page.get_by_role("alert")).to_have_text("Выберите хотя бы одну роль.")
        theirs.get_by_label("Согласующий").check()
        theirs.get_by_role("button", name="Создать ключ").click()
        expect(page.locator("#everybody .keys li").filter(has_text="boris")).to_have_count(1)
        assert Axe().run(page).response["violations"] == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.goto(f"{home}/ui/sign-in#invitation={token}")
        page.get_by_role("button", name="Принять приглашение").click()
        expect(page.locator(".invitation [role=alert]")).to_contain_text("уже использовано")
        page.goto(f"{home}/ui/keys")
        signs_in_again(page)
        page.get_by_role("button", name="Выйти на всех устройствах").click()
        expect(page.get_by_role("heading", name="Вход")).to_be_visible()
        assert complaints == []


def ends_a_campaign(page, store, texts, user):
    """Somebody else's, which a worker never took, older than a page of them."""
    rows, old, other = [{"number": 1, "request": {}, "seed": 7}], f"of {user}", f"no {user}"
    for number in range(21):
        name = f"{number} {user}" if number else old
        going = Job(id=name, user_id=user, name="<i>", created_at=datetime.now(UTC), rows=RowCounts(total=1))
        store.jobs.create(going, "f", [rows[0] | {"interaction": f"i {name}"}])
        store.jobs.turn(name, "canceled" if number else "paused")
    late, found = [], page.locator("#jobs li")
    page.route("**/api/jobs?*", lambda route: route.continue_() if late else late.append(route))
    shows = page.get_by_role("button", name=texts.access["show_jobs"])
    for whose in (user, other):
        page.get_by_label(texts.access["whose"], exact=True).fill(whose)
        shows.click()
    expect(page.locator("#jobs .none")).to_be_visible()
    with page.expect_response(lambda answer: "api/jobs" in answer.url and other not in answer.url) as answered:
        late[0].continue_()
    answered.value.finished()
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(found).to_have_count(0)
    page.get_by_label(texts.access["whose"], exact=True).fill(user)
    shows.click()
    expect(found).to_have_count(20)
    more = page.locator("#jobs").get_by_role("button", name=texts.access["more"])
    more.click()
    expect(found).to_have_count(21)
    expect(more).to_be_hidden()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=f"{texts.campaign_cancel}: <i>").click()
    expect(found.last).to_contain_text(texts.job_states["canceled"])
    expect(found.get_by_role("button")).to_have_count(0)
    assert store.jobs.get(old).state == "canceled"


@pytest.mark.slow
@pytest.mark.parametrize(("locale", "width"), [("ru-RU", 1440), ("en-US", 390)])
def test_administrator_changes_a_key_and_reads_the_trail(closed, visitors, locale, width):
    server, ring, store = closed
    said = LANGUAGES[locale[:2]].access
    boss, anna = (
        ring.add(NewKey(f"{name} {width}", [role]), "test") for name, role in (("boss", "admin"), ("anna", "maker"))
    )
    for number in range(60):
        store.trail.add(Event(who=f"anna {width}", what="GET /x", status=404, detail={"number": f"<i>{number}</i>"}))
    with visitors.come(locale=locale, reduced_motion="reduce", viewport={"width": width, "height": 900}) as context:
        page, complaints = context.new_page(), []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        context.add_cookies([{"name": "session", "value": ring.sign_in(boss), "url": server.url}])
        page.goto(f"{server.url}/ui/keys")
        expect(page.locator("#tenant")).to_have_text("default")
        page.get_by_label(said["find"]).fill(f"anna {width}")
        expect(page.locator("#everybody .people > li")).to_have_count(1)
        change = page.get_by_role("button", name=f"{said['change']}: anna {width} {anna[:16]}")
        change.focus()
        page.keyboard.press("Enter")
        form = page.locator("form.change")
        expect(form.get_by_label(said["name"])).to_be_focused()
        page.keyboard.press("Escape")
        expect(change).to_be_focused()
        change.click()
        expect(form.get_by_label(said["roles"]["maker"])).to_be_checked()
        form.get_by_label(said["roles"]["maker"]).uncheck()
        form.get_by_role("button", name=said["save"]).click()
        expect(page.get_by_role("alert")).to_have_text(said["words"]["no_role"])
        form.get_by_label(said["roles"]["approver"]).check()
        form.get_by_label(said["limits"]["pictures_per_day"]).fill("7")
        form.get_by_label(said["limits"]["in_flight"]).fill("∞")
        assert Axe().run(page).response["violations"] == []
        form.get_by_role("button", name=said["save"]).click()
        expect(page.get_by_role("status")).to_have_text(said["words"]["saved"])
        expect(page.locator("#everybody .facts").first).to_contain_text(said["roles"]["approver"])
        found = ring.find(anna)
        assert (found.roles, found.limits) == ({"approver"}, {"pictures_per_day": 7, "in_flight": math.inf})
        ends_a_campaign(page, store, LANGUAGES[locale[:2]], f"anna {width}")
        page.get_by_label(said["by_person"], exact=True).fill(f"anna {width}")
        page.get_by_label(said["by_deed"], exact=True).first.fill("GET /x")
        page.get_by_role("button", name=said["show"], exact=True).click()
        expect(page.locator("#trail tbody tr")).to_have_count(50)
        page.get_by_role("button", name=said["more"]).click()
        expect(page.locator("#trail tbody tr")).to_have_count(60)
        expect(page.locator("#trail tbody tr").last).to_contain_text("<i>0</i>")
        expect(page.get_by_role("button", name=said["more"])).to_be_hidden()
        page.get_by_label(said["by_deed"], exact=True).first.fill(said["deeds"]["key changed"])
        page.get_by_role("button", name=said["show"], exact=True).click()
        expect(page.locator("#trail tbody tr")).to_have_count(1)
        expect(page.locator("#trail tbody tr")).to_contain_text(said["roles"]["approver"])
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert complaints == []


@pytest.mark.slow
def test_forms_of_several_keys_keep_what_is_typed_and_send_what_is_another(closed, visitors):
    server, ring, store = closed
    said = LANGUAGES["ru"].access
    limits = {"in_flight": 0.5, "requests_per_minute": 1e9, "megapixels_per_day": 1e-7}
    boss, tablet, old = (
        ring.add(NewKey("chief" if role == "admin" else "clara", [role], name, limits=given), "test")
        for role, name, given in (("admin", "", {}), ("maker", "tablet", limits), ("maker", "old", {}))
    )
    store.access_keys.change(replace(ring.called(old, None), limits={"in_flight": 1e300}))  # as earlier releases let
    with visitors.come(locale="ru-RU") as context:
        page = context.new_page()
        context.add_cookies([{"name": "session", "value": ring.sign_in(boss), "url": server.url}])
        page.goto(f"{server.url}/ui/keys")
        finds = page.get_by_label(said["find"])
        finds.fill("clara")
        opens = [page.get_by_role("button", name=f"{said['change']}: {name} ") for name in ("tablet", "old")]
        first, second = (page.get_by_role("form", name=key[:16]) for key in (tablet, old))
        for opener, form, name in zip(opens, (first, second), ("phone", "older"), strict=True):
            opener.click()
            form.get_by_label(said["name"]).fill(name)
        second.get_by_role("button", name=said["save"]).click()
        expect(page.get_by_role("status")).to_have_text(said["words"]["saved"])
        expect(second).to_have_count(0)
        finds.fill("nobody of this name")
        expect(first).to_have_count(0)
        finds.fill("clara")
        expect(first.get_by_label(said["name"])).to_have_value("phone")
        first.get_by_label(said["limits"]["pictures_per_day"]).fill("2,5")
        first.get_by_role("button", name=said["save"]).click()
        expect(first).to_have_count(0)
        kept = [(one.name, one.limits) for one in map(ring.called, (tablet, old), (None, None))]
        assert kept == [("phone", {**limits, "pictures_per_day": 2.5}), ("older", {"in_flight": 1e300})]
        early = []  # what was answered before the second is revoked comes last
        page.on("dialog", lambda dialog: dialog.accept())
        page.route("**/api/keys?everybody=true", lambda route: early.append((route, route.fetch())))
        with page.expect_request("**/api/keys?everybody=true"):
            page.get_by_role("button", name=f"{said['revoke']}: phone ").click()
        with page.expect_response(lambda answer: answer.request.method == "DELETE"):
            page.get_by_role("button", name=f"{said['revoke']}: older ").click()
        page.evaluate(TWO_FRAMES)  # what is asked at once with it
        page.route("**/api/keys?everybody=true", lambda route: route.continue_())
        for route, answer in reversed(early):
            route.fulfill(response=answer)
            page.evaluate(TWO_FRAMES)
        expect(page.locator("#everybody .people > li")).to_have_count(0)


@pytest.mark.slow
def test_cookies_over_tls_are_of_this_very_host(ask, keys):
    """Another name of the same domain cannot put a session of its own in their place."""
    tls = {"X-Forwarded-Proto": "https", "Origin": "https://localhost", "Host": "localhost"}

    def get(name, session):
        return ask("nobody", "GET", "/api/session", headers=tls | {"Cookie": f"{name}={session}"}).status_code

    answer = ask("nobody", "POST", "/api/session", json={"key": keys["maker"]}, headers=tls)
    [said] = answer.headers.get_list("set-cookie")
    name, _, session = said.partition(";")[0].partition("=")
    assert re.search(r"; HttpOnly; Max-Age=43200; Path=/; SameSite=lax; Secure$", said)
    assert (name, get(name, session), get("session", session)) == ("__Host-session", 200, 401)
    plain = {"Cookie": f"__Host-session={session}"}
    assert ask("nobody", "GET", "/api/session", headers=plain).status_code == 401
    page = ask("nobody", "GET", "/ui/ru/", headers=tls | {"Cookie": f"{name}={session}"})
    assert re.match(r"__Host-browser=[\w-]+; Path=/; .*; Secure$", page.headers["set-cookie"])
    gone = ask("nobody", "DELETE", "/api/session", headers=tls | {"Cookie": f"{name}={session}"})
    assert re.match(r'__Host-session=""; .*Max-Age=0; Path=/; .*Secure$', gone.headers["set-cookie"])
