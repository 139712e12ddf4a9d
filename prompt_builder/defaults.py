"""What the seed may choose from where the metadata are silent. Knows what fits whom and where, but chooses nothing."""

from collections.abc import Sequence
from typing import get_args

from prompt_builder.ages import ADULTS, CHILDREN, MINORS
from prompt_builder.scene import (
    AFOOT,
    CARRIED,
    DESKS,
    ROOMS,
    UPRIGHT,
    Activity,
    Design,
    Look,
    Object,
    Person,
    Posture,
    Setting,
    Thing,
)

SETTINGS: tuple[Setting, ...] = get_args(Setting)
OUTDOORS = tuple(setting for setting in SETTINGS if setting != "indoors")


def settings(subject: Object | None, things: Sequence[Thing] = ()) -> tuple[Setting, ...]:
    """Where a subject may stand: cars and houses stand outdoors, but for a car in its showroom."""
    if subject == "car" and "car showroom" in things:
        return ("indoors",)
    return OUTDOORS if subject in ("car", "house") else SETTINGS


_USUAL: dict[Object | Design | Activity | Thing | Look | Posture, tuple[Setting, ...]] = {
    "credit card": ("indoors", "city", "countryside", "beach"),
    "shopping": ("city", "indoors"),
    "working on a laptop": ("indoors",),
    "sofa": ("indoors",),
    **dict.fromkeys(("armchair", "table"), ("indoors",)),
    "laptop": ("indoors",),
    "lamp": ("indoors", "city"),
    "coins": ("indoors",),
    "phone": ("indoors", "city"),
    "plant": ("indoors", "city"),
    "cake": ("indoors", "countryside"),
    "gift": ("indoors", "city", "countryside"),
    "briefcase": ("city", "indoors"),
    "fountain": ("city", "countryside"),
    "bridge": ("city", "countryside"),
    "fence": ("countryside",),
    "windmill": ("countryside",),
    "horse": ("countryside",),
    "high-rise": ("city",),
    "townhouse": ("city",),
    "taxi": ("city",),
    "truck": ("city", "countryside"),
    "chalet": ("mountains", "forest"),
    "dacha": ("countryside",),
    "school": ("city", "countryside"),
    **dict.fromkeys(("cat", "seated"), ("indoors",)),
    **dict.fromkeys((*ROOMS, "till"), ("indoors",)),
    "snowman": ("countryside", "forest", "city", "mountains"),
    "fireworks": ("city", "countryside", "beach"),
    "barbecue": ("countryside",),
    "vegetable beds": ("countryside",),
    **dict.fromkeys(("skis", "skiing"), ("mountains", "forest")),
    "bench": ("countryside", "city", "forest", "beach"),
    "kite": ("countryside", "beach"),
    "building site": ("city", "countryside"),
    "running": ("countryside", "city", "forest", "beach"),
    "playing football": ("countryside", "city"),
    "basket": ("indoors", "city"),
    "dumbbells": ("indoors",),
    **dict.fromkeys(("renovation", "door"), ("indoors",)),
    "moving boxes": ("indoors", "city", "countryside"),
    "pram": ("countryside", "city", "forest"),
    **dict.fromkeys(("charger", "car interior"), OUTDOORS),
    **dict.fromkeys(("blossom", "autumn"), ("countryside", "city", "forest")),
    "safe": ("indoors",),
    "calculator": ("indoors",),
    "payment terminal": ("indoors", "city"),
    "ATM": ("city", "indoors"),
    **dict.fromkeys(("doctor", "scientist", "cook", "teacher", "waiter"), ("indoors",)),
    **dict.fromkeys(("builder", "engineer"), ("city", "countryside")),
    "courier": ("city",),
    "farmer": ("countryside",),
    "storefront": ("city", "countryside"),
    "graduate": ("countryside", "city"),
    "bride": ("countryside", "beach", "city"),
    "schoolchild": ("city", "countryside"),
    "fir": ("forest", "mountains", "countryside", "city"),
    "christmas tree": ("indoors", "city", "countryside", "forest"),
    "boat": ("beach",),
    "palm": ("beach",),
    "snow": ("mountains", "forest", "city", "countryside"),
    **dict.fromkeys(
        ("sun", "dawn", "moon", "stars", "clouds", "rainbow", "rain", "plane", "bicycle", "road", "tree"), OUTDOORS
    ),
}


def usual_settings(
    shown: Sequence[Object | Design | Activity | Thing | Look | Posture], possible: Sequence[Setting]
) -> Sequence[Setting]:
    """Those of the possible settings that suit all that is shown, or as much of it, from the first on, as they can."""
    for each in shown:
        possible = [setting for setting in possible if setting in _USUAL.get(each, SETTINGS)] or possible
    return possible


PARKED: tuple[Thing, ...] = ("charger", "bow", "car showroom")
"""With what a car stands still, unless it is asked to drive."""

WITHIN: tuple[Thing, ...] = ("door",)
"""What is a thing of its own in a room alone: outdoors it belongs to a house or a car."""

FURNITURE: tuple[Thing, ...] = ("sofa", "armchair")
"""What does not stand beside a car."""
SHOWS: dict[Thing, tuple[Thing, ...]] = {
    "app on a phone": ("banking app", "phone"),
    "till": ("payment terminal",),
}
"""What is seen in a thing anyway, and needs no other."""
LADEN: tuple[Activity, ...] = (
    "talking on a phone", "drinking coffee", "working on a laptop", "reading a book", "shopping",
)  # fmt: skip
"""What needs hands, or a desk: nobody does it by chance where other things are asked for."""

LIVELY: tuple[Activity, ...] = (
    "celebrating", "waving", "giving a thumbs up", "walking", "driving", *LADEN,
)  # fmt: skip
"""What nobody does by chance over a mishap, or who was said to do something else that cannot be seen."""
SINGLE: tuple[Thing | Object, ...] = (
    "car",
    "house",
    "suitcase",
    "shopping bag",
    "briefcase",
    "umbrella",
    "bicycle",
    "boat",
    "plane",
    "laptop",
    "phone",
    "dog",
    "cat",
    "horse",
    "gift",
    "cake",
    "sofa",
    "armchair",
    "lamp",
    "heart",
    "snowman",
    "ball",
    "bench",
    "pram",
    "child seat",
    "kite",
    "coffee",
    "christmas tree",
    "piggy bank",
    "safe",
    "calculator",
)
"""What there is one of, also where more are asked for."""

ACTIVITIES: dict[Object | None, tuple[Activity, ...]] = {
    None: (
        "standing", "waving", "walking", "celebrating", "giving a thumbs up", "talking on a phone", "drinking coffee",
        "working on a laptop", "reading a book", "shopping",
    ),
    "car": ("standing", "waving", "giving a thumbs up", "driving", "driving", "holding keys", "talking on a phone"),
    "house": ("standing", "waving", "walking", "celebrating", "giving a thumbs up", "holding keys", "holding keys"),
    "credit card": (
        "holding a credit card", "holding a credit card", "holding a credit card", "celebrating", "giving a thumbs up",
        "talking on a phone", "shopping",
    ),
}  # fmt: skip
"""What people do with a subject when nobody said; named twice, it is twice as likely."""

_ADULT_ONLY: tuple[Activity, ...] = (
    "driving", "drinking coffee", "holding keys", "holding a credit card", "handing over keys", "handing over a card",
)  # fmt: skip
_NOT_FOR_CHILDREN: tuple[Activity, ...] = (
    "talking on a phone", "working on a laptop", "shopping", "shaking hands", "signing a contract",
)  # fmt: skip


def fits(activity: Activity, people: Sequence[Person], subject: Object | None, setting: Setting) -> bool:
    """Whether the first of these people may do this with the subject in the setting."""
    group = people[0].age_group
    if ages := CARRIED.get(activity):
        grown = any(one.age_group in ADULTS for one in people)
        return grown and any(one.age in ages for one in people)
    if activity in _ADULT_ONLY and group in MINORS:
        return False
    if activity in _NOT_FOR_CHILDREN and group in CHILDREN:
        return False
    if activity == "driving":
        return subject == "car" and setting != "indoors"
    if activity == "holding a credit card":
        return subject == "credit card"
    return True


def suits(
    posture: Posture, activity: Activity, subject: Object | None, setting: Setting, things: Sequence[Thing]
) -> bool:
    """Whether people can be so there while they do that."""
    if posture == "laughing":
        return True
    if subject == "car" or "car interior" in things or activity in AFOOT:
        return False
    if posture == "at a counter":
        return setting == "indoors" and "bank branch" in things and activity not in DESKS
    return posture != "seated" or activity not in UPRIGHT


_SEEN: tuple[Activity, ...] = ("standing", "waving", "giving a thumbs up", "walking")
_BY_LOOK: dict[Look, tuple[Activity, ...]] = {
    "sportswear": ("running", "walking", "giving a thumbs up"),
    "wheelchair": ("standing", "waving", "giving a thumbs up"),
    "pregnant": ("standing",),
    **dict.fromkeys(
        ("doctor", "teacher", "builder", "engineer", "cook", "courier", "farmer", "scientist", "waiter", "graduate",
         "bride", "groom", "schoolchild"), _SEEN,
    ),
}  # fmt: skip


def seemly(activity: Activity, looks: Sequence[Look]) -> bool:
    """Whether the seed may choose this for who looks so: a hand stays free for what tells a trade."""
    return all(activity in _BY_LOOK.get(look, (activity,)) for look in looks)


def likely(activity: Activity, setting: Setting) -> bool:
    """Whether the seed may choose this for the setting: people shop in town and type indoors."""
    return setting in _USUAL.get(activity, SETTINGS)


CLOTHED: dict[Activity | Thing, tuple[Look, ...]] = {
    "snow": ("coat", "hat"),
    **dict.fromkeys(("running", "playing football", "exercising"), ("sportswear",)),
    "skiing": ("sweater", "hat"),
}
"""What people wear for it who wear nothing else that was asked for."""

IMPLIED: dict[Thing, Activity] = {
    "phone": "standing",
    "coffee": "drinking coffee",
    "laptop": "working on a laptop",
    "book": "reading a book",
    "keys": "holding keys",
    "shopping bag": "shopping",
    "app on a phone": "standing",
}
"""What somebody does with a thing that is asked for, if nothing else is."""

THERE: dict[Thing, tuple[Activity, ...]] = {
    "bank branch": ("standing", "shaking hands"),
    "till": ("standing", "waving", "giving a thumbs up"),
    "office": ("working on a laptop", "working on a laptop", "standing"),
    "classroom": ("standing", "giving a thumbs up", "reading a book"),
}
"""What people do in a place, if nothing else is asked for."""

STYLES = (
    "minimalist composition", "clean editorial style", "cinematic depth of field", "crisp studio look",
    "airy pastel mood", "bold graphic composition", "soft gradient background", "elegant magazine cover style",
    "geometric background shapes", "generous negative space",
)  # fmt: skip

QUALITY = ("sharp focus", "high detail", "high quality")

SETTING_WORDS: dict[Setting, tuple[str, ...]] = {
    "city": ("on a modern city street", "with a city skyline", "on a bright city square"),
    "beach": ("on a sandy beach", "by the calm sea", "at the seaside"),
    "forest": ("at the edge of a forest", "among tall trees", "in a bright forest clearing"),
    "mountains": ("with mountains behind", "in a mountain valley", "below snowy mountains"),
    "countryside": ("in the green countryside", "among gentle hills", "in a blooming meadow"),
    "indoors": ("in a bright modern room", "in a stylish interior", "in a light studio"),
}

LIGHT_WORDS = {
    "day": ("soft daylight", "bright morning light", "clear sunny day"),
    "evening": ("warm evening light", "golden sunset light", "soft dusk glow"),
}

ACTIVITY_WORDS: dict[Activity, str] = {
    "standing": "standing relaxed",
    "waving": "waving hello",
    "walking": "walking",
    "celebrating": "celebrating with raised arms",
    "giving a thumbs up": "giving a thumbs up",
    "driving": "driving",
    "talking on a phone": "talking on a phone",
    "drinking coffee": "drinking coffee",
    "working on a laptop": "working on a laptop",
    "reading a book": "reading a book",
    "shopping": "carrying shopping bags",
    "holding keys": "holding keys",
    "holding a credit card": "holding a credit card",
    "shaking hands": "shaking hands",
    "holding hands": "holding hands",
    "hugging": "hugging",
    "signing a contract": "signing a contract at a desk",
    "handing over keys": "handing over keys",
    "handing over a card": "handing over a bank card",
    "carrying on the shoulders": "carrying a child on the shoulders",
    "carrying in arms": "carrying a child in the arms",
    "running": "running",
    "playing football": "playing football",
    "exercising": "exercising",
    "dancing": "dancing",
    "skiing": "skiing",
}
