"""Two tenants of one service: people of the same name, words and keys, and nothing of one is ever the other's."""

import base64
import contextlib
import gc
import io
import itertools
import json
import re
import uuid
import weakref
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pymongo
import pytest

from access import ROUTES, Groups, KeyChange, Keyring, NewKey, Principal
from access.__main__ import main
from api import tenants
from api.middleware.forwarded import Forwarded
from api.openai.links import Links
from brand import Kit, KitError, load_kits
from errors import Conflict, Forbidden, InvalidRequest, NotFound, Unavailable
from generation.kits import permitted
from jobs.__main__ import main as tell
from schemas.webhooks import WebhookRequest
from service import app, studio
from storage import Event, Options, Removal, Store
from storage.__main__ import main as operate
from storage.mongo import documents
from storage.mongo.database import Database
from storage.mongo.jobs import JobDocument
from storage.mongo.migrations import TENANTS_OWN
from storage.operations import Operations
from tests.asking import SMALL, Asked
from tests.flow import alone, flowing, until
from tests.kits import BANK, KITS
from tests.painters import Plain
from tests.stores import drained, hold, picture, recorded
from tests.waiting import run

TENANTS = ("acme", "rival")
ROLES = ("maker", "approver", "analyst", "service", "admin")


@pytest.fixture
def both(shared_store):
    """The stores of two tenants, somebody of the same name in both, and a line of theirs in each."""
    stores, user = [shared_store.of(one) for one in TENANTS], uuid.uuid4().hex
    lines = [recorded(one, user) for one in stores]
    for one in stores:
        drained(one)
    return stores, user, lines


def test_log_of_a_tenant_has_nothing_of_another(shared_store, both):
    (acme, rival), user, (mine, theirs) = both
    assert [line.id for line in acme.history(user)] == [mine.id]
    assert [line.id for line in rival.history(user)] == [theirs.id]
    assert not shared_store.history(user)
    name = mine.image_url.rpartition("/")[2]
    for other in (rival, shared_store):
        for asked in (other.image, other.interaction):
            with pytest.raises(NotFound):
                asked(name)
        with pytest.raises(NotFound):
            other.mark(user, mine.image_url, True)
        with pytest.raises(InvalidRequest):
            other.history(user, before=mine.id)
        assert other.by_id(mine.id) is None
        assert other.by_content(sha256(picture(mine)).hexdigest()) is None
    assert acme.image(name)[0] == picture(mine)


def test_what_waits_is_its_tenants_too_and_drains_after_the_next_start(uri, tmp_path):
    with contextlib.closing(Store.open("mongodb://127.0.0.1:1", tmp_path, Options(timeout=0.1))) as store:
        mine = recorded(store.of("acme"), "anna")
        assert [line.id for line in store.of("acme").history("anna")] == [mine.id]
        assert not store.history("anna")
        assert store.tenants() == {"default", "acme"}
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        drained(store.of("acme"))
        assert [line.id for line in store.of("acme").history("anna")] == [mine.id]


def test_erasure_is_of_one_tenants_person_alone(both):
    (acme, rival), user, (_, theirs) = both
    assert acme.erase(user).interactions == 1
    assert not acme.history(user)
    assert rival.image(theirs.image_url.rpartition("/")[2])[0] == picture(theirs)


def test_keys_for_repeats_are_each_tenants_own(both):
    (acme, rival), user, _ = both
    assert acme.keys.reserve("k", user, "one").ours
    acme.keys.complete("k", user, b"answer")
    assert rival.keys.reserve("k", user, "another").ours


@pytest.mark.parametrize("blobs", [False, True])
def test_equal_pictures_of_two_tenants_are_two(uri, tmp_path, blobs):
    options = Options(blobs=str(tmp_path / "blobs") if blobs else None)
    with contextlib.closing(Store.open(uri, tmp_path / "data", options)) as store:
        line = recorded(store, "anna")
        store.of("acme").record(line, picture(line), "image/png")
        drained(store)
        drained(store.of("acme"))
        store.erase("anna")
        assert store.of("acme").image(line.image_url.rpartition("/")[2])[0] == picture(line)
        assert Operations(store.of("acme")).check(deep=True).faults == []


def test_what_was_there_before_there_were_tenants_is_the_default_tenants(uri, tmp_path):
    with contextlib.closing(Store.open(uri, tmp_path / "before")) as store:
        line = recorded(store, "anna")
        drained(store)
    with pymongo.MongoClient(uri) as client:
        database = client.get_default_database()
        assert "tenant" not in database.interactions.find_one()
        database.access_sessions.insert_one({"_id": "x", "owner": "anna", "groups": ["it"]})
    with contextlib.closing(Store.open(uri, tmp_path / "after")) as store:
        assert [one.id for one in store.history("anna")] == [line.id]
        assert not store.of("acme").history("anna")
        store.access_keys.close_sessions("anna", "acme")
        assert store.database.collection(documents.Image).name == "images"
        with pymongo.MongoClient(uri) as client:
            sessions = client.get_default_database().access_sessions
            assert sessions.count_documents({}) == 1
            store.access_keys.close_sessions("anna", "default")
            assert sessions.count_documents({}) == 0


def test_every_collection_of_a_tenant_has_its_name_and_its_indexes(store):
    acme = store.of("acme")
    for kind in TENANTS_OWN:
        collection = acme.database.collection(kind)
        assert collection.name == f"acme.{kind._get_collection_name()}"
        assert len(collection.index_information()) > len(kind._meta["index_specs"]) - 1
    assert not acme.database.with_retry(
        lambda: acme.database._database.list_collection_names(filter={"name": "acme.access_keys"})
    )


def test_tenant_that_nobody_knew_at_the_start_is_opened_once_it_is_known(store, monkeypatch):
    """As while MongoDB is away: then nobody tells, and what is told cannot always be opened at once."""
    monkeypatch.setattr(tenants, "LOOK_SECONDS", 0.01)
    looks, tries = iter([Unavailable("away"), {"default"}, {"default", "Bad name", "acme"}]), []
    plain = alone(store, KITS)

    def names():
        found = next(looks, {"default", "acme"})
        if isinstance(found, Exception):
            raise found
        return found

    def opened(name):
        tries.append(name)
        if tries.count(name) < 3 and name == "acme":
            raise Unavailable("away")
        return plain._opened(name)

    async def began():
        there = tenants.Tenants(opened)
        there.begin(plain._opened("default"), names)
        await until(lambda: {one.store.tenant for one in there.open()} == {"default", "acme"})
        there._rest.cancel()

    run(began())
    assert tries.count("acme") == 3


def test_tenant_that_cannot_be_opened_is_tried_ever_more_rarely_and_explained_once(store, monkeypatch, caplog):
    monkeypatch.setattr(tenants, "LOOK_SECONDS", 2**-10)
    clock, tries, plain = [0.0], [], alone(store, KITS)
    monkeypatch.setattr(tenants, "monotonic", lambda: clock[0])

    def names():
        clock[0] += 2**-10
        return {"acme"}

    def opened(name):
        tries.append(clock[0] * 2**10)
        if len(tries) < 5:
            raise OSError("no room")
        return plain._opened(name)

    async def began():
        there = tenants.Tenants(opened)
        there.begin(plain._opened("default"), names)
        await until(lambda: len(there.open()) == 2)
        there._rest.cancel()

    run(began())
    assert tries == [1, 2, 4, 8, 16]
    assert [bool(one.exc_info) for one in caplog.records if "acme" in one.message] == [True, False, False, False]


def test_name_that_is_none_makes_no_tenant(store):
    for name in ("", "Acme", "a.b", "../x", "a/b", "-a", "a" * 33, "a\n", "ä", "$a", "system"):
        with pytest.raises(InvalidRequest, match="tenant"):
            store.of(name)
        with pytest.raises(InvalidRequest, match="tenant"):
            Keyring(store.access_keys, store.trail, b"s").bootstrap("root", "test", name)
    assert store.tenants() == {"default"}


# People, keys and groups


@pytest.fixture
def ring(store):
    return Keyring(store.access_keys, store.trail, b"secret")


def test_each_tenant_has_its_administrators_keys_and_trail(store, ring):
    roots = {tenant: ring.bootstrap("root", "test", tenant) for tenant in TENANTS}
    with pytest.raises(Conflict, match="already"):
        ring.bootstrap("root", "test", "acme")
    assert {tenant: ring.find(key).tenant for tenant, key in roots.items()} == {one: one for one in TENANTS}
    with pytest.raises(Conflict, match="last"):
        ring.revoke(roots["acme"], "root", "acme")
    for tenant in (None, "acme"):
        assert ring.called(roots["acme"], tenant)
    assert ring.called(roots["acme"], "rival") is None
    for deed in (ring.revoke, lambda *given: ring.rotate(given[0], ring.session_length, *given[1:])):
        with pytest.raises(NotFound):
            deed(roots["acme"], "root", "rival")
    assert [one.tenant for one in ring.all("rival")] == ["rival"]
    assert len(ring.all(None)) == 2
    assert [len(store.trail.of(one).page(9)) for one in ("default", *TENANTS)] == [0, 1, 1]
    assert store.tenants() == {"default", *TENANTS}


def test_invitation_and_session_are_of_the_tenant(ring):
    keys = {}
    for tenant in TENANTS:
        token = ring.invite(NewKey("anna", ["maker"], tenant=tenant), "test", ring.session_length)
        keys[tenant], session = ring.accept(token)
        assert ring.find(keys[tenant]).tenant == ring.find(session).tenant == tenant
        keys[f"{tenant} session"] = session
    ring.sign_out(ring.find(keys["acme"]))
    assert ring.find(keys["acme session"]) is None
    assert ring.find(keys["rival session"]).tenant == "rival"


def test_group_says_the_tenant(store):
    ring = Keyring(
        store.access_keys,
        store.trail,
        b"s",
        Groups("staff=maker; acme staff=maker+approver@acme; CN=a@b,O=c=admin@acme"),
    )
    assert ring.find(ring.sign_on("anna", ["staff"])).tenant == "default"
    token = ring.sign_on("anna", ["acme staff", "CN=a@b,O=c"])
    assert (ring.find(token).tenant, ring.find(token).roles) == ("acme", {"maker", "approver", "admin"})
    with pytest.raises(Forbidden, match="several tenants"):
        ring.sign_on("anna", ["staff", "acme staff"])
    assert store.trail.page(1)[0].detail == {"groups": ["staff"]}
    moved = Keyring(store.access_keys, store.trail, b"s", Groups("acme staff=maker@rival; CN=a@b,O=c=admin@rival"))
    assert moved.find(token) is None
    for wrong in ("staff=maker@", "staff=maker@A", "staff=maker@a@b", "a=maker@x;a=maker@y"):
        with pytest.raises(SystemExit, match="GROUP_ROLES"):
            Groups(wrong)


def test_page_asks_in_the_name_of_one_tenants_person():
    proxy = Forwarded("10.0.0.0/8", "secret", Groups(None))
    anna = [Principal("anna", frozenset(), {}, tenant) for tenant in TENANTS]
    assert [proxy.vouched(one).tenant for one in [proxy.vouch(one) for one in anna]] == list(TENANTS)


def test_operator_makes_a_tenant_and_mistypes_none(uri, tmp_path, monkeypatch, capsys):
    for name, value in {"MONGODB_URI": uri, "DATA_DIR": str(tmp_path), "AUTH_SECRET": "s" * 40}.items():
        monkeypatch.setenv(name, value)
    assert main(["key", "add", "anna", "--role", "maker", "--tenant", "acme"]) == 1
    assert main(["bootstrap", "--tenant", "acme"]) == 0
    assert main(["key", "add", "anna", "--role", "maker", "--tenant", "acme"]) == 0
    assert main(["key", "list", "--tenant", "rival"]) == 0
    capsys.readouterr()
    assert main(["key", "list"]) == 0
    assert re.findall(r"good\s+acme\s+(\w+)", capsys.readouterr().out) == ["anna", "admin"]
    assert main(["audit", "--tenant", "acmee"]) == 1
    for tenant, lines in {"acme": 2, "default": 0}.items():
        assert main(["audit", "--tenant", tenant]) == 0
        assert len(capsys.readouterr().out.splitlines()) == lines


def test_operator_works_on_one_tenants_log(uri, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MONGODB_URI", uri)
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        lines = [recorded(one, "anna") for one in (store, store.of("acme"))]
    at = ["--data-dir", str(tmp_path), "--tenant"]
    assert operate([*at, "acmee", "erase", "anna"]) == 1
    assert "no tenant acmee" in capsys.readouterr().err
    assert operate([*at, "acme", "erase", "anna"]) == 0
    assert operate([*at, "acme", "check"]) == 0
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert [tell(["--tenant", one, "webhooks", "list"]) for one in ("acme", "acmee")] == [0, 1]
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        assert [line.id for line in store.history("anna")] == [lines[0].id]
        assert not store.of("acme").history("anna")


# Removed as a whole


def all_of(uri):
    """Every document there is, by the name of its collection."""
    with pymongo.MongoClient(uri) as client:
        database = client.get_default_database()
        return {name: list(database[name].find()) for name in database.list_collection_names()}


def furnished(store, ring, tenant, user="anna"):
    """A tenant with something in every place where there may be something of it."""
    root = ring.bootstrap(f"root of {user}", f"operator of {user}", tenant)
    token = ring.invite(NewKey(user, ["maker"], tenant=tenant), f"root of {user}", ring.session_length)
    key, _ = ring.accept(token)
    ring.change(ring.find(key).key, KeyChange(name="another"), f"root of {user}", tenant)
    ring.invite(NewKey(user, ["maker"], tenant=tenant), f"root of {user}", ring.session_length)
    own = store.of(tenant)
    line = recorded(own, user)
    own.mark(user, line.image_url, True)
    drained(own)
    own.erase("somebody")
    own.keys.reserve("k", user, "one")
    own.webhooks.add(user, WebhookRequest(user_id=user, url="https://x.example/hook"))
    return root, line


@pytest.mark.parametrize("folder", [False, True])
def test_tenant_is_removed_as_a_whole_and_another_loses_nothing(uri, tmp_path, monkeypatch, capsys, folder):
    at, blobs = tmp_path / "data", tmp_path / "blobs"
    for name, value in {"MONGODB_URI": uri, "DATA_DIR": str(at), "AUTH_SECRET": "s" * 40}.items():
        monkeypatch.setenv(name, value)
    if folder:
        monkeypatch.setenv("BLOBS", str(blobs))
    with contextlib.closing(Store.open(uri, at, Options(blobs=str(blobs) if folder else None))) as store:
        ring = Keyring(store.access_keys, store.trail, b"s")
        lines = {one: furnished(store, ring, one, "anna" if one == "acme" else "boris")[1] for one in TENANTS}
    before = all_of(uri)
    assert main(["tenant", "remove", "acme", "--dry-run"]) == 0
    told = dict(one.split(": ") for one in capsys.readouterr().out.splitlines())
    assert {name: int(count) for name, count in told.items()} == {
        **{name.removeprefix("acme."): len(found) for name, found in before.items() if name.startswith("acme.")},
        **{"keys": 2, "sessions": 1, "invitations": 1, "waiting": 0},
    }
    assert all_of(uri) == before
    assert main(["tenant", "remove", "acme"]) == 0
    after = all_of(uri)
    assert {name for name in after if name.startswith("acme.")} == {"acme.trail"}
    for name, found in before.items():
        if not name.startswith(("acme.", "access_")):
            assert [one for one in after[name] if one.get("what") != "tenant removed"] == found, name
    for name in ("access_keys", "access_sessions", "access_invitations"):
        assert after[name] == [
            one for one in before[name] if one.get("tenant") != "acme" and one["_id"] != "first of acme"
        ]
    assert "anna" not in str(after)
    pairs = list(zip(before["acme.trail"], after["acme.trail"], strict=True))
    names = {(old.get(place), new.get(place)) for old, new in pairs for place in ("who", "about")} - {(None, None)}
    assert len({old for old, _ in names}) == len({new for _, new in names}) == len(names) == 4
    assert all(re.fullmatch("erased [0-9a-f]{12}", new) for _, new in names)
    assert not (at / "tenants" / "acme").exists()
    assert len([one for one in blobs.rglob("*") if one.is_file()]) == (1 if folder else 0)
    for deed in (["remove", "acme"], ["remove", "default"], ["remove", "acmee"], ["remove", "../rival"]):
        assert main(["tenant", *deed]) == 1
    assert main(["bootstrap", "--tenant", "acme"]) == 1
    assert operate(["--data-dir", str(at), "--tenant", "acme", "check"]) == 1
    capsys.readouterr()
    assert main(["audit", "--tenant", "acme"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(pairs)
    with contextlib.closing(Store.open(uri, at, Options(blobs=str(blobs) if folder else None))) as store:
        assert store.tenants() == {"default", "rival"}
        assert store.of("rival").image(lines["rival"].image_url.rpartition("/")[2])[0] == picture(lines["rival"])
        assert Operations(store.of("rival")).check(deep=True).faults == []
        [told] = store.trail.page(9)
        assert (told.what, told.about, told.detail["keys"]) == ("tenant removed", "acme", 2)


def test_removal_that_is_killed_at_any_step_is_ended_by_the_next(store, ring, monkeypatch):
    furnished(store, ring, "acme")
    asked, removal = Database.with_retry, Removal(store)
    store.shut("acme")

    class Killed(BaseException):
        pass

    first = removal.counts("acme")
    for steps in itertools.count(1):
        left = iter(range(steps))

        def counted(self, *given, left=left):
            if next(left, None) is None:
                raise Killed
            return asked(self, *given)

        monkeypatch.setattr(Database, "with_retry", counted)
        try:
            told = removal.remove("acme", "test")
        except Killed:
            continue
        finally:
            monkeypatch.setattr(Database, "with_retry", asked)
        break
    assert steps > 30
    assert told == first
    assert store.database.of("acme").own() == ["acme.trail"]
    assert store.removals.names(unfinished=True) == set()
    assert not store.access_keys.all("acme")
    assert {one.who[:7] for one in store.trail.of("acme").page(50)} == {"erased "}
    assert 1 <= len(store.trail.page(50)) <= 2  # told before it is begun: killed between the two, it is told again


def test_what_is_written_late_of_a_removed_tenant_is_refused_or_found_and_cleared(store, ring):
    furnished(store, ring, "acme")
    held, removal = store.of("acme"), Removal(store)
    removal.remove("acme", "test")
    for late in (
        lambda: recorded(held, "anna"),
        lambda: held.admit(1),
        lambda: held.history("anna"),
        lambda: held.erase("anna"),
    ):
        with pytest.raises(Forbidden, match="The tenant acme was removed"):
            late()
    assert removal.rest({"acme"}) == set()
    for late in (
        lambda: held.keys.reserve("late", "anna", "one"),
        lambda: held.webhooks.add("anna", WebhookRequest(user_id="anna", url="https://x.example/hook")),
        lambda: held.database.collection(JobDocument).insert_one({"user_id": "anna"}),
        lambda: held.database.collection(documents.Image).insert_one({"_id": "one"}),
    ):
        late()
        assert removal.rest({"acme", "rival"}) == {"acme"}
        removal.clear("acme")
        assert removal.rest({"acme"}) == set()
    assert store.database.of("acme").own() == ["acme.trail"]


def test_log_that_is_shut_is_forgotten_and_what_is_open_is_closed_at_the_end(uri, tmp_path):
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        shut, left = weakref.ref(store.of("acme")), store.of("rival")
        store.shut("acme")
        gc.collect()
        assert shut() is None
    with pytest.raises(Unavailable, match="the service stops"):
        left.ping()


def test_service_lets_go_of_a_tenant_that_was_removed_elsewhere(uri, store, ring, tmp_path, monkeypatch):
    """Also of what it had accepted, of what it writes meanwhile, and of what waits where it was not running."""
    monkeypatch.setattr(tenants, "LOOK_SECONDS", 0.01)
    furnished(store, ring, "acme")
    plain, gone = alone(store, KITS), Groups("staff=maker@acme").tenants
    with contextlib.closing(Store.open(uri, tmp_path / "away")) as away:
        release = hold(away.of("acme"))
        recorded(away.of("acme"), "anna")
        with contextlib.closing(Store.open(uri, tmp_path / "operator", idle=True)) as operators:
            Removal(operators).remove("acme", "test")
        release()
        drained(away.of("acme"))
    recorded(store.of("acme"), "anna")
    store.of("acme").webhooks.add("anna", WebhookRequest(user_id="anna", url="https://x.example/hook"))
    for late in (
        lambda: ring.invite(NewKey("anna", ["maker"], tenant="acme"), "test", ring.session_length),
        lambda: ring.add(NewKey("anna", ["maker"], tenant="acme"), "test"),
        lambda: Keyring(store.access_keys, store.trail, b"s", Groups("staff=maker@acme")).sign_on("anna", ["staff"]),
        lambda: store.trail.of("acme").add(Event(who="anna", what="late")),
    ):
        with pytest.raises(Forbidden, match="removed"):
            late()

    async def began(store, data_dir):
        there = tenants.Tenants(plain._opened if store is plain_store else alone(store, KITS)._opened)
        there.begin(there._opened("default"), lambda: store.tenants() | gone)
        if store is plain_store:
            there._there["acme"] = plain._opened("acme")
        await until(lambda: not (data_dir / "tenants" / "acme").exists() and not store.is_open("acme"))
        assert [one.store.tenant for one in there.open()] == ["default"]
        with pytest.raises(Forbidden, match="removed"):
            await there.of("acme")
        there._rest.cancel()

    plain_store = store
    run(began(store, tmp_path))
    with contextlib.closing(Store.open(uri, tmp_path / "away")) as away:
        run(began(away, tmp_path / "away"))
    assert [name for name in all_of(uri) if name.startswith("acme.")] == ["acme.trail"]
    assert "anna" not in str(all_of(uri))


def test_keys_go_with_their_tenant_alone_into_a_dump_and_back(store, ring, tmp_path):
    for tenant in ("default", "acme"):
        ring.bootstrap("root", "test", tenant)
        list(Operations(store.of(tenant)).dump(tmp_path / tenant))
    [key] = list(ring.all("acme"))
    ring.add(NewKey("other", ["admin"], tenant="acme"), "test")
    ring.revoke(key.prefix, "test", "acme")
    list(Operations(store).load(tmp_path / "default"))
    assert {one.prefix: one.is_good(datetime.now(UTC)) for one in ring.all("acme")}[key.prefix] is False
    list(Operations(store.of("acme")).load(tmp_path / "acme"))
    assert {one.prefix: one.is_good(datetime.now(UTC)) for one in ring.all("acme")}[key.prefix] is True
    assert len(ring.all("default")) == 1
    assert not (tmp_path / "acme" / "acme.removed_tenants.bson").exists()
    store.removals.begin("acme", {})
    list(Operations(store).dump(tmp_path / "removing"))
    assert b"acme" in (told := (tmp_path / "removing" / "removed_tenants.bson").read_bytes())
    assert store.removals.key("acme") not in told
    Removal(store).remove("acme", "test")
    list(Operations(store).load(tmp_path / "default"))  # of before that: it brings nobody back
    with pytest.raises(Forbidden, match="removed"):
        store.of("acme")


def test_kit_says_whose_it_is(tmp_path):
    kits = {"default": BANK, "own": BANK.model_copy(update={"tenants": ("acme",)})}
    assert [list(permitted(kits, one)) for one in ("default", "acme")] == [["default"], ["default", "own"]]
    text = "name: a\ntenants: [acme]\ncolours: [{name: red, hex: '#cc0000', role: warm}]\n"
    (tmp_path / "default.yaml").write_text(text)
    assert Kit.load(tmp_path / "default.yaml").tenants == ("acme",)
    with pytest.raises(KitError, match="everybody"):
        load_kits(tmp_path)


# By every route


@pytest.fixture(scope="module")
def service(shared_store):
    with flowing(shared_store, Plain()) as flow:
        asked = Asked(flow, shared_store)
        app.state.keyring = asked.ring
        yield asked


@pytest.fixture(scope="module")
def there(service):
    """What each tenant has of the same person: pictures of the same bytes, jobs by the same key, a webhook, keys.

    Only the job of `acme` is painted.
    """
    found = {tenant: made(service, tenant) for tenant in TENANTS}
    acme = run(service.flow.tenants.of("acme"))

    async def painted():
        acme.worker.start()
        await until(lambda: acme.store.jobs.get(found["acme"]["{job}"]).ended_at)
        await acme.worker.close()

    run(painted())
    [row] = acme.store.jobs.rows(found["acme"]["{job}"])
    found["acme"]["pictures"].append(row.id)
    for tenant in TENANTS:
        drained(service.flow.store.of(tenant))
    return found


def made(service, tenant):
    keys = {role: service.key(roles=[role], owner="anna", tenant=tenant) for role in ROLES}
    again = {"Idempotency-Key": service.name}
    mine = keys["maker"] | again
    body = {"user_id": "anna", "seed": 7, "metadata": SMALL}
    painted = service.ask(mine, body).json()
    name = painted["image_path"].rpartition("/")[2]
    rows = {"rows": [{"seed": 7, "metadata": SMALL}], "name": f"campaign of {tenant}"}
    job = service.ask(mine, rows, "/api/jobs").json()["id"]
    hook = WebhookRequest(user_id="anna", url=f"https://{tenant}.example/hook")
    webhook = service.flow.store.of(tenant).webhooks.add("anna", hook).id
    url = {"prompt": "a house", "size": "64x64", "response_format": "url", "user": "anna", "seed": 9}
    answer = service.ask(keys["maker"], url, "/v1/images/generations")
    assert answer.status_code == 200, answer.text
    link = answer.json()["data"][0]
    mark = {"user_id": "anna", "image_path": painted["image_path"], "result": True, "reason": f"as {tenant} likes it"}
    assert service.ask(keys["maker"], mark, "/api/marks").status_code == 200
    prefixes = [one.prefix for one in service.ring.all(tenant)]
    return {"keys": keys, "painted": painted, "{name}": name, "{job}": job, "{webhook}": webhook, "prefixes": prefixes,
            "url": link["url"], "pictures": [painted["id"], link["id"]], "{user_id:path}": "anna", "{prefix}": prefixes[0]}  # fmt: skip


BODIES = {"POST": {"hours": 1}, "PATCH": {"roles": ["maker"]}}


def traces(mine):
    """What nobody of another tenant may ever read."""
    found = (mine["{name}"], mine["{job}"], mine["{webhook}"], *mine["pictures"], *mine["prefixes"])
    return [one.removesuffix(".png") for one in found]


def filled(path, by):
    for name in re.findall(r"{[^}]+}", path):
        path = path.replace(name, by.get(name, "nothing"))
    return path + ("?user_id=anna" if path in ("/api/jobs", "/api/webhooks") else "")


@pytest.mark.parametrize("role", ROLES)
def test_no_route_tells_anything_of_another_tenant(service, there, role):
    secrets = [*traces(there["acme"]), "campaign of acme", "acme.example", "as acme likes it"]
    by = {"{name}": "no.png", "{user_id:path}": "anna"}
    walked = 0
    for line in ROUTES:
        method, _, path = line.partition(" ")
        if path.startswith("/ui") or (method != "GET" and "{" not in path) or "{token}" in path:
            continue
        if method == "DELETE" and "user_id" in path:
            continue  # of one's own tenant: see test_erasure_is_of_one_tenants_person_alone
        asked, nothing = (
            service.ask(there["rival"]["keys"][role], BODIES.get(method), filled(path, one), method)
            for one in (there["acme"], by)
        )
        walked += 1
        assert not [one for one in secrets if one in asked.text or one.encode() in asked.content], line
        if "{" in path and "user_id" not in path:
            assert asked.status_code in (403, 404, 405) or ("{name}" in path and "models" in path), line
            assert asked.status_code == nothing.status_code, line
            strip = [re.sub(r'"request_id": ?"[^"]*"', "", one.text) for one in (asked, nothing)]
            assert strip[0] == strip[1] or "models" in path or "keys" in path, line
    assert walked > 40


@pytest.mark.parametrize("query", ["?everybody=true", ""])
def test_administrator_sees_the_keys_and_the_trail_of_one_tenant(service, there, query):
    mine = there["rival"]["keys"]["admin"]
    told = service.ask(mine, None, f"/api/keys{query}", "GET").json()
    assert told
    assert {one["prefix"] for one in told} <= set(there["rival"]["prefixes"])
    lines = service.ask(mine, None, "/api/audit?what=key%20added", "GET").json()
    assert [one["about"] for one in lines] == ["anna"] * len(ROLES)


def test_same_person_of_two_tenants_has_two_histories_jobs_and_answers(service, there):
    acme, rival = (there[one] for one in TENANTS)
    assert acme["painted"]["image"] == rival["painted"]["image"]
    assert acme["painted"]["id"] != rival["painted"]["id"]
    assert acme["{job}"] != rival["{job}"]
    for tenant, mine in there.items():
        for role in ("maker", "approver", "service"):
            lines = service.ask(mine["keys"][role], None, "/api/interactions/anna", "GET").json()
            assert {one["id"] for one in lines} == set(mine["pictures"]), (tenant, role)
        [job] = service.ask(mine["keys"]["maker"], None, "/api/jobs?user_id=anna", "GET").json()
        assert job["name"] == f"campaign of {tenant}"
        archive = service.ask(mine["keys"]["maker"], None, "/api/users/anna/images.zip", "GET").content
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            lines = [json.loads(one) for one in files.read("metadata.jsonl").splitlines()]
        assert len(lines) == len(mine["pictures"])
        assert {one["mark_reason"] for one in lines} == {None, f"as {tenant} likes it"}


def test_report_and_recognition_are_of_the_tenants_pictures(service, there, shared_store):
    for tenant, mine in there.items():
        total = service.ask(mine["keys"]["service"], None, "/api/brand/report", "GET").json()["total"]
        assert total["pictures"] == len(mine["pictures"])
        assert shared_store.of(tenant).likenesses()[0]
    file = base64.b64decode(there["acme"]["painted"]["image"])

    async def verified(tenant):
        async with service.client() as client:
            headers = there[tenant]["keys"]["approver"]
            return (await client.post("/verify", content=file, headers=headers)).json()["ours"]

    for tenant, mine in there.items():
        assert run(verified(tenant))["image_path"].rpartition("/")[2].removesuffix(".png") in mine["pictures"]


def test_link_leads_to_its_tenants_picture_alone(service, there):
    path = there["acme"]["url"].partition("localhost")[2]
    assert service.ask({}, None, path, "GET").content[:4] == b"\x89PNG"
    token = Links(b"of a test").token(f"{there['acme']['pictures'][1]}.png", "rival")
    service.flow.tenants._gone.add("removed")
    gone = Links(b"of a test").token(f"{there['acme']['pictures'][1]}.png", "removed")
    answers = [service.ask({}, None, f"/v1/files/{one}", "GET") for one in (token, gone)]
    assert [one.status_code for one in answers] == [404, 404]
    assert len({one.json()["error"]["message"] for one in answers}) == 1


def test_brand_of_another_tenant_answers_no_question(service, monkeypatch):
    foreign = BANK.model_copy(update={"tenants": ("rival",), "forbidden_words": ("nonesuch",)})
    kits = {**KITS, "foreign": foreign}
    monkeypatch.setattr("tests.flow.KITS", kits)
    monkeypatch.setattr("service.studio", replace(studio, kits=kits))
    key = service.key(roles=["maker"], owner="anna", tenant="quizzical")
    for brand in ("foreign", "nothing"):
        asked = {"user_id": "anna", "brand": brand, "metadata": SMALL, "ad": {"headline": "a nonesuch offer"}}
        for path in ("/api/prompts/preview", "/api/generate"):
            answer = service.ask(key, asked, path)
            assert answer.status_code == 422
            assert answer.json()["error"]["details"][0]["field"] == "brand"


def test_figures_of_all_are_not_for_a_tenants_administrator(service, there):
    assert service.ask(there["rival"]["keys"]["admin"], None, "/metrics", "GET").status_code == 403
    assert service.ask(service.key(roles=["admin"]), None, "/metrics", "GET").status_code == 200


def test_jobs_of_each_tenant_are_painted_for_it(service, there):
    told = [
        service.ask(one["keys"]["maker"], None, f"/api/jobs/{one['{job}']}", "GET").json() for one in there.values()
    ]
    assert [one["state"] for one in told] == ["succeeded", "queued"]
