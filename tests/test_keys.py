"""How many keys and invitations there may be, and one first administrator, whoever comes at once."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from access import Keyring, NewKey, keyring
from errors import Conflict, TooMany
from storage import Store

AT_ONCE = 4
HOUR = timedelta(hours=1)


@pytest.fixture
def ring(store):
    return Keyring(store.credentials, store.trail, b"secret")


@pytest.fixture
def rings(uri, tmp_path):
    """Keyrings of several processes."""
    with contextlib.ExitStack() as stack:
        stores = [
            stack.enter_context(contextlib.closing(Store.open(uri, tmp_path / str(n), idle=True)))
            for n in range(AT_ONCE)
        ]
        yield [Keyring(store.credentials, store.trail, b"secret") for store in stores]


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
