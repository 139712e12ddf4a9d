"""Puts a scene into English for a text encoder. Knows how it is said, but not why it is shown."""

from collections import Counter
from collections.abc import Iterator, Sequence

from brand import Colour, Kit, Zone, nearest
from prompt_builder import defaults
from prompt_builder.ages import AGES, INFANT
from prompt_builder.description import Medium
from prompt_builder.mentions import Mention
from prompt_builder.morphology import plural
from prompt_builder.scene import Activity, Person, Scene
from prompt_builder.seeded import pick
from prompt_builder.translation import translate

_TODDLER = 3
_COUNTS = ("", "a", "two", "three", "four")
WHOLESOME = "modest clothes, wholesome family scene"

_WITH_OBJECT: tuple[Activity, ...] = ("driving", "holding keys", "holding a credit card")


def briefer(kit: Kit) -> Iterator[tuple[Kit, int]]:
    """The kit in English and how many of its colours are named: first as it calls them, then ever more briefly."""
    strange = [bool(translate(colour.name).untranslated) or not colour.name.isascii() for colour in kit.colours]
    told = _renamed(kit, strange)
    yield told, len(kit.colours)
    told = _renamed(kit, [True] * len(strange))
    for colours in range(len(kit.colours), 0, -1):
        yield told, colours


def _renamed(kit: Kit, strange: Sequence[bool]) -> Kit:
    """The kit with its words in English, and the nearest names that are for those colours whose own are strange."""
    names: dict[str, Colour] = {c.name: c for c, odd in zip(kit.colours, strange, strict=True) if not odd}
    colours = []
    for colour, odd in zip(kit.colours, strange, strict=True):
        said = colour.model_copy(update={"name": nearest(colour.hex, frozenset(names))}) if odd else colour
        names[said.name] = said
        colours.append(said)
    words = {field: _in_english(getattr(kit, field)) for field in ("prompt_words", "forbidden_words")}
    return kit.model_copy(update={"colours": tuple(colours), **words})


def _in_english(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(said for word in words if (said := translate(word).english))


def head(kit: Kit, medium: Medium, colours: int | None = None) -> str:
    """Say what kind of picture it is and in which colours: so many of them, the heaviest first chosen."""
    shown = sorted(kit.colours, key=lambda colour: -colour.weight)[:colours]
    names = [colour.name for colour in kit.colours if colour in shown]
    listed = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    return f"professional advertising {medium} in {listed}"


def subject(scene: Scene, age: int | None, kit: Kit) -> list[str]:
    """Say who and what the picture is about, most important part first; `age` is the main person's in years."""
    accent = kit.by_role(scene.accent).name
    thing = defaults.OBJECT_WORDS[scene.object][0].format(accent=scene.tint or accent) if scene.object else ""
    thing = f"a cosy modern flat with {accent} furniture" if scene.from_inside else thing
    if not scene.people:
        return [_alone(scene, thing)]
    first = next((one for one in scene.people if age in (None, one.age)), scene.people[0])
    smile = "" if scene.worried or _GRAVE.intersection(first.looks) else "smiling "
    main = f"a {smile}well-dressed {_noun(first, age)}{_years(age)}"
    parts = [main, _relation(scene, thing)] if thing else [f"{main}, {accent} outfit"]
    return parts + _companions([one for one in scene.people if one is not first])


_GRAVE = frozenset(("worried", "tired"))
"""Looks of who does not smile."""


def calm(zone: Zone) -> str:
    """Say which part of the picture is for text."""
    place = f"at the {zone}" if zone in ("top", "bottom") else f"on the {zone}"
    return f"empty calm area {place} of the picture"


def _alone(scene: Scene, thing: str) -> str:
    if not thing:
        return "a calm open brand scene"
    return f"{thing}, driving along an empty road" if scene.activity == "driving" else thing


def _noun(person: Person, age: int | None = None) -> str:
    noun = AGES[person.age_group].nouns[person.sex]
    if age is not None and age <= _TODDLER:
        return noun.replace("little", "baby" if age <= INFANT else "toddler")
    return noun


def _years(age: int | None) -> str:
    return "" if age is None or age <= INFANT else f", about {age} years old"


def _relation(scene: Scene, thing: str) -> str:
    if scene.activity == "driving":
        return f"driving {thing}"
    if scene.activity == "holding a credit card":
        return f"holding {thing}"
    if scene.activity == "holding keys" and not scene.from_inside:
        return f"holding keys, in front of {thing}"
    place = "in" if scene.from_inside or scene.aboard else "in front of" if scene.object == "house" else "beside"
    return f"{place} {thing}"


def _companions(people: Sequence[Person]) -> list[str]:
    counts = Counter(_noun(one, one.age) for one in people)
    told = " and ".join(_several(noun, count) for noun, count in counts.items())
    return [f"with {told}"] if told else []


def _several(noun: str, count: int) -> str:
    if count == 1:
        return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    return f"{_COUNTS[count]} {plural(noun)}"


def ornaments(scene: Scene, mentions: Sequence[Mention], kit: Kit, size: tuple[int, int]) -> list[str]:
    """Say what nobody asked for, most useful first, without the kinds of things that were asked for.

    `size` is width and height in pixels.
    """
    asked = {kind for mention in mentions for kind, _ in mention.meanings}
    chosen = {
        "activity": "" if _busy(scene) else defaults.ACTIVITY_WORDS.get(scene.activity, (scene.activity,))[0],
        "setting": pick(scene.seed, "setting words", defaults.SETTING_WORDS[scene.setting]),
        "light": pick(scene.seed, "light words", defaults.LIGHT_WORDS[scene.light]),
    }
    own = [text for kind, text in chosen.items() if kind not in asked]
    style = pick(scene.seed, "style", defaults.STYLES)
    return [text for text in (*own, _framing(*size), *kit.prompt_words, style, *defaults.QUALITY) if text]


def _busy(scene: Scene) -> bool:
    """Whether nobody is there to do anything, or the subject says it already."""
    return not scene.people or (scene.object is not None and scene.activity in _WITH_OBJECT)


def _framing(width: int, height: int) -> str:
    if width >= 2 * height:
        return "panoramic composition"
    return "vertical composition" if height >= 2 * width else ""


def negative(scene: Scene, kit: Kit, only_people: bool, young: bool) -> list[str]:
    """Say what must not be in the picture, most important first; `young`: minors are in it."""
    thing, whom = "objects" if only_people else scene.object or "", "bodies" if scene.people else "people"
    kinds = ["ever", "minors" if young else "", "text", thing, whom, "flaws"]
    return [*(word for kind in filter(None, kinds) for word in defaults.AGAINST[kind]), *kit.forbidden_words]
