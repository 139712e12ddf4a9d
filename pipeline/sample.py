"""A job to warm up and to time painters with. Knows no painter."""

from pipeline.painter import Job
from prompt_builder.scene import Person, Scene

SCENE = Scene(
    object=None,
    people=(Person(sex="female", age_group="adult"),),
    setting="city",
    light="day",
    activity="walking",
    accent="royal blue",
    things=(),
    custom_prompt="",
    unknown_words=(),
    seed=0,
)
JOB = Job(id="sample", prompt="a woman in a city", negative_prompt="", scene=SCENE, width=1024, height=1024, seed=0)
