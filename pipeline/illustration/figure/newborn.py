"""A newborn in a blanket, asleep or looking up; it goes from the head down to the left. Knows nobody who holds it."""

from ..brush import Brush, blob, curve
from ..geometry import Area
from .body import Body
from .clothes import Outfit
from .face import Mood, head
from .traits import Traits

_FEET = ((-0.3, 1.65), (-2.2, 1.85), (-3.0, 1.4), (-2.8, 0.6))
"""Where the blanket ends, from the middle of the face, in half-heights of the head."""
TURNED = 52.0
"""By how many degrees, clockwise, the head is turned."""


def draw(brush: Brush, body: Body, wear: Outfit, traits: Traits, mood: Mood) -> None:
    """The blanket with the head in it; the origin is below the head, by the height of the body."""
    fold = wear.main.shade(-0.07)
    with brush.at(body.face, body.head):
        brush.fill(blob((0.2, -1.25), (1.25, -0.5), (1.2, 0.8), *_FEET, (-1.5, -0.2)), wear.main)
    with brush.at(body.face, body.head, TURNED):
        head(brush, traits, mood)
    with brush.at(body.face, body.head):
        brush.fill(blob((-0.5, 0.8), (0.5, 0.9), (1.1, 0.5), (0.9, 1.2), *_FEET, (-1.6, 0.1)), wear.main)
        brush.line(curve((-2.7, 0.9), (-1.6, 0.9), (-0.3, 1.3)), fold, 0.09)
        brush.line(curve((-2.6, 1.4), (-1.7, 1.4), (-0.6, 1.55)), fold, 0.09)


def extent(body: Body) -> Area:
    """What the blanket covers."""
    return Area(-3.0, -1.25, 1.25, 1.85).placed(*body.face, body.head)
