"""In what order people find their places side by side. Draws nothing."""

from collections.abc import Sequence

from prompt_builder.ages import ADULTS
from prompt_builder.scene import LINKED, Person, Scene, Thing

from ..objects import DRAWABLES
from . import embrace, looks, reaching, touch
from .body import Seat


def row(scene: Scene, lead: int, way: touch.Way | None, used: Thing | None, seats: Sequence[Seat]) -> list[int]:
    """The people by number, from one end: next to who hugs, or gives something, is a grown-up.

    `used`: what somebody has a hand at.
    """
    people = scene.people
    if scene.sits and scene.sits_at_table:
        return _at_table(scene, lead, used)
    if used and not (way and way.takes):
        ages = next((who.age_group for who in people if who.uses and way), None)
        return sorted(range(len(people)), key=lambda i: reaching.turn(people[i], used, ages))
    if any(one.dear for one in people):
        return embrace.row(people)
    if way is None or scene.activity in LINKED:
        return _abreast(people, lead, way is not None, seats)
    gives = max(range(len(people)), key=lambda i: (touch.gives(people[i], way), i == 0), default=0)
    free = [one.age_group in ADULTS and not looks.held(one.looks) for one in people]
    pushes = [bool({"pram", "shopping cart"} & {*one.things}) for one in people]
    return sorted(range(len(people)), key=lambda i: (i != gives, not free[i], pushes[i], i > 0))


def _at_table(scene: Scene, lead: int, used: Thing | None) -> list[int]:
    """Who stands or serves is at an end."""
    who = scene.people
    beside = used is not None and not DRAWABLES[used].table
    afoot = [one.stands or one.serves for one in who]
    brought = "payment terminal" in scene.in_hand  # to whoever pays, by who stands
    near = [one.uses if not brought else i != lead for i, one in enumerate(who)]
    return sorted(range(len(who)), key=lambda i: (not (beside and who[i].uses), afoot[i], not near[i]))


def _abreast(people: Sequence[Person], lead: int, linked: bool, seats: Sequence[Seat]) -> list[int]:
    """Of those who are hand in hand children are between two, or on either hand of one; no armchair is on a sofa."""
    those = range(len(people))
    ends = [i for i in those if people[i].age_group in ADULTS] if linked else []
    if len(ends) == 1 < len(people) - 1:
        first, *others = [i for i in those if i not in ends]
        return [first, *ends, *others]
    first = lead if lead in ends or len(ends) < 2 else ends[0]
    return sorted(those, key=lambda i: (seats[i] == "armchair", i != first, i in ends))
