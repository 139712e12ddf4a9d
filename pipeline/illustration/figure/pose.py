"""Poses: where the wrists go and what the hands hold, by activity. Knows no inks and draws nothing."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from prompt_builder.scene import CARRIED, PAIRED, Activity

from ..brush import Point
from ..objects import DRAWABLES, furniture
from ..objects.drawable import PUSHED, Held
from .body import INFANT, Body, Seat
from .face import Mood
from .fashion import Occasion
from .gaits import Gait
from .hands import Grip


class Does(NamedTuple):
    """What somebody is busy with, on which seat, if any, and dressed for what."""

    activity: Activity
    seat: Seat = ""
    occasion: Occasion = ""


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm. `wrist` is in the body's centimetres; `aim` is the hand's angle, clockwise from up, None: along the arm.

    A given `elbow` foreshortens the arm; else its lengths are kept.
    """

    side: int
    wrist: Point
    grip: Grip = "relaxed"
    aim: float | None = None
    held: str = ""
    """The name of a thing, as the registry has it."""
    behind: bool = False
    elbow: Point | None = None
    embraces: bool = False
    """Whether it is round a child who sits on the hip, and its forearm is painted after that child, or at a bar."""
    around: bool = False
    """Whether it is behind a neighbour, on whose far shoulder the hand is."""
    steadies: str = ""
    """What the hand is at that carries a neighbour, as the registry has it."""

    @property
    def thing(self) -> Held | None:
        """How what it holds is held."""
        return DRAWABLES[self.held].held if self.held else None

    @property
    def idle(self) -> bool:
        """Whether the hand has nothing to do and may hold something."""
        return not (self.held or self.embraces) and self.grip in ("relaxed", "hidden", "fist")

    @property
    def offers(self) -> bool:
        """Whether the hand points away from who has it, with what is on its palm."""
        return (self.aim or 0.0) * self.side > 60.0


@dataclass(frozen=True, slots=True)
class Pose:
    """Two arms, the legs' stride (0 standing, 1 a long step), the head's tilt in degrees and the face's mood."""

    arms: tuple[Arm, ...]
    stride: float = 0.0
    tilt: float = 0.0
    mood: Mood = "smile"
    desk: bool = False
    stands: bool = True
    works: Literal["", "signs", "types", "lap"] = ""
    """What somebody at a table does there: write on a contract, or type on a laptop, which may be on the lap instead;
    not at a desk of their own."""
    gait: Gait = ""
    """How the legs go, if not as in standing and walking."""
    foot: str = ""
    """What a foot plays with, as the registry has it."""
    swaddled: bool = False
    """Whether it is that of a newborn who lies in a blanket."""
    rides: bool = False
    """Whether it is that of a child on somebody's shoulders, whose legs hang before these."""

    @property
    def folded(self) -> bool:
        """Whether the arms are folded over the breast."""
        return all(arm.wrist[0] * arm.side < 0 and not arm.held for arm in self.arms)

    @property
    def held(self) -> set[str]:
        """The names of what is in a hand, and of nothing."""
        return {arm.held for arm in self.arms}

    @property
    def reads(self) -> bool:
        """Whether both hands hold one open book."""
        return {(arm.held, arm.grip) for arm in self.arms} == {("", "wrap"), ("book", "wrap")}

    @property
    def strolling(self) -> "Pose":
        """The same in shorter steps, if it walks."""
        return replace(self, gait="stroll") if self.gait == "walk" else self

    @property
    def types(self) -> bool:
        """Whether a laptop is before who is there, at a desk or a table."""
        return self.desk or self.works in ("types", "lap")


def _rest(body: Body, side: int, rng: random.Random) -> Arm:
    """What the idle arm does: it hangs, rests on the hip or behind the back."""
    kind = rng.choice(("hang", "hang", "hip", "hip", "back"))
    if kind == "back":
        return Arm(side, (side * (body.waist - 3), body.belt + 5), "hidden", behind=True)
    on_hip = Arm(side, (side * (body.waist + 2.5), body.belt + 4), "fist", side * -120.0)
    return on_hip if kind == "hip" else hanging(body, side)


def hanging(body: Body, side: int) -> Arm:
    """An arm that hangs beside the trunk, nearly straight."""
    wrist = (body.beside(side, 0.35), body.joint(side)[1] + body.arm * 0.975)
    return Arm(side, wrist, "relaxed", 180 - side * 4.0)


def _cheer(body: Body, side: int) -> Point:
    """A wrist thrown up beside the head, out as far as short arms need to pass the face."""
    short = body.arm < body.head * 3
    out, down = (1.4, 1.0) if short else (0.75, 0.25)
    return side * (body.shoulder + body.head * out), body.crown + body.head * down


def bent(body: Body, side: int) -> Point:
    """An elbow beside the waist, for a forearm that comes towards the viewer."""
    return body.beside(side, 0.35), body.belt - body.height * 0.012


def carry(body: Body, side: int, name: str) -> Arm:
    """The arm that carries a thing in the way it is usually carried."""
    held = DRAWABLES[name].held
    if held is None:
        raise ValueError(f"nobody holds a {name}")
    if held.at == "side":
        wrist = (body.beside(side, 1.1), body.collar + body.arm * 0.95)
        return Arm(side, wrist, "fist", 180.0, name)
    if held.at == "handle":
        size = body.stature / 178 * (1.2 if body.height < _GROWN else 1.0)
        wrist = (body.beside(side, 2.6), -(PUSHED + 12.0) * size)
        return Arm(side, wrist, "fist", 180.0 - side * 6.0, name, behind=True)
    if held.at == "over":
        wrist = (side * (body.shoulder + body.forearm * 0.85), body.belt - body.height * 0.1)
        return Arm(side, wrist, "fist", side * 10.0, name, elbow=bent(body, side))
    if held.at == "shoulder":
        grown = body.size > _GROWN - 5
        beside = max(body.beside(1, 2.4), body.head * (1.36 if grown else 1.48) + body.limb)
        beside = max(beside, body.head * _HAIR + held.half * body.stature / 178) if held.half else beside
        level = body.chest + body.height * (0.055 if held.by == "palm" else -0.015)
        return Arm(side, (side * beside, level), "fist" if held.by == "fist" else "wrap", side * 10.0, name)
    if held.at == "chest":
        level = max(body.chest + 3, body.collar + 24)
        return Arm(side, (side * (body.shoulder * 0.5), level), "wrap", side * -18.0, name)
    level = body.belt + (3.0 if held.by == "palm" else -5.0)
    return Arm(side, (side * (body.shoulder * 0.62), level), "wrap", side * -40.0, name)


_MOODS: tuple[Mood, ...] = ("smile", "smile", "laugh")
_GROWN, _HAIR = 150.0, 1.6
"""Who is smaller is a child; how far from the middle of the face hair goes, in heads."""


def _playing(body: Body, rng: random.Random) -> Pose:
    """A small child who sits, one hand on a knee, the other up or on the other knee."""
    low = tuple(Arm(side, (side * body.hip * 1.05, -body.leg * 0.85), "fist", side * 150.0) for side in (-1, 1))
    up = Arm(1, (body.shoulder + body.head * 1.3, body.collar - body.head * 0.1), "open", 24.0)
    mood = rng.choice(_MOODS[1:])
    return Pose((low[0], up if rng.random() < 0.6 else low[1]), 0, rng.uniform(-4, 4), mood, stands=False)


def pose(activity: Activity, body: Body, rng: random.Random) -> Pose:
    """A pose for an activity; the arm on the picture's right leads. Infants sit and play, whatever the activity."""
    if body.height < INFANT:
        return _playing(body, rng)
    rest, tilt = _rest(body, -1, rng), rng.uniform(-4, 4)
    return _POSES[activity](body, rng, Pose((rest,), 0, tilt, rng.choice(_MOODS)))


def _standing(body: Body, rng: random.Random, base: Pose) -> Pose:
    [rest], lead = base.arms, _rest(body, 1, rng)
    while lead.behind and rest.behind:
        lead = _rest(body, 1, rng)
    return replace(base, arms=(rest, lead))


def _waving(body: Body, _: random.Random, base: Pose) -> Pose:
    wrist = (body.beside(1, 3.4), body.face[1] + body.head * 0.45)
    return replace(base, arms=(*base.arms, Arm(1, wrist, "open", 14.0)))


def _walking(body: Body, _: random.Random, base: Pose) -> Pose:
    low = body.joint(1)[1] + body.arm * 0.94
    back = Arm(-1, (body.beside(-1, 1.5), low), "relaxed", 192.0)
    front = Arm(1, (body.shoulder * 0.86, low), "fist", 166.0)
    return replace(base, arms=(back, front), gait="walk")


def _running(body: Body, _: random.Random, base: Pose) -> Pose:
    """Arms bent, the one before the breast, the other swung back."""
    high = (-body.shoulder * 0.5, body.chest + 3.0)
    front = Arm(-1, high, "fist", 24.0, elbow=(body.beside(-1, 1.2), body.belt - 4.0))
    elbow = (body.beside(1, 2.6), body.belt - 6.0)
    back = Arm(1, (elbow[0] + body.forearm * 0.5, elbow[1] + body.forearm * 0.52), "fist", 130.0, elbow=elbow)
    return replace(base, arms=(front, back), gait="run", tilt=3.0)


def _kicking(body: Body, _: random.Random, base: Pose) -> Pose:
    """The arms keep the balance, a ball lies at the foot."""
    wide = body.shoulder + body.upper_arm * 0.95
    high = Arm(-1, (-wide, body.chest + 2.0), "relaxed", -70.0)
    low = Arm(1, (wide * 0.92, body.belt - 3.0), "relaxed", 118.0)
    return replace(base, arms=(high, low), gait="kick", foot="football", tilt=3.0)


def _exercising(body: Body, rng: random.Random, base: Pose) -> Pose:
    """Legs apart, a dumb-bell in each hand; children stretch."""
    if body.stature < _GROWN:
        return replace(_celebrating(body, rng, base), gait="astride")
    return replace(base, arms=(carry(body, -1, "dumbbells"), carry(body, 1, "dumbbells")), gait="astride")


def _skiing(body: Body, _: random.Random, base: Pose) -> Pose:
    """Knees bent on a pair of skis, both hands before the elbows, a pole in each."""

    def arm(side: int, ahead: float) -> Arm:
        x = body.beside(side, 0.9)
        return Arm(side, (x + body.limb * ahead, body.belt), "fist", 24.0, "ski pole", elbow=(x, body.belt - 5.0))

    return replace(base, arms=(arm(-1, 2.6), arm(1, 1.8)), gait="ski", foot="pair of skis", tilt=3.0)


def _cycling(body: Body, _: random.Random, base: Pose) -> Pose:
    """On a bicycle, one hand at its bar, the other waves."""
    bar = Arm(1, (body.leg * 0.58, -body.leg * 1.19), "fist", 96.0, embraces=True)
    wave = Arm(-1, (body.beside(-1, 3.4), body.face[1] + body.head * 0.45), "open", -14.0)
    return replace(base, arms=(wave, bar), gait="cycle", foot="bicycle", tilt=3.0)


def _stretching(body: Body, _: random.Random, base: Pose) -> Pose:
    """On one leg, the foot of the other at its knee, palms together before the breast: the tree of yoga, on a mat."""
    arms = tuple(
        Arm(side, (side * 2.6, body.chest + 3.0), "relaxed", 0.0,
            elbow=(body.beside(side, 1.0), body.belt - 7.0))
        for side in (-1, 1)
    )  # fmt: skip
    return replace(base, arms=arms, gait="tree", foot="mat", tilt=0.0, mood="calm")


def _dancing(body: Body, _: random.Random, base: Pose) -> Pose:
    """On one leg, one arm thrown up, the other out to the side; both out where arms are too short to pass the face."""
    wide, low = body.shoulder + body.upper_arm, body.belt - 8.0
    out, other = (
        Arm(side, (side * wide * 1.06, body.chest + 4.0), "open", side * 68.0, elbow=(side * wide * 0.8, low))
        for side in (-1, 1)
    )
    up = other if body.stature < _GROWN else Arm(1, _cheer(body, 1), "open", 10.0)
    return replace(base, arms=(out, up), gait="dance", mood="laugh")


def _celebrating(body: Body, rng: random.Random, base: Pose) -> Pose:
    high = tuple(Arm(side, _cheer(body, side), rng.choice(("fist", "open")), side * 10.0) for side in (-1, 1))
    return replace(base, arms=high, mood="laugh")


def _applauding(body: Body, _: random.Random, base: Pose) -> Pose:
    """Both palms before the breast, the one a little over the other."""
    arms = tuple(
        Arm(side, (side * 5.0, body.chest + 6.0 + side * 1.5), "relaxed", -side * 14.0,
            elbow=(body.beside(side, 0.9), body.belt - 5.0), embraces=True)
        for side in (-1, 1)
    )  # fmt: skip
    return replace(base, arms=arms, mood="laugh")


def _crouching(body: Body, _: random.Random, base: Pose) -> Pose:
    """On one knee, a hand on the other."""
    hang = Arm(-1, (body.beside(-1, 1.0), body.collar + body.arm * 0.96), "relaxed", 186.0)
    knee = Arm(1, (body.leg * 0.76, -body.leg * 1.12), "relaxed", 118.0)
    return replace(base, arms=(hang, knee), gait="crouch")


def _crossing_arms(body: Body, _: random.Random, base: Pose) -> Pose:
    """Forearms over the breast, each hand on the other arm."""
    arms = tuple(
        Arm(side, (-side * body.shoulder * 0.5, body.chest + 1.5 - side), "relaxed", -side * 70.0,
            elbow=(body.beside(side, 0.5), body.belt - 4.5), embraces=True)
        for side in (-1, 1)
    )  # fmt: skip
    return replace(base, arms=arms, mood="smile")


def _pointing(body: Body, _: random.Random, base: Pose) -> Pose:
    """One hand shows something to one side, a little below the shoulders."""
    elbow = (body.beside(1, 0.9), body.collar + body.upper_arm * 0.8)
    wrist = (elbow[0] + body.forearm * 0.94, body.collar + body.upper_arm * 0.45)
    return replace(base, arms=(*base.arms, Arm(1, wrist, "point", 82.0, elbow=elbow, embraces=True)), mood="smile")


def _thumbs_up(body: Body, _: random.Random, base: Pose) -> Pose:
    wrist = (body.beside(1, 2.3), body.chest + body.height * 0.03)
    return replace(base, arms=(*base.arms, Arm(1, wrist, "thumb", -4.0, elbow=bent(body, 1))))


def _talking(body: Body, _: random.Random, base: Pose) -> Pose:
    wrist = (body.head * 1.2, body.face[1] + body.head * 1.02)
    elbow = (body.beside(1, 1.5), body.chest + body.height * 0.01)
    return replace(base, arms=(*base.arms, Arm(1, wrist, "wrap", -12.0, "receiver", elbow=elbow)), tilt=5.0)


def _typing(body: Body, _: random.Random, base: Pose) -> Pose:
    if body.seat in ("floor", "sofa", "armchair", "bench"):
        low = tuple(Arm(side, (side * 13.0, -body.leg - 4.0), "fist", side * -60.0, embraces=True) for side in (-1, 1))
        return replace(base, arms=low, mood="smile", works="lap")
    if body.seat:
        return replace(base, arms=(on_table(body, -1), on_table(body, 1)), mood="smile", works="types")
    arms = tuple(Arm(side, (side * 12.5, body.belt + 4.5), "fist", side * -30.0) for side in (-1, 1))
    return replace(base, arms=arms, mood="smile", desk=True)


def _signing(body: Body, _: random.Random, base: Pose) -> Pose:
    """At a table, one hand on a sheet, a pen in the other."""
    arms = (on_table(body, -1, "relaxed", 100.0), on_table(body, 1, "fist", -104.0))
    return replace(base, arms=arms, mood="smile", works="signs")


def on_table(body: Body, side: int, grip: Grip = "relaxed", turn: float = 70.0) -> Arm:
    """An arm whose forearm lies on a table that somebody sits at, the hand turned inward."""
    elbow = (body.beside(side, 0.9), -furniture.TABLE - furniture.DEEP * 0.5)
    wrist = (side * max(body.shoulder * 0.62, 9.0), -furniture.TABLE - body.limb * 0.7 - 2.0)
    return Arm(side, wrist, grip, -side * turn if grip == "relaxed" else turn, elbow=elbow, embraces=True)


def _reading(body: Body, rng: random.Random, base: Pose) -> Pose:
    """Both hands hold an open book before the breast."""
    y = body.chest + (body.belt - body.chest) * (0.5 if body.height > 140 else 1.0)
    arms = tuple(Arm(side, (side * 12.0, y), "wrap", side * -55.0, "book" if side > 0 else "") for side in (-1, 1))
    return replace(base, arms=arms, mood="calm" if rng.random() < 0.6 else "smile")


def _shopping(body: Body, _: random.Random, base: Pose) -> Pose:
    wrist = (body.beside(1, 1.8), body.chest + 2)
    high = Arm(1, wrist, "fist", 8.0, "shopping bag", elbow=bent(body, 1))
    return replace(base, arms=(carry(body, -1, "shopping bag"), high), stride=0.25)


_Posed = Callable[[Body, random.Random, Pose], Pose]
"""From a pose with the idle arm, the tilt and the mood."""


def _showing(name: str) -> _Posed:
    return lambda body, _, base: replace(base, arms=(*base.arms, carry(body, 1, name)))


def _as(posed: _Posed, **changes: Any) -> _Posed:
    """As in another pose, but for this."""
    return lambda body, rng, base: replace(posed(body, rng, base), **changes)


_POSES: dict[Activity, _Posed] = {
    "standing": _standing,
    "waving": _waving,
    "walking": _walking,
    "celebrating": _celebrating,
    "dancing": _dancing,
    "cycling": _cycling,
    "doing yoga": _stretching,
    "skiing": _skiing,
    "running": _running,
    "playing football": _kicking,
    "exercising": _exercising,
    "jumping": _as(_celebrating, gait="jump"),
    "crouching": _crouching,
    "applauding": _applauding,
    "leaning": _as(_standing, gait="lean", mood="smile"),
    "standing on a ladder": _as(_standing, gait="climb", foot="stepladder"),
    "crossing arms": _crossing_arms,
    "pointing": _pointing,
    "giving a thumbs up": _thumbs_up,
    "driving": _standing,
    "talking on a phone": _talking,
    "drinking coffee": _showing("coffee"),
    "working on a laptop": _typing,
    "reading a book": _reading,
    "shopping": _shopping,
    "holding keys": _showing("keys"),
    "holding a credit card": _showing("credit card"),
    "signing a contract": _signing,
    **dict.fromkeys((*PAIRED, *CARRIED), _standing),
}
