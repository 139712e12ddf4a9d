"""Leaves and grass at the edges of the frame, which give depth. Knows no subject."""

import random

from prompt_builder.scene import Setting

from . import flora
from .air import Air
from .brush import Brush
from .composition import Layout


def frame(brush: Brush, air: Air, layout: Layout, setting: Setting, dice: random.Random) -> None:
    """Paint something near in one or two lower corners, and now and then a branch from above."""
    u, w, h = layout.unit, layout.width, layout.height
    near = air.inks.light(0.6) if not air.evening else air.inks.deep(0.24)
    if dice.random() < 0.3:
        near = air.inks.deep(0.5) if not air.evening else air.inks.deep(0.3)
    for side in (-1, 1):
        if dice.random() < 0.25:
            continue
        x = w * (0.5 + side * 0.5)
        kind = dice.choice(("sprigs", "sprigs", "grass", "flowers")) if setting != "indoors" else "sprigs"
        if kind == "sprigs":
            for i, angle in enumerate((-34, -8, 20)):
                with brush.at((x - side * u * (2 + 3 * i), h + u * 5), u * dice.uniform(0.2, 0.3), -side * angle):
                    flora.sprig(brush, near.shade(0.03 * i), 5)
        else:
            for i in range(5):
                with brush.at((x - side * u * (1 + i * 4.2), h + u * 0.4), u * dice.uniform(0.26, 0.4)):
                    flora.tuft(brush, near.shade(dice.uniform(0, 0.06)), dice)
            if kind == "flowers":
                with brush.at((x - side * u * 9, h + u * 0.6), u * 0.24):
                    flora.flower_bed(brush, air, dice, 5)
    if setting in ("forest", "countryside", "city") and dice.random() < 0.4:
        side = dice.choice((-1, 1))
        for i, angle in enumerate((196, 222, 250)):
            with brush.at((w * (0.5 + side * 0.5) + side * u * 3, -u * 3), u * (0.24 - 0.02 * i), side * angle):
                flora.sprig(brush, near.shade(0.02 * i), 5)
