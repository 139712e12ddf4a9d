"""What of the things asked for nobody sees: what has no place, or is behind a wall, people or other things."""

from collections.abc import Iterator, Sequence

from prompt_builder.defaults import SHOWS
from prompt_builder.scene import Thing

from .geometry import Area
from .objects import DRAWABLES
from .placement import COVERED, Stood

_WINGS, _STOREY, _BROAD = 0.75, 250.0, 1.05
"""The share of a building behind people, or of a seat, at which nobody knows it, how high a building is at least, and
how much wider than high: a picture of one is as wide as high."""


def hidden(stood: Sequence[Stood], subject: Sequence[Area], built: bool) -> Iterator[Thing]:
    """Those of which hardly anything is seen for others and the subject (`built` or people) between the rows.

    What is seen in another as well, as purchases are at a till, is not among them.
    """
    parts = {part for one in stood for thing in one.things for part in SHOWS.get(thing, ())}
    for i, one in enumerate(stood):
        before = [other.area for other in stood[i + 1 :]]
        broad = one.area.right - one.area.left > (one.area.bottom - one.area.top) * _BROAD
        known = DRAWABLES[one.things[0]]
        building = broad and (ground := known.ground) and (known.framed or known.part) and ground.height > _STOREY
        most = _WINGS if (building and not built) or known.seats else COVERED
        areas = {one.area, one.area.core if known.ground and known.ground.grows else one.area}
        if max(area.covered([*before, *(() if one.front else subject)]) for area in areas) > most:
            yield from (thing for thing in one.things if thing not in parts)


def homeless(things: Sequence[Thing]) -> Iterator[Thing]:
    """Those that have no place but a hand."""
    for thing in things:
        known = DRAWABLES[thing]
        if not (known.part or known.ground or known.table or known.far or known.aloft or known.interior):
            yield thing


def elsewhere(things: Sequence[Thing], shown: Sequence[Thing], inside: bool) -> list[Thing]:
    """The rooms but for the one that is shown; `inside` one, a bank has no house of its own."""
    rooms = [thing for thing in things if DRAWABLES[thing].part == "room" and thing not in shown]
    return [room for room in rooms if inside or not DRAWABLES[room].ground]


def walled(things: Sequence[Thing], room: bool) -> Iterator[Thing]:
    """What is in the sky, of a room that has no window: outside an airport's there are planes."""
    high = [thing for thing in things if (one := DRAWABLES[thing]).part == "sky" or (one.aloft and not one.framed)]
    sky = (thing for thing in high if thing != "plane" or "airport" not in things)
    return sky if room or not _WALLS.isdisjoint(things) else iter(())


_WALLS = frozenset(("renovation", "door"))
"""What is seen along the wall of a room instead of its window."""
