"""What lies on a table or a counter that people are at: where it does, and what it covers there."""

from prompt_builder.scene import Thing

from . import counters
from .air import Air
from .brush import Ruler
from .figure import sitting
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
    return sitting.places(layout.group, people.laid, people.used)


def area(lying: Lying, thing: Thing, air: Air, place: Spot | None) -> Area | None:
    """What one of the things covers, in pixels, with the group at a place."""
    ruler = Ruler()
    sitting.put(ruler, air, lying._replace(things=tuple(one for one in lying.things if one[0] == thing)))
    return ruler.area.placed(place.x, place.y, place.scale) if place and ruler.areas else None
