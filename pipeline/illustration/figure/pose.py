"""Arms and what they hold, and what a pose is made of. Knows no inks and draws nothing."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from prompt_builder.scene import Activity

from ..brush import Point
from ..objects import DRAWABLES, furniture
from ..objects.drawable import PUSHED, Held
from .body import Body, Seat
from .face import Mood
from .fashion import Occasion
from .gaits import Gait
from .hands import Grip

READ = "book", "documents"
"""What is read with both hands."""


class Does(NamedTuple):
    """What somebody is busy with, on which seat, if any, and dressed for what."""

    activity: Activity
    seat: Seat = ""
    occasion: Occasion = ""
    taller: float = 1.0
    """How much taller than by chance this one is."""


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
    def rests(self) -> bool:
        """Whether the hand was told to be where one looks for it, low at the body."""
        return self.grip in ("hip", "pocket")

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
    off: float = 0.0
    """How far to the own right the laptop is that stands on the table, in centimetres."""
    gait: Gait = ""
    """How the legs go, if not as in standing and walking."""
    foot: str = ""
    """What a foot plays with, as the registry has it."""
    swaddled: bool = False
    """Whether it is that of a newborn who lies in a blanket."""
    rides: bool = False
    """Whether it is that of a child on somebody's shoulders, whose legs hang before these."""
    away: bool = False
    """Whether it is seen from behind."""

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
        """Whether both hands hold one open book, or papers."""
        held = {(arm.held, arm.grip) for arm in self.arms}
        return any(held == {("", "wrap"), (one, "wrap")} for one in READ)

    @property
    def strolling(self) -> "Pose":
        """The same in shorter steps, if it walks."""
        return replace(self, gait="stroll") if self.gait == "walk" else self

    @property
    def types(self) -> bool:
        """Whether a laptop is before who is there, at a desk or a table."""
        return self.desk or self.works in ("types", "lap")


def hanging(body: Body, side: int) -> Arm:
    """An arm that hangs beside the trunk, nearly straight."""
    wrist = (body.beside(side, 0.35), body.joint(side)[1] + body.arm * 0.975)
    return Arm(side, wrist, "relaxed", 180 - side * 4.0)


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
        size = body.stature / 178 * (1.2 if body.height < GROWN else 1.0)
        wrist = (body.beside(side, 2.6), -(PUSHED + 12.0) * size)
        return Arm(side, wrist, "fist", 180.0 - side * 6.0, name, behind=True)
    if held.at == "over":
        wrist = (side * (body.shoulder + body.forearm * 0.85), body.belt - body.height * 0.1)
        return Arm(side, wrist, "fist", side * 10.0, name, elbow=bent(body, side))
    if held.at == "shoulder":
        grown = body.size > GROWN - 5
        beside = max(body.beside(1, 2.4), body.head * (1.36 if grown else 1.48) + body.limb)
        beside = max(beside, body.head * _HAIR + held.half * body.stature / 178) if held.half else beside
        level = body.chest + body.height * (0.055 if held.by == "palm" else -0.015)
        return Arm(side, (side * beside, level), "fist" if held.by == "fist" else "wrap", side * 10.0, name)
    if held.at == "chest":
        level = max(body.chest + 3, body.collar + 24)
        return Arm(side, (side * (body.shoulder * 0.5), level), "wrap", side * -18.0, name)
    level = body.belt + (3.0 if held.by == "palm" else -5.0)
    return Arm(side, (side * (body.shoulder * 0.62), level), "wrap", side * -40.0, name)


def with_both(body: Body, name: str) -> tuple[Arm, ...]:
    """The arms of who reads something before the breast."""
    y = body.chest + (body.belt - body.chest) * (0.5 if body.height > 140 else 1.0)
    return tuple(Arm(side, (side * 12.0, y), "wrap", side * -55.0, name * (side > 0)) for side in (-1, 1))


def on_table(body: Body, side: int, grip: Grip = "relaxed", turn: float = 70.0) -> Arm:
    """An arm whose forearm lies on a table that somebody sits at, the hand turned inward."""
    elbow = (body.beside(side, 0.9), -furniture.TABLE - furniture.DEEP * 0.5)
    wrist = (side * max(body.shoulder * 0.62, 9.0), -furniture.TABLE - body.limb * 0.7 - 2.0)
    return Arm(side, wrist, grip, -side * turn if grip == "relaxed" else turn, elbow=elbow, embraces=True)


GROWN, _HAIR = 150.0, 1.6
"""Who is smaller is a child; how far from the middle of the face hair goes, in heads."""
