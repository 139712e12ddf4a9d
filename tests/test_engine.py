"""The painting thread with a real tiny SDXL: joining, leaving, failing and watching between steps."""

import io
import os
import threading
import time
from concurrent.futures import CancelledError, wait
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from pipeline import Engine, open_painter
from pipeline.engine import FAILED, Progress, Stats
from pipeline.illustration import Illustration
from settings import ModelSettings, cores
from tests.checkpoints import save_folder
from tests.painters import Forgetful, OneStep, Plain, pixels
from tests.scenes import task

torch.set_num_threads(1)  # more of them would wait for each other over pictures as small as these


@pytest.fixture(scope="module")
def diffusion(tmp_path_factory):
    folder = save_folder(tmp_path_factory.mktemp("tiny"))
    cache = tmp_path_factory.mktemp("cache")
    fields = {"device": "cpu", "dtype": "float32", "pixel_budget": 128 * 128, "safety_checker": "off"}
    config = ModelSettings(model=str(folder), model_cache=cache, **fields)
    return open_painter(config)


@pytest.fixture
def engine(diffusion):
    engine = Engine(diffusion, max_batch_size=4)
    yield engine
    engine.close()


@pytest.fixture
def plain():
    engine = Engine(Plain(), max_batch_size=4)
    yield engine
    engine.close()


@pytest.fixture
def illustrations():
    engine = Engine(Illustration(), max_batch_size=4)
    yield engine
    engine.close()


class Gated(OneStep):
    """Takes each step of a real painter only when told, and remembers who took it."""

    def __init__(self, painter):
        self.painter, self.model, self.key = painter, painter.model, painter.key
        self.finish, self.inner, self.gauges = painter.finish, painter.step, painter.gauges
        self.gate = threading.Semaphore(0)
        self.taken, self.begun, self.previewed, self.entered = [], [], [], False

    def begin(self, tasks):
        self.begun.append([task.id for task in tasks])
        return self.painter.begin(tasks)

    def preview(self, run):
        self.previewed.append(run.done)
        return self.painter.preview(run)

    def step(self, runs):
        self.entered = True
        self.gate.acquire()
        self.inner(runs)
        self.taken.append([run.task.id for run in runs])


@pytest.fixture
def gated(diffusion):
    gated = Gated(diffusion)
    engine = Engine(gated, max_batch_size=4)
    yield gated, engine
    gated.gate.release(1000)
    engine.close()


def until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_mixed_jobs_are_what_each_gives_alone(engine, diffusion):
    tasks = [
        task(id=str(i), seed=i, width=w, height=h, num_inference_steps=s, guidance_scale=g)
        for i, (w, h, s, g) in enumerate([(128, 128, 6, 1), (256, 64, 4, 2), (100, 100, 3, 1.5), (128, 128, 1, 1)] * 3)
    ]
    paintings = [future.result(60) for future in [engine.submit(task) for task in tasks]]
    for one, painting in zip(tasks, paintings, strict=True):
        alone = Engine(diffusion, 1)
        expected = alone.submit(one).result(60)
        alone.close()
        assert painting.id == one.id
        assert pixels(painting).shape == (one.height, one.width, 3)
        assert np.abs(pixels(painting).astype(int) - pixels(expected)).max() <= 1


def test_later_job_joins_between_steps(gated):
    painter, engine = gated
    first = engine.submit(task(id="first", num_inference_steps=4))
    painter.gate.release()
    until(lambda: painter.taken)
    second = engine.submit(task(id="second", num_inference_steps=2))
    painter.gate.release(5)
    wait([first, second], 10)
    assert painter.taken[0] == ["first"]
    assert ["first", "second"] in painter.taken
    assert len(painter.taken) == 4


def test_cancelled_job_takes_no_further_step_and_disturbs_nobody(gated, diffusion):
    painter, engine = gated
    stays, leaves = (engine.submit(task(id=name, seed=i)) for i, name in enumerate(["stays", "leaves"]))
    painter.gate.release(2)
    until(lambda: len(painter.taken) == 2)
    assert leaves.cancel()
    painter.gate.release(10)
    painting = stays.result(60)
    assert sum("leaves" in step for step in painter.taken) <= 3
    assert np.abs(pixels(painting).astype(int) - diffusion.paint([task(seed=0)])[0].pixels).max() <= 1
    with pytest.raises(CancelledError):
        leaves.result(1)
    until(lambda: engine.stats().cancelled == 1)


def test_queued_job_that_is_cancelled_is_never_painted(gated):
    painter, engine = gated
    wide = engine.submit(task(id="wide", width=256, height=64, num_inference_steps=1))
    queued = engine.submit(task(id="queued"))
    until(lambda: engine.stats().running == 1)
    assert queued.cancel()
    painter.gate.release(10)
    wide.result(60)
    until(lambda: engine.stats().queued == 0)
    assert painter.taken == [["wide"]]


def test_progress_counts_places_and_steps(gated):
    painter, engine = gated
    engine.submit(task(id="wide", width=256, height=64, num_inference_steps=3))
    until(lambda: engine.stats().running == 1)
    for name in ("b", "c"):
        engine.submit(task(id=name))
    assert [engine.progress(name).position for name in ("wide", "b", "c")] == [0, 1, 2]
    painter.gate.release(2)
    until(lambda: engine.progress("wide").step == 2)
    assert engine.progress("wide").steps == 3
    assert engine.progress("nobody") is None


def test_preview_is_a_small_picture_of_the_work(gated):
    painter, engine = gated
    engine.submit(task(id="seen", preview=True))
    engine.submit(task(id="unseen"))
    painter.gate.release(3)
    until(lambda: engine.progress("seen").step == 3)
    assert Image.open(io.BytesIO(engine.progress("seen").preview)).size == (32, 32)
    assert engine.progress("unseen").preview == b""


def test_preview_is_made_after_every_second_step_but_the_last(gated):
    painter, engine = gated
    painter.gate.release(6)
    engine.submit(task(id="seen", preview=True, num_inference_steps=6)).result(60)
    assert painter.previewed == [2, 4]


def test_progress_tells_place_step_and_steps(gated):
    painter, engine = gated
    engine.submit(task(id="begun", width=256, height=64, num_inference_steps=5))
    until(lambda: engine.stats().running == 1)
    engine.submit(task(id="waits", num_inference_steps=3))
    engine.submit(task(id="last", num_inference_steps=4))
    assert engine.progress("begun") == Progress(0, 0, 5)
    assert engine.progress("waits") == Progress(1, 0, 0)
    assert engine.progress("last") == Progress(2, 0, 0)
    painter.gate.release(3)
    until(lambda: engine.progress("begun").step == 3)
    assert engine.progress("begun") == Progress(0, 3, 5)
    assert (engine.stats().running, engine.stats().queued) == (1, 2)


@pytest.mark.parametrize("seed", [7, 130])
def test_job_that_is_cancelled_during_its_last_step_is_counted_once_and_never_delivered(seed):
    gated = Gated(Plain())
    engine = Engine(gated)
    future = engine.submit(task(id="a", seed=seed))
    until(lambda: engine.stats().running == 1)
    assert future.cancel()
    gated.gate.release(1)
    until(lambda: engine.stats().cancelled)
    engine.close()
    assert future.cancelled()
    assert replace(engine.stats(), wait_seconds=0, step_seconds=0, steps=0, rows=0) == Stats(cancelled=1)


class Crowded(Gated):
    """Cannot finish more than one picture at once."""

    def __init__(self, painter):
        super().__init__(painter)
        self.finish_alone, self.finish = self.finish, self.alone

    def alone(self, runs):
        if len(runs) > 1:
            raise MemoryError("two are too many")
        return self.finish_alone(runs)


def test_pictures_whose_batch_could_not_be_finished_are_begun_anew_one_by_one(diffusion):
    painter = Crowded(diffusion)
    engine = Engine(painter)
    tasks = [task(id=name, seed=i, num_inference_steps=2) for i, name in enumerate("ab")]
    with engine._wake:  # so that both are there when the painter looks
        futures = [engine.submit(one) for one in tasks]
    painter.gate.release(20)
    paintings = [future.result(60) for future in futures]
    engine.close()
    assert painter.begun == [["a", "b"], ["a"], ["b"]]
    assert painter.taken == [["a", "b"]] * 2 + [["a"]] * 2 + [["b"]] * 2
    for one, painting in zip(tasks, paintings, strict=True):
        assert np.abs(pixels(painting).astype(int) - diffusion.paint([one])[0].pixels).max() <= 1
    assert (engine.stats().painted, engine.stats().failed) == (2, 0)


def test_figures_are_sums_in_seconds(gated):
    painter, engine = gated
    asked = time.monotonic()
    both = [engine.submit(task(id=name, guidance_scale=2, num_inference_steps=2)) for name in ("a", "b")]
    until(lambda: painter.entered)
    late = engine.submit(task(id="c", width=256, height=64, guidance_scale=1, num_inference_steps=3))
    held = time.monotonic()
    until(lambda: time.monotonic() > held + 0.3)
    painter.gate.release(20)
    wait([*both, late], 60)
    until(lambda: engine.stats().painted == 3)
    stats, passed = engine.stats(), time.monotonic() - asked
    assert stats.steps == len(painter.taken)
    assert stats.rows == 2 * 2 * 2 + 3
    assert 0.3 <= stats.step_seconds <= passed
    assert 0.3 <= stats.wait_seconds <= 3 * passed
    assert (stats.queued, stats.running, stats.failed, stats.cancelled) == (0, 0, 0, 0)


def test_time_of_a_step_is_noted_for_its_size_and_rows(gated):
    painter, engine = gated
    started = time.monotonic()
    painter.gate.release(20)
    asked = task(guidance_scale=2, num_inference_steps=4)
    engine.submit(asked).result(60)
    assert 0 < engine._scheduler.latency.seconds(painter.key(asked), 2) < time.monotonic() - started
    assert engine._scheduler.latency.seconds(painter.key(asked), 1) == 0


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_batch_is_as_large_as_the_engine_may(limit):
    painter = Plain()
    engine = Engine(painter, max_batch_size=limit)
    with engine._wake:
        futures = [engine.submit(task(id=str(i))) for i in range(7)]
    wait(futures, 60)
    engine.close()
    assert max(map(len, painter.calls)) == limit


class Blurred(Plain):
    """Its canvases have a fourth channel, which no encoder takes, where the seed is 1."""

    def paint(self, tasks):
        return [
            replace(canvas, pixels=canvas.pixels[..., [0, 1, 2, 0]]) if task.seed == 1 else canvas
            for task, canvas in zip(tasks, super().paint(tasks), strict=True)
        ]


def test_picture_that_cannot_be_encoded_is_an_error_of_its_own(caplog):
    engine = Engine(Blurred())
    tasks = [
        task(id=f"{side} {seed}", seed=seed, width=side, height=side) for seed in (1, 2, 1, 2) for side in (64, 1700)
    ]
    paintings = [future.result(60) for future in [engine.submit(one) for one in tasks]]
    engine.close()
    assert [painting.error for painting in paintings] == [FAILED if one.seed == 1 else None for one in tasks]
    assert [bool(painting.image) for painting in paintings] == [one.seed == 2 for one in tasks]
    assert (engine.stats().painted, engine.stats().failed) == (4, 4)
    assert "task 1700 1 failed" in caplog.text


class Watchful(Plain):
    """Notes what was painted when it begins a picture."""

    def paint(self, tasks):
        self.seen.append((tasks[0].id, self.engine.stats().painted))
        return super().paint(tasks)


def test_large_picture_is_not_begun_before_those_ahead_are_encoded():
    painter = Watchful()
    painter.seen = []
    painter.engine = engine = Engine(painter)
    with engine._wake:
        futures = [engine.submit(task(id=str(n), seed=n, width=1700, height=1700)) for n in range(4)]
    wait(futures, 120)
    engine.close()
    beside = max(1, int(cores() // 4))
    assert [name for name, _ in painter.seen] == ["0", "1", "2", "3"]
    assert all(painted >= int(name) - beside for name, painted in painter.seen)


def test_closing_delivers_what_is_painted_and_ends_every_thread():
    def threads():  # but those for pictures that wait for no measure, which are the process's
        return {one for one in threading.enumerate() if not one.name.startswith("beside")}

    before = threads()
    engine = Engine(Plain())
    futures = [engine.submit(task(id=str(side), width=side, height=side)) for side in (64, 1700)]
    until(lambda: engine.stats().running == engine.stats().queued == 0)
    engine.close()
    assert [future.result(0).id for future in futures] == ["64", "1700"]
    assert threads() <= before


def test_engine_tells_the_model(plain):
    assert plain.submit(task()).result(60).model == plain.model == "plain"


def test_listener_hears_every_change_in_order_and_of_a_painting_before_it_is_delivered():
    heard = []
    painter = Gated(Plain())
    painter.gauges = lambda: {"cached": 3}
    engine = Engine(painter, 4, lambda stats, said: heard.append((stats, said)))
    future = engine.submit(task(id="a"))
    until(lambda: engine.stats().running == 1)
    painter.gate.release(1)
    future.result(60)
    stats, said = heard[-1]
    engine.close()
    assert (stats.painted, stats.queued, stats.running, said) == (1, 0, 0, {"cached": 3})
    assert [(one.queued, one.running) for one, _ in heard[:2]] == [(1, 0), (0, 1)]


def test_every_job_gets_its_own_painting(plain):
    tasks = [task(id=str(i), seed=i, width=64 * (1 + i % 3)) for i in range(20)]
    paintings = [future.result(60) for future in [plain.submit(task) for task in tasks]]
    assert [painting.id for painting in paintings] == [str(i) for i in range(20)]
    assert all((pixels(painting) == i).all() for i, painting in enumerate(paintings))
    assert [pixels(painting).shape[1] for painting in paintings] == [64 * (1 + i % 3) for i in range(20)]


def test_only_the_bad_job_of_a_batch_fails(plain, caplog):
    futures = [plain.submit(task(id=str(i), seed=127 + i)) for i in range(6)]
    errors = [future.result(60).error for future in futures]
    assert [bool(error) for error in errors] == [False, False, False, True, False, False]
    assert "secret" not in errors[3]
    assert all(words in caplog.text for words in ("task 3 failed", "unlucky"))
    assert plain.stats().failed == 1


def test_painter_that_loses_a_canvas_never_mixes_up_jobs():
    engine = Engine(Forgetful(), 4)
    paintings = [future.result(60) for future in [engine.submit(task(id=name)) for name in "abc"]]
    engine.close()
    assert all(painting.error and not painting.image for painting in paintings)


def test_closing_cancels_what_is_open(diffusion):
    gated = Gated(diffusion)
    engine = Engine(gated)
    futures = [engine.submit(task(id=name)) for name in "abc"]
    until(lambda: engine.stats().running)
    gated.gate.release(1)
    engine.close()
    assert all(future.cancelled() for future in futures)
    with pytest.raises(RuntimeError):
        engine.submit(task())


def test_batches_share_calls(engine):
    wait([engine.submit(task(id=str(i), seed=i)) for i in range(8)], 60)
    stats = engine.stats()
    assert stats.painted == 8
    assert stats.rows == 8 * 6
    assert stats.steps < 8 * 6


def test_painter_whose_picture_is_drawn_in_layers_is_asked_for_no_preview(illustrations):
    asked = task(id="watched", width=640, height=480, preview=True)
    assert illustrations.submit(asked).result(60).error is None


def test_small_picture_does_not_wait_for_all_of_a_large_one(illustrations):
    engine = illustrations
    large = engine.submit(task(id="large", owner="a", width=3436, height=3436))
    until(lambda: engine.stats().running == 1)
    steps = engine.stats().steps
    assert engine.submit(task(id="small", owner="b")).result(120).id == "small"
    assert not large.done()
    assert engine.stats().painted == 1
    assert large.result(120).image
    assert engine.stats().steps > steps


def test_large_pictures_are_encoded_beside_small_ones_and_give_way(plain):
    large = [plain.submit(task(id=f"l{n}", owner="a", seed=n, width=1700, height=1700)) for n in range(6)]
    small = plain.submit(task(id="s", owner="b", seed=1, width=64, height=64))
    assert small.result(60).id == "s"
    assert not all(one.done() for one in large)
    assert [one.result(120).id for one in large] == [f"l{n}" for n in range(6)]
    nice = {
        thread.name.rsplit("_", 1)[0]: os.getpriority(os.PRIO_PROCESS, thread.native_id)
        for thread in threading.enumerate()
        if "encoder" in thread.name
    }
    assert nice["large encoder"] == min(nice["encoder"] + 10, 19)
