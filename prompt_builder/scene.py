"""What a picture shows: the one description that both the prompt and the illustration are made of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, cast, get_args

from pydantic import BaseModel, ConfigDict

from brand import ColourRole
from prompt_builder.ages import CHILDREN, AgeGroup
from prompt_builder.lexicon_files import forms, read
from prompt_builder.seeded import LETTERS, seed_of
from schemas import Sex

Object = Literal["car", "house", "credit card"]
Design = Literal[
    "convertible", "SUV", "sedan", "hatchback", "coupe", "minivan", "small car", "taxi", "truck",
    "cottage", "villa", "chalet", "dacha", "townhouse", "modern house", "high-rise",
]  # fmt: skip
"""What kind of car, from "convertible" on, or of house, from "cottage" on."""
Setting = Literal["city", "beach", "forest", "mountains", "countryside", "indoors"]
Outlook = Setting | Literal["sky"]
"""What is seen out of a window: a land, or the sky over any."""
Light = Literal["day", "evening"]
Accent = ColourRole
"""What a brand colour is for."""
Tint = Literal["white", "grey", "dark", "red", "pink", "yellow", "green", "violet"]
"""A colour that no kit needs to have."""
Activity = Literal[
    "standing", "waving", "walking", "celebrating", "giving a thumbs up", "driving", "talking on a phone",
    "drinking coffee", "working on a laptop", "reading a book", "shopping", "holding keys", "holding a credit card",
    "shaking hands", "holding hands", "hugging", "signing a contract", "handing over keys", "handing over a card",
    "carrying on the shoulders", "carrying in arms", "running", "playing football", "exercising", "dancing", "skiing",
    "cycling", "doing yoga", "jumping", "crouching", "crossing arms", "pointing", "standing on a ladder", "consulting",
    "leaning", "linking arms", "applauding", "hands on hips", "hands in pockets",
]  # fmt: skip
Posture = Literal[
    "seated", "on the floor", "standing", "at a table", "at a meal", "at a counter", "at the window", "laughing",
    "waving", "giving a thumbs up",
]  # fmt: skip
"""How somebody sits, stands or looks, which goes only with some of what people do and with some places."""
GESTURES: tuple[Posture, ...] = ("waving", "giving a thumbs up")
"""What a free hand does, whatever else is done."""
_WITH_TABLES = {"restaurant", "coffee shop", "bar"}
"""Where who sits does so at a table."""
SITTING: tuple[Posture, ...] = ("seated", "at a table")
WORDS = read("scene")
"""The words for what a scene has, as they are written, by kind and value."""
WORDS["look"] |= {
    look: look for what in ("headwear", "accessories", "bottoms", "shirts")
    for hue in WORDS["hue"] if (look := hue.replace("clothes", what))
}  # fmt: skip
ROOMS: tuple["Thing", ...] = tuple(WORDS["room"])
"""Rooms of their own kind, drawn along the wall behind who is there."""
NO_HOMES: tuple["Thing", ...] = tuple(room for room in ROOMS if room not in ("kitchen", "empty flat"))
"""Where a mortgage is spoken of and no house is shown."""
NEIGHBOURS: tuple["Thing", ...] = ("car", "house", *get_args(Design))
"""What stands beside a car or a house that is the subject."""
THINGS: tuple["Thing", ...] = (*ROOMS, *WORDS["thing"], *NEIGHBOURS)
"""All that can be drawn besides: each is there by its words."""
if TYPE_CHECKING:
    Thing = str
    Look = str
else:
    Thing = Literal[THINGS]
    Look = Literal[tuple(WORDS["look"])]
"""What there is, and what somebody looks like, or is by clothes and one attribute."""


def _deeds(group: str) -> tuple[Activity, ...]:
    """The activities of a group of `[deeds]` in `lexicon/defaults.toml`, which says what each group is."""
    return tuple(cast(Activity, deed) for deed in forms(_DEEDS[group]))


_DEEDS = read("defaults")["deeds"]
PAIRED = _deeds("paired")
LINKED = _deeds("linked")
UPRIGHT = _deeds("upright")
CARRIED: dict[Activity, range] = {"carrying on the shoulders": range(2, 9), "carrying in arms": range(7)}
"""What somebody grown up does with a child, and how old that is."""
TABLED = _deeds("tabled")
TAKEN: tuple[Activity, ...] = (*CARRIED, "walking")
"""What people take steps for, or somebody in their arms."""
DESKS: tuple[Activity, ...] = ("working on a laptop", *TABLED)
"""What is done at a desk."""
SEATED: tuple[Activity, ...] = (*CARRIED, *DESKS)
"""What is done by somebody who sits, or with one who does."""
AFOOT = _deeds("afoot")
POSED = _deeds("posed")
ALONE = _deeds("alone")
TOGETHER = {deed: deed for deed in _deeds("together")} | {"playing football": "running"}
"""What everybody does together: what the others do when the main person does that."""
IN_STEP = _deeds("in step")
QUIET = _deeds("quiet")


Where = Literal["in", "on", "under", "over", "about", "across"]


class Whereabouts(NamedTuple):
    """Where any of those named, `people` or things, is said to be in respect of a thing, and the words that say so."""

    words: str
    how: Where
    subjects: tuple[str, ...]
    thing: "Thing | Object"


Depth = tuple[str, "Thing | Object | Literal['people', 'the view']", bool]
"""What or who is said to be behind all else, or else before it or ahead of a car, after the words that say so."""


class Person(BaseModel):
    """Somebody in the picture."""

    model_config = ConfigDict(frozen=True)

    sex: Sex
    age_group: AgeGroup
    age: int | None = None
    """Years, where they were told: within the group."""
    looks: tuple[Look, ...] = ()
    """What was asked for, of which no two exclude each other."""
    twin: bool = False
    """Whether this one and all others of whom it is so look alike."""
    things: tuple[Thing, ...] = ()
    """What was said to be with this one, and not with the others."""
    carries: Activity | None = None
    """How it was told that this one carries the child."""
    deed: Activity | None = None
    """What it was told that this one does, whatever the others do."""
    uses: bool = False
    """Whether it was told that this one does what is done with a thing."""
    generation: int = 0
    """How many generations this one was said to be above others of the same kin, below 0 under them."""
    serves: bool = False
    """Whether it was told that this one is at work where others are served."""
    stands: bool = False
    """Whether it was told that this one stands where others sit."""
    fond: bool = False
    """Whether it was told that this one hugs others, or is proud of them."""
    dear: bool = False
    """Whether it was told that others hug this one, or are proud of."""
    watched: bool = False
    """Whether it was told that the others look at this one."""


def serve_others(people: Sequence[Person]) -> bool:
    """Whether some of the people serve the others."""
    return len({one.serves for one in people}) > 1


PHONES: tuple[Thing, ...] = ("app on a phone", "phone")
"""What is a phone in a hand, the one whose screen is seen first."""
WINTER: frozenset[Thing] = frozenset(("snow", "snowman", "skis", "christmas tree"))
"""What is there where snow lies."""


class Scene(BaseModel):
    """Composition of one picture, chosen from the metadata and, where they are silent, by the seed.

    Nobody in `people` and no `object` means a general brand scene: setting, light and colours only.
    """

    model_config = ConfigDict(frozen=True)

    object: Object | None
    people: tuple[Person, ...]
    """Main person first."""
    setting: Setting
    light: Light
    activity: Activity
    """What the main person does; with nobody in the picture "driving" sets the car in motion, else "standing"."""
    accent: Accent
    """The role of the brand colour that dominates the subject."""
    things: tuple[Thing, ...]
    """Other things asked for in custom_prompt, in the order asked."""
    custom_prompt: str
    implied: tuple[Thing, ...] = ()
    """Those of them that nobody named, as they go with the rest: not missed where they have no room."""
    design: Design | None = None
    """The kind of the car or house, where one was asked for."""
    tint: Tint | None = None
    """The colour of the car or card where it was said to be of none of the kit's."""
    dyes: tuple[tuple[str, Thing, Look], ...] = ()
    """The colours that things are said to have, as they were written, and as clothes have them."""
    unknown_words: tuple[str, ...] = ()
    """Content words of custom_prompt that `lexicon` does not know, as they were written."""
    seed: int
    looks_at: Thing | Object | Look | Literal["one another", "the view", "the sky"] | None = None
    """What everybody looks at, where that was said; a look is what is in the hand of who has it."""
    regard: str = ""
    """The word that said so, as it was written."""
    faces: bool = False
    """Whether something was said that one sees in faces: that people smile."""
    use: tuple[str, Thing] | None = None
    """What is done with one of the things, as it was written, and with which: somebody's hand is at it."""
    several: tuple[Thing, ...] = ()
    """Those of the things of which more than one is asked for."""
    depths: tuple[Depth, ...] = ()
    """What is said to be behind or before all else."""
    whereabouts: tuple[Whereabouts, ...] = ()
    """Who and what is said to be in, on, under, over or around a thing that is shown; open if nothing is in it."""
    close: bool = False
    """Whether things are seen from near, with nobody there: on the table or counter before the camera."""
    opposite: str = ""
    """The words that say that people are opposite each other, as they were written."""
    onward: bool = False
    """Whether it was said that people walk, whatever else they do."""
    outlook: Outlook | None = None
    """What is said to be outside the window of a room that has one."""
    in_hand: tuple[Thing | Object, ...] = ()
    """Those of the things that are said to be in somebody's hand."""
    hands: tuple[Sex | None, ...] | None = ()
    """Whose hand is seen where nobody else is, if that was told, and that of who is given something by it.

    None: it was said that nobody is there, and no hand named: what one else would hold stands or lies.
    """
    manner: tuple[Posture, ...] = ()
    """How it was said that people sit and look, where they can here."""
    worried: bool = False
    """Whether words name a mishap, over which nobody smiles."""
    cast: str | None = None
    """The name that the people were given: they look as it says, and not as the seed does."""

    @property
    def from_inside(self) -> bool:
        """Whether the house is shown by a room of it."""
        return self.object == "house" and self.setting == "indoors"

    @property
    def pictured(self) -> bool:
        """Whether the house is shown by a picture of it, in a room of others, or where it is signed for."""
        return self.from_inside and (self.activity in TABLED or not {*self.things}.isdisjoint(NO_HOMES))

    @property
    def carried(self) -> Activity | None:
        """How somebody carries a child, whatever people do besides."""
        told = next((one.carries for one in self.people if one.carries), None)
        return self.activity if self.activity in CARRIED else told

    @property
    def aboard(self) -> bool:
        """Whether the people are seen in the car, which nobody drives."""
        return self.object == "car" and "car interior" in self.things and self.activity != "driving"

    @property
    def china(self) -> bool:
        """Whether what is drunk is in cups of the house, at home or at a table, and not in paper ones."""
        home = self.setting == "indoors" and {*self.things}.isdisjoint(NO_HOMES)
        return self.sits_at_table or (home and self.object != "car")

    @property
    def snowy(self) -> bool:
        """Whether snow lies on the ground outdoors, or outside the window."""
        return bool(WINTER & {*self.things}) or self.activity == "skiing"

    @property
    def drives(self) -> bool:
        """Whether the people sit in the car."""
        somebody = bool(self.people) and self.people[0].age_group not in CHILDREN
        return self.object == "car" and self.activity == "driving" and somebody

    @property
    def postures(self) -> set[Posture]:
        """How the people are to be seen: in a car, a wheelchair, on somebody's shoulders and at a desk they sit."""
        shown = {*self.manner} - ({"on the floor"} if self.sits_at_table else set[Posture]())
        in_car = self.drives or "car interior" in self.things
        wheeled = any("wheelchair" in one.looks for one in self.people)
        if in_car or wheeled or self.activity in SEATED:
            shown.add("seated")
        at_desk = self.activity in DESKS and not self.on_floor
        if at_desk or self.sits_at_table:
            shown.add("at a table")
        if self.activity in UPRIGHT and "at a table" in shown:
            shown.add("seated")
        if self.setting == "indoors" and (self.outlook or not set(ROOMS) & set(self.things)):
            shown.add("at the window")
        if "till" in self.things and any(one.serves for one in self.people):
            shown.add("at a counter")
        if not (in_car or self._all_sit):
            shown.add("standing")
        if not (self.on_floor or self.sits or at_desk):  # where things are
            shown.add("on the floor")
        return shown

    @property
    def _all_sit(self) -> bool:
        """Whether nobody is left who could stand."""
        at_desk = self.activity in DESKS and (len(self.people) == 1 or self.people[0].stands)
        return at_desk or (self.sits and not any(one.stands for one in self.people))

    @property
    def sits(self) -> bool:
        """Whether all sit who are not said to stand."""
        return "seated" in self.manner or self.activity in TABLED

    @property
    def sits_at_table(self) -> bool:
        """Whether they sit at a table, if they sit."""
        return "at a table" in self.manner or bool(_WITH_TABLES & {*self.things}) or self.activity in TABLED

    @property
    def dines(self) -> bool:
        """Whether there are plates before those who sit at a table."""
        return "restaurant" in self.things or "at a meal" in self.manner

    @property
    def on_floor(self) -> bool:
        """Whether those sit on the ground who have no seat that is there."""
        return {"seated", "on the floor"} <= {*self.manner} and not self.sits_at_table

    @property
    def people_seed(self) -> int:
        """The seed by which people look as they do."""
        return self.seed if self.cast is None else seed_of(self.cast)

    @property
    def company(self) -> str:
        """How people are together, which tells what chance chose for the others: `t`ogether, `q`uietly or otherwise."""
        if self.cast is not None:
            return self.cast[-1:] if self.cast[:-1].isdecimal() and self.cast[-1:] in LETTERS else ""
        if self.drives or self.activity in TOGETHER:
            return "t"
        return "q" if self.activity in QUIET else ""

    @property
    def troupe(self) -> str | None:
        """The name by which another scene has the same people; None where nobody is."""
        if not self.people:
            return None
        return self.cast or f"{self.seed}{self.company}"
