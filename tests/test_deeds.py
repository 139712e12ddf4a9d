"""What people are said to do with a thing, where they look and how they go is seen, or told as not drawn."""

import itertools
import math
import random
from dataclasses import replace

import pytest

from pipeline.illustration import Illustration, contents
from pipeline.illustration.brush import Brush, Ruler
from pipeline.illustration.deeds import misplaced
from pipeline.illustration.figure import carrying, face, gaits, person, reaching, sitting
from pipeline.illustration.figure.embrace import arms_around
from pipeline.illustration.figure.hair import CUTS
from pipeline.illustration.figure.hands import PALM
from pipeline.illustration.figure.traits import stands_off
from pipeline.illustration.geometry import Area, around
from pipeline.illustration.inks import Ink, Inks, apart, told_apart
from pipeline.illustration.lying import area
from pipeline.illustration.objects import DRAWABLES, furniture
from pipeline.illustration.objects.banking import mobile
from pipeline.illustration.objects.belongings import tablet
from pipeline.illustration.objects.office import phone_screen
from pipeline.illustration.stage import Standing, backdrop, draw, extent, fitting, standing
from prompt_builder.defaults import LIVELY
from prompt_builder.lexicon import entries
from prompt_builder.morphology import readings
from prompt_builder.scene import Activity
from tests.kits import BANK
from tests.scenes import DAY, picture_of, rendering, scene_of, task, undrawn_of

AT_A_THING = {
    "женщина снимает деньги в банкомате": "ATM",
    "девушка вводит пин-код в банкомате": "ATM",
    "man entering his PIN at an ATM": "ATM",
    "повар и покупательница, она платит картой через терминал": "payment terminal",
    "tap your phone on the payment terminal, a young man": "payment terminal",
    "young woman scanning a QR code": "QR code",
    "friends at a restaurant table, paying by QR code": "QR code",
    "boy dropping a coin into a piggy bank, dad near": "piggy bank",
    "ребенок кидает монетку в копилку-свинку, папа рядом": "piggy bank",
    "мужчина у банкомата кладет наличные": "ATM",
    "woman depositing cash at an ATM": "ATM",
    "дети лепят снеговика": "snowman",
    "мама наряжает ёлку": "christmas tree",
    "девушка в очках за столом считает на калькуляторе, рядом бумаги": "calculator",
    "пара за столом считает семейный бюджет, калькулятор": "calculator",
    "парень расплачивается телефоном на кассе": "till",
    "молодая семья распаковывает коробки в новой квартире": "moving boxes",
    "мужчина заряжает электромобиль": "charger",
    "девушка заправляет машину на заправке": "fuel pump",
    "man, 38, plugging his electric car in at the charger": "charger",
}
BY_PHONE = (
    "QR code payment in supermarket, guy with glasses", "оплата QR-кодом, девушка", "man paying by phone at a terminal",
    "мужчина платит телефоном через терминал в ресторане", "подросток смотрит график в приложении",
    "девушка смотрит на график роста на экране телефона", "woman looking at the banking app",
    "runner with short curly hair, wallet app with chart on phone", "lady with supermarket basket pays by phone",
)  # fmt: skip
SIZES = ((512, 512), (640, 320), (260, 560))
SHOWN_ANYWAY = {
    "показывает", "растет", "растут", "цветет", "цветут", "приложите", "прошел", "прошла", "прошло", "катит", "толкает",
    "обслуживает", "обслуживают", "горит", "горят", "светит", "светят", "светится", "светятся", "падает", "падают", "сыплются",
}  # fmt: skip
"""What a drawing does by itself: a phone shows its screen, bars rise, trees bloom, lamps glow, money went, coins fall
into a piggy bank; and who reads is told to. Who serves is behind the counter of a branch."""


def _place(picture, thing):
    """Where a thing is in a picture."""
    spot = picture.layout.object
    if thing in picture._starring and spot:
        wide, high = extent(picture._starring)
        return Area(-wide / 2, -high, wide / 2, 0).placed(spot.x, spot.y, spot.scale)
    return next((one.area for one in picture.standing if thing in one.things), None)


@pytest.mark.parametrize("words", BY_PHONE)
@pytest.mark.parametrize("product", [None, "credit card"])
def test_who_pays_or_looks_by_phone_has_it_in_the_hand_and_a_card_where_it_is_the_product(words, product):
    for seed in range(4):
        picture = picture_of(words, seed, product=product)
        held = {arm.held for one in picture.layout.group.members for arm in one.figure.pose.arms} - {""}
        assert {"phone", "app on a phone"} & held
        card = picture.product or "credit card" in {*held, *picture._starring, *picture._rest}
        assert not product or card
        assert not {"growth chart", "banking app"} & {*picture._starring}  # they are on its screen
        assert picture.undrawn == ()


@pytest.mark.parametrize(
    "words", ["снять деньги в банкомате по QR-коду, парень", "woman withdraws cash at an ATM by QR code"]
)
def test_who_draws_cash_by_a_code_has_it_on_the_phone_in_the_other_hand(words):
    for seed in range(4):
        picture = picture_of(words, seed)
        [one] = picture.layout.group.members
        assert {arm.held for arm in one.figure.pose.arms} == {"app on a phone", "banknotes"}, seed
        assert picture.undrawn == ()


@pytest.mark.parametrize(
    "words", ["оплата картой на терминале, рука крупно", "close-up, hand with a card at a terminal"]
)
def test_hand_that_alone_is_named_holds_the_card_large_before_the_terminal(words):
    told = scene_of(words, 3, product="credit card")
    picture = rendering(told)
    assert {*picture._starring} == {"credit card", "payment terminal"}
    assert (told.people, told.in_hand) == ((), ("credit card",))
    assert undrawn_of(told) == ()
    ruler, spot = Ruler(), picture.layout.object
    draw(ruler, picture._air, spot, Standing(("credit card",), held="credit card"), random.Random(1))
    assert ruler.area.bottom >= 512  # its sleeve goes out of the picture


@pytest.mark.parametrize(
    "words",
    ["кошелёк крупно", "Close-up of a piggy bank", "сейф крупным планом", "рука с телефоном крупно"],
)
def test_what_is_alone_is_large_as_it_is_said_and_in_a_column_nearly_as_broad(words):
    for size in ((512, 512), (300, 1200), (600, 1500)):
        picture = picture_of(words, 3, size)
        assert not {*picture.scene.unknown_words, *picture.undrawn}
        [thing], spot = picture._starring, picture.layout.object
        one = DRAWABLES[thing].stage
        wide, high = (side * fitting(spot, one) for side in (one.width, one.height))
        assert wide > size[0] * 0.55 or high > size[1] * (0.6 if size[0] == size[1] else 0.35)


@pytest.mark.parametrize(
    "words",
    [
        "оплата картой на терминале", "оплата телефоном через терминал на кассе в кофейне", "карта и терминал на столе",
        "contactless payment by phone at a payment terminal in a cafe",
    ],
)  # fmt: skip
def test_a_hand_pays_at_a_terminal_before_the_camera_where_nobody_is_named(words):
    for size in ((512, 512), (300, 1200), (1200, 300)):
        picture = picture_of(words, 3, size)
        assert picture.scene.close
        assert not {*picture.scene.unknown_words, *picture.undrawn}
        held = next(iter(picture.scene.in_hand), "app on a phone")
        assert {*picture._starring} == {held, "payment terminal"}


@pytest.mark.parametrize(
    ("words", "setting", "sold"),
    [
        ("contactless payment by phone on a terminal in a cafe, evening", "indoors", "coffee"),
        ("оплата картой в пекарне, терминал крупным планом", "indoors", "bread"),
        ("оплата телефоном в продуктовом магазине", "indoors", "basket of vegetables"),
        ("рука с картой у терминала на заправке", "city", None),
        ("оплата телефоном в такси", "city", None),
    ],
)  # fmt: skip
def test_where_it_is_paid_is_told_by_what_lies_there_or_is_seen_over_the_terminal(words, setting, sold):
    for size in ((512, 512), (600, 1200), (1200, 628)):
        picture = picture_of(words, 3, size)
        scene, spot, large = picture.scene, picture.layout.object, picture._starring
        assert not {*scene.unknown_words, *picture.undrawn}
        assert (scene.setting == "indoors") == (setting == "indoors")
        assert standing(scene, large, picture.layout).sold == sold
        top = spot.y - 0.75 * DRAWABLES["payment terminal"].stage.height * fitting(
            spot, DRAWABLES[large[0]].stage, False
        )
        assert size != (600, 1200) or all(one.area.top < top for one in picture.standing)


def test_card_of_who_pays_is_on_the_terminal():
    for seed in range(3):
        picture = picture_of("оплата картой на терминале в кофейне", seed, sex="female", product="credit card")
        assert not picture.undrawn


@pytest.mark.parametrize("words", ["ключи от машины крупным планом", "close-up of the keys to a house"])
def test_what_is_seen_close_is_before_the_car_or_house(words):
    for size in ((512, 512), (300, 1200)):
        picture = picture_of(words, 3, size)
        assert not {*picture.scene.unknown_words, *picture.undrawn}
        assert (picture._starring, picture.product) == (("keys",), None)
        assert {"car", "house"} & {thing for one in picture.standing for thing in one.things}


@pytest.mark.parametrize("words", ["кошелёк с картами крупным планом", "close-up of a piggy bank and a calculator"])
def test_what_is_seen_close_stands_on_what_spans_the_frame(words):
    for size in ((512, 512), (300, 1200), (1200, 300)):
        picture = picture_of(words, 3, size)
        assert (picture.scene.close, picture.scene.setting) == (True, "indoors")
        ruler, spot = Ruler(), picture.layout.object
        draw(ruler, picture._air, spot, standing(picture.scene, ("keys",), picture.layout), random.Random(1))
        assert ruler.area.left <= 0, size
        assert (ruler.area.right, ruler.area.bottom) >= size
        assert fitting(spot, DRAWABLES["wallet"].stage) * 182 > min(size) * 0.7


@pytest.mark.parametrize(
    ("words", "held", "skins"),
    [
        ("ключи передают из рук в руки, крупно", "keys", 2),
        ("key hand-over close up, evening", "keys", 2),
        ("keys in hand close-up", "keys", 1),
        ("рука опускает монету в копилку", "coins", 1),
        ("hand putting a coin into a piggy bank", "coins", 1),
        ("рука с кошельком, кэшбэк", "wallet", 1),
    ],
)
def test_hands_that_alone_are_named_are_large_and_their_sleeves_go_out_of_the_picture(words, held, skins):
    told = scene_of(words, 3, product="house" if held == "keys" else None)
    assert (told.people, told.in_hand) == ((), (held,))
    assert undrawn_of(told) == ()
    picture = rendering(told)
    ruler = Ruler()
    draw(ruler, picture._air, picture.layout.object, Standing((held,), held=held), random.Random(1))
    assert ruler.area.bottom >= 512
    assert (ruler.area.left <= 0 and ruler.area.right >= 512) == (skins > 1)  # one from either side


@pytest.mark.parametrize("words", ["man gets keys to his car, close-up", "рука с ключами на фоне дома"])
def test_whoever_or_whatever_is_named_with_keys_is_not_left_out_for_a_hand(words):
    told = scene_of(words, 3)
    assert told.people or told.object == "house"


@pytest.mark.parametrize("words", AT_A_THING)
def test_hand_is_at_the_thing_or_it_is_told(words):
    drawn = 0
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size)
        used = picture.scene.use[1] if picture.scene.use else AT_A_THING[words]
        place, told = _place(picture, used), set(picture.scene.unknown_words) | set(picture.undrawn)
        people = picture._people
        held = {arm.held for one in people.figures for arm in one.pose.arms}
        tools = reaching.instead(DRAWABLES[used].tool) if used in people.laid else ()
        touched = bool(held & {*tools}) or (
            place is not None
            and any(
                hand.area.grown(12 * picture.layout.scale).meets(place) for one in picture.people for hand in one.hands
            )
        )
        assert touched or picture.scene.use is None or picture.scene.use[0] in told, (seed, size, told)
        drawn += touched and size == SIZES[0]
    assert drawn == 3, "in a square it is drawn"


@pytest.mark.parametrize("words", ["дети лепят снеговика", "girl and her grandfather build a snowman"])
def test_two_who_build_a_snowman_have_a_hand_at_it_from_either_side(words):
    for seed, size in itertools.product(range(4), SIZES):
        picture = picture_of(words, seed, size)
        place = _place(picture, "snowman")
        assert not {*picture.scene.unknown_words, *picture.undrawn}, (seed, size)
        sides = set()
        for one in picture.people:
            middle = (one.face.left + one.face.right) / 2
            touched = any(hand.area.grown(14 * picture.layout.people.scale).meets(place) for hand in one.hands)
            sides.add(("left" if middle < place.left else "right" if middle > place.right else "before", touched))
        assert sides == {("left", True), ("right", True)}, (seed, size)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Семья в ресторане, папа платит картой через терминал", "male"),
        ("повар и женщина, она сканирует QR-код", "female"),
    ],
)
def test_who_is_said_to_do_it_does_it(words, who):
    for seed in range(4):
        picture = picture_of(words, seed)
        user = picture.layout.group.members[0].figure
        assert user.traits.person.sex == who
        assert user.traits.person.age >= 18


def test_every_deed_of_the_lexicon_changes_the_picture_or_is_told():
    """Else it would be neither drawn nor told, which nobody notices."""
    silent, told = [], {}
    for _, value, form in entries():
        told.setdefault(form, set()).add(value)
    for kind, value, form in dict.fromkeys(entries()):
        if kind not in ("use", "activity", "posture") or "*" in form:
            continue
        who = "woman" if form.isascii() else "женщина"
        for seed in range(3):
            bare, asked = (scene_of(text, seed) for text in (who, f"{who} {form}"))
            changed = asked.model_copy(update={"custom_prompt": "", "unknown_words": ()}) != bare.model_copy(
                update={"custom_prompt": "", "unknown_words": ()}
            )
            if not (changed or asked.unknown_words or asked.activity in told[form]):
                silent.append((kind, value, form))
    assert silent == []


def test_no_deed_of_people_is_taken_for_a_detail_of_a_thing():
    """A verb is shown by a pose or a hand, and not by the thing that is there."""
    verbs = {
        form
        for kind, value, form in entries()
        if kind == "detail" and value not in Activity.__args__ and " " not in form
        for told in readings(form)[:1]
        if told.part == "VERB" and told.mood != "impr"
    }
    assert verbs <= SHOWN_ANYWAY


@pytest.mark.parametrize(
    ("words", "told"), [("a woman nearing 70", ()), ("a woman nearing a bank", ("nearing", "bank"))]
)
def test_verb_of_an_age_is_told_where_no_number_comes_after_it(words, told):
    assert scene_of(words, 3).unknown_words == told


@pytest.mark.parametrize(
    "words", ["руки, лет, улыбается", "женщина смотрит", "девушка, 25 лет, держит карту", "он и она"]
)
def test_words_that_ask_for_nothing_are_not_told(words):
    told = {word.lower() for word in scene_of(words, 3).unknown_words}
    assert not told & {"лет", "улыбается", "смотрит", "держит", "он", "она"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("мужчина смотрит на часы", "смотрит"),
        ("woman watching a film", "watching"),
        ("мужчина смотрит в окно", None),
        ("девушка смотрит на море", None),
        ("консультант объясняет условия", "объясняет"),
        ("three friends on a road trip, view from inside the car, road ahead", "ahead"),
        ("мама с сыном смотрят на ёлку", None),
        ("супруги за столом подписывают договор, смотрят друг на друга", None),
        ("консультант и клиент разговаривают", None),
        ("дедушка и внук смотрят в телефон", None),
    ],
)
def test_looking_is_seen_or_told(words, told):
    scene = scene_of(words, 3)
    missing = undrawn_of(scene, (300, 300))
    if told:
        assert told in missing
    else:
        assert not {"смотрит", "смотрят", "разговаривают"} & set(missing)
        picture = picture_of(words, 3)
        assert all(one.figure.traits.turn or one.figure.traits.bow for one in picture.layout.group.members)


@pytest.mark.parametrize(
    "words", ["учёный с седой бородой смотрит на график роста", "smiling man looking at the house"]
)
def test_eyes_go_to_what_is_looked_at(words):
    for seed in range(3):
        picture = picture_of(words, seed)
        [member], place = picture.layout.group.members, picture.layout.people
        traits, right = member.figure.traits, picture.layout.object.x > place.x
        plain = replace(traits, hat="", glasses="", beard="", nose=1, hair=Ink(0.8, 0, 0))
        brush = Brush(200, 200)
        with brush.at((100, 100), 80):
            face.head(brush, plain, "smile")
        pixels = brush.pixels()[84:112, 40:165].astype(int)
        white, dark = (pixels.min(2) > 245).nonzero()[1], (pixels.max(2) < 110).nonzero()[1]
        assert len(white) > 60, seed  # more than a spark
        assert (dark.mean() > white.mean()) == (right == (member.facing > 0)), seed


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("дата платежа, мужчина смотрит в календарь, на столе калькулятор и бумаги", "calendar"),
        ("man at a table looks at the calendar", "calendar"), ("женщина за столом смотрит на калькулятор", "calculator"),
    ],
)  # fmt: skip
def test_open_eyes_go_to_what_lies_before_who_looks_at_it(words, thing):
    for seed in range(4):
        picture = picture_of(words, seed)
        [member], place = picture.layout.group.members, picture.layout.people
        lies = area(picture._lying, thing, picture._air, place)
        assert member.figure.pose.mood not in face.SHUT, seed
        to_right = (lies.left + lies.right) / 2 > place.x
        assert (member.figure.traits.turn * member.facing > 0) == to_right, seed


@pytest.mark.parametrize(
    "words",
    [
        "семья с ребёнком выбирает машину, консультант показывает на неё рукой", "семья, менеджер показывает на машину",
        "a family with two kids in a car showroom, the consultant points at the car",
    ],
)  # fmt: skip
def test_who_serves_a_family_is_who_points_where_that_is_said(words):
    for seed in range(4):
        assert [one.uses for one in scene_of(words, seed).people] == [
            one.serves for one in scene_of(words, seed).people
        ]


@pytest.mark.parametrize(
    "words",
    [
        "new high-rise with lit windows, evening, couple looking up at it", "новостройка вечером, пара смотрит на неё",
        "новый дом, семья смотрит на него", "a cottage in the evening, a family looking at it",
        "modern high-rise with balconies, family of three looking up at it", "дом с балконами, пара смотрит на него",
    ],
)  # fmt: skip
def test_house_named_before_is_what_people_look_at(words):
    scene = scene_of(words)
    assert scene.looks_at == "house"
    assert not {"looking", "смотрит"} & {*scene.unknown_words}


@pytest.mark.parametrize(
    "words",
    [
        "дочка показывает маме телефон", "внук показывает бабушке приложение на телефоне",
        "consultant in the branch shows an elderly lady the app on a phone",
    ],
)  # fmt: skip
def test_phone_that_is_shown_to_somebody_is_looked_at_by_both(words):
    for seed in range(3):
        picture = picture_of(words, seed)
        members = picture.layout.group.members
        [holder] = [one for one in members if {arm.held for arm in one.figure.pose.arms} & {"phone", "app on a phone"}]
        [arm] = [arm for arm in holder.figure.pose.arms if arm.held]
        x = holder.x + arm.wrist[0] * holder.facing
        for one in members:
            assert one.figure.pose.mood not in face.SHUT, seed
            assert (one.figure.traits.turn * one.facing > 0) == (x > one.x), seed
        assert not {*picture.undrawn} & {"показывает", "shows"}


WALKS = [
    "пара идёт за руку", "пенсионеры гуляют", "папа и дочка на плечах у папы идут",
    "дача, дед ведёт внука за руку по саду", "grandpa leads his grandson by the hand", "mother leading her son by the hand",
]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["mum walking with a pram, cashback card", "мама с коляской гуляет, карта с кешбэком"]
)
@pytest.mark.parametrize("size", SIZES)
def test_who_walks_with_a_pram_pushes_it_also_where_a_card_is_shown(words, size):
    for seed in range(2):
        picture = picture_of(words, seed, size)
        [mother] = picture.layout.group.members
        assert "pram" in {arm.held for arm in mother.figure.pose.arms}, seed
        assert not picture.undrawn, seed


@pytest.mark.parametrize("words", WALKS)
def test_who_walks_takes_a_step_to_one_side_and_is_seen_whole(words):
    for seed, size in itertools.product(range(3), SIZES[:2]):
        picture = picture_of(words, seed, size)
        walking = [one.figure.pose for one in picture.layout.group.members if one.figure.pose.stands]
        assert walking
        assert {pose.gait for pose in walking} == {"walk"}
        assert not picture.layout.cropped


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("мужчина заряжает электромобиль", "заряжает"),
        ("a woman charging her electric car", "charging"),
        ("зарядка электромобиля во дворе, мужчина держит кабель", "держит кабель"),
        ("девушка поставила машину на зарядку у дома", "поставила машину на зарядку"),
        ("woman holding a charging cable beside an electric car", "holding a charging cable"),
    ],
)
def test_charging_is_drawn_where_the_cable_goes_to_the_car_and_told_elsewhere(words, word):
    for seed in range(3, 6):
        picture, without = (picture_of(words, seed, (1024, 1024), **facts) for facts in ({}, {"product": "people"}))
        assert picture.scene.use == (word, "charger")
        assert any("charger" in one.things for one in picture.standing)
        assert word not in {*picture.undrawn, *picture.scene.unknown_words}
        assert word in {*without.undrawn, *without.scene.unknown_words}


@pytest.mark.parametrize("words", ["пара на лыжах", "man skiing downhill", "горные лыжи, семья"])
def test_who_skis_is_on_skis(words):
    for seed in range(3):
        picture = picture_of(words, seed)
        poses = [one.figure.pose for one in picture.layout.group.members]
        assert {(pose.gait, pose.foot) for pose in poses} == {("ski", "pair of skis")}
        painted = [(one.lift, *(one.outline.aloft[-1])) for one in picture.layout.group.painted]
        for (far, left, _, right, _), (near, start, _, end, _) in itertools.combinations(painted, 2):
            assert far >= near + 8 or right <= start or end <= left
        assert not {"на лыжах", "skiing", "skis"} & {*picture.scene.unknown_words, *picture.undrawn}
        assert not any("skis" in one.things for one in picture.standing)


@pytest.mark.parametrize("words", ["малыш 1 год на плечах у папы, на лыжах", "mom skiing with her baby"])
def test_skier_has_an_infant_on_the_arm_and_no_second_pair_of_skis(words):
    for seed in range(3):
        picture = picture_of(words, seed)
        infant = next(one for one in picture.layout.group.members if not one.figure.pose.stands)
        assert infant.carrier.pose.gait == "ski"
        assert not any("skis" in one.things for one in picture.standing)


def test_skiers_are_no_smaller_than_others_of_their_number_must_be():
    picture = picture_of("family of five skiing", 4, (1024, 1024))
    assert max(one.trunk.bottom - one.head.top for one in picture.people) > 1024 * 0.55


def test_small_things_beside_people_are_no_larger_than_people_would_show_them():
    """On a stand, and not as high as the people themselves."""
    for words, size in itertools.product(("календарь", "документы", "копилка", "терминал оплаты"), SIZES):
        picture = picture_of(f"мужчина и {words}", 3, size, product="people")
        tallest = max(one.head.bottom - one.head.top for one in picture.people) * 7.5
        place = _place(picture, picture._starring[0])
        assert place is not None
        assert place.bottom - place.top < tallest


@pytest.mark.parametrize(
    ("words", "facts", "shown"),
    [
        ("С 8 Марта! женщина на пляже", {}, {"8 March", "flowers"}),
        ("1 сентября, мама с первоклассницей", {}, {"school", "flowers"}),
        ("кредит на дачу", {}, {"dacha"}),
        ("семья в летнем домике, summer house", {"product": "house"}, {"dacha"}),
        ("дача, дедушка с внуком", {"product": "house"}, {"dacha"}),
        ("выпускной: дочь в мантии и родители", {}, {"school"}),
        ("ремонт, мужчина и калькулятор на столе", {"product": "people"}, {"table"}),
    ],
)
def test_occasion_is_shown_by_what_belongs_to_it(words, facts, shown):
    for seed in range(3):
        scene = scene_of(words, seed, **facts)
        missing = undrawn_of(scene, (300, 300))
        assert shown <= {*scene.things, scene.design} - set(missing)


def test_dacha_that_no_house_may_show_is_told():
    words = "пенсионеры на даче"
    assert "на даче" in scene_of(words, 3, product="people").unknown_words


def test_football_is_played_with_a_football():
    picture = picture_of("отец и сын играют в футбол", 3)
    assert [one.figure.pose.foot for one in picture.layout.group.members if one.figure.pose.foot] == ["football"]


@pytest.mark.parametrize(
    "words",
    ["football match, three teenagers run after the ball in the yard", "футбольная игра: мальчишки бегут за мячом"],
)
def test_ball_after_which_footballers_run_is_one_for_that_and_they_run(words):
    for size in SIZES:
        picture = picture_of(words, 3, size)
        assert "football" in picture.scene.things
        assert "ball" not in picture.scene.things
        assert {one.pose.gait for one in picture._people.figures} <= {"run", "kick"}
        assert "run" not in picture.scene.unknown_words
        assert picture.undrawn == ()


def test_who_watches_looks_at_the_others_and_a_bald_head_is_seen_in_the_snow():
    assert scene_of("boy dropping a coin into a piggy bank, dad watching", 3).looks_at == "one another"
    assert "hat" not in scene_of("bald man skiing", 3).people[0].looks


def test_nobody_goes_in_white_shoes_on_skis_or_in_the_snow():
    figures = [one for seed in range(12) for one in picture_of("family skiing, snow", seed)._people.figures]
    assert not [one.wear.shoe for one in figures if one.wear.shoe == Inks(BANK).white or not one.wear.gloved]


@pytest.mark.parametrize(
    ("words", "thing", "giver"),
    [
        ("Senior couple gets keys to a new flat from agent in blue suit", "keys", {"looks": ("suit", "blue clothes")}),
        ("риелтор в сером костюме передаёт ключи молодой паре, квартира", "keys", {"looks": ("grey clothes", "suit")}),
        ("молодой паре вручают ключи от новой квартиры, риелтор в очках", "keys", {"looks": ("glasses",)}),
        ("family with two kids receives keys to their new apartment from an agent", "keys", {"serves": True}),
        ("couple in a new flat, realtor hands them the keys", "keys", {"serves": True}),
        ("риелтор даёт молодой паре ключи от квартиры", "keys", {"serves": True}),
        ("сотрудник банка выдаёт клиентке новую карту", "credit card", {"serves": True}),
        ("consultant hands the client a card", "credit card", {"serves": True}),
        ("курьер вручает посылку женщине", "parcel", {"looks": ("courier",)}),
        ("девушка протягивает документы сотруднику банка", "documents", {"uses": True}),
        ("teacher gives a book to a girl", "book", {"looks": ("teacher",)}),
        ("man gives his phone to a boy", "phone", {"uses": True}),
        ("girl gives a cup of coffee to a man", "coffee", {"sex": "female"}),
    ],
)  # fmt: skip
def test_who_gives_something_has_it_and_who_takes_it_has_a_palm_below_or_beside_it(words, thing, giver):
    for seed in range(4):
        picture = picture_of(words, seed, product="house" if thing == "keys" else None)
        group = picture.layout.group
        [one] = [who for who in group.members if any(arm.held == thing for arm in who.figure.pose.arms)]
        person = one.figure.traits.person
        assert {name: getattr(person, name) for name in giver} == giver, seed
        assert [all(getattr(who, name) == giver[name] for name in giver) for who in picture.scene.people].count(
            True
        ) == 1
        gap = min(
            math.dist(((part.left + part.right) / 2, (part.top + part.bottom) / 2), (hand.end_x, hand.end_y))
            for part in one.outline.things
            for other in group.members
            if other is not one
            for hand in other.outline.hands
        )
        assert gap < 24.0, (seed, gap)  # half of what is held, in centimetres, and no more
        assert not picture.undrawn, seed
        if thing == "keys":
            assert picture.scene.setting == "indoors"


@pytest.mark.parametrize(
    "words", ["couple walking through the airport with a suitcase hand in hand", "невеста и жених идут за руку"]
)
def test_those_who_go_hand_in_hand_carry_what_they_have_in_the_outer_hand(words):
    for seed, facts in itertools.product(range(8), ({}, {"product": "credit card"})):
        picture = picture_of(words, seed, **facts)
        one, other = picture.layout.group.members
        assert _hands_meet(one, other), (seed, facts)
        assert "holding hands" not in picture.undrawn


@pytest.mark.parametrize(
    "words",
    [
        "пожилые супруги гуляют под руку", "an elderly couple walking arm in arm", "женщина под руку с мужем",
        "высокая женщина под руку с невысоким мужчиной", "невеста и жених под руку", "две подруги идут под руку",
    ],
)  # fmt: skip
def test_those_who_go_arm_in_arm_have_a_hand_on_a_bent_arm(words):
    for seed in range(4):
        picture = picture_of(words, seed)
        holder, other = sorted(picture.layout.group.members, key=lambda one: one.depth)
        inner = [
            arm for arm in holder.figure.pose.arms if arm.side == holder.facing * (1 if other.x > holder.x else -1)
        ]
        forearm = holder.outline.limbs[2 * holder.figure.pose.arms.index(*inner) + 1]
        assert inner[0].grip == "fist"
        assert inner[0].wrist[0] * inner[0].side < holder.figure.body.shoulder
        assert any(hand.meets(forearm.area) for hand in other.outline.hands), seed
        assert not {*picture.scene.unknown_words, *picture.undrawn}


@pytest.mark.parametrize(
    "words", ["пара гуляет, он обнимает её за плечи", "couple walking, his arm around her", "друзья идут в обнимку"]
)
def test_who_walks_with_an_arm_around_somebody_is_at_that_ones_side(words):
    for seed in range(6):
        picture = picture_of(words, seed)
        left, right = sorted(picture.layout.group.members, key=lambda one: one.x)
        assert {one.figure.pose.gait for one in (left, right)} == {"stroll"}
        assert right.x - left.x < left.figure.body.shoulder + right.figure.body.shoulder + 20, seed
        assert arms_around(picture.layout.group), seed


@pytest.mark.parametrize("words", ["пара гуляет под руку", "мужчина и женщина гуляют по городу", "friends walking"])
@pytest.mark.parametrize("size", [(1200, 600), (600, 1200), (400, 1600)])
def test_nobody_who_walks_steps_on_the_feet_of_others(words, size):
    for seed in range(4):
        members = sorted(picture_of(words, seed, size).layout.group.members, key=lambda one: one.x)
        for left, right in itertools.pairwise(members):
            (_, ahead), (behind, _) = (gaits.GAITS[one.figure.pose.gait] for one in (left, right))
            toe = left.x + ahead.ankle[0] * left.figure.body.leg + 9
            heel = right.x + behind.ankle[0] * right.figure.body.leg - 5
            assert toe < heel + 4, seed


@pytest.mark.parametrize(
    "words", ["сотрудница банка за стойкой и клиент на инвалидной коляске", "bank teller and a client in a wheelchair"]
)
def test_who_serves_keeps_the_hands_off_the_chair_of_who_is_served(words):
    for seed in range(6):
        members = picture_of(words, seed).layout.group.members
        assert not any(arm.steadies for one in members for arm in one.figure.pose.arms), seed


@pytest.mark.parametrize(
    ("words", "count"),
    [("команда из трёх сотрудников банка, руки скрещены", 3), ("four colleagues with arms crossed", 4),
     ("менеджер со скрещёнными руками и клиент", 1)],
)  # fmt: skip
def test_all_cross_their_arms_unless_one_is_said_to(words, count):
    for seed in range(6):
        members = picture_of(words, seed).layout.group.members
        assert sum(one.figure.pose.folded for one in members) == count, seed


@pytest.mark.parametrize("words", ["рукопожатие менеджера и клиента", "two businessmen shaking hands"])
def test_who_shakes_hands_hides_none(words):
    for seed in range(12):
        members = picture_of(words, seed).layout.group.members
        assert not any(arm.grip == "hidden" for one in members for arm in one.figure.pose.arms), seed


@pytest.mark.parametrize("words", ["мама держит малыша на руках, папа обнимает их", "dad with a toddler in his arms"])
@pytest.mark.parametrize("size", [(856, 540), (600, 600)])
def test_picture_that_is_cut_shows_the_hand_on_which_a_child_sits(words, size):
    for seed in range(6):
        layout = picture_of(words, seed, size).layout
        seats = [
            layout.people.y + (arm.wrist[1] - one.lift) * layout.people.scale
            for one in layout.group.members
            for arm in one.figure.pose.arms
            if arm.embraces and arm.grip == "hidden"
        ]
        assert seats, seed
        assert max(seats) < size[1] * 0.94, seed


@pytest.mark.parametrize(
    ("words", "rolled", "people"),
    [
        ("woman with two suitcases", 2, 1),
        ("пара с чемоданами в аэропорту", 2, 2),
        ("мужчина с чемоданом", 1, 1),
        ("девушка с чемоданом и покупками", 1, 1),
        ("woman with a suitcase and shopping bags at the airport", 1, 1),
    ],
)
def test_several_suitcases_are_one_for_each_or_one_in_each_hand(words, rolled, people):
    for seed in range(4):
        picture = picture_of(words, seed)
        held = [arm.held for one in picture.layout.group.members for arm in one.figure.pose.arms if arm.held]
        assert len(picture.layout.group.members) == people
        assert [one.startswith("suitcase") for one in held].count(True) == rolled, seed
        assert ("shopping bag" in held) == ("shopping bag" in picture.scene.things)
        assert not picture.standing
        assert not {*picture.scene.unknown_words, *picture.undrawn}


@pytest.mark.parametrize(
    ("words", "thing", "people", "untold"),
    [
        ("пара с пакетами покупок", "shopping bag", 2, ()),
        ("two friends walking together with shopping bags", "shopping bag", 2, ()),
        ("девушка с пакетами говорит по телефону", "shopping bag", 1, ()),
        ("мужчина с подарками", "gift", 1, ()),
        ("курьер с коробками", "parcel", 1, ()),
        ("женщина с тремя подарками", "gift", 1, ("подарками",)),
    ],
)
def test_who_has_several_of_a_kind_is_seen_with_two_in_a_hand_and_all_have_bags(words, thing, people, untold):
    for seed in range(3):
        picture = picture_of(words, seed)
        assert {thing} <= {*picture.scene.several} & {*picture._air.several}
        bearers = [{arm.held for arm in one.figure.pose.arms} for one in picture.layout.group.members]
        assert sum(thing in held for held in bearers) == people, seed
        assert thing not in picture._rest
        assert (*picture.scene.unknown_words, *picture.undrawn)[:1] == untold


def test_what_lies_on_a_table_is_over_sleeves_but_under_the_hand_that_is_at_it():
    for words, used in (
        ("пара за столом, калькулятор и документы", None),
        ("женщина считает на калькуляторе", "calculator"),
    ):
        picture = picture_of(words, 3)
        assert {"calculator"} <= {one for one, _ in picture._lying.things}
        assert picture._lying.at_hand == used


@pytest.mark.parametrize(
    ("words", "held", "back"),
    [
        ("рука с ключами от квартиры, на фоне новостройка", "keys", "high-rise"),
        ("hand with keys in front of a new house, evening", "keys", "house"),
        ("hand holding car keys, new car in the background", "keys", "car"),
        ("рука с калькулятором на фоне коттеджа", "calculator", "cottage"),
    ],
)
@pytest.mark.parametrize("size", [(1080, 1080), (1600, 400), (400, 1600)])
def test_house_or_car_is_behind_a_hand_that_has_something(words, held, back, size):
    for seed in range(2):
        picture = picture_of(words, seed, size)
        assert picture.scene.in_hand == (held,)
        assert not {*picture.scene.unknown_words, *picture.undrawn}
        [area] = [one.area for one in picture.standing if back in one.things]
        whole = (min(area.right, size[0]) - max(area.left, 0)) * (min(area.bottom, size[1]) - max(area.top, 0))
        assert whole > 0.94 * (area.right - area.left) * (area.bottom - area.top)
        assert max(area.right - area.left, area.bottom - area.top) > 0.4 * min(size)


@pytest.mark.parametrize(
    ("words", "held", "hands"),
    [
        ("Рука женщины с телефоном", "app on a phone", ("female",)),
        ("A man's hand with a phone", "app on a phone", ("male",)),
        ("Женские руки держат телефон с приложением", "app on a phone", ("female",)),
        ("Рука держит карту", "credit card", (None,)),
        ("close-up of a woman's hand holding house keys", "keys", ("female",)),
        ("Agent's hand gives keys to client's hand", "keys", (None, None)),
        ("Рука риелтора передаёт ключи руке клиентки", "keys", (None, "female")),
        ("Женская рука с кошельком", "wallet", ("female",)),
    ],
)
def test_hand_that_has_something_is_there_alone_whosever_it_is(words, held, hands):
    for seed in range(3):
        picture = picture_of(words, seed)
        assert (picture.scene.people, picture.scene.hands) == ((), hands)
        assert held in (*picture.scene.things, picture.scene.object)
        assert not {*picture.scene.unknown_words, *picture.undrawn}


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("рука клиента с картой", "credit card"), ("client's hand with a card", "credit card"), ("мужская рука с банковской картой", "credit card"),
        ("рука покупателя с кошельком", "wallet"), ("рука с пачкой денег", "banknotes"), ("рука менеджера с калькулятором", "calculator"),
        ("a client's hand holding documents", "documents"), ("a hand with a coin", "coins"),
    ],
)  # fmt: skip
def test_of_an_owner_no_more_is_seen_than_the_hand(words, held):
    picture = picture_of(words, 3)
    assert (picture.scene.people, picture.scene.in_hand) == ((), (held,))
    assert not picture.undrawn


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("рука ребёнка с телефоном", 1), ("Ключи в руке девушки", 1), ("мужчина, в руке телефон", 1), ("рука ребёнка опускает монету в копилку", 1),
        ("рука мамы держит дочку за руку, в другой телефон", 2), ("менеджер даёт ключи от машины в руку клиентки", 2),
    ],
)  # fmt: skip
def test_who_has_something_in_a_hand_is_seen_whole(words, people):
    assert len(picture_of(words, 3).scene.people) == people


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("лаборант рассматривает колбу, которую держит в руке", "flask"), ("a scientist looks at a flask in her hand", "flask"),
        ("инженер смотрит на чертёж в руках", "drawing"), ("выпускник смотрит на диплом", "diploma"),
        ("мужчина смотрит на ключи в своей руке", "keys"), ("женщина любуется букетом цветов", "flowers"),
    ],
)  # fmt: skip
def test_who_looks_at_what_is_in_the_own_hand_is_turned_to_it(words, held):
    for seed in range(4):
        picture = picture_of(words, seed)
        [one] = picture.layout.group.members
        [arm] = [arm for arm in one.figure.pose.arms if arm.held == held]
        assert one.figure.traits.turn * arm.wrist[0] > 0, seed
        assert one.figure.traits.bow > 0, seed
        assert not {*picture.scene.unknown_words, *picture.undrawn}


def test_who_looks_at_a_colleague_in_white_does_not_look_at_a_flask():
    assert scene_of("клиентка смотрит на лаборанта в белом халате", 3).looks_at == "one another"


def test_nobody_alone_at_a_machine_is_turned_from_it():
    for seed in range(12):
        picture = picture_of("женщина снимает деньги в банкомате", seed)
        one = picture.layout.group.members[0]
        [arm] = [arm for arm in one.figure.pose.arms if arm.held == "banknotes"]
        assert one.figure.traits.turn * arm.side >= 0, seed


@pytest.mark.parametrize(
    "words", ["девочка держит мяч двумя руками", "мужчина с подарком в руках", "женщина несёт большую коробку"]
)
def test_broad_things_rest_on_both_hands(words):
    for seed in range(4):
        picture = picture_of(words, seed)
        arms = picture.layout.group.members[0].figure.pose.arms
        [level] = {arm.wrist[1] for arm in arms}
        assert level < picture.layout.group.members[0].figure.body.belt + 6
        assert arms[1].wrist[0] - arms[0].wrist[0] == pytest.approx(24)
        assert not picture.scene.unknown_words


@pytest.mark.parametrize(
    ("words", "doers"),
    [
        ("девочка хлопает в ладоши у новогодней ёлки", 1), ("a woman clapping her hands by the christmas tree", 1),
        ("команда аплодирует в офисе", 3), ("девочка сидит на диване и хлопает в ладоши", 1),
    ],
)  # fmt: skip
def test_who_claps_has_both_palms_before_the_breast(words, doers):
    for seed in range(3):
        picture = picture_of(words, seed)
        members = picture.layout.group.members
        assert len(members) >= doers
        for one in members:
            assert all(abs(arm.wrist[0]) < 8 and arm.embraces for arm in one.figure.pose.arms), seed
        assert not {*picture.scene.unknown_words, *picture.undrawn}


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("мама с сыном, в другой руке у неё цветы", "female"),
        ("папа с дочкой, в его руке цветы", "male"),
        ("a mother with her son, flowers in her other hand", "female"),
    ],
)
def test_hand_of_whom_a_pronoun_means_has_it(words, holder):
    scene = scene_of(words, 3)
    assert [one.sex for one in scene.people if "flowers" in one.things] == [holder]


def test_who_holds_out_a_card_to_a_terminal_is_alone_at_it():
    scene = scene_of("мужчина протягивает карту к терминалу", 3)
    assert (len(scene.people), scene.use) == (1, ("протягивает карту", "payment terminal"))


@pytest.mark.parametrize(
    "words",
    [
        "менеджер и клиент пожимают руки через стол", "business partners shaking hands across the table",
        "риелтор передаёт ключи клиентке через стол", "handshake over a table of a bank manager and an elderly man",
    ],
)  # fmt: skip
def test_those_who_shake_hands_across_a_table_stand_at_its_ends(words):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size)
        left, right = sorted(picture.layout.group.members, key=lambda one: one.x)
        half = picture._lying.half
        assert left.x < -half < half < right.x, seed
        assert half > 20, seed
        assert not {*picture.scene.unknown_words, *picture.undrawn}, (seed, size)


@pytest.mark.parametrize("words", ["мама держит новорождённого, папа обнимает её", "grandfather hugging grandmother"])
def test_arm_is_around_who_has_no_hand_free_for_it(words):
    for seed in range(4):
        picture = picture_of(words, seed)
        [(one, other)] = arms_around(picture.layout.group)
        assert min(one.figure.traits.age, other.figure.traits.age) >= 18
        assert "hugging" not in picture.undrawn


@pytest.mark.parametrize(
    "words",
    [
        "выпускница в мантии, родители обнимают её", "бабушка и дедушка обнимают внука",
        "parents hug their daughter", "обнимают внука бабушка и дедушка", "родители обнимают дочку, рядом бабушка",
        "родители гордятся сыном-выпускником",
    ],
)  # fmt: skip
def test_who_is_hugged_by_two_stands_between_them(words):
    for seed, size in itertools.product(range(2), SIZES):
        picture = picture_of(words, seed, size)
        row = [one.figure.traits.person for one in sorted(picture.layout.group.members, key=lambda one: one.x)]
        [at] = [i for i, one in enumerate(row) if one.dear]
        assert row[at - 1].fond, (seed, size)
        assert row[at + 1].fond, (seed, size)
        arms = arms_around(picture.layout.group)
        assert len(arms) == (0 if "гордятся" in words else 2), (seed, size)
        assert all(one.figure.traits.person.fond for one, _ in arms)
        assert not {*picture.scene.unknown_words, *picture.undrawn}, (seed, size)


@pytest.mark.parametrize("words", ["мама обнимает сына и дочку", "дети обнимают бабушку"])
def test_who_is_with_two_children_has_an_arm_around_each(words):
    for seed in (0, 2, 3, 4):
        arms = arms_around(picture_of(words, seed).layout.group)
        assert len({id(one) for one, _ in arms}) == 1, seed
        assert len({id(other) for _, other in arms}) == 2, seed


@pytest.mark.parametrize("words", ["мама и папа обнялись, рядом сын", "couple hugging, their son laughs"])
def test_nobody_is_fond_alone_where_people_hug_each_other(words):
    assert not any(one.fond or one.dear for one in scene_of(words).people)


@pytest.mark.parametrize(
    "words", ["три подруги обнимаются", "five friends hugging each other", "мама обнимает дочку 6 лет"]
)
def test_no_arm_that_is_not_around_anybody_is_bent_above_the_breast(words):
    for seed in range(4):
        for one in picture_of(words, seed).layout.group.members:
            for arm in one.figure.pose.arms:
                elbow = arm.elbow or one.figure.body.elbow(arm.side, arm.wrist)[0]
                assert arm.around or arm.grip in ("hidden", "open") or elbow[1] > one.figure.body.chest, seed


@pytest.mark.parametrize(
    "words", ["couple holding hands in spring", "пара держится за руки, осень", "мама держит за руку дочку, ёлка"]
)
def test_hand_in_a_hand_holds_nothing_of_the_scenery(words):
    picture = picture_of(words, 3)
    assert (picture.scene.in_hand, picture.undrawn) == ((), ())


def test_kiss_is_a_hug_and_told():
    picture = picture_of("муж целует жену", 3)
    assert arms_around(picture.layout.group)
    assert picture.scene.unknown_words == ("целует",)


def test_people_who_cannot_touch_as_it_is_said_are_told():
    picture = picture_of("мама держит за руку младенца", 3)
    assert picture._people._given[2]  # on the arm
    assert "holding hands" in picture.undrawn


@pytest.mark.parametrize(
    "words", ["папа дарит маме цветы", "девочка дарит бабушке подарок", "a man giving flowers to a woman"]
)
def test_who_gives_has_it_in_the_hand(words):
    picture = picture_of(words, 3)
    giver, other = ([arm.held for arm in one.figure.pose.arms] for one in picture.layout.group.members)
    assert {"flowers", "gift"} & set(giver)
    assert not {"flowers", "gift"} & set(other)


@pytest.mark.parametrize(
    ("words", "behind", "told"),
    [
        ("копилка и монеты на фоне графика", "growth chart", ()),
        ("a safe behind a shield, no people", "safe", ()),
        ("бизнесмен на фоне графика", None, ()),
        ("a chart in the background, a piggy bank", "growth chart", ()),
        ("пара перед домом", None, ()),
        ("женщина, за ней график", None, ()),
        ("мужчина на фоне гор", None, ()),
        ("женщина перед отпуском собирает чемодан", None, ()),
        ("a shield against hackers and a laptop", None, ()),
        ("a laptop against a big growth chart", "growth chart", ()),
        ("пара перед их большим новым домом", None, ()),
        ("копилка-свинка, а позади большой график роста, без людей", "growth chart", ()),
        ("копилка позади графика", "piggy bank", ()),
        ("рука с телефоном, сзади новогодняя ёлка", None, ()),
        ("на заднем фоне сейф, щит, без людей", "safe", ()),
        ("пара за столиком, позади повар", None, ("позади",)),
        ("семья в гостиной, на заднем плане дедушка", None, ("на заднем плане",)),
        ("курьер, сзади многоэтажка", None, ()),
        ("large safe and a shield in front of it, no people", "safe", ()),
        ("сейф, перед ним щит, без людей", "safe", ()),
        ("дом, перед ним молодая семья", None, ()),
        ("машина, перед ней девушка", None, ()),
        ("a house and a couple in front of it", None, ()),
    ],
)
def test_what_is_said_to_be_behind_is_so_or_it_is_told(words, behind, told):
    picture = picture_of(words, 3)
    assert backdrop(picture.scene, picture._starring) == behind
    assert not {"фоне", "background", "позади", "сзади"} & {*picture.scene.unknown_words}
    assert tuple(misplaced(picture.scene, picture._starring, picture._people, picture.layout.backed)) == told
    assert {*told} <= {*picture.undrawn}


@pytest.mark.parametrize("words", ["young couple sitting on moving boxes", "сын сидит на коробке"])
def test_who_sits_on_boxes_has_them_for_a_seat(words):
    picture = picture_of(words, 3)
    assert {one.figure.body.seat for one in picture.layout.group.members} == {"moving boxes"}
    assert not picture.undrawn


@pytest.mark.parametrize(
    "words",
    ["девушка в хиджабе за стойкой банка консультирует клиента", "a woman behind the bank counter advises a client"],
)
def test_who_advises_behind_a_counter_stands_there(words):
    picture = picture_of(words, 3)
    assert (picture._people.server, picture.scene.activity, undrawn_of(picture.scene)) == (0, "standing", ())


@pytest.mark.parametrize(
    "words", ["консультант и клиент за стойкой в банке", "a client and a consultant at the bank counter"]
)
def test_who_serves_is_behind_the_counter(words):
    picture = picture_of(words, 3)
    people = picture._people
    assert picture.scene.people[people.server].serves
    assert len(people.figures) == 2
    family = picture_of("молодая семья с ребёнком у стойки в отделении банка", 3)
    assert family._people.server is None  # the child would be hidden by it
    assert len(family.layout.group.painted) == 3
    elsewhere = picture_of("женщина и мужчина за стойкой в лесу", 3)
    assert elsewhere._people.server is None
    assert "за стойкой" in elsewhere.scene.unknown_words


@pytest.mark.parametrize(
    ("words", "serves"),
    [
        ("довольная клиентка в отделении банка у стойки", False),
        ("клиент у стойки", False),
        ("консультант вручает документы клиентке в банке", True),
        ("satisfied client at a bank counter", False),
        ("пара у стойки в отделении банка", False),
        ("мужчина за стойкой банка", True),
        ("a woman behind the counter in a bank", True),
        ("delighted consultant at the bank counter", True),
    ],
)
def test_counter_is_before_who_serves_down_to_the_soles_and_behind_who_is_served(words, serves):
    for seed in range(3):
        picture = picture_of(words, seed)
        before, behind = Ruler(), Ruler()
        picture._paint_people(before)
        picture._paint_subject(behind)
        assert (picture._people.server is not None, bool(behind.areas)) == (serves, not serves)
        lowest = max(before.areas, key=lambda area: area.bottom)
        counter = lowest.right - lowest.left > picture.layout.people.scale * 60
        assert counter == (serves and len(picture.people) == 1)  # the soles of who is served are before it
        assert not picture.undrawn
        assert not picture.scene.unknown_words


@pytest.mark.parametrize(
    ("words", "graduate"),
    [
        ("graduate with an arm around her mother", 0),
        ("Graduation day, grey haired mum with her arm around son in gown", 1),
        ("a graduate walking with his father, dad's arm around his shoulders", 1),
    ],
)
def test_who_is_said_to_have_an_arm_around_somebody_has_it(words, graduate):
    pairs = arms_around(picture_of(words, 3).layout.group)
    assert [["graduate" in one.figure.traits.person.looks for one in pair] for pair in pairs] == [
        [graduate == 0, graduate == 1]
    ]


@pytest.mark.parametrize(
    ("words", "sexes"),
    [
        ("бабушка обнимает дедушку на диване", ["female", "male"]),
        ("жена обнимает мужа за плечи, сидят на диване", ["female", "male"]),
        ("man with a hearing aid and his wife on a sofa, his arm around her", ["male", "female"]),
    ],
)
def test_either_of_two_on_a_sofa_has_an_arm_around_the_other(words, sexes):
    for seed in range(4):
        pairs = arms_around(picture_of(words, seed).layout.group)
        assert [[one.figure.traits.person.sex for one in pair] for pair in pairs] == [sexes]


@pytest.mark.parametrize(
    ("words", "near"), [("выпускница с дипломом", True), ("выпускница с дипломом на фоне школы", False)]
)
def test_a_building_that_nobody_asked_for_makes_nobody_small(words, near):
    pictures = [picture_of(words, seed, (640, 336)) for seed in range(4)]
    assert all(any("school" in one.things for one in picture.standing) for picture in pictures)
    assert any(picture.people[0].area.bottom > picture.height for picture in pictures) is near


@pytest.mark.parametrize(
    ("words", "product", "told"),
    [
        ("семья грузит чемоданы в багажник во дворе", "car", ["багажник"]),
        ("две машины на дороге", "car", ["машины"]),
        ("двое туристов на вершине горы, рассвет", None, ["вершине"]),
        ("a boy in a helmet on roller skates", None, ["helmet", "roller skates"]),
        ("сноубордистка в горах", None, ["сноубордистка"]),
    ],
)
def test_several_of_what_there_is_one_of_and_places_that_are_drawn_as_others_are_told(words, product, told):
    picture = picture_of(words, 3, product=product)
    undrawn = (*picture.scene.unknown_words, *picture.undrawn)
    assert {*told} <= {*undrawn}, undrawn


@pytest.mark.parametrize(
    "words",
    ["девушка с чемоданом", "a woman with two coins", "женщина с цветами", "девушка с пакетами", "семья у машины"],
)
def test_what_is_drawn_as_often_as_it_is_asked_for_is_not_told(words):
    picture = picture_of(words, 3)
    assert (*picture.scene.unknown_words, *picture.undrawn) == ()


@pytest.mark.parametrize(
    "words",
    [
        "семья после наводнения",
        "мужчина, в квартире капает вода",
        "a couple after a car accident",
        "scam alert, man with a phone",
    ],
)
def test_nobody_smiles_or_cheers_over_a_mishap(words):
    for seed in range(12):
        picture = picture_of(words, seed)
        assert picture.scene.activity not in LIVELY
        for one in picture.layout.group.members:
            assert one.figure.pose.mood == "worried"
            assert not {"open", "thumb"} & {arm.grip for arm in one.figure.pose.arms}


@pytest.mark.parametrize(
    "words", ["дедушка и внучка играют в шахматы", "woman riding a bicycle", "девушка рисует за мольбертом"]
)
def test_nobody_cheers_instead_of_what_was_said_to_be_done(words):
    for seed in range(12):
        assert picture_of(words, seed).scene.activity not in LIVELY


@pytest.mark.parametrize(
    "words",
    [
        "покупательница прикладывает карту к терминалу на кассе, продавец улыбается",
        "кассир и девушка с картой у кассы",
    ],
)
def test_who_sells_is_behind_the_till_at_which_another_pays(words):
    picture = picture_of(words, 3)
    place, group = _place(picture, "till"), picture.layout.group
    buyer, seller = group.members
    assert not buyer.figure.traits.person.serves
    assert seller.figure.traits.person.serves
    assert "credit card" in {arm.held for arm in buyer.figure.pose.arms}
    face = seller.outline.face.placed(picture.layout.people.x, picture.layout.people.y, picture.layout.people.scale)
    assert place.left < face.left
    assert face.right < place.right
    assert face.bottom < place.top
    assert not {*picture.undrawn, *picture.scene.unknown_words}


@pytest.mark.parametrize(
    ("words", "light", "car"),
    [
        ("пара стоит у машины", True, "car"), ("зарядка электромобиля", True, "car"), ("машина едет", False, "car"),
        ("электромобиль на зарядке, дочка в детском кресле", True, "car"),
    ],
)  # fmt: skip
def test_people_and_chargers_stand_on_a_place_to_park_and_no_road(words, light, car):
    picture = picture_of(words, 3, (640, 320), product=car)
    brush = Brush(640, 320)
    picture.draw(brush)
    ground = brush.pixels()[round(picture.layout.object.y)].mean(axis=1)
    assert (ground[[0, 1, -2, -1]].mean() > 165) == light, ground[[0, -1]]


@pytest.mark.parametrize("size", [*SIZES, (1080, 1920), (1920, 1080)])
@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("строитель в каске на фоне стройки", "building site"), ("семья на фоне стройки вечером", "building site"),
        ("выпускница с родителями у школы", "school"), ("a graduate in front of her school", "school"),
    ],
)  # fmt: skip
def test_no_mast_of_a_building_seems_to_grow_out_of_a_head(words, thing, size):
    for seed in range(4):
        picture = picture_of(words, seed, size)
        ground = DRAWABLES[thing].ground
        area = next(one.area for one in picture.standing if thing in one.things)
        x, scale = (area.left + area.right) / 2, (area.right - area.left) / ground.width
        masts = [one.placed(x, area.bottom, scale, flip=x > size[0] / 2) for one in ground.masts]
        assert not any(head.meets(mast) for mast in masts for head in picture.layout.heads), seed


@pytest.mark.parametrize(
    "words", ["семья едет в машине, вид из салона", "three friends on a road trip, inside the car"]
)
def test_the_driver_of_a_car_from_inside_is_at_its_end(words):
    for seed in range(4):
        picture = picture_of(words, seed, (640, 320))
        members = picture.layout.group.members
        assert len(members) == 3
        driver = next(one for one in members if any(arm.embraces for arm in one.figure.pose.arms))
        assert driver.x == max(one.x for one in members), seed


@pytest.mark.parametrize(
    ("words", "holds"),
    [("курьер вручает карту клиентке у двери", "credit card"), ("риелтор передаёт ключи паре у двери", "keys")],
)
def test_what_is_handed_over_at_the_door_of_a_flat_is_between_two_hands_before_it(words, holds):
    for seed in range(3):
        picture = picture_of(words, seed)
        held = [arm.held for one in picture.layout.group.members for arm in one.figure.pose.arms]
        assert held.count(holds) == 1
        assert picture.scene.setting == "indoors"
        assert not picture.undrawn
    assert "door" not in picture_of(words, 3, product="car").scene.things


def test_hands_that_are_shaken_over_a_table_are_above_it():
    picture = picture_of("двое мужчин пожимают руки за столом", 3)
    place = picture.layout.people
    low = place.y - 74 * place.scale
    shaken = [max(one.hands, key=lambda hand: -abs(hand.x - place.x)) for one in picture.people]
    assert all(hand.y < low for hand in shaken)
    assert picture._people.table
    assert not picture.scene.unknown_words


def test_arms_on_a_table_come_from_the_shoulders_and_end_beside_the_plate():
    plate = 12.5
    for seed in range(3):
        picture = picture_of("пара ужинает за столом в ресторане", seed)
        for one in picture.layout.group.members:
            body, shapes = one.figure.body, Ruler()
            person.at_table(shapes, one.figure, picture._air)
            for arm in (arm for arm in one.figure.pose.arms if arm.embraces):
                sleeves = [area for area in shapes.areas if area.top < body.joint(arm.side)[1] < -86 < area.bottom]
                assert any(area.left < arm.elbow[0] < area.right for area in sleeves)
                palms = [hand for hand in one.outline.hands if (hand.x - one.x) * arm.side > 0]
                assert all(abs(hand.end_x - one.x) >= plate - 3.5 for hand in palms)


def test_the_sun_rises_at_dawn():
    picture = picture_of("новостройка на рассвете", 3, product="house")
    assert picture.scene.light == "day"
    assert picture.scene.things == ("dawn",)
    assert not {*picture.undrawn, *picture.scene.unknown_words}


def test_a_card_that_looks_out_of_a_wallet_or_is_in_an_app_is_not_shown_a_second_time():
    for words in ("кошелёк с картой", "приложение на экране телефона"):
        scene = scene_of(words, 3, product="credit card")
        assert Illustration().plan(task(scene=scene)).product is None


def test_no_table_hides_the_face_of_a_child():
    for seed in range(4):
        picture = picture_of("мама и сын пяти лет, копилка на столе", seed)
        low = picture.layout.people.y - 74 * picture.layout.people.scale
        assert "table" in picture.undrawn or all(one.face.bottom < low for one in picture.people)


def test_a_code_is_scanned_with_no_card_and_paid_with_the_phone_that_was_said():
    for words in ("девушка сканирует QR-код, банковская карта", "мужчина платит смартфоном через терминал"):
        picture = picture_of(words, 3, product="credit card")
        one = picture.layout.group.members[0]
        right = max(one.figure.pose.arms, key=lambda arm: arm.side * (-1 if one.flip else 1))
        assert right.held in ("phone", "app on a phone"), words


def test_what_stands_before_a_car_that_goes_is_not_on_its_road():
    for words, size in itertools.product(("машина едет, чемодан", "машина едет, щит"), SIZES[:1]):
        picture = picture_of(words, 3, size, product="car")
        car = picture.product
        stood = [one.area for one in picture.standing if one.front]
        assert stood
        assert all(one.bottom > car.bottom + (car.bottom - car.top) * 0.4 for one in stood)


@pytest.mark.parametrize(
    "words",
    [
        "three friends on bicycles",
        "папа учит дочку кататься на велосипеде",
        "семья едет на велосипедах",
        "велосипедисты",
    ],
)
def test_everybody_who_cycles_has_a_bicycle_of_their_size_under_them_and_a_hand_at_its_bar(words):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size)
        figures = picture._people.figures
        assert {one.pose.foot for one in figures} == {"bicycle"}
        assert "bicycle" not in picture._rest
        assert not {"на велосипеде", "на велосипедах", "on bicycles"} & {*picture.scene.unknown_words, *picture.undrawn}
        frame = Area(0, 0, *size).grown(1)
        for one, outline in zip(picture.layout.group.painted, picture.people, strict=True):
            bike = outline.things[-1]
            assert frame.left <= bike.left < bike.right <= frame.right, seed
            wide = (bike.right - bike.left) / picture.layout.people.scale / one.figure.body.leg
            assert 2.1 < wide < 2.3
            assert outline.hands[-1].area.meets(bike)


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("boy flying a kite", "kite"),
        ("дедушка рыбачит", "fishing rod"),
        ("мужчина читает газету", "newspaper"),
        ("пара с планом квартиры в руках", "floor plan"),
        ("таксист лет сорока у своей машины, в руке карта", "credit card"),
        ("ремонт в квартире, муж на стремянке красит стену валиком, жена рядом с банкой краски", "paint can"),
        ("пара делает ремонт, у него в руке ведро краски", "paint can"),
        ("парень и девушка едут на машине, вид изнутри, у неё в руках карта города", "map"),
        ("мужчина красит стену валиком", "roller"),
        ("молодая пара делает ремонт", "roller"),
        ("маляр на стремянке", "roller"),
        ("кредит на ремонт: папа с дочкой красят стену", "roller"),
        ("ремонт, женщина с мужчиной красят стену", "roller"),
        ("учительница с указкой", "pointer"),
        ("бабушка сажает цветы", "watering can"),
        ("мама с дочкой сажают цветы", "watering can"),
        ("женщина готовит на кухне", "pan"),
        ("a teenager with a skateboard", "skateboard"),
        ("two skateboarders", "skateboard"),
    ],
)
def test_what_is_done_with_the_hands_is_in_them(words, held):
    for seed in range(4):
        picture = picture_of(words, seed)
        assert held in [arm.held for one in picture._people.figures for arm in one.pose.arms], seed
        assert not {*picture.scene.unknown_words, *picture.undrawn}, seed


@pytest.mark.parametrize(
    ("words", "climbs", "holds"),
    [
        ("Ремонт: девушка на стремянке с валиком, парень держит стремянку", "female", "male"),
        ("man with paint roller, wife on a ladder, both in overalls", "female", None),
        ("дед держит лестницу, внучка на лестнице", "female", "male"),
        ("mother holds the ladder, father on the ladder", "male", "female"),
        ("мужчина на стремянке красит стену", "male", None),
        ("ремонт! девушка красит стену валиком, парень на стремянке", "male", None),
        ("Renovation: a woman paints the wall with a roller, her husband is on a ladder", "male", None),
    ],
)
def test_who_is_on_a_ladder_has_both_feet_on_its_rungs_and_who_holds_it_a_hand_at_its_rail(words, climbs, holds):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size)
        shown = picture.scene
        assert shown.setting == "indoors"
        assert not {*shown.unknown_words, *picture.undrawn}, (seed, size)
        assert picture.standing == (), "the ladder is there once"
        up = [one for one in picture.layout.group.members if one.figure.pose.gait == "climb"]
        assert [one.figure.traits.person.sex for one in up] == [climbs]
        body, [ladder] = up[0].figure.body, up[0].outline.aloft
        rung = body.leg / 134.4 * 24  # 134.4 is the leg of who stands on the rung 50 above the ground
        for side in (-1, 1):
            x, y = gaits.joints(body, "climb", side)[2]
            assert abs(x) < rung
            steps = (-(y + 5) / (body.leg / 134.4) - 2) / 24
            assert abs(steps - round(steps)) < 0.25, "on the rung, which is a quarter of a step thick"
        for one in picture.layout.group.members:
            hands = [hand for hand in one.outline.hands if hand.area.grown(2).meets(ladder)]
            assert one is up[0] or one.figure.traits.person.sex != holds or hands, (seed, size)
            assert all(_none_on(one, other) for other in up if other is not one)
        assert "roller" in [arm.held for one in picture._people.figures for arm in one.pose.arms]


def _none_on(one, other):
    """Whether somebody stands clear of who is on a ladder."""
    return not one.outline.trunk.meets(other.outline.trunk)


@pytest.mark.parametrize(
    "words",
    [
        "taxi driver with grey beard leaning on his taxi",
        "девушка облокотилась на кабриолет",
        "пара стоит прислонившись к новому внедорожнику",
        "courier leaning against his truck",
        "man leaning on his car",
    ],
)
def test_who_leans_on_a_car_stands_before_it_with_a_hand_on_it(words):
    for seed, size in itertools.product(range(4), SIZES):
        picture = picture_of(words, seed, size, product="car")
        assert not {*picture.scene.unknown_words, *picture.undrawn}, (seed, size)
        assert not picture.scene.drives
        place, [main, *_] = picture.layout.people, picture.layout.group.members
        assert main.figure.pose.gait == "lean"
        hand = max((hand for hand in main.outline.hands), key=lambda one: max(one.x, one.end_x))
        x, y = (place.x + hand.end_x * place.scale, place.y + hand.end_y * place.scale)
        spot, car = picture.layout.object, picture._product.car.shape
        across, near = (x - spot.x) / spot.scale * (-1 if picture._product.turned else 1), 6 * place.scale
        tops = [top for by in (-12, 0, 12) if (top := car.top_at(across + by)) is not None]
        assert tops, (seed, size)
        top = car.top if picture.scene.design == "truck" else min(tops)  # its box is on its bed
        assert spot.y + top * spot.scale - near < y < spot.y + near, (seed, size)


def test_who_leans_on_what_is_not_there_is_told():
    assert "прислонилась" in picture_of("девушка прислонилась к стене", 1).scene.unknown_words


@pytest.mark.parametrize(
    ("words", "sexes", "colour"),
    [
        ("girls football team in blue kit jumping with arms up", {"female"}, "blue clothes"),
        ("команда девочек в синей форме прыгает от радости", {"female"}, "blue clothes"),
        ("boys' football team in blue kit jump for joy", {"male"}, "blue clothes"),
        ("женская футбольная команда в синей форме прыгает", {"female"}, "blue clothes"),
    ],
)
def test_team_jumps_together_in_the_colour_of_its_kit(words, sexes, colour):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size)
        figures = picture._people.figures
        assert len(figures) >= 2
        assert {one.traits.person.sex for one in figures} == sexes
        assert all({"sportswear", colour} <= {*one.traits.person.looks} for one in figures)
        for one in figures:
            assert one.pose.gait == "jump"
            assert all(arm.wrist[1] < one.body.collar for arm in one.pose.arms), "arms are up"
        assert not {*picture.scene.unknown_words, *picture.undrawn}, (seed, size)
        assert "ball" not in picture.scene.things, "a football is no beach ball"


@pytest.mark.parametrize(
    ("words", "sex"),
    [
        ("сын подаёт маме валик, мама на стремянке", "female"),
        ("girl and her grandfather, the girl is pointing at the calendar", "female"),
    ],
)
def test_who_is_named_again_does_what_is_said_then(words, sex):
    assert [one.sex for one in scene_of(words, 3).people if one.uses] == [sex]


def test_who_holds_a_ladder_on_which_nobody_is_is_told():
    assert "stepladder" in picture_of("парень держит стремянку", 2).undrawn


def test_hand_of_who_stands_by_a_wheelchair_is_at_its_handle():
    for seed in range(6):
        one, other = picture_of("девушка в инвалидной коляске с подругой в парке", seed).layout.group.members
        sits, stands = sorted((one, other), key=lambda member: member.figure.body.seat != "wheelchair")
        side = 1 if stands.x > sits.x else -1
        handle = Area(-3, -3, 3, 3).placed(sits.x + side * (sits.figure.body.hip + 9), -100 - sits.lift)
        assert any(hand.area.grown(4).meets(handle) for hand in stands.outline.hands), seed


@pytest.mark.parametrize("words", ["строитель и инженер", "два врача", "мама и папа"])
def test_idle_inner_arms_hang_between_neighbours_and_are_seen(words):
    for seed in range(8):
        group = picture_of(words, seed).layout.group
        left, right = sorted(group.members, key=lambda member: member.x)
        for one, towards in ((left, 1), (right, -1)):
            side = -towards if one.flip else towards
            assert not any(arm.behind for arm in one.figure.pose.arms if arm.side == side), seed


@pytest.mark.parametrize("words", ["он красит стену, она наряжает ёлку", "он чинит кран, она сажает цветы"])
def test_who_is_told_by_a_pronoun_before_a_deed_of_several_words_is_there(words):
    assert [one.sex for one in scene_of(words, 3).people] == ["male", "female"]


@pytest.mark.parametrize(
    "words", ["мужчина дарит жене цветы", "сын дарит маме цветы", "a woman giving her husband a gift"]
)
def test_who_gives_something_holds_it_out_to_whom_it_is_for(words):
    for seed in range(4):
        picture = picture_of(words, seed)
        giver, other = picture.layout.group.members
        assert picture.scene.people[0].uses
        (arm,) = (arm for arm in giver.figure.pose.arms if arm.held in ("flowers", "gift"))
        side = -arm.side if giver.flip else arm.side
        assert (other.x - giver.x) * side > 0, seed
        thing = giver.outline.things[0]
        assert any(hand.area.grown(8).meets(thing) for hand in other.outline.hands), seed
        assert not {*picture.scene.unknown_words, *picture.undrawn}


@pytest.mark.parametrize(
    ("words", "gait"),
    [
        ("Выпускница в мантии прыгает от радости", "jump"),
        ("семья прыгает от радости у нового дома", "jump"),
        ("girl crouching next to a piggy bank", "crouch"),
        ("мужчина присел рядом с собакой", "crouch"),
    ],
)
def test_who_jumps_is_off_the_ground_and_who_crouches_is_lower_than_standing(words, gait):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size)
        figures = [one.figure for one in picture.layout.group.members]
        assert not picture.undrawn
        assert all(one.pose.gait == gait for one in figures)
        for one in figures:
            low = max(gaits.joints(one.body, gait, side)[2][1] for side in (-1, 1))
            assert low < -one.body.leg * 0.15 if gait == "jump" else one.body.height < one.body.stature * 0.8


@pytest.mark.parametrize("words", ["девушка показывает рукой на календарь", "man pointing at a growth chart"])
def test_who_points_does_so_towards_the_thing(words):
    for seed in range(8):
        picture = picture_of(words, seed)
        [one] = picture.layout.group.members
        arm = next(arm for arm in one.figure.pose.arms if arm.side > 0)
        assert abs(arm.wrist[0]) > one.figure.body.shoulder * 1.5
        assert arm.embraces
        thing = _place(picture, picture.scene.things[0])
        assert ((thing.left + thing.right) / 2 < picture.layout.people.x) == one.flip


@pytest.mark.parametrize(
    ("words", "sex", "facts"),
    [
        ("семья, папа показывает рукой на дом", "male", {"product": "house"}),
        ("girl and her grandfather, the girl is pointing at the growth chart", "female", {}),
        ("муж и жена, жена показывает рукой на календарь", "female", {}),
    ],
)
def test_who_of_several_is_said_to_point_does_so_towards_what_is_shown(words, sex, facts):
    for seed, size in itertools.product(range(4), SIZES):
        picture = picture_of(words, seed, size, **facts)
        main, *others = picture.layout.group.members
        assert main.figure.traits.person.sex == sex
        assert all(one.x < main.x for one in others), "at the end next to it"
        arm = next(arm for arm in main.figure.pose.arms if arm.embraces)
        assert arm.wrist[0] * (-1 if main.flip else 1) > main.figure.body.shoulder * 1.5
        shown = picture.layout.object
        assert shown.x > picture.layout.people.x, (seed, size)


@pytest.mark.parametrize("words", ["мужчина стоит скрестив руки", "businesswoman with her arms crossed in an office"])
def test_arms_that_are_crossed_are_over_the_breast_and_hold_nothing(words):
    for seed in range(6):
        [one] = picture_of(words, seed, product="credit card").layout.group.members
        for arm in one.figure.pose.arms:
            assert arm.wrist[0] * arm.side < 0
            assert not arm.held
            assert one.figure.body.chest < arm.wrist[1] < one.figure.body.belt


@pytest.mark.parametrize("words", [
    "мама держит на руках годовалого малыша, папа обнимает её", "папа обнимает маму с дочкой 3 лет на руках",
    "бабушка взяла внука на руки, дедушка её обнимает", "dad lifted his daughter into his arms, mom hugs him",
])  # fmt: skip
def test_who_is_hugged_may_have_a_child_in_the_arms(words):
    for seed in range(4):
        picture = picture_of(words, seed)
        assert not picture.undrawn
        assert not picture.scene.unknown_words
        assert sum(one.carrier is not None for one in picture.layout.group.members) == 1
        assert arms_around(picture.layout.group), seed


def test_whole_family_that_hugs_touches():
    """Neighbours have an arm around each other, or hold hands where that arm would hide a face."""
    for seed in range(8):
        group = picture_of("мама, папа и двое детей обнялись", seed).layout.group
        row = sorted(group.members, key=lambda one: one.x)
        held = {frozenset(map(id, pair)) for pair in arms_around(group)}
        near = [
            frozenset(map(id, (one, other))) in held or _hands_meet(one, other)
            for one, other in itertools.pairwise(row)
        ]
        assert sum(near) >= 2, (seed, near)


def _hands_meet(one, other):
    return any(
        math.dist((mine.x, mine.y), (theirs.x, theirs.y)) < 12.0
        for mine in one.outline.hands
        for theirs in other.outline.hands
    )


def _faces(words):
    return [picture_of(words, seed).layout.group.members[0].figure.traits for seed in range(40)]


def test_who_is_fifty_is_seen_to_be_and_not_sixty():
    grey = Inks(BANK).silvers
    for sex in ("женщина", "мужчина"):
        fifty, sixty = _faces(f"{sex} 50 лет"), _faces(f"{sex} 60 лет")
        assert sum(face.greying for face in fifty) > 20
        assert not any(face.hair in grey or face.cut is CUTS["short waves"] for face in fifty)
        assert all(face.hair in grey for face in sixty)
        assert not any(face.cut is CUTS["balding"] for face in sixty)


def test_who_is_in_the_forties_is_seen_to_be_and_not_thirty():
    """Men's temples are grey and their hairline is higher; women's hair is shorter, a strand grey, the waist wider."""
    for sex, cuts in (("женщина", ("bob", "low bun", "bob fringe")), ("мужчина", ("receding", "side part", "slick"))):
        mature, body = _faces(f"{sex} 44 лет"), dict(_waists(sex))
        assert all(face.cut in [CUTS[cut] for cut in cuts] for face in mature)
        assert sum(face.greying for face in mature) > 20
        assert body[44] > body[30] * 1.05
    assert not any(face.cut is CUTS["receding"] for face in _faces("мужчина 36 лет"))


def _waists(sex):
    for years in (30, 44):
        yield (
            years,
            sum(picture_of(f"{sex} {years} лет", n).layout.group.members[0].figure.body.waist for n in range(12)),
        )


@pytest.mark.parametrize("words", ["пара смотрит в телефон", "пенсионерка и внучка смотрят в телефон"])
def test_what_several_look_at_is_held_between_them(words):
    for seed in range(6):
        left, right = sorted(picture_of(words, seed).layout.group.members, key=lambda one: one.x)
        arms = [(one, arm) for one in (left, right) for arm in one.figure.pose.arms if arm.held]
        assert arms, seed
        assert all(left.x < one.x + arm.wrist[0] * one.facing < right.x for one, arm in arms), seed


def test_clothes_by_chance_are_no_colour_of_what_is_behind_them():
    for words, seed in itertools.product(("мужчина в лесу", "женщина в парке", "пара за городом"), range(12)):
        picture = picture_of(words, seed)
        ground = picture._air.ground(0.8)
        sky_alike = apart(picture._air.sky[1], ground) < 40  # where nothing stands off both
        for one in picture.layout.group.members if not (picture._air.evening or sky_alike) else ():
            main = one.figure.wear.main
            assert apart(main, ground) > 40 or abs(main.lightness - ground.lightness) > 0.08, (words, seed)
    [told] = picture_of("мужчина в бирюзовом свитере в лесу", 3).layout.group.members
    [other] = picture_of("мужчина в бирюзовом свитере на пляже", 3).layout.group.members
    assert told.figure.wear.main == other.figure.wear.main


def test_hair_said_to_be_grey_is_as_grey_as_the_years_make_it():
    silvers = Inks(BANK).silvers
    for words, ink in (
        ("мужчина 45 лет с сединой", 0),
        ("женщина 66 лет, седые волосы", 1),
        ("седой дедушка 80 лет", 3),
    ):
        assert {face.hair for face in _faces(words)} == {silvers[ink]}


@pytest.mark.parametrize("words", [
    "пара с ребёнком 5 лет идёт, взявшись за руки", "parents holding hands with their toddler",
    "дочка 6 лет держит за руки маму и папу", "бабушка, мама, сын 8 лет и дочка 5 лет держатся за руки",
])  # fmt: skip
def test_children_are_between_the_grown_people_who_hold_their_hands(words):
    for seed in range(4):
        row = sorted(picture_of(words, seed).layout.group.members, key=lambda one: one.x)
        grown = [one.figure.traits.age >= 18 for one in row]
        assert grown == [True, *(False for _ in row[2:]), True], seed


def test_mother_of_a_newborn_holds_it_and_nothing_else_by_chance():
    for seed in range(12):
        mother = picture_of("молодая мама 25 лет с младенцем, рядом её мама 50 лет", seed).layout.group.members
        assert next(one for one in mother if one.carrier).carrier.traits.age == 25, seed


def test_nothing_by_chance_makes_who_is_thirty_look_old():
    """A bun with glasses does, and grey, curls of a grandmother, a bald head, a moustache."""
    buns, old = (CUTS["bun"], CUTS["low bun"]), [CUTS[cut] for cut in ("short waves", "bald", "balding", "low bun")]
    for words in ("женщина 30 лет", "мужчина 30 лет", "девушка 22 года", "женщина 30 лет в очках"):
        faces = _faces(words)
        assert not any(face.glasses and face.cut in buns for face in faces)
        assert not any(face.cut in old or face.greying or face.beard == "moustache" for face in faces)
        assert all(stands_off(face.hair, face.skin) for face in faces)
        assert "очках" not in words or all(face.glasses for face in faces)
    assert all(face.glasses and face.cut is CUTS["bun"] for face in _faces("женщина 30 лет с пучком, в очках"))


def test_who_holds_an_infant_could_be_its_parent_and_who_sits_on_a_forearm_has_bent_hanging_legs():
    for seed in range(12):
        people = picture_of("мама с младенцем на руках", seed).layout.group.members
        assert 21 <= people[0].figure.traits.age <= 38
        picture = picture_of("папа держит на руках сына 3 лет", seed)
        *_, father, child = picture.layout.group.members
        assert child.carrier is father.figure
        body, [arm, other] = child.figure.body, father.figure.pose.arms
        assert other.embraces  # whose hand is on the child
        x, hips = (child.x - father.x) * father.facing, father.lift - child.lift - body.leg
        carrying._support(ruler := Ruler(), father.figure)
        assert 3 < ((ruler.area.left + ruler.area.right) / 2 - arm.wrist[0]) * arm.side < 10  # goes on from the forearm
        assert father.figure.body.waist < abs(arm.elbow[0]) < abs(x) < abs(arm.wrist[0])
        assert 4 < arm.wrist[1] - hips < 0.75 * body.leg
        for side, step in zip((-1, 1), gaits.GAITS[child.figure.pose.gait], strict=True):
            _, knee, ankle = gaits.joints(body, child.figure.pose.gait, side)
            assert abs(ankle[0]) < abs(knee[0])
            assert knee[1] + body.leg * 0.35 < ankle[1] < -body.leg * 0.15
            assert step.toes == side
            assert step.angle * side > 45  # the toes point down


@pytest.mark.parametrize(
    "words", ["график роста, стрелка указывает вверх", "arrow pointing up", "loyalty points to spend"]
)
def test_what_points_and_is_nobody_brings_nobody(words):
    assert not scene_of(words, 3).people


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("аэропорт, в руке чемодан, за стеклом самолёт, мужчина", "suitcase"), ("девушка у ёлки, в руке подарок", "gift"),
        ("a man in an airport, in his hand a suitcase, a plane behind", "suitcase"),
        ("Женщина у банкомата, в руке карта", "credit card"), ("парень, в руках коробка, в квартире", "moving boxes"),
    ],
)  # fmt: skip
def test_what_is_in_a_hand_is_what_its_clause_says(words, held):
    picture = picture_of(words, 3)
    scene = picture.scene
    assert held in scene.in_hand or scene.activity == "holding a credit card"
    assert len(scene.in_hand) < 2
    assert not {*picture.undrawn} & {*scene.things}
    assert not {"руке", "руках", "hand"} & {*scene.unknown_words}


@pytest.mark.parametrize(
    "words",
    [
        "переезд, грузовик у многоэтажки, папа с сыном несут коробки",
        "couple carrying boxes into a new house",
        "семья несёт коробки",
    ],
)
def test_all_who_are_said_to_carry_boxes_hold_one_in_both_hands(words):
    for seed in range(4):
        for one in picture_of(words, seed, (900, 900)).layout.group.members:
            held = [arm.held for arm in one.figure.pose.arms]
            assert sorted(held) == ["", "moving boxes"], seed
            near, far = one.figure.pose.arms
            assert near.wrist[1] == far.wrist[1], seed


@pytest.mark.parametrize(
    "words", ["fitness girl with ponytail, phone in hand with card on screen", "тренер в зале с телефоном в руке"]
)
def test_phone_said_to_be_in_a_hand_is_in_one_or_told(words):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size, product="credit card")
        assert picture.scene.in_hand == ("app on a phone",)
        held = {arm.held for one in picture.layout.group.members for arm in one.figure.pose.arms}
        assert {"phone", "app on a phone"} & held or "app on a phone" in picture.undrawn, (seed, size)
        assert size != SIZES[0] or {"phone", "app on a phone"} & held, seed


@pytest.mark.parametrize("words", [
    "taxi driver woman 50 next to yellow taxi", "woman driver standing by her taxi", "дальнобойщик у грузовика, трасса",
    "woman driver next to her white car, holding keys", "taxi in a snowy city, woman with a suitcase",
])  # fmt: skip
def test_driver_who_is_said_to_be_beside_the_car_is_not_in_it(words):
    for seed in range(4):
        picture = picture_of(words, seed, product="car")
        assert not picture._people.drives
        assert len(picture.layout.group.members) == 1
        assert {*picture.scene.unknown_words, *picture.undrawn} <= {"yellow"}


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("открытый кошелёк и монеты", "wallet"),
        ("open gift box, New Year", "gift"),
        ("открытый чемодан с деньгами", "suitcase"),
        ("woman with an open suitcase at home", "suitcase"),
        ("чемодан", None),
    ],
)
def test_what_is_said_to_be_open_is_and_nobody_carries_it_so(words, holder):
    told = scene_of(words, 3)
    picture = rendering(told)
    assert [*picture.inside] == ([holder] if holder else [])
    assert undrawn_of(told) == ()
    assert not holder or holder not in picture._people.held
    if holder:
        shapes = []
        for air in (picture._air, replace(picture._air, contents={})):
            DRAWABLES[holder].stage.paint(ruler := Ruler(), air, random.Random(1))
            shapes.append(ruler.areas)
        assert shapes[0] != shapes[1]


@pytest.mark.parametrize("words", ["щит и замок, ваши деньги под защитой", "shield and lock, money under protection"])
def test_what_is_under_protection_is_under_nothing_and_a_lock_is_a_padlock(words):
    told = scene_of(words, 3)
    assert {"shield", "padlock"} <= {*told.things}
    assert not told.whereabouts
    assert undrawn_of(told) == ()


@pytest.mark.parametrize("size", [(1536, 384), (1200, 628), (1024, 1024), (384, 1536)])
def test_several_things_alone_fill_a_wide_picture_and_their_stage_is_whole(size):
    picture = picture_of("growth chart and coins, deposit 18%", 3, size)
    ruler, spot = Ruler(), picture.layout.object
    draw(ruler, picture._air, spot, Standing(picture._starring), random.Random(1))
    low = spot.y + spot.scale * 50 * 1.1 * (0.26 + 0.18)  # the edge of the lower step, above the end of its shadow
    assert ruler.area.left >= 0
    assert ruler.area.right <= size[0]
    assert low <= size[1] * 0.98
    assert size[0] < size[1] * 1.5 or low - ruler.area.top > 0.55 * size[1]


_AT = 4.0
"""How far a card or a phone is at most from the terminal at which somebody pays with it, in centimetres."""


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("курьер с терминалом, клиентка прикладывает карту", "credit card"),
        ("курьер с терминалом у двери, мужчина платит телефоном", "phone"),
        ("консультант с терминалом, клиент с картой", "credit card"),
        ("официант с терминалом, пара за столиком ресторана", ""),
        ("courier holding a payment terminal", ""),
    ],
)  # fmt: skip
def test_who_brings_the_terminal_has_it_in_the_hand_and_who_pays_is_at_it(words, means):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size, product="credit card")
        arms = [(one, arm) for one in picture.layout.group.members for arm in one.figure.pose.arms]
        [(holder, _)] = [(one, arm) for one, arm in arms if arm.held == "payment terminal"]
        person = holder.figure.traits.person
        assert person.serves or {"courier", "waiter"} & {*person.looks}
        assert not picture.standing or "payment terminal" not in {*picture._starring, *picture._rest}
        paying = [one for one, arm in arms if arm.held == means and one is not holder] if means else []
        assert len(paying) == bool(means)
        near = itertools.product(holder.outline.things, *(one.outline.things for one in paying)) if means else ()
        assert not means or any(a.grown(_AT).meets(b) for a, b in near), (seed, size)
        assert not {*picture.undrawn, *picture.scene.unknown_words}, (seed, size)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("мужчина расплачивается картой в ресторане за столиком", "credit card"),
        ("семья ужинает в ресторане, папа платит картой", "credit card"),
        ("friends in a cafe, a young woman pays by phone", "phone"),
        ("официант с терминалом у столика, пара платит телефоном", "phone"),
        ("waitress brings a card reader to a couple at the table, the man pays with his card", "credit card"),
        ("клиентка платит картой у стойки банка через терминал, консультант", "credit card"),
        ("клиент платит картой у стойки банка", "credit card"),
    ],
)  # fmt: skip
def test_who_pays_is_at_a_terminal_that_is_smaller_than_a_head(words, means):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size)
        layout = picture.layout
        place, members = layout.people, layout.group.members
        [payer] = [one for one in members if means in {arm.held for arm in one.figure.pose.arms}]
        terminal = area(picture._lying, "payment terminal", picture._air, place)
        paid = [one.placed(place.x, place.y, place.scale) for one in payer.outline.things]
        head = payer.outline.head.placed(place.x, place.y, place.scale)
        assert any(terminal.grown(_AT * place.scale).meets(one) for one in paid), (seed, size)
        assert terminal.bottom - terminal.top < (head.bottom - head.top) * 1.05, (seed, size)
        assert terminal.covered([Area(0, 0, *size)]) == 1.0, (seed, size)
        if not picture._people.table and picture._people.server is None:  # else it is before people
            assert terminal.covered([one.trunk for one in picture.people]) < 0.5, (seed, size)
        assert picture.undrawn == ()


@pytest.mark.parametrize("words", ["пара за столиком в ресторане", "клиентка и консультант, консультация в банке"])
def test_hands_are_told_from_the_table_on_which_they_lie(words):
    for seed in range(24):
        picture = picture_of(words, seed)
        top = furniture.top(picture.inks, sitting.wood(picture.layout.group, picture.inks))
        assert all(told_apart(one.figure.wear.hands, top) > 0.75 for one in picture.layout.group.members), seed


@pytest.mark.parametrize(
    ("words", "laid"),
    [
        ("сотрудник банка за стойкой с ноутбуком", {"laptop"}),
        ("консультант у стойки с калькулятором и документами, клиентка", {"calculator", "documents"}),
        ("клиент за столом в банке с документами", {"documents"}),
    ],
)
def test_who_is_at_a_counter_is_at_no_table_too(words, laid):
    for seed in range(4):
        picture = picture_of(words, seed)
        people = picture._people
        assert people.at_counter == ("у стойки" in words or "за стойкой" in words) != people.table
        assert {thing for thing, _ in picture._lying.things} == laid


@pytest.mark.parametrize(
    ("words", "pays"),
    [
        ("женщина за прилавком и мужчина, он платит картой", "male"),
        ("мужчина за прилавком, женщина платит картой", "female"),
        ("продавец за прилавком", ""),
    ],
)
def test_who_is_behind_a_till_pays_nothing(words, pays):
    for seed in range(4):
        members = picture_of(words, seed).layout.group.members
        paying = [one for one in members if "credit card" in {arm.held for arm in one.figure.pose.arms}]
        assert [one.figure.traits.person.sex for one in paying] == ([pays] if pays else []), seed


@pytest.mark.parametrize(
    "words",
    [
        "клиент и сотрудник банка у стойки над документами", "bank consultant and client over papers at the counter",
        "семья у стойки в отделении банка, документы",
    ],
)  # fmt: skip
def test_papers_lie_on_the_counter(words):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size)
        papers = area(picture._lying, "documents", picture._air, picture.layout.people)
        hiding = (
            [part for one in picture.people for part in (one.head, one.trunk)] if picture._people.server is None else []
        )
        assert papers.covered([Area(0, 0, *size)]) == 1.0, (seed, size)
        assert papers.covered(hiding) < 0.7, (seed, size)
        assert not {*picture.undrawn, *picture.scene.unknown_words}
        assert "documents" not in {*picture._starring, *picture._rest}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("QR-код на экране телефона, оплата в кафе", "QR code"),
        ("man holds phone with QR code on screen", "QR code"),
        ("девушка показывает QR-код на телефоне кассиру", "QR code"),
        ("щит на экране телефона в руке", "shield"),
        ("hands holding a smartphone with a map on the screen", "map"),
        ("безопасность: щит и телефон с картой на экране", "credit card"),
        ("телефон с QR-кодом в руке девушки", "QR code"),
        ("woman scans a QR code with her phone", None),
        ("телефон в руке с галочкой на экране", "tick"),
        ("инвестиции: смартфон в руке, на экране растущий график", "growth chart"),
        ("phone in hand, a house on the screen, mortgage online", "house"),
        ("смартфон, на экране новостройка", "high-rise"),
        ("калькулятор ипотеки в мобильном приложении", "calculator"),
        ("QR on the phone screen", "QR code"),
        ("девушка оформляет карту в приложении", "credit card"),
        ("планшет с графиком роста", "growth chart"),
        ("мужчина с телефоном и картой", None),
        ("телефон и график роста", None),
    ],
)  # fmt: skip
def test_phone_shows_on_its_screen_what_is_said_and_it_stands_nowhere_else(words, shown):
    """What is painted in the phone, large or in a hand, are the drawing's own shapes, and all within the screen.

    No second one of a house, a car or a card is beside it.
    """
    told = scene_of(words, 3)
    picture = rendering(told)
    assert [*picture.inside.values()] == ([shown] if shown else [])
    assert not shown or shown not in {*picture._starring, *picture._rest, picture.scene.object}
    assert undrawn_of(told) == ()
    for draw_screen in (mobile, phone_screen) if "планшет" not in words else (tablet,):
        plain, own = Ruler(), Ruler()
        draw_screen(plain, replace(picture._air, contents={}))
        draw_screen(own, picture._air)
        assert not shown or around(own.areas) == around(own.areas[:2])
        assert (own.areas != plain.areas) == bool(shown)


@pytest.mark.parametrize(
    ("words", "shown", "untold"),
    [
        ("рука держит смартфон с приложением, на экране карта и зелёная галочка", "credit card", ()),
        ("phone in hand with a card and a green tick on the screen", "credit card", ()),
        ("планшет в руках мужчины, на экране график и галочка", "growth chart", ()),
        ("на экране смартфона карта и график", "credit card", ("график",)),
    ],
)
def test_tick_is_on_a_screen_with_what_else_is_there_and_no_third_thing(words, shown, untold):
    told = scene_of(words, 3)
    picture = rendering(told)
    plain = contents.drawn(picture.inside, told.model_copy(update={"whereabouts": ()}))
    (own,), (alone,) = contents.drawn(picture.inside, told).values(), plain.values()
    assert ([*picture.inside.values()], undrawn_of(told)) == ([shown], untold)
    assert (own.height > alone.height) == (not untold)


@pytest.mark.parametrize(
    "words", ["повар в ресторане и терминал для оплаты", "a cook with a pan pays by card at a terminal, restaurant"]
)
def test_what_the_other_hand_has_is_cut_by_no_edge(words):
    """Whoever has to take the pan in the other hand, as this one is at the terminal, moves along with that."""
    for seed, size in itertools.product(range(4), [(720, 720), (1080, 1920), (600, 1200)]):
        layout = picture_of(words, seed, size).layout
        covers = layout.group.core.placed(*layout.people)
        assert covers.left >= 0, (seed, size)
        assert covers.right <= layout.width, (seed, size)


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("woman holding a card and a phone", {"credit card", "phone"}),
        ("teenager with his first bank card and a phone", {"credit card", "phone"}),
        ("мужчина с картой и телефоном в руках", {"credit card", "app on a phone"}),
        ("девушка с телефоном, карта на экране", {"app on a phone"}),
        ("young man holding a card", {"credit card"}),
        ("pay with your phone at the terminal, young man", {"credit card", "phone"}),
    ],
)  # fmt: skip
def test_card_that_is_named_beside_a_phone_is_in_the_other_hand(words, held):
    for seed in range(4):
        picture = picture_of(words, seed, product="credit card")
        [one] = picture.layout.group.members
        assert {arm.held for arm in one.figure.pose.arms} - {""} == held, seed


def test_who_gives_keys_carries_no_infant_of_those_who_get_them():
    for seed in range(6):
        picture = picture_of("realtor hands the keys to a young family with a baby", seed, product="house")
        giver, *others = picture.layout.group.members
        assert "keys" in {arm.held for arm in giver.figure.pose.arms}
        assert any(one.carrier is other.figure for one in others for other in others)
        assert picture.undrawn == ()


@pytest.mark.parametrize("words", [
    "man handing car keys to his wife, red bow on the car", "менеджер банка вручает ключи невесте и жениху",
    "agent gives the happy couple their new keys", "таксист отдаёт ключи женщине",
])  # fmt: skip
def test_keys_after_a_word_for_giving_are_handed_over(words):
    for seed in range(4):
        picture = picture_of(words, seed, product="car" if "car" in words or "такс" in words else "house")
        hands = [arm.held for one in picture.layout.group.members for arm in one.figure.pose.arms]
        assert hands.count("keys") == 1
        assert (*picture.scene.unknown_words, *picture.undrawn) == ()
        assert "такс" not in words or picture.scene.design == "taxi"


def test_idle_hands_of_who_sits_lie_on_a_thigh_each():
    for one in picture_of("семья на диване", 3).layout.group.members:
        hip, arms = one.figure.body.hip, [arm for arm in one.figure.pose.arms if arm.grip == "relaxed"]
        assert arms
        assert all(0.4 * hip < arm.side * arm.wrist[0] < 1.3 * hip for arm in arms)
        assert all(abs(arm.aim - 180) < 20 for arm in arms)  # the fingers to the knee


@pytest.mark.parametrize(
    ("words", "facts", "others", "giver"),
    [
        ("женщине дарят цветы на 8 марта", {}, 1, "male"),
        ("девушка получает подарок", {}, 1, "male"),
        ("a man is given flowers", {}, 1, "female"),
        ("receiving a bouquet", {"sex": "female", "age": 30}, 1, "male"),
        ("мама получает цветы от сына", {}, 1, "male"),
        ("бабушке дарят внуки цветы", {}, 2, None),
        ("дарит жене цветы", {"sex": "male", "age": 40}, 1, "male"),
    ],
)
def test_what_somebody_is_given_is_in_the_hand_of_who_gives_it(words, facts, others, giver):
    for seed in range(4):
        told = scene_of(words, seed, **facts)
        gives = next(one for one in told.people if one.uses)
        assert len(told.people) == others + 1
        assert giver in (None, gives.sex)
        assert {"flowers", "gift"} & {*gives.things}
        assert told.unknown_words == ()


@pytest.mark.parametrize("words", ["семья получает подарки", "женщина получает кредит", "подари маме цветы"])
def test_nobody_is_added_who_gives_where_that_is_not_said_of_one(words):
    assert all(one.sex == "female" or "семья" in words for one in scene_of(words).people)
    assert not any(one.uses for one in scene_of(words).people)


@pytest.mark.parametrize(
    ("words", "thing", "group"),
    [
        ("папа жарит мясо на гриле, дети с мячом", "ball", "child"),
        ("a mother and two kids with balloons", "balloons", "child"),
        ("футболист с мячом и врач", "football", "adult"),
    ],
)
def test_what_several_have_is_in_the_hand_of_one_of_them_and_the_ball_of_who_plays_is_a_football(words, thing, group):
    scene = scene_of(words)
    assert thing in scene.things
    holders = [one for one in scene.people if thing in one.things]
    assert len(holders) == 1
    assert holders[0].age_group in (group, "young adult")


@pytest.mark.parametrize(
    ("words", "child", "thing"),
    [
        ("жарит шашлык, рядом внук с мячом", 1, "ball"),
        ("поливает цветы, рядом внучка с книгой", 1, "book"),
    ],
)
def test_what_is_told_before_anybody_is_named_is_done_by_the_client(words, child, thing):
    people = scene_of(words, sex="male", age=66).people
    assert not people[child].uses
    assert thing in people[child].things


@pytest.mark.parametrize(
    ("words", "tint"),
    [("Ключи от красной машины в салоне, пара", "red"), ("white car in a showroom, a couple", "white")],
)
def test_colour_of_a_car_in_a_showroom_is_not_that_of_the_showroom(words, tint):
    scene = scene_of(words, product="car")
    assert (scene.tint, scene.dyes) == (tint, ())


@pytest.mark.parametrize(
    "words",
    ["Мать и дочь смотрят друг на друга, сидя на скамейке", "two friends look at each other, coffee on the table"],
)
def test_who_look_at_one_another_look_at_no_bench_or_table(words):
    assert scene_of(words).looks_at == "one another"


@pytest.mark.parametrize("words", ["a woman in a lab coat, early evening", "лаборант, утренний свет"])
def test_coats_and_hours_are_not_told_in_parts(words):
    assert scene_of(words).unknown_words == ()


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("hand with a phone; the app shows a graph going up", ()),
        ("телефон с графиком на экране рядом с календарём", ("calendar",)),
        ("a phone with a chart on the screen beside a piggy bank", ("piggy bank",)),
    ],
)
def test_what_an_app_shows_is_on_the_screen_and_what_is_beside_it_is_not(words, beside):
    scene = scene_of(words)
    picture = rendering(scene)
    assert (picture.inside, picture.scene.things) == ({"app on a phone": "growth chart"}, ("app on a phone", *beside))
    assert scene.unknown_words == ()


@pytest.mark.parametrize("words", ["женщина в супермаркете с овощами", "a man shopping for vegetables"])
def test_what_is_bought_grows_in_no_bed(words):
    scene = scene_of(words)
    assert "vegetable beds" not in scene.things
    assert scene.unknown_words == ()


def test_who_is_met_has_the_suitcase_that_is_told_next_and_a_client_the_card_in_the_hand():
    words = "Женщина идёт навстречу сыну с чемоданом"
    assert [one.things for one in scene_of(words).people] == [(), ("suitcase",)]
    assert scene_of("стоит у окна, в руке карта", sex="male", age=30).activity == "holding a credit card"


@pytest.mark.parametrize(
    ("words", "mugs"),
    [
        ("Couple in their 60s having tea on the sofa", 2),
        ("трое друзей пьют кофе на диване", 3),
        ("семья с сыном 6 лет пьёт чай на кухне", 2),
        ("мужчина пьёт кофе дома, рядом жена", 1),
    ],
)
def test_each_of_several_who_drink_at_home_has_a_mug(words, mugs):
    picture = picture_of(words, 1)
    members = picture.layout.group.members
    assert sum(arm.held == "coffee" for one in members for arm in one.figure.pose.arms) == mugs
    assert picture._air.china
    assert not picture.undrawn


def test_coffee_outdoors_is_in_a_paper_cup():
    assert not picture_of("две подруги пьют кофе на прогулке в парке", 1)._air.china


@pytest.mark.parametrize(
    ("words", "grilled"),
    [
        ("a man of 40 grills meat in the garden, beside him his son", True),
        ("мужчина 40 лет жарит мясо на даче, рядом сын", True),
        ("дед жарит сосиски на природе", True),
        ("мужчина 40 лет жарит мясо на кухне", False),
    ],
)
def test_meat_is_roasted_on_a_barbecue_outdoors(words, grilled):
    picture = picture_of(words, 1)
    assert ("barbecue" in picture.scene.things) is grilled
    assert not grilled or not {*picture.undrawn, *picture.scene.unknown_words}


def test_hands_that_do_something_in_a_room_do_not_hold_it():
    scene = scene_of("a silver car, a woman clapping her hands in the showroom")
    assert (scene.in_hand, "car showroom" in scene.things) == ((), True)


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("EV charger, dad and schoolgirl plug in the cable together", "plug in"),
        ("папа вставляет кабель в электромобиль, рядом дочь", "вставляет кабель"),
    ],
)
def test_who_plugs_in_the_cable_of_a_car_has_a_hand_at_the_charger(words, deed):
    scene = scene_of(words)
    assert (scene.object, scene.use, scene.unknown_words) == ("car", (deed, "charger"), ())
    assert picture_of(words, 1, (856, 540)).undrawn == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("handshake across the table, signed papers", ()),
        ("менеджер и клиент пожимают руки через стол", ()),
        ("менеджер и клиент пожимают руки за столом", ()),
        ("view from the car, a couple, the road ahead", ("ahead",)),
        ("вид из салона, впереди дорога", ()),
        ("вид из салона, впереди море", ()),
        ("семья в машине, вид из салона, впереди горы", ("впереди",)),
        ("Family road trip, view from inside the car, mountains ahead", ("ahead",)),
        ("вид из салона, родители впереди, дети сзади", ()),
        ("серебристая машина едет, впереди дорога", ()),
    ],
)
def test_what_is_across_a_table_or_ahead_of_a_cabin_is_told(words, told):
    assert picture_of(words, 1, (1024, 1024)).undrawn == told


@pytest.mark.parametrize(
    "words", ["mom with a baby in her arms, piggy bank on the table", "папа с новорождённым за столом"]
)
def test_newborn_is_held_above_the_table(words):
    for seed in range(4):
        group = picture_of(words, seed).layout.group
        baby = next(one for one in group.members if one.carrier)
        assert baby.outline.face.bottom < 3.0 - furniture.TABLE - furniture.DEEP


@pytest.mark.parametrize(
    "words",
    [
        "barista takes a card payment on the terminal, small business account",
        "курьер принимает оплату картой у клиента",
        "официант принимает оплату",
        "кассир принимает оплату картой",
    ],
)
def test_who_takes_a_payment_has_somebody_who_pays(words):
    for seed in range(4):
        scene = scene_of(words, seed)
        assert [one.uses for one in scene.people] == [False, True]
        assert {*picture_of(words, seed, (1200, 628)).undrawn} <= {"account"}


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("консультант показывает клиенту на график", True),
        ("a consultant shows the client a chart", True),
        ("папа показывает сыну рукой на дом", True),
        ("папа, показывая сыну на машину, улыбается", True),
        ("mom points out a house to her daughter", True),
        ("менеджер показывает клиенту карту", False),
        ("девушка показывает маме график на экране телефона", False),
        ("a woman earns points for a new car", False),
    ],
)
def test_who_shows_somebody_what_no_hand_holds_points_at_it(words, points):
    for seed in range(3):
        scene = scene_of(words, seed)
        assert (scene.activity == "pointing") == points, seed
        if points:
            picture = picture_of(words, seed)
            assert not {*scene.unknown_words, *picture.undrawn}
            assert any(arm.embraces for one in picture.layout.group.members for arm in one.figure.pose.arms)


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("рука с деньгами", "banknotes"),
        ("man with cash in his hand", "banknotes"),
        ("женщина держит деньги", "banknotes"),
        ("рука с монетой", "coins"),
        ("мужчина кладёт наличные в кошелёк", "wallet"),
        ("a man carries a box", "moving boxes"),
        ("a courier carries a box", "parcel"),
        ("женщина с пакетом продуктов", "shopping bag"),
        ("мужчина несёт по чемодану в каждой руке", "suitcases"),
    ],
)
def test_what_is_carried_is_in_a_hand(words, held):
    for seed in range(3):
        picture = picture_of(words, seed)
        scene, group = picture.scene, picture.layout.group
        assert held in scene.things
        assert not {*scene.unknown_words, *picture.undrawn}
        hands = [arm.held for one in group.members for arm in one.figure.pose.arms] if group else scene.in_hand
        assert held in hands
        assert hands.count(held) == 2 or held != "suitcases"
        assert "moving boxes" not in scene.things or held == "moving boxes"


@pytest.mark.parametrize("words", ["мужчина показывает на график роста", "a woman presents a growth chart"])
def test_who_shows_a_chart_points_at_it(words):
    for seed in range(4):
        scene = scene_of(words, seed)
        assert (scene.activity, scene.things) == ("pointing", ("growth chart",))
        assert picture_of(words, seed).undrawn == ()


@pytest.mark.parametrize(
    "words", ["мужчина прикладывает карту к терминалу на кассе", "a woman pays by phone at a till"]
)
def test_what_is_paid_with_is_in_the_hand_next_to_a_till_out_of_reach(words):
    for seed in range(6):
        picture = picture_of(words, seed, (360, 640))
        [one] = picture.layout.group.members
        [hand] = [arm for arm in one.figure.pose.arms if arm.held]
        [till] = [stood.area for stood in picture.standing if "till" in stood.things]
        assert hand.side * one.facing == (1 if (till.left + till.right) / 2 > picture.layout.people.x else -1)


def test_who_carries_a_child_at_a_table_has_no_hand_on_it():
    for seed in range(6):
        picture = picture_of("копилка на столе, мама с малышом на руках", seed, (360, 640))
        [carrier] = {one.carrier for one in picture.layout.group.members} - {None}
        assert carrier in [one.figure for one in picture.layout.group.members]


@pytest.mark.parametrize("words", [
    "мама и сын-школьник держатся за руки", "бабушка держит за руку внучку 4 лет", "dad hand in hand with his toddler",
    "высокий мужчина и невысокая полная женщина держатся за руки", "man in a wheelchair and his wife hold hands",
])  # fmt: skip
def test_palms_of_those_hand_in_hand_are_one_over_the_other(words):
    for seed in range(6):
        left, right = sorted(picture_of(words, seed).layout.group.members, key=lambda one: one.x)
        palms = []
        for one, towards in ((left, 1), (right, -1)):
            [arm] = [arm for arm in one.figure.pose.arms if arm.side == towards * one.facing]
            (x, y), away = arm.wrist, PALM * one.figure.body.stature / 178
            share = away / math.dist(arm.elbow, arm.wrist)
            x, y = x + (x - arm.elbow[0]) * share, y + (y - arm.elbow[1]) * share
            palms.append((one.x + x * one.facing, y - one.lift))
            assert arm.grip == "clasp"
        assert math.dist(*palms) < 1.0, seed


@pytest.mark.parametrize(("words", "ink"), [
    ("повар в синем фартуке", "blue"), ("barista in a green apron", "green"), ("woman in a sweater and a red apron", "red"),
])  # fmt: skip
def test_apron_is_over_what_else_is_worn_and_has_its_own_colour(words, ink):
    picture = picture_of(words, 1)
    assert not picture.undrawn
    [one] = picture.layout.group.members
    wear = one.figure.wear
    assert wear.extra == "apron"
    assert wear.trim.hue == Inks(BANK).named(ink).hue
    assert "повар" not in words or wear.top == "chef"


def test_screens_read_the_same_way_in_every_hand():
    shown = []
    for flip in (False, True):
        brush = Brush(64, 64)
        with brush.at((32, 32), 2.0, flip=flip), brush.unmirrored():
            phone_screen(brush, DAY)
        shown.append(brush.pixels())
    assert (shown[0] == shown[1]).all()


@pytest.mark.parametrize("words", [
    "малыш полутора лет делает первые шаги, мама и папа держат его за ручки", "toddler takes his first steps, mum holds his hands",
    "годовалая дочка учится ходить, бабушка держит её за руку", "son, 1, learning to walk hand in hand with his dad",
])  # fmt: skip
def test_first_steps_are_taken_on_the_own_feet_and_by_the_hand(words):
    for seed in range(4):
        picture = picture_of(words, seed)
        assert not picture.undrawn
        assert not picture.scene.unknown_words
        child = min(picture.layout.group.members, key=lambda one: one.figure.traits.age)
        assert child.carrier is None
        assert child.figure.pose.stands
        assert any(arm.grip == "clasp" for arm in child.figure.pose.arms)


@pytest.mark.parametrize("words", [
    "беременная женщина у окна, рука на животе", "pregnant woman with her hand on her bump",
    "будущие родители, он обнимает её, рука на животе", "беременная на диване гладит живот",
])  # fmt: skip
def test_who_is_expecting_has_a_hand_on_the_belly(words):
    for seed in range(4):
        picture = picture_of(words, seed)
        assert not picture.undrawn
        assert not picture.scene.unknown_words
        [one] = [one for one in picture.layout.group.members if "pregnant" in one.figure.traits.person.looks]
        body = one.figure.body
        assert any(abs(arm.wrist[0]) < body.waist and arm.wrist[1] > body.belt for arm in one.figure.pose.arms), seed


@pytest.mark.parametrize(("words", "thing"), [
    ("бабушка и внучка в саду, корзина яблок", "basket of apples"), ("woman with a basket of flowers", "basket of flowers"),
    ("дедушка несёт корзину с овощами", "basket of vegetables"),
])  # fmt: skip
def test_basket_holds_what_it_is_said_to_be_of(words, thing):
    for seed in range(4):
        picture = picture_of(words, seed)
        assert not picture.undrawn
        assert not picture.scene.unknown_words
        assert any(arm.held == thing for one in picture.layout.group.members for arm in one.figure.pose.arms)


@pytest.mark.parametrize("size", [(1080, 1080), (1200, 628), (400, 1600), (1600, 400)])
@pytest.mark.parametrize("words", ["мужчина показывает на график роста", "a woman points at a growth chart"])
def test_who_points_does_so_at_what_is_shown_and_looks_there(words, size):
    for seed in range(4):
        picture = picture_of(words, seed, size)
        [one], place = picture.layout.group.members, picture.layout.people
        [arm] = [arm for arm in one.figure.pose.arms if arm.embraces]
        shown = picture.layout.offered[0]
        wrist = place.x + (one.x + arm.wrist[0] * one.facing) * place.scale
        joint = place.x + (one.x + one.figure.body.joint(arm.side)[0] * one.facing) * place.scale
        middle = (shown.left + shown.right) / 2
        assert (wrist - joint) * (middle - place.x) > 0
        assert one.figure.traits.turn * arm.side > 0


@pytest.mark.parametrize("words", ["мама держит малыша на руках", "dad carrying his daughter, 4, in his arms"])
def test_child_on_an_arm_sits_on_it(words):
    for seed in range(4):
        members = picture_of(words, seed).layout.group.members
        child = next(one for one in members if one.carrier)
        arm = next(arm for arm in child.carrier.pose.arms if arm.embraces)
        middle = (child.x - child.feet[0]) * child.facing
        assert 0 < (arm.wrist[0] - middle) * arm.side < child.figure.body.hip, seed  # no sleeve ends beyond the child
        if child.figure.pose.gait == "perch":
            height = (-child.lift - child.feet[1] - arm.wrist[1]) / child.figure.body.leg
            assert 0.5 < height < 0.75, seed


@pytest.mark.parametrize(
    "words",
    [
        "строитель в каске и оранжевом жилете", "builder in an orange vest", "рука с телефоном, открыто приложение банка",
        "аэропорт, девушка с чемоданом, за окном самолёт", "girl at the airport, plane in the window",
    ],
)  # fmt: skip
def test_nothing_that_is_seen_is_told(words):
    picture = picture_of(words)
    assert not {*picture.undrawn, *picture.scene.unknown_words}


@pytest.mark.parametrize("words", ["мужчина платит картой через терминал", "девушка платит телефоном у терминала"])
def test_what_one_pays_with_is_over_the_terminal(words):
    for seed, size in itertools.product(range(2), ((600, 600), (1200, 628))):
        picture = picture_of(words, seed, size, product="people")
        desk = _place(picture, "payment terminal")
        terminal = desk.widened(-(desk.right - desk.left) * 0.34)
        assert any(held.right > terminal.left for held in picture.layout.held), (seed, size)


@pytest.mark.parametrize("words", [
    "менеджер вручает ключи молодой семье с коляской", "риелтор передаёт ключи паре с коляской",
    "realtor hands the keys to a young family with a stroller", "manager gives the keys to a mum with a pram",
])  # fmt: skip
def test_family_that_gets_keys_pushes_its_pram_itself(words):
    for seed in range(4):
        picture = picture_of(words, seed, (900, 600))
        assert not picture.undrawn
        members = picture.layout.group.members
        assert all(one.figure.traits.age >= 18 for one in members), seed  # whose child is in the pram
        [pushes] = [one for one in members if any(arm.held == "pram" for arm in one.figure.pose.arms)]
        assert not pushes.figure.traits.person.serves, seed
        assert pushes.figure.traits.age < 45, seed


def test_box_of_a_courier_is_a_parcel_and_who_is_paid_is_a_man_where_that_is_said():
    for words in (
        "курьер с коробкой в дверях, девушка платит ему картой",
        "courier with a parcel, a woman pays him by card",
    ):
        for seed in range(6):
            scene = picture_of(words, seed).scene
            assert "moving boxes" not in scene.things
            assert [one.sex for one in scene.people] == ["male", "female"], seed


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("пара, в руках карты", 2),
        ("friends with cards in their hands", 2),
        ("друзья, у каждого в руке карта", 2),
        ("три подруги с картами в руках", 3),
        ("couple holding bank cards", 2),
        ("each of the friends holds a card", 2),
        ("семья, у каждого карта", 3),
        ("пара с картой в руке", 1),
        ("мама держит карту, папа рядом", 1),
        ("бородатый мужчина в очках показывает карту", 1),
        ("мама показывает дочке новую карту", 1),
        ("студент хвастается новой картой", 1),
        ("a man holds up his new card", 1),
        ("man showing his card and phone", 1),
        ("девушка в пальто с банковской картой", 1),
        ("студент с картой на экране телефона", 0),
    ],
)
def test_each_has_a_card_who_is_said_to(words, count):
    for seed in range(6):
        scene = scene_of(words, seed)
        held = [arm.held for one in rendering(scene)._people.figures for arm in one.pose.arms]
        assert held.count("credit card") == count
        assert undrawn_of(scene) == ()


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("двое несут диван", "borne sofa"),
        ("couple carry a sofa together", "borne sofa"),
        ("двое грузчиков несут новогоднюю ёлку", "borne tree"),
        ("пара несёт кресло", "borne armchair"),
    ],
)
def test_two_carry_between_them_what_is_large(words, thing):
    for seed in range(8):
        scene = scene_of(words, seed)
        arms = [arm for one in rendering(scene).layout.group.members for arm in one.figure.pose.arms]
        assert [arm.held for arm in arms if arm.held] == [thing]
        assert [arm.steadies for arm in arms if arm.steadies] == [thing]
        assert undrawn_of(scene) == ()


@pytest.mark.parametrize(
    "words",
    ["парень в инвалидной коляске оплачивает покупку телефоном на кассе", "женщина с сумкой платит картой на кассе",
     "пенсионер на инвалидной коляске у кассы платит картой"],
)  # fmt: skip
@pytest.mark.parametrize("seed", range(3))
def test_who_pays_at_a_till_is_beside_it_in_a_narrow_column_too(words, seed):
    picture = picture_of(words, seed, (400, 1600))
    (till,) = [one.area for one in picture.standing if "till" in one.things]
    assert till.covered([one.trunk for one in picture.people]) < 0.2
    assert not picture.undrawn


def test_customer_pays_and_not_the_cashier():
    for seed in range(4):
        picture = picture_of("кассир и покупатель в инвалидной коляске, оплата картой", seed)
        customer, cashier = picture.layout.group.members
        assert not any(arm.held for arm in cashier.figure.pose.arms)
        assert any(arm.held == "credit card" for arm in customer.figure.pose.arms)


def test_realtor_has_the_keys_and_a_parent_the_baby():
    words = "вручение ключей от квартиры, риелтор и молодая семья с малышом на руках"
    for seed in range(6):
        picture = picture_of(words, seed)
        group = picture.layout.group
        assert all(not one.carrier or not one.carrier.traits.person.serves for one in group.members)
        assert picture.undrawn == ()


@pytest.mark.parametrize(
    ("words", "who", "thing"),
    [
        ("семья у новой многоэтажки, дочка держит ключи", "child", "keys"),
        ("дочка держит детскую карту, мама рядом", "child", "credit card"),
        ("two young women with dumbbells in a gym, a bank card", "young adult", "dumbbells"),
    ],
)
def test_children_have_the_keys_or_card_that_is_said_to_be_theirs_and_each_of_several_has_dumbbells(words, who, thing):
    for seed in range(4):
        people = rendering(scene := scene_of(words, seed))._people.figures
        had = [{arm.held for arm in one.pose.arms} for one in people]
        told = [one.age_group == who for one in scene.people]
        assert [thing in held for held in had] == told


@pytest.mark.parametrize(
    ("words", "product"),
    [
        ("семья загружает вещи в багажник, едут на дачу", "car"),
        ("parents loading suitcases into the boot, they drive to the sea", "car"),
        ("a taxi driver helps an old lady with a suitcase", None),
        ("таксист помогает пожилой женщине с чемоданом", None),
    ],
)
def test_nobody_drives_who_loads_the_car_or_helps_with_the_luggage(words, product):
    assert scene_of(words, product=product).activity != "driving"


@pytest.mark.parametrize(
    "words",
    [
        "семья едет на море, чемоданы в багажнике",
        "taxi driver drives an old lady with a suitcase",
        "водитель грузовика в кабине",
    ],
)
def test_who_drives_with_luggage_or_is_in_the_cab_drives(words):
    assert scene_of(words, product="car").activity == "driving"


@pytest.mark.parametrize(
    "words",
    [
        "рабочий на стремянке красит потолок валиком", "электромобиль на зарядной станции у дома",
        "toddler in a child seat, mom fastening the belt", "ремонт: парень с дрелью, девушка с валиком, стремянка",
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", [(512, 512), (400, 1600)])
def test_what_a_drawing_shows_of_work_at_a_charger_and_in_a_seat_is_not_told(words, size):
    assert [picture_of(words, seed, size).undrawn + scene_of(words, seed).unknown_words for seed in range(3)] == [
        ()
    ] * 3


def test_who_has_a_drill_has_no_roller_beside_who_has_one():
    for seed in range(3):
        group = picture_of("ремонт: парень с дрелью, девушка с валиком", seed).layout.group
        held = [{arm.held for arm in one.figure.pose.arms if arm.held} for one in group.members]
        assert sorted(map(sorted, held)) == [["drill"], ["roller"]], seed


@pytest.mark.parametrize(
    "words", ["man grilling at the summer house, friends at the table", "папа жарит шашлык, семья за столом на даче",
              "мужчина у мангала, друзья сидят за столом"],
)  # fmt: skip
@pytest.mark.parametrize("size", SIZES)
def test_who_grills_stands_at_the_grill_where_others_sit_outdoors_at_a_table(words, size):
    picture = picture_of(words, 5, size)
    cook, *others = sorted(picture.layout.group.members, key=lambda one: -one.x)
    assert picture.scene.setting != "indoors"
    assert not cook.figure.body.seat
    assert all(one.figure.body.seat == "chair" for one in others)
    assert "tongs" in {arm.held for arm in cook.figure.pose.arms}
    assert picture.undrawn == ()


@pytest.mark.parametrize(
    "words", ["учительница у доски с указкой, два ученика за партой", "a teacher and pupils at school desks"]
)
def test_pupils_sit_at_desks_and_who_teaches_them_stands(words):
    scene = scene_of(words, 3)
    for one, figure in zip(scene.people, rendering(scene)._people.figures, strict=True):
        assert bool(figure.body.seat) == ("teacher" not in one.looks)
    assert undrawn_of(scene) == ()


@pytest.mark.parametrize(
    "words",
    ["QR payment in a small shop, cashier shows the code, customer with a phone",
     "оплата по QR-коду в магазине, кассир показывает код, покупатель с телефоном"],
)  # fmt: skip
def test_who_pays_by_a_code_has_the_phone_and_who_serves_is_on_its_other_side(words):
    for seed, size in itertools.product(range(3), SIZES):
        picture = picture_of(words, seed, size)
        code, place = picture.shown[-1], picture.layout.people
        [guest] = [one for one in picture.layout.group.members if not one.figure.traits.person.serves]
        [cashier] = [one for one in picture.layout.group.members if one.figure.traits.person.serves]
        assert "phone" in {arm.held for arm in guest.figure.pose.arms}
        assert not any(arm.held for arm in cashier.figure.pose.arms)
        assert (place.x + guest.x * place.scale < code.left) != (place.x + cashier.x * place.scale < code.left)
        assert picture.undrawn == ()


@pytest.mark.parametrize(
    "words", ["девушка держит банковскую карту и смотрит на неё", "woman holding her card and looking at it"]
)
def test_who_holds_a_card_and_looks_at_it_looks_at_no_larger_one(words):
    for seed in range(6):
        picture = picture_of(words, seed)
        [one] = picture.layout.group.members
        [arm] = [arm for arm in one.figure.pose.arms if arm.held == "credit card"]
        assert one.figure.traits.turn * arm.side > 0
        assert picture.undrawn == ()


def test_cash_that_is_given_is_in_notes():
    for seed in range(4):
        picture = picture_of("кассир выдаёт наличные пенсионерке", seed)
        held = {arm.held for one in picture.layout.group.members for arm in one.figure.pose.arms}
        assert held == {"", "banknotes"}
        assert picture.undrawn == ()


@pytest.mark.parametrize(
    ("words", "sex"),
    [
        ("young family in front of a high-rise, dad holds keys", "male"), ("a couple at a new house, woman holds the keys", "female"),
        ("беременная жена, муж с ключами, новостройка", "male"), ("молодая семья с ребенком, папа с ключами", "male"),
        ("пара у нового дома, жена держит ключи", "female"),
    ],
)  # fmt: skip
def test_the_parent_or_partner_has_the_keys_who_is_said_to(words, sex):
    for seed in range(4):
        people = rendering(scene := scene_of(words, seed))._people.figures
        had = [any(arm.held == "keys" for arm in one.pose.arms) for one in people]
        assert had == [one.sex == sex and one.age_group != "child" for one in scene.people], seed


@pytest.mark.parametrize(
    ("words", "gets"),
    [
        ("папа дарит маме цветы, дочка держит шарик", "female adult"),
        ("папа дарит дочке подарок, мама рядом", "female child"),
        ("дети дарят маме цветы", "female adult"),
        ("бабушка дарит внучке подарок, дедушка улыбается", "female child"),
    ],
)
def test_who_gives_something_is_beside_whom_it_is_for(words, gets):
    for seed in range(4):
        picture = picture_of(words, seed)
        row = sorted(picture.layout.group.members, key=lambda one: -one.x)
        assert "{0.sex} {0.age_group}".format(row[1].figure.traits.person) == gets
        assert picture.undrawn == ()


def test_a_terminal_is_brought_to_whoever_pays():
    for seed in range(4):
        picture = picture_of("официант держит терминал, пара платит картой", seed)
        row = sorted(picture.layout.group.members, key=lambda one: one.x)
        held = [{arm.held for arm in one.figure.pose.arms} for one in row]
        waiter = next(i for i, one in enumerate(held) if "payment terminal" in one)
        assert any("credit card" in one for one in (*held[waiter - 1 : waiter], *held[waiter + 1 : waiter + 2]))


def test_what_is_shown_to_somebody_is_looked_at_and_not_what_that_one_has():
    assert scene_of("мама показывает сыну карту, сын держит телефон", 3).looks_at == "credit card"


@pytest.mark.parametrize(
    "words", ["парень и девушка с телефонами смеются", "мама, папа и сын с телефонами на диване", "couple with phones"]
)
def test_each_of_several_has_a_phone_where_they_have_phones(words):
    for size in ((512, 512), (300, 1200), (1200, 300)):
        picture = picture_of(words, 3, size)
        assert not {*picture.scene.unknown_words, *picture.undrawn}
        members = picture.layout.group.members
        assert all({"phone", "app on a phone"} & one.figure.pose.held for one in members), size


@pytest.mark.parametrize("size", [(600, 600), (540, 960), (1200, 628)])
@pytest.mark.parametrize("words", ["девушка сканирует QR-код телефоном на кассе", "мужчина платит по QR-коду на кассе"])
def test_a_code_at_a_till_is_on_its_counter_and_scanned_with_a_phone(words, size):
    for seed in range(3):
        picture = picture_of(words, seed, size)
        assert picture.inside == {"till": "QR code"}
        assert not {"QR code", "phone"} & {*picture.undrawn}
        assert {"phone", "app on a phone"} & {arm.held for one in picture._people.figures for arm in one.pose.arms}
        assert [one.things for one in picture.standing if "till" in one.things]


@pytest.mark.parametrize("words", ["девушка указывает на калькулятор", "мужчина за столом показывает на документы"])
def test_a_finger_is_over_what_lies_before_who_points_at_it(words):
    for seed in range(3):
        picture = picture_of(words, seed)
        [member], place = picture.layout.group.members, picture.layout.people
        lies = area(picture._lying, picture.scene.looks_at, picture._air, place)
        [finger] = [arm for arm in member.figure.pose.arms if arm.grip == "point"]
        x, y = (
            place.x + (member.x + finger.wrist[0] * member.facing) * place.scale,
            place.y + finger.wrist[1] * place.scale,
        )
        assert lies.left < x < lies.right, seed
        assert y < lies.bottom, seed


def test_who_points_in_a_column_does_so_down_at_what_is_below():
    for seed in range(3):
        picture = picture_of("woman pointing at a calendar", seed, (300, 1200))
        [member] = picture.layout.group.members
        [finger] = [arm for arm in member.figure.pose.arms if arm.grip == "point"]
        x, y = member.figure.body.joint(finger.side)
        assert finger.wrist[1] - y > abs(finger.wrist[0] - x) * 1.5, seed


@pytest.mark.parametrize("words", ["мама катит коляску в парке", "dad pushing a stroller", "бабушка везёт коляску"])
def test_who_pushes_a_pram_walks_behind_it_with_both_hands_at_its_handle(words):
    for seed in range(4):
        picture = picture_of(words, seed)
        [one] = picture.layout.group.members
        left, right = one.figure.pose.arms
        assert abs(left.wrist[0] - right.wrist[0]) < 12.0 > abs(left.wrist[1] - right.wrist[1]), seed
        [pushed] = [arm for arm in (left, right) if arm.held == "pram"]
        assert pushed.side > 0  # legs step that way
        assert one.figure.pose.gait == "walk"
        assert picture.scene.onward
        assert not picture.undrawn


@pytest.mark.parametrize(
    ("words", "grip"),
    [
        ("мужчина стоит, уперев руки в бока", "hip"), ("woman, hands on hips", "hip"),
        ("парень, руки в карманах, у машины", "pocket"), ("a man with his hands in his pockets", "pocket"),
    ],
)  # fmt: skip
def test_hands_on_hips_and_in_pockets_are_seen(words, grip):
    for seed in range(4):
        picture = picture_of(words, seed)
        [one] = picture.layout.group.members
        assert {arm.grip for arm in one.figure.pose.arms} == {grip}
        assert picture._people.whole
        assert not picture.undrawn


@pytest.mark.parametrize(
    "words",
    [
        "семья в новой квартире: папа держит на руках сына 3 лет, мама с ключами", "пара обнимается, она держит ключи",
        "папа с сыном на плечах, мама с ключами от квартиры", "dad carrying his son in his arms, mum with keys",
    ],
)  # fmt: skip
def test_who_is_beside_a_child_that_is_carried_or_in_arms_has_the_keys_in_a_hand(words):
    for seed in range(3):
        picture = picture_of(words, seed)
        holds = [one for one in picture.layout.group.members if "keys" in one.figure.pose.held]
        assert [one.figure.traits.person.sex for one in holds] == ["female"], seed
        assert not picture.undrawn


@pytest.mark.parametrize("words", ["пара распаковывает вещи в новой квартире", "family unpacking their things"])
def test_things_are_unpacked_from_boxes(words):
    scene = scene_of(words)
    assert "moving boxes" in scene.things
    assert scene.use
    assert scene.use[1] == "moving boxes"


def test_a_family_that_unpacks_stands_where_a_child_sits_and_a_child_in_a_box_is_told():
    for seed in range(3):
        picture = picture_of("семья разбирает коробки в новой квартире, ребёнок сидит в коробке", seed)
        assert [one.stands for one in picture.scene.people] == [True, True, False]
        assert "в коробке" in picture.undrawn


@pytest.mark.parametrize("words", ["отец обнимает взрослого сына", "бабушка обнимает внука-школьника"])
def test_who_is_embraced_has_no_hand_before_who_does_that(words):
    for seed in range(4):
        [(one, other)] = arms_around(picture_of(words, seed).layout.group)
        [inner] = [arm for arm in other.figure.pose.arms if arm.side * other.facing == other.towards(one)]
        assert inner.wrist[1] > other.figure.body.belt, seed


@pytest.mark.parametrize(
    "words", ["кошелёк, карта и терминал крупно, предметка", "wallet, card and payment terminal, no people"]
)
def test_nobody_has_no_hand_either(words):
    for size in ((600, 300), (400, 400), (300, 600)):
        picture = picture_of(words, 3, size)
        how = standing(picture.scene, picture._starring, picture.layout)
        assert picture.scene.hands is None
        assert how.deserted
        assert how.held is None
        assert not picture.undrawn


@pytest.mark.parametrize("words", ["ремонт в рассрочку, стремянка", "ёлка и подарок", "календарь", "снеговик и монеты"])
def test_card_that_is_advertised_hides_nothing_that_is_asked_for(words):
    for size in ((600, 300), (400, 400), (300, 600)):
        picture = picture_of(words, 3, size, product="credit card")
        assert "credit card" in picture._starring
        assert not picture.undrawn
