"""The ages that people in a picture may have. Every other module asks here which there are and who is grown up."""

from typing import Literal

AgeGroup = Literal["child", "teenager", "young adult", "adult", "senior"]
CHILDREN: tuple[AgeGroup, ...] = ("child",)
MINORS: tuple[AgeGroup, ...] = (*CHILDREN, "teenager")
ADULTS: tuple[AgeGroup, ...] = ("young adult", "adult", "senior")
MAJORITY = 18
"""Years from which somebody is grown up."""
OLDEST = 120
"""More years than anybody has."""

_OLDEST: tuple[tuple[int, AgeGroup], ...] = (
    (10, "child"), (MAJORITY - 1, "teenager"), (25, "young adult"), (50, "adult")
)  # fmt: skip


PARENT_AGES: dict[AgeGroup, AgeGroup] = {
    "child": "adult", "teenager": "adult", "young adult": "adult", "adult": "senior", "senior": "senior",
}  # fmt: skip
"""How old somebody's parents are, and those of whom somebody is a parent."""
CHILD_AGES: dict[AgeGroup, AgeGroup] = {
    "child": "child", "teenager": "child", "young adult": "child", "adult": "child", "senior": "adult",
}  # fmt: skip


def age_group(years: int) -> AgeGroup:
    """The group that an age belongs to."""
    return next((group for oldest, group in _OLDEST if years <= oldest), "senior")
