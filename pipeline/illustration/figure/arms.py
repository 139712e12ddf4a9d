"""The arms of who stands in a group: which is free, how far it goes, what is where beside it. Draws nothing."""

from dataclasses import replace

from ..brush import Point
from .group import PlacedFigure
from .person import Figure
from .pose import Arm


def free(member: PlacedFigure, towards: int) -> Arm | None:
    """The arm on the side of the neighbour, if it is not busy."""
    side = towards * member.facing
    arm = next((arm for arm in member.figure.pose.arms if arm.side == side), None)
    busy = arm is None or arm.held or arm.embraces or member.figure.pose.desk or not member.figure.pose.stands
    return None if busy else arm


def local(member: PlacedFigure, point: Point) -> Point:
    return (point[0] - member.x) * member.facing, point[1] + member.lift


def reach(member: PlacedFigure, share: float) -> float:
    """The level of a wrist that hangs by a share of the arm."""
    body = member.figure.body
    return body.collar + (body.upper_arm + body.forearm) * share - member.lift


def armed(figure: Figure, arm: Arm, tilt: float) -> Figure:
    """The same with another arm, and the head tilted."""
    arms = tuple(arm if one.side == arm.side else one for one in figure.pose.arms)
    return replace(figure, pose=replace(figure.pose, arms=arms, tilt=tilt))
