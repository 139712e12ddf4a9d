"""Canvases to files: fits a picture to the size asked for, puts it right, encodes it. Knows no painter."""

import io
import struct
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray

import likeness
from brand import Zone, contrast, correct, small, srgb
from pipeline.painter import Canvas, Defect, Painting, PaintTask
from schemas import OUTPUT_FORMATS, OutputFormat, media_type

Pixels = NDArray[np.uint8]

CERTIFICATE = "brand_certificate"
"""Key of the text in a PNG that is the picture's certificate as JSON."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = len(SIGNATURE) + 25
"""Bytes of a PNG's signature and first chunk."""

_BESIDE = ThreadPoolExecutor(2, "beside")
"""For pictures that need not wait for their measure, because nothing is done to them."""

LOSSLESS = 100
"""The quality at which a format that can be lossless is."""

FINER = 4
"""Times as many pixels as its small copy that a picture has whose copy tells as well what it looks like."""

DEFECTS: dict[Defect, str] = {
    "empty": "The painter gave an empty picture.",
    "unsafe": "The safety checker found the picture unsafe.",
}

OPTIONS: dict[str, dict[str, Any]] = {
    "webp": {"lossless": True, "quality": 0, "method": 0},
    "jpeg": {"quality": 95, "subsampling": 0},
}
"""Of Pillow; a format that is not here has its own defaults."""


def complete(model: str, task: PaintTask, canvas: Canvas) -> Painting:
    """The task's painting, made of what `model` has painted."""
    if canvas.defect:
        return Painting(id=task.id, error=DEFECTS[canvas.defect], defect=canvas.defect)
    painted_height, painted_width = canvas.pixels.shape[:2]
    pixels = fit(canvas.pixels, task.width, task.height, task.text_zone)
    form = task.output_format, task.output_compression
    early = _BESIDE.submit(encode, pixels, *form) if task.palette_mode == "off" else None
    sample = small(pixels)
    corrected, certificate = correct(pixels, task.kit, task.palette_mode, sample)
    if corrected is not pixels:
        pixels, sample = corrected, small(corrected)
    image = early.result() if early else encode(pixels, *form)
    return Painting(
        id=task.id,
        image=inscribed(image, CERTIFICATE, certificate.compact()) if task.output_format == "png" else image,
        mime=media_type(task.output_format),
        model=model,
        painted_width=painted_width,
        painted_height=painted_height,
        num_inference_steps=canvas.num_inference_steps,
        guidance_scale=canvas.guidance_scale,
        undrawn=canvas.undrawn,
        safety_checker=canvas.safety_checker,
        certificate=certificate,
        perceptual_hash=likeness.of(sample if pixels.size >= FINER * sample.size else pixels).hex(),
        contrast=contrast(pixels, task.kit, task.text_zone) if task.text_zone else (),
    )


def fit(pixels: Pixels, width: int, height: int, kept: Zone | None = None) -> Pixels:
    """`pixels` (h, w, 3) scaled to cover width x height without distortion, what overhangs cut off evenly.

    Nothing is cut off on the side that is to be `kept`.
    """
    from PIL import Image

    painted_height, painted_width = pixels.shape[:2]
    if (painted_width, painted_height) == (width, height):
        return pixels
    scale = max(width / painted_width, height / painted_height)
    # Rounding must not put the box outside the picture.
    wide, tall = min(width / scale, painted_width), min(height / scale, painted_height)
    left = (painted_width - wide) * {"left": 0.0, "right": 1.0}.get(kept or "", 0.5)
    top = (painted_height - tall) * {"top": 0.0, "bottom": 1.0}.get(kept or "", 0.5)
    box = (left, top, min(left + wide, painted_width), min(top + tall, painted_height))
    return np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS, box))


def encode(pixels: Pixels, output_format: OutputFormat, quality: int | None = None) -> bytes:
    """The picture (h, w, 3) as a file that says it is in sRGB.

    png keeps every pixel. So does webp unless a `quality` below 100 is given; jpeg is of 95 without, and never
    subsampled.
    """
    if output_format == "png":
        return _png(np.ascontiguousarray(pixels))
    options = OPTIONS.get(output_format, {})
    if quality is not None and (quality < LOSSLESS or not options.get("lossless")):
        options = options | {"lossless": False, "quality": max(1, quality)}  # Pillow has a default behind 0
    return _pillow(pixels, output_format, **options)


def decode(picture: bytes) -> Pixels:
    """The pixels (h, w, 3) of one of our own files. Raises OSError when it is none."""
    from PIL import Image

    with Image.open(io.BytesIO(picture), formats=[name.upper() for name in OUTPUT_FORMATS]) as opened:
        return np.asarray(opened.convert("RGB"))


def _pillow(pixels: Pixels, name: str, **options: Any) -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(pixels).save(file, name, icc_profile=srgb.profile(), **options)
    return file.getvalue()


def inscribed(png: bytes, key: str, text: str) -> bytes:
    """A PNG of ours with one more text, both ASCII, in front of its pixels."""
    return png[:HEAD] + _chunk(b"tEXt", f"{key}\0{text}".encode("ascii")) + png[HEAD:]


def _png(pixels: Pixels) -> bytes:
    """PNG with the Sub filter and ISA-L's deflate. Its bytes may differ from one kind of CPU to another."""
    height, width, _ = pixels.shape
    rows = pixels.reshape(height, width * 3)
    filtered = np.empty((height, 1 + width * 3), np.uint8)
    filtered[:, 0] = 1
    filtered[:, 1:4] = rows[:, :3]
    np.subtract(rows[:, 3:], rows[:, :-3], out=filtered[:, 4:])
    data = isal_zlib.compress(filtered.data, 1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", header) + _chunk(*srgb.CHUNK) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", isal_zlib.crc32(data, isal_zlib.crc32(name)))
