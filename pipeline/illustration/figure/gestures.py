"""What a hand does that has nothing else to do, by how somebody looks. Draws nothing."""

from dataclasses import replace

from prompt_builder.scene import Posture

from .body import Body
from .pose import Arm, Pose, bent


def pondering(body: Body, pose: Pose) -> Pose:
    """The same with a hand at the chin, where one has nothing to do."""
    *rest, arm = pose.arms
    if not arm.idle or pose.desk:
        return pose
    wrist = (arm.side * body.head * 0.35, body.face[1] + body.head * 1.88)
    return replace(pose, arms=(*rest, Arm(arm.side, wrist, "fist", arm.side * -14.0)))


def cradling(body: Body, pose: Pose) -> Pose:
    """The same of who is expecting: with both hands on the belly, or one, where they have nothing to do."""

    def on_belly(side: int) -> Arm:
        elbow = body.beside(side, 1.1), body.belt - body.height * 0.02
        return Arm(side, (side * body.waist * 0.62, body.belt + 14.5 + side * 4.5), aim=-side * 76.0, elbow=elbow)

    arms = (on_belly(arm.side) if arm.idle and not pose.desk else arm for arm in pose.arms)
    return replace(pose, arms=tuple(arms))


def free(body: Body, side: int, how: Posture) -> Arm:
    """An arm that makes a gesture."""
    if how == "waving":
        wrist = (body.beside(side, 3.4), body.face[1] + body.head * 0.45)
        return Arm(side, wrist, "open", side * 14.0)
    wrist = (body.beside(side, 2.3), body.chest + body.height * 0.03)
    return Arm(side, wrist, "thumb", side * -4.0, elbow=bent(body, side))
