"""How near people are to what they stand before, a car or a house, and how much of it they hide. Pure arithmetic."""

from prompt_builder.scene import Object

from .figure.group import Group
from .frame import SLENDER, Frame
from .geometry import clamp

NEARER: dict[Object, tuple[float, float]] = {"car": (1.6, 1.75), "house": (3.6, 3.8)}
"""How much larger people are drawn than what they stand before, as they are nearer: in columns, they are nearer yet."""
_CAMERA = 110.0, 240.0
"""How high the eye is before a car, in its centimetres: in columns it looks down."""
_EYE, _NEAREST = ((140.0, 60.0), (210.0, 120.0)), (6.0, 5.0)
"""The same before a house with people as near as in `NEARER` and as near as they get, in wide frames and in columns."""
_KNOWN = 118.0
"""How high a house is at least, in its centimetres, for each time that people are nearer: else it is their toy."""
_SQUARE, _SHARE = 0.8, 0.5
"""The aspect from which on people come nearer to a house, and how much of its width those fill who do in a column."""
_BROAD, _BELOW = 0.92, 0.93
"""How much of its width those fill who stand below it, and how far below its foot, of their height."""
_TRUCK, _CAB = 240.0, 1.2
"""How high a car is that is one, in centimetres, and how much higher it is at least than who stands before it."""
_CHEST, _STACKED = (0.84, 1.0), 0.84
"""How high on people the ground of a car from the front is, of their height, also in a narrow column, and how much of
any both have."""
_ABREAST, _AS_HIGH, _LOWER = 1.1, 1.2, 0.66
"""How near people are to it at least, how much higher than it then, and how much lower a truck is in a narrow one."""
_WIDE, _NEARBY = 1.9, 0.42
"""Below which aspect people come nearer to a car, and by how much in a square, where it fills the width."""
_LEANING = 1.15
"""How much larger than a car who leans on it is."""
_TIMES: dict[Object, float] = {"car": 3.0, "house": 3.2}
"""How much taller than a car from the front or a house people are drawn before it, at most."""


def by_car(frame: Frame, group: Group, size: tuple[float, float]) -> tuple[float, float]:
    """How much nearer than a car of that size people are, and how high the eye is, in its centimetres."""
    (wide, tall), high = size, group.tallest.body.height
    if frame.leans and frame.ahead:  # a hand is at its charger
        return NEARER["car"][0], _CAMERA[0]
    if frame.leans:
        return min(_LEANING, tall / (_CAB * high)) if tall > _TRUCK else _LEANING, _CAMERA[0]
    if frame.ahead:
        chest = _CHEST[frame.narrow] * high
        room = (frame.height * _STACKED * wide / (frame.width * 0.94) - tall) / chest
        cab = _CAB * (_LOWER if frame.narrow else 1.0)
        most = tall / (cab * high) if tall > _TRUCK else _TIMES["car"] * tall / high
        least = max(_ABREAST, _AS_HIGH * tall / high)
        nearer = min(max(min(wide / (2 * group.half), room), least), most)
        beside = room < least and 2 * group.half * nearer < wide * 0.5
        return nearer, _CAMERA[0] if beside else chest * nearer / (nearer - 1)
    nearer = NEARER["car"][frame.tall]
    if not frame.tall:
        nearer += _NEARBY * clamp((_WIDE - frame.width / frame.height) / (_WIDE - 1), 0.0, 1.0)
    return min(nearer, tall / (_CAB * high)) if tall > _TRUCK else nearer, _CAMERA[frame.tall]


def by_house(frame: Frame, group: Group, size: tuple[float, float]) -> tuple[float, float]:
    """The same before a house: the nearer, the wider a frame is; in a column, where they hide little of it.

    In a longer one they are below its foot.
    """
    (wide, tall), (high, low) = size, _EYE[frame.tall]
    least = NEARER["house"][frame.tall] * max(tall / 780, 1.0)
    most = max(min(_NEAREST[frame.tall], tall / _KNOWN), least)
    share = (frame.width / frame.height - _SQUARE) / (SLENDER - _SQUARE)
    if frame.tall:
        room = (frame.height * 0.86 * wide / (frame.width * 0.94) - tall) / group.reach + 1
        below = min(wide * _BROAD / (2 * group.half), room, _TIMES["house"] * tall / group.tallest.body.height)
        if below > least:
            return below, _BELOW * group.reach * below / (below - 1)
        share = wide * _SHARE / (2 * group.half * most)
    share = clamp(share, 0.0, 1.0)
    return least + (most - least) * share, high + (low - high) * share


def overlap(kind: Object, wide: float, people: float) -> float:
    """How much of a house people may hide, and of a car, whose front is what one knows it by; in units of either."""
    most = min(0.28 * wide, people * 0.9)
    return most if kind == "house" else clamp(people - 0.5 * wide, 0.0, most)
