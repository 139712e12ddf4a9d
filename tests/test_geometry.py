"""Nobody is cut and no face is covered, in every size: held by the painter's own geometry, and that by its pixels."""

import itertools
import random
from typing import get_args

import numpy as np
import pytest

from pipeline.illustration import Illustration
from pipeline.illustration.brush import Brush
from pipeline.illustration.figure import embrace
from pipeline.illustration.frame import SLENDER
from pipeline.illustration.geometry import Area, around
from pipeline.illustration.inks import Ink, Inks
from pipeline.illustration.objects import DRAWABLES
from pipeline.illustration.rendering import Rendering
from pipeline.painter import PaintTask
from prompt_builder.ages import AgeGroup, age_group
from prompt_builder.looks import fits
from prompt_builder.scene import AFOOT, Activity, Look, Person, Scene, Setting, Thing
from tests.kits import BANK
from tests.scenes import picture_of, rendering, scene_of

PAINTER = Illustration()
SIZES = (
    (64, 64), (64, 3436), (3436, 64), (1080, 1920), (1920, 1080), (856, 540), (540, 856), (1200, 628), (1000, 1000),
    (1080, 1350), (728, 90), (300, 600), (160, 600), (970, 250), (1500, 1000), (65, 97),
)  # fmt: skip
OBJECTS = (None, "car", "house", "credit card")
ZONES = (None, None, None, "left", "right", "top", "bottom")
GROWN = ("young adult", "adult", "senior")
WOMAN, MAN = Person(sex="female", age_group="adult"), Person(sex="male", age_group="adult")
GIRL = Person(sex="female", age_group="child")


def _size(dice):
    if dice.random() < 0.6:
        return dice.choice(SIZES)
    width = round(64 * (3436 / 64) ** dice.random())
    return width, dice.randint(64, 3500 - width)


def _person(dice):
    age = dice.choice((None, None, dice.randint(0, 110)))
    group = dice.choice(get_args(AgeGroup)) if age is None else age_group(age)
    return Person(sex=dice.choice(("female", "male")), age_group=group, age=age)


def _asked(person, seed):
    """In a third of the scenes people have a look that was asked for."""
    dice = random.Random(f"{seed}/{person}")
    may = [look for look in get_args(Look) if fits(look, person)]
    return person if seed % 3 else person.model_copy(update={"looks": (dice.choice(may),)})


ACTIVITIES = [one for one in get_args(Activity) if one not in ("hands on hips", "hands in pockets")]
"""All but those that are as standing."""


def _job(seed, **facts):
    """Any scene in any size."""
    dice = random.Random(seed)
    width, height = _size(dice)
    scene = {
        "object": OBJECTS[seed % 4],
        "people": tuple(_asked(_person(dice), seed) for _ in range(1 + seed // 4 % 5)),
        "setting": dice.choice(get_args(Setting)),
        "light": dice.choice(("day", "evening")),
        "activity": ACTIVITIES[seed // 20 % len(ACTIVITIES)],
        "accent": dice.choice(("warm", "light", "deep")),
        "things": tuple(dice.sample(get_args(Thing), dice.choice((0, 0, 1, 2, 4)))),
        "custom_prompt": "",
        "unknown_words": (),
        "seed": seed,
    }
    if seed % 5 == 0 and not (scene["activity"] in AFOOT or scene["object"] == "car"):
        scene["manner"] = ("seated", "at a table")[: 1 + seed // 5 % 2]
    zone = ZONES[seed // 3 % 7]
    return PaintTask(
        id=str(seed), prompt="", negative_prompt="", kit=BANK, seed=seed, width=width, height=height, text_zone=zone,
        scene=Scene.model_validate(scene | facts),
    )  # fmt: skip


def _seated(scene):
    return scene.activity == "driving" and scene.object in (None, "car") and scene.people[0].age_group != "child"


def _whole(task, plan):
    """What is cut or missing."""
    frame = Area(0, 0, task.width, task.height)
    if len(plan.people) != len(task.scene.people):
        yield "somebody is missing"
    for somebody in plan.people:
        if around((frame, somebody.crown)) != frame:
            yield "a head is cut"
        if plan.zone and plan.zone.meets(somebody.crown):
            yield "a head is in the zone"
        if plan.fade and plan.fade.meets(somebody.face):
            yield "a face fades"


def _grounded(task, plan):
    """Whether somebody floats: all whose feet are seen stand on one line, or ski beside each other's tracks."""
    if "car interior" in task.scene.things and task.scene.object in (None, "car"):  # the dashboard hides all feet
        if any(all(area.top > one.trunk.bottom for area in plan.front) for one in plan.people):
            yield "somebody floats in the car"
        return
    bottom = plan.zone.top if task.text_zone == "bottom" else task.height
    standing = [somebody for somebody in plan.people if not somebody.carried]
    seen = [somebody.trunk.bottom for somebody in standing if somebody.trunk.bottom < bottom]
    tracks = 0.6 * (len(standing) - 1) * max((one.face.bottom - one.face.top for one in standing), default=0.0)
    apart = tracks if task.scene.activity == "skiing" else 0.012 * task.height
    if not _seated(task.scene) and seen and max(seen) - min(seen) > apart:
        yield "somebody floats"
    if not _seated(task.scene) and seen and len(seen) < len(standing):
        yield "somebody floats before the others"


def _clear(task, plan):
    """What covers a face."""
    for i, somebody in enumerate(plan.people):
        if any(area.meets(somebody.face) for area in plan.front):
            yield "something stands before a face"
        if _seated(task.scene):
            if any(other.crown.meets(somebody.face) for other in plan.people[i + 1 :]):
                yield "a head covers another in the car"
            continue
        if any(other.covers(somebody.face) for other in plan.people[i + 1 :]):
            yield "somebody covers a face"
        if any(part.meets(somebody.features) for part in (*somebody.hands, *somebody.things, *somebody.limbs)):
            yield "somebody covers the own face"
        if task.scene.object == "credit card" and plan.product and plan.product.meets(somebody.face):
            yield "a face is before the card"


@pytest.mark.parametrize("part", range(4))
def test_every_head_is_whole_and_no_face_is_covered(part):
    found = {}
    for seed in range(part, 1600, 4):
        task = _job(seed)
        plan = PAINTER.plan(task)
        for fault in (*_whole(task, plan), *_grounded(task, plan), *_clear(task, plan)):
            found.setdefault(fault, []).append(seed)
    assert found == {}


def _planned(seed, size, **facts):
    task = _job(seed)
    outdoors = {"setting": "city"} if task.scene.setting == "indoors" and facts.get("object") == "house" else {}
    scene = task.scene.model_copy(update={"activity": "standing", "manner": (), **outdoors, **facts})
    return PAINTER.plan(
        task.model_copy(update={"width": size[0], "height": size[1], "text_zone": None, "scene": scene})
    )


@pytest.mark.parametrize("size", [(1080, 1920), (300, 600), (1080, 1620), (160, 600)])
@pytest.mark.parametrize("subject", OBJECTS)
def test_faces_in_a_column_are_where_no_app_puts_its_buttons(size, subject):
    for seed, people in itertools.product(range(12), ((WOMAN,), (MAN, WOMAN), (MAN, WOMAN, GIRL))):
        activity = ("standing", "driving", "waving")[seed % 3]
        for somebody in _planned(seed, size, object=subject, people=people, activity=activity).people:
            assert somebody.face.top >= size[1] * 0.13
            assert somebody.face.bottom <= size[1] * 0.66


@pytest.mark.parametrize(
    ("size", "least"), [((1200, 300), 0.7), ((1200, 628), 0.6), ((300, 1200), 0.25), ((500, 1400), 0.3)]
)
def test_people_before_a_house_fill_a_strip_and_a_column(size, least):
    for seed, people in itertools.product(range(6), ((WOMAN,), (MAN, WOMAN))):
        plan = _planned(seed, size, object="house", people=people, design=None, things=())
        tallest = max(somebody.trunk.bottom - somebody.face.top for somebody in plan.people)
        assert tallest > size[1] * least


@pytest.mark.parametrize("design", [None, "villa", "modern house", "cottage", "chalet", "townhouse", "dacha"])
def test_house_in_a_wide_frame_is_no_toy_beside_people(design):
    """It is higher than from their heads to their hips."""
    for seed, size, people in itertools.product(range(4), ((1600, 400), (1200, 628)), ((WOMAN,), (MAN, WOMAN, GIRL))):
        plan = _planned(seed, size, object="house", people=people, design=design, things=())
        tallest = max(somebody.trunk.bottom - somebody.head.top for somebody in plan.people)
        assert plan.product.bottom - plan.product.top > tallest * 0.6


def test_people_in_a_narrow_column_give_no_way_to_what_has_a_place_before_their_legs():
    for seed in range(6):
        plan = _planned(seed, (300, 1200), object=None, people=(WOMAN,), things=("dog",), activity="standing")
        assert max(one.trunk.bottom - one.face.top for one in plan.people) > 480


@pytest.mark.parametrize("light", ["day", "evening"])
def test_a_driver_is_seen_from_inside_in_a_narrow_column(light):
    facts = {"object": "car", "people": (MAN,), "activity": "driving", "tint": None, "things": (), "light": light}
    for seed in range(6):
        plan = _planned(seed, (300, 1200), **facts, design=None)
        assert plan.people[0].head.right - plan.people[0].head.left > 90
        assert _planned(seed, (300, 1200), **facts, design="convertible").product is not None
        assert _planned(seed, (600, 1000), **facts, design=None).product is not None


@pytest.mark.parametrize(("subject", "least", "most"), [("car", 1.05, 3.1), ("house", 0.7, 3.3)])
def test_people_are_as_large_as_people_before_a_car_or_a_house(subject, least, most):
    """Who stands nearer to the camera than a house is nearly as large in the picture, as in a photograph."""
    for seed, size, people in itertools.product(range(10), SIZES, ((WOMAN,), (MAN, WOMAN, GIRL))):
        plan = _planned(seed, size, object=subject, people=people, activity="standing", design=None, things=())
        tallest = max(somebody.trunk.bottom - somebody.face.top for somebody in plan.people)
        laden = 0.8 if len(people) > 1 and any(one.things for one in plan.people) else 1.0  # it takes room between them
        assert least * laden <= tallest / (plan.product.bottom - plan.product.top) <= most
        assert max(somebody.trunk.bottom for somebody in plan.people) > plan.product.bottom
        if subject == "car":
            plan = _planned(seed, size, object="car", people=people, design="truck", activity="standing", things=())
            tallest = max(somebody.trunk.bottom - somebody.face.top for somebody in plan.people)
            far = size[1] > size[0] * SLENDER  # it is seen over heads
            assert tallest * (0.75 if far else 1.15) <= plan.product.bottom - plan.product.top


@pytest.mark.parametrize(
    ("subject", "size", "least"),
    [("house", (1080, 1080), 0.42), ("house", (856, 540), 0.42), ("house", (1080, 1920), 0.3),
     ("car", (1080, 1080), 0.35), ("car", (1080, 1920), 0.3), ("credit card", (1080, 1080), 0.5)],
)  # fmt: skip
def test_people_before_a_car_or_a_house_are_no_bystanders(subject, size, least):
    for seed, people in itertools.product(range(12), ((WOMAN,), (MAN, WOMAN), (MAN, WOMAN, GIRL))):
        plan = _planned(seed, size, object=subject, people=people, things=())
        assert max(somebody.trunk.bottom - somebody.face.top for somebody in plan.people) >= size[1] * least


@pytest.mark.parametrize("size", [(1080, 1920), (600, 1500), (1080, 1620)])
@pytest.mark.parametrize("subject", ["car", "house"])
def test_product_alone_fills_the_breadth_of_a_column_at_half_its_height(size, subject):
    for seed in range(12):
        product = _planned(seed, size, object=subject, people=(), design=None, things=()).product
        assert 0.42 <= (product.top + product.bottom) / 2 / size[1] <= 0.62
        assert product.right - product.left >= size[0] * 0.8


class _Marked(Inks):
    """Inks whose skin and hair are of hues that no brand of the tests has."""

    def __init__(self, kit):
        super().__init__(kit)
        self.skins = tuple(Ink(ink.lightness, 0.25, 330.0) for ink in self.skins)

    @property
    def hairs(self):
        return tuple(Ink(0.35, 0.3, 142.0) for _ in super().hairs)


def _marks(pixels):
    """Where skin and where hair is, as two masks (height, width)."""
    red, green, blue = (pixels[:, :, i].astype(int) for i in range(3))
    return (red - green > 30) & (blue - green > 15), (green - red > 25) & (green - blue > 40)


@pytest.mark.parametrize("size", [(1000, 250), (250, 1000), (480, 270), (270, 480), (360, 360)])
@pytest.mark.parametrize(
    "words", ["семья в отделении банка", "бухгалтер", "женщина в автосалоне, машина", "друзья дома"]
)
def test_nobody_stands_on_the_wall_of_a_room(words, size):
    for seed in range(6):
        scene = scene_of(words, seed)
        assert scene.setting == "indoors"
        painted = rendering(scene, size)
        feet = [person.trunk.bottom for person in painted.people]
        car = [painted.product.bottom] if scene.object == "car" else []
        assert 0 < painted.floor < min([*feet, *car]), (seed, feet, car)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("width", "height"), [(480, 270), (270, 480), (360, 360)])
def test_what_is_drawn_is_where_the_plan_says(seed, width, height):
    scene = _job(seed).scene.model_copy(
        update={
            "object": None, "people": (WOMAN, MAN)[: 1 + seed % 2], "things": (), "setting": "indoors", "light": "day",
            "activity": ("standing", "waving", "celebrating")[seed % 3],
        }
    )  # fmt: skip
    picture = Rendering(scene, _Marked(BANK), width, height, (0.0, float(height)))
    brush = Brush(width, height)
    picture.draw(brush)
    skin, hair = _marks(brush.pixels())
    allowed = np.zeros((height, width), bool)
    for somebody in picture.people:
        left, top, right, bottom = (round(side) for side in somebody.face)
        assert skin[top:bottom, left:right].mean() > 0.3
        left, top, right, bottom = (round(side) for side in somebody.head.grown(1.5))
        allowed[max(top, 0) : bottom, max(left, 0) : right] = True
        assert hair[max(top, 0) : top + 6, max(left, 0) : right].any()
    assert not (hair & ~allowed).any()


@pytest.mark.parametrize("size", [(1200, 300), (300, 1200), (600, 600)])
@pytest.mark.parametrize(
    "words", ["бабушка и дедушка сидят на диване", "папа и двое детей на скамейке", "a woman is sitting at a table"]
)
def test_who_sits_has_the_hips_on_a_seat_that_is_in_the_picture(words, size):
    """Seats are 40 to 55 cm high; the hips of whoever stands, from a schoolchild on, are higher or above no seat."""
    for seed in range(4):
        layout = picture_of(words, seed, size).layout
        seats = [area for _, area in layout.group.seats]
        for one in layout.group.members:
            assert any(seat.left < one.x < seat.right for seat in seats)
            assert 40 <= one.figure.body.leg <= 55
        place = layout.group.core.placed(layout.people.x, layout.people.y, layout.people.scale)
        assert around((place, frame := Area(0, 0, *size))) == frame, seed


@pytest.mark.parametrize("size", [(1200, 300), (600, 600)])
@pytest.mark.parametrize(
    "words",
    ["папа и сын держатся за руки", "бабушка и внук 2 лет за руку", "друзья жмут руки", "супруги на скамейке, за руки"],
)
def test_hands_meet_of_those_who_are_said_to_touch_and_scratch_no_face(words, size):
    for seed in range(8):
        picture = picture_of(words, seed, size)
        one, other = picture.people
        scale = picture.layout.people.scale
        assert any(a.area.grown(scale).meets(b.area) for a in one.hands for b in other.hands), seed
        assert not any(hand.meets(who.face.grown(scale)) for who in (one, other) for hand in who.hands), seed


@pytest.mark.parametrize("size", [(1200, 300), (600, 600), (600, 800)])
@pytest.mark.parametrize(
    "words", ["строитель и инженер", "бабушка, внучка 8 лет и внук-подросток", "пенсионер беседует с консультантом в отделении"]
)  # fmt: skip
def test_no_hand_ends_behind_a_neighbour(words, size):
    for seed in range(8):
        group = picture_of(words, seed, size).layout.group
        row = sorted((one for one in group.members if not one.carrier), key=lambda one: one.x)
        for one, other in itertools.chain(itertools.pairwise(row), itertools.pairwise(row[::-1])):
            if other.depth > one.depth and not one.figure.pose.gait:
                empty = [arm for arm in one.figure.pose.arms if arm.grip != "hidden"]
                for arm, hand in zip(empty, one.outline.hands, strict=True):
                    busy = arm.held or arm.embraces or arm.grip not in ("relaxed", "fist")
                    assert busy or not hand.meets(other.outline.trunk), seed


@pytest.mark.parametrize("words", ["муж обнимает жену, рядом сын 4 лет", "муж, сын 5 лет и жена обнимаются"])
def test_who_embraces_somebody_has_a_hand_round_the_far_shoulder_and_a_sleeve_beyond_it(words):
    for seed in range(8):
        group = picture_of(words, seed, (600, 600)).layout.group
        pairs = embrace.arms_around(group)
        assert any(min(one.figure.traits.age, other.figure.traits.age) >= 18 for one, other in pairs), seed
        for one, other in pairs:
            x = embrace.on_shoulder(one, other)[0]
            assert (x - other.x) * (other.x - one.x) > 0, seed
            assert abs(x - other.x) < other.figure.body.beside(1, 0.5), seed
            [arm] = [arm for arm in one.figure.pose.arms if arm.around]
            assert (one.placed(arm.wrist)[0] - x) * (other.x - one.x) > 0, seed
            joint = one.x + (-1 if one.flip else 1) * one.figure.body.joint(arm.side)[0]
            reach = one.figure.body.upper_arm + one.figure.body.forearm
            assert abs(x - joint) < reach * 1.15, seed  # no longer than an arm


def test_infant_with_a_grown_up_is_on_the_arm():
    infant = Person(sex="female", age_group="child", age=0)
    for seed, size in itertools.product(range(6), ((800, 450), (450, 800))):
        mother, child = _planned(seed, size, object=None, people=(WOMAN, infant), things=()).people
        assert child.carried
        assert not mother.carried
        assert mother.head.bottom < child.trunk.bottom < mother.trunk.bottom
        assert 0.22 < (child.trunk.right - child.trunk.left) / (mother.trunk.bottom - mother.head.top) < 0.36


@pytest.mark.parametrize("age", [0, 1, 3])
def test_who_is_carried_has_a_forearm_below_it_and_no_arm_before_its_face(age):
    child = Person(sex="female", age_group="child", age=age)
    for seed in range(6):
        facts = {"object": None, "activity": "carrying in arms", "people": (WOMAN, child), "things": ()}
        mother, small = _planned(seed, (600, 600), **facts).people
        upper, fore = mother.limbs[::2], mother.limbs[1::2]
        hips = small.face.bottom if age == 0 else (small.face.bottom + small.trunk.bottom) / 2
        below = [one for one in fore if one.area.meets(small.trunk) and one.area.bottom > hips]
        assert below, seed
        seen = small.features.grown(
            -0.1 * (small.features.bottom - small.features.top)
        )  # that of a turned head is loose
        assert not any(one.meets(seen) for one in (*mother.hands, *fore)), seed
        assert all(one.area.meets(mother.trunk) for one in upper), seed


THINGS = (
    "женщина у кассы платит картой через терминал", "вызови такси с кешбэком", "пара на лыжах", "папа с коляской и собака",
    "сейф, копилка и кошелёк, деньги", "переезд: пара с коробками", "шашлыки на даче, друзья", "молодожёны под цветущим деревом",
    "семья наряжает ёлку", "пенсионер у банкомата", "бабушка с кошкой у огорода", "женщина с гантелями и мяч",
    "a wallet and a credit card, dog", "electric car at a charger", "truck and moving boxes", "house and a barbecue",
    "скидки: мужчина с чемоданом и велосипед", "ремонт, двое мужчин", "документы и калькулятор, бухгалтер", "дети и снеговик",
    "новогодняя ёлка, папа и малыш у него на плечах",
)  # fmt: skip


def _hidden(area, others):
    """The share of an area, in its whole pixels, that is under any of the others."""
    left, top, right, bottom = (round(side) for side in area)
    under = np.zeros((bottom - top, right - left), bool)
    for other in others:
        x, y, end, low = (round(side) for side in other)
        under[max(y - top, 0) : max(low - top, 0), max(x - left, 0) : max(end - left, 0)] = True
    return under.mean()


@pytest.mark.parametrize("size", [(600, 600), (1200, 300), (480, 600)])
@pytest.mark.parametrize("words", THINGS)
def test_things_stand_whole_beside_what_they_are_shown_with_or_are_told(words, size):
    for seed in range(3):
        scene = scene_of(words, seed)
        picture = rendering(scene, size)
        held = [area for one in picture.people for area in (one.head, *one.things)]
        bodies = [area for one in picture.people for area in (one.head, one.trunk)]
        frame, product = Area(0, 0, *size).grown(1), [picture.product] if picture.product else []
        stood = picture.standing
        for i, one in enumerate(stood):
            assert around((frame, one.area)) == frame, (one.things, seed)
            later = [other.area for other in stood[i + 1 :]]
            share = _hidden(one.area, later if one.front else [*bodies, *product, *later])
            assert share < 0.61 or set(one.things) <= set(picture.undrawn), (one.things, seed, share)
            assert not (one.front and any(part.meets(one.area) for part in held)), (one.things, seed)
        before = [one.area for one in stood if one.front]
        assert all(_hidden(area, before) < (0.25 if scene.object == "credit card" else 0.12) for area in product), seed


@pytest.mark.parametrize("words", ["женщина у кассы", "пара и коробки, переезд", "пара на лыжах", "дети и снеговик"])
def test_thing_beside_people_is_about_as_large_as_it_is(words):
    for seed, size in itertools.product(range(4), ((600, 600), (1200, 300))):
        picture = picture_of(words, seed, size, product="people")
        for one in picture.standing:
            ground = DRAWABLES[one.things[0]].ground
            assert (one.area.bottom - one.area.top) / ground.height >= picture.layout.scale * 0.58, (one.things, seed)
