"""One who fills the queue and another who asks for little: counted in pictures, so that a slow machine tells the same."""

import asyncio
import uuid

import pytest

from pipeline import Engine
from pipeline.engine import AHEAD, ENCODERS
from pipeline.illustration import Illustration
from schemas import GenerateRequest
from tests.flow import flowing, until
from tests.painters import Held
from tests.scenes import task
from tests.waiting import run

OPEN = 24
"""Requests that the crowd keeps open."""


def body(user_id, side, mode="snap"):
    return {
        "user_id": user_id,
        "seed": 7,
        "palette_mode": mode,
        "metadata": {"product": "house", "width": side, "height": side},
    }


class Crowd:
    """Somebody who keeps requests open; how many were answered, by status."""

    def __init__(self, client, open=OPEN, **asked):
        self.answers, self._over = [], False
        self._tasks = [asyncio.create_task(self._ask(client, body("crowd", **asked))) for _ in range(open)]

    async def _ask(self, client, asked):
        while not self._over:  # what is being recorded is answered, cancelled or not
            answer = await client.post("/api/generate", json=asked)
            self.answers.append(answer.status_code)
            await asyncio.sleep(0.5 if answer.status_code == 429 else 0)

    async def end(self):
        self._over = True
        for one in self._tasks:
            one.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@pytest.fixture
def store(shared_store):
    return shared_store


@pytest.fixture
def held(store):
    """A service of three places whose painter waits."""
    painter = Held()
    with flowing(store, painter, places=3) as flow:
        flow.go = painter.go
        yield flow
        painter.go.set()


def test_small_picture_waits_for_what_is_being_painted_and_not_for_the_queue():
    def ask(owner, side, number=0):
        return engine.submit(task(id=f"{owner}{number}", owner=owner, width=side, height=side))

    engine, between = Engine(Illustration()), []
    crowd = [ask("crowd", 500, number) for number in range(6 * OPEN)]
    for number in range(6):
        before, picture = engine.stats().painted, ask("other", 64, number)
        picture.add_done_callback(lambda _, before=before: between.append(engine.stats().painted - before))
        assert picture.result(120).image
    waiting = sum(not one.done() for one in crowd)
    engine.close()
    assert waiting > OPEN
    assert max(between) <= AHEAD + 2 * ENCODERS, between  # those that are painted, and perhaps not encoded yet


def test_queue_that_one_has_filled_has_room_for_another(store):
    async def beside(flow):
        async with flow.client() as client:
            crowd = Crowd(client, side=500)
            await until(lambda: flow.generator.limiter.in_flight == 8 and 429 in crowd.answers)
            statuses = [(await client.post("/api/generate", json=body("other", 64))).status_code for _ in range(4)]
            await crowd.end()
        return statuses

    with flowing(store, Illustration(), places=8) as flow:
        assert run(beside(flow)) == [200] * 4
        assert flow.generator.limiter.in_flight == 0


def test_who_made_room_is_told_so_and_nothing_of_theirs_is_recorded(held):
    crowd, other = uuid.uuid4().hex, uuid.uuid4().hex

    async def full():
        async with held.client() as client:

            async def post(user_id):
                return await client.post("/api/generate", json=body(user_id, 64))

            inside = [asyncio.create_task(post(crowd)) for _ in range(3)]
            await until(lambda: held.generator.limiter.in_flight == 3)
            last = asyncio.create_task(post(other))
            [gone], kept = await asyncio.wait(inside, return_when=asyncio.FIRST_COMPLETED, timeout=60)
            held.go.set()
            return gone.result(), await asyncio.gather(*kept, last)

    gone, kept = run(full())
    assert (gone.status_code, gone.json()["error"]["code"]) == (429, "busy")
    assert int(gone.headers["retry-after"]) >= 1
    assert [answer.status_code for answer in kept] == [200] * 3
    assert [len(held.store.history(name)) for name in (crowd, other)] == [2, 1]


def test_pictures_of_one_who_asks_for_many_users_are_painted_in_the_turns_of_one(held):
    async def owner(user_id, account):
        plan = await held.generator.plan(GenerateRequest.model_validate(body(user_id, 64)), account)
        return plan.task.owner

    assert [run(owner(user, "bank\ncrm")) for user in ("a", "b")] == ["bank\ncrm"] * 2
    assert [run(owner(user, "")) for user in ("a", "b")] == ["a", "b"]
    held.go.set()
