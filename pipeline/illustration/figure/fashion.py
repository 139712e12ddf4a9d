"""What people of each age group look like and wear for what: how old they are, their hair, their clothes. Data only."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from errors import complete
from prompt_builder.ages import ADULTS, MINORS, AgeGroup
from prompt_builder.scene import ROOMS, UPRIGHT, Person, Scene
from schemas import Sex

Clothes = tuple[str, str, str]
"""Top, bottom and sleeve."""
Occasion = Literal["", "leisure", "summer", "autumn", "snow", "work", "meeting", "shop"]
"""What people dress for; on snow they wear gloves."""
WORN: dict[Occasion, str] = {"work": "badge", "shop": "apron"}
"""What tells that somebody serves others, whatever else is worn."""


@dataclass(frozen=True, slots=True)
class Fashion:
    """What is worn in one age group; what is named twice is twice as common."""

    usual: tuple[int, int]
    """From which age to which people are whose age nobody told."""
    until: int
    """The oldest who look like it."""
    extras: tuple[str, ...]
    cuts: dict[Sex, tuple[str, ...]]
    """Names of hair cuts."""
    outfits: dict[Sex, tuple[Clothes, ...]]


def _clothes(told: str) -> tuple[Clothes, ...]:
    """Outfits that are apart by commas, each a top, a bottom and, where it is not long, a sleeve."""
    parts = (re.fullmatch(r"(.+?) (\w+)(?: (short|rolled))?", outfit) for outfit in told.split(", "))
    return tuple((part[1], part[2], part[3] or "long") for part in parts if part)


def _outfits(men: str, women: str) -> dict[Sex, tuple[Clothes, ...]]:
    return {"male": _clothes(men), "female": _clothes(women)}


FASHIONS: dict[AgeGroup, Fashion] = {
    "child": Fashion(
        usual=(4, 10), until=11, extras=("backpack", "", ""),
        cuts={
            "male": ("bowl", "tousled", "curly", "side part", "buzz", "tousled"),
            "female": ("pigtails", "two buns", "bob fringe", "ponytail", "long fringe", "afro"),
        },
        outfits=_outfits(
            "tee shorts short, stripes trousers, dungarees trousers, hoodie shorts, shirt shorts short",
            "dress skirt short, pinafore skirt, stripes skirt, dungarees trousers short, tee skirt short",
        ),
    ),
    "teenager": Fashion(
        usual=(14, 16), until=17, extras=("headphones", "backpack", "", "headphones"),
        cuts={
            "male": ("tousled", "curly", "quiff", "side part", "buzz"),
            "female": ("ponytail", "long", "wavy", "bob", "two buns", "long fringe", "afro"),
        },
        outfits=_outfits(
            "hoodie jeans, varsity jeans, tee jeans short, open shirt trousers rolled, stripes trousers",
            "hoodie jeans, tee skirt short, varsity skirt, stripes jeans, dungarees jeans short",
        ),
    ),
    "young adult": Fashion(
        usual=(19, 25), until=26, extras=("", "scarf", "", ""),
        cuts={
            "male": ("quiff", "curly", "tousled", "buzz", "side part", "slick"),
            "female": ("long swept", "bun", "wavy", "bob", "afro", "ponytail", "long"),
        },
        outfits=_outfits(
            "blazer trousers, sweater trousers, shirt trousers rolled, open shirt jeans rolled, turtleneck trousers",
            "blazer trousers, dress dress short, blouse skirt, turtleneck skirt, sweater jeans",
        ),
    ),
    "adult": Fashion(
        usual=(28, 43), until=58, extras=("", "", "scarf"),
        cuts={
            "male": ("side part", "slick", "quiff", "buzz", "curly", "side part"),
            "female": ("bob", "low bun", "wavy", "long swept", "bob fringe", "afro", "bun"),
        },
        outfits=_outfits(
            "suit trousers, suit trousers, blazer trousers, shirt trousers rolled, turtleneck trousers",
            "suit trousers, blazer skirt, dress dress, blouse trousers, cardigan trousers",
        ),
    ),
    "senior": Fashion(
        usual=(63, 80), until=200, extras=("scarf", "", ""),
        cuts={
            "male": ("balding", "side part", "slick", "balding", "quiff", "bald"),
            "female": ("short waves", "bun", "bob", "low bun", "short waves"),
        },
        outfits=_outfits(
            "cardigan trousers, vest trousers, suit trousers, sweater trousers",
            "cardigan skirt, blouse skirt, dress dress, cardigan trousers",
        ),
    ),
}  # fmt: skip
"""From the youngest to the oldest."""
complete(FASHIONS, get_args(AgeGroup), "FASHIONS of pipeline/illustration/figure/fashion.py")

LEISURE = _outfits(
    "tee jeans short, shirt jeans rolled, open shirt jeans rolled, stripes trousers, sweater jeans",
    "dress dress short, tee jeans short, stripes jeans, open shirt jeans rolled, sweater jeans",
)
"""What the grown wear off work."""
WARM: dict[Occasion, tuple[Clothes, ...]] = {
    "autumn": _clothes("coat trousers, sweater jeans, parka jeans"),
    "snow": _clothes("parka trousers"),
}
"""What everybody wears in the cold."""
_FORMAL = _outfits("suit trousers, blazer trousers", "suit trousers, blazer skirt")
BY_SEX: dict[Occasion, dict[Sex, tuple[Clothes, ...]]] = {
    "summer": _outfits(
        "tee jeans short, shirt shorts short, tee shorts short, stripes shorts short, shirt trousers rolled",
        "dress dress short, tee skirt short, tee shorts short, stripes skirt short, dress dress short",
    ),
    "work": _FORMAL,
    "meeting": _FORMAL,
    "shop": _outfits("shirt trousers rolled", "blouse trousers"),
}
"""What those wear who are out in the sun, serve others, or hand something over, or meet on business."""
_SHOPS = frozenset({"supermarket", "till", "coffee shop", "storefront"})
_OFF_WORK = frozenset({
    "dacha", "barbecue", "vegetable beds", "flower bed", "picnic",
    "kite", "fishing rod", "boat", "moving boxes", "renovation", "stepladder", "suitcases", "pram", "child seat",
    "car interior", "bicycle", "ball", "football", "basketball", "dog", "cat", "skateboard",
    "kitchen", "sofa", "armchair", "empty flat",
})  # fmt: skip
"""The things and kinds of house about which nobody is at work: all are asked for, so people kept look the same."""


def occasion(scene: Scene, somebody: Person) -> Occasion:
    """What somebody whose clothes nobody told dresses for: families are never at work, who serves others there is.

    Who gets keys or a card from somebody at work is not.
    """
    if scene.setting != "indoors" and (scene.snowy or {"autumn", "rain"} & {*scene.things}):
        return "snow" if scene.snowy else "autumn"
    if somebody.serves and somebody.age_group in ADULTS:
        return "shop" if _SHOPS & {*scene.things} else "work"
    served = scene.activity in UPRIGHT[1:] and any(one.serves for one in scene.people)
    rooms = () if scene.setting == "indoors" else ROOMS
    about = {scene.design, *scene.things} & _OFF_WORK - {*rooms}
    meet = scene.activity == "shaking hands" and scene.setting in ("indoors", "city") and not scene.object
    if meet and not about and somebody.age_group in ADULTS and all(one.generation == 0 for one in scene.people):
        return "meeting"
    if scene.setting != "indoors" and (scene.setting == "beach" or "sun" in scene.things):
        return "summer"
    return "leisure" if about or served or any(one.age_group in MINORS for one in scene.people) else ""


ROMPERS = _clothes("stripes romper, tee romper, tee romper short")
"""What infants wear."""
