"""What the seed may choose from where the metadata are silent. Knows what fits whom and where, but chooses nothing.

What is usual and likely is told in `lexicon/defaults.toml`.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Any, get_args

from errors import complete
from prompt_builder.ages import ADULTS, CHILDREN, MINORS
from prompt_builder.lexicon import LexiconError
from prompt_builder.lexicon_files import forms, read
from prompt_builder.scene import (
    AFOOT,
    CARRIED,
    DESKS,
    GESTURES,
    ROOMS,
    TABLED,
    UPRIGHT,
    WINTER,
    Activity,
    Design,
    Light,
    Look,
    Object,
    Person,
    Posture,
    Setting,
    Thing,
)

SETTINGS: tuple[Setting, ...] = get_args(Setting)
OUTDOORS = tuple(setting for setting in SETTINGS if setting != "indoors")
OPEN = tuple(setting for setting in OUTDOORS if setting != "city")
"""Where no shops are."""
_NAMES = {"nothing"} | {
    name for kind in (Activity, Design, Light, Look, Object, Posture, Setting, Thing) for name in get_args(kind)
}
_FILE = read("defaults")
_GROUPED = ("groups", "deeds", "looks", "alike")
"""Tables whose rows are called otherwise than what is in a scene."""


def table(name: str) -> dict[Any, tuple[Any, ...]]:
    """What a table tells by the names of its rows. Raises LexiconError for a name that no scene has."""
    rows = {row: tuple(forms(told)) for row, told in _FILE[name].items()}
    _known(name, (*chain(*rows.values()), *(() if name in _GROUPED else rows)))
    return rows


def _phrases(kind: str, names: Sequence[str]) -> dict[Any, tuple[str, ...]]:
    """How each of these is worded, one way or another."""
    told = {name: tuple(forms(phrases)) for name, phrases in _FILE["words"][kind].items()}
    complete(told, names, f"[words.{kind}] of prompt_builder/lexicon/defaults.toml")
    _known(f"words.{kind}", told)
    return told


def _known(table: str, names: Iterable[str]) -> None:
    if strange := {*names} - _NAMES:
        raise LexiconError(f"defaults.toml: [{table}] has what no scene has: {', '.join(sorted(strange))}")


def settings(subject: Object | None, things: Sequence[Thing] = ()) -> tuple[Setting, ...]:
    """Where a subject may stand: cars, houses and what is being built are outdoors, but for a car in its showroom."""
    if subject == "car" and "car showroom" in things:
        return ("indoors",)
    built = "building site" in things and {*ROOMS}.isdisjoint(things)
    return OUTDOORS if subject in ("car", "house") or built else SETTINGS


_GROUPS = table("groups")
_USUAL: dict[Object | Design | Activity | Thing | Look | Posture, set[Setting]] = {room: {"indoors"} for room in ROOMS}
for _setting, _usual in table("usual").items():
    for _one in _usual:
        _USUAL.setdefault(_one, set()).add(_setting)


def usual_settings(
    shown: Sequence[Object | Design | Activity | Thing | Look | Posture], possible: Sequence[Setting]
) -> Sequence[Setting]:
    """Those of the possible settings that suit all that is shown, or as much of it, from the first on, as they can."""
    possible = [setting for setting in possible if setting != "beach" or not WINTER & {*shown}]
    for each in shown:
        possible = [setting for setting in possible if setting in _USUAL.get(each, SETTINGS)] or possible
    return possible


def calm(possible: Sequence[Setting]) -> Sequence[Setting]:
    """Those of the settings, if any, that go with what people wear every day: town, park and room."""
    return [setting for setting in possible if setting in _GROUPS["calm"]] or possible


def is_outdoors(thing: Thing) -> bool:
    """Whether it is usually outdoors, and nowhere else."""
    return "indoors" not in _USUAL.get(thing, SETTINGS)


OUTER = frozenset(("football", "barbecue"))
"""What is outdoors, though people sit at a table."""


def sites(shown: Iterable[Any]) -> list[Any]:
    """What of all that is shown says where people are, first what is outdoors alone."""
    return sorted((one for one in shown if one in SITES), key=is_outdoors, reverse=True)


PARKED: tuple[Thing, ...] = _GROUPS["parked"]
FURNITURE: tuple[Thing, ...] = _GROUPS["furniture"]
FROM_INSIDE: frozenset[Thing | Activity | Posture] = frozenset(_GROUPS["from inside"])
WAITERS: frozenset[Look] = frozenset(_GROUPS["serve at tables"])
LADEN: tuple[Activity, ...] = _GROUPS["laden"]
LIVELY: tuple[Activity, ...] = (*_GROUPS["lively"], *LADEN)
SINGLE: tuple[Thing | Object, ...] = _GROUPS["single"]
DOUBLED: tuple[Thing, ...] = _GROUPS["doubled"]
TABLES: tuple[Thing, ...] = _GROUPS["tables"]
APART: tuple[Thing, ...] = _GROUPS["apart"]
GIVEN: tuple[Thing, ...] = _GROUPS["given"]
BROAD: tuple[Thing, ...] = _GROUPS["broad"]
PAPERS = frozenset(("newspaper", "documents"))
"""What is read and no book."""
HANDY: tuple[Thing, ...] = (*GIVEN, *_GROUPS["handy"])
OUTSIDE: tuple[Thing, ...] = _GROUPS["outside"]
SCREENED: tuple[Thing | Object, ...] = _GROUPS["screened"]
AROUND: tuple[Thing | Object, ...] = _GROUPS["around"]
CHILDLIKE: tuple[Thing | Object, ...] = _GROUPS["childlike"]
SITES: tuple[Thing | Object | Look, ...] = ("fireworks", "football", "farmer", "snowman", "road", *AROUND)
"""What says where people are, more than what they do or have."""
SHOWS: dict[Thing | Activity, tuple[Thing | Object, ...]] = table("shows")
DOES: dict[Activity, tuple[Activity, ...]] = table("does")
ACTIVITIES: dict[str, tuple[Activity, ...]] = table("activities")


def there(things: Sequence[Thing], setting: Setting) -> tuple[Thing, ...]:
    """Those of the things that have a place in a setting; outdoors there is snow around those of winter."""
    if setting == "indoors":
        return tuple(things)
    snow: tuple[Thing, ...] = ("snow",) if WINTER & {*things} else ()
    return tuple(dict.fromkeys((*(one for one in things if one not in _GROUPS["within"]), *snow)))


def dressed_for(things: Sequence[Thing], setting: Setting) -> list[Thing]:
    """Those of the things that people dress for: nobody does so for winter in a room."""
    return [one for one in things if setting != "indoors" or one not in WINTER]


def room(meant: Sequence[Thing], at: Sequence[Thing]) -> Sequence[Thing]:
    """The room that a word means that may mean several: where those work who are named, else the first, if any."""
    rooms = [one for one in meant if one in ROOMS]
    return ([one for one in rooms if one in at] or rooms)[:1]


def used_as(thing: Thing) -> tuple[Thing, ...]:
    """What is done with these is done with the thing: with itself, with what is seen in it, with what is given."""
    return (*SHOWS.get(thing, ()), *(("gift",) if thing in GIVEN else ()), thing)


def fits(activity: Activity, people: Sequence[Person], subject: Object | None, setting: Setting) -> bool:
    """Whether the first of these people may do this with the subject in the setting."""
    group = people[0].age_group
    if ages := CARRIED.get(activity):
        grown = any(one.age_group in ADULTS for one in people)
        return grown and any(one.age in ages for one in people)
    if activity in _GROUPS["of adults"] and group in MINORS:
        return False
    if activity in _GROUPS["not of children"] and group in CHILDREN:
        return False
    if activity == "driving" and setting == "indoors":
        return False
    return subject == AT.get(activity, subject)


SHOPS = {"bakery", "bar", "coffee shop", "flower shop", "pharmacy"}
COUNTERS = {"bank branch", *SHOPS}
"""Where there is a counter to be at."""
AT: dict[Activity, Object] = {"driving": "car", "leaning": "car", "holding a credit card": "credit card"}
"""At which subject alone something is done."""


def suited(
    how: Collection[Posture], activity: Activity, subject: Object | None, setting: Setting, things: Sequence[Thing]
) -> tuple[Posture, ...]:
    """Of several ways in which people may be those in which they can be there."""
    return tuple(one for one in how if suits(one, activity, subject, setting, things))


def suits(
    posture: Posture, activity: Activity, subject: Object | None, setting: Setting, things: Sequence[Thing]
) -> bool:
    """Whether people can be so there while they do that."""
    if posture in ("laughing", *GESTURES):
        return True
    if subject == "car" or "car interior" in things or activity in AFOOT:
        return False
    if posture == "at a counter":
        return setting == "indoors" and not COUNTERS.isdisjoint(things) and activity not in DESKS
    if posture == "on the floor":
        return activity not in (*TABLED, *UPRIGHT)
    return posture != "seated" or activity not in UPRIGHT


_BY_LOOK: dict[Look, tuple[Activity, ...]] = table("by look")


def seemly(activity: Activity, looks: Sequence[Look]) -> bool:
    """Whether the seed may choose this for who looks so: a hand stays free for what tells a trade."""
    return all(activity in _BY_LOOK.get(look, (activity,)) for look in looks)


def likely(activity: Activity, setting: Setting) -> bool:
    """Whether the seed may choose this for the setting: people shop in town and type indoors."""
    return setting in _USUAL.get(activity, SETTINGS)


CLOTHED: dict[Activity | Setting | Thing, tuple[Look, ...]] = table("clothed")
IMPLIED: dict[Thing, Activity] = {thing: done for thing, (done,) in table("implied").items()}
THERE: dict[Thing, tuple[Activity, ...]] = table("there")
STYLES, QUALITY = (tuple(forms(_FILE["words"][kind])) for kind in ("style", "quality"))
SETTING_WORDS: dict[Setting, tuple[str, ...]] = _phrases("setting", SETTINGS)
OBJECT_WORDS: dict[Object, tuple[str, ...]] = _phrases("object", get_args(Object))
LIGHT_WORDS: dict[Light, tuple[str, ...]] = _phrases("light", get_args(Light))
ACTIVITY_WORDS: dict[Activity, tuple[str, ...]] = _phrases("activity", ())
"""What somebody does, where that is not its name."""
AGAINST = {kind: tuple(forms(words)) for kind, words in _FILE["against"].items()}
"""What must not be in a picture."""
