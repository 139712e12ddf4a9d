"""The illustration painter: same scene, same bytes; every size; brand colours only; nothing silently left out."""

import itertools
import random
import time
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from typing import get_args

import numpy as np
import pytest
import skia

from pipeline.illustration import Illustration
from pipeline.illustration.air import air
from pipeline.illustration.brush import Brush, blob, box, polygon
from pipeline.illustration.figure.clothes import shod
from pipeline.illustration.figure.fashion import FASHIONS
from pipeline.illustration.figure.hair import CUTS
from pipeline.illustration.figure.people import People
from pipeline.illustration.figure.person import draw, figure, hands_free, holding, silhouette
from pipeline.illustration.figure.pose import Does
from pipeline.illustration.geometry import Area
from pipeline.illustration.inks import Ink, Inks
from pipeline.illustration.objects import DRAWABLES
from pipeline.painter import PaintTask
from prompt_builder.ages import AgeGroup, age_group
from prompt_builder.scene import Activity, Light, Person, Scene, Setting, Thing
from schemas import Metadata
from tests.kits import BANK, build, kit_of
from tests.scenes import rendering

SETTINGS = get_args(Setting)
ACTIVITIES = get_args(Activity)
PAINTER = Illustration()
WOMAN = Person(sex="female", age_group="adult")
CHILD = Person(sex="male", age_group="child")


def scene(seed=1, **facts):
    base = {
        "object": None,
        "people": (),
        "setting": SETTINGS[seed % 6],
        "light": ("day", "day", "evening")[seed % 3],
        "activity": "standing",
        "accent": ("warm", "deep", "light")[seed // 2 % 3],
        "things": (),
        "custom_prompt": "",
        "unknown_words": (),
        "seed": seed,
    }
    return Scene.model_validate(base | facts)


AIR = air(scene(), Inks(BANK), random.Random(1))


def task(painted, width=96, height=96, name="a"):
    base = {"id": name, "prompt": "", "negative_prompt": "", "kit": BANK, "seed": painted.seed}
    return PaintTask(**base, scene=painted, width=width, height=height)


def mixed(count):
    """Scenes of every product, with and without people."""
    people = itertools.cycle(((), (WOMAN,), (CHILD,), (Person(sex="male", age_group="senior"), WOMAN)))
    objects = itertools.cycle((None, "car", "house", "credit card", None))
    return [
        scene(seed, object=thing, people=cast, activity=ACTIVITIES[seed % len(ACTIVITIES)])
        for seed, cast, thing in zip(range(count), people, objects, strict=False)
    ]


def oklch(pixels):
    """Lightness, chroma and hue in degrees of sRGB pixels."""
    share = pixels.reshape(-1, 3).astype(float) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    cone = linear @ np.array([[0.4122, 0.2119, 0.0883], [0.5363, 0.6807, 0.2817], [0.0514, 0.1074, 0.6300]])
    lab = np.cbrt(cone) @ np.array([[0.2105, 1.9780, 0.0259], [0.7936, -2.4286, 0.7828], [-0.0041, 0.4506, -0.8087]])
    return lab[:, 0], np.hypot(lab[:, 1], lab[:, 2]), np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) % 360


def share_on(pixels, hues, tolerance=25):
    """How many of all pixels are neutral or of one of the hues."""
    _, chroma, hue = oklch(pixels)
    near = np.min([np.abs((hue - centre + 180) % 360 - 180) for centre in hues], axis=0) <= tolerance
    return np.mean(near | (chroma <= 0.04))


def test_same_scene_gives_same_bytes():
    for painted in mixed(12):
        first, second = (PAINTER.draw(painted, BANK, 160, 120) for _ in range(2))
        assert first.tobytes() == second.tobytes()


def test_pictures_in_a_batch_equal_their_solo_pictures():
    tasks = [task(painted, 100 + i, 120 - i, str(i)) for i, painted in enumerate(mixed(6))]
    together = PAINTER.paint(tasks)
    alone = [PAINTER.paint([one])[0] for one in tasks]
    assert [canvas.pixels.tobytes() for canvas in together] == [canvas.pixels.tobytes() for canvas in alone]
    assert len({PAINTER.key(one) for one in tasks}) == len(tasks)


def test_canvas_has_no_diffusion_settings():
    canvas = PAINTER.paint([task(scene())])[0]
    assert canvas.num_inference_steps is None
    assert canvas.guidance_scale is None


@pytest.mark.parametrize(
    ("width", "height"),
    [(64, 64), (64, 3436), (3436, 64), (65, 67), (333, 777), (777, 333), (1160, 480), (480, 1160), (1750, 1750)],
)
def test_every_size_is_met_exactly(width, height):
    for painted in mixed(5):
        pixels = PAINTER.draw(painted, BANK, width, height)
        assert pixels.shape == (height, width, 3)
        assert pixels.dtype == np.uint8
        assert pixels.std() > 4


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("light", get_args(Light))
def test_pictures_stay_on_the_palette(setting, light):
    for seed in range(6):
        facts = {"object": (None, "car", "house", "credit card")[seed % 4], "people": (WOMAN, CHILD)[: seed % 3]}
        pixels = PAINTER.draw(scene(seed, setting=setting, light=light, **facts), BANK, 256, 256)
        assert share_on(pixels, (42, 196, 266)) > 0.98


def test_all_three_brand_colours_are_seen():
    _, chroma, hue = oklch(np.concatenate([PAINTER.draw(painted, BANK, 128, 128) for painted in mixed(20)]))
    for centre in (42, 196, 266):
        assert np.mean((np.abs(hue - centre) < 20) & (chroma > 0.04)) > 0.05


def test_another_kit_repaints_everything():
    kit = kit_of("#F4A6C8", "#F2E6A0", "#2E7D4F")
    pixels = PAINTER.draw(scene(3, people=(WOMAN,), object="car"), kit, 256, 256)
    hues = oklch(np.array([[[0xF4, 0xA6, 0xC8], [0xF2, 0xE6, 0xA0], [0x2E, 0x7D, 0x4F]]]))[2]
    assert share_on(pixels, hues) > 0.95
    assert share_on(pixels, (266,), 20) < 0.6


@pytest.mark.parametrize("thing", [None, "car", "house", "credit card"])
@pytest.mark.parametrize("cast", [(), (WOMAN,)])
def test_every_seed_gives_another_picture(thing, cast):
    pictures = [PAINTER.draw(scene(seed, object=thing, people=cast), BANK, 64, 64).astype(int) for seed in range(24)]
    for one, other in itertools.combinations(pictures, 2):
        assert np.abs(one - other).mean() > 4


def test_every_age_and_sex_is_another_picture():
    everybody = [Person(sex=sex, age_group=age) for sex in ("male", "female") for age in get_args(AgeGroup)]
    pictures = [PAINTER.draw(scene(5, people=(somebody,)), BANK, 128, 128).tobytes() for somebody in everybody]
    assert len(set(pictures)) == 10


def _people(sex, age, count=60):
    """That many people of an age, as the painter would draw them."""
    inks = Inks(BANK)
    somebody = Person(sex=sex, age_group=age_group(age), age=age)
    return [figure(somebody, Does("standing"), inks, "warm", random.Random(seed)) for seed in range(count)]


def _share(people, cue):
    return sum(cue(one) for one in people) / len(people)


def _grey(one):
    return one.traits.hair.chroma < 0.02 and one.traits.hair.lightness > 0.5


@pytest.mark.parametrize("sex", ["male", "female"])
def test_hair_goes_grey_with_the_years(sex):
    assert _share(_people(sex, 38), _grey) == _share(_people(sex, 52), _grey) == 0
    assert 0 < _share(_people(sex, 58), _grey) < 0.5
    assert _share(_people(sex, 62), _grey) == _share(_people(sex, 70), _grey) == 1


def test_woman_of_45_has_a_grey_strand_and_one_of_38_has_none():
    def strands(age):
        woman = WOMAN.model_copy(update={"age_group": "adult", "age": age, "looks": ("dark hair",)})
        pictures = (PAINTER.draw(scene(seed, people=(woman,), setting="city"), BANK, 256, 256) for seed in range(4))
        light, chroma, _ = oklch(np.stack(list(pictures)))
        return int(np.sum((abs(light - 0.66) < 0.02) & (chroma < 0.03)))

    assert strands(45) > strands(38) + 40


@pytest.mark.parametrize("sex", ["male", "female"])
def test_people_grow_up_and_shrink_again(sex):
    heights = [np.mean([one.body.height for one in _people(sex, age)]) for age in (0, 2, 6, 11, 15, 30, 75, 110)]
    assert heights[:6] == sorted(heights[:6])
    assert heights[5] > heights[6] > heights[7] > heights[3]
    heads = [np.mean([one.body.height / one.body.head for one in _people(sex, age)]) for age in (0, 2, 6, 11, 15, 30)]
    assert heads == sorted(heads)


def test_nobody_young_is_drawn_with_the_marks_of_age():
    for age in (16, 25, 38):
        people = _people("male", age)
        assert not {one.traits.beard for one in people} & {"moustache", "goatee"}
        assert _share(people, lambda one: bool(one.traits.glasses)) < 0.4
    assert _share(_people("male", 78), lambda one: bool(one.traits.glasses)) > 0.4
    assert {one.traits.beard for one in _people("male", 12)} == {""}


@pytest.mark.parametrize("kit", [BANK, kit_of("#F4A6C8", "#F2E6A0", "#2E7D4F")])
def test_hair_is_natural_but_for_a_few(kit):
    everybody = [Person(sex=sex, age_group=age) for sex in ("male", "female") for age in get_args(AgeGroup)]
    inks, dyed = Inks(kit), 0
    for seed in range(1000):
        hair = figure(everybody[seed % 10], Does("standing"), inks, "warm", random.Random(seed)).traits.hair
        dyed += not _as_it_grows(hair)
    assert 1 <= dyed <= 50


def _as_it_grows(hair):
    return hair.chroma <= 0.025 or (40 <= hair.hue <= 86 and hair.chroma < 0.11)


def test_nobody_past_thirty_or_of_a_trade_has_dyed_hair_and_nobody_dyed_brows():
    inks = Inks(BANK)
    for seed in range(400):
        for age, looks in ((24, ("builder",)), (34, ()), (70, ()), (24, ())):
            somebody = Person(sex="male", age_group=age_group(age), age=age, looks=looks)
            traits = figure(somebody, Does("standing"), inks, "warm", random.Random(seed)).traits
            assert _as_it_grows(traits.natural)
            assert _as_it_grows(traits.hair) or (age == 24 and not looks)


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("barbecue at the dacha, three friends", {"suit", "blazer", "coat", "turtleneck", "scarf", "long shirt"}),
        ("couple on the beach", {"suit", "blazer", "coat", "turtleneck", "scarf"}),
        ("семья с сыном в аэропорту", {"suit", "blazer", "coat", "turtleneck"}),
        ("couple with paint rollers, renovation", {"suit", "blazer", "coat", "scarf"}),
        ("skiing couple in blue jackets", {"blazer", "sweater", "short", "rolled", "skirt", "bare"}),
        ("лепят снеговика мама и двое школьников", {"vest", "pinafore", "skirt", "shorts", "short", "rolled", "bare"}),
        ("мужчина готовит на кухне", {"suit", "blazer", "coat"}),
        ("a couple in their living room", {"coat"}),
        ("новогодняя ёлка в гостиной, мама с сыном", {"parka", "coat"}),
        ("пенсионеры гуляют осенью, листья", {"short", "rolled", "dress"}),
    ],
)  # fmt: skip
def test_clothes_are_those_for_the_scene(words, never):
    for seed in range(12):
        for wear in (one.wear for one in _drawn(words, seed)):
            bare = "bare" if wear.hands == wear.skin else ""
            assert never.isdisjoint({wear.top, wear.bottom, wear.sleeve, wear.extra, bare}), (seed, wear)


@pytest.mark.parametrize(
    ("words", "top"),
    [
        ("man in a suit at a barbecue", "suit"),
        ("a woman in a dress in the snow", "dress"),
        ("a man in a blazer in the office", "blazer"),
        ("мужчина в футболке зимой на снегу", "tee"),
        ("woman doing fitness in a purple t-shirt", "tee"),
        ("девушка в футболке занимается фитнесом", "tee"),
        ("бегун в шортах", "tee"),
        ("man jogging in a hoodie", "hoodie"),
        ("девушка в платье на пробежке", "dress"),
        ("running courier", "hoodie"),
    ],
)
def test_what_words_say_is_worn_wherever_it_is(words, top):
    assert {one.wear.top for seed in range(4) for one in _drawn(words, seed)} == {top}


@pytest.mark.parametrize(
    ("words", "each"), [("couple with paint rollers, renovation", "roller"), ("barbecue, family", ""), ("snow", "")]
)
def test_hands_hold_what_goes_with_the_scene_and_no_keys_by_chance(words, each):
    for seed in range(12):
        figures = People(build(Metadata(custom_prompt=words, product="house"), seed).scene, AIR).figures
        held = [{arm.held for arm in one.pose.arms} for one in figures]
        assert all("keys" not in one and (not each or each in one) for one in held), (seed, held)


def test_shoes_stand_off_who_carries():
    inks = Inks(BANK)
    for one in _people("male", 6):
        for behind in (inks.deep(0.5), inks.navy, inks.light(0.9), inks.warm(0.8), inks.white):
            shoe = shod(one.wear, behind, inks).shoe
            assert abs(shoe.lightness - behind.lightness) > 0.2


@pytest.mark.parametrize("words", ["family in the snow", "couple in sportswear", "friends in T-shirts", "pensioners"])
def test_nothing_that_is_worn_looks_like_the_skin_of_who_wears_it(words):
    for seed in range(12):
        for wear in (one.wear for one in _drawn(words, seed)):
            worn = (wear.main, wear.trim, wear.under, wear.lower, *[wear.hands] * wear.gloved)
            lightness, chroma, hue = oklch(np.array([ink.rgb() for ink in (wear.skin, *worn)]))
            turn = np.abs((hue - hue[0] + 180) % 360 - 180)
            across = chroma**2 + chroma[0] ** 2 - 2 * chroma * chroma[0] * np.cos(np.radians(turn))
            off = np.sqrt((lightness - lightness[0]) ** 2 + across)[1:]
            assert np.all((off > 0.1) | (chroma[1:] < 0.03) | (turn[1:] > 45)), (seed, wear)


def test_daughter_in_her_teens_is_no_child_and_who_is_carried_is_small():
    for seed in range(20):
        assert 14 <= min(one.traits.age for one in _drawn("мама и дочь-подросток", seed)) < 17
        for words in ("a toddler girl and her mother", "ребенок на руках у папы"):
            assert 2 <= min(one.traits.age for one in _drawn(words, seed)) <= 4
        assert min(one.traits.age for one in _drawn("семья, малышка на руках у мамы", seed)) == 1


def test_children_look_like_those_they_are_with():
    parents = (Person(sex="female", age_group="adult"), Person(sex="male", age_group="adult"))
    family = (*parents, Person(sex="male", age_group="child"), Person(sex="female", age_group="senior"))
    tones = Inks(BANK).skins
    for seed in range(40):
        she, he, child, grandmother = (
            tones.index(figure.traits.skin) for figure in People(scene(seed, people=family), AIR).figures
        )
        assert min(she, he) <= child <= max(she, he)
        assert min(she, he) - 1 <= grandmother <= max(she, he) + 1


def _drawn(words, seed):
    return People(build(Metadata(custom_prompt=words), seed).scene, AIR).figures


@pytest.mark.parametrize(
    "words", ["молодая семья с двумя детьми", "мама и сын-школьник", "отец и дочь-подросток", "parents"]
)
def test_parents_were_grown_up_when_their_children_came_and_are_not_grey(words):
    for seed in range(40):
        ages = [one.traits.age for one in _drawn(words, seed)]
        grown = [age for age in ages if age >= 18]
        assert max((age for age in ages if age < 18), default=0) + 18 < min(grown)
        assert max(grown) < 50


def test_parents_of_a_told_family_are_of_one_generation():
    for seed in range(20):
        assert all(one.traits.age < 50 for one in _drawn("для всей семьи — мама, папа и двое детей", seed))
        assert all(one.traits.age < 50 for one in _drawn("мама 38 лет, папа и сын", seed))


@pytest.mark.parametrize("words", ["близнецы", "мама и близнецы", "twin brothers, 30", "папа с тройняшками"])
def test_twins_look_alike(words):
    for seed in range(10):
        twins = [one for one in _drawn(words, seed) if one.traits.person.twin]
        first = twins[0]
        assert len(twins) > 1
        for one in twins:
            assert (one.body, replace(one.wear, extra="")) == (first.body, replace(first.wear, extra=""))
            assert (one.traits.hair, one.traits.skin, one.traits.glasses) == (
                first.traits.hair,
                first.traits.skin,
                first.traits.glasses,
            )


def test_infants_sit():
    assert not any(one.pose.stands for one in _people("female", 0) + _people("male", 1))
    assert all(one.pose.stands for one in _people("male", 2))


def test_every_activity_is_another_picture():
    child = Person(sex="male", age_group="child", age=4)
    pictures = [
        PAINTER.draw(scene(5, people=(WOMAN, WOMAN, child), activity=activity), BANK, 128, 128).tobytes()
        for activity in ACTIVITIES
    ]
    assert len(set(pictures)) == len(ACTIVITIES)


@pytest.fixture(scope="module")
def without():
    """The pixels of a scene before anything is put into it."""
    return cache(lambda **facts: PAINTER.draw(scene(4, **facts), BANK, 96, 96))


@pytest.mark.parametrize("thing", get_args(Thing))
@pytest.mark.parametrize("light", get_args(Light))
def test_thing_is_drawn_or_named_as_undrawn(thing, light, without):
    for setting, cast in itertools.product(("city", "indoors"), ((), (WOMAN,))):
        facts = {"setting": setting, "light": light, "people": cast}
        canvas = PAINTER.paint([task(scene(4, **facts, things=(thing,)))])[0]
        changed = (canvas.pixels != without(**facts)).any()
        assert changed != (thing in canvas.undrawn)


def test_unknown_words_are_undrawn():
    canvas = PAINTER.paint([task(scene(unknown_words=("zeppelin", "saxophone")))])[0]
    assert canvas.undrawn == ("zeppelin", "saxophone")


def test_many_things_at_once_fit_every_aspect():
    everything = scene(9, people=(WOMAN,), things=get_args(Thing))
    for width, height in ((800, 200), (200, 800), (300, 300)):
        assert PAINTER.draw(everything, BANK, width, height).shape == (height, width, 3)


def test_one_person_keeps_the_face_when_things_are_added():
    alone = PAINTER.draw(scene(2, people=(WOMAN,), setting="city", light="day"), BANK, 480, 960)
    with_sun = PAINTER.draw(scene(2, people=(WOMAN,), setting="city", light="day", things=("rainbow",)), BANK, 480, 960)
    assert (alone[-200:] == with_sun[-200:]).all()


def test_picture_is_fast():
    PAINTER.draw(scene(), BANK, 64, 64)
    times = []
    for painted in mixed(8):
        start = time.process_time()
        PAINTER.draw(painted, BANK, 1024, 1024)
        times.append(time.process_time() - start)
    assert sorted(times)[4] < 0.5


@pytest.mark.parametrize("held", [name for name, drawable in DRAWABLES.items() if drawable.held])
def test_first_thing_is_held_by_the_leading_hand_and_the_second_by_the_other(held):
    """The hand on the picture's right leads."""
    inks = Inks(BANK)
    for seed in range(40):
        free = figure(WOMAN, Does("standing"), inks, "warm", random.Random(seed))
        if hands_free(free) < 2:
            continue
        one, two = holding(free, (held,)), holding(free, (held, "phone"))
        assert [arm.held for arm in one.pose.arms] == ["", held]
        assert [arm.held for arm in two.pose.arms] == ["phone", held]
        for somebody in (one, two):
            assert [arm.side for arm in somebody.pose.arms] == [-1, 1]
            assert all(arm.side * arm.wrist[0] > 0 for arm in somebody.pose.arms)
        assert holding(free, (held, "phone", "gift")) == two
        assert hands_free(two) == 0


def test_thing_in_a_hand_is_painted_on_the_side_of_that_hand():
    inks = Inks(BANK)
    free = next(
        one
        for one in (figure(WOMAN, Does("standing"), inks, "warm", random.Random(seed)) for seed in range(40))
        if hands_free(one) == 2
    )

    def painted(somebody):
        brush = Brush(400, 400)
        with brush.at((200, 360), 1.8):
            draw(brush, somebody, AIR)
        return brush.pixels().astype(int)

    alone, lead, both = (painted(holding(free, things)) for things in ((), ("balloons",), ("balloons", "suitcase")))
    columns = [np.argwhere((one != other).any(axis=-1))[:, 1] for one, other in ((alone, lead), (lead, both))]
    assert columns[0].mean() > 220
    assert columns[1].mean() < 180


def test_busy_hands_take_nothing():
    inks = Inks(BANK)
    for activity, free in (("working on a laptop", 0), ("reading a book", 0), ("celebrating", 0)):
        somebody = figure(WOMAN, Does(activity), inks, "warm", random.Random(1))
        assert hands_free(somebody) == free
    typing = figure(WOMAN, Does("working on a laptop"), inks, "warm", random.Random(1))
    assert holding(typing, ("phone",)) == typing


def test_umbrella_is_held_even_by_a_hand_on_the_hip():
    for seed in range(30):
        asked = scene(seed, people=(WOMAN,), things=("umbrella",), activity="giving a thumbs up")
        picture = rendering(asked, (600, 900))
        assert "umbrella" in {arm.held for member in picture.layout.group.members for arm in member.figure.pose.arms}


@pytest.mark.parametrize("thing", ["umbrella", "balloons"])
def test_nobody_hides_the_hand_that_holds_what_is_over_heads(thing):
    """Who holds it is behind who is smaller, and so would hand and pole be."""
    for seed in range(24):
        asked = scene(
            seed, people=(Person(sex="male", age_group="adult"), WOMAN, CHILD), things=(thing,), activity="waving"
        )
        group = rendering(asked, (900, 900)).layout.group
        [holder] = [one for one in group.members if thing in {arm.held for arm in one.figure.pose.arms}]
        n = [arm.held for arm in holder.figure.pose.arms].index(thing)
        arm = holder.outline.limbs[2 * n + 1]
        fist = Area(arm.end_x - 3, arm.end_y - 9, arm.end_x + 3, arm.end_y)
        before = group.painted[group.painted.index(holder) + 1 :]
        assert not any(part.meets(fist) for one in before for part in (one.outline.head, one.outline.trunk)), seed


def test_raised_arm_grows_out_of_the_shoulder_and_a_hanging_one_is_below_it():
    for group, seed in itertools.product(("young adult", "adult", "senior"), range(4)):
        for activity, up in (("celebrating", True), ("standing", False)):
            somebody = Person(sex=("female", "male")[seed % 2], age_group=group)
            one = figure(somebody, Does(activity), Inks(BANK), "warm", random.Random(seed))
            assert {upper.y < one.body.collar + 4.0 for upper in silhouette(one, AIR).limbs[::2]} == {up}
        one = figure(somebody, Does("waving"), Inks(BANK), "warm", random.Random(seed))
        waves = max(silhouette(one, AIR).limbs[::2], key=lambda upper: upper.x)
        assert waves.x - waves.radius > one.body.shoulder * 0.5, "not out of the chest"


@pytest.mark.parametrize("setting", ["city", "forest", "mountains", "countryside"])
@pytest.mark.parametrize("things", [("snow",), ("snowman",), ("christmas tree",)], ids=str)
def test_snow_lies_on_the_ground_in_winter_and_nothing_blooms(setting, things):
    for seed in range(3):
        asked = scene(seed, setting=setting, things=things, light="day")
        ground = PAINTER.draw(asked, BANK, 200, 200)[170:].reshape(-1, 3).astype(int)
        red, green, blue = np.median(ground, axis=0)
        assert blue >= green >= red > 190, "snow is white with a blue shade, grass and pavements are not"


def test_everybody_wears_what_can_be_drawn():
    for fashion in FASHIONS.values():
        assert {cut for cuts in fashion.cuts.values() for cut in cuts} <= set(CUTS)


WAVE = [(-90.0, 40.3), (100.0, 61.0), (300.0, 22.7), (590.0, 55.0)]


@pytest.mark.parametrize("width", [504, 501])
@pytest.mark.parametrize("turned", [0.0, 3.0])
@pytest.mark.parametrize(
    "shape",
    [
        box(0, 0, 504, 240.7),
        box(-2, 33.3, 520, 300),
        box(20, 10, 470, 200),
        blob(*WAVE, (590, 400), (590, 400), (-90, 400), (-90, 400)),
        polygon((-10, 5), (250, 190), (520, 5), (520, 250), (-10, 250)),
    ],
    ids=["sky", "floor", "card", "hill", "valley"],
)
def test_gradients_have_the_pixels_that_skia_gives_them_one_by_one(shape, width, turned):
    inks = [(Ink(0.4, 0.1, 250), 1.0), (Ink(0.9, 0.05, 80), 1.0), (Ink(0.98, 0.01, 80), 1.0)]
    brush, size = Brush(width, 250), (width, 250)
    expected = skia.Surface.MakeRaster(skia.ImageInfo.Make(*size, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType))
    with brush.at((0.0, 3.5), 1.01, turned), brush.inside(box(0, 0, 520, 230)) if turned else nullcontext():
        brush.melt(shape, (0, 12), (0, 222.5), inks)
    with expected as canvas:
        canvas.translate(0.0, 3.5)
        canvas.rotate(turned)
        canvas.scale(1.01, 1.01)
        if turned:
            canvas.clipPath(box(0, 0, 520, 230), doAntiAlias=True)
        stops = [skia.ColorSetARGB(255, *ink.rgb()) for ink, _ in inks]
        shader = skia.GradientShader.MakeLinear([(0, 12), (0, 222.5)], stops)
        canvas.drawPath(shape, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))
    assert (brush.pixels() == np.asarray(expected.makeImageSnapshot())[..., :3]).all()
