"""What arms and legs do in each activity. Knows no inks and draws nothing."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from prompt_builder.scene import CARRIED, PAIRED, Activity

from ..brush import Point
from . import gestures
from .body import INFANT, Body
from .face import Mood
from .hands import Grip
from .pose import GROWN, Arm, Pose, bent, carry, hanging, on_table, with_both

_MOODS: tuple[Mood, ...] = ("smile", "smile", "laugh")


def _rest(body: Body, side: int, rng: random.Random) -> Arm:
    """What the idle arm does: it hangs, rests on the hip or behind the back."""
    kind = rng.choice(("hang", "hang", "hip", "hip", "back"))
    if kind == "back":
        return Arm(side, (side * (body.waist - 3), body.belt + 5), "hidden", behind=True)
    return _hip(body, side, "fist") if kind == "hip" else hanging(body, side)


def _hip(body: Body, side: int, grip: Grip) -> Arm:
    """An arm whose hand is on the hip."""
    return Arm(side, (side * (body.waist + 2.5), body.belt + 4), grip, side * -120.0)


def _cheer(body: Body, side: int) -> Point:
    """A wrist thrown up beside the head, out as far as short arms need to pass the face."""
    short = body.arm < body.head * 3
    out, down = (1.4, 1.0) if short else (0.75, 0.25)
    return side * (body.shoulder + body.head * out), body.crown + body.head * down


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
    return replace(base, arms=(*base.arms, gestures.free(body, 1, "waving")))


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
    if body.stature < GROWN:
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
    up = other if body.stature < GROWN else Arm(1, _cheer(body, 1), "open", 10.0)
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


def _on_hips(body: Body, _: random.Random, base: Pose) -> Pose:
    return replace(base, arms=tuple(_hip(body, side, "hip") for side in (-1, 1)), mood="smile")


def _in_pockets(body: Body, _: random.Random, base: Pose) -> Pose:
    """Both hands in the pockets of what is worn below, the elbows a little out."""
    level = body.belt + body.height * 0.045
    arms = tuple(Arm(side, (side * body.hip * 0.93, level), "pocket", side * -164.0) for side in (-1, 1))
    return replace(base, arms=arms, mood="smile")


def _pointing(body: Body, _: random.Random, base: Pose) -> Pose:
    """One hand shows something to one side, a little below the shoulders."""
    elbow = (body.beside(1, 0.9), body.collar + body.upper_arm * 0.8)
    wrist = (elbow[0] + body.forearm * 0.94, body.collar + body.upper_arm * 0.45)
    return replace(base, arms=(*base.arms, Arm(1, wrist, "point", 82.0, elbow=elbow, embraces=True)), mood="smile")


def _thumbs_up(body: Body, _: random.Random, base: Pose) -> Pose:
    return replace(base, arms=(*base.arms, gestures.free(body, 1, "giving a thumbs up")))


def _talking(body: Body, _: random.Random, base: Pose) -> Pose:
    wrist = (body.head * 1.2, body.face[1] + body.head * 1.02)
    elbow = (body.beside(1, 1.5), body.chest + body.height * 0.01)
    return replace(base, arms=(*base.arms, Arm(1, wrist, "wrap", -12.0, "receiver", elbow=elbow)), tilt=5.0)


def _typing(body: Body, _: random.Random, base: Pose) -> Pose:
    if body.seat not in ("", "wheelchair", "chair", "chair aside"):
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


def _reading(body: Body, rng: random.Random, base: Pose) -> Pose:
    """Both hands hold an open book before the breast."""
    return replace(base, arms=with_both(body, "book"), mood="calm" if rng.random() < 0.6 else "smile")


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
    "hands on hips": _on_hips,
    "hands in pockets": _in_pockets,
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
