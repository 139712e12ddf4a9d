"""Gives a head the looks that words ask for: hair, beard, glasses, what is on it; and what its face shows."""

from collections.abc import Sequence
from dataclasses import replace

from prompt_builder.ages import MAJORITY, MINORS
from prompt_builder.scene import Look, Person, Scene

from ..inks import Ink, Inks
from . import ages
from .face import Mood
from .hair import CUTS, Cut, fringed, to_the_waist
from .hats import SHAWLS
from .looks import STYLES, ink_of
from .traits import STANDS_OFF, Traits, silver, stands_off

_WORN_BY_ANYBODY: tuple[Look, ...] = ("hearing aid", "hat", "cap", "brimmed hat", "straw hat", "beret", "moustache")
"""What gives way: to the hat of a trade, hair that leaves an ear free to any that is asked for, and to a beard."""
_TO_CUTS: tuple[Look, ...] = ("waist-length hair", "fringe")
"""What changes the cut that there is."""
_UNDER_HATS = ("slick", "bob")
"""Cuts that go under a hat: a man's, and a woman's; of a boy one sees more."""


def skins(looks: tuple[Look, ...], inks: Inks) -> tuple[Ink, ...]:
    """The skins that somebody with these looks may have: those of kin where nobody told."""
    return next((inks.skins[skin] for look in looks if (skin := STYLES[look].skin)), inks.skins)


def near(people: Sequence[Person], years: Sequence[int], own: Sequence[int]) -> list[int]:
    """The skins, by number, from those drawn by chance: children's are between those of the grown people with them.

    Grown children's are between their parents', and of one parent alone at most one lighter or darker.
    """
    parents = [tone for tone, age in zip(own, years, strict=True) if ages.GROWN <= age < ages.OLD]
    elders = [tone for tone, age in zip(own, years, strict=True) if age >= ages.OLD]
    most, children = parents or elders, min(years, default=ages.GROWN) < ages.GROWN
    found = list(own)
    for i, (tone, age) in enumerate(zip(own, years, strict=True)):
        kin, spread = most, 0 if age < ages.GROWN else 1
        if not children:
            kin = [own[k] for k in range(len(people)) if ages.descends(people, i, k)]
            spread = int(len(kin) == 1)
        elif (kin is elders and age >= ages.GROWN) or ages.GROWN <= age < ages.OLD:
            continue
        found[i] = min(max(tone, min(kin) - spread), max(kin) + spread) if kin else tone
    return found


def _seen_on(hair: Ink, skin: Ink) -> Ink:
    """Hair of that ink, darker where it would look like the skin: as light, and no yellower."""
    return hair if stands_off(hair, skin) else Ink(skin.lightness - STANDS_OFF - 0.04, hair.chroma, hair.hue)


def _tints_a_hat(look: Look) -> bool:
    """Whether it is the colour of what is on a head."""
    return STYLES[look].of == "headwear"


def faced(traits: Traits) -> Traits:
    """A face with its looks. Where the colour of hair is told, some is there; a man's long hair goes with stubble."""
    looks, inks = traits.person.looks, traits.inks
    coloured = any(STYLES[look].hair or look == "grey hair" for look in looks)
    if coloured and traits.cut in (CUTS["bald"], CUTS["balding"]):
        traits = replace(traits, cut=CUTS["side part"])
    for look in sorted(looks, key=lambda look: (look not in _WORN_BY_ANYBODY, look in _TO_CUTS, _tints_a_hat(look))):
        style, sex = STYLES[look], traits.person.sex
        cut = style.cut[sex == "female"]
        if style.hat:
            flat = CUTS["bowl" if sex == "male" and traits.person.age_group in MINORS else _UNDER_HATS[sex == "female"]]
            traits = replace(traits, hat=style.hat, cut=Cut(None, None, False) if style.hat in SHAWLS else flat)
        elif look == "fringe":
            traits = replace(traits, cut=fringed(traits.cut))
        elif look == "waist-length hair":
            traits = replace(traits, cut=to_the_waist(traits.cut))
        elif cut:
            traits = replace(traits, cut=CUTS[cut])
        worn = inks.warm(0.8) if style.hat == "helmet" else ink_of(style, inks) if _tints_a_hat(look) else None
        hair = inks.silvers[silver(traits.age)] if look == "grey hair" else style.hair and style.hair(inks)
        traits = replace(
            traits,
            hair=_seen_on(hair, traits.skin) if hair else traits.hair,
            beard=traits.beard if style.beard is None else style.beard,
            glasses=traits.glasses if style.glasses is None else style.glasses,
            ribbon=worn or traits.ribbon,
            tied=traits.tied or look == "hair bow",
            aid=traits.aid or style.extra == "hearing aid",
            freckles=traits.freckles or look == "freckles",
            earrings=traits.earrings or look == "earrings" or (cut == "pixie" and traits.age >= MAJORITY),
        )
    if traits.cut == CUTS["mane"] and not (traits.beard or {"clean-shaven"} & {*looks}) and traits.age >= MAJORITY:
        traits = replace(traits, beard="stubble")
    return _no_older(traits)


def told_from(traits: Traits, people: Sequence[Person]) -> Traits:
    """A face without the glasses or the beard that chance gave it, where another of them is told by these.

    A man beside a teenage boy, who may be as tall, has one.
    """
    own = [STYLES[look] for look in traits.person.looks]
    others = [STYLES[look] for one in people for look in {*one.looks} - {*traits.person.looks}]
    if any(one.glasses for one in others) and all(one.glasses is None for one in own):
        traits = replace(traits, glasses="")
    if any(one.beard for one in others) and all(one.beard is None for one in own):
        return replace(traits, beard="")
    lads = any((one.sex, one.age_group) == ("male", "teenager") for one in people)
    if lads and traits.person.sex == "male" and traits.age >= _OLDER and all(one.beard is None for one in own):
        traits = replace(traits, beard=traits.beard or ("full", "stubble")[traits.nose % 2])
    return traits


_OLDER = 30
"""From which age on a man is told from a boy by his beard."""
_SEDATE = 59
"""From which age on glasses go with a bun: who is younger would look old."""


def _no_older(traits: Traits) -> Traits:
    """A face of somebody young without glasses, or else a bun, that nobody asked for and that make one old together."""
    if traits.age >= _SEDATE or not traits.glasses or traits.cut not in (CUTS["bun"], CUTS["low bun"]):
        return traits
    looks = traits.person.looks
    if not any(STYLES[look].glasses for look in looks):
        return replace(traits, glasses="")
    told = traits.hat or any(STYLES[look].cut[1] for look in looks)
    return traits if told else replace(traits, cut=CUTS["bob"])


def mood_of(scene: Scene, looks: tuple[Look, ...], usual: Mood) -> Mood:
    """What a face shows: worry over a mishap, what is said of this one or of all, else what goes with the pose."""
    if scene.worried:
        return "worried"
    laughs: Mood = "joy" if scene.looks_at else "laugh"
    return next(filter(None, (STYLES[look].mood for look in looks)), laughs if "laughing" in scene.manner else usual)
