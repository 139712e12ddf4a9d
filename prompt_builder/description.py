"""Puts a scene into a sentence for who cannot see the picture, in any language. Knows no words of a request."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, get_args

from errors import complete
from locales import SOURCE, Language, Texts, texts
from prompt_builder.ages import AgeGroup
from prompt_builder.cast import CROWD
from prompt_builder.defaults import table
from prompt_builder.scene import THINGS, Activity, Light, Look, Object, Person, Scene, Setting
from prompt_builder.wardrobe import is_infant
from schemas import Sex

Medium = Literal["illustration", "photograph"]
"""What a painter makes: drawings, or pictures that look like photographs."""

_SHARED = table("deeds")["shared"]
_TEXTS = texts("description")
_NAMED = {
    "people": get_args(AgeGroup), "looks": get_args(Look), "doing": get_args(Activity), "things": THINGS,
    "alone": get_args(Object), "beside": get_args(Object), "places": get_args(Setting), "lights": get_args(Light),
}  # fmt: skip
complete(
    [f"{kind}.{name}" for kind in _NAMED for name in getattr(_TEXTS[SOURCE], kind)],
    [f"{kind}.{name}" for kind, names in _NAMED.items() for name in names],
    f"[description] of locales/{SOURCE}.toml",
)


def describe(scene: Scene, language: Language, medium: Medium = "illustration") -> str:
    """Say in one sentence who and what is shown, where and with what: the alternative text of the picture."""
    said = _TEXTS[language]
    shown = _people(said, scene) if scene.people else _object(said, scene)
    sentence = _spaced(shown, "" if scene.from_inside else said.places[scene.setting], said.lights[scene.light])
    things = _listed(said, [said.things[thing] for thing in scene.things])
    return f"{said.media[medium]}: {sentence}{'; ' + said.also.format(things=things) if things else ''}."


def _object(said: Texts, scene: Scene) -> str:
    if scene.object is None:
        return str(said.nothing)
    if scene.activity == "driving":
        return str(said.on_the_move)
    return str(said.flat if scene.from_inside else said.alone[scene.object])


def _people(said: Texts, scene: Scene) -> str:
    first = scene.people if scene.activity in _SHARED else scene.people[:1]
    others = _listed(said, _counted(said, scene.people[len(first) :]))
    return _spaced(
        _listed(said, _counted(said, first)),
        said.doing[scene.people[0].deed or scene.activity][len(first) > 1],
        said.company.format(people=others) if others else "",
        _beside(said, scene),
    )


def _beside(said: Texts, scene: Scene) -> str:
    told = {"driving": "car", "holding a credit card": "credit card"}.get(scene.activity)
    if scene.from_inside:
        return str(said.in_flat)
    if scene.aboard:
        return str(said.in_car)
    return str(said.beside[scene.object]) if scene.object and scene.object != told else ""


def _counted(said: Texts, people: Sequence[Person]) -> list[str]:
    counts = Counter((person.age_group, person.sex, is_infant(person), person.looks) for person in people)
    return [
        _spaced(_several(said, group, sex, infant, count), _listed(said, [said.looks[look] for look in looks]))
        for (group, sex, infant, looks), count in counts.items()
    ]


def _several(said: Texts, group: AgeGroup, sex: Sex, infant: bool, count: int) -> str:
    forms = said.baby if infant else said.people[group][sex]
    if count == 1:
        return str(forms[0])
    number = said.counts["male" if infant else sex][count - 2]
    return f"{number} {forms[-1] if count == CROWD else forms[1]}"


def _listed(said: Texts, parts: Sequence[str]) -> str:
    *most, last = parts or [""]
    return f"{', '.join(most)}{said.joint}{last}" if most else last


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
