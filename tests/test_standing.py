"""How people stand: on the ground with all that rolls beside them, and clear of each other and of the scenery."""

import itertools
import random
from dataclasses import replace
from functools import partial

import pytest

from pipeline.illustration import foreground
from pipeline.illustration.brush import Brush, Ruler
from pipeline.illustration.figure.body import body
from pipeline.illustration.figure.clothes import legs
from pipeline.illustration.figure.group import Group
from pipeline.illustration.figure.people import People
from pipeline.illustration.geometry import Area, around
from pipeline.illustration.inks import apart
from pipeline.illustration.objects import flora, furniture
from pipeline.illustration.scenery import indoors
from pipeline.illustration.scenery.land import Land
from pipeline.illustration.skyline import over
from prompt_builder.ages import age_group
from prompt_builder.scene import Person
from tests.scenes import DAY, INKS, picture_of, rendering, scene, scene_of

SIZES = ((600, 600), (1200, 300), (300, 1200)) * 2
"""Each tried with its place as the seed."""


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("дедушка со слуховым аппаратом и консультант в отделении банка", 1.0),
        ("family in a bank branch", 1.0),
        ("выпускница в мантии, папа обнимает её за плечи", 1.0),
        ("schoolgirl walks to school with grandma", 1.0),
        ("young woman in wheelchair and her boyfriend holding hands, springtime", 0.86),
        ("осень, семья в парке гуляет", 0.86),
        ("woman walking under a blossom tree", 0.86),
        ("family with two children at the New Year tree", 2 / 3),
        ("дети у новогодней ёлки", 2 / 3),
    ],
)
def test_people_fill_their_frame_before_what_is_behind_them_and_a_tree_is_seen_beside_them(words, least):
    frames = ((600, 600), 0.9, 0.75), ((300, 600), 0.9, 0.7), ((600, 314), 0.6, 0.75)
    for seed, (size, across, up) in enumerate(frames * 4):
        picture = picture_of(words, seed, size)
        group, (width, height) = picture.layout.group, size
        alone = (width * across / group.half / 2, height * up / -group.tallest.body.crown, height * 0.82 / group.reach)
        assert picture.layout.scale >= min(alone) * least, seed
        parts = [part for one in picture.people for part in (one.head, one.trunk)]
        trees = [one for one in picture.standing if {"christmas tree", "autumn", "blossom"} & {*one.things}]
        assert bool(trees) == (least < 1)
        known = 0.55 if least < 0.8 or size[0] < size[1] else 0.3
        assert len(group.members) > 1 + (least < 0.8) or all(one.area.covered(parts) < known for one in trees), seed


def test_what_nobody_named_is_not_missed_where_people_hide_it():
    for words in ("строитель в каске", "выпускница с подругой"):
        pictures = [
            picture_of(words, seed, size) for seed, size in enumerate(((300, 600), (600, 600), (1200, 300)) * 4)
        ]
        assert any(one.layout.cropped for one in pictures)
        assert not any(one.undrawn for one in pictures)


class _Shadows(Ruler):
    """Where the middle of each glow is, and how far it goes to the sides and up."""

    def __init__(self):
        super().__init__()
        self.shadows = []

    def glow(self, centre, radii, ink, alpha=0.5):
        matrix = self._canvas.getTotalMatrix()
        x, y = matrix.mapXY(*centre)
        self.shadows.append((x, y, *(radius * matrix.mapRadius(1.0) for radius in radii)))

    def under(self, x, y):
        return any(abs(x - sx) < wide and abs(y - sy) < high for sx, sy, wide, high in self.shadows)


@pytest.mark.parametrize(
    "words",
    ["пара с чемоданами в аэропорту", "мама гуляет с коляской", "бабушка сидит на стуле, рядом внук 6 лет", "семья"],
)
def test_people_and_what_rolls_beside_them_are_on_the_ground_with_a_shadow(words):
    for seed, size in enumerate(SIZES):
        picture, brush = picture_of(words, seed, size), _Shadows()
        picture.layers[-2](brush)  # people alone: the light behind them is a glow too
        layout, scale = picture.layout, picture.layout.people.scale
        for one, member in zip(picture.people, layout.group.painted, strict=True):
            foot = one.trunk.bottom - 2 * scale
            if foot > size[1]:
                continue
            assert brush.under((one.trunk.left + one.trunk.right) / 2, foot), seed
            rolling = [area for area in one.things if foot - area.bottom < 5 * scale]
            assert all(brush.under((area.left + area.right) / 2, area.bottom) for area in rolling), seed
            if {"suitcase", "pram"} & {arm.held for arm in member.figure.pose.arms}:
                assert min(abs(foot - area.bottom) for area in rolling) < 3 * scale, seed


@pytest.mark.parametrize("size", [*SIZES, (1200, 628), (768, 1344)])
def test_what_is_rolled_is_in_the_picture_whole(size):
    words = "пара с чемоданами в аэропорту"
    for seed, product in itertools.product(range(3), ("people", "credit card")):
        picture = picture_of(words, seed, size, product=product)
        cases = [area for one in picture.people for area in one.things]
        assert cases or "suitcases" in picture.undrawn, seed
        assert all(around((Area(0, 0, *size).grown(1), area)) == Area(0, 0, *size).grown(1) for area in cases), seed


@pytest.mark.parametrize(
    "words",
    ["молодая пара", "семья с двумя детьми у нового дома", "трое друзей празднуют победу", "бабушка, дедушка, мама, папа и внук",
     "пара с чемоданами в аэропорту", "a family of four walking in the city", "construction worker and engineer"],
)  # fmt: skip
def test_nothing_of_neighbours_who_do_not_touch_is_before_the_other(words):
    for seed, size in enumerate(SIZES):
        picture = picture_of(words, seed, size)
        row = sorted((one for one in picture.people if not one.carried), key=lambda one: one.face.left)
        for one, other in itertools.pairwise(row if size[1] <= size[0] * 1.35 else ()):
            pairs = itertools.product(one.parts, other.parts)
            assert not any(a.grown(-0.01).meets(b) for a, b in pairs), seed


@pytest.mark.parametrize(("age", "least", "most"), [(0, 0.55, 0.75), (2, 0.7, 0.84), (6, 0.8, 0.92), (14, 0.9, 0.98)])
def test_heads_grow_with_the_years(age, least, most):
    """As skulls do: that of a toddler is four fifths as high as that of a grown-up."""
    rng = random.Random(1)
    for sex in ("female", "male"):
        young, grown = (body(Person(sex=sex, age_group=age_group(years), age=years), rng).head for years in (age, 38))
        assert least < young / grown < most


def _behind_a_head(areas, head):
    """Of what is painted in a room, posts and bars that a head seems to have grown."""
    wide, tall = head.right - head.left, head.bottom - head.top
    top = Area(head.left + wide * 0.1, head.top, head.right - wide * 0.1, head.top + tall * 0.1)
    rising = [one for one in areas if one.top < head.top - tall * 0.12 and one.meets(top)]
    return [one for one in rising if one.right - one.left < wide * 2.6 and tall * 0.4 < one.bottom - one.top < tall * 4]


def test_no_bar_of_a_window_grows_out_of_a_head():
    for seed in range(60):
        rng, brush = random.Random(seed), Ruler()
        head = Area(-40, -52, 40, 52).placed(rng.uniform(260, 764), rng.uniform(280, 420), rng.uniform(0.8, 1.6))
        indoors.room(brush, DAY, Land(1024, 1024, 690, 10.24, (over(head),)), (), rng)
        assert _behind_a_head(brush.areas, head) == [], seed


@pytest.mark.parametrize("words", ["дети лепят снеговика, рядом папа", "мама лепит снеговика"])
def test_no_twig_of_a_snowman_is_before_who_builds_it(words):
    for seed, size in itertools.product(range(4), ((600, 600), (1200, 300))):
        picture = picture_of(words, seed, size)
        [snowman] = [one.area for one in picture.standing if "snowman" in one.things]
        assert not any(part.meets(snowman) for one in picture.people for part in (one.head, one.trunk)), seed


@pytest.mark.parametrize(
    "words",
    ["бабушка и внук лет шести смотрят на копилку", "семья и сейф", "пара и щит от мошенников", "woman, safe, growth chart"],
)  # fmt: skip
def test_people_fill_the_breadth_of_a_narrow_column_before_what_is_offered(words):
    for seed in range(4):
        picture = picture_of(words, seed, (384, 1536))
        shown = around((*(part for one in picture.people for part in one.parts), *picture._offered(picture.layout)))
        low = max(one.trunk.bottom for one in picture.people)
        tallest = max(low - one.head.top for one in picture.people)
        assert tallest > 1536 * 0.2, seed
        assert around((shown, frame := Area(0, 0, 384, 1536).grown(1))) == frame, seed
        assert all(area.top > low for area in picture._offered(picture.layout)), seed


@pytest.mark.parametrize("size", [(600, 600), (540, 960)])
def test_two_with_what_is_paid_at_between_them_fill_the_breadth(size):
    for seed in range(4):
        picture = picture_of("клиент платит телефоном по QR-коду, продавец", seed, size)
        covers = around(part for one in picture.people for part in one.parts)
        assert covers.right - covers.left > size[0] * 0.8, seed


@pytest.mark.parametrize("words", ["сейф с золотыми монетами, рядом мужчина", "женщина, копилка и сейф"])
def test_a_safe_is_no_toy_at_the_feet_of_somebody_in_a_column(words):
    for seed in range(4):
        picture = picture_of(words, seed, (540, 960))
        [offered], layout = picture._offered(picture.layout), picture.layout
        high = (offered.bottom - offered.top) / layout.scale / layout.group.tallest.body.stature
        assert 0.28 < high < 0.6, (seed, high)


@pytest.mark.parametrize(
    "words", ["друзья в ресторане", "девушка в кафе за столом", "семья", "пара в лесу", "бабушка дома"]
)
def test_no_leaf_in_a_corner_is_before_people_or_their_table(words):
    for seed, size in enumerate(SIZES):
        picture = picture_of(words, seed, size)
        place = picture.layout.people
        group = picture.layout.group.core.placed(place.x, place.y, place.scale)
        assert not any(leaf.meets(group) for leaf in picture.front), seed


@pytest.mark.parametrize(
    ("words", "tree"),
    [("женщина с зонтом осенью", "autumn"), ("мама гуляет с коляской весной", "blossom"), ("пара обнимается, осенние листья", "autumn")],
)  # fmt: skip
def test_no_crown_of_a_tree_is_behind_a_head(words, tree):
    for seed, size in enumerate(((600, 600), (450, 800), (1200, 628)) * 2):
        picture = picture_of(words, seed, size)
        for stood in (one.area for one in picture.standing if tree in one.things):
            crown = stood.widened((stood.left - stood.right) * 0.1)._replace(
                bottom=stood.bottom + (stood.top - stood.bottom) * 0.35
            )
            assert not any(crown.meets(one.face) for one in picture.people), seed


def _feet(monkeypatch, *drawn):
    """Where the feet of what these functions of modules draw are from now on, in pixels."""
    feet = []

    def spied(draw, brush, *rest):
        feet.append(brush._canvas.getTotalMatrix().mapXY(0, 0))
        draw(brush, *rest)

    for module, name in drawn:
        monkeypatch.setattr(module, name, partial(spied, getattr(module, name)))
    return feet


def test_no_stem_and_no_post_is_seen_between_legs(monkeypatch):
    feet = _feet(monkeypatch, (flora, "round_tree"), (flora, "tall_tree"), (furniture, "street_lamp"))
    for seed, (words, size) in enumerate(itertools.product(("женщина в городе", "пара в поле"), SIZES[::2] * 3)):
        picture = picture_of(words, seed, size)
        feet.clear()
        picture.draw(Ruler())
        assert feet or picture.layout.indoors
        legs = [one.trunk._replace(top=(one.trunk.top + one.trunk.bottom) / 2) for one in picture.people]
        assert not any(one.left < x < one.right and one.top < y < one.bottom for x, y in feet for one in legs), seed


@pytest.mark.parametrize("words", ["парень с чемоданом на лыжах", "blond guy skiing with a suitcase"])
def test_luggage_of_who_has_both_hands_full_is_beside_the_feet(words):
    for seed in range(6):
        picture = picture_of(words, seed, (600, 600), product="credit card")
        [case] = [one.area for one in picture.standing if "suitcase" in one.things]
        [core] = [one.core for one in picture.people]
        assert max(core.left - case.right, case.left - core.right) < (case.right - case.left), seed


@pytest.mark.parametrize(
    "words", ["женщина в хиджабе и пальто в городе", "женщина в хиджабе на пляже", "мужчина в пальто дома"]
)
def test_nobody_wears_a_scarf_over_a_hijab_or_in_a_room(words):
    scene = scene_of(words, 0)
    for seed in range(40):
        [figure] = People(scene.model_copy(update={"seed": seed}), DAY).figures
        assert figure.wear.extra != "scarf", seed


@pytest.mark.parametrize("size", [(384, 672), (192, 768), (1200, 300)])
def test_nothing_of_a_house_is_cut_above_people_whose_small_faces_are_kept_high(size):
    for seed in range(6):
        words = "семья с малышом смотрит на новую многоэтажку"
        scene = scene_of(words, seed, product="house")
        faces = (size[1] * 0.14, size[1] * 0.65) if size[1] > size[0] * 1.5 else (0, size[1])
        picture = rendering(scene, size)
        assert picture.product.top >= 0
        assert max(one.face.bottom for one in picture.people) <= faces[1] + 1


@pytest.mark.parametrize("words", ["бабушка и внучка сидят на диване", "семья сидит на диване, рядом кресло"])
def test_all_who_sit_on_a_sofa_sit_there(words):
    for seed in range(4):
        picture = picture_of(words, seed, (600, 600))
        assert {one.figure.body.seat for one in picture.layout.group.members} == {"sofa"}


@pytest.mark.parametrize("words", ["папа с дочкой в пустой квартире", "empty flat, big window, evening city outside"])
def test_nothing_furnishes_an_empty_flat(words, monkeypatch):
    drawn = []
    for module, name in ((furniture, "pendant"), (furniture, "sofa"), (furniture, "shelf"), (furniture, "floor_lamp"),
                         (flora, "potted"), (indoors, "_curtains"), (indoors, "_rug"), (foreground, "frame")):  # fmt: skip
        monkeypatch.setattr(module, name, lambda *_, name=name: drawn.append(name))
    for seed, size in enumerate(SIZES[:3]):
        picture = picture_of(words, seed, size, product="house")
        picture.draw(Ruler())
        assert not drawn
        assert (*picture.scene.unknown_words, *picture.undrawn) == ()


@pytest.mark.parametrize(
    ("text", "sit"),
    [
        ("молодая пара сидит на полу новой квартиры, он её обнимает", ["floor", "floor"]),
        ("two friends sitting on the grass", ["floor", "floor"]),
        ("ребёнок 6 лет играет на ковре", ["floor"]),
        ("девушка сидит на полу с ноутбуком", ["floor"]),
        ("a woman on the rug with a laptop", ["floor"]),
        ("коробки на полу, пара обнимается", ["", ""]),
        ("бабушка сидит в кресле, внук на полу", ["armchair", "floor"]),
        ("женщина сидит на диване, на полу коробки", ["sofa"]),
        ("пара ужинает, сидя на полу", ["chair", "chair"]),
        ("пара ест пиццу, сидя на коробках", ["moving boxes", "moving boxes"]),
        ("a young couple sitting on moving boxes in their first flat", ["moving boxes", "moving boxes"]),
        ("пара сидит на полу среди коробок", ["floor", "floor"]),
        ("мужчина за ноутбуком дома", ["chair"]),
        ("мама и малыш 2 лет сидят на полу", ["floor", "floor"]),
    ],
)
@pytest.mark.parametrize("size", SIZES[:3])
def test_who_sits_on_the_ground_needs_no_seat_and_is_seen_with_both_knees(text, sit, size):
    drawn = picture_of(text, 1, size)
    group, place = drawn.layout.group, drawn.layout.people
    assert sorted(one.figure.body.seat for one in group.members) == sit
    assert not [seat for seat, _ in group.seats if seat == "floor"]
    for member in group.members:
        if member.figure.body.seat == "floor":
            assert member.outline.trunk.right - member.outline.trunk.left > 2 * member.figure.body.hip + 15
            assert place.y - member.lift * place.scale < drawn.layout.height


@pytest.mark.parametrize("who", ["мужчина", "бабушка", "студентка", "молодая пара", "друзья"])
@pytest.mark.parametrize(
    ("one", "several", "seat"),
    [
        ("сидит на диване", "сидят на диване", "sofa"),
        ("на скамейке в парке", "на скамейке в парке", "bench"),
        ("ест пиццу на коробках", "едят пиццу на коробках", "moving boxes"),
        ("за ноутбуком дома", "за ноутбуком дома", "chair"),
        ("ужинает в ресторане", "ужинают в ресторане", "chair"),
        ("сидит на траве", "сидят на траве", "floor"),
        ("прыгает от радости", "прыгают от радости", ""),
    ],
)
def test_whoever_is_told_to_sit_or_not_is_seen_so(who, one, several, seat):
    verb = several if who == "друзья" else one
    for words in (f"{who} {verb}", f"Вклад: {verb} {who}, кэшбек"):
        picture = picture_of(words, 4)
        assert {member.figure.body.seat for member in picture.layout.group.members} == {seat}, words
        assert not picture.undrawn, words


def test_an_armchair_is_beside_the_sofa_of_others():
    told = ("grandma in an armchair, parents and kids on the sofa", "дед в кресле, внуки на диване")
    for seed, words in enumerate(told * 3):
        members = picture_of(words, seed, (900, 500)).layout.group.members
        places = dict(Group(members).seats)
        sofa, armchair = places["sofa"].widened(24), places["armchair"].widened(24)  # with the arms that they have
        assert not armchair.meets(sofa)


@pytest.mark.parametrize(
    "words", ["мама с дочкой 6 лет, 1 сентября", "engineer in a helmet, construction site", "папа с малышом на плечах, осень",
              "consultant and client in a bank branch", "young couple by the New Year tree"],
)  # fmt: skip
def test_people_before_what_is_large_are_near_in_a_strip(words):
    for seed, size in enumerate(((1536, 384), (970, 250), (1200, 300))):
        picture = picture_of(words, seed, size)
        faces = around(one.face for one in picture.people)
        assert faces.bottom - faces.top > size[1] * 0.24, seed
        assert faces.bottom < size[1] * 0.9, seed
        assert not picture.undrawn, seed


@pytest.mark.parametrize(
    "words", ["семья с двумя детьми", "consultant and client in a bank branch", "учительница и трое школьников", "пара с чемоданами",
              "father, mother, grandmother and a child at a table", "woman with a pram"],
)  # fmt: skip
def test_ground_of_a_column_is_no_third_of_it(words):
    """What is said goes above people, within whose app faces stay above its buttons."""
    for seed, size in enumerate(((384, 1536), (300, 1050), (160, 600))):
        picture = picture_of(words, seed, size)
        assert picture.layout.base > size[1] * 0.67, seed
        faces = [one.face for one in picture.people]
        assert all(size[1] * 0.14 < face.top and face.bottom < size[1] * 0.65 + 1 for face in faces), seed


@pytest.mark.parametrize(
    "words", ["мужчина и сейф", "woman and a shield", "пенсионерка с копилкой", "a man with a safe"]
)
def test_what_is_offered_is_below_somebody_in_a_column_and_not_beside(words):
    for seed, size in enumerate(((384, 1536), (300, 1200), (160, 600))):
        picture = picture_of(words, seed, size)
        [one], spot = picture.people, picture.layout.object
        assert one.trunk.bottom - one.face.top > size[1] * 0.4, seed
        assert one.trunk.bottom < spot.y < size[1] * 0.97, seed


@pytest.mark.parametrize(
    "words", ["мужчина и новая машина", "couple and their red car", "family of four with a new car"]
)
def test_nobody_hides_the_car_behind_in_a_narrow_column(words):
    for seed, size in enumerate(((384, 1536), (300, 1200), (160, 600))):
        scene = scene_of(words, seed, product="car").model_copy(update={"activity": "standing"})
        picture = rendering(scene, size)
        assert picture.layout.car.covered([one.crown for one in picture.people]) < 0.08, seed
        assert picture.layout.car.covered(picture.layout.bodies) < 0.25, seed


@pytest.mark.parametrize("words", ["couple in a showroom, dealer hands them the keys", "family with a new car"])
def test_people_before_a_car_fill_the_breadth_of_a_narrow_column_unless_giants(words):
    for seed, size in enumerate(((384, 1536), (300, 1050))):
        scene = scene_of(words, seed, product="car").model_copy(update={"design": "suv"})
        picture = rendering(scene, size)
        layout = picture.layout
        high = layout.group.tallest.body.height * layout.scale / (picture.product.bottom - picture.product.top)
        assert layout.group.half * 2 * layout.scale > size[0] * 0.8 or high > 2.15, seed


@pytest.mark.parametrize("size", [(768, 1344), (600, 600), (1200, 628)])
def test_no_tree_grows_out_of_the_head_of_a_driver(size, monkeypatch):
    trees = _feet(monkeypatch, (flora, "round_tree"), (flora, "tall_tree"))
    for seed in range(4):
        scene = scene_of("рыжая девушка за рулём кабриолета", seed, product="car")
        picture = rendering(scene.model_copy(update={"setting": "countryside"}), size)
        trees.clear()
        picture._paint_backdrop(Ruler())
        assert trees, seed
        assert not any(one.head.left < x < one.head.right for x, _ in trees for one in picture.people), seed


def test_a_car_touches_the_ground_and_the_round_floor_of_a_hall_is_under_it(monkeypatch):
    for seed, size in enumerate(SIZES):
        picture, brush, floor = picture_of("couple in a car showroom", seed, size, product="car"), _Shadows(), Ruler()
        picture._paint_subject(brush)
        spot, shape = picture.layout.object, picture._product.car.shape
        wheels = (-75, 75) if picture._product.ahead else shape.wheels
        wheels = [spot.x + x * spot.scale * (-1 if picture._product.turned else 1) for x in wheels]
        assert all(brush.under(x, spot.y + 2 * spot.scale) for x in wheels), seed
        monkeypatch.setattr(indoors, "_rug", lambda _, *rest, rug=indoors._rug, on=floor: rug(on, *rest))
        picture._paint_backdrop(Ruler())
        monkeypatch.undo()
        assert all(floor.areas[0].left < x < floor.areas[0].right for x in wheels), seed
        assert floor.areas[0].top < spot.y < floor.areas[0].bottom, seed


@pytest.mark.parametrize("looks", [(), ("stout",), ("slim",)])
def test_trousers_bulge_at_no_hip_their_stripes_stay_on_the_leg_and_no_sole_peeps_out_under_a_counter(looks):
    person = Person(sex="female", age_group="adult", looks=looks)
    shown = scene(people=(person,), activity="exercising", setting="indoors")
    figure = People(shown, DAY).figures[0]
    shape, pose, covered = figure.body, figure.pose, []
    for bottom in ("trousers", "track"):
        with (brush := Brush(300, 200)).at((150, 190)):
            legs(brush, shape, replace(figure.wear, bottom=bottom, under=INKS.white), pose.stride, pose.gait)
        covered.append(brush.pixels().any(axis=2))
    assert (covered[0] == covered[1]).all()
    legs(ruler := Ruler(), shape, replace(figure.wear, bottom="trousers"), 0.0)
    seat = max(area.right for area in ruler.areas if area.top < -shape.leg and area.bottom > -shape.leg)
    assert seat < shape.hip * 1.02
    furniture.counter(counter := Ruler(), DAY, 60.0)
    legs(ruler, shape, figure.wear, pose.stride, pose.gait)
    assert max(area.bottom for area in counter.areas) > max(area.bottom for area in ruler.areas)  # no sole peeps out


def test_a_branch_from_above_has_the_leaves_of_the_season(monkeypatch):
    leaves = []
    monkeypatch.setattr(foreground.flora, "sprig", lambda _brush, ink: leaves.append(ink))
    monkeypatch.setattr(foreground, "_corner", lambda *_args: None)
    picture = picture_of("мужчина на пробежке, осень", 1, (600, 600))
    for seed in range(20):
        foreground.frame(Ruler(), picture._air, replace(picture.layout, heads=()), "city", random.Random(seed))
    assert leaves
    assert all(apart(ink, INKS.warm(0.68)) < 5 for ink in leaves)


@pytest.mark.parametrize(
    "words",
    [
        "семья у новогодней ёлки",
        "семья под осенним деревом",
        "family in a spring garden, apple trees in bloom, evening",
    ],
)
def test_a_tree_rises_over_a_family_that_leaves_it_no_room_beside_them(words):
    for seed, size in enumerate(((300, 1200), (300, 600)) * 2):
        picture = picture_of(words, seed, size)
        heads = [head.top for head in picture.layout.heads]
        tree = next(one.area for one in picture.standing if not one.front and one.things[0] != "plant")
        assert min(heads) - tree.top > (tree.bottom - min(heads)) * 0.6
        assert not picture.undrawn


@pytest.mark.parametrize("words", ["трое друзей", "мама, папа и дочка в парке", "a family of four beside a car"])
@pytest.mark.parametrize("size", [(1080, 1920), (600, 1200), (400, 1600)])
def test_in_a_column_shoulders_are_before_those_of_neighbours_and_no_face_is_hidden(words, size):
    nearer = 0
    for seed in range(5):
        people = picture_of(words, seed, size).people  # from the back to the front
        nearer += any(one.trunk.meets(other.trunk) for one, other in itertools.combinations(people, 2))
        for one, other in itertools.combinations(people, 2):
            assert not other.covers(one.face), seed
            assert not any(thing.meets(other.head) for thing in one.things), seed
            raised = [hand.area for hand in one.hands if hand.area.bottom < one.face.bottom]
            assert not any(hand.meets(other.head) for hand in raised), seed
    assert nearer >= (2 if "car" in words and size[0] > 600 else 3)
