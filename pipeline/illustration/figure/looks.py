"""What each look that may be asked for does to somebody: hair, face, clothes, what is worn and held. Data only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from prompt_builder.scene import Look, Person, Scene, Thing
from schemas import Sex

from ..air import Air
from ..inks import Ink, Inks
from ..objects import DRAWABLES
from .body import Body, seated
from .clothes import Outfit, matching
from .face import Mood
from .fashion import WORN, Clothes
from .hats import SHAWLS
from .prints import PRINTS

Tint = Callable[[Inks], Ink]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One look. What is empty stays as it is; a pair is for men and for women."""

    cut: tuple[str, str] = ("", "")
    hair: Tint | None = None
    dye: str = ""
    """The name of the colour of hair that nobody is born with, where pictures of the kit may have that."""
    beard: str | None = None
    glasses: str | None = None
    hat: str = ""
    """On the head, as `hats` calls it; the hair is then one that goes under it."""
    clothes: tuple[Clothes, Clothes] | None = None
    on_snow: tuple[Clothes, Clothes] | None = None
    """What takes the place of those on snow."""
    main: Tint | None = None
    """The ink of what is worn above."""
    cloth: str = ""
    """The name of the colour of whatever is worn above, where pictures of the kit may have that."""
    of: Literal["clothes", "bottoms", "shirts", "headwear", "accessories"] = "clothes"
    """Of what that is the ink: of what is worn above, where that is one with it also below, or of this alone."""
    usual: tuple[Clothes, Clothes] | None = None
    """What it goes with, where no garment is named."""
    cloth_print: str = ""
    """What the cloth has all over, as `prints` calls it."""
    bottom: str = ""
    """What is worn below, whatever is above."""
    mood: Mood | None = None
    lower: Tint | None = None
    extra: str | None = None
    """What hangs on the shoulders or at the ear."""
    holds: str = ""
    """What a free hand holds, as the registry has it."""
    gloved: bool = False
    skin: slice | None = None
    """Which of the skins, from fair to dark."""
    girth: float = 1.0
    """How much rounder than others of that sex and age."""
    stature: float = 1.0
    """How much taller."""


def _both(top: str, bottom: str, sleeve: str = "long") -> tuple[Clothes, Clothes]:
    return (top, bottom, sleeve), (top, bottom, sleeve)


def _worn(top: str, bottom: str, sleeve: str = "long", extra: str = "", **more: Any) -> Style:
    """A garment, with which nothing hangs on the shoulders but what belongs to it."""
    return Style(clothes=_both(top, bottom, sleeve), extra=extra, **more)


_PARKA = _both("parka", "trousers")
_SHIRT: tuple[Clothes, Clothes] = ("shirt", "trousers", "long"), ("blouse", "trousers", "long")


def lacking(looks: tuple[Look, ...], inks: Inks, drives: bool = False) -> tuple[Look, ...]:
    """Looks of a colour that the kit does not have; what is near it is drawn, as it would be put right itself.

    Of who drives, also what the door hides.
    """
    behind = (one for one, style in STYLES.items() if (style.extra and not style.clothes) or one == "pregnant")
    hidden = [one for one in looks if drives and one in ("wheelchair", *behind)]
    coloured = ((one, STYLES[one].cloth or STYLES[one].dye) for one in looks)
    return *(one for one, colour in coloured if colour and inks.lacks(colour)), *hidden


def dyes(said: Sequence[tuple[str, Thing, Look]], inks: Inks) -> dict[str, Inks]:
    """The inks of the things that have the colour of such clothes, as the kit has it and they may be all of it."""
    drawn = ((thing, look) for _, thing, look in said if DRAWABLES[thing].dyed and not lacking((look,), inks))
    return {thing: inks.dyed(ink) for thing, look in drawn if (ink := ink_of(STYLES[look], inks))}


_COLOURS = ("red", "pink", "orange", "yellow", "green", "turquoise", "blue", "violet", "lilac", "light blue", "mint",
            "burgundy")  # fmt: skip
"""Those of clothes that are as the kit names them."""
STYLES: dict[Look, Style] = {
    "long hair": Style(cut=("mane", "long")),
    "shoulder-length hair": Style(cut=("mane", "to the shoulders")),
    "short hair": Style(cut=("side part", "pixie")),
    "curly hair": Style(cut=("curly", "long curls")),
    "short curls": Style(cut=("curly", "short waves")),
    "wavy hair": Style(cut=("tousled", "wavy")),
    "afro": Style(cut=("afro", "afro")),
    "pigtails": Style(cut=("", "pigtails")),
    "bun": Style(cut=("", "bun")),
    "bob": Style(cut=("", "bob")),
    "bald": Style(cut=("bald", "bald")),
    "ponytail": Style(cut=("tail", "ponytail")),
    "braid": Style(cut=("", "braid")),
    "braids": Style(cut=("plaits", "plaits")),
    "fair hair": Style(hair=lambda inks: inks.blond),
    "dark hair": Style(hair=lambda inks: inks.hairs[0]),
    "brown hair": Style(hair=lambda inks: inks.hairs[4]),
    "red hair": Style(hair=lambda inks: replace_chroma(inks.hairs[5].at(0.59), 0.145)),
    "white hair": Style(hair=lambda inks: inks.silvers[-1]),
    "pink hair": Style(hair=lambda inks: replace_chroma(inks.named("pink").at(0.74), 0.13), dye="pink"),
    "blue hair": Style(hair=lambda inks: inks.named("blue"), dye="blue"),
    "green hair": Style(hair=lambda inks: inks.named("green"), dye="green"),
    "violet hair": Style(hair=lambda inks: inks.named("violet"), dye="violet"),
    "beard": Style(beard="full"),
    "stubble": Style(beard="stubble"),
    "moustache": Style(beard="moustache"),
    "goatee": Style(beard="goatee"),
    "glasses": Style(glasses="round"),
    "surprised": Style(mood="surprised"),
    "calm": Style(mood="content"),
    "asleep": Style(mood="calm"),
    "thoughtful": Style(mood="thoughtful"),
    "worried": Style(mood="worried"),
    "tired": Style(mood="tired"),
    "sunglasses": Style(glasses="dark"),
    "clean-shaven": Style(beard=""),
    "without glasses": Style(glasses=""),
    "hearing aid": Style(extra="hearing aid", cut=("side part", "bun")),
    "backpack": Style(extra="backpack"),
    "hat": Style(hat="beanie"),
    "pregnant": _worn("dress", "dress", extra="belly"),
    "suit": _worn("suit", "trousers"),
    "dress": _worn("dress", "dress", "short"),
    "coat": _worn("coat", "trousers", extra="scarf"),
    "raincoat": _worn("raincoat", "trousers"),
    "sweater": _worn("sweater", "jeans"),
    "stripes": _worn("stripes", "jeans"),
    "cardigan": _worn("cardigan", "trousers"),
    "turtleneck": _worn("turtleneck", "trousers"),
    "waistcoat": _worn("vest", "trousers"),
    "tie": Style(usual=_both("suit", "trousers"), extra="tie"),
    "bow tie": Style(usual=_both("suit", "trousers"), extra="bow tie"),
    "skirt": Style(bottom="skirt"),
    "shorts": Style(bottom="shorts"),
    "trousers": Style(bottom="trousers"),
    "jeans": Style(bottom="jeans", lower=lambda inks: inks.deep(0.42)),
    "scarf": Style(extra="scarf"),
    "gloves": Style(gloved=True),
    "sportswear": _worn("track", "track"),
    "shirt": Style(clothes=_SHIRT, extra=""),
    "apron": Style(usual=_SHIRT, extra="apron"),
    "polo shirt": _worn("shirt", "trousers", "short"),
    "T-shirt": _worn("tee", "jeans", "short"),
    "business": Style(usual=_both("suit", "trousers"), main=lambda inks: inks.deep(0.4), extra=""),
    "blazer": _worn("blazer", "trousers", on_snow=_PARKA),
    "jacket": _worn("jacket", "jeans", on_snow=_PARKA),
    "denim jacket": _worn("denim", "trousers", main=lambda inks: inks.deep(0.5).pale(0.7)),
    "leather jacket": _worn("jacket", "jeans", main=lambda inks: inks.black),
    "down jacket": Style(clothes=_PARKA, extra=""),
    "hoodie": _worn("hoodie", "jeans"),
    "overalls": _worn("dungarees", "trousers", on_snow=_PARKA),
    "slim": Style(girth=0.87),
    "dark skin": Style(skin=slice(4, 6)),
    "fair skin": Style(skin=slice(0, 2)),
    "stout": Style(girth=1.52),
    "tall": Style(stature=1.07),
    "short": Style(stature=0.92),
    "navy clothes": Style(main=lambda inks: inks.deep(0.34), lower=lambda inks: inks.deep(0.32)),
    "beige clothes": Style(main=lambda inks: inks.skins[0].at(0.93).pale(0.7)),
    "brown clothes": Style(main=lambda inks: inks.skins[5].at(0.43)),
    "white clothes": Style(main=lambda inks: inks.white),
    "grey clothes": Style(main=lambda inks: inks.grey(0.74), lower=lambda inks: inks.grey(0.7)),
    "dark clothes": Style(main=lambda inks: inks.black, lower=lambda inks: inks.black),
    "doctor": _worn("white coat", "trousers", main=lambda inks: inks.white, extra="stethoscope"),
    "teacher": Style(clothes=(("vest", "trousers", "long"), ("blouse", "skirt", "long")), glasses="square", extra="",
                     holds="book"),
    "builder": _worn("hi-vis", "trousers", main=lambda inks: inks.named("orange"), hat="helmet",
                     lower=lambda inks: inks.deep(0.36)),
    "engineer": _worn("shirt", "trousers", hat="helmet", holds="drawing"),
    "cook": _worn("chef", "trousers", main=lambda inks: inks.white, hat="toque", holds="pan"),
    "courier": _worn("hoodie", "jeans", hat="cap", extra="box", holds="parcel"),
    "pilot": Style(usual=_both("suit", "trousers"), main=lambda inks: inks.navy, lower=lambda inks: inks.navy,
                   hat="peaked cap", extra="tie"),
    "officer": Style(usual=_both("shirt", "trousers"), main=lambda inks: inks.deep(0.36),
                     lower=lambda inks: inks.navy, hat="peaked cap", extra="tie"),
    "mechanic": Style(usual=_both("dungarees", "trousers"), main=lambda inks: inks.deep(0.46), extra="",
                      holds="wrench"),
    "driver": Style(usual=_both("open shirt", "trousers"), hat="peaked cap"),
    "farmer": _worn("dungarees", "jeans", "rolled", hat="straw hat", holds="basket of vegetables"),
    "scientist": _worn("white coat", "trousers", main=lambda inks: inks.white, glasses="round", holds="flask"),
    "waiter": _worn("shirt", "trousers", main=lambda inks: inks.white, extra="apron", holds="tray"),
    "graduate": _worn("gown", "robe", main=lambda inks: inks.deep(0.42), hat="mortarboard", holds="diploma"),
    "bride": _worn("dress", "wedding", main=lambda inks: inks.white, hat="veil", holds="flowers"),
    "groom": _worn("suit", "trousers", main=lambda inks: inks.navy, lower=lambda inks: inks.navy),
    "schoolchild": Style(clothes=(("vest", "trousers", "long"), ("pinafore", "skirt", "long")), on_snow=_PARKA,
                         extra="backpack"),
    **dict.fromkeys(("fringe", "grey hair", "freckles", "earrings", "hair bow", "wheelchair"), Style()),
    "waist-length hair": Style(),
    **{colour + " clothes": Style(cloth=colour) for colour in _COLOURS},
    **{cloth: Style(cloth_print=cloth) for cloth in PRINTS},
    **{hat: Style(hat=hat) for hat in ("hijab", "headscarf", "cap", "headphones", "brimmed hat", "beret", "straw hat")},
}  # fmt: skip
"""By what a scene calls them."""
STYLES |= {
    look: Style(main=tinted.main, cloth=tinted.cloth, of=of)
    for of in ("bottoms", "shirts", "headwear", "accessories")
    for look in get_args(Look)
    if look.endswith(f" {of}") and (tinted := STYLES[look.replace(of, "clothes")])
}

_HOLDING: dict[str, str] = {look: style.holds for look, style in STYLES.items()}
"""What who looks so has in a hand."""
WHOLE = frozenset(("pregnant", "stout", "slim", "tall", "short", "dress")) | {
    look for look, style in STYLES.items() if style.bottom or style.of == "bottoms"
}
"""What is seen of people from head to foot alone."""


def replace_chroma(ink: Ink, chroma: float) -> Ink:
    return Ink(ink.lightness, chroma, ink.hue)


def ink_of(style: Style, inks: Inks) -> Ink | None:
    """The ink that is asked for, if any; that of the kit that is nearest, where it has none of such a hue."""
    return inks.named(style.cloth) if style.cloth else style.main(inks) if style.main else None


def spare(extra: str, looks: tuple[Look, ...]) -> bool:
    """Whether it is of the open air, and by chance or with a coat."""
    if extra == "scarf":
        return "scarf" not in looks
    return extra == "backpack" and all(STYLES[look].extra != extra for look in looks)


def alike(people: Sequence[Person], i: int) -> int:
    """Who is the first of the people to look as one of them does, who may be a twin."""
    return next(k for k, one in enumerate(people) if k == i or (one.twin and people[i].twin))


_WHOLE = ("dress", "pinafore", "track", "dungarees", "suit")
"""What is worn above and below in one."""


def _order(look: Look) -> int:
    """Garments come first, that for sport before all and what a hat goes with, then the colour of all, then what is
    worn below, in its own."""
    if look == "sportswear":
        return -1
    style = STYLES[look]
    if style.clothes:
        return 0 if style.hat else 1
    return 2 if style.usual or look.endswith("clothes") else 4 if style.of == "bottoms" else 3


def dressed(looks: tuple[Look, ...], sex: Sex, wear: Outfit, inks: Inks) -> Outfit:
    """Clothes with these looks; a colour that is asked for is that of whatever is worn."""
    hats = {STYLES[look].hat for look in looks}
    named = any(STYLES[look].clothes for look in looks if look != "sportswear")
    for look in sorted(looks, key=_order):
        style = STYLES[look]
        if style.bottom:
            if wear.top in _WHOLE and not named:
                blouse = sex == "female" and wear.top != "track"
                wear = replace(wear, top="blouse" if blouse else "tee", sleeve="long" if blouse else "short")
            wear = replace(wear, bottom=style.bottom)
        clothes = style.clothes if named else style.clothes or style.usual
        if clothes:
            usual = clothes[sex == "female"]
            top, bottom, sleeve = style.on_snow[sex == "female"] if wear.gloved and style.on_snow else usual
            if wear.bottom == "track" and bottom in ("jeans", "trousers") and top not in _WHOLE:
                bottom = "track"  # a T-shirt for sport
            other = inks.navy if wear.suited else wear.lower  # a red jacket is no red suit
            lower = matching(wear.main) if usual[0] in ("suit", "dress", "track", "dungarees") else other
            wear = replace(wear, top=top, bottom=bottom, sleeve=sleeve, lower=lower)
        ink = ink_of(style, inks)
        main = ink or wear.main if style.of == "clothes" else wear.main
        coloured = bool(ink) and style.of == "clothes" and not style.clothes
        matched = matching(main) if coloured and wear.suited else wear.lower
        lower = style.lower(inks) if style.lower else matched
        lower = ink or lower if style.of == "bottoms" else lower
        under = ink or wear.under if style.of == "shirts" else wear.under
        unstriped = style.of == "shirts" and wear.top == "dungarees"  # no stripes on a shirt whose colour is told
        trim = ink or wear.trim if unstriped or style.of == "accessories" else wear.trim
        serves = wear.extra in WORN.values() and not (style.extra or style.hat or style.holds)
        extra = wear.extra if serves or style.extra in (None, "hearing aid") else style.extra
        covered = (extra == "scarf" and not hats.isdisjoint(SHAWLS)) or extra in hats
        extra = "belly" if "pregnant" in looks else "" if covered else extra
        pattern = 0 if coloured else wear.pattern  # none that is half of another colour
        wear = replace(wear, main=main, lower=lower, under=under, trim=trim, extra=extra or "", pattern=pattern)
        plain = style.clothes or coloured  # chance prints nothing on what is told
        wear = replace(wear, cloth_print=style.cloth_print or ("" if plain else wear.cloth_print))
        wear = replace(wear, gloved=wear.gloved or style.gloved)
    return _covered(wear) if "hijab" in looks else wear


def _covered(wear: Outfit) -> Outfit:
    """The same with long sleeves, and trousers or a long skirt, as they go with a hijab."""
    bottom = "trousers" if wear.bottom == "shorts" else wear.bottom
    return replace(wear, sleeve="long", bottom=bottom, hem=_LONG)


_LONG = 0.1
"""Where a long skirt ends, as a share of the legs above the feet."""


_DIM = 0.4
"""How light what is worn by night is at least, of a colour that was told."""


def lit(wear: Outfit, looks: tuple[Look, ...], air: Air) -> Outfit:
    """Clothes that stand off the scenery, but of a colour that was told: by night lifted."""
    told = any(style.main or style.cloth for style in map(STYLES.__getitem__, looks))
    if not air.evening:
        return wear if told else wear.told_from(air.behind)
    main = wear.main.shade(0.1) if wear.main.lightness < (_DIM if told else 0.6) else wear.main
    lower = wear.lower.shade(0.15) if wear.lower.lightness < _DIM else wear.lower
    return replace(wear, main=main, lower=matching(main) if wear.suited else lower)


_HEAD, _MOST, _NEARLY = 1.09, 0.3, 15
"""How much taller than others who is said to be so is at least, how much of that is not by chance at most, and from
which age on people are as tall as others."""


def taller(people: Sequence[tuple[Person, float]]) -> list[float]:
    """How much more of the statures they have by chance those have who are said to be tall, or short, among others."""
    found = []
    for one, stature in people:
        told = next((look for look in ("tall", "short") if look in one.looks), "")
        peers = [other for who, other in people if told not in who.looks and _grows(who) == _grows(one)]
        want = 1.0
        if told and peers:
            want = max(max(peers) * _HEAD / stature, 1) if told == "tall" else min(min(peers) / _HEAD / stature, 1)
        found.append(min(max(want, 1 - _MOST), 1 + _MOST))
    return found


def _grows(person: Person) -> str:
    """Which age group of those who grow somebody is of, if any."""
    return person.age_group if person.age is not None and person.age < _NEARLY else ""


def shaped(looks: tuple[Look, ...], body: Body, taller: float = 1.0) -> Body:
    """A body with these looks: who is expecting is round, and who sits in a wheelchair is lower."""
    body = replace(body, height=body.height * taller, leg=body.leg * taller)
    for style in map(STYLES.__getitem__, looks):
        more, tall = style.girth - 1, style.stature
        body = replace(
            body, height=body.height * tall, leg=body.leg * tall, shoulder=body.shoulder * (1 + more * 0.4),
            waist=body.waist * style.girth, hip=body.hip * (1 + more * 0.75), limb=body.limb * (1 + more * 0.6),
            neck=body.neck * (1 + more * 0.4),
        )  # fmt: skip
    if "stout" in looks:
        shoulder = body.shoulder * 1.08
        waist = max(body.hip * 1.1, shoulder * 1.16)
        body = replace(body, shoulder=shoulder, waist=waist, hip=max(body.hip, waist * 0.98), limb=body.limb * 1.08)
    if "pregnant" in looks:
        body = replace(body, waist=body.waist * 1.28, hip=body.hip * 1.08)
    if "wheelchair" in looks:
        body = seated(body, "wheelchair")
    return body


def beheld(scene: Scene) -> str:
    """What everybody looks at, as the registry has it: of a look what is in the hand of who has it."""
    return _HOLDING.get(scene.looks_at or "", scene.looks_at or "")


def held(looks: tuple[Look, ...]) -> str:
    """What a free hand holds, if anything."""
    return next((STYLES[look].holds for look in looks if STYLES[look].holds), "")
