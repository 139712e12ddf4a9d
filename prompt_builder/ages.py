"""The ages that people in a picture may have, a row each. Every other module asks here which there are.

A group is added by its row; its words in `lexicon/`, its names in `locales/` and its looks in the illustrator's
`figure/fashion.py` are its own: what is missing there is named when the service starts.
"""

from typing import Literal, NamedTuple, get_args

from errors import complete
from schemas import Sex

AgeGroup = Literal["child", "teenager", "young adult", "adult", "senior"]
INFANT = 1
"""Years up to which somebody is a baby."""
CHILDHOOD = 10
"""Years up to which somebody is a child."""
MAJORITY = 18
"""Years from which somebody is grown up."""
OLDEST = 120
"""More years than anybody has."""


class Ages(NamedTuple):
    """A group: the last of its years, its English nouns, and how old parents and children of its people are."""

    until: int
    nouns: dict[Sex, str]
    parents: AgeGroup
    children: AgeGroup
    usual: bool = False
    """Whether somebody grown up may be of it whose age nobody told."""


AGES: dict[AgeGroup, Ages] = {
    "child": Ages(CHILDHOOD, {"male": "little boy", "female": "little girl"}, "adult", "child"),
    "teenager": Ages(MAJORITY - 1, {"male": "teenage boy", "female": "teenage girl"}, "adult", "child"),
    "young adult": Ages(25, {"male": "young man", "female": "young woman"}, "adult", "child", usual=True),
    "adult": Ages(59, {"male": "man", "female": "woman"}, "senior", "child", usual=True),
    "senior": Ages(OLDEST, {"male": "elderly man", "female": "elderly woman"}, "senior", "adult"),
}
"""From the youngest to the oldest."""
complete(AGES, get_args(AgeGroup), "AGES of prompt_builder/ages.py")

CHILDREN = tuple(group for group, ages in AGES.items() if ages.until <= CHILDHOOD)
MINORS = tuple(group for group, ages in AGES.items() if ages.until < MAJORITY)
ADULTS = tuple(group for group in AGES if group not in MINORS)
GROWN = tuple(group for group, ages in AGES.items() if ages.usual)


def age_group(years: int) -> AgeGroup:
    """The group that an age belongs to."""
    return next((group for group, ages in AGES.items() if years <= ages.until), ADULTS[-1])
