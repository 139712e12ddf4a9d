"""What is drawn in something that is open, by what the registry says of both."""

from collections.abc import Mapping

from prompt_builder.scene import Scene, Thing

from .objects import DRAWABLES
from .objects.drawable import Drawing


def filled(scene: Scene) -> dict[Thing, Thing | None]:
    """What is in each thing that is open; None: nothing that was named."""
    found: dict[Thing, Thing | None] = {}
    named = {*DRAWABLES} & {*scene.things}
    for told in scene.whereabouts:
        if told.how == "in" and told.thing in named and DRAWABLES[told.thing].opens:
            free = (one for one in told.subjects if one in named and one not in (*scene.in_hand, *found, told.thing))
            content = next(filter(_drawing, free), None)
            if content or not told.subjects:
                found[told.thing] = found.get(told.thing) or content
    return found


def drawings(inside: Mapping[Thing, Thing | None]) -> dict[Thing, Drawing | None]:
    """How what is in each open thing is drawn."""
    return {holder: _drawing(content) if content else None for holder, content in inside.items()}


def _drawing(thing: Thing) -> Drawing | None:
    return DRAWABLES[thing].stage or DRAWABLES[thing].ground
