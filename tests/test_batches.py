"""Mixed lists of jobs: grouping, order, errors of one job only, and files that keep their pixels."""

import io
import logging

import numpy as np
import pytest
from PIL import Image

from pipeline import Canvas, paint_all
from tests.scenes import job


class Plain:
    """Paints every job in one colour made from its seed, as large as asked; refuses the seed 130."""

    model = "plain"

    def __init__(self):
        self.calls = []

    def key(self, job):
        return job.width, job.height

    def paint(self, jobs):
        self.calls.append([job.id for job in jobs])
        if any(job.seed == 130 for job in jobs):
            raise ValueError("/secret/path: unlucky")
        return [Canvas(np.full((job.height, job.width, 3), job.seed, np.uint8)) for job in jobs]


def pixels(painting):
    return np.asarray(Image.open(io.BytesIO(painting.image)))


def test_every_job_gets_its_own_painting():
    jobs = [job(id=str(i), seed=i, width=64 * (1 + i % 3)) for i in range(20)]
    paintings = paint_all(Plain(), jobs, 4)
    assert [painting.id for painting in paintings] == [str(i) for i in range(20)]
    assert all((pixels(painting) == i).all() for i, painting in enumerate(paintings))
    assert [pixels(painting).shape[1] for painting in paintings] == [64 * (1 + i % 3) for i in range(20)]


def test_groups_are_of_one_key_and_oldest_first():
    painter = Plain()
    paint_all(painter, [job(id=name, width=96 if name in "bd" else 64) for name in "abcde"], 2)
    assert painter.calls == [["a", "c"], ["e"], ["b", "d"]]


def test_only_the_bad_job_fails(caplog):
    jobs = [job(id=str(i), seed=129 + i) for i in range(3)]
    with caplog.at_level(logging.ERROR):
        good, bad, other = paint_all(Plain(), jobs, 4)
    assert [bool(painting.image) for painting in (good, bad, other)] == [True, False, True]
    assert "secret" not in (bad.error or "secret")
    assert all(words in caplog.text for words in ("job 1 failed", "unlucky"))


def test_nothing_to_paint():
    assert paint_all(Plain(), [], 4) == []


class Forgetful(Plain):
    def paint(self, jobs):
        return super().paint(jobs)[:-1]


def test_painter_that_loses_a_canvas_never_mixes_up_jobs():
    paintings = paint_all(Forgetful(), [job(id=name) for name in "abc"], 4)
    assert all(painting.error for painting in paintings)


class Sketchy(Plain):
    def paint(self, jobs):
        rng = np.random.default_rng(jobs[0].seed)
        return [Canvas(rng.integers(0, 256, (100, 150, 3), dtype=np.uint8)) for _ in jobs]


@pytest.mark.parametrize(("output_format", "mime"), [("png", "image/png"), ("webp", "image/webp")])
def test_lossless_formats_keep_every_pixel(output_format, mime):
    asked = job(width=150, height=100, output_format=output_format)
    [painting] = paint_all(Sketchy(), [asked], 1)
    assert painting.mime == mime == Image.open(io.BytesIO(painting.image)).get_format_mimetype()
    assert np.array_equal(pixels(painting), Sketchy().paint([asked])[0].pixels)


def test_jpeg_keeps_full_colour_resolution():
    [painting] = paint_all(Plain(), [job(seed=200, output_format="jpeg")], 1)
    image = Image.open(io.BytesIO(painting.image))
    assert image.format == "JPEG"
    assert image.layer == [(1, 1, 1, 0), (2, 1, 1, 1), (3, 1, 1, 1)]
    assert np.abs(np.asarray(image).astype(int) - 200).max() <= 1


@pytest.mark.parametrize(("width", "height"), [(333, 777), (64, 64), (3436, 64), (1160, 480)])
def test_canvas_of_another_size_is_fitted(width, height):
    [painting] = paint_all(Sketchy(), [job(width=width, height=height)], 1)
    assert pixels(painting).shape == (height, width, 3)
    assert (painting.painted_width, painting.painted_height) == (150, 100)
