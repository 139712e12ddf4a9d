"""The trail: who reads it, by what, and what is left in it of a person who was erased."""

import math
import uuid
from datetime import UTC, datetime, timedelta

import pytest

import service
from access import ROUTES, KeyChange, NewKey, hashed, plain
from access.__main__ import main
from storage import Event
from tests.asking import SECRET, Asked
from tests.flow import flowing
from tests.painters import Plain


@pytest.fixture
def asked(store):
    with flowing(store, Plain()) as flow:
        yield Asked(flow, store)


@pytest.fixture
def admin(asked):
    return asked.key(roles=["admin"], owner="admin")


def read(asked, key, query=""):
    answer = asked.ask(key, None, f"/api/audit{query}", "GET")
    assert answer.status_code == 200, answer.text
    return answer


def test_administrators_read_it_page_by_page_and_nobody_else(asked, admin, store):
    for number in range(7):
        store.trail.add(Event(who="anna", what=f"deed {number}"))
    found, path = [], "?who=anna&limit=3"
    while path:
        answer = read(asked, admin, path)
        found += [line["what"] for line in answer.json()]
        path = answer.headers.get("link", "").partition("<")[2].partition(">")[0].removeprefix("/api/audit")
    assert found == [f"deed {number}" for number in range(6, -1, -1)]
    store.trail.add(Event(who="anna", what="key changed", detail={"limits": {"in_flight": math.inf}}))
    assert read(asked, admin, "?who=anna&limit=1").json()[0]["detail"] == {"limits": {"in_flight": None}}
    for role in ("maker", "approver", "analyst", "service"):
        assert asked.ask(asked.key(roles=[role], owner=role), None, "/api/audit", "GET").status_code == 403
    assert asked.ask({}, None, "/api/audit", "GET").status_code == 401


def test_filters(asked, admin, store):
    now = datetime.now(UTC).replace(microsecond=0)
    for hours, who, what, about in (
        (3, "anna", "GET /x", "bob"),
        (2, "bob", "GET /y", ""),
        (1, "anna", "GET /y", "carl"),
    ):
        store.trail.add(Event(who=who, what=what, about=about, status=404, at=now - timedelta(hours=hours)))

    def lines(**query):
        query = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in query.items()}
        path = "?" + "&".join(
            f"{name}={value}".replace("+", "%2B").replace(" ", "%20") for name, value in query.items()
        )
        return [(one["who"], one["what"]) for one in read(asked, admin, path).json() if one["who"] in ("anna", "bob")]

    assert lines(who="anna") == [("anna", "GET /y"), ("anna", "GET /x")]
    assert lines(about="bob") == [("bob", "GET /y"), ("anna", "GET /x")]
    assert lines(what="GET /y") == [("anna", "GET /y"), ("bob", "GET /y")]
    assert lines(since=now - timedelta(hours=2), until=now - timedelta(hours=1)) == [("bob", "GET /y")]
    for bad in ("limit=0", "limit=9999", "before=x", "who=", "since=x", "strange=1"):
        assert asked.ask(admin, None, f"/api/audit?{bad}", "GET").status_code == 422


@pytest.fixture
def environment(uri, tmp_path, monkeypatch):
    """That of the service, for a command."""
    for name, value in {"MONGODB_URI": uri, "DATA_DIR": str(tmp_path / "aside")}.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("environment")
def test_what_the_route_tells_the_command_tells_too(asked, admin, store, capsys):
    store.trail.add(Event(who="anna", what="GET /x", about="bob", status=404, address="192.0.2.1"))
    [line] = read(asked, admin, "?who=anna").json()
    for query in (["--who", "anna"], ["--what", "GET /x", "--since", "2020-01-01"], ["--about", "bob"]):
        assert main(["audit", *query]) == 0
        told = capsys.readouterr().out
        assert all(str(line[name]) in told for name in ("id", "who", "what", "about", "status", "address"))
    assert main(["audit", "--until", "2020-01-01"]) == 0
    assert capsys.readouterr().out == ""


def test_erased_person_has_one_pseudonym_in_it_and_no_name(asked, admin, store):
    name = asked.name
    key, other = asked.key(), asked.key(owner="other")
    assert asked.ask(key).status_code == 200
    made, _ = asked.ring.accept(asked.ring.invite(NewKey("other", ["maker"]), name, asked.ring.session_length))
    for change in (KeyChange(name=name), KeyChange(name="another")):
        asked.ring.change(made, change, "root", None)
    assert asked.ask(other, None, f"/api/interactions/{name}", "GET").status_code == 404
    assert asked.ask(key, None, f"/api/users/{name}", "DELETE").status_code == 200
    lines = read(asked, admin, "?limit=50").json()
    assert name not in repr(lines)
    pseudonyms = {word for line in lines for word in (line["who"], line["about"]) if word.startswith("erased ")}
    assert len(pseudonyms) == 1
    assert {line["who"] for line in lines if "invitation" in line["who"]} == {f"invitation by {next(iter(pseudonyms))}"}
    deeds = {(line["what"], line["who"].startswith("erased "), line["about"].startswith("erased ")) for line in lines}
    assert ("DELETE /api/users/{user_id:path}", True, True) in deeds
    assert ("GET /api/interactions/{user_id:path}", False, True) in deeds
    assert ("key added", False, True) in deeds


def test_address_is_told_or_hashed_with_a_salt(store):
    def told(addresses):
        with flowing(store, Plain()) as flow:
            asked = Asked(flow, store, addresses)
            for _ in range(2):
                asked.ask(asked.key(), None, f"/api/interactions/{uuid.uuid4().hex}", "GET")
            return {event.address for event in store.trail.page(50, who=asked.name)}

    assert told(plain) == {"127.0.0.1"}
    [salted] = told(hashed(SECRET))
    assert "." not in salted
    assert {salted} == told(hashed(SECRET)) != told(hashed(SECRET + b"x"))
    assert hashed(SECRET)("") == ""


def test_nothing_changes_it():
    assert [line for line in ROUTES if "audit" in line] == ["GET /api/audit"]
    assert set(service.app.openapi()["paths"]["/api/audit"]) == {"get"}
