"""The painting thread with a real tiny SDXL: joining, leaving, failing and watching between steps."""

import io
import os
import threading
import time
from concurrent.futures import CancelledError, wait

import numpy as np
import pytest
from PIL import Image

from pipeline import Engine, ModelConfig, open_painter
from pipeline.whole import Whole
from tests.checkpoints import save_folder
from tests.painters import Forgetful, Plain, pixels
from tests.scenes import job


@pytest.fixture(scope="module")
def diffusion(tmp_path_factory):
    folder = save_folder(tmp_path_factory.mktemp("tiny"))
    cache = tmp_path_factory.mktemp("cache")
    config = ModelConfig(model=str(folder), model_cache=cache, device="cpu", dtype="float32", pixel_budget=128 * 128)
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


class Gated(Whole):
    """Takes each step of a real painter only when told, and remembers who took it."""

    def __init__(self, painter):
        super().__init__(painter)
        self.begin, self.finish, self.inner = painter.begin, painter.finish, painter.step
        self.preview, self.gauges = painter.preview, painter.gauges
        self.gate = threading.Semaphore(0)
        self.taken = []

    def step(self, runs):
        self.gate.acquire()
        self.inner(runs)
        self.taken.append([run.job.id for run in runs])


@pytest.fixture
def gated(diffusion):
    gated = Gated(diffusion)
    engine = Engine(gated, max_batch_size=4)
    yield gated, engine
    gated.gate.release(1000)
    engine.close()


def until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_mixed_jobs_are_what_each_gives_alone(engine, diffusion):
    jobs = [
        job(id=str(i), seed=i, width=w, height=h, num_inference_steps=s, guidance_scale=g)
        for i, (w, h, s, g) in enumerate([(128, 128, 6, 1), (256, 64, 4, 2), (100, 100, 3, 1.5), (128, 128, 1, 1)] * 3)
    ]
    paintings = [future.result(60) for future in [engine.submit(job) for job in jobs]]
    for one, painting in zip(jobs, paintings, strict=True):
        alone = Engine(diffusion, 1)
        expected = alone.submit(one).result(60)
        alone.close()
        assert painting.id == one.id
        assert pixels(painting).shape == (one.height, one.width, 3)
        assert np.abs(pixels(painting).astype(int) - pixels(expected)).max() <= 1


def test_later_job_joins_between_steps(gated):
    painter, engine = gated
    first = engine.submit(job(id="first", num_inference_steps=4))
    painter.gate.release()
    until(lambda: painter.taken)
    second = engine.submit(job(id="second", num_inference_steps=2))
    painter.gate.release(5)
    wait([first, second], 10)
    assert painter.taken[0] == ["first"]
    assert ["first", "second"] in painter.taken
    assert len(painter.taken) == 4


def test_cancelled_job_takes_no_further_step_and_disturbs_nobody(gated, diffusion):
    painter, engine = gated
    stays, leaves = (engine.submit(job(id=name, seed=i)) for i, name in enumerate(["stays", "leaves"]))
    painter.gate.release(2)
    until(lambda: len(painter.taken) == 2)
    assert engine.cancel("leaves")
    painter.gate.release(10)
    painting = stays.result(10)
    assert sum("leaves" in step for step in painter.taken) <= 3
    assert np.abs(pixels(painting).astype(int) - diffusion.paint([job(seed=0)])[0].pixels).max() <= 1
    with pytest.raises(CancelledError):
        leaves.result(1)
    until(lambda: engine.stats().cancelled == 1)


def test_queued_job_that_is_cancelled_is_never_painted(gated):
    painter, engine = gated
    wide = engine.submit(job(id="wide", width=256, height=64, num_inference_steps=1))
    queued = engine.submit(job(id="queued"))
    until(lambda: engine.stats().running == 1)
    assert queued.cancel()
    painter.gate.release(10)
    wide.result(10)
    until(lambda: engine.stats().queued == 0)
    assert painter.taken == [["wide"]]


def test_progress_counts_places_and_steps(gated):
    painter, engine = gated
    engine.submit(job(id="wide", width=256, height=64, num_inference_steps=3))
    until(lambda: engine.stats().running == 1)
    for name in ("b", "c"):
        engine.submit(job(id=name))
    assert [engine.progress(name).position for name in ("wide", "b", "c")] == [0, 1, 2]
    painter.gate.release(2)
    until(lambda: engine.progress("wide").step == 2)
    assert engine.progress("wide").steps == 3
    assert engine.progress("nobody") is None


def test_preview_is_a_small_picture_of_the_work(gated):
    painter, engine = gated
    engine.submit(job(id="seen", preview=True))
    engine.submit(job(id="unseen"))
    painter.gate.release(3)
    until(lambda: engine.progress("seen").step == 3)
    assert Image.open(io.BytesIO(engine.progress("seen").preview)).size == (32, 32)
    assert engine.progress("unseen").preview == b""


def test_every_job_gets_its_own_painting(plain):
    jobs = [job(id=str(i), seed=i, width=64 * (1 + i % 3)) for i in range(20)]
    paintings = [future.result(10) for future in [plain.submit(job) for job in jobs]]
    assert [painting.id for painting in paintings] == [str(i) for i in range(20)]
    assert all((pixels(painting) == i).all() for i, painting in enumerate(paintings))
    assert [pixels(painting).shape[1] for painting in paintings] == [64 * (1 + i % 3) for i in range(20)]


def test_only_the_bad_job_of_a_batch_fails(plain, caplog):
    futures = [plain.submit(job(id=str(i), seed=127 + i)) for i in range(6)]
    errors = [future.result(10).error for future in futures]
    assert [bool(error) for error in errors] == [False, False, False, True, False, False]
    assert "secret" not in errors[3]
    assert all(words in caplog.text for words in ("job 3 failed", "unlucky"))
    assert plain.stats().failed == 1


def test_painter_that_loses_a_canvas_never_mixes_up_jobs():
    engine = Engine(Forgetful(), 4)
    paintings = [future.result(10) for future in [engine.submit(job(id=name)) for name in "abc"]]
    engine.close()
    assert all(painting.error and not painting.image for painting in paintings)


def test_closing_cancels_what_is_open(diffusion):
    gated = Gated(diffusion)
    engine = Engine(gated)
    futures = [engine.submit(job(id=name)) for name in "abc"]
    until(lambda: engine.stats().running)
    gated.gate.release(1)
    engine.close()
    assert all(future.cancelled() for future in futures)
    with pytest.raises(RuntimeError):
        engine.submit(job())


def test_batches_share_calls(engine):
    wait([engine.submit(job(id=str(i), seed=i)) for i in range(8)], 60)
    stats = engine.stats()
    assert stats.painted == 8
    assert stats.rows == 8 * 6
    assert stats.steps < 8 * 6


def test_large_pictures_are_encoded_beside_small_ones_and_give_way(plain):
    large = [plain.submit(job(id=f"l{n}", owner="a", seed=n, width=1700, height=1700)) for n in range(6)]
    small = plain.submit(job(id="s", owner="b", seed=1, width=64, height=64))
    assert small.result(60).id == "s"
    assert not all(one.done() for one in large)
    assert [one.result(120).id for one in large] == [f"l{n}" for n in range(6)]
    nice = {
        thread.name.rsplit("_", 1)[0]: os.getpriority(os.PRIO_PROCESS, thread.native_id)
        for thread in threading.enumerate()
        if "encoder" in thread.name
    }
    assert nice["large encoder"] == min(nice["encoder"] + 10, 19)
