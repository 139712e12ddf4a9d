"""The procedural painter: a scene and a size in, a flat illustration out. Knows no prompts and no model weights."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from brand import Kit, zone_box
from pipeline.painter import Canvas, Job
from prompt_builder.scene import Scene

from . import calm, things
from .area import Area
from .brush import Brush
from .inks import Inks
from .picture import Picture
from .silhouette import Silhouette

_FACES = (0.14, 0.65)
"""Between which shares of the height of a tall picture faces go: the buttons of an app lie above and below."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything that matters is in the picture of a job, in its pixels."""

    people: tuple[Silhouette, ...]
    """From the back to the front; only the heads of who sits in a car are to be seen."""
    product: Area | None
    zone: Area | None
    """The part kept free for text."""
    front: tuple[Area, ...]
    """Every shape painted over people."""
    fade: Area | None
    """Where the ground of the zone runs into the scene."""


class Illustration:
    """A `Painter` without weights: the same scene, kit and size give the same bytes on every run of one platform."""

    model = "illustration-1"

    def key(self, job: Job) -> Hashable:
        """All jobs may share a call: each is drawn alone."""
        return self.model

    def paint(self, jobs: Sequence[Job]) -> list[Canvas]:
        """One canvas a job, in order; `undrawn` names the words and things that could not be drawn."""
        return [
            Canvas(
                self._picture(job),
                undrawn=(
                    *job.scene.unknown_words,
                    *things.undrawable(job.scene.things),
                    *_scene(job)[0].undrawn,
                ),
            )
            for job in jobs
        ]

    def plan(self, job: Job) -> Plan:
        """Where things will be, without painting."""
        picture, (x, y) = _scene(job)
        zone = fade = None
        if job.text_zone is not None:
            zone = Area(*zone_box(job.width, job.height, job.text_zone))
            edge = calm.faded(Area(0, 0, picture.width, picture.height), picture.layout.heads, job.text_zone)
            fade = edge.placed(x, y)
        product = picture.product
        return Plan(
            tuple(somebody.placed(x, y) for somebody in picture.people),
            product and product.placed(x, y),
            zone,
            tuple(area.placed(x, y) for area in picture.front),
            fade,
        )

    def _picture(self, job: Job) -> NDArray[np.uint8]:
        picture, _ = _scene(job)
        brush = Brush(picture.width, picture.height)
        picture.draw(brush)
        if job.text_zone is None:
            return brush.pixels()
        ground = picture.inks.navy if job.scene.light == "evening" else picture.inks.light(0.975)
        fade = calm.faded(Area(0, 0, picture.width, picture.height), picture.layout.heads, job.text_zone)
        return calm.beside(brush.pixels(), (job.width, job.height), job.text_zone, ground.rgb(), fade)

    def draw(self, scene: Scene, kit: Kit, width: int, height: int) -> NDArray[np.uint8]:
        """The picture of a scene in the colours of a kit: uint8 (height, width, 3)."""
        brush = Brush(width, height)
        Picture(_staged(scene), Inks(kit), width, height, _faces(width, height, 0, height)).draw(brush)
        return brush.pixels()


def _scene(job: Job) -> tuple[Picture, tuple[int, int]]:
    """The drawn part of a job's picture, and where its left upper corner is."""
    width, height = (job.width, job.height)
    if job.text_zone is not None:
        width, height = calm.room(job.width, job.height, job.text_zone)
    x = job.width - width if job.text_zone == "left" else 0
    y = job.height - height if job.text_zone == "top" else 0
    faces = _faces(job.width, job.height, y, height)
    return Picture(_staged(job.scene), Inks(job.kit), width, height, faces), (x, y)


def _faces(width: int, height: int, y: int, drawn: int) -> tuple[float, float]:
    """Top and bottom between which faces go in the drawn part of a picture, which starts at `y`."""
    if height < width * 1.5:
        return drawn * 0.02, drawn * 0.98
    top, bottom = (height * share - y for share in _FACES)
    return max(top, drawn * 0.02), min(bottom, drawn * 0.98)


def _staged(scene: Scene) -> Scene:
    """The scene as it can be shown: who drives sits in a car, or has its keys where another object is the subject."""
    if scene.activity != "driving" or not scene.people or scene.object == "car":
        return scene
    change = {"object": "car"} if scene.object is None else {"activity": "holding keys"}
    return scene.model_copy(update=change)
