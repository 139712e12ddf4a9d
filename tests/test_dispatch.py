"""The road to the runner: its bounds, its patience, and the private names it leans on."""

import asyncio
import contextlib
import gc
import os
import socket
import statistics
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiohttp
import pytest
from _bentoml_impl.client.proxy2 import SessionManager
from aiohttp import web
from bentoml._internal.marshal import dispatcher
from bentoml._internal.marshal.dispatcher import CorkDispatcher, NonBlockSema, Optimizer
from bentoml.exceptions import ServiceUnavailable

import dispatch
from dispatch import A_DAY, Door, glance, open_batcher, open_road, reach, route
from errors import Busy, Unavailable
from tests.serving import free_port
from tests.waiting import run


@pytest.fixture
def batcher(monkeypatch):
    """BentoML's dispatcher as we use it, put back afterwards."""
    for name in ("acquire", "is_locked"):
        monkeypatch.setattr(NonBlockSema, name, getattr(NonBlockSema, name))
    for name in ("train_optimizer", "_get_inputs"):
        monkeypatch.setattr(CorkDispatcher, name, getattr(CorkDispatcher, name))
    monkeypatch.setattr(Optimizer, "wait", 0, raising=False)
    open_batcher()

    def refuse():
        raise AssertionError("refused")

    return CorkDispatcher(A_DAY, 8, fallback=refuse, get_batch_size=len)


def test_private_names_are_still_used_by_bentoml():
    source = Path(dispatcher.__file__).read_text()
    for use in (
        "self.optimizer.wait * decay",
        "self._sema.is_locked()",
        "await self.train_optimizer(",
        "_sema.acquire()",
    ):
        assert use in source


@contextlib.asynccontextmanager
async def road(answer, address):
    """A session of ours to a server at `address`, which answers `/hold`."""
    app = web.Application()
    app.router.add_get("/hold", answer)
    served = web.AppRunner(app)
    await served.setup()
    place = urlsplit(address)
    await (
        web.TCPSite(served, place.hostname, place.port) if place.port else web.UnixSite(served, unquote(place.path))
    ).start()
    manager = SessionManager(address, 30, {})
    yield await manager.get_session()
    await manager.close()
    await served.cleanup()


@pytest.mark.parametrize("beside", [True, False], ids=["unix", "tcp"])
def test_no_call_waits_for_another_to_end(monkeypatch, tmp_path, beside):
    monkeypatch.setattr(SessionManager, "_make_client", SessionManager._make_client)  # put back afterwards
    open_road()
    count, inside, over = 150, asyncio.Semaphore(0), asyncio.Event()

    async def hold(_):
        inside.release()
        await over.wait()
        return web.Response()

    async def call_all():
        path, port = tmp_path / "a runner.sock", free_port()
        address = path.as_uri() if beside else f"http://127.0.0.1:{port}"
        async with road(hold, address) as session:
            calls = [asyncio.create_task(session.get("/hold")) for _ in range(count)]
            async with asyncio.timeout(20):
                for _ in calls:
                    await inside.acquire()
            over.set()
            await asyncio.gather(*calls)

    run(call_all())


def test_batcher_lets_everything_in_at_once(batcher):
    inside = 0

    @batcher
    async def paint(jobs):
        nonlocal inside
        assert len(jobs) == 1
        inside += 1
        while inside < 20:
            await asyncio.sleep(0.001)
        return jobs

    async def burst():
        return await asyncio.wait_for(asyncio.gather(*(paint([n]) for n in range(20))), 5)

    assert run(burst()) == [[n] for n in range(20)]


def test_batcher_never_holds_a_lone_request_back(batcher):
    entered = 0.0

    @batcher
    async def paint(jobs):
        nonlocal entered
        entered = time.monotonic()
        await asyncio.sleep(0.05)
        return jobs

    async def one_after_another():
        await asyncio.gather(*(paint([n]) for n in range(30)))
        for n in range(14):
            asked = time.monotonic()
            await paint([n])
            yield entered - asked

    async def waits():
        return [wait async for wait in one_after_another()]

    assert statistics.median(run(waits())) < 0.02


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
    assert run(reach(calls(aiohttp.ServerDisconnectedError(), "painted"))) == "painted"


def test_connection_that_breaks_twice_is_unavailable():
    with pytest.raises(Unavailable):
        run(reach(calls(aiohttp.ServerDisconnectedError(), aiohttp.ServerDisconnectedError(), "late")))


def test_absent_runner_is_waited_for_only_so_long(monkeypatch):
    monkeypatch.setattr(dispatch, "RESTART_SECONDS", 0.3)
    absent = aiohttp.ClientConnectorError(None, OSError())
    with pytest.raises(Unavailable):
        run(reach(calls(*[absent] * 50)))


def test_refusal_of_the_batcher_is_unavailable():
    with pytest.raises(Unavailable):
        run(reach(calls(ServiceUnavailable("overloaded"))))


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/", "/"),
        ("/generate", "/generate"),
        ("/generate/stream", "/generate/*"),
        ("/api/generate", "/api/generate"),
        ("/api/interactions/a/b", "/api/interactions/*"),
        ("/api/whatever", "/api/*"),
        ("/ui/en/theme.css", "/ui/*"),
        ("/secret", "/*"),
        ("*", "/*"),
    ],
)
def test_metrics_know_routes_and_no_paths(path, label):
    assert route(path) == label


@pytest.mark.parametrize("took", [16.0, 2.0, 0.1])
def test_wait_that_is_named_is_what_requests_took_lately(monkeypatch, took):
    """It grows with slow requests and shrinks with fast ones."""
    now = 0.0
    monkeypatch.setattr(dispatch.time, "monotonic", lambda: now)
    door = Door(1)

    def named():
        with door.enter(), pytest.raises(Busy) as refused, door.enter():
            pass
        return refused.value.retry_after

    assert named() == 1
    for seconds in (40.0, took):
        for _ in range(60):
            with door.enter():
                now += seconds
        assert named() == max(1, round(seconds))


def test_one_slow_request_moves_the_wait_by_an_eighth(monkeypatch):
    now = 0.0
    monkeypatch.setattr(dispatch.time, "monotonic", lambda: now)
    door = Door(1)
    with door.enter():
        now += 25.0
    with (
        door.enter(),
        pytest.raises(Busy, match="1 requests are in the queue already; try again in 4 s") as refused,
        door.enter(),
    ):
        pass
    assert refused.value.retry_after == 4


def test_glance_is_over_in_a_moment_though_no_answer_comes(monkeypatch):
    assert dispatch.GLANCE_SECONDS <= 2
    monkeypatch.setattr(dispatch, "GLANCE_SECONDS", 0.05)

    async def look():
        async with asyncio.timeout(20):
            return await glance(asyncio.Event().wait())

    assert run(look()) is None


@pytest.mark.parametrize("error", [aiohttp.ServerDisconnectedError(), ServiceUnavailable("overloaded"), TimeoutError()])
def test_glance_leaves_out_what_does_not_answer(error, caplog):
    assert run(glance(calls(error)())) is None
    assert type(error).__name__ in caplog.text
    assert run(glance(calls("seen")())) == "seen"


def test_glance_hides_no_mistake_of_ours():
    with pytest.raises(ZeroDivisionError):
        run(glance(calls(ZeroDivisionError())()))


@pytest.mark.parametrize(
    "broken", [aiohttp.ServerDisconnectedError(), aiohttp.ClientPayloadError(), aiohttp.ClientOSError()]
)
def test_every_way_to_break_is_tried_again_once_and_then_told(broken):
    assert run(reach(calls(broken, "painted"))) == "painted"
    with pytest.raises(Unavailable, match="being restarted") as refused:
        run(reach(calls(broken, broken, "late")))
    assert refused.value.retry_after == 2


def test_runner_that_is_being_restarted_is_waited_for():
    absent = aiohttp.ClientConnectorError(None, OSError())
    assert run(reach(calls(absent, absent, absent, "painted"))) == "painted"
    assert 5 <= dispatch.RESTART_SECONDS <= 30


def connection(port):
    """What the kernel has armed for the connection to a port: its timer, and the seconds until that goes off."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, _, remote, state, _, timer, *_ = line.split()
        if (remote, state) == (f"0100007F:{port:04X}", "01"):
            kind, ticks = timer.split(":")
            return int(kind, 16), int(ticks, 16) / os.sysconf("SC_CLK_TCK")
    return None


def test_kernel_asks_after_a_silent_runner_under_a_call_in_flight(monkeypatch):
    """A machine that vanished says nothing; only the keepalive timer (2 in /proc/net/tcp) tells that it is gone."""
    monkeypatch.setattr(SessionManager, "_make_client", SessionManager._make_client)
    open_road()
    asked, over = asyncio.Event(), asyncio.Event()

    async def hold(_):
        asked.set()
        await over.wait()
        return web.Response()

    async def watch():
        port = free_port()
        async with road(hold, f"http://127.0.0.1:{port}") as session:
            call = asyncio.create_task(session.get("/hold"))
            await asked.wait()
            async with asyncio.timeout(20):  # until what was sent has been acknowledged, another timer runs
                while (armed := connection(port)) and armed[0] not in (0, 2):
                    await asyncio.sleep(0.02)
            patience = session.timeout
            over.set()
            answer = await call
            [ours] = [one for one in gc.get_objects() if issubclass(type(one), socket.socket) and talks_to(one, port)]
            pulse = [ours.getsockopt(socket.IPPROTO_TCP, option) for option in PULSES]
            answer.release()
        return armed, pulse, patience

    (timer, seconds), (idle, between, times), patience = run(watch())
    assert timer == 2
    assert 0 < seconds <= 5
    assert idle + between * times <= 11
    assert patience.total == 30
    assert patience.sock_connect <= 5


PULSES = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)


def talks_to(one, port):
    try:
        return one.getpeername()[1] == port
    except (OSError, IndexError):
        return False
