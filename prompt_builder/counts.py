"""Which things are asked for themselves, how many of each, and how many are shown. Draws nothing."""

from collections.abc import Iterator, Sequence

from prompt_builder import defaults
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Mention
from prompt_builder.morphology import fold, is_several
from prompt_builder.scene import Scene


def itself(mention: Mention) -> Mention:
    """The mention without snow or sun that only goes with what is asked for: with a snowman, at sunset."""
    rest = tuple(one for one in mention.meanings if one not in (("thing", "snow"), ("thing", "sun")))
    return mention._replace(meanings=rest or mention.meanings)


def fewer(mentions: Sequence[Mention], scene: Scene) -> Iterator[str]:
    """The words for several of what the scene has one of."""
    single = {*defaults.SINGLE} & {*scene.things, *([scene.object] if scene.object else ())}
    if scene.activity != "shopping" or len(scene.people) == 1:  # one bag in each hand, one bicycle under each
        single -= {*defaults.SHOWS.get(scene.activity, ())}
    for one in mentions:
        several = is_several(one.text) and fold(one.text) not in RULES["in one"]
        if single & {*one.values("thing"), *one.values("object")} and ((one.many or 1) > 1 or several):
            yield one.text
