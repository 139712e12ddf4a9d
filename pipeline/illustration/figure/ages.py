"""What age does to people: how old somebody is drawn, and how measures change with the years. Draws nothing."""

import random
from bisect import bisect_right
from collections.abc import Sequence

from prompt_builder.ages import AgeGroup
from prompt_builder.scene import LINKED, Person, Scene

from .fashion import FASHIONS

GROWN, OLD = 18, 60
"""From which ages on people may be parents and grandparents of children."""
_APART, _LATE, _PUPIL, _YOUNG = 21, 38, 7, 35
"""How many years parents are older than their children, at least and at most; pupils' age; until when one is young."""
_ELDERS, _PEERS = 26, 5
"""How many years parents of the grown up are older at least, and at most who are of one generation."""
_STANDS = 2
"""From which age on children stand."""
_LEAST: dict[AgeGroup, int] = {"child": 2, "teenager": 14}
"""How old children are at least of whom nobody said that they are babies."""


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


def with_babies(drawn: Sequence[int], scene: Scene) -> list[int]:
    """The ages, where parents with a pram are young, if nobody told, and who takes first steps is old enough to stand.

    So does a baby that goes by the hand, or by itself.
    """
    if "pram" in scene.things:
        free = [one.age is None and GROWN <= age < OLD for one, age in zip(scene.people, drawn, strict=True)]
        drawn = [min(age, _LATE) if young else age for age, young in zip(drawn, free, strict=True)]
    led = scene.activity in LINKED
    afoot = [led or (scene.activity == "walking" and i == 0) for i in range(len(drawn))]
    return [_STANDS if goes and age == _STANDS - 1 else age for age, goes in zip(drawn, afoot, strict=True)]


def of_company(people: Sequence[Person], drawn: Sequence[int]) -> list[int]:
    """The ages of people together, of those by chance: pupils go to school, parents were grown up and not old yet when
    children came.
    """
    untold = [one.age is None for one in people]
    parents = [age for age in drawn if GROWN <= age < OLD]
    least = [_PUPIL if "schoolchild" in one.looks else _LEAST.get(one.age_group, 0) for one in people]
    most = min(max(parents, default=OLD) - _APART, _LEAST["teenager"] if parents else GROWN)
    found = [
        max(min(age, most), low) if free and age < GROWN else age
        for age, low, free in zip(drawn, least, untold, strict=True)
    ]
    if children := [age for age in found if age < GROWN]:
        found = [
            max(min(age, min(children) + _LATE), max(children) + _APART) if free and GROWN <= age < OLD else age
            for age, free in zip(found, untold, strict=True)
        ]
    return _of_generations(people, _of_peers(people, found))


def _of_peers(people: Sequence[Person], drawn: Sequence[int]) -> list[int]:
    """The ages, where the grown up of one generation are about as old as who of them is named first with an age."""
    found = list(drawn)
    for i, one in enumerate(people):
        peers = [
            k for k, who in enumerate(people) if (who.generation, who.age_group) == (one.generation, one.age_group)
        ]
        first = min(peers, key=lambda k: people[k].age is None)
        if i != first and one.age is None and found[i] >= GROWN and not (one.serves or people[first].serves):
            found[i] = max(min(found[i], found[first] + _PEERS), found[first] - _PEERS)
    return found


def _of_generations(people: Sequence[Person], drawn: Sequence[int]) -> list[int]:
    """The ages, where kin of different generations are so far apart who are grown up and whose age nobody told."""
    found = list(drawn)
    order = sorted(range(len(people)), key=lambda i: people[i].generation)
    free = [one.age is None and age >= GROWN for one, age in zip(people, drawn, strict=True)]
    for i in filter(free.__getitem__, reversed(order)):
        elders = [found[k] for k in order if descends(people, i, k) and people[k].age is not None]
        found[i] = max(min((found[i], *(age - _APART for age in elders))), GROWN)
    for i in filter(free.__getitem__, order):
        young = [found[k] for k in order if descends(people, k, i)]
        least = max(found[i], *(age + (_ELDERS if age >= GROWN else _APART) for age in young), GROWN)
        found[i] = min(least, _YOUNG) if people[i].age_group == "young adult" else least
    return found


def descends(people: Sequence[Person], i: int, k: int) -> bool:
    """Whether one is of a later generation than another; who is called no kin is so of the main person alone.

    Who is at work where others are served is no kin of theirs.
    """
    one, other = people[i].generation, people[k].generation
    if people[i].serves or people[k].serves:
        return False
    return one < other and (one != 0 or i == 0) and (other != 0 or k == 0)
