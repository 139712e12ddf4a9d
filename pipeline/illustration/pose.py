"""Poses: where the wrists go and what the hands hold, by activity. Knows no inks and draws nothing."""

import random
from dataclasses import dataclass
from typing import Literal

from prompt_builder.scene import Activity

from .body import Body
from .brush import Point
from .face import Mood
from .hands import Grip

Held = Literal[
    "", "phone", "coffee", "laptop", "book", "keys", "credit card", "shopping bag", "briefcase", "suitcase", "gift",
    "balloons", "umbrella", "flowers", "wheel", "heart", "ball", "cake", "coins",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm. `wrist` is in the body's centimetres; `aim` is the hand's angle, clockwise from up, None: along the arm.

    A given `elbow` foreshortens the arm; else its lengths are kept.
    """

    side: int
    wrist: Point
    grip: Grip = "relaxed"
    aim: float | None = None
    held: Held = ""
    behind: bool = False
    elbow: Point | None = None
    embraces: bool = False
    """Whether it is round a child who sits on the hip, and its forearm is painted after that child."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Two arms, the legs' stride (0 standing, 1 a long step), the head's tilt in degrees and the face's mood."""

    arms: tuple[Arm, ...]
    stride: float = 0.0
    tilt: float = 0.0
    mood: Mood = "smile"
    desk: bool = False
    stands: bool = True


def _rest(body: Body, side: int, dice: random.Random) -> Arm:
    """What the idle arm does: it hangs, rests on the hip or behind the back."""
    x = side * (body.shoulder + body.limb * 0.5)
    kind = dice.choice(("hang", "hang", "hip", "hip", "back"))
    if kind == "hip":
        return Arm(side, (side * (body.waist + 2.5), body.belt + 4), "fist", side * -120.0)
    if kind == "back":
        return Arm(side, (side * (body.waist - 3), body.belt + 5), "hidden", behind=True)
    return Arm(side, (x, body.collar + (body.upper_arm + body.forearm) * 1.03), "relaxed", 180 - side * 4.0)


def _raised(body: Body, side: int, held: Held, grip: Grip = "wrap") -> Arm:
    """A hand beside the shoulder that shows something."""
    beside = max(body.shoulder + body.limb * 2.4, body.head * 1.36 + body.limb)
    level = body.chest + body.height * (0.055 if held == "heart" else -0.015)
    return Arm(side, (side * beside, level), grip, side * 10.0, held)


def _cheer(body: Body, side: int) -> Point:
    """A wrist thrown up beside the head, out as far as short arms need to pass the face."""
    short = body.upper_arm + body.forearm < body.head * 3
    out, down = (1.3, 1.0) if short else (0.75, 0.25)
    return side * (body.shoulder + body.head * out), body.crown + body.head * down


def _bent(body: Body, side: int) -> Point:
    """An elbow beside the waist, for a forearm that comes towards the viewer."""
    return side * (body.shoulder + body.limb * 0.35), body.belt - body.height * 0.012


def _cradled(body: Body, held: Held, drop: float = 0.55, spread: float = 9.0) -> tuple[Arm, ...]:
    """Both hands hold something before the breast."""
    y = body.chest + (body.belt - body.chest) * drop
    return tuple(Arm(side, (side * spread, y), "wrap", side * -55.0, held if side > 0 else "") for side in (-1, 1))


def carry(body: Body, side: int, held: Held) -> Arm:
    """The arm that carries a thing in the way it is usually carried."""
    if held in ("shopping bag", "briefcase", "suitcase"):
        wrist = (side * (body.shoulder + body.limb * 1.1), body.collar + (body.upper_arm + body.forearm) * 0.95)
        return Arm(side, wrist, "fist", 180.0, held)
    if held in ("balloons", "umbrella", "flowers", "keys", "coffee", "credit card", "heart"):
        return _raised(body, side, held, "fist" if held in ("balloons", "umbrella", "flowers", "keys") else "wrap")
    if held == "phone":
        return Arm(side, (side * (body.shoulder * 0.5), body.chest + 3), "wrap", side * -18.0, held)
    return Arm(side, (side * (body.shoulder * 0.62), body.belt + 3), "wrap", side * -40.0, held)


def embrace(body: Body, side: int, infant: Body) -> Arm:
    """The arm round an infant who sits on that hip, as `on_hip` says where."""
    x, y = on_hip(body, side, infant)
    elbow, wrist = (x + side * 11.0, y - 9.0), (x - side * 12.0, y - 3.5)
    return Arm(side, wrist, "fist", side * -82.0, elbow=elbow, embraces=True)


def on_hip(body: Body, side: int, infant: Body) -> Point:
    """Where the ground of an infant on that hip is: before the trunk, or beside it where the heads would meet."""
    level, chin = body.belt + body.height * 0.06, body.face[1] + body.head * 1.1
    beside = body.head * 0.95 + infant.head * 1.05 + 3.0
    return side * (beside if level - infant.height * 1.1 < chin else body.waist + 4.0), level


_SITTING = 75.0
"""Who is smaller than this cannot stand."""


def _playing(body: Body, dice: random.Random) -> Pose:
    """A small child who sits, one hand on a knee, the other up or on the other knee."""
    low = tuple(Arm(side, (side * body.hip * 1.05, -body.leg * 0.85), "fist", side * 150.0) for side in (-1, 1))
    up = Arm(1, (body.shoulder + body.head * 1.3, body.collar - body.head * 0.1), "open", 24.0)
    mood: Mood = dice.choice(("smile", "laugh"))
    return Pose((low[0], up if dice.random() < 0.6 else low[1]), 0, dice.uniform(-4, 4), mood, stands=False)


def pose(activity: Activity, body: Body, dice: random.Random) -> Pose:
    """A pose for an activity; the arm on the picture's right leads. Infants sit and play, whatever the activity."""
    if body.height < _SITTING:
        return _playing(body, dice)
    rest = _rest(body, -1, dice)
    tilt = dice.uniform(-4, 4)
    mood: Mood = dice.choice(("smile", "smile", "laugh"))
    top = body.face[1]
    if activity == "waving":
        wrist = (body.shoulder + body.limb * 3.4, top + body.head * 0.45)
        return Pose((rest, Arm(1, wrist, "open", 14.0)), 0, tilt, mood)
    if activity == "celebrating":
        high = tuple(
            Arm(
                s,
                _cheer(body, s),
                dice.choice(("fist", "open")),
                s * 10.0,
            )
            for s in (-1, 1)
        )
        return Pose(high, 0, tilt, "laugh")
    if activity == "giving a thumbs up":
        wrist = (body.shoulder + body.limb * 2.3, body.chest + body.height * 0.03)
        return Pose((rest, Arm(1, wrist, "thumb", -4.0, elbow=_bent(body, 1))), 0, tilt, mood)
    return _busy(activity, body, dice, Pose((rest,), 0, tilt, mood))


def _busy(activity: Activity, body: Body, dice: random.Random, base: Pose) -> Pose:
    """Poses with something in the hands."""
    rest, tilt, mood = base.arms[0], base.tilt, base.mood
    if activity == "talking on a phone":
        wrist = (body.head * 1.2, body.face[1] + body.head * 1.02)
        elbow = (body.shoulder + body.limb * 1.5, body.chest + body.height * 0.01)
        return Pose((rest, Arm(1, wrist, "wrap", -12.0, "phone", elbow=elbow)), 0, 5.0, mood)
    if activity == "working on a laptop":
        arms = tuple(Arm(s, (s * 12.5, body.belt + 4.5), "fist", s * -30.0) for s in (-1, 1))
        return Pose(arms, 0, tilt, "smile", desk=True)
    if activity in ("reading a book", "driving"):
        return _two_handed(activity, body, dice, base)
    return _moving(activity, body, dice, base)


def _two_handed(activity: Activity, body: Body, dice: random.Random, base: Pose) -> Pose:
    """Poses where both hands hold one thing."""
    tilt = base.tilt
    if activity == "reading a book":
        return Pose(
            _cradled(body, "book", 0.5 if body.height > 140 else 1.0, 12.0),
            0,
            tilt,
            "calm" if dice.random() < 0.6 else "smile",
        )
    return Pose(_cradled(body, "wheel", 0.4, 17.0), 0, tilt, base.mood)


def _moving(activity: Activity, body: Body, dice: random.Random, base: Pose) -> Pose:
    """Shopping, walking, holding something up, or plain standing."""
    rest, tilt, mood = base.arms[0], base.tilt, base.mood
    if activity == "shopping":
        wrist = (body.shoulder + body.limb * 1.8, body.chest + 2)
        high = Arm(1, wrist, "fist", 8.0, "shopping bag", elbow=_bent(body, 1))
        return Pose((carry(body, -1, "shopping bag"), high), 0.25, tilt, mood)
    if activity == "walking":
        back = Arm(-1, (-body.shoulder - body.limb * 1.2, body.belt + 12), "relaxed", 190.0)
        front = Arm(1, (body.shoulder * 0.95, body.belt + 4), "fist", 140.0)
        return Pose((back, front), 1.0, tilt, mood)
    held: dict[str, Held] = {
        "drinking coffee": "coffee",
        "holding keys": "keys",
        "holding a credit card": "credit card",
    }
    if activity in held:
        return Pose((rest, carry(body, 1, held[activity])), 0, tilt, mood)
    lead = _rest(body, 1, dice)
    while lead.grip == rest.grip == "hidden" or (lead.behind and rest.behind):
        lead = _rest(body, 1, dice)
    return Pose((rest, lead), 0, tilt, mood)
