"""Canvases to files: of the right size, and lossless where that is promised."""

import io
import struct
import subprocess
import sys
import zlib
from hashlib import sha256

import numpy as np
import pytest
from PIL import Image, ImageCms

import likeness
from api.renditions import certificate_picture, thumbnail
from brand import Certificate, contrast, correct, srgb
from pipeline import Canvas
from pipeline.encoder import complete, decode, encode, fit
from pipeline.illustration import Illustration
from tests.kits import BANK, KITS
from tests.painters import pixels
from tests.scenes import task
from tests.stores import ROOT

NOISE = Canvas(np.random.default_rng(0).integers(0, 256, (100, 150, 3), dtype=np.uint8), undrawn=("yacht",))


@pytest.mark.parametrize(("output_format", "mime"), [("png", "image/png"), ("webp", "image/webp")])
def test_lossless_formats_keep_every_pixel(output_format, mime):
    painting = complete("noise", task(width=150, height=100, output_format=output_format), NOISE)
    assert painting.mime == mime == Image.open(io.BytesIO(painting.image)).get_format_mimetype()
    assert np.array_equal(pixels(painting), NOISE.pixels)


def test_picture_of_one_pixel_wide_is_a_valid_png():
    painting = complete("noise", task(width=1, height=3), Canvas(NOISE.pixels[:3, :1]))
    assert np.array_equal(pixels(painting), NOISE.pixels[:3, :1])


def test_file_that_is_none_of_ours_is_not_read():
    for form in ("GIF", "TIFF", "BMP"):
        Image.fromarray(NOISE.pixels).save(file := io.BytesIO(), form)
        with pytest.raises(OSError, match="cannot identify"):
            decode(file.getvalue())


def test_jpeg_keeps_full_colour_resolution():
    painting = complete("flat", task(output_format="jpeg"), Canvas(np.full((128, 128, 3), 200, np.uint8)))
    image = Image.open(io.BytesIO(painting.image))
    assert image.format == "JPEG"
    assert image.layer == [(1, 1, 1, 0), (2, 1, 1, 1), (3, 1, 1, 1)]
    assert np.abs(np.asarray(image).astype(int) - 200).max() <= 1


@pytest.mark.parametrize(("width", "height"), [(333, 777), (64, 64), (3436, 64), (1160, 480)])
def test_canvas_of_another_size_is_fitted(width, height):
    painting = complete("noise", task(width=width, height=height), NOISE)
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
    fitted = pixels(complete("square", task(width=100, height=200), Canvas(square)))
    bright = np.argwhere(fitted[..., 0] > 128)
    tall, wide = np.ptp(bright, axis=0) + 1
    assert tall == wide == 40


ROWS, COLUMNS = np.mgrid[0:100, 0:200].astype(np.uint8)
PLACES = np.stack([ROWS, COLUMNS, ROWS], axis=-1)
"""A canvas whose pixels say where they are: (row, column, row)."""

CROPS = [
    (None, (0, 50), (50, 0)), ("left", (0, 0), (50, 0)), ("right", (0, 100), (50, 0)),
    ("top", (0, 50), (0, 0)), ("bottom", (0, 50), (100, 0)),
]  # fmt: skip
"""The part kept for text, and the (row, column) that a square of a wide canvas and of a tall one begins with."""


@pytest.mark.parametrize(("kept", "wide", "tall"), CROPS)
def test_what_overhangs_is_cut_off_evenly_and_never_where_text_goes(kept, wide, tall):
    lying, standing = PLACES, PLACES.transpose(1, 0, 2)
    for canvas, (top, left) in ((lying, wide), (standing, tall)):
        expected = canvas[top : top + 100, left : left + 100]
        assert np.array_equal(fit(canvas, 100, 100, kept), expected)
        assert np.array_equal(
            pixels(complete("p", task(width=100, height=100, text_zone=kept), Canvas(canvas))), expected
        )


@pytest.mark.parametrize(("kept", "wide", "tall"), CROPS)
def test_what_is_left_is_scaled(kept, wide, tall):
    lying, standing = Image.fromarray(PLACES), Image.fromarray(PLACES.transpose(1, 0, 2))
    for canvas, (top, left) in ((lying, wide), (standing, tall)):
        for side in (40, 250):
            cropped = canvas.crop((left, top, left + 100, top + 100)).resize((side, side), Image.Resampling.LANCZOS)
            found = fit(np.asarray(canvas), side, side, kept)[2:-2, 2:-2].astype(int)
            assert np.abs(found - np.asarray(cropped)[2:-2, 2:-2]).max() <= 2


@pytest.mark.parametrize(("width", "height"), [(300, 100), (100, 300), (640, 64), (3436, 64), (64, 3436)])
def test_cover_is_centred(width, height):
    """A cross in the middle of the canvas is in the middle of the picture."""
    canvas = np.zeros((128, 128, 3), np.uint8)
    canvas[60:68, 60:68] = 255
    bright = np.argwhere(fit(canvas, width, height)[..., 0] > 128)
    assert np.abs((bright.min(axis=0) + bright.max(axis=0)) / 2 - np.array([height - 1, width - 1]) / 2).max() <= 0.5


def test_painting_says_what_made_it():
    canvas = Canvas(NOISE.pixels, num_inference_steps=6, guidance_scale=1.5, undrawn=("yacht",))
    painting = complete("noise-1", task(id="x"), canvas)
    assert (painting.id, painting.model, painting.undrawn, painting.error) == ("x", "noise-1", ("yacht",), None)
    assert (painting.num_inference_steps, painting.guidance_scale) == (6, 1.5)


@pytest.mark.parametrize("output_format", ["png", "webp"])
@pytest.mark.parametrize("mode", ["off", "snap", "poster"])
def test_file_is_what_was_measured_and_put_right(mode, output_format):
    painting = complete(
        "noise", task(width=150, height=100, palette_mode=mode, output_format=output_format, text_zone="left"), NOISE
    )
    right, certificate = correct(NOISE.pixels, BANK, mode)
    assert np.array_equal(right, NOISE.pixels) == (mode == "off")
    assert np.array_equal(pixels(painting), right)
    assert painting.certificate == certificate
    assert painting.contrast == contrast(right, BANK, "left") != contrast(NOISE.pixels, BANK, "right")


def test_contrast_is_told_for_a_text_zone_alone():
    assert complete("noise", task(), NOISE).contrast == ()


@pytest.mark.parametrize("mode", ["off", "snap"])
def test_png_alone_carries_its_certificate(mode):
    files = {
        name: complete("noise", task(palette_mode=mode, output_format=name), NOISE) for name in ("png", "webp", "jpeg")
    }
    told = Image.open(io.BytesIO(files["png"].image)).text["brand_certificate"]
    assert Certificate.model_validate_json(told) == files["png"].certificate
    assert told.isascii()
    assert {name for name, painting in files.items() if b"brand_certificate" in painting.image} == {"png"}


def test_inscription_stands_before_the_pixels_and_every_checksum_is_right():
    content = complete("noise", task(width=150, height=100), NOISE).image
    names, at = [], 8
    while at < len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        assert struct.unpack(">I", content[at + 8 + length : at + 12 + length])[0] == zlib.crc32(
            content[at + 4 : at + 8 + length]
        )
        names.append(name)
        at += 12 + length
    assert names == [b"IHDR", b"tEXt", b"sRGB", b"IDAT", b"IEND"]


def test_flat_picture_is_a_small_file():
    flat = np.full((500, 500, 3), 200, np.uint8)
    assert all(len(encode(flat, name)) < flat.size / 50 for name in ("png", "webp", "jpeg"))


def test_jpeg_is_of_quality_95():
    image = Image.open(io.BytesIO(encode(NOISE.pixels, "jpeg")))
    same = io.BytesIO()
    Image.fromarray(NOISE.pixels).save(same, "JPEG", quality=95)
    assert image.quantization == Image.open(same).quantization


def test_wide_canvas_that_is_a_view_is_encoded_as_it_looks():
    turned = NOISE.pixels.transpose(1, 0, 2)[::-1]
    for name in ("png", "webp"):
        assert np.array_equal(np.asarray(Image.open(io.BytesIO(encode(turned, name)))), turned)


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
    content = complete("noise", task(width=150, height=100, output_format=output_format), NOISE).image
    assert says_srgb(content)
    assert content == complete("noise", task(width=150, height=100, output_format=output_format), NOISE).image
    if output_format == "png":
        assert "brand_certificate" in Image.open(io.BytesIO(content)).text


def test_small_copies_and_certificates_say_it_too():
    content = encode(NOISE.pixels, "png")
    assert says_srgb(thumbnail(content, 64))
    assert says_srgb(certificate_picture(content, None, KITS["default"], "en"))


def test_the_profile_is_the_same_in_every_process():
    ask = "from hashlib import sha256; from brand import srgb; print(sha256(srgb.profile()).hexdigest())"
    told = {subprocess.check_output([sys.executable, "-c", ask], cwd=ROOT) for _ in range(2)}
    assert told == {f"{sha256(srgb.profile()).hexdigest()}\n".encode()}


@pytest.mark.parametrize("mode", ["off", "poster"])
@pytest.mark.parametrize(("width", "height"), [(1024, 1024), (1200, 628), (520, 500), (300, 200), (90, 70)])
def test_what_a_picture_looks_like_is_told_as_of_all_its_pixels(width, height, mode):
    made = task(width=width, height=height, palette_mode=mode)
    painting = complete("drawn", made, Illustration().paint([made])[0])
    told, whole = bytes.fromhex(painting.perceptual_hash), likeness.of(pixels(painting))
    _, distance = likeness.nearest(likeness.sample(Image.fromarray(pixels(painting))), [told])
    assert distance <= likeness.FAR // 4
    assert told == whole or width * height > 4 * 256**2
