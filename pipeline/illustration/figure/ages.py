"""What age does to people: how old somebody is drawn, and how measures change with the years. Draws nothing."""

import random
from bisect import bisect_right
from collections.abc import Sequence

from prompt_builder.scene import Person

from .fashion import FASHIONS

INFANT = 1
"""Until this age people sit."""


def aged(person: Person, rng: random.Random) -> Person:
    """The same person with an age in years, by chance where none was told, and in the group that looks like it.

    Who is past fifty but not yet sixty dresses and looks like other adults, going grey.
    """
    years = rng.randint(*FASHIONS[person.age_group].usual)
    years = years if person.age is None else person.age
    group = next(group for group, fashion in FASHIONS.items() if years <= fashion.until)
    return person.model_copy(update={"age": years, "age_group": group})


def years(person: Person) -> int:
    """The age of somebody who went through `aged`; else that of a grown-up."""
    return 38 if person.age is None else person.age


def at(age: float, points: Sequence[tuple[float, float]]) -> float:
    """The value at an age on the line through (age, value) points, level before the first and after the last."""
    i = bisect_right([point[0] for point in points], age)
    if i in (0, len(points)):
        return points[max(i - 1, 0)][1]
    (start, low), (end, high) = points[i - 1], points[i]
    return low + (high - low) * (age - start) / (end - start)
