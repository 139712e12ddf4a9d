"""Who works and who waits: by turns of who asks, few of each, and after the time that is told there is room."""

import asyncio
import contextlib
from types import SimpleNamespace

import pytest

from api.places import Places
from api.routes import ads, jobs, verify
from errors import Busy
from tests.asking import Asked
from tests.flow import flowing, until
from tests.painters import Plain
from tests.stores import recorded
from tests.waiting import run
from ui.album import PAGE


def test_each_has_few_places_and_leaves_some_to_others():
    places = Places(1, most=4, each=3, what="files are read")
    with places.place("anna"), places.place("anna"), places.place("anna"):
        with pytest.raises(Busy, match="3 of your files are read already; try again in 1 s"), places.place("anna"):
            pass
        with places.place("boris"):
            for owner in ("boris", "", "clara"):
                with pytest.raises(Busy, match="4 files are read already"), places.place(owner):
                    pass
    with places.place("anna"):
        pass


def test_whoever_is_not_asked_for_a_name_may_have_all():
    places = Places(1, most=3, each=1, what="files are read")
    with places.place(""), places.place(""), places.place(""), pytest.raises(Busy), places.place(""):
        pass


def test_turns_go_round_by_who_asks_and_who_leaves_has_none():
    places, done = Places(1, most=99, each=99, what=""), []

    async def work(name, hold=None):
        async with places.turn(name[0]):
            if hold:
                await hold.wait()
            done.append(name)

    async def all_of_them():
        hold = asyncio.Event()
        first = asyncio.create_task(work("a0", hold))
        await asyncio.sleep(0)
        names = ["a1", "a2", "a3", "b1", "b2", "c1"]
        waiting = {name: asyncio.create_task(work(name)) for name in names}
        await asyncio.sleep(0)
        waiting["a2"].cancel()
        waiting["c1"].cancel()
        hold.set()
        await asyncio.gather(first, *waiting.values(), return_exceptions=True)
        await asyncio.wait_for(work("d1"), 5)

    run(all_of_them())
    assert done == ["a0", "a1", "b1", "a3", "b2", "d1"]


def test_turn_that_is_given_to_whoever_goes_is_another_ones():
    places, done = Places(1, most=9, each=9, what=""), []

    async def work(name):
        async with places.turn(name):
            done.append(name)

    async def both():
        async with places.turn("x"):
            gone, stays = asyncio.create_task(work("gone")), asyncio.create_task(work("stays"))
            await asyncio.sleep(0)
        gone.cancel()  # it has been called, and has not heard it yet
        await asyncio.wait_for(stays, 5)

    run(both())
    assert done == ["stays"]


def test_time_that_is_told_is_when_the_oldest_in_the_way_ends(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("api.places.time", SimpleNamespace(monotonic=lambda: now[0]))
    places = Places(1, most=9, each=2, what="files are read")
    for _ in range(32):
        with places.place("boris"):
            now[0] += 4.4
    with places.place("anna"):
        now[0] += 0.5
        with places.place("anna"):
            now[0] += 1.0
            with pytest.raises(Busy) as told, places.place("anna"):
                pass
    assert told.value.retry_after == 3  # of 2.9 s
    with places.place("anna"):
        pass


KINDS = [
    (verify.VERIFYING, "/verify", lambda _: {}),
    (ads.TYPESETTING, "/api/ads", lambda picture: {"image": picture, "ad": {"headline": "Дом"}}),
    (jobs.CHECKING, "/api/jobs", lambda _: {"rows": []}),
]


@pytest.mark.parametrize(("places", "path", "body"), KINDS, ids=[path for _, path, _ in KINDS])
def test_nobody_takes_the_places_of_others(shared_store, places, path, body):
    with flowing(shared_store, Plain()) as flow, contextlib.ExitStack() as held:
        asked = Asked(flow, shared_store)
        sent = body(recorded(shared_store, asked.name).image_url)
        account = asked.ring.find(asked.key()["Authorization"].partition(" ")[2]).account
        for _ in range(places._each):
            held.enter_context(places.place(account))
        refused = asked.ask(asked.key(), sent, path)
        assert (refused.status_code, refused.json()["error"]["code"]) == (429, "busy")
        assert int(refused.headers["retry-after"]) == refused.json()["error"]["retry_after"] >= 1
        assert asked.ask(asked.key(owner="somebody else"), sent, path).status_code != 429


def test_page_of_kept_advertisements_is_shown_whole_and_takes_no_places_of_others(shared_store):
    with flowing(shared_store, Plain()) as flow:
        asked = Asked(flow, shared_store)
        key = asked.key()
        made = asked.ask(key, asked.body(ad={"headline": "Дом", "formats": ["card"]})).json()

        async def page():
            small = f"{made['image_path']}/ads/card?thumb=32"
            async with ads.SHOWING.turn("somebody else"):
                shown = asyncio.gather(*(asked.asking(key, None, small, "GET") for _ in range(PAGE)))
                await until(lambda: len(ads.SHOWING._held) == PAGE)
                other = await asked.asking(key, {"image": made["image_path"], "ad": made["ad"]}, "/api/ads")
            return [answer.status_code for answer in [other, *await shown]]

        assert run(page()) == [200] * (1 + PAGE)
