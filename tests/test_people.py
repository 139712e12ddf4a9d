"""The people of a picture: kept by their name, and chosen without bias where nobody says who."""

import itertools
import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError

from pipeline.illustration.brush import Brush, Ruler
from pipeline.illustration.figure import body, clothes, collars, laps, person, pose, rear, seats
from pipeline.illustration.figure.people import People
from pipeline.illustration.geometry import Area, around
from pipeline.illustration.objects import furniture
from prompt_builder.ages import age_group
from prompt_builder.scene import Person
from schemas import Metadata
from tests.scenes import DAY, INKS, rendering, scene_of


def _looks(scene):
    """Who the people are, whatever they do: bodies, faces, and clothes but for what the hands are busy with."""
    figures = People(scene, DAY).figures
    return [(one.body, one.traits, one.wear.main, one.wear.lower, one.wear.top) for one in figures]


@pytest.mark.parametrize(
    ("words", "facts"),
    [("", {}), ("семья с ребёнком", {}), ("две подруги", {}), ("five friends", {}), ("", {"age": 70})],
)
def test_people_of_a_picture_are_kept_by_the_name_that_it_answers(words, facts):
    for seed in range(40):
        first = scene_of(words, seed, product="people", **facts)
        again = {"cast": first.troupe, **facts}
        for other in (seed + 1000, seed + 2000):
            for product in ("people", "house", "credit card"):
                kept = scene_of(words, other, product=product, width=640, height=320, **again)
                assert kept.people == first.people
                assert _looks(kept) == _looks(first)
                assert kept.troupe == first.troupe


def test_name_gives_the_same_people_and_another_gives_others():
    anna = [_looks(scene_of("", seed, product="people", cast="Анна")) for seed in range(8)]
    assert all(looks == anna[0] for looks in anna)
    assert (
        len(
            {
                str(_looks(scene_of("", 1, product="people", cast=name)))
                for name in ("Анна", "Борис", "7", "7q", "vip t")
            }
        )
        >= 4
    )


def test_scene_stays_the_seeds_own():
    scenes = {scene_of("", seed, product="people", cast="Анна").setting for seed in range(30)}
    assert scenes == {"city", "countryside", "indoors"}


def test_whole_number_is_a_name_and_empty_text_is_none():
    assert Metadata(cast=7).cast == Metadata(cast="7").cast == "7"
    assert Metadata(cast="").cast is None


@pytest.mark.parametrize("name", ["a\nb", "a" * 65, True, 1.5, ["a"]])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValidationError):
        Metadata(cast=name)


@pytest.mark.parametrize("name", ["0" * 64, "٣٤", "²", "q", "tq", "-1", " ", "🙂"])
def test_any_line_is_a_name(name):
    assert _looks(scene_of("", 3, product="people", cast=name)) == _looks(scene_of("", 4, product="people", cast=name))


def test_people_whom_nobody_described_are_of_every_sex_and_age_and_skin_alike():
    """Over 2,000 seeds each sex, each grown age and each skin is as common as any other."""
    sexes, ages, skins = Counter(), Counter(), Counter()
    for seed in range(2000):
        scene = scene_of("", seed, product="people")
        sexes[scene.people[0].sex] += 1
        ages[scene.people[0].age_group] += 1
        skins[INKS.skins.index(People(scene, DAY)._figure(0).traits.skin)] += 1
    for counts, kinds in ((sexes, 2), (ages, 3), (skins, 6)):
        share = 2000 / kinds
        assert len(counts) == kinds
        assert all(abs(count - share) < 4 * (share * (1 - 1 / kinds)) ** 0.5 for count in counts.values())


@pytest.mark.parametrize("words", ["родители и взрослая дочь", "bride with her parents", "папа, мама и дочь студентка"])
def test_grown_child_has_a_skin_between_those_of_its_parents(words):
    for seed in range(8):
        scene = scene_of(words, seed, product="people")
        tones = [INKS.skins.index(one.traits.skin) for one in People(scene, DAY).figures]
        [child] = [tone for tone, one in zip(tones, scene.people, strict=True) if one.generation < max(
            each.generation for each in scene.people)]  # fmt: skip
        parents = [tone for tone, one in zip(tones, scene.people, strict=True) if one.generation == max(
            each.generation for each in scene.people)]  # fmt: skip
        assert min(parents) <= child <= max(parents), seed


def test_buttons_of_a_childs_shirt_are_above_its_hem():
    for age in (4, 7, 10):
        boy = Person(sex="male", age_group="child", age=age)
        shape, ruler = body.body(boy, random.Random(1)), Ruler()
        wear = clothes.outfit(boy, "", INKS, "light", random.Random(1))
        collars.shirt(ruler, shape, wear)
        assert ruler.area.bottom < -shape.leg + 5


@pytest.mark.parametrize("side", [-1, 1])
def test_keys_hang_beside_the_sleeve_of_the_hand_that_has_them(side):
    for seed in range(4):
        figure = People(scene_of("мужчина держит ключи от квартиры", seed), DAY).figures[0]
        holding = replace(figure.pose, arms=(pose.carry(figure.body, side, "keys"),))
        shape = person.silhouette(replace(figure, pose=holding), DAY)
        forearm, keys = shape.limbs[-1], around(shape.things)
        assert side * (keys.left + keys.right) / 2 > side * forearm.end_x + figure.body.limb * 0.7, seed


def test_hands_on_an_open_book_have_fingers():
    figure = People(scene_of("женщина читает книгу", 1), DAY).figures[0]
    person._both_hands(ruler := Ruler(), figure, DAY)
    for arm in figure.pose.arms:
        palm = Area(*arm.wrist, *arm.wrist).grown(12)
        assert sum(palm.meets(one) for one in ruler.areas if one.right - one.left < 5) >= 3


def test_fingers_that_grip_a_book_go_on_from_the_forearm():
    for seed in range(4):
        figure = People(scene_of("женщина идёт с книгой в руке", seed), DAY).figures[0]
        i = next(i for i, arm in enumerate(figure.pose.arms) if arm.held == "book")
        plain = replace(figure, pose=replace(figure.pose, arms=figure.pose.arms[i : i + 1]))
        shape = person.silhouette(plain, DAY)
        forearm, book = shape.limbs[-1], around(shape.things)
        assert abs(book.left + book.right) / 2 < abs(forearm.end_x), seed  # beyond the wrist, as seen from the elbow


def _painted(draw, *args):
    """What a figure's part covers, from 100 cm left of its foot and 200 above it: bool (220, 200), a pixel each."""
    with (brush := Brush(200, 220)).at((100, 200)):
        draw(brush, *args)
    return brush.pixels().any(axis=2)


@pytest.mark.parametrize(("sex", "age"), [("female", 8), ("female", 30), ("male", 10), ("male", 40), ("male", 70)])
def test_no_knees_of_who_sits_bulge(sex, age):
    shape = body.seated(body.body(_of(sex, age), random.Random(1)), "chair")
    for bottom in ("jeans", "trousers", "skirt"):
        wear = replace(clothes.outfit(_of(sex, age), "", INKS, "deep", random.Random(1)), top="tee", bottom=bottom)
        covered = _painted(clothes.legs, shape, wear, 0.0) | _painted(laps.lap, shape, wear)
        widths = [np.ptp(covered[200 - round(body.SEAT) + down].nonzero()) for down in range(-4, 18, 2)]
        down = widths if bottom != "skirt" else widths[::-1]
        assert all(lower <= upper + 2 for upper, lower in itertools.pairwise(down)), bottom


@pytest.mark.parametrize("sleeve", ["long", "rolled", "short"])
@pytest.mark.parametrize(("sex", "age"), [("female", 7), ("female", 30), ("male", 40), ("male", 75)])
def test_arms_folded_over_the_breast_show_both_hands_and_both_forearms(sex, age, sleeve):
    seen = person.figure(_of(sex, age), pose.Does("crossing arms"), INKS, "deep", random.Random(1))
    seen = replace(seen, wear=replace(seen.wear, top="pullover", sleeve=sleeve, cloth_print="", gloved=False))
    with (brush := Brush(200, 220)).at((100, 200)):
        person.draw(brush, seen, DAY)
    shown = brush.pixels().astype(int)
    skin, size = seen.wear.hands.rgb(), seen.hand
    for arm in seen.pose.arms:
        x, y = arm.wrist[0] - arm.side * 7.0 * size, arm.wrist[1] - 2.0 * size
        palm = shown[round(200 + y) - 3 : round(200 + y) + 4, round(100 + x) - 3 : round(100 + x) + 4]
        assert (abs(palm - skin).max(axis=2) < 40).mean() > 0.6, arm.side
    column = shown[round(200 + seen.body.chest) - 6 : round(200 + seen.body.belt), 100]
    assert len({tuple(one) for one in column}) >= 3  # an edge, the cloth on either side of it, and what is below


def _of(sex, age):
    return Person(sex=sex, age_group=age_group(age), age=age)


@pytest.mark.parametrize(("sex", "age"), [("female", 7), ("female", 30), ("male", 40), ("male", 75)])
def test_hands_of_who_sits_at_a_table_lie_together_and_beside_a_plate(sex, age):
    sits = person.figure(_of(sex, age), pose.Does("standing", "chair"), INKS, "deep", random.Random(1))
    for arm, other in zip(*(seats.leaning(sits, dines).pose.arms for dines in (False, True)), strict=True):
        assert abs(arm.wrist[0]) + 8 < abs(other.wrist[0])
        assert abs(other.elbow[0]) - abs(other.wrist[0]) < sits.body.forearm * 0.6


@pytest.mark.parametrize("words", ["мальчик 8 лет читает книгу за столом", "woman reading a book at a table in a cafe"])
def test_book_that_is_read_at_a_table_is_above_it(words):
    for seed in range(4):
        figure = People(scene_of(words, seed), DAY).figures[0]
        person.at_table(ruler := Ruler(), figure, DAY)
        assert figure.pose.reads
        assert ruler.area.bottom > -furniture.TABLE - furniture.DEEP > ruler.area.top + 10


def test_arm_at_a_calculator_goes_out_from_its_elbow():
    for seed in range(6):
        scene = scene_of("женщина считает на калькуляторе за столом", seed)
        [one] = rendering(scene).layout.group.members
        hand = max(one.figure.pose.arms, key=lambda arm: abs(arm.wrist[0]))
        assert abs(hand.elbow[0]) < abs(hand.wrist[0]), seed
        assert hand.grip == "relaxed"


@pytest.mark.parametrize("words", ["двухлетний сын на плечах у папы", "dad with his daughter, 6, on his shoulders"])
def test_child_on_the_shoulders_is_small_and_its_shins_are_in_hands_at_the_end_of_whole_forearms(words):
    for seed in range(4):
        scene = scene_of(words, seed)
        figures = People(scene, DAY).figures
        [child] = [one for one in figures if one.pose.rides]
        [carrier] = [one for one in figures if one is not child]
        assert child.body.head < carrier.body.head * 0.78
        for arm in carrier.pose.arms:
            x, y = laps.ankle(carrier.body, child.body, arm.side)
            assert abs(arm.wrist[0] - arm.side * 5.0 - x) < 2
            assert 0 < y - arm.wrist[1] < 6
            assert abs(arm.elbow[0] - arm.wrist[0]) > carrier.body.forearm * 0.6


@pytest.mark.parametrize("activity", ["waving", "crossing arms", "working on a laptop", "standing"])
def test_hijab_lies_over_the_shoulders_of_whoever_wears_it(activity):
    woman = _of("female", 30).model_copy(update={"looks": ("hijab",)})
    seen = person.figure(woman, pose.Does(activity), INKS, "deep", random.Random(1))
    with (brush := Brush(200, 220)).at((100, 200)):
        person.draw(brush, seen, DAY)
    shown, shawl = brush.pixels().astype(int), seen.traits.ribbon.rgb()
    for arm in seen.pose.arms:
        x, y = seen.body.joint(arm.side)
        cap = shown[round(200 + y) - 3 : round(200 + y), round(100 + x) - 2 : round(100 + x) + 2]
        assert (abs(cap - shawl).max(axis=2) < 30).mean() > 0.6, arm.side


@pytest.mark.parametrize(
    "words", ["беременная выбирает коляску", "pregnant woman with a pram", "беременная с телефоном"]
)
def test_no_forearm_crosses_the_belly_of_who_expects_but_one_whose_hand_rests_on_it(words):
    for seed in range(4):
        figure = People(scene_of(words, seed), DAY).figures[0]
        for arm in figure.pose.arms:
            on_it = abs(arm.wrist[0]) < figure.body.waist and arm.wrist[1] > figure.body.belt
            assert on_it == (not arm.held)
            assert not on_it or arm.wrist[0] * arm.side > 0


@pytest.mark.parametrize(
    "words",
    [
        "mum holding two toddlers by the hand",
        "бабушка идёт за руку с двумя внуками",
        "папа с тремя детьми идут за руки",
    ],
)
def test_who_is_grown_alone_has_a_child_on_either_hand(words):
    members = People(scene_of(words, 3), DAY).grouped(None).members
    row = [one.figure.traits.age >= 18 for one in sorted(members, key=lambda one: one.x)]
    assert sum(row) == 1
    assert (row[0], row[-1]) == (False, False)


@pytest.mark.parametrize(
    ("words", "grip"),
    [
        ("парень с ключами показывает большой палец", "thumb"), ("девушка с картой в руке, палец вверх", "thumb"),
        ("мама с малышом на руках показывает класс", "thumb"), ("мама с малышом на руках машет рукой", "open"),
        ("дед с телефоном машет рукой", "open"), ("a builder walking, thumbs up", "thumb"),
    ],
)  # fmt: skip
def test_a_free_hand_waves_or_has_its_thumb_up_whatever_else_is_done(words, grip):
    for seed in range(3):
        scene = scene_of(words, seed)
        figure = next(one for one in People(scene, DAY).figures if one.traits.age >= 18)
        assert grip in [arm.grip for arm in figure.pose.arms], seed
        assert not scene.unknown_words


@pytest.mark.parametrize(
    ("words", "writers"),
    [("школьница и папа делают уроки", 1), ("двое детей делают уроки", 2), ("студентка с тетрадью за столом", 1)],
)
def test_children_at_a_table_do_their_homework(words, writers):
    people = People(scene_of(words), DAY)
    assert sum(one.pose.works == "signs" for one in people.figures) == writers
    assert all(one.body.seat for one in people.figures)
    assert not people.scene.unknown_words


@pytest.mark.parametrize(
    "words", ["новосёлы получают ключи: мама с младенцем на руках и папа", "мама с малышом на руках получает ключи"]
)
def test_keys_that_nobody_can_hand_over_are_in_a_free_hand(words):
    for seed in range(3):
        members = People(scene_of(words, seed), DAY).grouped(None).members
        assert "keys" in {arm.held for one in members for arm in one.figure.pose.arms}, seed


def test_a_father_is_told_from_a_teenage_son_by_a_beard_and_by_his_height():
    for seed in range(6):
        father, son = People(scene_of("папа и сын-подросток сидят на лавочке", seed), DAY).figures
        assert father.traits.beard, seed
        assert father.body.height > son.body.height * 1.02, seed
        assert (son.traits.beard, son.traits.age) == ("", 14), seed


def test_no_beard_grows_by_chance_on_who_is_hardly_of_age():
    seen = {People(scene_of("", seed, sex="male", age=19), DAY).figures[0].traits.beard for seed in range(30)}
    assert seen == {""}


@pytest.mark.parametrize("words", ["бородач с хвостиком", "man with a ponytail"])
def test_a_man_may_have_a_ponytail(words):
    scene = scene_of(words)
    assert not scene.unknown_words
    assert "ponytail" in scene.people[0].looks


@pytest.mark.parametrize(
    "words",
    ["папа присел на корточки и обнял дочку", "Dad crouching to hug his daughter", "mum kneels and hugs her son"],
)
def test_who_crouches_to_hug_a_child_is_on_a_knee_with_an_arm_around_it(words):
    for seed in range(4):
        scene = scene_of(words, seed)
        together = People(scene, DAY).grouped(None)
        grown, child = (one.figure for one in together.members)
        assert not scene.unknown_words
        assert grown.pose.gait == "crouch"
        assert grown.body.height < grown.body.stature * 0.8
        assert any(arm.around for arm in grown.pose.arms)
        assert not any(arm.around for arm in child.pose.arms)


@pytest.mark.parametrize(
    "words",
    ["внучка сидит на коленях у дедушки", "бабушка держит внука двух лет на коленях в кресле", "toddler on mom's lap"],
)
def test_child_on_a_lap_is_before_who_sits_below_the_chin_and_in_both_arms(words):
    for seed in range(4):
        scene = scene_of(words, seed)
        together = People(scene, DAY).grouped(None)
        [child] = [one for one in together.members if one.carrier]
        [elder] = [one for one in together.members if not one.carrier]
        assert not scene.unknown_words
        assert elder.figure.body.seat
        assert child.outline.crown.top > elder.outline.face.bottom - 3
        assert all(arm.embraces for arm in elder.figure.pose.arms)
        assert abs(child.x - elder.x) < elder.figure.body.hip


@pytest.mark.parametrize(
    "words", ["годовалый сын играет на ковре, родители на диване", "baby playing on the floor, mum beside"]
)
def test_baby_told_to_be_on_the_floor_is_in_nobodys_arms(words):
    for seed in range(4):
        people = People(scene_of(words, seed), DAY)
        assert people.whole
        assert not any(one.carrier for one in people.grouped(None).members)


@pytest.mark.parametrize(
    ("words", "both"),
    [("бабушка с внучкой двух лет на руках", True), ("мама с малышом на руках и ключами от квартиры", False)],
)
def test_who_has_a_child_in_arms_and_nothing_else_holds_it_with_both(words, both):
    for seed in range(4):
        members = People(scene_of(words, seed), DAY).grouped(None).members
        [carrier] = [one.figure for one in members if not one.carrier]
        assert all(arm.embraces for arm in carrier.pose.arms) == both
        assert both or "keys" in carrier.pose.held


def test_trousers_of_dungarees_that_nobody_asked_for_are_one_with_their_bib():
    girl = Person(sex="female", age_group="child", age=8)
    worn = [clothes.outfit(girl, "", INKS, "light", random.Random(seed)) for seed in range(40)]
    lowers = [(wear.lower, clothes.matching(wear.main)) for wear in worn if wear.top == "dungarees"]
    assert lowers
    assert all(lower == matching for lower, matching in lowers)


def test_scarf_hangs_down_a_back_below_the_hair_there():
    figure = People(scene_of("девушка с каре в шарфе смотрит на море", 1), DAY).figures[0]
    figure = replace(figure, wear=replace(figure.wear, extra="scarf"))
    shape, (plain, scarf) = figure.body, (Ruler(), Ruler())
    rear.trunk(plain, shape, replace(figure.wear, extra=""))
    rear.trunk(scarf, shape, figure.wear)
    assert max(area.bottom for area in scarf.areas[len(plain.areas) :]) > shape.chest + 8


@pytest.mark.parametrize("words", ["девушка с волосами до пояса", "girl with wavy waist-length hair"])
def test_hair_to_the_waist_has_no_gap_from_behind(words):
    traits = People(scene_of(words, 1), DAY).figures[0].traits
    brush = Brush(120, 240)
    with brush.at((60, 60), 40):
        rear.head(brush, replace(traits, hat="", tied=False))
    down = brush.pixels()[70:213:4, 40:80:4].astype(int)
    assert np.ptp(down, axis=(0, 1)).max() < 60
