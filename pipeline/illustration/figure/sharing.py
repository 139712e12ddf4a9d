"""What people at a table look at together: the laptop of one of them stands between two. Moves nobody."""

from prompt_builder.scene import Scene

from . import opposite
from .group import Group, Outlined, PlacedFigure


def seated(group: Group, scene: Scene, outlined: Outlined) -> Group:
    """The group as it is at a table, opposite each other if they are said to be.

    A laptop that all look at is half way from who types on it to who sits nearest beside.
    """
    group = opposite.seated(group, scene, outlined)
    at_it = next((one for one in group.members if one.figure.pose.works == "types" and _ahead(one)), None)
    others = [one for one in group.members if one is not at_it and one.figure.body.seat and _ahead(one)]
    if at_it is None or not others or scene.looks_at != "laptop":
        return group
    other = min(others, key=lambda one: abs(one.x - at_it.x))
    aside = at_it.posed(at_it.figure.posed(off=(other.x - at_it.x) / 2 * at_it.facing), outlined)
    return Group(tuple(aside if one is at_it else one for one in group.members), group.vacant)


def _ahead(one: PlacedFigure) -> bool:
    """Whether somebody sits behind a table, and not at its end or on somebody's knees."""
    return one.figure.pose.gait != "aside" and one.carrier is None
