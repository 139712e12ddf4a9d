"""How many keys and invitations there may be, and one first administrator, whoever comes at once."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from access import KeyChange, Keyring, NewKey, keyring, keys
from access.roles import ALL, OWN
from errors import Conflict, Forbidden, InvalidRequest, NotFound, TooMany
from storage import Store

AT_ONCE = 4
HOUR = timedelta(hours=1)


@pytest.fixture
def ring(store):
    return Keyring(store.access_keys, store.trail, b"secret")


@pytest.fixture
def rings(uri, tmp_path):
    """Keyrings of several processes."""
    with contextlib.ExitStack() as stack:
        stores = [
            stack.enter_context(contextlib.closing(Store.open(uri, tmp_path / str(n), idle=True)))
            for n in range(AT_ONCE)
        ]
        yield [Keyring(store.access_keys, store.trail, b"secret") for store in stores]


def together(*deeds):
    """What each of them gives, begun at the same moment; the error where there is one of ours."""
    start = Barrier(len(deeds))

    def done(deed):
        start.wait()
        try:
            return deed()
        except (Conflict, TooMany) as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(done, deeds))


def test_somebody_has_only_so_many_keys_that_are_good(ring, monkeypatch):
    monkeypatch.setattr(keyring, "MOST_KEYS", 3)
    mine = [ring.add(NewKey("anna", ["maker"]), "test") for _ in range(3)]
    asking = ring.find(mine[0])
    for more in (
        lambda: ring.add(NewKey("anna", ["maker"]), "test"),
        lambda: ring.add_own(NewKey("anna", ["maker"]), asking),
        lambda: ring.rotate(mine[1], HOUR, "test", None),
    ):
        with pytest.raises(TooMany, match="anna has 3 keys"):
            more()
    assert len(ring.all(None)) == 3
    mine[1] = ring.rotate(mine[1], timedelta(0), "test", None)
    ring.revoke(mine[2], "test", None)
    assert ring.find(ring.add(NewKey("anna", ["maker"]), "test"))
    assert ring.find(ring.add(NewKey("boris", ["maker"]), "test"))


@pytest.mark.parametrize(("seconds", "again"), [(30, False), (90, True)])
def test_last_use_of_a_key_is_kept_to_the_minute(ring, seconds, again):
    key = ring.add(NewKey("anna", ["maker"]), "test")
    before = datetime.now(UTC) - timedelta(seconds=seconds)
    ring._keys.touch(keys.digest(b"secret", key), before)
    assert ring.find(key)
    [record] = ring.all(None)
    assert (record.last_used_at - before > timedelta(seconds=1)) == again


def test_many_at_once_make_no_key_too_many(rings, monkeypatch):
    monkeypatch.setattr(keyring, "MOST_KEYS", 5)
    together(*(lambda ring=ring: ring.add(NewKey("anna", ["maker"]), "test") for ring in rings for _ in range(3)))
    assert len(rings[0].all(None)) <= 5


def test_invitation_that_makes_one_too_many_is_good_for_another_try(ring, monkeypatch):
    monkeypatch.setattr(keyring, "MOST_KEYS", 1)
    key, token = ring.add(NewKey("anna", ["maker"]), "test"), ring.invite(NewKey("anna", ["maker"]), "test", HOUR)
    with pytest.raises(TooMany):
        ring.accept(token)
    ring.revoke(key, "test", None)
    assert ring.accept(token)


def test_only_so_many_invitations_are_open(ring, monkeypatch):
    monkeypatch.setattr(keyring, "MOST_INVITATIONS", 2)
    first, _ = (ring.invite(NewKey("anna", ["maker"]), "test", HOUR) for _ in range(2))
    with pytest.raises(TooMany, match="2 invitations are open"):
        ring.invite(NewKey("anna", ["maker"]), "test", HOUR)
    assert ring.accept(first)
    assert ring.invite(NewKey("anna", ["maker"]), "test", HOUR)


def test_processes_that_start_at_once_invite_one_administrator(rings):
    tokens = together(*(lambda ring=ring: ring.invite_first(HOUR) for ring in rings))
    [token] = [one for one in tokens if one]
    made = together(
        *(lambda ring=ring: ring.accept(token) for ring in rings[:3]),
        *(lambda ring=ring: ring.bootstrap("root", "test") for ring in rings[3:6]),
        *(lambda ring=ring: ring.invite_first(HOUR) for ring in rings[6:]),
    )
    assert (
        len(rings[0].administrators("default"))
        == len([one for one in made[:6] if one and not isinstance(one, Conflict)])
        == 1
    )


def test_first_invitation_that_ended_gives_way_to_another(ring):
    assert ring.invite_first(timedelta(0))
    token = ring.invite_first(HOUR)
    assert ring.invite_first(HOUR) is None
    assert ring.find(ring.accept(token)[0]).roles == {"admin"}


def test_key_that_is_changed_allows_something_else_with_all_that_was_made_with_it(ring):
    first = ring.add(NewKey("anna", ["maker", "approver"]), "test")
    wide, narrow, useless = (
        ring.add_own(NewKey("anna", ["maker", "approver"], scopes=scopes), ring.find(first))
        for scopes in ((), ("read", "mark"), ("generate",))
    )
    change = KeyChange("tablet", ["approver"], ["read", "report"], {"in_flight": 2.0})
    ring.change(first, change, "root", "default")
    everybody = {"read": ALL, "report": ALL}
    found = [ring.find(key) for key in (first, wide, narrow, useless)]
    assert [one and dict(one.scopes) for one in found] == [everybody, everybody, {"read": ALL}, None]
    assert [one.limits for one in found[:3]] == [{"in_flight": 2}] * 3
    assert {one.name for one in ring.all("default")} == {"tablet", "anna"}
    told = ring._trail.page(9, what="key changed")
    assert {event.detail["key"] for event in told} == {one[:16] for one in (first, wide, narrow)}
    [line] = [event.detail for event in told if event.detail["key"] == first[:16]]
    assert line["roles"] == ["approver"]
    assert line["before"] == {"name": "anna", "roles": ["maker", "approver"], "scopes": [], "limits": {}}
    ring.change(first, KeyChange(limits={}), "root", "default")
    assert ring.find(wide).limits == {}
    assert dict(ring.find(first).scopes) == everybody
    ring.change(first, KeyChange(), "root", "default")
    assert len(ring._trail.page(9, what="key changed")) == 6


def test_change_is_heard_at_once_in_sessions_too(ring):
    key = ring.add(NewKey("anna", ["maker"]), "test")
    session = ring.sign_in(key)
    assert ring.find(key).roles == ring.find(session).roles == {"maker"}
    ring.change(key, KeyChange(roles=["approver"]), "root", "default")
    assert ring.remembered(key) is ring.remembered(session) is None
    assert ring.find(session).roles == {"approver"}
    ring.revoke(key, "root", "default")
    assert ring.remembered(session) is None


def test_administrator_stays_whatever_is_changed(ring):
    root = ring.bootstrap("root", "test")
    for change in (KeyChange(roles=["maker"]), KeyChange(scopes=["audit"])):
        with pytest.raises(Conflict, match="last"):
            ring.change(root, change, "test", None)
    second = ring.add(NewKey("boris", ["admin"]), "test")
    ring.change(root, KeyChange(roles=["maker"]), "test", None)
    with pytest.raises(Conflict, match="last"):
        ring.change(second, KeyChange(roles=["maker"]), "test", None)
    ring.change(second, KeyChange(limits={"in_flight": 3}, roles=["admin", "maker"]), "test", None)
    assert ring.find(second).roles == {"admin", "maker"}


@pytest.mark.parametrize(
    "change",
    [
        KeyChange(roles=[]),
        KeyChange(roles=["king"]),
        KeyChange(scopes=["fly"]),
        KeyChange(scopes=["report"]),
        KeyChange(limits={"pictures": 1}),
        KeyChange(limits={"in_flight": -1}),
        KeyChange(limits={"in_flight": float("nan")}),
        KeyChange(limits={"megapixels_per_day": 1e300}),
    ],
    ids=repr,
)
def test_change_of_no_sense_changes_nothing(ring, change):
    key = ring.add(NewKey("anna", ["maker"]), "test")
    with pytest.raises(InvalidRequest):
        ring.change(key, change, "test", None)
    assert ring.find(key).roles == {"maker"}
    assert ring.all(None)[0].limits == {}


def test_who_changes_whose_key(ring):
    boss = ring.find(ring.bootstrap("boss", "test", "acme"))
    helper = ring.find(ring.add(NewKey("helper", ["admin"], scopes=["keys"], tenant="acme"), "test"))
    anna, other = (ring.add(NewKey("anna", ["maker"], tenant=one), "test") for one in ("acme", "default"))
    with pytest.raises(Forbidden, match="another administrator"):
        ring.change_for(boss.key, KeyChange(roles=["admin", "maker"]), boss)
    for prefix, change in ((boss.key, KeyChange(name="x")), (anna, KeyChange(roles=["admin"]))):
        with pytest.raises(Forbidden, match="narrowed"):
            ring.change_for(prefix, change, helper)
    with pytest.raises(NotFound):
        ring.change_for(other, KeyChange(roles=["approver"]), boss)
    ring.change_for(anna, KeyChange(roles=["approver"]), helper)
    assert ring.find(anna).roles == {"approver"}
    ring.rotate(anna, HOUR, "test", None)
    with pytest.raises(Conflict, match="replaced"):
        ring.change_for(anna, KeyChange(roles=["maker"]), boss)


def test_narrowed_key_neither_takes_over_nor_ends_an_administrators(ring):
    boss, other = (ring.add(NewKey(owner, ["admin"]), "test") for owner in ("boss", "other"))
    narrowed = ring.add(NewKey("helper", ["admin"], scopes=["keys"]), "test")
    helper, anna = ring.find(narrowed), ring.add(NewKey("anna", ["maker"]), "test")
    child = ring.add_own(NewKey("anna", ["maker"]), ring.find(anna))
    ring.change(child, KeyChange(roles=["admin"]), "test", None)
    for deed in (
        lambda: ring.rotate_for(boss, HOUR, helper),
        lambda: ring.revoke_for(boss, helper),
        lambda: ring.rotate_for(child, HOUR, helper),
        lambda: ring.revoke_for(anna, helper),  # the administrator's would end with it
        lambda: ring.change_for(anna, KeyChange(name="x"), helper),
    ):
        with pytest.raises(Forbidden, match="narrowed"):
            deed()
    assert all(map(ring.find, (boss, anna, child)))
    assert ring.find(ring.rotate_for(boss, timedelta(0), ring.find(other)))
    assert not ring.find(boss)
    ring.revoke_for(narrowed, helper)  # one's own may go, as where it leaked
    assert not ring.find(narrowed)


@pytest.mark.parametrize("deed", ["revoke", "change"])
def test_two_administrators_who_undo_each_other_at_once_leave_one(store, ring, monkeypatch, deed):
    first, second = (ring.add(NewKey(owner, ["admin"]), "test") for owner in ("boss", "other"))
    undo = {
        "revoke": lambda key: ring.revoke(key, "test", "default"),
        "change": lambda key: ring.change(key, KeyChange(roles=["maker"]), "test", "default"),
    }[deed]
    name = {"revoke": "end", "change": "change"}[deed]
    write = getattr(store.access_keys, name)

    def meanwhile(*told):
        monkeypatch.setattr(store.access_keys, name, write)
        undo(first)
        write(*told)

    monkeypatch.setattr(store.access_keys, name, meanwhile)
    with pytest.raises(Conflict, match="last"):
        undo(second)
    assert [one.owner for one in ring.administrators("default")] == ["other"]
    assert ring.find(second).roles == {"admin"}
    assert [event.about for event in store.trail.page(9) if event.what in ("key revoked", "key changed")] == ["boss"]


def test_key_that_was_narrowed_reaches_no_further_than_the_one_it_was_made_with(ring):
    first = ring.add(NewKey("anna", ["maker"]), "test")
    child = ring.add_own(NewKey("anna", ["maker"], scopes=["read", "keys"]), ring.find(first))
    ring.change(first, KeyChange(roles=["maker", "analyst"]), "root", "default")
    assert dict(ring.find(child).scopes) == {"keys": OWN}  # an analyst's `read` would be everybody's
    ring.change(first, KeyChange(scopes=["read", "keys"]), "root", "default")
    ring.change(child, KeyChange(scopes=["read"]), "root", "default")
    ring.change(first, KeyChange(name="tablet"), "root", "default")
    assert dict(ring.find(child).scopes) == {"read": ALL}


def test_limit_of_an_earlier_release_is_checked_only_where_it_is_named(ring):
    key = ring.add(NewKey("anna", ["maker"]), "test")
    ring._keys.change(replace(ring.all(None)[0], limits={"in_flight": 2e9}))
    ring.change(key, KeyChange(name="tablet"), "root", "default")
    assert ring.find(ring.add_own(NewKey("anna", ["maker"]), ring.find(key))).limits == {"in_flight": 2e9}
    with pytest.raises(InvalidRequest, match="in_flight"):
        ring.change(key, KeyChange(limits={"in_flight": 2e9}), "root", "default")


def test_of_too_many_sessions_the_oldest_go(ring, monkeypatch):
    monkeypatch.setattr(keyring, "MOST_SESSIONS", 3)
    anna, boris = (ring.add(NewKey(owner, ["maker"]), "test") for owner in ("anna", "boris"))
    acme = ring.add(NewKey("anna", ["maker"], tenant="acme"), "test")
    others = [ring.sign_in(boris), ring.sign_in(acme)]
    sessions = [ring.sign_in(anna) for _ in range(5)]
    assert [bool(ring.find(one)) for one in (*sessions, *others)] == [False] * 2 + [True] * 5
