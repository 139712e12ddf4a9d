"""The certificate: what it says, what fits in a PNG, what people are shown."""

import io
import json

import numpy as np
import pytest
from PIL import Image, PngImagePlugin
from pydantic import ValidationError

from brand import Certificate, choose, correct, draw, measure
from brand.drawing import HEIGHT, WIDTH, heat
from brand.kit import Kit
from tests.kits import KITS, kit_of
from tests.photographs import photograph, plain


@pytest.fixture(scope="module")
def astronaut():
    return correct(photograph("astronaut"), KITS["default"], "snap")


def test_certificate_says_what_was_wanted_and_done(astronaut):
    certificate = astronaut[1]
    assert [colour.name for colour in certificate.target] == ["light salmon", "pale turquoise", "royal blue"]
    assert certificate.before.off_hue > 0.01 >= certificate.after.off_hue
    assert (certificate.kit, certificate.mode) == ("Bank", "snap")


def test_certificate_is_ok_where_all_colours_are_and_strange_ones_were_put_right():
    strange = plain(*["#FFA07A", "#AFEEEE", "#4169E1"] * 8, "#FFD27A", side=100)
    assert correct(strange, KITS["default"], "snap")[1].ok


def test_certificate_is_not_ok_where_a_colour_of_most_weight_is_missing():
    assert not correct(plain("#FFA07A", "#4169E1"), KITS["default"], "snap")[1].ok


def test_certificate_is_not_ok_where_the_brand_is_missing():
    certificate = correct(plain("#808080"), KITS["default"], "snap")[1]
    assert certificate.after.off_hue == 0
    assert not certificate.ok


def test_certificate_is_frozen(astronaut):
    with pytest.raises(ValidationError):
        astronaut[1].ok = False


def test_certificate_survives_the_text_chunk_of_a_png(astronaut):
    pixels, certificate = astronaut
    notes, file = PngImagePlugin.PngInfo(), io.BytesIO()
    notes.add_text("certificate", certificate.compact())
    Image.fromarray(pixels).save(file, "PNG", pnginfo=notes)
    assert Certificate.model_validate_json(Image.open(file).text["certificate"]) == certificate


def test_compact_is_short_plain_json_whatever_the_name():
    kit = Kit.model_validate({**dict(KITS["default"]), "name": "Банк"})
    text = correct(plain("#4169E1"), kit, "off")[1].compact()
    assert text.isascii()
    assert len(text) < 1000
    assert json.loads(text)["kit"] == "Банк"


@pytest.mark.parametrize("shape", [(64, 64), (40, 400), (400, 40), (1, 1), (900, 700)])
def test_drawing_takes_pictures_of_any_shape(shape):
    pixels = np.full((*shape, 3), (65, 105, 225), np.uint8)
    with Image.open(io.BytesIO(draw(pixels, correct(pixels, KITS["default"], "off")[1], KITS["default"]))) as sheet:
        assert (sheet.format, sheet.size) == ("PNG", (WIDTH, HEIGHT))


def test_drawing_shows_the_kits_colours_and_the_picture(astronaut):
    pixels, certificate = astronaut
    sheet = np.asarray(Image.open(io.BytesIO(draw(pixels, certificate, KITS["default"]))))
    shown = {tuple(colour) for colour in sheet[5, ::10].tolist()}
    assert {(255, 160, 122), (175, 238, 238), (65, 105, 225)} <= shown
    assert len(np.unique(sheet[200:540, 60:400].reshape(-1, 3), axis=0)) > 10_000


def test_drawing_depends_on_the_verdict():
    sheets = [
        draw(p, correct(p, KITS["default"], "off")[1], KITS["default"]) for p in (plain("#00C000"), plain("#4169E1"))
    ]
    good, bad = (np.asarray(Image.open(io.BytesIO(sheet)))[40:120, 900:1140] for sheet in sheets)
    assert not np.array_equal(good, bad)


def test_drawing_speaks_the_language_that_is_asked_for(astronaut):
    kits = [KITS["default"].model_copy(update={"name": name}) for name in ("Банк", "Лес")]
    sheets = [draw(*astronaut, kit, language) for kit in kits for language in ("en", "ru")]
    heads = {np.asarray(Image.open(io.BytesIO(sheet)))[40:120, 40:600].tobytes() for sheet in sheets}
    assert len(heads) == 4


@pytest.mark.parametrize("name", ["Банк", "Käse & Söhne " * 4, "中"])
def test_drawing_takes_eight_colours_and_any_name(name):
    kit = Kit.model_validate({**dict(kit_of(*(f"#{i}{7 - i}{i}" for i in range(8)))), "name": name})
    pixels = photograph("color")
    assert draw(pixels, correct(pixels, kit, "snap")[1], kit).startswith(b"\x89PNG")


def test_drawing_refuses_a_certificate_of_another_kit(astronaut):
    with pytest.raises(ValueError, match="3 colours"):
        draw(*astronaut, kit_of("#123"))


def test_heat_colours_just_what_is_off_brand():
    shown = heat(plain("#4169E1", "#00C000", "#808080", "#FF00FF"), KITS["default"])
    coloured = np.ptp(shown.astype(int), axis=2) > 30
    assert coloured.mean(axis=0).reshape(4, 32).mean(axis=1).tolist() == [0, 1, 0, 1]


def found(score: float, ok: bool = True, balance: float = 0.5, strength: float = 0.0) -> Certificate:
    blank = Certificate.of(KITS["default"], (measure(plain("#4169E1"), KITS["default"]),) * 2, "strict", strength)
    after = blank.after.model_copy(update={"score": score, "balance": balance})
    return blank.model_copy(update={"after": after, "ok": ok})


@pytest.mark.parametrize(
    ("certificates", "place"),
    [
        ([found(95)], 0),
        ([found(95), found(96)], 1),
        ([found(89, ok=False), found(95), found(97, ok=False)], 1),
        ([found(95, ok=False), found(91)], 0),
        ([found(95), found(95, balance=0.9)], 1),
        ([found(95, strength=0.5), found(95, strength=0.1)], 1),
        ([found(95)] * 3, 0),
    ],
)
def test_best_is_chosen_and_never_scores_below_the_first(certificates, place):
    assert choose(certificates) == place


def test_choice_prefers_a_zone_in_which_text_is_read():
    made = correct(plain("#FFA07A"), KITS["default"], "off")[1]
    assert choose([made] * 4, [2.0, 4.4, 9.0, 12.0]) == 2
    other = made.model_copy(update={"ok": not made.ok})
    assert choose([made, other], [2.0, 9.0]) == (0 if made.ok else 1)
    assert choose([other, made], [2.0, 2.0]) == (1 if made.ok else 0)


def test_choice_among_none_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        choose([])


def test_certificate_names_its_formula_and_an_old_one_keeps_its_own():
    made = correct(plain("#FFA07A"), KITS["default"], "off")[1]
    old = made.model_dump_json(exclude={"formula"})

    assert made.formula == 2
    assert Certificate.model_validate_json(old).formula == 1
    assert Certificate.model_validate_json(old).after == made.after
