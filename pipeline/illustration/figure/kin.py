"""How much alike the skins are of those who are kin. Draws nothing."""

from collections.abc import Sequence

from prompt_builder.scene import Person

from .ages import GROWN, OLD, descends


def near(people: Sequence[Person], years: Sequence[int], own: Sequence[int]) -> list[int]:
    """The skins, by number, from those drawn by chance: children's are between those of the grown people with them.

    Grown children's are between their parents', and of one parent alone at most one lighter or darker.
    """
    parents = [tone for tone, age in zip(own, years, strict=True) if GROWN <= age < OLD]
    elders = [tone for tone, age in zip(own, years, strict=True) if age >= OLD]
    most, children = parents or elders, min(years, default=GROWN) < GROWN
    found = list(own)
    for i, (tone, age) in enumerate(zip(own, years, strict=True)):
        kin, spread = most, 0 if age < GROWN else 1
        if not children:
            kin = [own[k] for k in range(len(people)) if descends(people, i, k)]
            spread = int(len(kin) == 1)
        elif (kin is elders and age >= GROWN) or GROWN <= age < OLD:
            continue
        found[i] = min(max(tone, min(kin) - spread), max(kin) + spread) if kin else tone
    return found
