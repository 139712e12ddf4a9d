"""Composes the scene from the metadata, the free words and the seed. Knows what is shown, but not how it is worded."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from prompt_builder import defaults, regard
from prompt_builder.affection import watched
from prompt_builder.ages import ADULTS
from prompt_builder.cards import held_besides
from prompt_builder.carriers import doing, meets, portrayed, used
from prompt_builder.cast import accompanied, attended, carrying, cast, driven, given, paired
from prompt_builder.colours import accent, dyed, tint
from prompt_builder.counts import fewer, plural, unasked
from prompt_builder.depth import behind
from prompt_builder.giving import presented, received
from prompt_builder.hands import whose
from prompt_builder.identity import apart
from prompt_builder.lexicon import DESIGNS, RULES, Kind
from prompt_builder.looking import faces, is_regard, regarded, unseen
from prompt_builder.looks import clothed, sexed
from prompt_builder.mentions import Mention, among, tells_undrawn_deed
from prompt_builder.morphology import fold
from prompt_builder.names import lives
from prompt_builder.naming import named
from prompt_builder.neighbours import housed, neighbours
from prompt_builder.outlook import is_within, outlook
from prompt_builder.people import TRADES
from prompt_builder.places import located
from prompt_builder.postures import gestured, onward, postures, waiting
from prompt_builder.reading import asked_for, mentioned
from prompt_builder.rides import aboard, beheld, seated
from prompt_builder.scene import (
    AFOOT,
    CARRIED,
    DESKS,
    NO_HOMES,
    PAIRED,
    PHONES,
    ROOMS,
    TAKEN,
    THINGS,
    Activity,
    Design,
    Light,
    Look,
    Object,
    Person,
    Posture,
    Scene,
    Setting,
    Thing,
    serve_others,
)  # fmt: skip
from prompt_builder.screens import displayed
from prompt_builder.seeded import pick, seed_of
from prompt_builder.service import advised, sells, served, works
from prompt_builder.wardrobe import awake, is_infant, visible
from prompt_builder.whereabouts import holding, opposite, placed
from schemas import Metadata

_OTHER_RIDES, _NIGHTLY = ("bicycle", "horse", "boat", "plane", "tractor"), ("moon", "stars", "fireworks")
_ELSEWHERE = {fold(word) for words in RULES["opposite"] for word in words.split()} | RULES["sums"] | RULES["business"]
_Place = tuple[Setting, Sequence[Thing], Collection[Posture]]


def company(metadata: Metadata, custom_prompt: str, seed: int) -> tuple[Person, ...]:
    """Who is in the scene that `compose` gives, but for what they look like and have with them."""
    mentions = mentioned(custom_prompt, metadata)
    return _people(metadata, _object(metadata, mentions, custom_prompt), mentions, seed)[0]


def _people(
    metadata: Metadata, subject: Object | None, mentions: Sequence[Mention], seed: int
) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """People, and those that were named for whom there is no room."""
    who = seed if metadata.cast is None else seed_of(metadata.cast)
    people, left_out = cast(sexed(metadata, mentions), named(metadata, mentions), who)
    if subject == "car" and people and "driving" in among(mentions, "activity", ("driving",)):
        rides = (one for one in mentions if "driving" in one.values("activity"))
        passengers = any(one.age_group in ADULTS for one in people) or all(map(aboard, rides))
        people = driven(people, who) if passengers and metadata.age is None else accompanied(people, who)
    if people and (advised(mentions) or received(mentions, people)):
        those = people if any(one.values("people") for one in mentions) else people[:1]
        people = attended(accompanied(those, who), who)
    elif len(people) == 1 and (sells(mentions) or presented(mentions, bool(metadata.sex or metadata.age is not None))):
        people = given(people)
    elif len(people) == 1 and (served(mentions) or (among(mentions, "activity", PAIRED) and meets(mentions))):
        people = paired(people[0], who)
    for deed in among(mentions, "activity", tuple(CARRIED)):
        people = carrying(people, CARRIED[deed], {one.years for one in mentions}, who)
    return people, left_out


def compose(metadata: Metadata, custom_prompt: str, seed: int) -> Scene:
    """Give the scene: what is asked for where it fits, the seed's choice from fitting tables for all else."""
    mentions, (dyes, others, plain) = asked_for(custom_prompt, metadata)
    named, left_out = _people(metadata, subject := _object(metadata, mentions, plain), mentions, seed)
    people = portrayed(named, mentions, plain)
    things = regard.on_screen(people, _things(subject, people, mentions), plain)
    design = _design(subject, [one for one in mentions if not (people and "indoors" in one.values("setting"))])
    inside = not (design or subject == "car" or among(mentions, "setting", defaults.OUTDOORS))
    across = opposite(plain, where := located(plain, mentions), people)
    how = postures(people, things, mentions, inside and not regard.holds("calculator", plain, things, people), across)
    seen = regarded(plain, (*beheld(things), *([subject] if subject else ())), people := waiting(people, how))
    setting = _setting(subject, people, (design, *things, *how), plainly := _unbeheld(mentions, seen.target), seed)
    things = seated(defaults.there(things, setting), subject, design, people, mentions)
    use, mishap = used(mentions, things) if people else None, any(one.values("mishap") for one in mentions)
    in_hand = regard.gripped(plain, things, people, how) if people else regard.in_a_hand(subject, mentions, things)
    busy = bool(use or in_hand or across or beheld(things) != things or serve_others(people))
    stage = _Stage(subject, people, setting, things, "seated" in how, bool(people) and seen.told, busy, mishap)
    people, activity = doing(people, mentions, _activity(stage, plainly, seed), stage.allows)
    scene = Scene(
        object=subject,
        people=watched(_dressed(people, activity, (setting, things, how), mentions), seen.at),
        setting=setting,
        light=_light(mentions, things),
        activity=activity,
        accent=accent(mentions, seed),
        tint=tint(mentions, subject),
        dyes=dyed(dyes, (*things, *(["bow"] * ("gift" in things)))),
        things=things,
        implied=unasked(things, mentions),
        looks_at=seen.target if people else None,
        regard=seen.words[0] if people and seen.target else "",
        faces=faces(plain),
        use=use,
        depths=behind(plain, where, shown := (*things, *([subject] if subject else ()))),
        whereabouts=(*displayed(plain, things), *placed(plain, where, shown)),
        close=not people and regard.close(subject, mentions, things),
        opposite=across,
        onward=onward(people, activity, mentions, bool(use and use[1] == "pram")),
        outlook=outlook(setting, things, mentions),
        in_hand=(*in_hand, *held_besides(people, mentions, activity, in_hand)),
        hands=whose(mentions) if not people else (),
        design=design,
        custom_prompt=custom_prompt,
        manner=defaults.suited(gestured(how, people, activity, mentions), activity, subject, setting, things),
        worried=mishap,
        seed=seed,
        cast=metadata.cast,
    )
    untold = (*_unknown(mentions, scene, (*left_out, *others), dyes), *unseen(scene, seen), *fewer(mentions, scene))
    return scene.model_copy(update={"unknown_words": tuple(dict.fromkeys(untold)), "several": plural(things, mentions)})


def _unbeheld(mentions: Sequence[Mention], target: str | None) -> Sequence[Mention]:
    """The mentions but for the windows of a house that is looked at from outside, and what is then not ridden."""
    if target in _OTHER_RIDES:
        return [one for one in mentions if target not in one.values("thing")]
    return [one for one in mentions if not (target == "house" and one.values("outlook"))]


def _dressed(
    people: tuple[Person, ...], activity: Activity, place: _Place, mentions: Sequence[Mention]
) -> tuple[Person, ...]:
    """The people in what goes with a setting that was told, and the things there; as they are in a car."""
    (setting, things, how), borne = place, activity == "driving" or activity in CARRIED
    people = awake(people, borne or "seated" in how, borne)
    weather = (*among(mentions, "setting", (setting,)), *defaults.dressed_for(things, setting))
    return people if activity == "driving" else clothed(people, activity, weather)


def _unknown(
    mentions: Sequence[Mention], scene: Scene, left_out: Sequence[str], dyes: Sequence[tuple[str, Thing, Look]]
) -> Iterator[str]:
    """What the scene does not have, as it was written; where things are and people look is told elsewhere."""
    told = (*(words for words, *_ in scene.depths), *map(holding, scene.whereabouts))
    plain = {
        *(RULES["towards"] | RULES["eyes"] if scene.regard else ()),
        *(RULES["views"] if scene.looks_at == "the view" or scene.outlook else ()),
        *(RULES["skies"] if scene.setting != "indoors" else ()),
        *_ELSEWHERE,
        *(fold(word) for words in told for word in words.split()),
    }
    seen, bear = _seen(scene), regard.bear(scene.people, mentions)
    for one in dict.fromkeys(apart(mentions)):
        known = is_regard(one) or one.text == scene.regard or fold(one.text) in plain or (bear and regard.is_hand(one))
        if not known and (one.text in left_out or not _is_shown(one, scene, seen)):
            yield one.text
    yield from (word for word, *dye in dyes if dye not in [dyed for _, *dyed in scene.dyes])


def _things(subject: Object | None, people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Thing, ...]:
    """The things asked for, but for what has no place beside the subject or is seen in another of them.

    Who works is where that is done, unless another place is asked for, a counter is a bank's, and a till a shop's.
    """
    sums = RULES["sums"] if people or subject else {""}
    placed = among(mentions, "thing", ROOMS) or among(mentions, "workplace", ROOMS)
    placed = placed or among(mentions, "look", defaults.SITES) or among(mentions, "setting", defaults.OPEN)
    sums |= RULES["business"] if subject == "car" or placed else {""}  # shown by these
    bought = among(mentions, "thing", ("supermarket", "market stall")) or among(mentions, "activity", ("shopping",))
    sums |= RULES["groceries"] if bought else {""}
    shown = [one for one in mentions if fold(one.text) not in sums]
    asked = dict.fromkeys(housed(subject, among(shown, "thing", THINGS)))
    elsewhere = among(mentions, "setting", defaults.OUTDOORS) or any(map(defaults.is_outdoors, asked))
    places = among(mentions, "workplace", ROOMS)
    rooms = [room for one in shown for room in defaults.room(one.values("thing"), places)]
    shops = defaults.SHOPS.intersection(places if "till" in asked else ())
    rooms = [one for one in rooms if one != "supermarket"] or [*shops] or rooms  # whose counter another one has too
    asked = {thing: None for thing in asked if thing not in ROOMS or thing in rooms}
    home = subject == "house" and not _design(subject, mentions)
    if subject == "car" and not (elsewhere or rooms):
        asked |= dict.fromkeys(among(mentions, "workplace", ("car showroom",)))
    if not elsewhere and (home or subject in (None, "credit card")):
        workers = [one for one in mentions if (at := one.values("workplace")) and (not home or "bank branch" in at)]
        work = among(workers[:1], "workplace", THINGS) if "renovation" not in asked else []
        work = [one for one in work if one != "till" or "QR code" not in asked]  # at which it is paid then
        rooms = rooms or [thing for thing in work if thing in ROOMS][:1]
        shop = not {"till", "shopping cart"}.isdisjoint(asked)
        meet = shop or among(mentions, "posture", ("at a counter",)) or advised(mentions)
        rooms = rooms or ["supermarket" if shop else "bank branch"] * bool(people and meet)
        asked |= {thing: None for thing in (*work, *rooms) if thing in rooms or thing not in ROOMS}
    asked |= {"renovation": None} if "stepladder" in asked else {}
    roasts = among(mentions, "use", ("barbecue",)) and among(mentions, "detail", ("barbecue",))  # told by its meat
    asked |= {"barbecue": None} if roasts and not rooms and (elsewhere or (subject == "house" and not home)) else {}
    asked |= {"payment terminal": None} if regard.pays(mentions, asked) else {}
    asked |= {"keys": None} if not people and regard.hands_alone(mentions) else {}
    asked |= dict.fromkeys(neighbours(subject, shown))
    seen = {part for thing in asked for part in defaults.SHOWS.get(thing, ())}
    seen -= {*defaults.APART, *(["bow"] * (subject == "car"))}  # which is on its bonnet
    seen -= {"payment terminal"} if not people and regard.pays_alone(subject, asked) else set()
    unplaced = defaults.FURNITURE if subject == "car" else ()
    return tuple(thing for thing in asked if thing not in seen and thing not in unplaced)


def _object(metadata: Metadata, mentions: Sequence[Mention], text: str) -> Object | None:
    """The product, or what is named of those; what is only on a screen is none, but a card."""
    if metadata.product == "people":
        return None
    if metadata.product:
        return metadata.product
    seen = {shown for one in displayed(text, among(mentions, "thing", THINGS)) for shown in one.subjects}
    lit = [kind for kind, designs in DESIGNS.items() if {kind, *designs} & seen]
    named = [one for one in among(mentions, "object", get_args(Object)) if one not in lit]
    if rooms := among(mentions, "thing", (*NO_HOMES, "building site")):
        named = [one for one in named if one != "house"] or ["car"] * ("car showroom" in rooms)
    rides = "car" in named or any(fold(one.text) in RULES["at the wheel"] for one in mentions)
    if rides and "house" in named and among(mentions, "activity", ("driving",)):
        return "car"  # which is driven past the house
    if not named and not among(mentions, "thing", _OTHER_RIDES):
        paid = () if among(mentions, "thing", (*PHONES, "banking app")) else ("holding a credit card",)
        afoot = rooms or among(mentions, "activity", ("carrying on the shoulders",))
        drives = () if afoot else ("driving",)
        named = [defaults.AT[activity] for activity in among(mentions, "activity", (*drives, *paid))]
    return named[0] if named else None


def _design(subject: Object | None, mentions: Sequence[Mention]) -> Design | None:
    """The kind of the subject that was asked for first."""
    asked = among(mentions, "design", tuple(DESIGNS.get(subject, {}))) if subject else []
    return asked[0] if asked else None


def _setting(
    subject: Object | None, people: Sequence[Person], told: Sequence[str | None], mentions: Sequence[Mention], seed: int
) -> Setting:
    shown = [one for one in (*told, *(people[0].looks if people else ())) if one]
    named = possible = defaults.settings(subject, [one for one in THINGS if one in shown])
    kinds, inner = {*DESIGNS["house"]} & {*shown}, defaults.FROM_INSIDE & {*shown}
    if subject == "house" and (not kinds or (inner and kinds == {"high-rise"})):
        named = (*possible, "indoors")  # a flat is shown from inside where its rooms are asked for
    if "indoors" in named and is_within(mentions, shown):
        return "indoors"
    # A country house may stand by the sea, and has a yard as one in town has.
    places = sorted(mentions, key=lambda one: (len(one.values("setting")) > 1, bool(one.values("object"))))
    if asked := among(places, "setting", named):
        return asked[0]
    deeds, there = among(mentions, "activity", get_args(Activity)), [one for one in THINGS if one in shown]
    near = not (people or any(map(defaults.is_outdoors, there))) and regard.close(subject, mentions, there)
    homely = {*NO_HOMES, *defaults.FROM_INSIDE} & {*shown, *deeds} and defaults.OUTER.isdisjoint(shown)
    if "indoors" in named and (near or homely):
        return "indoors"
    slopes = ["skiing"] if {"skiing", "skis"} & {*deeds, *shown} and subject not in ("car", "house") else []
    first = [*slopes, *([subject] if subject else ()), *defaults.sites(shown), *deeds]
    usual = defaults.usual_settings([*first, *shown], possible)
    return pick(seed, "setting", defaults.calm(usual) if people else usual)


def _light(mentions: Sequence[Mention], things: Sequence[Thing]) -> Light:
    """Day, unless the words ask for another time."""
    asked = among(mentions, "light", get_args(Light)) or ["evening" for one in _NIGHTLY if one in things]
    return "evening" if "evening" in asked else "day"


class _Stage(NamedTuple):
    """Who and what is shown, and where."""

    subject: Object | None
    people: Sequence[Person]
    setting: Setting
    things: Sequence[Thing]
    seated: bool
    """Whether it was said that they sit."""
    attend: bool
    """Whether it was said what they look at, or that they speak."""
    uses: bool
    """Whether somebody has a hand at a thing, or it in the hand, or some serve others."""
    worried: bool
    """Whether a mishap was named."""

    @property
    def motions(self) -> tuple[Activity, ...]:
        """What a car may do here."""
        return ("standing",) if any(thing in defaults.PARKED for thing in self.things) else ("standing", "driving")

    def allows(self, activity: Activity, somebody: Person | None = None) -> bool:
        """Whether it may be done here, by one of several or by all."""
        paper = activity == "reading a book" and defaults.PAPERS & {*self.things} and "book" not in self.things
        people = self.people if somebody is None else (somebody,)
        return not paper and defaults.fits(activity, people, self.subject, self.setting)


def _activity(stage: _Stage, mentions: Sequence[Mention], seed: int) -> Activity:
    by_phone = {"QR code", *PHONES} & {*stage.things}  # no card is then in the hand
    paying = [one for one in mentions if by_phone and (regard.paid_at(one) or "payment terminal" in one.values("use"))]
    asked: list[Activity] = among([one for one in mentions if one not in paying], "activity", get_args(Activity))
    called = {"playing football", *(one for who in mentions if who.values("people") for one in who.values("activity"))}
    busy = {"exercising"} if (by_phone and stage.uses) or "football" in stage.things else set()  # with that at hand
    busy |= {"shopping"} if "shopping bag" in stage.things and {*by_phone, *defaults.HANDY} & {*stage.things} else set()
    lies = DESKS if among(mentions, "posture", ("at a counter",)) and not stage.seated else ()
    busy |= {"consulting"} if lies and serve_others(stage.people) and defaults.COUNTERS & {*stage.things} else set()
    busy |= {"celebrating"} if stage.uses and not stage.people[1:] else set()  # with both arms up
    busy |= {"reading a book"} if {*PHONES} & {*stage.things} and "book" not in stage.things else set()
    asked = sorted((a for a in asked if a not in busy), key=lambda a: (a not in PAIRED, a not in CARRIED, a in called))
    if not stage.people:
        motions = ("driving",) if "driving" in asked else stage.motions
        return pick(seed, "motion", motions) if stage.subject == "car" else "standing"
    things: list[Thing] = among(mentions, "thing", tuple(defaults.IMPLIED))
    implied = [deed for thing in things if (deed := defaults.IMPLIED[thing]) not in (*busy, *lies)]
    implied += ["holding a credit card"] if by_phone and not paying and regard.beside_a_phone(mentions) else []
    for activity in sorted((*asked, *implied), key="standing".__eq__):
        if stage.allows(activity):
            return activity
    if stage.uses:
        return "standing"
    full = {*defaults.BROAD} & {*stage.things} or sum(one in defaults.GIVEN for one in stage.things) > len(stage.people)
    calm = bool(full) or stage.worried or stage.attend or bool(asked) or any(map(tells_undrawn_deed, mentions))
    infants = any(map(is_infant, stage.people))  # whom somebody holds
    usual = [
        activity
        for activity in defaults.ACTIVITIES[stage.subject or "nothing"]
        if stage.allows(activity) and defaults.likely(activity, stage.setting)
        if not ((stage.things or infants or (stage.seated and stage.people[1:])) and activity in defaults.LADEN)
        and not (calm and activity in defaults.LIVELY)
        and not (stage.seated and activity in (*AFOOT, "celebrating"))
        and not ((stage.seated or {*ROOMS} & {*stage.things}) and activity in ("waving", "giving a thumbs up"))
        and (activity != "driving" or "driving" in stage.motions)
        and (activity not in ("holding a credit card", "holding keys") or stage.people[0].age_group in ADULTS)
    ]
    places = [thing for thing in stage.things if thing in defaults.THERE and stage.subject is None]
    there = defaults.THERE[places[0]] if places and not calm else ()
    meet = len(stage.people) > 1 and not stage.attend
    done = [one for one in there if stage.allows(one) and (meet or one not in PAIRED)]
    looks = stage.people[0].looks
    seemly = [activity for activity in done or usual if defaults.seemly(activity, looks)]
    return pick(seed, "activity", seemly or usual or ["standing"])


def _seen(scene: Scene) -> dict[Kind, tuple[str | None, ...]]:
    """What of each kind that a mention may have is to be seen."""
    there = {*scene.things, *(one for told in scene.whereabouts for one in told.subjects)}  # a house, on a screen
    shown: dict[Kind, tuple[str | None, ...]] = {
        "object": (scene.object, *there, *(one for one, kinds in DESIGNS.items() if {one, *kinds} & there)),
        "setting": (scene.setting, scene.outlook),
        "outlook": ("window",) if scene.outlook or scene.looks_at == "the view" else (),
        "light": (scene.light,),
        "activity": (
            scene.activity,
            *(one.deed for one in scene.people),
            *(("walking",) if scene.onward else ()),
            *regard.by_hands(scene),
            *defaults.DOES.get(scene.activity, ()),
        ),
        "accent": (scene.accent,),
        "tint": (scene.tint,),
        "thing": (*scene.things, *(part for thing in scene.things for part in defaults.SHOWS.get(thing, ()))),
        "look": tuple(look for person in scene.people for look in visible(person.looks)),
        "workplace": scene.things,
        "use": regard.handled(scene),
    }
    return {**shown, "detail": (*(value for values in shown.values() for value in values), scene.design)}


def _is_shown(mention: Mention, scene: Scene, seen: Mapping[Kind, Collection[str | None]]) -> bool:
    """Whether the scene has anything that the mention may mean; of a specialist it has no more than a person."""
    if designs := mention.values("design"):
        return bool(
            {scene.design, *scene.things, *seen["object"]} & {*designs, *mention.values("detail")}
        ) or scene.setting in mention.values("setting")
    if regard.is_in_hand(mention, scene):
        return True
    postures = {*mention.values("posture")}
    if mention.values("undrawn") or (postures and scene.people and not postures <= scene.postures):
        return False
    trade = not works(mention, scene.people) and TRADES & {*mention.values("people")}
    does = bool(scene.people) and lives(fold(mention.text.split()[0])) and not postures
    meant = [known for known in mention.meanings if does and (known[0] in ("activity", "use") or known[1] in TAKEN)]
    told = mention.meanings if meant in ([], [("activity", "standing")]) else meant
    return any(value in seen[kind] if kind in seen else kind == "posture" or not trade for kind, value in told)
