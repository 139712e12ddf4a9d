"""What stands beside a car or a house that is the subject: a house behind the car, a car before the house."""

from collections.abc import Iterator, Sequence

from prompt_builder.lexicon import DESIGNS
from prompt_builder.mentions import Mention
from prompt_builder.scene import NEIGHBOURS, Object, Thing

_OTHER: dict[Object | None, Object] = {"car": "house", "house": "car"}


def neighbours(subject: Object | None, mentions: Sequence[Mention]) -> Iterator[Thing]:
    """The other of these two, of its kind if that is told."""
    other = _OTHER.get(subject)
    told = [one for one in mentions if other in one.values("object")]
    if other and told:
        kinds = (kind for one in told for kind in one.values("design") if kind in DESIGNS[other])
        yield next(kinds, other)


def housed(subject: Object | None, things: Sequence[Thing]) -> Sequence[Thing]:
    """The things without houses and cars, but for those before which people are who have a card."""
    kept = subject == "credit card" and "building site" not in things
    return [one for one in things if kept or one not in NEIGHBOURS]
