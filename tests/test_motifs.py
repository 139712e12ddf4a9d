"""What a bank offers is drawn as what it is: by its words, in every size, with people and without."""

import itertools
import math
import random

import pytest

from pipeline.illustration import Illustration, cabin, foreground, platforms, stage
from pipeline.illustration.air import air
from pipeline.illustration.brush import Ruler, box
from pipeline.illustration.figure.people import People
from pipeline.illustration.figure.person import draw, silhouette
from pipeline.illustration.geometry import Area, around
from pipeline.illustration.illustration import staged
from pipeline.illustration.inks import Inks
from pipeline.illustration.layout import Frame, Spot
from pipeline.illustration.objects import DRAWABLES, Drawable, office, payments
from pipeline.illustration.objects.drawable import Drawing, Held, Laid
from pipeline.illustration.scenery.land import Land
from prompt_builder import scene as told
from prompt_builder.description import describe
from tests.kits import BANK
from tests.scenes import DAY, picture_of, rendering, scene_of, task, undrawn_of

WORDS = {
    "вклад под высокий процент": ("piggy bank", "growth chart"),
    "накопительный счёт": ("piggy bank",),
    "savings account": ("piggy bank",),
    "мобильное приложение банка": ("banking app",),
    "mobile banking app": ("banking app",),
    "перевод денег": ("banking app",),
    "инвестиции": ("growth chart",),
    "страхование жизни": ("shield",),
    "travel insurance": ("suitcase", "shield"),
    "кредит наличными": ("wallet",),
    "рефинансирование": ("documents",),
    "кэшбэк": ("cashback",),
    "кредит для малого бизнеса": ("wallet", "storefront"),
    "кредит для фермеров: фермер на огороде": ("vegetable beds",),
    "кредит наличными, девушка": ("wallet",),
    "March 8, tulips": ("8 March", "flowers"),
    "hand with phone": ("app on a phone",),
    "woman paying by card at terminal": ("payment terminal",),
    "магазинчик у дома": ("storefront",),
    "a small shop": ("storefront",),
    "к годовщине Великой Победы": (),
    "счастливый клиент в отделении банка": ("bank branch",),
    "at the bank": ("bank branch",),
    "девушка держит телефон в руке": ("app on a phone",),
    "phone in her hand": ("app on a phone",),
    "рука держит телефон": ("app on a phone",),
    "оплата телефоном через терминал на кассе": ("app on a phone", "payment terminal", "till"),
    "payment by phone at the terminal": ("app on a phone", "payment terminal"),
    "телефон в руке с приложением банка": ("app on a phone",),
    "бухгалтер в офисе": ("office",),
    "продавщица в магазине": ("supermarket", "till"),
    "оплата по QR-коду": ("QR code",),
    "эквайринг": ("payment terminal",),
    "банкомат": ("ATM",),
    "банковская ячейка": ("safe",),
    "ипотечный калькулятор": ("calculator",),
    "calendar": ("calendar",),
    "столик в ресторане": ("restaurant",),
    "бариста у стойки кофейни": ("coffee shop",),
    "друзья за барной стойкой": ("bar",),
    "покупает лекарства в аптеке": ("pharmacy",),
    "кладовщик": ("warehouse",),
    "фармацевт за прилавком аптеки": ("till", "pharmacy"),
    "студентка в библиотеке": ("library",),
    "в торговом центре": ("mall",),
    "лыжники на склоне": ("snow", "skis", "slope"),
    "летний полис ДМС": ("sun", "shield"),
    "автопутешествие": ("suitcase", "road"),
    "bartender": ("bar",),
    "bar chart": ("growth chart",),
    "семья в аэропорту": ("airport",),
    "фермер на поле с тыквами": ("pumpkins",),
    "вклад осенью: копилка и кленовые листья": ("piggy bank", "autumn"),
    "коврики для йоги": ("mats",),
    "девушка со стаканчиком кофе": ("coffee to go",),
    "коробки и фикус в новой квартире": ("moving boxes", "plant"),
    "grocery store": ("supermarket",),
    "переезд": ("moving boxes",),
    "кредит на ремонт": ("wallet", "renovation"),
    "home renovation": ("renovation",),
    "электромобиль": ("charger",),
    "кэшбэк на заправках": ("cashback", "fuel pump"),
    "женщина выбирает овощи на рынке": ("market stall",),
    "вклады на рынке недвижимости": ("piggy bank",),
    "savings for our target audience": ("piggy bank",),
    "ticket to success, a growth chart": ("growth chart",),
    "большой бант": ("bow",),
    "снеговик": ("snow", "snowman"),
    "праздничный салют": ("fireworks",),
    "весна": ("blossom",),
    "golden autumn": ("autumn",),
    "шашлык": ("barbecue",),
    "урожай с огорода": ("vegetable beds",),
    "мама с коляской": ("pram",),
    "корзина с продуктами": ("basket",),
    "тележка с продуктами": ("shopping cart",),
    "гантели": ("dumbbells",),
    "skiing": ("snow", "skis"),
    "цветы к 8 марта": ("flowers", "8 March"),
    "пикник": ("picnic",),
    "на рыбалку с удочкой": ("lake", "fishing rod"),
    "ужин при свечах": ("candles", "restaurant"),
    "tractor": ("tractor",),
    "пекарь со свежим хлебом": ("bread", "restaurant kitchen"),
    "повар на кухне ресторана": ("restaurant kitchen",),
    "в пекарне": ("bakery",),
    "женщина в булочной": ("bakery",),
    "женщина в магазине одежды": ("mall",),
    "мама на кухне": ("kitchen",),
    "фермер с вилами": ("pitchfork",),
    "трактористы": ("tractor",),
    "клумба": ("flower bed",),
    "девочка в саду": ("garden",),
    "grandad in the garden": ("garden",),
    "фермер на пшеничном поле, агрокредит": ("wheat",),
    "ears of wheat": ("wheat",),
    "пара у озера": ("lake",),
    "идут по аллее": ("alley",),
    "прогулка по бульвару": ("alley",),
    "на набережной": ("embankment",),
    "пара на мосту": ("bridge deck",),
    "мужчина на фоне моста": ("bridge deck",),
    "мост вдали": ("bridge",),
    "a girl reads by a floor lamp": ("lamp",),
    "парикмахер": ("scissors", "beauty salon"),
    "флорист": ("flowers", "flower shop"),
    "химик": ("laboratory",),
    "у стоматолога": ("clinic",),
    "новогодний вклад": ("christmas tree", "piggy bank"),
    "песочные часы и монеты": ("hourglass", "coins"),
    "лампочка": ("light bulb",),
    "a target with an arrow": ("target",),
    "ракета": ("rocket",),
    "слитки золота": ("gold bars",),
    "весы": ("scales",),
    "будильник": ("alarm clock",),
}
FLAT = {"road", "fence", "garden", "wheat", "lake", "alley", "embankment", "bridge deck", "boat", "bridge"}
"""What ends in water or in the ground below its foot, which a frame cuts."""
OFFERED = [name for name, drawable in DRAWABLES.items() if drawable.offered]

ROOMS = [name for name, drawable in DRAWABLES.items() if drawable.interior]


@pytest.mark.parametrize("words", WORDS)
def test_what_a_bank_offers_is_a_thing_of_the_scene(words):
    assert scene_of(words).things == WORDS[words]


@pytest.mark.parametrize(("words", "subject"), [("ипотека", "house"), ("mortgage", "house"), ("автокредит", "car")])
def test_loan_for_a_house_or_a_car_shows_it(words, subject):
    assert scene_of(words).object == subject


@pytest.mark.parametrize("motif", OFFERED)
def test_motif_alone_is_the_subject_on_a_stage(motif):
    cast = stage.chosen(("dog", motif))
    assert cast == ((motif,), ("dog",))


@pytest.mark.parametrize("size", [(64, 436), (436, 64), (320, 320)])
def test_motif_keeps_inside_the_frame(size):
    for right in (False, True):
        plan = stage.layout(Frame(*map(float, size), right), scene_of("сейф"), ("safe",), ())
        reach = plan.object.scale * 50 * 1.12
        assert reach <= plan.object.x <= size[0] - reach
        for motif in map(stage.drawing, OFFERED):
            tall = motif.height * stage.fitting(plan.object, motif)
            assert 0 < plan.object.y - tall < plan.object.y < size[1]


@pytest.mark.parametrize("size", [(240, 120), (90, 320)])
@pytest.mark.parametrize("room", ROOMS)
def test_room_of_its_own_kind_is_shown_once_and_indoors(room, size):
    scene = scene_of("", product="people").model_copy(update={"things": (room,), "activity": "standing"})
    inside, outside = scene.model_copy(update={"setting": "indoors"}), scene.model_copy(update={"setting": "city"})
    plain = inside.model_copy(update={"things": ()})
    assert (Illustration().draw(inside, BANK, *size) != Illustration().draw(plain, BANK, *size)).any()
    both = inside.model_copy(update={"things": (room, next(other for other in ROOMS if other != room))})
    assert undrawn_of(both) == both.things[1:]
    assert undrawn_of(outside) == (() if DRAWABLES[room].ground else (room,))


DRAWN = [
    (name, place)
    for name, drawable in DRAWABLES.items()
    for place in ("ground", "outdoors", "stage", "far", "aloft", "framed", "aboard")
    if getattr(drawable, place) and name not in FLAT
]


@pytest.mark.parametrize(("name", "place"), DRAWN)
def test_drawing_has_the_measures_that_are_told_of_it(name, place):
    """Else it would be cut by the frame or stand in what is beside it."""
    drawing, ruler = getattr(DRAWABLES[name], place), Ruler()
    daylight = DAY
    for seed in range(3):
        drawing.paint(ruler, daylight, random.Random(seed))
    area, half, spare = ruler.area, drawing.width / 2, 0.08
    assert -half - spare * drawing.width <= area.left < area.right <= half + spare * drawing.width
    assert -drawing.height * (1 + spare) <= area.top < area.bottom <= drawing.height * spare


@pytest.mark.parametrize("size", [(320, 320), (640, 360), (220, 440)])
def test_several_things_stand_beside_people_and_cover_nobody(size):
    scene = scene_of("калькулятор, календарь, документы", product="people", sex="male", age=40)
    plan = Illustration().plan(task(scene=scene, width=size[0], height=size[1]))
    bare = Illustration().draw(scene.model_copy(update={"things": ()}), BANK, *size)
    assert not any(area.meets(one.face) or area.meets(one.trunk) for area in plan.front for one in plan.people)
    for thing in scene.things:
        less = scene.model_copy(update={"things": tuple(one for one in scene.things if one != thing)})
        assert (Illustration().draw(less, BANK, *size) != Illustration().draw(scene, BANK, *size)).any()
    assert (bare != Illustration().draw(scene, BANK, *size)).any()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("words", "thing"),
    [("мама катит коляску", "pram"), ("парень с тележкой в супермаркете", "shopping cart"),
     ("woman with a cart full of groceries, cashback", "shopping cart")],
)  # fmt: skip
def test_what_rolls_is_pushed_by_its_handle(words, thing, seed):
    scene = scene_of(words, seed)
    assert not scene.unknown_words
    (pushing,) = People(scene, air(scene, Inks(BANK), random.Random(1))).figures
    ruler = Ruler()
    draw(ruler, pushing, air(scene, Inks(BANK), random.Random(1)))
    assert [arm.held for arm in pushing.pose.arms if arm.held] == [thing]
    assert abs(max(area.bottom for area in ruler.areas)) < 8, "on the ground"
    known = silhouette(pushing, air(scene, Inks(BANK), random.Random(1)))
    for sleeve, fist in zip(known.limbs[1::2], known.hands, strict=True):
        along = (sleeve.end_x - sleeve.x) * (fist.end_x - fist.x) + (sleeve.end_y - sleeve.y) * (fist.end_y - fist.y)
        assert along > 0, "at the end of the sleeve"
    left, right = known.hands
    assert abs(left.x - right.x) < 12.0, "both hands"


@pytest.mark.parametrize("seed", range(4))
def test_wallet_of_who_gets_cash_is_in_the_hand(seed):
    words = "бабушка получает пенсию наличными у банкомата"
    scene = scene_of(words, seed)
    plan = Illustration().plan(task(scene=scene, width=512, height=512))
    assert any(
        arm.held == "wallet" for arm in People(scene, air(scene, Inks(BANK), random.Random(1))).figures[0].pose.arms
    )
    assert not any(area.meets(one.trunk) for area in plan.front for one in plan.people)


@pytest.mark.parametrize(
    ("words", "tool"),
    [
        ("девушка красит стену валиком", "roller"),
        ("дедушка поливает грядки", "watering can"),
        ("папа жарит шашлык", "tongs"),
    ],
)
def test_who_works_with_something_has_its_tool_in_a_hand(words, tool):
    scene = scene_of(words, 3).model_copy(update={"activity": "standing"})
    people = People(scene, air(scene, Inks(BANK), random.Random(1)))
    assert [arm.held for one in people.figures for arm in one.pose.arms if arm.held] == [tool]
    assert people.rest == list(scene.things)


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("плотник с молотком", "hammer"),
        ("мужчина с гаечным ключом", "wrench"),
        ("woman with a screwdriver", "screwdriver"),
        ("парень с дрелью", "drill"),
        ("дачник с лопатой", "shovel"),
        ("фермер с граблями", "rake"),
        ("мужчина с ящиком инструментов", "toolbox"),
        ("бабушка с лейкой в саду", "watering can"),
        ("турист с паспортом", "passport"),
        ("пара с билетами в аэропорту", "tickets"),
        ("женщина с конвертом", "envelope"),
        ("менеджер с планшетом", "tablet"),
        ("женщина с папкой документов", "folder"),
        ("студентка с блокнотом", "notebook"),
        ("a man with a magnifying glass", "magnifier"),
        ("девушка с микрофоном", "microphone"),
        ("девушка с фотоаппаратом на море", "camera"),
        ("парень с гитарой", "guitar"),
        ("девочка с мороженым", "ice cream"),
        ("спортсмен с золотым кубком", "trophy"),
        ("athlete with a medal", "medal"),
        ("мальчик с флажком", "flag"),
        ("девочка с плюшевым мишкой", "teddy bear"),
        ("курьер с пиццей", "pizza boxes"),
        ("мужчина на диване ест пиццу", "pizza"),
        ("farmer with a crate of vegetables", "crate of vegetables"),
        ("бабушка с ящиком яблок", "crate of apples"),
        ("пенсионер с тростью", "cane"),
        ("женщина держит жёлтый зонт и красную сумку", "umbrella"),
        ("женщина с красной посылкой", "parcel"),
    ],
)
def test_what_somebody_has_is_in_the_hand_and_nothing_else_is_in_both(words, thing):
    for seed in range(5):
        scene = scene_of(words, seed)
        hands = [arm for one in rendering(scene)._people.figures for arm in one.pose.arms]
        assert [arm.held for arm in hands].count(thing) == 1, seed
        assert undrawn_of(scene) == (), seed
        broad = next(arm for arm in hands if arm.held == thing).thing.both
        assert not broad or not [arm for arm in hands if arm.held not in (thing, "")], seed


@pytest.mark.parametrize("seed", range(4))
def test_card_in_a_hand_leaves_its_place_to_what_stands_there(seed):
    alone, beside = ("женщина держит карту", "женщина держит карту у терминала на кассе")
    plans = [Illustration().plan(task(scene=scene_of(words, seed))) for words in (alone, beside)]
    assert [plan.product is None for plan in plans] == [False, True]
    assert undrawn_of(scene_of(beside, seed)) == ()


@pytest.mark.parametrize("size", [(512, 512), (640, 320), (320, 640)])
@pytest.mark.parametrize("words", ["a small shop and a woman", "повар у своего магазина, рядом терминал"])
def test_shop_rises_over_who_stands_before_it(words, size):
    picture = picture_of(words, size=size)
    (shop,) = [one.area for one in picture.standing if one.things == ("storefront",)]
    (who,) = picture.people
    broad = shop.right - shop.left > 0.9 * size[0]  # there is no room for more in a column
    assert broad or shop.top < who.head.top
    assert shop.top >= 0


@pytest.mark.parametrize("size", [(512, 512), (640, 320), (320, 560)])
@pytest.mark.parametrize("words", ["рука с телефоном, дом сзади", "keys and a house", "car and a calculator"])
def test_small_things_are_large_where_nobody_is_at_a_house_or_a_car(words, size):
    picture = picture_of(words, size=size)
    (near,) = [one.area for one in picture.standing if one.front]
    assert max(near.bottom - near.top, near.right - near.left) >= min(0.48 * min(size), 0.38 * size[1])
    assert -1 <= near.left < near.right <= size[0] + 1
    assert near.top >= 0
    assert near.covered([picture.product]) < 1
    assert picture.product.covered([near]) < 0.4


@pytest.mark.parametrize("words", ["сейф, впереди щит", "копилка, а позади график", "phone, a safe behind it"])
def test_what_is_before_another_thing_is_nearly_as_large(words):
    picture = picture_of(words)
    ruler = Ruler()
    spot, behind = picture.layout.object, stage.backdrop(picture.scene, picture._starring)
    alone = next(one for one in picture._starring if one != behind)
    stage.draw(ruler, picture._air, spot, stage.Standing(picture._starring, behind), random.Random(1))
    assert behind
    wide = stage.drawing(alone).width * stage.fitting(spot, stage.drawing(alone))
    assert any(0.5 * wide < one.right - one.left < 0.8 * wide for one in ruler.areas), alone


def test_no_water_and_no_trunk_is_nearer_than_the_feet():
    for horizon, feet in ((300.0, 320.0), (300.0, 400.0), (300.0, 900.0)):
        land = Land(300.0, 900.0, horizon, 3.0, near=feet)
        assert horizon <= land.shore <= feet
    assert Land(300.0, 900.0, 300.0, 3.0).shore == 300 + 600 * 0.34


@pytest.mark.parametrize("size", [(512, 512), (640, 336), (384, 672), (192, 768)])
@pytest.mark.parametrize("words", ["семья у дома, рядом цветущая яблоня", "пара у дома осенью", "couple, house, fir"])
def test_no_tree_hides_the_house_that_is_advertised(words, size):
    for seed in range(3):
        picture = picture_of(words, seed, size, product="house")
        trees = [one.area for one in picture.standing if not one.front]
        assert picture.product.covered(trees) < 0.45, seed


def test_leaves_lie_about_whatever_hides_their_tree():
    scene = scene_of("couple walking, autumn leaves").model_copy(update={"setting": "city"})
    for size in ((192, 768), (768, 192), (400, 400)):
        assert "autumn" not in undrawn_of(scene, size)
        bare = scene.model_copy(update={"things": ()})
        ground = [Illustration().draw(one, BANK, *size)[int(size[1] * 0.8) :] for one in (scene, bare)]
        assert (ground[0] != ground[1]).any()


@pytest.mark.parametrize(
    "words",
    [
        "девушка показывает рукой на календарь",
        "девушка с гантелями, кешбек",
        "девушка с телефоном у ёлки",
        "пенсионер на скамейке с кошельком",
        "a skier holding a phone in the snow",
        "мужчина у ёлки",
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_card_is_seen_once_and_hides_nothing_that_was_asked_for(words, seed):
    picture = picture_of(words, seed, product="credit card")
    held = {arm.held for one in picture._people.figures for arm in one.pose.arms}
    assert {"credit card", "phone", "app on a phone", "wallet"} & {*held, *picture._starring}
    assert picture.product is None
    assert "credit card" not in picture.undrawn


@pytest.mark.parametrize(
    "words",
    [
        "девушка сидит вечером на скамейке с телефоном", "студент платит телефоном по QR в кафе",
        "женщина платит телефоном на терминале в магазине", "a couple with a phone in the kitchen",
    ],
)  # fmt: skip
def test_card_is_seen_beside_a_phone_in_a_hand(words):
    for seed, size in itertools.product(range(3), ((856, 540), (400, 800))):
        picture = picture_of(words, seed, size, product="credit card")
        held = {arm.held for one in picture.layout.group.members for arm in one.figure.pose.arms}
        assert {"phone", "app on a phone"} & held
        assert picture.product or {"credit card"} & {*held, *picture._starring}


@pytest.mark.parametrize(
    "words", ["семья едет в отпуск на машине с чемоданами", "a couple driving an SUV with a suitcase"]
)
def test_luggage_of_who_drives_is_on_the_roof(words):
    for seed, size in itertools.product(range(6), ((640, 320), (400, 400), (320, 560))):
        picture = picture_of(words, seed, size)
        assert picture._product.car.rack
        assert not {"suitcase", "suitcases"} & {*picture._rest, *picture.undrawn}
        assert not picture_of("белый внедорожник с бантом в автосалоне", seed)._product.car.rack


@pytest.mark.parametrize(
    "words", ["семья с собакой едет к морю на машине, подарок", "a couple driving a car, a dog and a gift"]
)
def test_nothing_is_left_on_the_road_by_who_drives(words):
    picture = Illustration().paint([task(scene=scene_of(words), width=400, height=300)])[0]
    assert {"dog", "gift"} <= {*picture.undrawn}


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("за рулём новой машины", True), ("behind the wheel of a new car", True), ("за рулём красной машины", False),
        ("новая машина едет по городу", False), ("девушка за рулём", False), ("едем в горы на машине", False),
    ],
)  # fmt: skip
def test_where_nobody_is_named_at_the_wheel_one_sees_what_a_driver_does(words, inside):
    scene = scene_of(words)
    assert ("car interior" in scene.things) == inside
    assert bool(scene.people) == ("девушка" in words)


@pytest.mark.parametrize(
    ("words", "people", "sex"),
    [
        ("мужские руки на руле, вечерний город", 0, "male"), ("hands on the steering wheel, road to the sea", 0, None),
        ("вид из салона, женские руки на руле", 0, "female"), ("девушка за рулём, руки на руле", 1, None),
    ],
)  # fmt: skip
def test_hands_on_a_wheel_are_seen_from_the_seat_of_who_drives(words, people, sex):
    scene = scene_of(words)
    assert {"car interior", "steering wheel"} <= {*scene.things}
    assert (len(scene.people), scene.hands[:1] in ((), (sex,))) == (people, True)
    assert picture_of(words, 1).undrawn == ()


@pytest.mark.parametrize("size", [(400, 1600), (1080, 1080), (1200, 628)])
def test_road_is_seen_between_the_seats_of_those_in_a_car(size):
    for words in ("вид из салона, мама, папа и дочка, дорога", "вид из салона, семья с двумя детьми, дорога"):
        assert not picture_of(words, 3, size).undrawn


def test_things_stand_in_a_row_before_the_main_one_in_a_column():
    for size, column in (((400, 1600), True), ((600, 1200), True), ((1080, 1080), False)):
        picture = picture_of("копилка, календарь и график роста", 1, size)
        assert (stage.standing(picture.scene, picture._starring, picture.layout).column > 0) == column


def test_cake_of_who_sit_at_a_table_lies_on_it():
    picture = picture_of("ресторан, день рождения, торт, семья за столом", 6228, (720, 720))
    assert "cake" not in picture._people.held
    assert [thing for thing, _ in picture._lying.things] == ["cake"]


def test_no_tree_of_a_landscape_peeks_out_behind_what_is_on_a_stage():
    picture = picture_of("копилка за городом, весна", 2, (1200, 628))
    tops = [one for one in picture._tops if one.body]
    assert any(one.left < picture.layout.object.x < one.right for one in tops)


def test_glass_of_a_car_with_people_is_no_column():
    layout = picture_of("семья в машине, пристёгнуты", 1, (400, 1600)).layout
    heads = min(head.top for head in layout.heads)
    assert 0 < heads - cabin._top(layout) < layout.width / 2


@pytest.mark.parametrize("words", ["малыш в автокресле, мама рядом", "mom beside a toddler in a car seat"])
def test_child_in_a_seat_is_lower_than_who_sits_beside(words):
    small, tall = sorted(picture_of(words).layout.group.members, key=lambda one: one.figure.traits.age)
    assert small.outline.face.top > (tall.outline.face.top + tall.outline.face.bottom) / 2


def test_no_car_is_open_by_chance_where_snow_falls():
    kinds = [{picture_of(words, seed)._product.car.kind for seed in range(16)}
             for words in ("зима, мужчина у машины", "мужчина у машины")]  # fmt: skip
    assert ["cabrio" in known for known in kinds] == [False, True]


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("такси вечером у аэропорта, пассажир с чемоданом", "airport"),
        ("electric car charging at the shopping mall", "mall"),
    ],
)
def test_building_of_a_room_is_seen_from_outside_behind_a_car(words, thing):
    picture = picture_of(words, 1, (1200, 628))
    assert [one.things for one in picture.standing if thing in one.things] == [(thing,)]
    assert thing not in picture.undrawn


@pytest.mark.parametrize(
    ("words", "told"), [("чемоданы в багажнике, семья", "багажнике"), ("an open trunk, a family", "open trunk")]
)
def test_boot_is_told_at_a_car(words, told):
    scene = scene_of(words)
    assert (scene.object, scene.unknown_words) == ("car", (told,))


def test_no_ladder_stands_on_a_flower_bed(monkeypatch):
    beds = []
    monkeypatch.setattr(foreground, "_bed", lambda *_: beds.append(1))
    for words in ("ремонт на даче", "дача"):
        rendering(scene_of(words), (856, 540)).draw(Ruler())
        assert bool(beds) == (words == "дача")


def test_road_to_the_sea_ends_on_its_sand():
    layout = picture_of("вид из салона, дорога к морю", 1, (1024, 1024)).layout
    assert layout.horizon < layout.base < cabin.sill(layout)


@pytest.mark.parametrize(
    ("words", "sex"),
    [
        ("семья в машине, папа за рулём", "male"),
        ("family in the car, dad driving, kids in the back", "male"),
        ("родители с детьми едут в машине, мама за рулём", "female"),
    ],
)
def test_who_is_said_to_drive_does(words, sex):
    assert {scene_of(words, seed).people[0].sex for seed in range(6)} == {sex}


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("семья едет к морю, дети на заднем сиденье", True),
        ("mom driving, daughter buckled up in the back", True),
        ("семья в белом кроссовере, дети на заднем сиденье", False),
        ("семья едет к морю на машине", False),
    ],
)
def test_back_seat_of_who_drives_is_seen_from_inside(words, inside):
    assert ("car interior" in scene_of(words).things) == inside


@pytest.mark.parametrize("words", ["пара красит стену, ремонт", "young couple painting a wall, renovation"])
def test_all_who_paint_a_wall_have_a_roller(words):
    for seed in range(6):
        figures = People(
            staged(scene_of(words, product="house")), air(scene_of(words), Inks(BANK), random.Random(seed))
        ).figures
        assert all("roller" in {arm.held for arm in one.pose.arms} for one in figures)


def test_what_a_product_hides_is_told():
    assert scene_of("грузовик для бизнеса").things == ()
    scene = scene_of("грузовик у магазина").model_copy(update={"setting": "city"})
    assert scene.things == ("storefront",)
    told = {undrawn_of(scene, (w, h)) for w, h in ((400, 320), (240, 400))}
    assert ("storefront",) in told


def test_leaves_cover_no_hand_and_nothing_held():
    for seed in range(40):
        words = ("машет рукой", "дети играют в футбол", "мужчина с чемоданом")[seed % 3]
        scene = scene_of(words, seed, product="people")
        plan = Illustration().plan(task(scene=scene, width=(320, 480)[seed % 2], height=320, seed=seed))
        held = [part for one in plan.people for part in (*(hand.area for hand in one.hands), *one.things)]
        leaves = [area for area in plan.front if area.bottom > 300 or area.top < 20]
        assert not any(area.meets(part) for area in leaves for part in held), (seed, words)


def test_flat_is_shown_from_inside_where_its_rooms_are_asked_for():
    inside = ("новая квартира внутри", "интерьер новой квартиры", "inside a new flat", "новая квартира, диван")
    for words in ("уютная гостиная", "cosy living room", "светлая кухня в квартире", *inside):
        scene = scene_of(words, product="house")
        assert (scene.object, scene.setting) == ("house", "indoors")
        assert Illustration().plan(task(scene=scene)).product is None
    assert scene_of("новая квартира", product="house").design == "high-rise"
    assert scene_of("высотный дом вечером").design == scene_of("a tall building").design == "high-rise"


def test_rooms_are_those_with_a_wall_of_their_own():
    assert set(told.ROOMS) == set(ROOMS)


def test_car_stands_in_its_showroom():
    scene = scene_of("новая машина в автосалоне", product="car")
    assert (scene.object, scene.setting, scene.things) == ("car", "indoors", ("car showroom",))


def test_motif_is_drawn_with_people_and_products_too():
    painter = Illustration()
    for facts in ({}, {"product": "people"}, {"product": "car"}, {"product": "house", "age": 30}):
        scene = scene_of("страхование", **facts)
        bare = scene.model_copy(update={"things": ()})
        assert (painter.draw(scene, BANK, 128, 128) != painter.draw(bare, BANK, 128, 128)).any()


def _robot(brush, air):
    brush.fill(box(-15, -40, 30, 40), air.inks.navy)


ROBOT = Drawing(30, 40, _robot)
PLACES = {
    "in a hand": ({"held": Held(_robot, "fist", "side")}, {"product": "people"}),
    "on the palm": ({"held": Held(_robot, "palm", "waist")}, {"product": "people"}),
    "on a table": ({"table": Laid(_robot)}, {"product": "car"}),
    "on the ground": ({"ground": ROBOT}, {"product": "house"}),
    "behind the subject": ({"ground": ROBOT, "behind": True}, {"product": "car"}),
    "outdoors": ({"ground": Drawing(1, 1, None), "outdoors": ROBOT}, {"product": "car"}),
    "along the wall of a room": ({"interior": lambda brush, air, *_: _robot(brush, air)}, {"product": "people"}),
    "on the roof of a car": ({"atop": ROBOT}, {"product": "car"}),
    "high in the sky": ({"aloft": ROBOT}, {"product": "house"}),
    "far away": ({"far": ROBOT}, {"product": "house"}),
    "on a stage": ({"stage": ROBOT}, {}),
    "beside people": ({"stage": ROBOT, "offered": True}, {"product": "people"}),
}


@pytest.mark.parametrize("place", PLACES)
def test_new_thing_needs_nothing_but_its_drawing(place, monkeypatch):
    drawable, facts = PLACES[place]
    setting = {"setting": "indoors"} if "interior" in drawable else {}
    asked = scene_of("", **facts).model_copy(update={"things": ("robot",), "activity": "standing"} | setting)
    unknown = Illustration().paint([task(scene=asked)])[0]
    assert unknown.undrawn == ("robot",)
    monkeypatch.setitem(DRAWABLES, "robot", Drawable(**drawable))
    known = Illustration().paint([task(scene=asked)])[0]
    assert known.undrawn == ()
    assert (known.pixels != unknown.pixels).any()


def test_child_in_a_car_sits_in_a_seat_of_its_own():
    scene = scene_of("папа за рулём, дочка в автокресле")
    assert (scene.object, scene.activity, scene.things) == ("car", "driving", ("child seat",))
    assert scene.people[0].age_group == "adult"
    painter, bare = Illustration(), scene.model_copy(update={"things": ()})
    for seats in (scene, scene.model_copy(update={"people": ()})):
        plain = seats.model_copy(update={"things": ()})
        assert (painter.draw(seats, BANK, 300, 200) != painter.draw(plain, BANK, 300, 200)).any()
    assert painter.plan(task(scene=scene)).people == painter.plan(task(scene=bare)).people


@pytest.mark.parametrize(
    "words",
    [
        "врач в белом халате со стетоскопом",
        "повар в колпаке со сковородой",
        "курьер с посылкой",
        "молодая семья у стойки в отделении банка",
        "пара подписывает договор за столом",
        "водитель такси",
        "скидки: друзья за столиком ресторана",
        "students in caps and gowns",
        "scan the QR code",
        "wallet full of bank cards",
        "a tall apartment building",
        "семья наряжает ёлку",
        "moving day: a woman with boxes",
        "chef, small business acquiring, payment terminal",
        "scientist in glasses, scientific research",
        "a scam, a shield",
        "защита от мошенничества, щит",
        "бодрая пенсионерка в розовой футболке занимается фитнесом",
        "молодая пара въезжает в новую квартиру",
        "moving day, a couple moves into a new home",
        "семья на диване, вокруг коробки после переезда",
        "summer, a couple on the beach",
        "семья едет летом на море на машине",
        "летний отпуск, пара на море",
        "пара выбирает машину в автосалоне",
        "family choosing a car in a showroom",
        "муж дарит жене машину с бантом",
        "husband gives his wife a car with a bow",
        "молодёжная карта, девушка",
        "директор в сером костюме",
        "повар с пластиковой картой",
        "ключи от первой квартиры, пара",
        "her first salary, young woman with a card",
        "пассажир ждёт рейс в аэропорту",
        "светлая просторная комната, пара",
        "копилка и календарь, копим, мама с девочкой 5 лет",
        "женщина открывает вклад в банке",
        "предприниматель открывает своё дело",
        "женщина проверяет баланс в телефоне",
    ],
)
def test_what_a_drawing_shows_besides_is_not_told_as_missing(words):
    told = undrawn_of(scene_of(words), (64, 64))
    assert set(told) <= {"скидки", "за столиком"}


@pytest.mark.parametrize("words", ["green tick on the phone screen, phone in hand", "календарь, зелёная галочка"])
def test_ticks_are_green(words):
    assert not scene_of(words).unknown_words
    assert "red" in scene_of(words.replace("green", "red").replace("зелёная", "red")).unknown_words


def test_detail_without_its_drawing_is_told():
    for words in (
        "девушка и стетоскоп",
        "девушка у высокого дерева",
        "директор в свитере",
    ):
        assert undrawn_of(scene_of(words), (64, 64)), words


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        ("дети лепят снеговика", {"coat", "hat"}),
        ("skiing holiday, father in a red sweater", {"sweater", "red clothes", "hat"}),
        ("дети играют в футбол", {"sportswear"}),
        ("девушка с гантелями в спортзале", {"sportswear"}),
        ("невеста зимой", {"bride", "hat"}),
    ],
)
def test_people_wear_what_suits_the_weather_and_what_they_do(words, looks):
    scene = scene_of(words)
    assert scene.people
    assert all(set(one.looks) == looks for one in scene.people)


@pytest.mark.parametrize(
    ("words", "setting"),
    [("врач", "indoors"), ("фермер", "countryside"), ("курьер", "city"), ("doctor on a beach", "beach")],
)
def test_trade_is_shown_where_it_is_done(words, setting):
    assert {scene_of(words, seed).setting for seed in range(8)} == {setting}


def test_bow_on_a_car_is_within_the_picture():
    for seed in range(8):
        for size in ((1000, 250), (400, 400), (220, 880)):
            words = "минивэн с бантом"
            scene = scene_of(words, seed)
            plan = Illustration().plan(task(scene=scene, width=size[0], height=size[1], seed=seed))
            assert plan.product is not None
            assert plan.product.top >= 0


@pytest.mark.parametrize("size", [(1000, 250), (600, 400), (400, 400), (220, 880)])
@pytest.mark.parametrize(
    "words", ["пара едет в машине, вид из салона, впереди дорога", "road trip, view from the car, evening"]
)
def test_car_from_inside_shows_its_people_behind_the_dashboard(words, size):
    painter = Illustration()
    for seed in range(4):
        scene = scene_of(words, seed)
        one = task(scene=scene, width=size[0], height=size[1], seed=seed)
        plan = painter.plan(one)
        assert len(plan.people) == (2 if "пара" in words else 0)
        assert not any(area.meets(somebody.face) for area in plan.front for somebody in plan.people)
        told = ("впереди",) if plan.people else ()  # who is seen from the front has the road behind
        assert painter.paint([one])[0].undrawn == told


@pytest.mark.parametrize("size", [(1000, 250), (600, 314), (400, 400), (220, 880)])
@pytest.mark.parametrize(
    "words",
    [
        "family road trip, view from inside the car, two kids in the back", "мама везёт сына, вид изнутри машины",
        "папа за рулём, мама рядом, трое детей на заднем сиденье, вид из салона", "пара в машине, вид изнутри",
    ],
)  # fmt: skip
def test_children_in_a_car_from_inside_are_behind_and_between_those_in_front(words, size):
    for seed in range(4):
        scene = scene_of(words, seed, product="car")
        picture = rendering(scene, size)
        members = picture.layout.group.members
        front = [one for one in members if not one.rear]
        assert [one.rear for one in members] == [one.figure.traits.person.age_group == "child" for one in members]
        assert {one.outline for one in picture.layout.group.painted[: len(members) - len(front)]} == {
            one.outline for one in members if one.rear
        }
        driver = max(members, key=lambda one: one.x)
        assert any(arm.embraces for arm in driver.figure.pose.arms)
        assert len(front) < 3
        for one in (other for other in members if other is not driver):
            assert one.outline.face.right < driver.outline.face.left
            hands = [hand.area for hand in driver.outline.hands]
            assert not any(limb.meets(hand) for limb in one.outline.limbs for hand in hands if not one.rear)
        for one in (other for other in members if other.rear):
            left = (
                min(other.outline.face.left for other in front) if len(front) > 1 else picture.layout.group.vacant.left
            )
            assert left < one.outline.face.left
            assert one.figure.body.head < driver.figure.body.head * 0.9
        assert not {*picture.undrawn, *scene.unknown_words} - {"road"}


@pytest.mark.parametrize("size", [(1000, 250), (400, 400), (220, 880)])
@pytest.mark.parametrize(
    "words",
    [
        "мама сажает малыша в детское кресло в машине", "dad buckles his son into the car seat",
        "детское кресло в машине, девочка трёх лет, мама смотрит на неё",
    ],
)  # fmt: skip
def test_who_is_at_a_child_seat_and_was_not_said_to_drive_sits_beside_the_child(words, size):
    for seed in range(4):
        scene = scene_of(words, seed, product="car")
        assert (scene.drives, "car interior" in scene.things) == (False, True)
        assert "in a car" in describe(scene, "en")
        picture = rendering(scene, size)
        small, tall = sorted(picture.layout.group.members, key=lambda one: one.figure.traits.age)
        straps = "смотрит" not in words
        assert sum(arm.embraces for arm in tall.figure.pose.arms) == straps
        hand = min((limb.area for limb in tall.outline.hands), key=lambda hand: abs(hand.left - small.x))
        chest = Area(small.x - 30, small.outline.face.bottom, small.x + 30, small.outline.trunk.bottom)
        assert hand.meets(chest) == straps
        assert (tall.figure.traits.turn > 0) == (small.x > tall.x)
        assert not {*picture.undrawn, *scene.unknown_words}


@pytest.mark.parametrize("size", [(1000, 250), (600, 314), (400, 400), (300, 525), (220, 880)])
@pytest.mark.parametrize(
    "words",
    [
        "папа пристёгивает малыша в автокресле", "путешествие на авто, вид из салона, муж и жена, весна",
        "девушка в синем платье за рулём, вид из салона", "four friends on a road trip, view from inside the car",
    ],
)  # fmt: skip
def test_people_in_a_car_from_inside_fill_its_breadth_or_its_height(words, size):
    for seed in range(4):
        scene = scene_of(words, seed, product="car")
        picture = rendering(scene, size)
        layout, own = picture.layout, around(part for one in picture.people for part in one.parts)
        across, high = (own.right - own.left) / size[0], (layout.heads[0].bottom - own.top) / size[1]
        assert across > 0.66 or high > 0.27, seed
        assert min(head.top for head in layout.heads) > layout.unit * 8, seed  # below the roof
        shells = [one for one in layout.group.members if "child seat" in scene.things and one.figure.traits.age < 6]
        for one in shells:
            x, scale = layout.people.x + one.x * layout.people.scale, layout.people.scale * one.figure.body.head / 12.5
            half = DRAWABLES["child seat"].aboard.width / 2 * scale
            assert 0 < x - half < x + half < size[0], seed


def test_car_from_inside_is_told_where_another_product_is_shown():
    words = "вид из салона"
    scene = scene_of(words, 3, product="credit card")
    assert "car interior" in undrawn_of(scene, (64, 64))


def test_who_drives_has_a_wheel_whoever_looks_at_whom():
    words = "road trip, view from the car, mother and daughter"
    for seed in range(6):
        scene = scene_of(words, seed).model_copy(update={"object": None})
        picture, shapes = rendering(scene, (300, 300)), Ruler()
        picture.layers[-3](shapes)
        face = min((one.face for one in picture.people), key=lambda face: face.top)
        below = [one for one in shapes.areas if one.top > face.bottom and one.left < face.left < face.right < one.right]
        wheel = [one for one in below if abs((one.right - one.left) / (one.bottom - one.top) - 1) < 0.01]
        assert len(wheel) >= 2, seed


def test_hand_with_a_phone_is_before_a_table_that_is_asked_for():
    alone, tabled = (
        Illustration().draw(scene_of(words, 5), BANK, 160, 160)
        for words in ("phone in hand indoors", "phone in hand on a table")
    )
    changed = (alone != tabled).any(axis=2)
    assert changed[120:].any()
    assert not changed[:100].any()


@pytest.mark.parametrize("size", [(320, 320), (96, 384), (400, 200)])
def test_hand_with_a_phone_is_whole_in_the_picture_and_its_sleeve_leaves_it(size):
    frame = Frame(*map(float, size), False)
    ruler, spot = Ruler(), stage.layout(frame, scene_of("сейф"), ("safe",), ()).object
    own = air(scene_of("сейф"), Inks(BANK), random.Random(1))
    stage.draw(ruler, own, spot, stage.Standing(("wallet", "app on a phone"), None), random.Random(1))
    sleeves = [one for one in ruler.areas if one.bottom >= size[1]]
    assert sleeves
    assert all(0 <= one.left <= one.right <= size[0] for one in ruler.areas if one not in sleeves)


def test_what_stands_anywhere_needs_no_stage_and_the_tallest_is_first():
    own, spot = air(scene_of("сейф"), Inks(BANK), random.Random(1)), Spot(200.0, 300.0, 2.0)

    def drawn(*things):
        ruler = Ruler()
        stage.draw(ruler, own, spot, stage.Standing(things), random.Random(1))
        return ruler.areas

    bare = Ruler()
    platforms.stage(bare, own, (spot.x, spot.y), spot.scale * 50)
    low = max(area.bottom for area in bare.areas) - 1
    staged = (("snowman", False), ("christmas tree", False), ("safe", True), ("credit card", True))
    assert [any(area.bottom > low for area in drawn(thing)) for thing, _ in staged] == [told for _, told in staged]
    assert drawn("gift", "christmas tree") == drawn("christmas tree", "gift")


def test_palm_is_behind_the_phone_and_the_wrist_in_the_cuff():
    ruler, own = Ruler(), air(scene_of("сейф"), Inks(BANK), random.Random(1))
    payments.phone_in_hand(ruler, own, random.Random(1))
    palm, cuff = ruler.areas[1:3]
    phone = next(one for one in ruler.areas if one.bottom - one.top > 140)
    beside = [one for one in ruler.areas if one.left < phone.left < one.right < phone.right]
    (thumb,) = (one for one in beside if 50 < one.bottom - one.top < 140)
    assert ruler.areas.index(palm) < ruler.areas.index(phone) < ruler.areas.index(thumb)
    assert palm.left < phone.left < phone.right < palm.right
    assert palm.top < phone.bottom < cuff.top < palm.bottom < cuff.bottom
    assert abs(thumb.left - palm.left) < 2
    assert palm.top < thumb.bottom < palm.bottom  # its ball is that of the palm


@pytest.mark.parametrize("behind", [None, "safe"])
@pytest.mark.parametrize("size", [(320, 320), (240, 400), (436, 200)])
def test_several_things_stand_on_the_top_of_the_round_stage(size, behind):
    scene, shown, painted = scene_of("сейф"), Ruler(), Ruler()
    spot = stage.layout(Frame(*map(float, size), False), scene, ("safe",), ()).object
    atmosphere = air(scene, Inks(BANK), random.Random(1))
    platforms.stage(painted, atmosphere, (spot.x, spot.y), 1.0)
    stage.draw(shown, atmosphere, spot, stage.Standing(("safe", "shield", "coins"), behind), random.Random(1))
    steps = len(painted.areas)
    top = shown.areas[steps - 1]
    assert all(top.left <= area.left <= area.right <= top.right for area in shown.areas[steps:])


@pytest.mark.parametrize("kind", ["hatchback", "SUV", "minivan", "sedan", "small car"])
def test_driver_is_seen_behind_the_front_pane(kind):
    for seed in range(6):
        picture = picture_of(f"a man driving a {kind}", seed, (700, 500), product="car")
        spot, [driver], product = picture.layout.object, picture.people, picture._product
        left, right = (edge(x for x, _ in product.car.shape.windows[0]) for edge in (min, max))
        pane = Area(left, -300, right, 0).placed(spot.x, spot.y, spot.scale, product.turned)
        assert pane.left < driver.face.left < driver.face.right < pane.right
        rim = Area(product.car.shape.seat[0] + 33, -300, 300, 0).placed(spot.x, spot.y, spot.scale, product.turned)
        assert not rim.meets(driver.face)


def test_bouquet_is_beside_the_hair():
    for seed in range(30):
        [one] = picture_of("кудрявая девушка держит цветы", seed).people
        assert one.things
        assert not any(thing.meets(one.face) for thing in one.things)
        assert all(thing.covered([one.head]) < 0.12 for thing in one.things)


def test_elbows_are_in_the_picture():
    for seed in range(12):
        for one in picture_of("man talking on the phone", seed, product="credit card").people:
            reach = around(limb.area for limb in one.limbs)
            assert reach.left >= 0
            assert reach.right <= 512


def test_head_of_a_child_on_the_shoulders_is_no_larger_than_the_one_below():
    for seed in range(12):
        [rider] = [
            one for one in picture_of("father carries son on his shoulders", seed).layout.group.members if one.carrier
        ]
        assert rider.figure.body.head < rider.carrier.body.head


def test_calculator_lies_on_the_table_at_which_somebody_sits():
    picture = picture_of("женщина за кухонным столом, рядом калькулятор", 3)
    assert picture._people.laid == ["calculator"]
    assert [one.figure.body.seat for one in picture.layout.group.members] == ["chair"]


AT_TABLE = {
    "семья из четырёх человек за столиком ресторана": (),
    "пенсионерка и консультант за столом, бумаги и калькулятор": ("documents", "calculator"),
    "предпринимательница за столом с калькулятором и календарём": ("calculator", "calendar"),
    "friends at a restaurant table, QR code on it": ("QR code",),
    "a couple signs a contract": (),
    "юрист консультирует клиентку, на столе копилка": ("piggy bank",),
    "трое коллег за столом, ноутбук и документы": ("documents",),
    "grandmother and consultant, contract and calendar on the table": ("documents", "calendar"),
}


@pytest.mark.parametrize("size", [(1200, 300), (512, 512), (300, 1200)])
@pytest.mark.parametrize(("words", "laid"), AT_TABLE.items())
def test_who_is_at_a_table_sits_at_it_and_what_they_have_to_do_with_lies_on_it(words, laid, size):
    """A table is 74 cm high, and nothing on it is before a face, whose hands are on it or hold something."""
    for seed in range(3):
        picture = picture_of(words, seed, size)
        people, group = picture._people, picture.layout.group
        assert people.table
        assert set(laid) <= set(people.laid)
        assert not {*laid} & {*picture.undrawn}
        for one in group.members:
            assert one.figure.body.seat
            assert one.outline.face.bottom < -74 - 11
            assert all(arm.held or arm.wrist[1] < -74 for arm in one.figure.pose.arms)
        assert picture.scene.setting == "indoors"


def test_who_serves_guests_stands_at_the_end_of_their_table():
    for words in (
        "официант и двое гостей за столом в ресторане",
        "chef behind two guests sitting at a restaurant table",
    ):
        members = picture_of(words, 3).layout.group.members
        in_a_row = sorted(members, key=lambda one: one.x)
        assert [bool(one.figure.body.seat) for one in in_a_row] in ([True, True, False], [False, True, True])
    assert not picture_of("официант в ресторане", 3)._people.table


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("консультация по ипотеке, молодая семья и консультант", "bank branch"),
        ("пара подписывает договор ипотеки", None),
        ("Senior couple gets keys to a new flat", None),
        ("молодая семья получает ключи от новой квартиры", None),
    ],
)
def test_home_loan_is_spoken_of_within_doors(words, place):
    for seed in range(4):
        scene = picture_of(words, seed, product="house").scene
        assert scene.setting == "indoors"
        assert place is None or place in scene.things
    assert scene_of(f"{words}, сзади высотка", product="house").design == "high-rise"


def test_consultation_takes_two():
    for words in ("консультация", "consultation in the evening", "женщина на консультации"):
        scene = scene_of(words)
        assert len(scene.people) == 2
        assert not scene.unknown_words


@pytest.mark.parametrize("size", [(1200, 300), (512, 512), (400, 720), (300, 1200)])
def test_cash_machine_is_nearly_as_tall_as_who_stands_beside_it(size):
    """It is about 160 cm high: it ends between the breast and the crown of a grown-up, and is no toy."""
    for words, facts in (
        ("женщина у банкомата", {}),
        ("пенсионер снимает наличные в банкомате", {}),
        ("мужчина с кошельком у банкомата", {"product": "people"}),
        ("мама, папа и дочка у банкомата", {"product": "people"}),
    ):
        for seed in range(3):
            picture = picture_of(words, seed, size, **facts)
            spot, layout = picture.layout.object, picture.layout
            area = next((one.area for one in picture.standing if "ATM" in one.things), None)
            if "ATM" in picture._starring:
                alone = stage.extent(picture._starring)[1] if len(picture._starring) == 1 else 178
                area = Area(spot.x, spot.y - alone * spot.scale, spot.x, spot.y)
            high = (area.bottom - area.top) / layout.scale / layout.group.tallest.body.stature
            assert 0.77 < high < 1.0, (words, seed, high)


@pytest.mark.parametrize("size", [(300, 1200), (240, 960)])
def test_people_fill_a_column_with_what_a_bank_offers_before_them(size):
    for words in ("бабушка и внук смотрят на копилку", "мужчина и щит", "a family and a growth chart"):
        for seed in range(3):
            picture = picture_of(words, seed, size)
            layout, place = picture.layout, picture.layout.people
            area = layout.group.core.placed(place.x, place.y, place.scale)
            assert area.right - area.left > size[0] * 0.7 or area.bottom - area.top > size[1] * 0.55
            assert layout.object.y > place.y
            assert layout.object.y < size[1]


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("woman with a phone, big shield behind her", (512, 512)),
        ("большой щит за спиной у семьи", (1200, 300)),
        ("щит позади пенсионера", (400, 720)),
        ("женщина на фоне графика роста", (640, 330)),
        ("growth chart behind a businesswoman", (300, 1200)),
    ],
)
def test_what_is_said_to_be_behind_people_rises_above_them_or_it_is_told(words, size):
    for seed in range(4):
        picture = picture_of(words, seed, size)
        layout, said = picture.layout, picture.scene.depths[0][0]
        assert layout.backed or said in picture.undrawn
        if layout.backed:
            one = stage.drawing(picture._starring[0])
            top = layout.object.y - one.height * layout.object.scale
            assert layout.object.y < layout.base
            assert top < min(head.bottom for head in layout.heads)
            assert said not in picture.undrawn
        assert layout.backed


def test_gym_is_where_one_exercises():
    for words in ("женщина в спортзале", "man in a gym in the evening", "фитнес: мужчина с гантелями"):
        scene = scene_of(words)
        assert "gym" in scene.things
        assert scene.activity == "exercising"
        assert not scene.unknown_words
    assert "gym" not in scene_of("женщина, фитнес на пляже").things
    assert "treadmill" in scene_of("woman in a gym on a treadmill").unknown_words


def test_cashier_of_a_bank_is_behind_its_counter_and_at_no_till():
    for seed in range(3):
        assert "till" not in picture_of("кассир за стойкой банка и пенсионер", seed).scene.things
    assert {"till", "supermarket"} <= {*scene_of("кассир и пенсионер").things}


@pytest.mark.parametrize(
    "words", ["грузовик на трассе на рассвете", "a red sedan on the road", "женщина за рулём на дороге"]
)
def test_a_car_on_the_road_has_one_road_and_no_garden_on_it(monkeypatch, words):
    drawn = []
    for name in ("road", "onward", "way", "parking"):
        monkeypatch.setattr(foreground, name, lambda *_, name=name: drawn.append(name))
    for seed, size in itertools.product(range(3), ((540, 960), (960, 540))):
        drawn.clear()
        picture_of(words, seed, size).draw(Ruler())
        assert drawn == ["road" if size[0] > size[1] else "onward"]


@pytest.mark.parametrize("words", ["пара танцует", "невеста и жених кружатся в танце", "мама танцует с дочкой"])
def test_a_pair_who_dance_hold_hands(words):
    for seed in range(6):
        group = picture_of(words, seed, (540, 540)).layout.group
        (one, other) = ((member, member.outline.hands) for member in group.members)
        assert {member.figure.pose.gait for member in group.members} == {"dance"}
        assert any(a.area.grown(2.0).meets(b.area) for a, b in itertools.product(one[1], other[1]))


def test_piggy_bank_beside_people_is_smaller_than_its_table():
    assert DRAWABLES["piggy bank"].ground.height < 84 * 2


def test_a_pen_is_in_the_fist_of_who_signs():
    ruler, at = Ruler(), (11.0, -8.0)
    office.contract(ruler, DAY, at)
    [signs] = picture_of("женщина подписывает договор", 1).layout.group.members
    arm = signs.figure.pose.arms[-1]
    aim = math.radians(arm.aim)
    palm = at[0] + math.sin(aim) * 6.0, at[1] - math.cos(aim) * 6.0
    pen = ruler.areas[-2]  # from its upper right end to its lower left one
    level = pen.bottom - (palm[0] - pen.left) / (pen.right - pen.left) * (pen.bottom - pen.top)
    assert arm.grip == "fist"
    assert abs(level - palm[1]) < 4.6
    assert pen.left < palm[0] - 5.0


@pytest.mark.parametrize("words", ["копилка дома", "сейф и золотые монеты, вклад под процент", "кошелёк и купюры дома"])
@pytest.mark.parametrize("size", [(400, 1600), (600, 1200), (1080, 1920), (720, 720), (1200, 628), (1600, 400)])
def test_stage_stands_on_the_floor_of_its_room(words, size):
    for seed in range(3):
        picture = picture_of(words, seed, size)
        spot = picture.layout.object
        assert picture.floor < spot.y - spot.scale * 50 * 0.12, seed


def test_row_before_the_main_thing_has_room_for_three():
    assert picture_of("сейф и золотые монеты, вклад под процент", 1, (1080, 1920))._rest == ()
