"""How many of a thing are asked for and how many are shown. Draws nothing."""

from collections.abc import Iterator, Sequence

from prompt_builder import defaults
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Mention
from prompt_builder.morphology import fold, is_several
from prompt_builder.scene import Scene


def fewer(mentions: Sequence[Mention], scene: Scene) -> Iterator[str]:
    """The words for several of what the scene has one of."""
    single = {*defaults.SINGLE} & {*scene.things, *([scene.object] if scene.object else ())}
    if scene.activity != "shopping" or len(scene.people) == 1:  # one bag in each hand, one bicycle under each
        single -= {*defaults.SHOWS.get(scene.activity, ())}
    for one in mentions:
        several = is_several(one.text) and fold(one.text) not in RULES["in one"]
        if single & {*one.values("thing"), *one.values("object")} and ((one.many or 1) > 1 or several):
            yield one.text
