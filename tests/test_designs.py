"""The kind of car or house that is asked for is the one that is drawn, or it is told."""

import itertools
import random
import re

import pytest

from brand.oklch import oklch
from pipeline.illustration import Illustration
from pipeline.illustration.brush import Ruler, blob
from pipeline.illustration.inks import Inks
from pipeline.illustration.objects import DRAWABLES, car, front, house
from prompt_builder.lexicon import DESIGNS
from prompt_builder.scene import Person
from tests.kits import BANK, KITS
from tests.scenes import picture_of, rendering, scene_of, task, undrawn_of
from tests.scenes import scene as told

SIZES = ((512, 512), (640, 320), (1000, 260), (360, 640), (260, 1000))
FORMS = [
    (subject, design, form.strip().replace("*", ""))
    for subject, designs in DESIGNS.items()
    for design, forms in designs.items()
    for form in (forms.split(",")[0], forms.split(",")[-1])
]


@pytest.mark.parametrize(("subject", "design", "form"), FORMS)
def test_kind_is_known_with_the_product_and_without(subject, design, form):
    for facts in ({}, {"product": subject}):
        scene = scene_of(form, **facts)
        assert (scene.object, scene.design, scene.unknown_words) == (subject, design, ())


def test_every_kind_has_a_drawing():
    assert set(car.DESIGNS.values()) <= set(car.SHAPES | car.ASKED)
    assert set(house.DESIGNS.values()) <= set(house.SIZES)
    assert set(car.DESIGNS) | set(house.DESIGNS) == {design for designs in DESIGNS.values() for design in designs}


@pytest.mark.parametrize("words", ["кабриолет у моря", "a convertible", "мужчина за рулём кабриолета"])
def test_convertible_is_drawn(words):
    scene = scene_of(words, product="car")
    assert scene.design == "convertible"
    assert undrawn_of(scene) == ()


@pytest.mark.parametrize("kind", [*car.SHAPES, *car.ASKED])
def test_car_reaches_no_farther_than_half_its_length(kind):
    ruler, drawn = Ruler(), car.car(Inks(BANK), "warm", random.Random(1), kind)
    car.draw(ruler, drawn, False, None)
    half = drawn.shape.length / 2 * 1.04
    assert -half <= min(area.left for area in ruler.areas) < max(area.right for area in ruler.areas) <= half


@pytest.mark.parametrize("words", ["вдвоём в кабриолете вдоль моря", "two friends in a taxi"])
def test_who_is_in_a_kind_of_car_sits_in_it(words):
    assert scene_of(words, 3).drives


def test_kind_without_enough_seats_is_told():
    scene = scene_of("семья и друзья едут в кабриолете, две бабушки", product="car", sex="male", age=40)
    assert len(scene.people) == 5
    assert "convertible" in undrawn_of(scene)


@pytest.mark.parametrize("words", ["катер", "мотоцикл"])
def test_vehicle_that_cannot_be_drawn_is_told(words):
    assert words in scene_of(words, product="car").unknown_words


def test_second_kind_and_kind_of_another_product_are_told():
    assert scene_of("седан и кабриолет", product="car").unknown_words == ("кабриолет",)
    assert scene_of("кабриолет", product="credit card").unknown_words == ("кабриолет",)


@pytest.mark.parametrize(
    ("words", "product", "thing"),
    [
        ("машина у дома", None, "house"), ("car parked in front of a house", None, "house"),
        ("семья у машины возле дома вечером", None, "house"), ("электромобиль на зарядке у коттеджа", "car", "cottage"),
        ("такси на фоне новостройки", None, "high-rise"), ("девушка, машина, сзади коттедж", "car", "cottage"),
        ("a couple by their new car, a high-rise behind", "car", "high-rise"), ("у дома, автокредит", "car", "house"),
    ],
)  # fmt: skip
def test_house_stands_behind_a_car(words, product, thing):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size, product=product)
        assert (picture.scene.object, picture.scene.unknown_words, picture.undrawn) == ("car", (), ()), (seed, size)
        [stood] = [one for one in picture.standing if thing in one.things]
        assert not stood.front
        assert stood.area.bottom < picture.product.bottom
        assert stood.area.top < picture.product.top


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("семья у дома, рядом машина", "car"), ("новостройка, перед ней такси", "taxi"), ("a car in front of the house", "car"),
        ("пара у коттеджа, внедорожник во дворе вечером", "SUV"),
    ],
)  # fmt: skip
def test_car_stands_at_the_end_of_a_house_and_is_to_scale(words, thing):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size, product="house")
        assert picture.scene.unknown_words == ()
        assert {*picture.undrawn} <= ({thing} if size[1] > size[0] else set()), (seed, size)
        [stood] = [one for one in picture.standing if thing in one.things]
        width = DRAWABLES[thing].ground.width * picture.layout.object.scale
        assert stood.area.right - stood.area.left == pytest.approx(width)
        assert -1 < stood.area.left < stood.area.right < size[0] + 1, (seed, size)


def test_high_rise_is_in_town_and_a_chalet_is_not():
    for seed in range(20):
        for words, possible in (("new flat", ("city",)), ("шале", ("mountains", "forest"))):
            scene = scene_of(words, seed, product="house")
            assert scene.setting in possible
            assert not scene.unknown_words


def test_people_are_in_a_new_flat():
    scene = scene_of("семья в новой квартире", product="people")
    assert (scene.object, scene.setting, scene.unknown_words) == (None, "indoors", ())


@pytest.mark.parametrize(
    ("words", "tint", "told"),
    [
        ("белая машина", "white", ()),
        ("a black electric car", "dark", ()),
        ("серебристый седан", "grey", ()),
        ("красный кабриолет", "red", ()),
        ("чёрная карта", "dark", ()),
        ("белый кот и машина", "", ()),
        ("a black man in a car", "", ()),
        ("жёлтая машина", "yellow", ()),
        ("зелёный кабриолет", "green", ()),
        ("a purple card", "violet", ()),
        ("розовая карта", "pink", ()),
        ("золотая карта", "yellow", ()),
        ("a golden card", "yellow", ()),
    ],
)
def test_cars_and_cards_are_of_the_colour_that_is_said(words, tint, told):
    scene = scene_of(words)
    assert (scene.tint or "", scene.unknown_words) == (tint, told)


@pytest.mark.parametrize("words", ["мужчина держит {} карту", "рука держит {} карту"])
def test_card_in_a_hand_is_of_the_colour_that_is_said(words):
    tints = {"чёрную": "dark", "золотую": "yellow", "белую": "white", "оранжевую": "warm", "бирюзовую": "light"}
    for word, ground in tints.items():
        assert rendering(scene_of(words.format(word)))._air.card == ground


@pytest.mark.parametrize("words", ["золотые монеты", "gold coins", "открытый сейф с золотыми монетами"])
def test_gold_coins_are_of_their_own_colour(words):
    gold = scene_of(words)
    plain = gold.model_copy(update={"dyes": ()})
    assert undrawn_of(gold) == ()
    pixels, others = (Illustration().draw(one, BANK, 256, 256) for one in (gold, plain))
    assert (pixels != others).any()


def test_black_car_is_darker_than_a_grey_one_and_that_than_a_white_one():
    black, grey, white = (
        Illustration().draw(scene_of(words).model_copy(update={"things": (), "setting": "city"}), BANK, 320, 320).mean()
        for words in ("чёрный седан", "серый седан", "белый седан")
    )
    assert black < grey < white


@pytest.mark.parametrize(
    ("words", "told"),
    [("красный кабриолет", "red clothes"), ("violet card", "violet clothes"), ("a bench, a blue suitcase", "blue")],
)
def test_a_colour_is_told_where_the_kit_has_it_not(words, told):
    (drawn,) = Illustration().paint([task(scene=scene_of(words), kit=KITS["forest"], width=64, height=64)])
    assert told in drawn.undrawn


@pytest.mark.parametrize(
    ("words", "thing", "hue"),
    [
        ("женщина с красным чемоданом", "suitcase", 25),
        ("a man with a blue umbrella", "umbrella", 264),
        ("машина с большим красным бантом", "bow", 25),
        ("девочка с жёлтым воздушным шариком", "balloons", 84),
        ("a green bench", "bench", 174),
        ("a woman with a purple umbrella", "umbrella", 288),
        ("a woman with a red kite in a room", "kite", 25),
        ("a woman with a red horse in a room", "horse", 25),
        ("a woman with a red umbrella in an office", "umbrella", 25),
        ("a woman with a red book in a room", "book", 25),
    ],
)
def test_thing_has_the_colour_that_is_said_of_it(words, thing, hue):
    plain = re.sub("(красн|жёлт)ым |blue |red |green |purple ", "", words)
    task_, bare = (task(scene=scene_of(text), width=320, height=320) for text in (words, plain))
    canvas, without = Illustration().paint([task_])[0], Illustration().paint([bare])[0]
    assert not canvas.undrawn
    assert thing in task_.scene.things
    changed = canvas.pixels[(canvas.pixels != without.pixels).any(axis=2)]
    found = [oklch(tuple(map(int, pixel))) for pixel in changed[:: max(len(changed) // 200, 1)]]
    near = [abs((h - hue + 180) % 360 - 180) < 20 for _, chroma, h in found if chroma > 0.06]
    assert sum(near) > len(near) * 0.8


@pytest.mark.parametrize("words", ["подарки с красными бантами", "a gift with a red bow by the Christmas tree"])
def test_bow_of_a_gift_is_on_it_in_its_colour(words):
    shown = scene_of(words)
    assert not {"bow"} & {*shown.things}
    assert [dye[1:] for dye in shown.dyes] == [("bow", "red clothes")]
    assert not undrawn_of(shown)
    assert "bow" in scene_of(f"машина с бантом и подарки, {words}").things


def test_colour_of_what_has_another_is_told():
    assert "blue" in scene_of("a boy with blue headphones").unknown_words


@pytest.mark.parametrize(
    ("words", "dyes", "told"),
    [
        ("a red pillow on a sofa", {}, {"red", "pillow"}),
        ("красная подушка на диване", {}, {"красная", "подушка"}),
        ("красная подушка дивана", {}, {"красная", "подушка"}),
        ("a red car's umbrella", {}, {"car's"}),
        ("a red pillow covers the sofa", {}, {"red", "pillow", "covers"}),
        ("a blue car and a blue suitcase", {"suitcase": "blue clothes"}, set()),
        ("a red suitcase and a blue suitcase", {"suitcase": "red clothes"}, {"blue"}),
        ("a red suitcase and one more red suitcase", {"suitcase": "red clothes"}, set()),
        ("no red tie, a red umbrella", {"umbrella": "red clothes"}, set()),
        ("женщина сидит, красный очень большой зонт", {"umbrella": "red clothes"}, set()),
    ],
)
def test_colour_is_of_the_next_thing_once_or_is_told(words, dyes, told):
    scene = scene_of(words)
    assert {thing: look for _, thing, look in scene.dyes if thing in ("sofa", "suitcase", "umbrella")} == dyes
    assert told <= {*scene.unknown_words} <= told | {"more"}


def test_colour_between_does_not_part_a_phrase():
    """Who is "на белом диване" sits, and who is "на красном велосипеде" rides one of that colour, or it is told."""
    assert scene_of("семья на белом диване").manner == ("seated",)
    assert scene_of("девочка на красном велосипеде").activity == "cycling"
    assert scene_of("в синем, с зонтом, мужчина").dyes == ()


@pytest.mark.parametrize("size", [(512, 512), (640, 160), (160, 640)])
@pytest.mark.parametrize("words", ["электромобиль на зарядке", "electric car charging, a man beside it"])
def test_charger_hides_nothing_of_the_car_and_is_plugged_in(words, size):
    for seed in range(6):
        scene = scene_of(words, seed, product="car")
        picture = rendering(scene, size)
        [stood] = [one for one in picture.standing if "charger" in one.things]
        assert not stood.area.meets(picture.product.widened(-0.02 * size[0]))
        assert -1 < stood.area.left < stood.area.right < size[0] + 1
        assert not {"на зарядке", "charging"} & {*picture.undrawn, *scene.unknown_words}


def test_two_in_a_convertible_sit_apart_before_its_folded_roof():
    people = tuple(Person(sex=sex, age_group="adult") for sex in ("female", "male"))
    for seed in range(12):
        fields = {"design": "convertible", "object": "car", "activity": "driving", "people": people, "seed": seed}
        picture = rendering(told(**fields), (640, 320))
        assert "convertible" not in picture.undrawn
        first, second = sorted((one.head for one in picture.people), key=lambda head: head.left)
        spot = picture.layout.object
        assert first.right + 5 * spot.scale <= second.left
        assert max(abs(first.left - spot.x), abs(second.right - spot.x)) <= 107 * spot.scale


def test_bow_is_no_larger_than_a_quarter_of_the_car_that_it_lies_on():
    for shape in car.SHAPES.values():
        bow = DRAWABLES["bow"].atop
        assert bow.width <= shape.length * 0.31
        outline = blob(*shape.outline)
        assert outline.contains(shape.bonnet[0], shape.bonnet[1] + 4), shape


def test_bow_is_on_the_bonnet_and_told_elsewhere():
    assert {kind for kind, shape in car.SHAPES.items() if shape.bonnet == shape.roof} == {"van"}
    assert undrawn_of(scene_of("семья из пяти человек едет в новой машине с бантом")) == ()
    assert undrawn_of(scene_of("машина с бантом на капоте")) == ()
    assert undrawn_of(scene_of("машина с бантом на крыше")) == ("крыше",)


def test_who_drives_has_a_hand_on_the_wheel_unless_told_to_wave():
    for words, waves in (("пара едет в кабриолете", False), ("девушка машет из такси", True)):
        driver = picture_of(words, 1, (1200, 628))._product._riders[0]
        assert [arm.grip for arm in driver.pose.arms if arm.side > 0] == ["open" if waves else "fist"], words


def test_head_lamps_throw_light_only_on_the_road_of_a_car_that_moves():
    drawn, reach = car.car(Inks(BANK), "warm", random.Random(1), "sedan"), {}
    for moving in (False, True):
        ruler = Ruler()
        car.draw(ruler, drawn, True, None, moving)
        reach[moving] = max(area.right for area in ruler.areas)
    assert reach[False] <= drawn.shape.length * 0.52 < reach[True]


@pytest.mark.parametrize(
    ("words", "drives"),
    [
        ("taxi driver leaning on his taxi", False), ("taxi driver next to his taxi", False), ("a taxi driver", True),
        ("мужчина у новой машины", False), ("пара у своего белого внедорожника", False), ("у машины за рулём мама", True),
        ("родители у машины едут на дачу", False), ("пара едет на море, у них новая машина", True),
    ],
)  # fmt: skip
def test_driver_at_a_car_does_not_drive_it(words, drives):
    assert {scene_of(words, seed, product="car").drives for seed in range(8)} == {drives}


@pytest.mark.parametrize(
    ("words", "drives"),
    [
        ("пара в белом кабриолете у моря", True), ("two friends in a red convertible", True),
        ("семья в новой машине", True), ("мужчина у новой машины", False), ("a couple beside a red convertible", False),
    ],
)  # fmt: skip
def test_who_is_in_a_car_of_some_colour_sits_in_it(words, drives):
    scenes = [scene_of(words, seed, product="car") for seed in range(8)]
    assert drives == all(scene.drives for scene in scenes)
    assert not any(look.endswith("clothes") for scene in scenes for one in scene.people for look in one.looks)


@pytest.mark.parametrize("kind", [*car.SHAPES, *car.ASKED])
def test_car_from_the_front_reaches_no_farther_than_its_extent(kind):
    ruler, drawn = Ruler(), car.car(Inks(BANK), "warm", random.Random(1), kind)
    front.draw(ruler, drawn, True, lambda _: None, True)
    wide, tall = front.extent(drawn)
    lit = [area for area in ruler.areas if area.right - area.left < 2 * wide]
    assert -wide / 2 - 1 <= min(area.left for area in lit) < max(area.right for area in lit) <= wide / 2 + 1
    assert min(area.top for area in lit) >= -tall - 8


@pytest.mark.parametrize("size", [(540, 960), (480, 960), (300, 1200)])
@pytest.mark.parametrize(
    ("words", "least"),
    [("мужчина у новой машины", 0.32), ("пара у внедорожника", 0.28), ("водитель у грузовика", 0.24)],
)
def test_people_in_a_column_are_large_before_a_car_from_the_front(words, least, size):
    for seed in range(6):
        scene = scene_of(words, seed, product="car").model_copy(update={"activity": "standing"})
        picture = rendering(scene, size)
        assert picture._product.ahead
        assert max(one.trunk.bottom - one.head.top for one in picture.people) > size[1] * least, seed


def test_who_rides_in_a_car_from_the_front_is_behind_its_glass_and_no_child_in_front():
    people = tuple(Person(sex=sex, age_group=group) for sex, group in (("male", "adult"), ("female", "child")))
    for seed, design in enumerate(("SUV", "sedan", "minivan", "taxi", "convertible")):
        fields = {"design": design, "object": "car", "activity": "driving", "people": people, "seed": seed}
        product = rendering(told(**fields), (540, 960))._product
        assert product.ahead
        assert [seat.x for seat in product.seats] == [front.ABREAST, 0.0]


@pytest.mark.parametrize("words", ["пара в кабриолете у моря", "woman in a convertible by the sea"])
def test_hands_of_who_drives_an_open_car_from_the_front_are_seen_on_its_wheel(words):
    for seed, size in itertools.product(range(3), ((540, 960), (300, 1200))):
        picture = picture_of(words, seed, size)
        product, (x, below, _) = picture._product, front.WHEEL
        assert product.open_ahead
        assert product.seats[0].x == x
        assert front.chin(product.car) + below < product.car.shape.belt, "over the bonnet"
        crown, pane = product.people.outlines[0].head.placed(*product.seats[0]), product.car.shape.top
        assert crown.top > pane - 40
        assert picture.layout.object.y > size[1] * 0.75, "the road before it is no third of the picture"


@pytest.mark.parametrize("words", ["автосалон, менеджер и девушка, на капоте бант", "a couple at a car dealership"])
def test_showroom_has_a_car_that_nobody_named(words):
    scene = scene_of(words)
    assert (scene.object, scene.setting) == ("car", "indoors")
    assert not undrawn_of(scene)


def test_showroom_beside_another_product_is_no_car():
    assert scene_of("автосалон", product="credit card").object == "credit card"


@pytest.mark.parametrize(
    "words",
    [
        "пара подписывает договор ипотеки за столом", "клиент и менеджер за столом в банке", "a family in a restaurant",
        "ипотека, девушка в офисе", "bank branch",
    ],
)  # fmt: skip
def test_house_is_a_picture_in_a_room_that_is_none_of_its_own(words):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size, product="house")
        [shown] = [one.area for one in picture.standing if one.things == ("house",)]
        hidden = shown.covered([area for one in picture.people for area in (one.head, one.trunk)]) > 0.56
        assert {*picture.undrawn} <= {"house"}
        assert not hidden or picture.undrawn, (seed, size)
        assert -1 < shown.left < shown.right < size[0] + 1
        assert shown.top > -1


@pytest.mark.parametrize("words", ["семья на диване", "family dinner at the table at home", "kitchen"])
def test_room_of_a_house_has_no_picture_of_it(words):
    assert "house" not in picture_of(words, product="house").scene.things


@pytest.mark.parametrize(("words", "colour"), [
    ("пара в осеннем парке, жёлтые листья", "yellow"), ("осень, красные листья, мама с дочкой", "red"),
    ("yellow leaves, a couple", "yellow"),
])  # fmt: skip
def test_leaves_have_the_colour_they_are_said_to_have(words, colour):
    scene = scene_of(words)
    assert [(thing, look) for _, thing, look in scene.dyes] == [("autumn", f"{colour} clothes")]
    assert not scene.unknown_words
    assert not picture_of(words, 1).undrawn


@pytest.mark.parametrize("words", ["водитель у кабины грузовика", "a truck driver leaning on his truck"])
def test_driver_of_a_truck_is_at_its_cab(words):
    for seed in range(6):
        picture = picture_of(words, seed, (1200, 628))
        place, truck = picture.layout.people, picture.layout.object
        assert (place.x < truck.x) == picture._product.turned, seed
        assert not picture.undrawn
