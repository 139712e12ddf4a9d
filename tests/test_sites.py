"""Where people are, beside a product that is elsewhere: each place with people, deeds and products of all kinds."""

from itertools import product

import pytest

from prompt_builder.defaults import OUTDOORS
from tests.scenes import scene_of

_WHO = ("девушка", "супруги", "пенсионерка с телефоном", "папа с сыном 8 лет")
_BESIDE = ("{}", "загородная ипотека, {}", "Городская карта: {} вечером", "{} — автокредит", "страховка квартиры, {}")
_ENGLISH = ("{}", "car loan: {}", "{}, city card", "home insurance, {} in the evening")
_INSIDE = {
    "в отделении банка": "bank branch", "в офисе": "office", "в аэропорту": "airport", "на кухне": "kitchen",
    "в пустой квартире": "empty flat", "дома": "", "дома у окна": "", "в новой квартире": "",
}  # fmt: skip
_OUTSIDE = {
    "у отделения банка": "bank branch", "перед офисом": "office", "у входа в банк": "bank branch", "у аптеки": "storefront",
    "у своего дома": "house", "на крыльце": "house", "у подъезда": "high-rise", "на пороге нового дома": "house",
    "у теплицы": "greenhouse", "у моря": "", "в лесу": "", "в парке": "",
}  # fmt: skip


def _read(person: str, place: str, beside: str):
    scene = scene_of(beside.format(f"{person} {place}"), 5)
    return scene.setting, {*scene.things, scene.object, scene.design}


@pytest.mark.parametrize(("place", "thing"), _INSIDE.items())
def test_who_is_in_a_room_is_there_whatever_is_offered(place, thing):
    for person, beside in product(_WHO, _BESIDE):
        setting, shown = _read(person, place, beside)
        assert setting == "indoors", (person, place, beside)
        assert not thing or thing in shown, (person, place, beside)


@pytest.mark.parametrize(("place", "thing"), _OUTSIDE.items())
def test_who_is_before_a_building_sees_it_from_the_street_whatever_is_offered(place, thing):
    for person, beside in product(_WHO, _BESIDE):
        setting, shown = _read(person, place, beside)
        assert setting in OUTDOORS, (person, place, beside)
        assert not thing or thing in shown, (person, place, beside)


@pytest.mark.parametrize(
    ("place", "settings", "thing"),
    [
        ("outside our branch", OUTDOORS, "bank branch"), ("in our branch", ("indoors",), "bank branch"),
        ("in front of the bank", OUTDOORS, "bank branch"), ("outside the office", OUTDOORS, "office"),
        ("in front of the house", OUTDOORS, "house"), ("on the porch", OUTDOORS, "house"),
        ("at home by the window", ("indoors",), None), ("in the kitchen", ("indoors",), "kitchen"),
    ],
)  # fmt: skip
def test_english_places_are_where_they_are_said_to_be(place, settings, thing):
    for person, beside in product(("a young woman", "a couple", "two friends with a dog"), _ENGLISH):
        setting, shown = _read(person, place, beside)
        assert setting in settings, (person, place, beside)
        assert thing is None or thing in shown, (person, place, beside)


@pytest.mark.parametrize(
    ("words", "outlook"),
    [
        ("дома, за окном сад", "countryside"), ("дома у окна, вечер, напротив светятся высотки", "city"),
        ("в квартире, напротив новостройка", "city"), ("дома, за окном зимний лес, осенний вклад", "forest"),
        ("at home, city lights outside the window, car loan", "city"), ("у окна, за окном высотки", "city"),
    ],
)  # fmt: skip
def test_what_is_outside_a_window_takes_nobody_out_of_the_room(words, outlook):
    for person in ("семья", "пенсионерка", "пара с подарком"):
        scene = scene_of(f"{person} {words}", 5)
        assert (scene.setting, scene.outlook) == ("indoors", outlook), person
        assert scene.design is None
