"""Looks that are so far from a picture's, for tests of what follows from it."""

import numpy as np

import likeness

NEAR = 0.014
"""What a distance of 100 is in the product of two rows."""


def sample(seed: int) -> likeness.Sample:
    """Of a picture of nothing."""
    fine = np.random.default_rng(seed).integers(0, 256, (16, 16))
    return np.kron(fine, np.ones((4, 4))).astype(np.uint8).tobytes()


def at(distance: float, picture: likeness.Sample, seed: int) -> likeness.Looks:
    """At this distance from those of a whole picture, to a few: looks are whole numbers."""
    form = likeness._FORMS[0]
    (row,) = form.sought(_waves(form.tones(_greys(picture))[0]))
    other = np.random.default_rng(seed).normal(size=row.size)
    other -= other @ row * row
    alike = 1 - distance / 100 * NEAR
    mixed = alike * row + np.sqrt(1 - alike**2) * other / np.linalg.norm(other)
    return np.rint(mixed * 127 / np.abs(mixed).max()).astype(np.int8).tobytes()


def before(picture: likeness.Sample, flipped: int, seed: int) -> likeness.Looks:
    """Those of a whole picture as they were kept before 2026-12, so many of their 256 bits turned."""
    waves = _waves(_greys(picture)).ravel()
    bits = waves > np.median(waves)
    bits[np.random.default_rng(seed).choice(256, flipped, replace=False)] ^= True
    return np.packbits(bits).tobytes()


def _greys(picture: likeness.Sample) -> likeness.Rows:
    return np.frombuffer(picture, np.uint8).reshape(likeness.SIDE, likeness.SIDE).astype(np.float32)


def _waves(greys: likeness.Rows) -> likeness.Rows:
    whole = np.zeros((1, 2))
    return likeness._waves(greys, whole, whole)
