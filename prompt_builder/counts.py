"""Which things are asked for themselves, how many of each, and how many are shown. Draws nothing."""

from collections.abc import Iterator, Sequence

from prompt_builder import defaults
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Meaning, Mention
from prompt_builder.morphology import fold, is_several
from prompt_builder.places import things_of
from prompt_builder.scene import PHONES, Scene, Thing

_BESIDE: set[Meaning] = {("thing", "snow"), ("thing", "sun"), ("thing", "suitcase"), ("thing", "road")}
"""What only goes with what is asked for where a word means something else, too: a snowman, a sunset, a trip by car."""

_BY: dict[Meaning, Meaning] = {("thing", "lake"): ("thing", "fishing rod")}
"""What only goes with another thing where a word means both."""


def unasked(things: Sequence[Thing], mentions: Sequence[Mention]) -> tuple[Thing, ...]:
    """The things that nobody asks for themselves."""
    told = (
        known
        for one in mentions
        for known in one.meanings
        if (known not in _BESIDE or {*one.meanings} <= _BESIDE) and _BY.get(known) not in one.meanings
    )
    asked = {value for kind, value in told if kind in ("thing", "object", "design")}
    return tuple(one for one in things if one not in asked)


def plural(things: Sequence[Thing], mentions: Sequence[Mention]) -> tuple[Thing, ...]:
    """The things of which more than one is asked for."""
    told = {value for one in mentions if _is_several(one) for value in things_of(one)}
    told |= {*PHONES} if told & {*PHONES} else set()
    return tuple(one for one in things if one in told)


def _is_several(mention: Mention) -> bool:
    return (mention.many or 1) > 1 or (is_several(mention.text) and fold(mention.text) not in RULES["in one"])


def fewer(mentions: Sequence[Mention], scene: Scene) -> Iterator[str]:
    """The words for several of what the scene has one of."""
    single = {*defaults.SINGLE} & {*scene.things, *([scene.object] if scene.object else ())}
    if scene.activity != "shopping" or len(scene.people) == 1:  # one bag in each hand, one bicycle under each
        single -= {*defaults.SHOWS.get(scene.activity, ())}
    single -= {*PHONES} if scene.people[1:] else set()  # each has one
    for one in mentions if single else ():
        told = {*things_of(one)}
        if single & told and _is_several(one) and not ({*defaults.DOUBLED} & told and (one.many or 2) == 2):
            yield one.text
