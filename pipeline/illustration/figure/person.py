"""A whole person: body, clothes, pose, face and what the hands hold. Knows no scenery and no frame."""

import math
import random
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

from prompt_builder.scene import Activity
from prompt_builder.scene import Person as Somebody

from ..air import Air
from ..brush import Brush, Ruler, box, capsule
from ..geometry import Area, Limb
from ..inks import ColourRole, Inks
from ..objects import DRAWABLES, furniture, office
from ..objects.drawable import Held
from . import ages, bones, crossed, desks, folded, gaits, gestures, heads, looks, newborn, rear, wheelchair
from .body import SEAT, Body, body, climbed, crouched, seated
from .clothes import ROBES, Outfit, coat_tails, legs, outfit, sleeve, torso
from .collars import on_back, straps
from .face import falls, hair_behind, head, head_areas, over_shoulders
from .hands import fingers, hand, pinched
from .laps import lap
from .pose import Arm, Does, Pose, carry
from .poses import pose
from .silhouette import Silhouette
from .tops import top
from .traits import Traits, traits


@dataclass(frozen=True, slots=True)
class Figure:
    """A person ready to be drawn: in centimetres, feet on the origin."""

    body: Body
    traits: Traits
    wear: Outfit
    pose: Pose

    @property
    def hand(self) -> float:
        """The size of a hand."""
        return bones.hand_size(self.body, self.traits.young)

    def posed(self, **changes: Any) -> "Figure":
        """The same in a pose that is another in these ways."""
        return replace(self, pose=replace(self.pose, **changes))

    def armed(self, arm: Arm, tilt: float | None = None) -> "Figure":
        """The same with another arm, and the head tilted."""
        arms = tuple(arm if one.side == arm.side else one for one in self.pose.arms)
        return self.posed(arms=arms, tilt=self.pose.tilt if tilt is None else tilt)


def figure(somebody: Somebody, does: Does, inks: Inks, role: ColourRole, rng: random.Random) -> Figure:
    """One person of that sex and age, dressed in inks of that role for what it does."""
    activity, seat, occasion, taller = does
    somebody = ages.aged(somebody, rng)
    shape, skin = (
        looks.shaped(somebody.looks, body(somebody, rng), taller),
        rng.choice(heads.skins(somebody.looks, inks)),
    )
    wear = looks.dressed(somebody.looks, somebody.sex, outfit(somebody, occasion, inks.skinned(skin), role, rng), inks)
    face = heads.faced(traits(somebody, inks, skin, wear.trim, rng))
    shape = seated(shape, seat) if seat else _LEVELS[activity](shape) if activity in _LEVELS else shape
    posture = pose(activity, shape, rng)
    posture = (
        gestures.pondering(shape, posture) if "thoughtful" in somebody.looks and activity == "standing" else posture
    )
    posture = gestures.cradling(shape, posture) if "pregnant" in somebody.looks else posture
    if wear.extra == "backpack" and "backpack" not in somebody.looks and any(arm.behind for arm in posture.arms):
        wear = replace(wear, extra="")
    return Figure(shape, face, wear, posture)


_LEVELS: dict[Activity, Callable[[Body], Body]] = {"crouching": crouched, "standing on a ladder": climbed}
"""What is done lower or higher than standing."""


def holding(person: Figure, things: tuple[str, ...], lead: int = 1) -> Figure:
    """The same person with things in the hands that are free, that on the side that leads first."""
    arms = list(person.pose.arms)
    for thing in things:
        free = [i for i, arm in enumerate(arms) if arm.idle and not person.pose.desk]
        if free:
            i = max(free, key=lambda i: arms[i].side * lead)
            arms[i] = carry(person.body, arms[i].side, thing)
    return person.posed(arms=tuple(arms))


def hands_free(person: Figure) -> int:
    """How many more things `holding` could give to this person."""
    if person.pose.desk:
        return 0
    if person.pose.gait == "run":
        return min(1, sum(arm.idle for arm in person.pose.arms))
    return sum(arm.idle and (arm.grip != "fist" or _on_hip(person, arm)) for arm in person.pose.arms)


def _on_hip(person: Figure, arm: Arm) -> bool:
    """Whether the hand rests there and may as well hold something."""
    return person.pose.stands and arm.elbow is None and arm.aim == arm.side * -120.0


def draw(brush: Brush, person: Figure, air: Air) -> None:
    """Paint the person; the origin is on the ground between the feet."""
    (_from_behind if person.pose.away else _from_ahead)(brush, person, air)


def _from_ahead(brush: Brush, person: Figure, air: Air) -> None:
    """Paint who looks this way."""
    shape, wear = person.body, person.wear
    for arm in person.pose.arms:
        if arm.thing and arm.thing.overhead:
            _thing(brush, person, arm, air)
    with brush.at(shape.face, shape.head, person.pose.tilt):
        hair_behind(brush, person.traits)
    on_back(brush, shape, wear)
    for arm in person.pose.arms:
        if arm.behind:
            _arm(brush, person, arm, air)
    _below(brush, person, air)
    top(brush, shape, wear)
    (crossed.draw if shape.seat == "floor" else lap)(brush, shape, wear)
    if not (person.pose.rides or shape.seat):
        coat_tails(brush, shape, wear)
    straps(brush, shape, wear)
    _shadows(brush, person)
    with brush.at(shape.face, shape.head, person.pose.tilt):
        head(brush, person.traits, person.pose.mood)
    if person.pose.desk:
        desks.draw(brush, shape, air)
    _arms(brush, person, air)


def _arms(brush: Brush, person: Figure, air: Air) -> None:
    """The arms that are before the body, with what they hold."""
    shape, wear = person.body, person.wear
    if person.pose.folded:
        arms = [(bones.joints(shape, arm), bones.aim(shape, arm)) for arm in person.pose.arms]
        folded.draw(brush, shape, wear, arms, person.hand)
        for arm in person.pose.arms:
            _draped(brush, person, arm)
        return
    for arm in sorted(person.pose.arms, key=lambda arm: bool(arm.thing and arm.thing.both)):
        if not arm.behind:
            _arm(brush, person, arm, air)
    _both_hands(brush, person, air)


def _draped(brush: Brush, person: Figure, arm: Arm) -> None:
    """What of a shawl, locks or plaits lies over an upper arm, where no hand is before it."""
    shape, (shoulder, elbow, wrist) = person.body, bones.joints(person.body, arm)
    clear = wrist[1] > shape.chest or abs(wrist[0]) > shape.shoulder + shape.limb
    if clear and falls(person.traits):
        upper = capsule(shoulder, elbow, shape.limb * 1.1, shape.limb)
        with brush.inside(upper), brush.at(shape.face, shape.head, person.pose.tilt):
            over_shoulders(brush, person.traits)


def _from_behind(brush: Brush, person: Figure, air: Air) -> None:
    """Paint a back, and beyond it the arms that are around nobody."""
    shape, wear = person.body, person.wear
    for arm in person.pose.arms:
        if not arm.around:
            _arm(brush, person, arm, air)
    _below(brush, person, air)
    rear.trunk(brush, shape, wear)
    rear.tails(brush, shape, wear)
    on_back(brush, shape, wear)
    with brush.at(shape.face, shape.head, person.pose.tilt):
        rear.head(brush, person.traits)


def _below(brush: Brush, person: Figure, air: Air) -> None:
    """Legs, with the wheelchair that somebody sits in."""
    shape, wear = person.body, person.wear
    if shape.seat == "wheelchair":
        wheelchair.behind(brush, shape.hip, wheelchair.handles(shape.stature), air.inks.navy, wear.trim)
    if not (person.pose.rides or shape.seat == "floor"):
        _at_foot(brush, person, air)
        legs(brush, shape, wear, person.pose.stride, person.pose.gait)
    if shape.seat == "wheelchair":
        wheelchair.before(brush, shape.hip, max(SEAT - shape.shin, wheelchair.ANKLE), air.inks.navy, wear.trim)


def _at_foot(brush: Brush, person: Figure, air: Air) -> None:
    """What a foot plays with, or carries somebody."""
    thing, place = person.pose.foot, gaits.AT_FOOT.get(person.pose.gait)
    if thing and place is not None and (shown := DRAWABLES[thing].ground):
        under = gaits.under(person.pose.gait, person.body.leg)
        size = (under.right - under.left) / shown.width if under else 1.0
        with brush.at((place * person.body.leg, 4.0 * (1 - size)), size):
            shown.paint(brush, air.on(thing), random.Random(round(person.body.height)))


def areas_of_head(person: Figure) -> tuple[Area, Area, Area]:
    """Where the head with all hair is, the face, and its features."""
    return head_areas(person.traits, person.pose.mood, person.body.face, person.body.head, person.pose.tilt)


def silhouette(person: Figure, air: Air) -> Silhouette:
    """Measure what `draw` paints."""
    shape = person.body
    if person.pose.swaddled:
        return Silhouette(*areas_of_head(person), newborn.extent(shape), (), (), (), ())
    limbs, hands, things, aloft = [], [], Ruler(), Ruler()
    for arm in person.pose.arms:
        shoulder, elbow, wrist = bones.joints(person.body, arm)
        thick = shape.limb
        limbs += [Limb(*shoulder, *elbow, thick * 1.06), Limb(*elbow, *wrist, thick * 0.86)]
        if arm.grip != "hidden":
            hands.append(bones.palm(shape, arm, person.hand))
        overhead = arm.thing and arm.thing.overhead
        _thing(aloft if overhead else things, person, arm, air)
        if overhead:  # nobody hides the pole beside the head and the fist around it
            things.fill(box(wrist[0] - 4, shape.crown, 8, wrist[1] - shape.crown), person.traits.skin)
    _both_hands(things, person, air)
    if person.pose.works == "signs":
        _write(things, person, air)
    if person.pose.desk:
        desks.draw(things, shape, air)
    flare = 1.45 if person.wear.skirted else ROBES.get(person.wear.bottom, (0, 1.15))[1]
    legs_to = shape.hip + 18.0 if shape.seat else gaits.reach(person.pose.gait, shape.leg)
    wide = max(shape.shoulder, shape.hip * flare, crossed.reach(shape) if shape.seat == "floor" else legs_to)
    foot = gaits.AT_FOOT.get(person.pose.gait, 0.0) * shape.leg
    right = max(wide, foot + 16.0) if foot else wide
    under = gaits.under(person.pose.gait, shape.leg)
    played = [under or Area(foot - 16.0, -32.0, foot + 16.0, 0.0)] if foot else []
    skis = [under] if under and not foot else []
    return Silhouette(
        *areas_of_head(person), Area(-wide, shape.collar, right, 2.0),
        tuple(limbs), tuple(hands), (*things.areas, *played), (*aloft.areas, *skis),
    )  # fmt: skip


def hold(brush: Brush, person: Figure, around: bool = False) -> None:
    """Paint the arms that hold a child, after that and from the origin of the person; those `around` it too."""
    for arm in person.pose.arms:
        if arm.embraces and (around or arm.grip != "hidden"):
            joints = bones.joints(person.body, arm)
            with brush.at(joints[2], person.hand, bones.aim(person.body, arm), flip=arm.side > 0):
                hand(brush, arm.grip, person.wear.hands)
            sleeve(brush, person.body, person.wear, joints)
            _draped(brush, person, arm)


def reach_around(brush: Brush, person: Figure) -> None:
    """Paint the sleeve of an arm around somebody, over that one and from the origin of the person."""
    for arm in person.pose.arms:
        if arm.around:
            sleeve(brush, person.body, person.wear, bones.joints(person.body, arm))


def _shadows(brush: Brush, person: Figure) -> None:
    """The shade that arms cast on the trunk."""
    ink = person.wear.main.shade(-0.1)
    with brush.inside(torso(person.body)):
        for arm in person.pose.arms:
            if not arm.behind:
                shoulder, elbow, wrist = bones.joints(person.body, arm)
                thick = person.body.limb
                upper = [capsule(shoulder, elbow, thick, thick)] if elbow[1] > shoulder[1] else []
                for path in (*upper, capsule(elbow, wrist, thick, thick * 0.8)):
                    with brush.at((-arm.side * 1.0, 2.2)):
                        brush.fill(path, ink)


def _gripped(person: Figure, arm: Arm) -> Held | None:
    """What one hand holds otherwise than in a fist."""
    return None if arm.thing is None or arm.thing.by == "fist" or person.pose.reads else arm.thing


def _thing(brush: Brush, person: Figure, arm: Arm, air: Air) -> None:
    """What one hand holds."""
    wrist, size = bones.joints(person.body, arm)[2], person.hand
    if held := _gripped(person, arm):
        place, angle = _held_at(person, arm, held)
        size = {"fingertips": 1.12, "palm": person.body.size / 170}.get(held.by, 1.0)
        with brush.at(place, size, angle), nullcontext() if held.by == "palm" else brush.unmirrored():
            held.draw(brush, air.on(arm.held))
    elif arm.thing and arm.thing.by == "fist":
        below = (6.5 if abs(arm.aim or 0.0) > 90 else -5.5) * size
        draw = arm.thing.second if arm.thing.second and arm.side < 0 else arm.thing.draw
        with brush.at((wrist[0], wrist[1] + below), 1.0 if arm.thing.overhead or arm.thing.across else size):
            draw(brush, air.on(arm.held))


def _arm(brush: Brush, person: Figure, arm: Arm, air: Air) -> None:
    joints = bones.joints(person.body, arm)
    shade = -0.04 if arm.side > 0 and arm.wrist[1] > person.body.belt else 0.0
    skin, aim, size = person.wear.hands, bones.aim(person.body, arm), person.hand
    held = _gripped(person, arm)
    # what is broad, or shown, is before the arms
    first = held.both or held.by == "fingertips" if held else arm.grip == "thumb"
    if first:
        sleeve(brush, person.body, person.wear, joints, shade)
    if not (arm.thing and arm.thing.overhead):
        _thing(brush, person, arm, air)
    if held and not first:
        sleeve(brush, person.body, person.wear, joints, shade)
    if held:
        _grip(brush, person, arm, held)
    elif arm.grip not in ("hidden", "wrap"):
        with brush.at(joints[2], size, aim, flip=(arm.side > 0) != (arm.grip == "relaxed")):
            hand(brush, arm.grip, skin.shade(shade), person.wear.main)
    if not (held or first):
        sleeve(brush, person.body, person.wear, joints, shade)
    _draped(brush, person, arm)


def _held_at(person: Figure, arm: Arm, held: Held) -> tuple[tuple[float, float], float]:
    """Where the middle of what a hand holds is, and its angle; fingers go on from a forearm that rises little."""
    (_, elbow, wrist), aim = bones.joints(person.body, arm), arm.aim or 0.0
    if held.by == "fingertips":
        return (wrist[0] + arm.side * 2.0, wrist[1] - held.above), aim * 0.8
    if held.by == "palm":
        return (wrist[0] + (8.0 if arm.offers else -8.0) * arm.side, wrist[1] - 1.5), 0.0
    along = wrist[0] - elbow[0], wrist[1] - elbow[1]
    if -along[1] > abs(along[0]):
        return (wrist[0], wrist[1] - 7.0), aim
    beyond = 7.0 / math.hypot(*along)
    return (wrist[0] + along[0] * beyond, wrist[1] + along[1] * beyond), aim


def _grip(brush: Brush, person: Figure, arm: Arm, held: Held) -> None:
    skin, (x, y) = person.wear.hands, bones.joints(person.body, arm)[2]
    place, angle = _held_at(person, arm, held)
    if held.by == "fingertips":
        with brush.at((x, y - 3.0), 1.0, angle, flip=arm.side < 0):
            pinched(brush, skin)
        return
    if held.by == "palm":
        out = arm.side if arm.offers else -arm.side
        with brush.at((x, y + 1.0), 1.05, out * 86.0, flip=out < 0):
            hand(brush, "relaxed", skin)
        return
    with brush.at((place[0], place[1] + 2.2), 1.0, angle, flip=arm.side > 0):
        fingers(brush, skin, 8.0)


def _both_hands(brush: Brush, person: Figure, air: Air) -> None:
    """What needs two hands: a book, or the laptop on its desk."""
    wrists, skin = [bones.joints(person.body, arm)[2] for arm in person.pose.arms], person.wear.hands
    if person.pose.reads:
        middle = sum(x for x, _ in wrists) / 2, sum(y for _, y in wrists) / 2
        with brush.at((middle[0], middle[1] + 4), 0.5 + person.body.height / 318):
            draw = office.book if "book" in person.pose.held else office.sheets
            draw(brush, air.on("book"))
        for side, wrist in zip((-1, 1), wrists, strict=True):
            with brush.at(
                (wrist[0] + side * 3.0, wrist[1] + 1.0),
                person.hand,
                -side * 62.0,
                flip=side > 0,
            ):
                hand(brush, "fist", skin)
    elif person.pose.desk or person.pose.works == "lap":
        with brush.at((0, person.body.belt + 12 if person.pose.desk else 8 - person.body.leg), 1.12):
            office.laptop(brush, air)


def at_table(brush: Brush, person: Figure, air: Air) -> None:
    """What somebody has on a table, from the origin of the person and after the table: arms, a contract, a laptop."""
    if person.pose.works == "signs":
        _write(brush, person, air)
    for arm in person.pose.arms:
        if arm.embraces and not person.pose.folded:
            _arm(brush, person, arm, air)
    if person.pose.reads:
        _both_hands(brush, person, air)
    if person.pose.works == "types":
        with brush.at((person.pose.off, 1.0 - furniture.TABLE), 1.06):
            (office.laptop_aside if person.pose.gait == "aside" else office.laptop)(brush, air)


def _write(brush: Brush, person: Figure, air: Air) -> None:
    """The contract under a hand with a pen."""
    x, y = bones.joints(person.body, person.pose.arms[-1])[2]
    middle = x + 18.0 if person.pose.gait == "aside" else 0.0  # the sheet is beyond the hand
    with brush.at((middle, -furniture.TABLE), flip=middle > 0):
        office.contract(brush, air, (abs(x - middle), y + furniture.TABLE))
