"""The people of one scene: what each does, holds and carries, and how they stand together. Draws nothing."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import get_args

from prompt_builder.defaults import IMPLIED, SHOWS
from prompt_builder.scene import AFOOT, CARRIED, IN_STEP, LINKED, QUIET, TABLED, TOGETHER, Activity, Scene, Thing
from prompt_builder.seeded import pick

from ..air import Air, rng_of
from ..inks import ROLES, Ink
from ..objects import DRAWABLES, furniture
from . import (
    ages,
    carrying,
    gaze,
    group,
    looks,
    person,
    pushing,
    reaching,
    riding,
    rows,
    seats,
    sharing,
    touch,
)
from .body import SHARED, UPHOLSTERED, Seat
from .fashion import occasion
from .gaits import ONWARD
from .heads import mood_of, near, skins, told_from
from .pose import Does
from .silhouette import Silhouette

_BESIDE: tuple[Activity, ...] = ("standing", "standing", "waving", "standing")
"""What somebody does beside the main person."""
_CHIN, _SMALL = 2.0, 100.0
"""How far a chin is above a table at least, and whose age only the whole body tells, in centimetres."""


@dataclass(frozen=True)
class People:
    """Who plays in the scene, in the air of a picture."""

    scene: Scene
    air: Air

    @property
    def drives(self) -> bool:
        """Whether they sit in the car."""
        return self.scene.drives

    @property
    def _way(self) -> touch.Way | None:
        """How those who stand side by side touch."""
        return None if self.table_laid else touch.way_of(self.scene)

    @property
    def cabin(self) -> bool:
        """Whether a car is seen from inside."""
        return "car interior" in self.scene.things and self.scene.object is None

    @cached_property
    def _given(self) -> tuple[list[person.Figure], list[Thing], dict[int, int]]:
        """The people with what they hold, the things left for elsewhere, and which children are carried by whom."""
        rest, each = list(dict.fromkeys(self.scene.things)), reaching.each(self.scene)
        figures = group.apart(self._related([self._figure(i) for i in range(len(self.scene.people))]))
        figures = riding.posed(figures, riding.in_front(self.scene)) if self.cabin and figures else figures
        pairs = {} if self.drives or self.cabin else carrying.pairs(figures, self.scene)
        for child, carrier in pairs.items():
            aloft = figures[child].pose.stands and self.scene.carried == "carrying on the shoulders"
            if both := carrying.lifted(figures[carrier], figures[child], aloft, self.scene):
                figures[carrier], figures[child] = both
        shared = {*each} & {*self.scene.several} if figures[1:] else set[Thing]()
        rest = [thing for thing in rest if thing not in self._shown(figures) - shared]
        if not self.drives:
            edges = group.edges(len(figures), self.scene.activity in QUIET) if len(figures) > 1 else ()
            ends, busy = [self._order[k] for k in edges], self._way is not None
            borne = "" if busy or self.cabin or self.scene.use else touch.borne(self.scene, figures, rest)
            tools = [] if busy or borne else [one for one in self.scene.things if self._handled(one)]
            hides = self._way.holds if self._way else "parcel" if "payment terminal" in self.scene.in_hand else None
            for i, plain in sorted(enumerate(figures), key=lambda one: one[0] != self._lead):
                wanted = (one in self.scene.in_hand or getattr(DRAWABLES[one].held, "both", False) for one in rest)
                has = reaching.has_one(self.scene, plain.traits.person)
                idle = self.cabin or has or (i == self._lead and any(wanted))  # no cook drives with a pan
                attribute = "" if idle else looks.held(plain.traits.person.looks)
                attribute = borne * (i == self._lead) or ("" if attribute == hides else attribute)
                work = next(filter(self._may_hold(i), () if attribute or has else self._work(i, plain, tools)), None)
                if work:
                    may_do = reaching.instead(DRAWABLES[work].tool)
                    attribute = next((one for one in may_do if one in rest), DRAWABLES[work].tool)
                    tools = [thing for thing in tools if thing != work or thing in (*plain.traits.person.things, *each)]
                    rest = [thing for thing in rest if thing != work or not DRAWABLES[work].offered or self.table_laid]
                own = (*rest, *plain.pose.held)
                beheld = ends and not busy and self.scene.looks_at in own  # and held between those who look at it
                lead = -1 if beheld or borne or (ends[:1] == [i] and plain.pose.gait in ONWARD) else 1
                figure = person.holding(plain, (attribute,) if attribute else (), lead)
                held = {name for arm in figure.pose.arms for name in (arm.held, touch.ALIKE.get(arm.held))}
                several = (*reaching.of_others(self.scene, i), *each)
                rest = [thing for thing in rest if thing not in held or thing in several]
                room = max(person.hands_free(figure) - (1 if i in ends else 2) * busy, 0)
                given = [] if i in pairs else self._fit(i, figure, rest)[:room]
                laden = pushing.with_both_hands(person.holding(figure, tuple(given), lead))
                figures[i] = reaching.shown(reaching.propped(laden, self.scene), looks.beheld(self.scene), lead)
                rest = [thing for thing in rest if thing not in given or thing in (*reaching.MANY, *each)]
            figures = figures if busy else reaching.raised(figures, self._lead, self.scene)
        seen = {held for one in figures for held in one.pose.held}
        rest = [thing for thing in rest if thing not in each or thing not in seen]
        laid = self.scene.sits_at_table or any(one.pose.works == "types" for one in figures)
        apart = {*pairs, *pairs.values()} if laid and not self.drives else range(len(figures))
        lean = (one if i in apart else seats.leaning(one, self.scene.dines) for i, one in enumerate(figures))
        return gaze.averted([*lean], self.scene), rest, pairs

    def _fit(self, i: int, figure: person.Figure, rest: list[Thing]) -> list[Thing]:
        """What of the rest somebody may hold, first what is said to be in a hand, or theirs; of several one in each."""

        def fits(thing: Thing) -> bool:
            how = DRAWABLES[thing].held
            runs = figure.pose.gait == "run" and thing not in (*self.scene.in_hand, *reaching.PHONES)
            if how is None or runs or (how.low and (figure.body.seat or self.cabin or thing in self.air.contents)):
                return False
            if how.at == "waist" and figure.body.seat and self.table_laid and DRAWABLES[thing].table:
                return False  # where the table would hide it
            aloft = how.overhead and DRAWABLES[thing].ground and self.scene.carried == "carrying on the shoulders"
            return not aloft and (not how.asked or thing in reaching.told(self.scene, figure.traits.person))

        pushed = [one for one in rest if getattr(DRAWABLES[one].held, "at", "") == "handle"]
        first = pushed, self.scene.in_hand, figure.traits.person.things, reaching.each(self.scene)
        fit = sorted(filter(self._may_hold(i), filter(fits, rest)), key=lambda one: [one not in few for few in first])
        return fit * 2 if len(self.scene.people) == 1 and {*fit} <= {*first[-1]} else fit

    def _shown(self, figures: list[person.Figure]) -> set[str]:
        """What is seen with what people do: their seats, a ball at a foot, what is handed over, what is on a desk."""
        if not figures:
            return set()
        pose = next((one.pose for one in figures if one.pose.desk or one.pose.works), figures[0].pose)
        way = self._way if len(figures) > 1 else None
        shown = {*figures[0].pose.held, *((way.holds, way.takes) if way else ())}
        shown |= {seen for one in figures for seen in (one.body.seat, one.pose.foot)}
        shown |= {touch.ALIKE.get(one, "") for one in shown}
        works = {"signs": {"documents", "notebook"}, "types": {"laptop"}, "lap": {"laptop"}, "": set[str]()}[pose.works]
        return shown | works | ({"laptop", "coffee"} if pose.desk else set())

    def _handled(self, thing: Thing) -> bool:
        """Whether somebody may have its tool: of what a bank offers, where something is done and no hand is at it."""
        known = DRAWABLES[thing]
        near = known.reach is None or (self.table_laid and known.table is not None)
        offers = near and self.scene.use is not None and self.scene.use[1] == thing
        inside = self.scene.setting == "indoors" or not known.interior
        return bool(known.tool) and ((offers and inside) or not (known.offered or known.interior))

    def _work(self, i: int, figure: person.Figure, tools: list[Thing]) -> list[Thing]:
        """The things for which somebody with a hand free may have the tool: who sits, that of what a bank offers."""
        if not person.hands_free(figure) or (figure.traits.person.serves and not figure.traits.person.uses):
            return []
        if not figure.pose.stands or figure.body.seat:
            tools = [thing for thing in tools if DRAWABLES[thing].offered]
        told = any(one.uses for one in self.scene.people)
        has = reaching.spared(self.scene, i) | figure.pose.held
        own = (*figure.traits.person.things, *(() if self.scene.people[i].deed else reaching.each(self.scene)))
        return [one for one in tools if DRAWABLES[one].tool not in has and (i == self._lead or not told or one in own)]

    def _figure(self, i: int, skin: Ink | None = None, taller: float = 1.0) -> person.Figure:
        activity, rng = self._cue(i)
        first = self.scene.accent if self.scene.cast is None else pick(self.scene.people_seed, "accent", ROLES)
        role = ROLES[(ROLES.index(first) + 2 * looks.alike(self.scene.people, i)) % len(ROLES)]
        inks = self.air.inks if skin is None else self.air.inks.skinned(skin)
        somebody = self.scene.people[i].model_copy(update={"age": self._years[i]})
        does = Does(activity, self._seat(i), occasion(self.scene, somebody), taller)
        figure = person.figure(somebody, does, inks, role, rng)
        if self.scene.setting == "indoors" and looks.spare(figure.wear.extra, somebody.looks):
            figure = replace(figure, wear=replace(figure.wear, extra=""))
        if self.scene.onward and figure.pose.stands and not (figure.body.seat or figure.pose.gait):
            figure = figure.posed(gait="walk")
        mood = mood_of(self.scene, somebody.looks, figure.pose.mood)
        face = told_from(figure.traits, self.scene.people)
        figure = replace(figure, traits=face).posed(mood=mood)
        if figure.body.seat and not (figure.pose.desk or figure.pose.works):
            figure = seats.resting(figure)
        return replace(figure, wear=looks.lit(figure.wear, somebody.looks, self.air))

    def _may_hold(self, i: int) -> Callable[[Thing], bool]:
        """Whether nobody but this one was said to have a thing."""
        others = reaching.of_others(self.scene, i)
        return lambda thing: thing not in others

    def _seat(self, i: int) -> Seat:
        """What each sits on who is said to: a chair at a table, and where nothing was named."""
        somebody = self.scene.people[i]
        if not self.scene.sits or (somebody.stands and not (i == self._lead and self.scene.activity in TABLED)):
            return ""
        shared = [thing for thing in self.scene.things if thing in SHARED and not self.scene.on_floor]
        there = (one for one in self.scene.things if one not in SHARED or one in UPHOLSTERED)
        told = (somebody.things, shared, [*filter(self._may_hold(i), there)])
        named = (seat for seats in told for seat in get_args(Seat) if seat in seats)
        return "chair" if self.scene.sits_at_table else next(named, "floor" if self.scene.on_floor else "chair")

    @property
    def table_laid(self) -> bool:
        """Whether what they have to do with lies on a table at which they sit."""
        return self.scene.sits and self.scene.sits_at_table

    @property
    def _lead(self) -> int:
        """Who does what the scene says: who was said to do something with a thing, else the main guest or person."""
        people, pays = [*enumerate(self.scene.people)], reaching.paid(self.used)
        guests = (i for i, one in people if not one.serves and (pays or (self.table_laid and not one.stands)))
        return next((i for i, one in people if one.uses), next(guests, 0))

    @property
    def table(self) -> bool:
        """Whether they sit at a table that is no desk, or stand at one."""
        at_one = "at a table" in self.scene.manner or self.table_laid or "table" in self.scene.things
        at_one = at_one or any(one.pose.works not in ("", "lap") for one in self.figures)
        if not at_one or not self.figures or self._desk:
            return False
        afoot = (outline for i, outline in enumerate(self.outlines) if i not in self._given[2])
        return all(one.face.bottom < -furniture.TABLE - furniture.DEEP - _CHIN for one in afoot)

    @property
    def _desk(self) -> bool:
        """Whether somebody is at a desk of their own."""
        return any(one.pose.desk for one in self.figures)

    @property
    def server(self) -> int | None:
        """Who is behind a counter, before which the others are: whoever serves."""
        return next((i for i, one in enumerate(self.scene.people) if self.at_counter and one.serves), None)

    @property
    def at_counter(self) -> bool:
        """Whether they are at a counter, before or behind it."""
        return "at a counter" in self.scene.manner and bool(self.figures)

    @property
    def used(self) -> Thing | None:
        """What somebody has a hand at: what that was said of, or else where somebody serves another."""
        people, use = self.scene.people, self.scene.use
        if use and people:
            return use[1]
        served = len(people) > 1 and any(one.serves for one in people)
        return next((one for one in self.scene.things if served and DRAWABLES[one].staffed), None)

    @property
    def seller(self) -> int | None:
        """Who is behind what somebody else has a hand at, as who serves there, or on its other side."""
        shared = self.used is not None and DRAWABLES[self.used].shared
        pays = reaching.paid(self.used) and (not self.at_counter or self.used == "till")
        those = (i for i in self._order[:0:-1] if shared or (pays and self.scene.people[i].serves))
        return next(those, None)

    @cached_property
    def _years(self) -> list[int]:
        """How old each is."""
        people = self.scene.people
        drawn = [ages.years(ages.aged(one, self._cue(i)[1])) for i, one in enumerate(people)]
        return ages.of_company(people, ages.with_babies(drawn, self.scene))

    def _cue(self, i: int) -> tuple[Activity, random.Random]:
        """What somebody does, and the chance by which they look as they do: with a `cast`, whatever they do."""
        if (k := looks.alike(self.scene.people, i)) != i:
            return self._activity(i, rng_of(self.scene, f"person {i}")), self._cue(k)[1]
        if self.scene.cast is None:
            rng = rng_of(self.scene, f"person {i}")
            return self._activity(i, rng), rng
        chance = random.Random(f"{self.scene.people_seed}/person {i}")
        company = self.scene.company
        if i and company != "t" and i in group.edges(len(self.scene.people), company == "q"):
            chance.choice(_BESIDE)
        return self._activity(i, rng_of(self.scene, f"person {i}")), chance

    def _related(self, figures: list[person.Figure]) -> list[person.Figure]:
        """The same people, with a skin as their kin have, and taller or shorter than others where that was said."""
        usual = self.air.inks.skins
        tones = [usual.index(figure.traits.skin) for figure in figures]
        kin = near(self.scene.people, [figure.traits.age for figure in figures], tones)
        told = [skins(one.looks, self.air.inks) != usual for one in self.scene.people]
        tall = looks.taller([(figure.traits.person, figure.body.stature) for figure in figures])
        changed = {i for i, tone in enumerate(tones) if (kin[i] != tone and not told[i]) or tall[i] != 1}
        inks = [usual[tone if own else other] for tone, other, own in zip(tones, kin, told, strict=True)]
        return [self._figure(i, inks[i], tall[i]) if i in changed else one for i, one in enumerate(figures)]

    @property
    def _order(self) -> list[int]:
        """The people in the order in which they find a place."""
        seats = [self._seat(i) for i in range(len(self.scene.people))]
        return rows.row(self.scene, self._lead, self._way, self.used, seats)

    @property
    def whole(self) -> bool:
        """Whether they are to be seen from head to foot: for what somebody sits in or holds low, or as all sit."""
        low = (
            bool(one.body.seat) or any((arm.thing and arm.thing.low) or arm.rests for arm in one.pose.arms)
            for one in self.figures
        )
        goes = any(one.pose.stands and (one.pose.gait or one.body.stature < _SMALL) for one in self.figures)
        clothes = any(looks.WHOLE & {*one.looks} for one in self.scene.people)
        sits = any(not one.pose.stands and i not in self._given[2] for i, one in enumerate(self.figures))
        together = sits or self.scene.activity in LINKED or any(one.pose.away for one in self.figures)
        return goes or any(low) or clothes or together or self.table

    @property
    def figures(self) -> list[person.Figure]:
        """The people, main one first."""
        return self._given[0]

    @property
    def rest(self) -> list[Thing]:
        """The things that nobody holds, and that do not lie before them."""
        tool = DRAWABLES[self.scene.use[1]].tool if self.scene.use and self.figures else ""
        seen = {*self.laid, touch.ALIKE.get(tool), "table" if self.figures else ""}
        return [thing for thing in self._given[1] if thing not in seen]

    @property
    def laid(self) -> list[Thing]:
        """The things on the table or the counter that they are at: two for each."""
        small = [one for one in self._given[1] if DRAWABLES[one].table] if self.table or self.at_counter else []
        return small[: 2 * len(self.figures)]

    @property
    def held(self) -> set[str]:
        """What is in anybody's hand."""
        return {held for one in self.figures for held in one.pose.held}

    def missed(self, together: group.Group | None) -> list[Thing]:
        """What is said to be in a hand and is in none of a group, and a table that would hide a face."""
        figures = [one.figure for one in together.members] if together else self.figures
        held = {name for one in figures for arm in one.pose.arms for name in (arm.held, arm.steadies)}
        held = held.union(*((touch.ALIKE.get(one, one), *SHOWS.get(one, ())) for one in held), self._shown(figures))
        hidden = ["table"] if "table" in self.scene.things and self.figures and not (self.table or self._desk) else []
        carried = [one for one, deed in IMPLIED.items() if deed == self.scene.activity != "standing" and self.scene.use]
        in_hand = (*self.scene.in_hand, *carried) if self.figures else ()
        fewer = [*reaching.fewer(self.scene, figures), *reaching.unraised(figures, self.scene)]
        return hidden + fewer + [one for one in in_hand if self.drives or one not in held]

    @cached_property
    def outlines(self) -> list[Silhouette]:
        """What each person covers, in centimetres."""
        return list(map(self.outlined, self.figures))

    def outlined(self, figure: person.Figure) -> Silhouette:
        """What somebody covers, in centimetres."""
        return person.silhouette(figure, self.air)

    def own(self, i: int) -> Activity | None:
        """What is told that somebody alone does, where it can be done here."""
        deed = self.scene.people[i].deed
        low = deed == "crouching" and self.scene.activity == "hugging"
        apart = (self._way and not low) or self.scene.activity in CARRIED or self.cabin or self.drives
        return None if apart or (self._seat(i) and deed in AFOOT) else deed

    def _activity(self, i: int, rng: random.Random) -> Activity:
        """What each person does: the main one what the scene says, the others something that goes with it."""
        activity, drives = self.scene.activity, self.drives
        own = "signing a contract" if i in reaching.writers(self.scene, self._lead) else self.own(i)
        rolled = {"suitcase", "suitcases"} & {*self.scene.things} - {*self.air.contents}  # in the one hand, a bag
        if own or self._way or activity in CARRIED or self.cabin or (rolled and activity == "shopping"):
            return own or "standing"
        if i == self._lead or (activity == "crossing arms" and not any(one.deed for one in self.scene.people)):
            return "waving" if activity == "driving" and self.scene.object == "car" else activity
        inner = i not in group.edges(len(self.scene.people), activity in QUIET)
        if drives or self.scene.worried or "bank branch" in self.scene.things or (inner and activity not in IN_STEP):
            return "standing"
        if activity in TOGETHER:
            return TOGETHER[activity]
        if looks.held(self.scene.people[i].looks) or self._seat(i):
            return "standing"
        beside, told = rng.choice(_BESIDE), self.scene.use or self.scene.unknown_words or self.scene.looks_at
        return "standing" if told or self.scene.people[i].things or gaze.deal(self.scene) else beside

    def grouped(self, crop: float | None) -> group.Group:
        """The people side by side, as `layout.Grouped` has it."""
        if self.cabin:
            return self._aboard()
        flip = rng_of(self.scene, "flip 0").random() < 0.5
        figures, outlines, pairs = self.figures, list(self.outlines), self._given[2]
        for child, carrier in pairs.items():
            outlines[carrier] = carrying.laden(outlines[carrier], figures[carrier], figures[child], outlines[child])
        row = [i for i in self._order if i not in pairs]
        compact = self.scene.activity in QUIET and not (self.used or any(one.dear for one in self.scene.people))
        together = group.group([figures[i] for i in row], [outlines[i] for i in row], compact, flip, crop)
        if self.used and self.seller in row:
            together = reaching.behind(together, row.index(self.seller), DRAWABLES[self.used])
        for child, carrier in pairs.items():
            own, small = self.outlines[carrier], self.outlines[child]
            together = carrying.carried(together, row.index(carrier), own, figures[child], small)
        together = touch.beside(together, self._way, self.outlined)
        return gaze.met(sharing.seated(together, self.scene, self.outlined), self.scene)

    def _aboard(self) -> group.Group:
        """The people in a car that is seen from inside."""
        known, front = list(zip(self.figures, self.outlines, strict=True)), riding.in_front(self.scene)
        rows = [known[i] for i in front], [one for i, one in enumerate(known) if i not in front]
        together = riding.inside(*rows, self.scene, self.outlined)
        mind_the_road = front and self.scene.looks_at != "one another"
        return together if mind_the_road else gaze.met(together, self.scene)
