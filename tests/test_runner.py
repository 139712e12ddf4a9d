"""The road to a runner: frames, the client's patience, and how many may be on it."""

import asyncio
import contextlib
from urllib.parse import unquote, urlsplit

import pytest
from aiohttp import web
from hypothesis import given, strategies
from prometheus_client import REGISTRY

from errors import Busy, PaintingFailed, Unavailable
from pipeline import Painting, Progress, Stats
from runner import Client, Limiter, Remote, client, limiter, streams
from runner.frames import HEARTBEAT, decode, encode
from runner.metrics import Figures
from tests.flow import until
from tests.painters import Held
from tests.serving import free_port
from tests.test_runners import task
from tests.waiting import run

TASK = task(64)
DONE = encode(Painting(id=TASK.id, image=b"picture", mime="image/png"))


@given(
    strategies.lists(
        strategies.builds(Progress, *[strategies.integers(0, 2**31)] * 3, strategies.binary(max_size=40))
        | strategies.builds(
            Painting, id=strategies.text(), image=strategies.binary(max_size=300), error=strategies.none()
        )
        | strategies.none(),
        max_size=5,
    ),
    strategies.integers(1, 60),
)
def test_frames_are_what_was_put_in_however_they_are_cut(told, size):
    wire = b"".join(encode(one) if one else HEARTBEAT for one in told)

    async def pieces():
        for at in range(0, len(wire), size):
            yield wire[at : at + size]

    async def read():
        return [one async for one in decode(pieces())]

    assert run(read()) == [one for one in told if one]


@contextlib.asynccontextmanager
async def served(answer, address):
    """A runner at `address` that answers so."""
    app = web.Application()
    app.router.add_post("/paint", answer)
    app.router.add_get("/readyz", lambda _: web.Response())
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    place = urlsplit(address)
    site = web.TCPSite(runner, "127.0.0.1", place.port) if place.port else web.UnixSite(runner, unquote(place.path))
    await site.start()
    remote = Remote(address)
    yield Client(remote.paint), remote
    await remote.close()
    await runner.cleanup()


@pytest.mark.parametrize("beside", [True, False], ids=["unix", "tcp"])
def test_no_picture_waits_for_another_to_end(tmp_path, beside):
    count, inside, over = 150, asyncio.Semaphore(0), asyncio.Event()

    async def hold(_):
        inside.release()
        await over.wait()
        return web.Response(body=DONE)

    async def ask_all():
        address = (tmp_path / "a runner.sock").as_uri() if beside else f"http://127.0.0.1:{free_port()}"
        async with served(hold, address) as (painter, remote):
            asked = [asyncio.create_task(painter.paint(TASK)) for _ in range(count)]
            async with asyncio.timeout(30):
                for _ in asked:
                    await inside.acquire()
            ready = await remote.is_ready()
            over.set()
            return ready, await asyncio.gather(*asked)

    ready, paintings = run(ask_all())
    assert ready
    assert {one.image for one in paintings} == {b"picture"}


def test_stream_says_that_its_runner_is_there_and_drops_its_picture_when_it_is_left(monkeypatch):
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.01)
    painter = Held()

    async def leave(made):
        frames = made.paint(TASK)
        assert [await anext(frames) for _ in range(3)] == [HEARTBEAT] * 3
        assert made.open == 1
        await frames.aclose()
        assert made.open == 0
        painter.go.set()
        await until(lambda: made.engine.stats().cancelled == 1, 20)

    with contextlib.closing(streams.Streams(painter, 4)) as made:
        run(leave(made))


def test_figures_tell_each_call_of_the_model_once_with_its_own_places():
    def batches():
        return [
            REGISTRY.get_sample_value(f"bentoml_service_adaptive_batch_size_{one}") or 0 for one in ("count", "sum")
        ]

    before, figures = batches(), Figures()
    for steps, rows in ((1, 4), (1, 4), (2, 7)):
        figures.take(Stats(steps=steps, rows=rows), {})
    assert [now - then for now, then in zip(batches(), before, strict=True)] == [2, 7]


def test_connection_serves_the_next_picture_too():
    peers = []

    async def answer(request):
        peers.append(request.transport.get_extra_info("peername"))
        stream = web.StreamResponse()
        await stream.prepare(request)
        await stream.write(DONE)
        await asyncio.sleep(0.1)  # the end comes after the painting
        await stream.write_eof()
        return stream

    async def paint_two():
        async with served(answer, f"http://127.0.0.1:{free_port()}") as (painter, _):
            return [await painter.paint(TASK) for _ in range(2)]

    assert [one.image for one in run(paint_two())] == [b"picture"] * 2
    assert len(set(peers)) == 1


async def in_turn(*answers):
    """A painting by a runner that answers so, one after another; how often it was asked, too."""
    left = list(answers)

    async def answer(request):
        return await left.pop(0)(request)

    async with served(answer, f"http://127.0.0.1:{free_port()}") as (painter, _):
        painting = await painter.paint(TASK)
        return painting, len(left)


async def painted(_):
    return web.Response(body=DONE)


async def refused(_):
    return web.Response(status=503)


async def failed(_):
    return web.Response(status=500)


async def cut(_):
    return web.Response(body=DONE[:-3])


async def broken(request):
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(HEARTBEAT)
    request.transport.abort()
    return response


async def silent(request):
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(HEARTBEAT)
    await asyncio.sleep(60)
    return response


@pytest.mark.parametrize("answer", [failed, cut, broken, silent])
def test_stream_that_breaks_is_asked_for_once_more_however_long_it_lasted(monkeypatch, answer):
    monkeypatch.setattr(client, "SILENT_SECONDS", 0.3)
    monkeypatch.setattr(client, "RESTART_SECONDS", 0.1)
    painting, left = run(in_turn(answer, painted))
    assert (painting.image, left) == (b"picture", 0)
    with pytest.raises(Unavailable, match="being restarted") as error:
        run(in_turn(answer, answer, painted))
    assert error.value.retry_after == 2


def test_runner_is_silent_only_after_several_heartbeats():
    from runner.streams import HEARTBEAT_SECONDS

    assert 3 * HEARTBEAT_SECONDS <= client.SILENT_SECONDS <= 11


def test_runner_that_is_being_restarted_is_waited_for_so_long(monkeypatch):
    assert 5 <= client.RESTART_SECONDS <= 30
    assert run(in_turn(refused, refused, refused, painted))[0].image == b"picture"
    monkeypatch.setattr(client, "RESTART_SECONDS", 0.3)

    async def nobody():
        remote = Remote(f"127.0.0.1:{free_port()}")
        try:
            assert not await remote.is_ready()
            await Client(remote.paint).paint(TASK)
        finally:
            await remote.close()

    with pytest.raises(Unavailable):
        run(nobody())


def test_painting_of_another_job_is_given_to_nobody():
    async def anothers(_):
        return web.Response(body=encode(Painting(id="another", image=b"x")))

    with pytest.raises(PaintingFailed, match="mixed up"):
        run(in_turn(anothers))


def test_limiter_refuses_the_newest_and_names_a_wait():
    async def three(places):
        async with places.enter(), places.enter():
            with pytest.raises(Busy) as error:
                async with places.enter():
                    pass
        return error.value.retry_after

    places = Limiter(2)
    assert run(three(places)) >= 1
    assert places.in_flight == 0


@pytest.mark.parametrize("error", [ZeroDivisionError, TimeoutError])
def test_limiter_lets_go_after_an_error(error):
    async def one(places):
        async with places.enter():
            raise error

    places = Limiter(1)
    with pytest.raises(error):
        run(one(places))
    assert places.in_flight == 0


def test_time_that_ran_out_is_told_as_that_also_where_the_place_was_lost_meanwhile():
    async def late(places):
        async with places.enter("a"), places.enter("a") as place, places.enter("b"):
            assert place.lost
            raise TimeoutError

    with pytest.raises(TimeoutError):
        run(late(Limiter(2)))


async def named(places):
    """The wait that a full queue names."""
    async with places.enter():
        with pytest.raises(Busy) as error:
            async with places.enter():
                pass
    return error.value.retry_after


@pytest.mark.parametrize("took", [16.0, 2.0, 0.1])
def test_wait_that_is_named_is_what_requests_took_lately(monkeypatch, took):
    """It grows with slow requests and shrinks with fast ones."""
    now = 0.0
    monkeypatch.setattr(limiter.time, "monotonic", lambda: now)
    places = Limiter(1)

    async def slow(seconds):
        nonlocal now
        for _ in range(60):
            async with places.enter():
                now += seconds
        return await named(places)

    assert run(named(places)) == 1
    for seconds in (40.0, took):
        assert run(slow(seconds)) == max(1, round(seconds))
    now += 2.5
    assert places.quiet_seconds == pytest.approx(2.5)


def test_one_slow_request_moves_the_wait_by_an_eighth(monkeypatch):
    now = 0.0
    monkeypatch.setattr(limiter.time, "monotonic", lambda: now)
    places = Limiter(1)

    async def slow():
        nonlocal now
        async with places.enter():
            now += 25.0
        return await named(places)

    assert run(slow()) == 4


class Queue:
    """Requests that stay in flight until they are let go, by the order in which they came."""

    def __init__(self, limit):
        self.places, self.let, self.ended = Limiter(limit), asyncio.Event(), {}
        self.held = []

    async def come(self, *owners, weight=1):
        """One more request of each."""
        for owner in owners:
            number = len(self.held)
            self.held.append(asyncio.create_task(self._hold(number, owner, weight)))
            await asyncio.sleep(0)
            await asyncio.sleep(0)

    async def _hold(self, number, owner, weight):
        try:
            async with self.places.enter(owner, weight) as place:
                if weight == 0:
                    place.keep()
                await self.let.wait()
        except Busy:
            self.ended[number] = "busy"
        else:
            self.ended[number] = "done"

    async def end(self):
        """Let all go; the numbers of those that were refused."""
        self.let.set()
        await asyncio.gather(*self.held)
        assert self.places.in_flight == 0
        return [number for number in range(len(self.held)) if self.ended[number] == "busy"]


@pytest.mark.parametrize(
    ("came", "refused"),
    [
        ("aaaa", []),
        ("aaaaa", [4]),
        ("aaaab", [3]),
        ("aaaabb", [2, 3]),
        ("aaaabbb", [2, 3, 6]),  # both hold two
        ("aaaabbc", [2, 3, 5]),  # of who holds as many, the newest
        ("aaabbaacd", [1, 2, 4, 5, 6]),
        ("abcd", []),
        ("abcde", [4]),
        ("aabbc", [3]),
        ("aaabc", [2]),
        ("baaaaaa", [4, 5, 6]),
    ],
)
def test_whoever_holds_the_most_makes_room(came, refused):
    async def all_of(queue):
        await queue.come(*came)
        assert queue.places.in_flight <= 4
        return await queue.end()

    assert run(all_of(Queue(4))) == refused


def test_pictures_that_a_request_may_become_count_for_who_makes_room():
    async def crowd(queue):
        await queue.come("strict", weight=8)
        await queue.come("strict", weight=8)
        await queue.come(*"aaa")
        await queue.come("b")
        return await queue.end()

    assert run(crowd(Queue(5))) == [1]


def test_what_is_painted_already_makes_room_for_nobody():
    async def crowd(queue):
        await queue.come(*"aa")
        await queue.come(*"aa", weight=0)
        await queue.come(*"bb")
        return await queue.end()

    assert run(crowd(Queue(4))) == [1, 5]


def test_who_is_cancelled_or_made_room_is_forgotten():
    async def crowd(queue):
        await queue.come(*"aaa", "b")
        queue.held[0].cancel()
        queue.held[1].cancel()  # refused and left by its client at once
        await queue.come("b")
        await asyncio.gather(*queue.held[:2], return_exceptions=True)
        queue.held = queue.held[2:]
        queue.let.set()
        await asyncio.gather(*queue.held)
        return queue.places.in_flight, queue.ended

    assert run(crowd(Queue(3))) == (0, {2: "busy", 3: "done", 4: "done"})
