"""Whose hand is at what, and who looks where, as it was said: drawn where an arm is so long, else told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from prompt_builder.defaults import AROUND, IMPLIED, SHOWS
from prompt_builder.scene import CARRIED, Scene, Thing, Whereabouts

from . import afar, lying, placement, stage
from .brush import Point
from .figure import gaze, looks, opposite, reaching
from .figure.body import UPHOLSTERED
from .figure.group import Outlined, closer
from .figure.people import People
from .figure.person import Figure
from .figure.touch import ALIKE, WAYS, touches, way_of
from .frame import Frame
from .geometry import Area
from .layout import Grouped, Layout, Spot, peopled
from .objects import DRAWABLES
from .objects.drawable import Drawable
from .product import DrawnProduct

_HIGHER = (0.0, 0.1, 0.2, 0.3, 0.4)
"""How much higher than usual a hand is at a thing, in heights of it, whose arm does not go down so far."""
_TOP, _OVER = 0.94, 0.2
"""The same at most, and over its top where a hand is over it."""
_EDGE = 0.02
"""How far from an edge of the picture people stay, of its width."""
_LARGER = 1.12
"""How much larger people get at least who stand closer together in a column."""
_Plan = Callable[[Grouped], Layout]
_Find = Callable[[Scene, Layout], Point | None]
_AFAR = 0.7
"""How far down to the horizon people look who look at the land."""
_NO_THING = ("one another", "the view", "the sky")
"""What people look at that is no thing."""
_ALONG = (0.75, 0.6, 0.45, 0.3, 0.15)
"""How far from the trunk a hand is on a car, in lengths of the arm."""


def with_a_hand_at(layout: Layout, area: Area | None, thing: Drawable, outlined: Outlined) -> Layout:
    """The layout with a hand of the main person at a thing that covers an area, and of who is on its other side.

    The same where no arm is so long, but for whoever alone has it in the far hand.
    """
    group, place = layout.group, layout.people
    if area is None or thing.reach is None or group is None or place is None:
        return layout
    (across, up), middle = thing.reach, (area.left + area.right) / 2
    far = [i for i, one in enumerate(group.members) if thing.shared and place.x + one.x * place.scale > middle]
    for i in (0, *far):
        side = 1 if place.x + group.members[i].x * place.scale < middle else -1
        x = (middle + (area.right - area.left) * (across - 0.5) * side - place.x) / place.scale
        most = up + _OVER if up > 1.0 else max(up, _TOP)
        ys = (area.bottom - (area.bottom - area.top) * min(up + higher, most) for higher in _HIGHER)
        points = [(x, (y - place.y) / place.scale) for y in ys]
        ways = (group, *((group.mirrored(),) if len(group.members) == 1 else ()))  # a basket is then in the other hand
        tried = ((reaching.reached(way, point, thing.tool, outlined, i), point) for way in ways for point in points)
        group = next((gaze.watching(way, point, i) for way, point in tried if way), group)
    if group is layout.group and len(group.members) == 1 and reaching.averted(group.members[0], thing.tool, side):
        group = group.mirrored()  # what is paid with is then next to it
    return layout if group is layout.group else _whole(peopled(layout, group, place), area)


def _whole(layout: Layout, area: Area) -> Layout:
    """The layout moved with what covers an area so that what the other hand has is cut by no edge, if it has room."""
    if layout.group is None or layout.people is None or layout.car or layout.house:
        return layout
    core, edge = layout.group.core.placed(*layout.people), layout.width * _EDGE
    right = min(edge - core.left, layout.width - edge - area.right)
    left = min(core.right - layout.width + edge, area.left - edge)
    return layout.moved(max(right, 0.0) - max(left, 0.0))


def closest(frame: Frame, scene: Scene, people: People, rest: Sequence[Thing], plan: _Plan) -> Layout:
    """A plan with people side by side, closer together in a column where that enlarges them and nothing is behind."""
    found = plan(people.grouped)
    across = people.used is not None and people.seller is not None
    apart = way_of(scene) or across or people.at_counter or people.table or scene.activity in CARRIED
    behind = any(one.behind and one.ground for one in map(DRAWABLES.__getitem__, rest))
    if apart or behind or not frame.tall or not all(map(_afoot, people.figures)):
        return found
    near = plan(lambda crop: closer(people.grouped(crop), people.outlined))
    low = people.used and near.object and found.object and near.object.scale < found.object.scale * _LARGER
    return near if near.scale > found.scale * _LARGER and not low else found


def _afoot(figure: Figure) -> bool:
    """Whether somebody stands or walks, with no more room than that takes."""
    pose = figure.pose
    return pose.stands and pose.gait in ("", "walk") and not (figure.body.seat or pose.desk or pose.works)


def leaning(layout: Layout, product: DrawnProduct, outlined: Outlined) -> Layout:
    """The layout with a hand of the main person on the car before which that one stands; the same if it is too far."""
    group, place, spot = layout.group, layout.people, layout.object
    if group is None or place is None or spot is None:
        return layout
    one = group.members[0]
    body, side = one.figure.body, -1 if product.turned else 1
    for share in _ALONG:
        x = one.x + body.shoulder + body.arm * share
        top = product.car.shape.top_at(side * (place.x + x * place.scale - spot.x) / spot.scale)
        if top is None:
            continue
        y = (spot.y + top * spot.scale - place.y) / place.scale
        for level in (y if y > body.collar else body.chest, *([body.chest] if product.car.kind == "truck" else ())):
            if reached := reaching.reached(group, (x, level), "", outlined):
                return peopled(layout, reached, place)
    return layout


def looked_at(
    scene: Scene, layout: Layout, product: DrawnProduct, starring: Sequence[Thing], rest: Sequence[Thing]
) -> Point | None:
    """The place, in pixels, of what everybody is said to look at, if nobody holds it."""
    thing, spot = scene.looks_at, layout.object
    level = min((head.bottom for head in layout.heads), default=layout.height)
    view = afar.middle(layout), min(layout.horizon * _AFAR, level)
    away = view if scene.setting != "indoors" or "at the window" in scene.postures else None
    if thing is None or thing in _NO_THING:
        return {"the view": away, "the sky": (view[0], -layout.height)}.get(thing or "")
    held = layout.group.held if layout.group else set[str]()
    if thing == scene.object and spot is not None:
        if thing in held:
            return None
        return spot.x, spot.y - (0.0 if thing == "credit card" else product.extent[1] * spot.scale * 0.7)
    if thing in starring and spot is not None:
        return spot.x, spot.y - stage.extent(starring)[1] * spot.scale / 2
    found = placement.seen(layout, rest, thing) if thing in rest else None
    return view if not found and thing in rest and DRAWABLES[thing].part == "ground" else found


def watching(layout: Layout, point: Point | None) -> Layout:
    """The layout in which all look at a point, in pixels, if there is one."""
    group, place = layout.group, layout.people
    if point is None or group is None or place is None:
        return layout
    return replace(layout, group=gaze.watching(group, _from_people(place, point)))


def _from_people(place: Spot, point: Point) -> Point:
    """A point of the frame, in pixels, as people see it who stand at a place: in centimetres from its foot."""
    return (point[0] - place.x) / place.scale, (point[1] - place.y) / place.scale


def turned(scene: Scene, layout: Layout, seen: Point | None, find: _Find) -> Layout:
    """The layout in which somebody alone who points, crouches or works at something does so towards what is shown.

    Who points does so straight at it, and all look there. `seen`: where that is which is looked at; `find` does so.
    """
    group, place, used = layout.group, layout.people, scene.use[1] if scene.use else None
    works = used is not None and bool(DRAWABLES[used].tool) and DRAWABLES[used].reach is None
    turns = works or scene.activity in ("pointing", "crouching")
    points_at = any(deed == "pointing" for deed in (scene.activity, *(one.deed for one in scene.people)))
    held = group.held if group and scene.looks_at else set[str]()
    turns = points_at or (turns and group is not None and len(group.members) == 1)
    if group is None or place is None or not turns or looks.beheld(scene) in held:
        return layout
    shown = [used if works else scene.looks_at, *scene.things, scene.object]
    turns_to = (scene.model_copy(update={"looks_at": one}) for one in shown if one and one not in _NO_THING)
    points = (find(look, layout) for look in turns_to)
    point = next((point for point in (None if works else seen, *points) if point), None)
    if point is None:
        return layout
    if len(group.members) == 1 and group.members[0].flip != (point[0] < place.x):
        group = group.mirrored()
    if points_at:
        within = _from_people(place, (point[0], max(point[1], 0.0)))
        group = gaze.watching(reaching.pointing(group, within), _from_people(place, point))
    return layout if group is layout.group else peopled(layout, group, place)


def undone(scene: Scene, people: People, layout: Layout, done: bool, seen: bool) -> tuple[str, ...]:
    """The words for what is said to be done and is not seen: looking, a hand at a thing or around it, people who touch.

    `done`: somebody's hand is at the thing, or it charges a car; `seen`: it is known where what is looked at is.
    """
    poses = [one.pose for one in people.figures]
    held = {name for pose in poses for name in (pose.foot, *pose.held) if name}
    way = way_of(scene)
    touch = way is not None and layout.group is not None and touches(layout.group, way)
    told: list[str] = [scene.activity] if scene.activity in WAYS and not touch else []
    if scene.regard:
        known = seen or looks.beheld(scene) in {"one another", *held, *people.laid}
        attends = layout.group is not None and (known or any(pose.types for pose in poses))
        told += [] if attends else [scene.regard]
    if scene.use and poses:
        word, used = scene.use
        doers = [pose for one, pose in zip(scene.people, poses, strict=True) if one.uses] or poses
        own = {name for pose in doers for name in (pose.foot, *pose.held) if name}
        if way and layout.group and way.holds == used:
            own |= layout.group.held - {""}
        own |= {ALIKE.get(name, name) for name in own}
        tool = DRAWABLES[used].tool
        pays = len(reaching.instead(tool)) > 1
        at_hand = not pays or DRAWABLES[used].reach is None or used in people.laid
        known = used in own or (at_hand and bool(own & {*reaching.instead(tool)})) or (used in people.laid and not tool)
        told += [] if done or known else [word]
    told += [scene.activity] if scene.activity == "leaning" and not done else []
    told += [one.deed for i, one in enumerate(scene.people) if one.deed and one.deed not in ("standing", people.own(i))]
    told += [] if opposite.drawn(layout.group, scene) else [scene.opposite]
    return tuple(told)


def misplaced(
    scene: Scene,
    starring: Sequence[Thing],
    people: People,
    backed: bool,
    inside: Mapping[Thing, Thing | None] = MappingProxyType({}),
) -> Iterator[str]:
    """The words that say that something is behind all else or before it, or somebody at a thing, and is elsewhere.

    `inside`: what is seen in things that are open.
    """
    for words, thing, back in scene.depths:
        ahead = thing in ("road", "the view") and not back
        if ahead and not (people.cabin and people.figures):  # before whatever is on it
            continue
        if thing in starring and (backed and back if people.figures else stage.backdrop(scene, starring)):
            continue
        if thing in (scene.object, "people") and thing != "credit card":  # what is before a car or a house is people
            known = thing == scene.object if back else thing == "people" and scene.object in ("car", "house")
            seen = known and (back or bool(people.figures)) and not people.drives
        else:
            one = DRAWABLES.get(thing)
            scenery = one and (one.behind or one.far or one.aloft or one.interior or one.part)
            seen = (back and bool(scenery) and thing not in starring) or bool(one and one.alongside == scene.object)
        if not seen:
            yield words
    for told in scene.whereabouts:
        unread = {told.words, told.words.split()[-1]} & {*scene.unknown_words}
        laid = starring if told.thing == "table" and not people.figures else ()
        there = inside.get(told.thing) in told.subjects
        lit = told.thing in DRAWABLES and DRAWABLES[told.thing].lit and inside.get(told.thing)
        there = there or any(not lit and (one in laid or _is_there(scene, people, one, told)) for one in told.subjects)
        if told.subjects and not (unread or there):
            yield told.words


def _is_there(scene: Scene, people: People, subject: str, told: Whereabouts) -> bool:
    """Whether it is seen there: in what is around everything, or where its own drawing puts it."""
    place, one = DRAWABLES.get(told.thing), DRAWABLES.get(subject)
    if told.how == "across" or (told.how, told.thing, subject) == ("over", "table", "people"):
        return told.thing != "table" or subject != "people" or lying.across(people)
    if told.how == "about":  # people stand in a row
        return subject != "people" or not people.figures or (told.thing == "table" and people.table)
    around = any(known and (known.part or known.aloft or known.interior) for known in (place, one))
    around = around or (told.how in ("in", "on") and told.thing in AROUND)
    around = around or (told.how, told.thing) == ("under", "blossom")
    shown = subject in SHOWS.get(told.thing, ()) or told.thing in SHOWS.get(subject, ())
    rises = not people.figures and one and (one.below or subject in scene.in_hand)
    over = rises and told.how != "in" and place and place.tool == "credit card"  # a hand is before what is paid at
    used = scene.use and told.thing == scene.use[1] and place and subject == place.tool
    held, seats = people.held | {*people.laid}, {figure.body.seat for figure in people.figures}
    used = used or (subject in held and told.thing in seats)
    if around or shown or over or used or (place and subject in (place.bears, place.alongside)):
        return True
    if subject == "people":
        near = seats & {*UPHOLSTERED} if told.how == "in" else seats | held
        handled = () if told.how == "in" and place and place.opens else (scene.use and scene.use[1], *scene.in_hand)
        done = {*handled, *SHOWS.get(scene.activity, ())}
        rides = people.cabin or (people.drives and (told.thing == "car" or bool(place and place.aboard)))
        return rides or told.thing in near | done or IMPLIED.get(told.thing) == scene.activity
    if told.thing == "table":
        return bool(one and one.table)
    return bool(told.thing == "car" and one and (one.atop if told.how == "on" else one.aboard))
