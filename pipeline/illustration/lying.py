"""What lies on a table or a counter that people are at: where it does, and what it covers there."""

from prompt_builder.scene import UPRIGHT, Thing

from . import counters
from .air import Air
from .brush import Point, Ruler
from .figure import opposite, sitting
from .figure.people import People
from .figure.sitting import Lying
from .geometry import Area
from .layout import Layout, Spot


def places(people: People, layout: Layout) -> Lying:
    """All of it, with the table or the counter."""
    if layout.group is None:
        return Lying(0.0, ())
    if people.at_counter:
        return counters.places(layout, layout.group, people)
    if ends := opposite.table(layout.group):
        return sitting.places(layout.group, (ends[1] - ends[0]) / 2, people.laid, people.used, sum(ends) / 2)
    half = sitting.between(layout.group) if across(people) else layout.group.half
    return sitting.places(layout.group, half, people.laid, people.used)


def across(people: People) -> bool:
    """Whether two stand at the ends of a table, over which they shake hands or give something, as it was said."""
    scene = people.scene
    told = any(one.how in ("across", "over") and one.thing == "table" for one in scene.whereabouts)
    return told and scene.activity in UPRIGHT and len(people.figures) == 2 and people.table and not scene.sits


def area(lying: Lying, thing: Thing, air: Air, place: Spot | None) -> Area | None:
    """What one of the things covers, in pixels, with the group at a place."""
    ruler = Ruler()
    sitting.put(ruler, air, lying._replace(things=tuple(one for one in lying.things if one[0] == thing)))
    return ruler.area.placed(*place) if place and ruler.areas else None


def middle(lying: Lying, thing: str | None, air: Air, place: Spot | None) -> Point | None:
    """The middle of one of the things, in pixels, if it lies there."""
    known = next((one for one, *_ in lying.things if one == thing), None)
    covered = area(lying, known, air, place) if known else None
    return covered and ((covered.left + covered.right) / 2, (covered.top + covered.bottom) / 2)
