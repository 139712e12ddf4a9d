"""What two carry between them: a sofa, an armchair, a Christmas tree. Draws nothing."""

from collections.abc import Collection, Sequence

from prompt_builder.scene import Scene, Thing

from .person import Figure

BORNE: dict[Thing, str] = {"sofa": "borne sofa", "armchair": "borne armchair", "christmas tree": "borne tree"}
"""As the registry calls them while they are carried."""
WHAT = {held: thing for thing, held in BORNE.items()}
_GROWN = 145.0
"""None of the two who carry them is smaller than that, in centimetres."""


def borne(scene: Scene, figures: Sequence[Figure], rest: Collection[Thing]) -> str:
    """What two grown people who stand are said to have in their hands and carry between them; empty if nothing."""
    stand = all(one.pose.stands and not one.body.seat and one.body.stature > _GROWN for one in figures)
    things = (BORNE[one] for one in scene.in_hand if one in rest and one in BORNE)
    return next(things, "") if len(figures) == 2 and stand else ""
