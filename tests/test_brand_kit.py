"""Kits from files and from requests: what is taken, what is refused and in which words."""

import unicodedata

import pytest
import yaml
from pydantic import ValidationError

from brand import ColorPalette, Controls, Kit, KitError, load_kits, measure
from locales import LANGUAGES
from tests.kits import KITS, kit_of
from tests.photographs import photograph, plain

GOOD = {"name": "A", "colours": [{"name": "red", "hex": "#f00", "role": "warm"}]}


RED = {"en": "red", "ru": "красный"}
"""A name in two languages."""


def kit_file(folder, **fields):
    path = folder / "kit.yaml"
    path.write_text(yaml.safe_dump(GOOD | fields), encoding="utf-8")
    return path


def test_the_bank_has_its_three_colours():
    assert [colour.hex for colour in KITS["default"].colours] == ["#FFA07A", "#AFEEEE", "#4169E1"]
    assert sum(KITS["default"].weights) == pytest.approx(1)


def test_short_hex_is_written_out(tmp_path):
    assert Kit.load(kit_file(tmp_path)).colours[0].hex == "#FF0000"


def test_names_in_several_languages(tmp_path):
    red, blue = ({"name": name, "hex": value, "role": "deep"} for name, value in ((RED, "#F00"), ("blue", "#00F")))
    kit = Kit.load(kit_file(tmp_path, name={"ru": "Банк", "en": "A"}, colours=[red, blue], text=[red_text(RED)]))
    assert (kit.name, *(colour.name for colour in kit.colours)) == ("A", "red", "blue")
    assert [kit.called(name, "ru") for name in ("A", "red", "blue")] == ["Банк", "красный", "blue"]
    assert [kit.called(name, "en") for name in ("A", "red", "blue")] == ["A", "red", "blue"]
    palette = ColorPalette.model_validate({"members": [{"color": "#FF0000"}]})
    assert kit.with_colours(palette).called("red", "ru") == "красный"
    assert measure(plain("#FF0000"), kit).score == measure(plain("#FF0000"), kit_of_file(tmp_path)).score


def red_text(name):
    return {"name": name, "hex": "#F00"}


def kit_of_file(folder):
    """The same kit without a translation."""
    red, blue = ({"name": name, "hex": value, "role": "deep"} for name, value in (("red", "#F00"), ("blue", "#00F")))
    kit = Kit.load(kit_file(folder, colours=[red, blue], text=[red_text("red")]))
    assert kit.translations == {}
    assert [kit.called(name, "ru") for name in ("A", "red")] == ["A", "red"]
    return kit


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": {"ru": "Банк"}}, "name = None"),
        ({"name": {}}, "name = None"),
        ({"name": {"en": ""}}, "name = ''"),
        ({"name": {"en": "A", "ru": ""}}, "translations.ru.A = ''"),
        ({"name": {"en": "A", "ru": "я" * 61}}, "translations.ru.A = "),
        ({"name": {"en": "A", "de": "B"}}, " or ".join(map(repr, LANGUAGES))),
        ({"name": {"en": "A", "ru": ["x"]}}, "translations.ru.A = ['x']"),
        ({"name": {"en": ["A"]}}, "name = ['A']"),
        ({"translations": []}, "translations = []"),
        ({"translations": {"ru": "x"}}, "translations.ru = 'x'"),
        (
            {"colours": [GOOD["colours"][0] | {"name": RED}], "text": [{"name": {**RED, "ru": "алый"}, "hex": "#F00"}]},
            "red has two names in ru: красный and алый",
        ),
        ({"colours": []}, "colours = []"),
        ({"colours": [{"name": f"c{i}", "hex": f"#00000{i}", "role": "deep"} for i in range(9)]}, "at most 8"),
        ({"colours": [{"name": "red", "hex": "#GGG", "role": "warm"}]}, "colours.0.hex = '#GGG'"),
        ({"colours": [{"name": "red", "hex": None, "role": "warm"}]}, "in quotes"),
        ({"colours": [{"name": "red", "hex": "#F00", "role": "loud"}]}, "'warm', 'light' or 'deep'"),
        (
            {"colours": [{"name": "red", "hex": "#F00", "role": "warm", "weight": float("nan")}]},
            "colours.0.weight = nan",
        ),
        ({"colours": [{"name": "red", "hex": "#F00", "role": "warm", "weight": 0}]}, "weight above 0"),
        ({"colours": [{"name": "red", "hex": "#F00", "role": "warm", "weight": -1}]}, "greater than or equal to 0"),
        ({"colours": GOOD["colours"] * 2}, "#FF0000 is there twice"),
        ({"tolerances": {"hue": 90}}, "tolerances.hue = 90: Input should be less than or equal to 60"),
        ({"tolerances": {"off_hue": float("nan")}}, "tolerances.off_hue = nan"),
        ({"tolerances": {"hues": 20}}, "tolerances.hues"),
        ({"prompt_words": ["neon"], "forbidden_words": ["neon"]}, "both wanted and forbidden: neon"),
        ({"allowed_words": ["Ikea"], "forbidden_words": ["Ikea"]}, "both wanted and forbidden: Ikea"),
        ({"allowed_words": ["!"]}, "should have letters: !"),
        ({"name": ""}, "name = ''"),
    ],
)
def test_bad_kit_is_refused_with_file_field_value_and_limit(tmp_path, fields, told):
    path = kit_file(tmp_path, **fields)
    with pytest.raises(KitError) as refusal:
        Kit.load(path)
    assert str(path) in str(refusal.value)
    assert told in str(refusal.value)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "name: [", "\x00", "just words"])
def test_file_that_is_no_kit_is_refused(tmp_path, text):
    (tmp_path / "kit.yaml").write_text(text)
    with pytest.raises(KitError, match=r"kit\.yaml"):
        Kit.load(tmp_path / "kit.yaml")


def test_file_of_bytes_or_no_file_is_refused(tmp_path):
    (tmp_path / "kit.yaml").write_bytes(b"\xff\xfe\x00")
    for name in ("kit.yaml", "none.yaml"):
        with pytest.raises(KitError, match=name):
            Kit.load(tmp_path / name)


def test_folder_without_default_is_refused(tmp_path):
    (tmp_path / "a.yaml").write_text(yaml.safe_dump(GOOD))
    with pytest.raises(KitError, match=r"default\.yaml, found a"):
        load_kits(tmp_path)


def test_every_role_is_filled_by_any_kit():
    assert [KITS["forest"].by_role(role).name for role in ("warm", "light", "deep")] == [
        "gold",
        "ivory",
        "forest green",
    ]
    assert {kit_of("#123").by_role(role).hex for role in ("warm", "light", "deep")} == {"#112233"}


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ([], "members"),
        ([{"color": "#123456"}] * 9, "members"),
        ([{"color": "#GGG"}], "members.0.color"),
        ([{"color": "salmon"}], "members.0.color"),
        ([{"color": 7}], "members.0.color"),
        ([{"color": "#123", "weight": float("nan")}], "members.0.weight"),
        ([{"color": "#123", "weight": float("inf")}], "members.0.weight"),
        ([{"color": "#123", "weight": 1.01}], "members.0.weight"),
        ([{"color": "#123", "weight": "1"}], "members.0.weight"),
        ([{"color": "#123", "weight": True}], "members.0.weight"),
        ([{"color": "#123", "weight": 0}], ""),
        ([{"color": "#123", "name": "x"}], "members.0.name"),
    ],
)
def test_bad_color_palette_is_refused_by_field(members, field):
    with pytest.raises(ValidationError) as refusal:
        ColorPalette.model_validate({"members": members})
    assert ".".join(map(str, refusal.value.errors()[0]["loc"])) == field


@pytest.mark.parametrize(
    "rgb", [[1, 2], [1, 2, 3, 4], [0, 0, 256], [-1, 0, 0], ["1", 2, 3], [True, 2, 3], [0.5, 2, 3], None]
)
def test_bad_controls_are_refused(rgb):
    with pytest.raises(ValidationError):
        Controls.model_validate({"colors": [{"rgb": rgb}]})


def test_equal_colours_become_one_with_both_weights():
    members = [
        {"color": "#f00", "weight": 0.2},
        {"color": "#0000FF", "weight": 0.6},
        {"color": "#FF0000", "weight": 0.2},
    ]
    kit = KITS["default"].with_colours(ColorPalette.model_validate({"members": members}))
    assert [(colour.name, colour.hex) for colour in kit.colours] == [("red", "#FF0000"), ("blue", "#0000FF")]
    assert kit.weights == pytest.approx((0.4, 0.6))


def test_equal_colours_never_weigh_more_than_everything():
    members = [{"color": "#FF0000", "weight": weight} for weight in (0.1, 0.4, 0.1)]
    assert KITS["default"].with_colours(ColorPalette.model_validate({"members": members})).weights == (1.0,)


def test_member_without_weight_gets_the_mean_of_the_others():
    members = [{"color": "#f00", "weight": 0.5}, {"color": "#00f"}, {"color": "#fff", "weight": 0}]
    assert ColorPalette.model_validate({"members": members}).weights()["#0000FF"] == pytest.approx(0.5)


def test_both_forms_give_the_same_kit():
    palette = ColorPalette.model_validate({"members": [{"color": "#FFA07A"}, {"color": "#4169E1"}]})
    controls = Controls.model_validate({"colors": [{"rgb": [255, 160, 122]}, {"rgb": [65, 105, 225]}]})
    kit = KITS["default"].with_colours(palette)
    assert kit == KITS["default"].with_colours(controls)
    assert [colour.name for colour in kit.colours] == ["light salmon", "royal blue"]


def test_colours_of_a_request_keep_all_else():
    kit = kit_of("#00f")
    assert (kit.tolerances, kit.text, kit.forbidden_words) == (
        KITS["default"].tolerances,
        KITS["default"].text,
        KITS["default"].forbidden_words,
    )


@pytest.mark.parametrize(
    "colours",
    [["#808080"], ["#000", "#fff", "#777", "#bbb"], ["#4169E1", "#4169E2"], [f"#{i}{7 - i}{i}" for i in range(8)]],
)
def test_odd_palettes_measure_sanely(colours):
    kit = kit_of(*colours)
    assert measure(plain(*(colour.hex for colour in kit.colours)), kit).score == 100
    assert 0 <= measure(photograph("astronaut"), kit).score <= 100
    assert len({colour.name for colour in kit.colours}) == len(kit.colours)


def folder_of(tmp_path, **files):
    for name, text in {"default.yaml": yaml.safe_dump(GOOD), **files}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (yaml.safe_dump(GOOD) + "name: Another\n", "name"),
        ("tolerances: {hue: 20, hue: 30}\n" + yaml.safe_dump(GOOD), "hue"),
        (yaml.safe_dump(GOOD).replace("- hex:", "- hex: '#123456'\n  hex:", 1), "hex"),
    ],
)
def test_key_given_twice_is_named(tmp_path, text, key):
    (tmp_path / "kit.yaml").write_text(text)
    with pytest.raises(KitError, match=rf"{key} is there twice[\s\S]*line \d+"):
        Kit.load(tmp_path / "kit.yaml")


def test_both_endings_are_read_and_hidden_files_are_not(tmp_path):
    good = yaml.safe_dump(GOOD)
    folder = folder_of(
        tmp_path, **{"x.yml": good, "y.YAML": good, "._default.yaml": "\0\5\x16", ".z.yaml": "{", "notes.md": "#"}
    )
    assert set(load_kits(folder)) == {"default", "x", "y"}


def test_two_files_of_one_name_are_refused(tmp_path):
    with pytest.raises(KitError, match=r"x\.yml: there is another kit 'x'"):
        load_kits(folder_of(tmp_path, **dict.fromkeys(("x.yaml", "x.yml"), yaml.safe_dump(GOOD))))


@pytest.mark.parametrize("name", ["x" * 61, "a\nb", "bank ", " bank", "\u200b", "a\tb"])
def test_name_that_no_request_can_ask_for_is_refused(tmp_path, name):
    with pytest.raises(KitError, match="at most 60 printable characters"):
        load_kits(folder_of(tmp_path, **{f"{name}.yaml": yaml.safe_dump(GOOD)}))


@pytest.mark.parametrize("name", ["x" * 60, "банк", "Bank & Co.", "nai\u0308ve"])
def test_other_names_can_be_asked_for(tmp_path, name):
    folder = folder_of(tmp_path, **{f"{name}.yaml": yaml.safe_dump(GOOD)})
    assert unicodedata.normalize("NFC", name) in load_kits(folder)
