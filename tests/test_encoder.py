"""Canvases to files: of the right size, and lossless where that is promised."""

import io
import subprocess
import sys
from hashlib import sha256

import numpy as np
import pytest
from PIL import Image, ImageCms

from brand import srgb
from pipeline import Canvas
from pipeline.encoder import complete, encode, fit
from tests.kits import KITS
from tests.painters import pixels
from tests.scenes import job
from tests.stores import ROOT
from web import certificate_picture, small_copy

NOISE = Canvas(np.random.default_rng(0).integers(0, 256, (100, 150, 3), dtype=np.uint8), undrawn=("yacht",))


@pytest.mark.parametrize(("output_format", "mime"), [("png", "image/png"), ("webp", "image/webp")])
def test_lossless_formats_keep_every_pixel(output_format, mime):
    painting = complete("noise", job(width=150, height=100, output_format=output_format), NOISE)
    assert painting.mime == mime == Image.open(io.BytesIO(painting.image)).get_format_mimetype()
    assert np.array_equal(pixels(painting), NOISE.pixels)


def test_picture_of_one_pixel_wide_is_a_valid_png():
    painting = complete("noise", job(width=1, height=3), Canvas(NOISE.pixels[:3, :1]))
    assert np.array_equal(pixels(painting), NOISE.pixels[:3, :1])


def test_jpeg_keeps_full_colour_resolution():
    painting = complete("flat", job(output_format="jpeg"), Canvas(np.full((128, 128, 3), 200, np.uint8)))
    image = Image.open(io.BytesIO(painting.image))
    assert image.format == "JPEG"
    assert image.layer == [(1, 1, 1, 0), (2, 1, 1, 1), (3, 1, 1, 1)]
    assert np.abs(np.asarray(image).astype(int) - 200).max() <= 1


@pytest.mark.parametrize(("width", "height"), [(333, 777), (64, 64), (3436, 64), (1160, 480)])
def test_canvas_of_another_size_is_fitted(width, height):
    painting = complete("noise", job(width=width, height=height), NOISE)
    assert pixels(painting).shape == (height, width, 3)
    assert (painting.painted_width, painting.painted_height) == (150, 100)


@pytest.mark.parametrize("kept", [None, "left", "right", "top", "bottom"])
@pytest.mark.parametrize("size", [(265, 71), (286, 78), (1186, 323), (71, 265)])
def test_a_size_that_rounding_puts_beside_its_canvas_is_fitted(size, kept):
    width, height = size
    canvas = np.zeros((128, 448, 3) if width > height else (448, 128, 3), np.uint8)
    assert fit(canvas, width, height, kept).shape == (height, width, 3)


def test_fitting_does_not_distort():
    square = np.zeros((100, 200, 3), np.uint8)
    square[40:60, 90:110] = 255
    fitted = pixels(complete("square", job(width=100, height=200), Canvas(square)))
    bright = np.argwhere(fitted[..., 0] > 128)
    tall, wide = np.ptp(bright, axis=0) + 1
    assert tall == wide == 40


def test_painting_says_what_made_it():
    painting = complete("noise-1", job(id="x"), NOISE)
    assert (painting.id, painting.model, painting.undrawn, painting.error) == ("x", "noise-1", ("yacht",), None)


def says_srgb(content):
    """Whether a file tells its colour space, by PNG's own word or by a profile."""
    image = Image.open(io.BytesIO(content))
    if image.format == "PNG":
        assert content.index(b"sRGB") < content.index(b"IDAT")
        image.load()
        return image.info.get("srgb") == 0
    told = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    return "sRGB" in ImageCms.getProfileDescription(told)


@pytest.mark.parametrize("output_format", ["png", "webp", "jpeg"])
def test_every_picture_says_that_it_is_in_srgb(output_format):
    content = complete("noise", job(width=150, height=100, output_format=output_format), NOISE).image
    assert says_srgb(content)
    assert content == complete("noise", job(width=150, height=100, output_format=output_format), NOISE).image
    if output_format == "png":
        assert "brand_certificate" in Image.open(io.BytesIO(content)).text


def test_small_copies_and_certificates_say_it_too():
    content = encode(NOISE.pixels, "png")
    assert says_srgb(small_copy(content, 64))
    assert says_srgb(certificate_picture(content, None, KITS["default"]))


def test_the_profile_is_the_same_in_every_process():
    ask = "from hashlib import sha256; from brand import srgb; print(sha256(srgb.profile()).hexdigest())"
    told = {subprocess.check_output([sys.executable, "-c", ask], cwd=ROOT) for _ in range(2)}
    assert told == {f"{sha256(srgb.profile()).hexdigest()}\n".encode()}
