"""One picture in the making: who and what is in it, where all stands, and in which order it is painted."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from prompt_builder.scene import Scene, Thing

from . import afar, backing, cabin, contents, counters, deeds, foreground, lying, ornaments, placement, skyline, stage
from .air import Air, air, rng_of
from .brush import Brush, Point, Ruler, box
from .figure import carrying, looks, person, riding, sitting
from .figure.people import People
from .figure.silhouette import Silhouette
from .frame import Frame
from .geometry import Area
from .inks import HUES, Inks
from .layout import Layout, Spot, located, of_both, of_nothing, of_object
from .objects import DRAWABLES, car
from .product import DrawnProduct
from .scenery import indoors, outdoors, sky
from .scenery.land import Land
from .unseen import elsewhere, hidden, homeless, walled

_STEP = 8.0
"""How far before the wall of a room people stand at least, in units of scenery."""


@dataclass(frozen=True)
class Rendering:
    """What one scene looks like in inks at a size; `faces` is the top and bottom, in pixels, between which faces go."""

    scene: Scene
    inks: Inks
    width: int
    height: int
    faces: tuple[float, float]
    inside: Mapping[Thing, Thing | None] = field(default_factory=dict)

    def draw(self, brush: Brush) -> None:
        """Paint everything."""
        for layer in self.layers:
            layer(brush)

    @property
    def layers(self) -> tuple[Callable[[Brush], None], ...]:
        """What paints each part, from the back to the front."""
        return (
            self._paint_backdrop,
            self._paint_behind,
            self._paint_halo,
            self._paint_weather,
            self._paint_subject,
            self._paint_between,
            self._paint_glass,
            self._paint_people,
            self._paint_front,
        )

    def _paint_behind(self, brush: Brush) -> None:
        paved = self._people.cabin or self.scene.object == "car"
        rest = [thing for thing in self._rest if thing != "road" or not paved]
        placement.behind(brush, self._air, self.layout, rest, self._rng("behind"))
        if self.scene.close:  # behind the table before the camera
            placement.before(brush, self._air, self.layout, rest, self._rng("before"))
        shown = self.scene.object, self._people.figures, self._starring, self._rooms, self._people.cabin, self.standing
        if not any(shown):
            ornaments.draw(brush, self._air, self.layout, self.scene.accent, self._rng("brand"))

    def _paint_between(self, brush: Brush) -> None:
        placement.between(brush, self._air, self.layout, self._rest, self._rng("behind"))

    def _paint_weather(self, brush: Brush) -> None:
        if self.scene.setting != "indoors":
            sky.weather(brush, self._air, self._size, self.scene.things, self._rng("weather"))

    @cached_property
    def people(self) -> tuple[Silhouette, ...]:
        """What each person covers, in pixels, in the order in which they are painted."""
        layout = self.layout
        if self._people.drives and layout.object is not None:
            return tuple(self._seated(layout.object)[::-1])
        if layout.group is None or layout.people is None:
            return ()
        place = layout.people
        return tuple(member.outline.placed(*place) for member in layout.group.painted)

    def _seated(self, spot: Spot) -> list[Silhouette]:
        """What each who is in the car at a spot covers, in pixels, the driver first."""
        placed = zip(self._people.outlines, self._product.seats, strict=True)
        inside = (outline.placed(seat.x, seat.y, seat.size) for outline, seat in placed)
        return [one.placed(*spot, self._product.turned) for one in inside]

    @property
    def floor(self) -> float:
        """The y at which the floor of a room begins: behind all who stand there, and behind a car or a stage."""
        layout, lower = self.layout, self.scene.object == "car" or not self._people.figures
        feet = min(layout.base, layout.object.y) if layout.object and lower else layout.base
        return min(max(layout.horizon, layout.height * 0.7), feet - layout.unit * _STEP)

    @property
    def shown(self) -> tuple[Area, ...]:
        """What no fade may hide: heads, and most of what a bank offers beside people."""
        return (*self.layout.heads, *self._offered(self.layout))

    def _offered(self, layout: Layout, share: float = 0.72) -> tuple[Area, ...]:
        """Most of what a bank offers beside people, or a share of its width."""
        spot = layout.object
        if spot is None or layout.backed or not self._starring or not self._people.figures:
            return ()
        wide, high = stage.extent(self._starring)
        return (Area(-wide * share / 2, -high, wide * share / 2, 0).placed(*spot),)

    @property
    def product(self) -> Area | None:
        spot = self.layout.object
        return self._product.area(spot) if spot and self.scene.object else None

    @cached_property
    def standing(self) -> tuple[placement.Stood, ...]:
        """What stands on the ground besides the subject, in pixels, from the back to the front."""
        return () if self._people.cabin else tuple(placement.standing(self.layout, self._rest))

    @property
    def _subject(self) -> tuple[Area, ...]:
        """What the subject covers: people, their seats, a car, a house or a card, what a bank offers beside people."""
        product = (self.product,) if self.product and not placement.nearer(self.layout) else ()
        bodies = (part for one in self.people for part in (one.head, one.trunk))
        return (*bodies, *self.layout.around, *product, *self._offered(self.layout))

    @cached_property
    def front(self) -> tuple[Area, ...]:
        """What each shape painted before the people covers, in pixels."""
        ruler = Ruler()
        self._paint_front(ruler)
        return tuple(ruler.areas)

    @property
    def undrawn(self) -> tuple[str, ...]:
        """What was asked for and is not seen: it has no room or no ink, something hides it, or it is in no hand."""
        lacking = [one for who in self.scene.people for one in looks.lacking(who.looks, self.inks, self._people.drives)]
        missing = (f"{tint} clothes" for tint in HUES if tint == self.scene.tint and self.inks.lacks(tint))
        around = "autumn" if self.scene.setting != "indoors" else "renovation"  # leaves lie there, a wall is painted
        seen = *self.scene.implied, around
        covered = (one for one in self._unseen if one not in seen)
        plain = (word for word, thing, _ in self.scene.dyes if thing not in self._air.dyes)
        clothes: dict[str, None] = dict.fromkeys((*lacking, *missing, *plain, *covered, *self._undone))
        design, shown = self.scene.design, ["car interior"] if self._people.cabin else self._rooms[:1]
        rooms = elsewhere(self.scene.things, shown, bool(self._rooms))
        if self.scene.object != "car" or design not in car.DESIGNS or self._product.car.kind == car.DESIGNS[design]:
            return (*rooms, *clothes)
        return (design, *rooms, *clothes)

    @property
    def _unseen(self) -> Iterator[Thing]:
        """The things that are nowhere, or where nobody sees them."""
        yield from hidden(self.standing, self._subject, self.product is not None)
        yield from cabin.unseen(self._rest, self.layout) if self._people.cabin else homeless(self._rest)
        yield from walled(self.scene.things, bool(self._rooms)) if self.layout.indoors else ()

    @cached_property
    def layout(self) -> Layout:
        """Where all stands, and who looks where."""
        find = partial(deeds.looked_at, product=self._product, starring=self._starring, rest=self._rest)
        layout = deeds.turned(self.scene, self._reached, self._looked_at, find)
        return deeds.watching(layout, self._looked_at)

    @cached_property
    def _reached(self) -> Layout:
        """Where all stands, and whose hand is at what is used, if an arm is so long."""
        layout, used, held = self._placed, self._people.used, self._people.held
        outlined = partial(person.silhouette, air=self._air)
        if self.scene.activity == "leaning":
            return deeds.leaning(layout, self._product, outlined)
        if not used or self._people.drives or used in held:
            return layout
        offered = self._offered(layout, 1.0) if used in self._starring else ()
        own = lying.area(self._lying, used, self._air, layout.people) or placement.place(layout, self._rest, used)
        return deeds.with_a_hand_at(layout, offered[0] if offered else own, DRAWABLES[used], outlined)

    @property
    def _lying(self) -> sitting.Lying:
        """What lies before people, on what."""
        return lying.places(self._people, self._placed)

    @property
    def _undone(self) -> tuple[str, ...]:
        """What is said to be done, or to be looked at, and is not."""
        plugs = self._people.used and DRAWABLES[self._people.used].plugged
        done = bool(self._reached is not self._placed or (self._people.drives and plugs))
        done = done and (not plugs or placement.charges(self.layout, self._rest))
        done = done or riding.belts(self.scene, self.layout.group)
        people, seen = self._people, self._looked_at is not None
        told = *people.missed(self.layout.group), *deeds.undone(self.scene, people, self.layout, done, seen)
        return *told, *deeds.misplaced(self.scene, self._starring, people, self.layout.backed, self.inside)

    @property
    def _looked_at(self) -> Point | None:
        """The place of what everybody looks at, if it was said and nobody holds it."""
        laid = lying.middle(self._lying, self.scene.looks_at, self._air, self._placed.people)
        return laid or deeds.looked_at(self.scene, self._placed, self._product, self._starring, self._rest)

    @cached_property
    def _placed(self) -> Layout:
        layout = self._planned
        if self._people.drives and layout.object is not None:
            layout = replace(layout, heads=tuple(one.head for one in self._seated(layout.object)))
        crowded = any(DRAWABLES[one].part not in ("sky", "room") for one in {*self._rest} - {*homeless(self._rest)})
        layout = located(replace(layout, crowded=crowded, near=self._people.used), self.scene)
        kind = self.scene.object if not layout.indoors else None
        built = self._product.area(layout.object) if layout.object and kind else None
        offered = self._offered(layout)
        layout = replace(layout, bodies=(*layout.bodies, *offered), offered=offered)
        layout = replace(layout, car=built if kind == "car" else None, house=built if kind == "house" else None)
        layout = backing.overlooked(layout, self._product.ahead, self._rest)
        faces = [(head.top, head.bottom) for head in layout.heads]
        horizon = skyline.below(faces, layout.horizon, min(layout.horizon, layout.height * 0.4), layout.height * 0.8)
        level = cabin.grounded(layout, self.scene) if self._people.cabin else replace(layout, horizon=horizon)
        return layout if self._people.drives else level

    def _rng(self, name: str) -> random.Random:
        return rng_of(self.scene, name)

    @cached_property
    def _people(self) -> People:
        return People(self.scene, self._air)

    @property
    def _rooms(self) -> list[Thing]:
        """What is asked for and is a room of its own kind, where the scene is in a room."""
        return [one for one in self.scene.things if self.scene.setting == "indoors" and DRAWABLES[one].interior]

    @cached_property
    def _product(self) -> DrawnProduct:
        return DrawnProduct(self.scene, self.inks, self._air, self._people, self._size)

    @property
    def _size(self) -> tuple[float, float]:
        return float(self.width), float(self.height)

    @cached_property
    def _air(self) -> Air:
        dyes, plain = looks.dyes(self.scene.dyes, self.inks), air(self.scene, self.inks, self._rng("air"))
        return replace(plain, dyes=dyes, contents=contents.drawn(self.inside, self.scene), several=self.scene.several)

    @cached_property
    def _starred(self) -> stage.Staged:
        fitted = (*self._product.atop, *self._product.aboard)
        left = [thing for thing in self._people.rest if thing not in fitted]
        if self.scene.object is not None or self._people.cabin:
            return stage.Staged((), tuple(left))
        if not self._people.figures:
            shown = [thing for thing in left if thing != "table"]
            staged = stage.alone(self.scene, shown, (self.width, self.height))
            return staged if staged.large or "table" not in left else stage.Staged((), tuple(left))
        large = [thing for thing in left if DRAWABLES[thing].offered and not DRAWABLES[thing].framed]
        large = [self._people.used] if self._people.used in large else large
        display = [one for one in left if DRAWABLES[one].table and DRAWABLES[one].stage and not self._people.used]
        small = [one for one in display if large or (DRAWABLES[one].bears and self.scene.setting != "indoors")]
        staged, known = stage.chosen([*large, *small]), (*large, *small)
        return stage.Staged(staged.large, tuple(thing for thing in left if thing not in known or thing in staged.rest))

    @property
    def _starring(self) -> tuple[Thing, ...]:
        """The things that are the subject themselves, or stand large beside the people."""
        return self._starred.large

    @property
    def _rest(self) -> tuple[Thing, ...]:
        """The things to be put beside the subject."""
        return self._starred.rest

    @cached_property
    def _tops(self) -> tuple[skyline.Top, ...]:
        """The upper ends of the subject's parts, and of what stands beside it."""
        layout = self.layout
        found = [skyline.over(head, self._product.open_ahead) for head in layout.heads]
        raised = (hand.area for one in self.people for hand in one.hands if hand.area.bottom < one.face.bottom)
        lifted = (one for one in (*layout.held, *raised) if one.top < layout.horizon)
        found += [skyline.Top(one.left, one.right, one.bottom) for one in lifted]
        if self._starring and layout.object is not None:
            found += stage.tops(layout.object, self._starring, not self._people.figures, layout.busy)
        if (product := self.product) is not None:
            found.append(skyline.before(product, floats=self.scene.object == "credit card"))
        return (*found, *placement.tops(self.standing))

    @cached_property
    def _planned(self) -> Layout:
        scene, (width, height), rng = self.scene, self._size, self._rng("layout")
        _, crop = rng.random(), rng.uniform(0.8, 1.22)
        people, product, rest, used = self._people, self._product, self._rest, self._people.used
        inner = used if used and not DRAWABLES[used].staffed and people.seller is not None else None
        aside = placement.breadth([thing for thing in rest if thing != inner], used)
        right = product.left
        by = placement.breadth([used], used) if used in rest else 0.0
        frame = Frame(width, height, right, crop, *self.faces, aside, by, product.touched, product.ahead, people.whole)
        frame = counters.framed(frame) if people.at_counter else frame
        closest = partial(deeds.closest, frame, scene, people, rest)
        if scene.object is None:
            large, how = self._starring, stage.how(scene, self._starring, used)
            if not people.figures:
                return stage.layout(frame, scene, large, rest) if large else of_nothing(frame)
            asked = (DRAWABLES[one] for one in rest if one not in scene.implied)
            low = any(one.table or (one.ground and not (frame.strip and one.behind)) for one in asked)
            goes = scene.activity in ("walking", "shopping") and width < height * 1.5
            if people.cabin:
                return cabin.plan(frame, people.grouped)
            full = frame.whole or height > width * 1.4 or used is not None or low or goes
            full = full or any(DRAWABLES[one].behind for one in large) or (rng.random() < 0.25 and height > width * 0.8)
            near = partial(stage.with_people, full=full, things=large, how=how)
            return closest(partial(backing.planned, frame, near, placement.grounded(rest, scene.setting == "indoors")))
        (wide, tall), beside, alone = product.extent, product.beside(rest), people.drives or not people.figures
        framed = frame._replace(over=backing.over(rest), holds=scene.object in people.held)
        both = partial(of_both, framed, size=(wide + beside, tall), kind=scene.object)
        plan = of_object(frame, (wide + beside, tall), scene.object, people.drives) if alone else closest(both)
        if plan.object is None or not beside:
            return plan
        outer = right or (used and DRAWABLES[used].plugged)  # who does it is between
        across = beside / 2 * plan.object.scale * (1 if outer else -1)
        return replace(plan, object=plan.object._replace(x=plan.object.x + across))

    def _paint_backdrop(self, brush: Brush) -> None:
        (width, height), layout, rng = self._size, self.layout, self._rng("setting")
        if self.scene.setting == "indoors":
            taken = (*self._subject, *(one.area for one in self.standing))
            land = Land(width, height, self.floor, layout.unit, self._tops, taken=taken, view=self.scene.outlook)
            indoors.room(brush, self._air, land, tuple(self.scene.things), rng)
            return
        middle = sum(layout.busy) / 2
        left = middle > width * 0.52 or (middle > width * 0.48 and rng.random() < 0.5)
        crests, ends = (afar.tops(layout, self.scene.things, share) for share in (0.0, afar.OPEN))
        expanse = sky.Expanse(width, layout.horizon + 2, left, (*self._tops, *crests))
        discs = sky.sky(brush, self._air, expanse, self.scene.things, self._rng("sky"))
        people, things = [(one.trunk, one.area) for one in self.people], [one.area for one in self.standing]
        tops = (*self._tops, *skyline.bodies(people, things, layout.unit * 2))
        land = Land(width, height, layout.horizon, layout.unit, tops, (*discs, *ends), layout.feet)
        outdoors.PAINTERS[self.scene.setting](brush, self._air, land, rng)
        for over in outdoors.over(self.scene):
            over(brush, self._air, land, rng)
        if "rainbow" in self.scene.things:
            with brush.inside(box(0, 0, width, layout.horizon)):
                sky.rainbow(brush, self._air, (width, layout.horizon))

    def _paint_halo(self, brush: Brush) -> None:
        """A glow behind the subject that lifts it off the scenery."""
        with cabin.glass(brush, self.layout) if self._people.cabin else nullcontext():
            ornaments.halo(brush, self._air, self.layout, self._product.extent[0] if self.layout.object else 0.0)

    def _paint_subject(self, brush: Brush) -> None:
        """What is advertised, without the people, and the counter at which they are served."""
        if self._people.at_counter and self._people.server is None:
            counters.behind(brush, self._air, self.layout, self._lying)
        if self._starring and not self._people.figures:
            how = stage.standing(self.scene, self._starring, self.layout)
            if spot := self.layout.object:
                stage.draw(brush, self._air, spot, how, self._rng("brand"))
        elif self._starring:
            stage.beside(brush, self._air, self.layout, self._starring, self._rng("brand"))
        else:
            self._product.draw(brush, self.layout)

    def _paint_people(self, brush: Brush) -> None:
        layout = self.layout
        if self._people.drives or self._people.cabin or layout.group is None or layout.people is None:
            return
        place = layout.people
        for seat, area in layout.group.seats:
            middle, right = ((area.left + area.right) / 2, area.bottom), area.left + area.right > 0
            with brush.at((place.x, place.y), place.scale), brush.at(middle, flip=right and seat == "chair aside"):
                sitting.draw(brush, self._air.on(seat), seat, (area.right - area.left) / 2)
        behind = None if self._people.server is None else counters.server(layout.group)
        for member in sorted(layout.group.painted, key=lambda one: one is not behind):
            seen = place.y - member.lift * place.scale < layout.height * 1.05 and member.carrier is None
            with counters.before(brush, self._air, layout, self._lying) if member is behind else nullcontext():
                for left, end in member.outline.grounded if seen else ():
                    middle = (place.x + (left + end) / 2 * place.scale, place.y - member.lift * place.scale)
                    placement.shadow(brush, self._air, middle, (end - left) / 2 * place.scale)
                with brush.at((place.x, place.y), place.scale):
                    carrying.paint(brush, member, layout.group, self._air)
        with brush.at((place.x, place.y), place.scale):
            if self._people.table:
                sitting.lay(brush, self._air, layout.group, self._lying, self.scene.dines)
            carrying.embrace(brush, layout.group)

    def _paint_glass(self, brush: Brush) -> None:
        if self._people.cabin:
            cabin.glazed(brush, self._air, self.layout, self.scene)
            cabin.occupants(brush, self._air, self.layout, "child seat" in self.scene.things)

    def _paint_front(self, brush: Brush) -> None:
        """What stands before the subject."""
        if self._people.cabin:
            cabin.dashboard(brush, self._air, self.layout, self.scene)
        elif not self.scene.close:
            placement.before(brush, self._air, self.layout, self._rest, self._rng("before"))
            if not (self.layout.indoors or self.layout.house or placement.tabletop(self.layout, self._rest)):
                kept = replace(self.layout, heads=tuple(part for one in self.people for part in one.parts))
                foreground.frame(brush, self._air, kept, self.scene.setting, self._rng("foreground"))
