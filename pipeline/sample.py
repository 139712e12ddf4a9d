"""A task to warm up and to time painters with. Knows no painter."""

from brand import Colour, Kit
from pipeline.painter import PaintTask
from prompt_builder.scene import Person, Scene

SCENE = Scene(
    object=None,
    people=(Person(sex="female", age_group="adult"),),
    setting="city",
    light="day",
    activity="walking",
    accent="deep",
    things=(),
    custom_prompt="",
    unknown_words=(),
    seed=0,
)
KIT = Kit(name="sample", colours=(Colour(name="royal blue", hex="#4169E1", role="deep"),))
TASK = PaintTask(
    id="sample", prompt="a woman in a city", negative_prompt="", scene=SCENE, kit=KIT, width=1024, height=1024, seed=0
)
