"""How people stand: on the ground with all that rolls beside them. Measured by what is painted."""

import pytest

from pipeline.illustration.brush import Ruler
from pipeline.illustration.inks import Inks
from pipeline.illustration.rendering import Rendering
from prompt_builder.composition import compose
from schemas import Metadata
from tests.kits import BANK

SIZES = ((600, 600), (1200, 300), (300, 1200))


def _picture(words, size, seed):
    return Rendering(compose(Metadata(), words, seed), Inks(BANK), *size, (size[1] * 0.02, size[1] * 0.98))


class _Shadows(Ruler):
    """Where the middle of each glow is, and how far it goes to the sides and up."""

    def __init__(self):
        super().__init__()
        self.shadows = []

    def glow(self, centre, radii, ink, alpha=0.5):
        matrix = self._canvas.getTotalMatrix()
        x, y = matrix.mapXY(*centre)
        self.shadows.append((x, y, *(radius * matrix.mapRadius(1.0) for radius in radii)))

    def under(self, x, y):
        return any(abs(x - sx) < wide and abs(y - sy) < high for sx, sy, wide, high in self.shadows)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "words",
    ["пара с чемоданами в аэропорту", "мама гуляет с коляской", "бабушка сидит на стуле, рядом внук 6 лет", "семья"],
)
def test_people_and_what_rolls_beside_them_are_on_the_ground_with_a_shadow(words, size):
    for seed in range(4):
        picture, brush = _picture(words, size, seed), _Shadows()
        picture.layers[-2](brush)  # people alone: the light behind them is a glow too
        layout, scale = picture.layout, picture.layout.people.scale
        for one, member in zip(picture.people, layout.group.painted, strict=True):
            foot = one.trunk.bottom - 2 * scale
            if foot > size[1]:
                continue
            assert brush.under((one.trunk.left + one.trunk.right) / 2, foot), seed
            rolling = [area for area in one.things if foot - area.bottom < 5 * scale]
            assert all(brush.under((area.left + area.right) / 2, area.bottom) for area in rolling), seed
            if {"suitcase", "pram"} & {arm.held for arm in member.figure.pose.arms}:
                assert min(abs(foot - area.bottom) for area in rolling) < 3 * scale, seed
