"""The road to the runner: its bounds, its patience, and the private names it leans on."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from bentoml._internal.marshal import dispatcher
from bentoml.exceptions import ServiceUnavailable

import dispatch
from dispatch import Door, never_wait_idle, reach
from errors import Busy, Unavailable


def test_batcher_still_has_the_wait_we_take_out():
    assert "wait" in dispatcher.Optimizer(1.0).__dict__
    assert "self.optimizer.wait * decay" in Path(dispatcher.__file__).read_text()


def test_batcher_never_waits_idle(monkeypatch):
    monkeypatch.setattr(dispatcher.Optimizer, "wait", 0, raising=False)
    never_wait_idle()
    optimizer = dispatcher.Optimizer(1.0)
    for _ in range(20):
        optimizer.log_outbound(4, wait=5.0, duration=1.0)
    optimizer.trigger_refresh()
    assert optimizer.wait == 0.0


def test_door_refuses_the_newest_and_names_a_wait():
    door = Door(2)
    with door.enter(), door.enter(), pytest.raises(Busy) as refused, door.enter():
        pass
    assert refused.value.retry_after >= 1
    assert door.inside == 0


def test_door_lets_go_after_an_error():
    door = Door(1)
    with pytest.raises(ZeroDivisionError), door.enter():
        raise ZeroDivisionError
    assert door.inside == 0


def calls(*outcomes):
    left = list(outcomes)

    async def call():
        outcome = left.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return call


def test_broken_connection_is_tried_again_once():
    assert asyncio.run(reach(calls(aiohttp.ServerDisconnectedError(), "painted"))) == "painted"


def test_connection_that_breaks_twice_is_unavailable():
    with pytest.raises(Unavailable):
        asyncio.run(reach(calls(aiohttp.ServerDisconnectedError(), aiohttp.ServerDisconnectedError(), "late")))


def test_absent_runner_is_waited_for_only_so_long(monkeypatch):
    monkeypatch.setattr(dispatch, "RESTART_SECONDS", 0.3)
    absent = aiohttp.ClientConnectorError(None, OSError())
    with pytest.raises(Unavailable):
        asyncio.run(reach(calls(*[absent] * 50)))


def test_refusal_of_the_batcher_is_unavailable():
    with pytest.raises(Unavailable):
        asyncio.run(reach(calls(ServiceUnavailable("overloaded"))))
