"""Finished advertisements: what is said is set whole, inside its box, legibly, or it is told why not."""

import io
import itertools
import math
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pypdf import PdfReader

from ads import Commission, pdf, svg
from ads.breaking import broken, units
from ads.composition import compose
from ads.drawing import covering, fitted
from ads.layouts import CopyArea
from ads.windows import Strip, least
from brand import Kit, Typeface
from errors import InvalidRequest, PromptRefused
from prompt_builder import Own, check_copy
from schemas import Copy
from tests import goldens
from tests.contrast import measured
from tests.goldens import noise
from tests.kits import KITS

ROOT = Path(__file__).parent.parent
STUDIO, FITTING = goldens.STUDIO, goldens.FITTING
DE = {"headline": "Immobilienfinanzierung ohne Umwege", "subline": "Zusage in 24 Stunden", "cta": "Jetzt berechnen"}


def order(brand="default", product=None, kit=None, **copy):
    return Commission(Copy(**({"headline": "Кредит"} | copy)), brand, kit or KITS[brand], product)


@pytest.mark.parametrize(("layout", "wanted"), goldens.FITTING)
@pytest.mark.parametrize(("brand", "language"), [("default", "ru"), ("forest", "de")])
def test_every_layout_is_ok_and_as_it_was_looked_at_in_every_format_that_it_fits(layout, wanted, brand, language):
    ad = goldens.composed(layout, wanted, brand, language)
    found = ad.certificate
    assert found.ok, found.faults
    assert ad.pixels.shape == (found.height, found.width, 3)
    assert {one.role for one in found.texts} == {"headline", "subline", "cta", "legal"}
    assert found.logo
    assert goldens.differing(ad, goldens.KEPT[goldens.name(layout, wanted, brand, language)]) == []


def test_there_are_eight_layouts_and_every_named_format_has_some():
    assert len(STUDIO.layouts) >= 8
    assert all(STUDIO.fitting(one) for one in STUDIO.formats.values())


LETTERS = st.one_of(
    st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя АБВЁЙ,.—«»", min_size=1, max_size=200),
    st.text("abcdefghijklmnopqrstuvwxyzäöüß ABCÄÖÜ-", min_size=1, max_size=200),
    st.text("щwЙ", min_size=1, max_size=200),
    st.text("אבגד 😀🏦 abc \u0301\u200d", min_size=1, max_size=60),
    st.text(min_size=1, max_size=40),
).filter(lambda text: text.strip() and not any(one < " " or 0x7F <= ord(one) < 0xA0 for one in text))


@st.composite
def orders(draw):
    layout, wanted = draw(st.sampled_from(FITTING))
    texts = {"headline": draw(LETTERS), "subline": draw(LETTERS), "cta": "OK", "layout": layout}
    brand, language = draw(st.sampled_from(sorted(KITS))), draw(st.sampled_from(["ru", "de", "en", "he"]))
    return {"brand": brand, "language": language, **texts}, wanted, draw(st.integers(0, 5))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(orders())
def test_random_texts_are_whole_inside_their_boxes_or_refused(drawn):
    given_order, wanted, seed = drawn
    try:
        commission = order(**given_order)
    except ValueError:  # has nothing that is seen
        return
    refused = None
    try:
        ad = STUDIO.compose(noise(seed=seed), commission, wanted)
    except InvalidRequest as error:
        refused = error
    if refused:
        assert refused.details[0].field in {"ad.headline", "ad.subline"}
        return
    found = ad.certificate
    for text in found.texts:
        said = getattr(commission.copy, text.role)
        assert "".join("".join(text.lines).split()).replace("-", "") == "".join(said.split()).replace("-", "")
        left, top, right, bottom = text.box
        assert 0 <= left < right <= found.width
        assert 0 <= top < bottom <= found.height
    boxes = [one.box for one in (*found.texts, *([found.logo] if found.logo else []))]
    assert not any(_meet(one, other) for at, one in enumerate(boxes) for other in boxes[:at])


def _meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def assert_certified_as_measured(ad):
    for text, found in measured(ad):
        assert text.contrast == pytest.approx(found, abs=0.02)
        assert not ad.certificate.ok or found >= text.wanted - 0.005


@pytest.mark.parametrize("brand", sorted(KITS))
@pytest.mark.parametrize(("layout", "wanted"), [("full-bleed", "post"), ("top-headline", "card"), ("story", "story")])
@pytest.mark.parametrize("seed", range(4))
def test_certified_contrast_is_what_another_tool_measures(brand, layout, wanted, seed):
    copy = order(brand, layout=layout, language="ru", subline="Решение за один день", legal="Лицензия № 1")
    ad = compose(noise(seed=seed, scale=(7, 30, 90, 200)[seed]), STUDIO.brief(copy, wanted))
    assert ad.certificate.ok, ad.certificate.faults
    assert_certified_as_measured(ad)


@pytest.mark.parametrize("at", [120, 430, 700])
def test_one_word_on_a_dark_patch_of_a_light_picture_is_covered(at):
    picture = np.full((628, 1200, 3), 250, np.uint8)
    picture[:, at : at + 60] = 20
    copy = order(
        "forest", layout="top-headline", headline="Schnell zum Haus " * 3, subline="Zusage in 24 Stunden, Zinsen fest " * 2,
        language="de",
    )  # fmt: skip
    ad = STUDIO.compose(picture, copy, "1200x628")
    assert ad.certificate.ok, ad.certificate.faults
    assert ad.certificate.covers[0].opacity > 0.3
    assert_certified_as_measured(ad)


def test_a_word_that_is_not_seen_is_not_certified():
    pixels = np.full((40, 400, 4), 255, np.uint8)
    pixels[:, 200:240] = 0
    assert least(pixels, np.zeros((40, 400), bool), [Strip((10, 10, 390, 30), 20)], 0.0) == 1


@pytest.mark.parametrize("wanted", STUDIO.formats)
def test_layout_of_a_picture_that_was_painted_for_one_stays(wanted):
    name, frame = STUDIO.layout_for(Copy(headline="Да"), wanted), STUDIO.frame(wanted)
    arrangement = STUDIO.layouts[name].arranged(frame.width, frame.height)
    left, top, right, bottom = map(round, frame.in_pixels(arrangement.picture))
    assert STUDIO.layout_for(Copy(headline="Да"), wanted, (right - left) / (bottom - top)) == name


@pytest.mark.parametrize(("wide", "tall", "wanted", "seen"), [
    (540, 540, "card", 0.85), (540, 540, "link", 0.85), (540, 540, "banner", 0.75), (960, 540, "post", 0.85),
    (960, 540, "email", 0.75), (540, 960, "post", 0.75), (540, 960, "story", 0.45), (1160, 480, "card", 0.85),
])  # fmt: skip
def test_layout_that_is_not_named_shows_most_of_the_picture(wide, tall, wanted, seen):
    shown = STUDIO.compose(noise(wide, tall), order(), wanted).artboard.picture
    room = shown.shape[1] / shown.shape[0]
    assert min(room * tall / wide, wide / tall / room) > seen


@pytest.mark.parametrize("left", [0, 200, 430, 860])
def test_sides_with_least_to_see_are_cut_off(left):
    picture = np.full((480, 1160, 3), 240, np.uint8)
    picture[100:380, left : left + 300] = noise(300, 280, scale=20) // 2
    shown = (fitted(picture, 400, 480) != 240).any((0, 2))
    assert shown.sum() == 300


@pytest.mark.parametrize("top", [0, 150, 400, 700])
def test_what_there_is_to_see_is_whole_in_a_wide_format(top):
    picture = np.full((1080, 480, 3), 240, np.uint8)
    picture[top : top + 200, 100:380] = noise(280, 200, scale=20) // 2
    assert (fitted(picture, 480, 300) != 240).any((1, 2)).sum() == 200


def test_of_two_in_a_column_the_upper_is_shown_and_of_nothing_what_is_a_third_from_above():
    picture = np.full((1080, 480, 3), 240, np.uint8)
    for number, top in enumerate((300, 700)):
        picture[top : top + 200, 100:380] = noise(280, 200, scale=20) // 4 + 100 * number
    assert set(np.unique(fitted(picture, 480, 240)) >= 100) == {False, True}
    assert fitted(picture, 480, 240).min() < 64
    slope = np.repeat(np.linspace(0, 255, 1080)[:, None, None], 480, 1).repeat(3, 2).astype(np.uint8)
    assert (
        abs(int(fitted(slope, 480, 240)[0].mean()) - 255 * (1080 - 240) / 3 / 1080) < 6
    )  # two of the places that are looked at


@pytest.mark.parametrize(("layout", "wanted", "size"), [
    ("top-headline", "1200x628", (1080, 1350)), ("corner-card", "banner", (1080, 1080)), ("corner-card", "post", (1160, 480)),
])  # fmt: skip
def test_what_there_is_to_see_does_not_come_to_lie_under_texts(layout, wanted, size):
    """In the middle of the picture, where texts would be if it were cut around it."""
    wide, tall = size
    picture = np.full((tall, wide, 3), 240, np.uint8)
    left, top, side = wide // 2 - 80, tall // 2 - 80, 160
    picture[top : top + side, left : left + side] = noise(side, side, scale=20) // 2
    frame = STUDIO.frame(wanted)
    ad = STUDIO.compose(picture, order(layout=layout), wanted)
    shown = (ad.artboard.picture < 200).any(2)
    arrangement = STUDIO.layouts[layout].arranged(frame.width, frame.height)
    for box in arrangement.hidden:
        x1, y1, x2, y2 = (round(e * n) for e, n in zip(box, (*shown.shape[::-1], *shown.shape[::-1]), strict=True))
        under = shown[y1:y2, x1:x2].sum() / max(1, shown.sum())
        assert under < 0.2
    assert shown.any()


@pytest.mark.parametrize("wide", [1160, 1161, 2000])
def test_of_what_is_alike_the_middle_is_shown(wide):
    picture = np.zeros((480, wide, 3), np.uint8)
    picture[:, wide // 2] = 255
    assert abs(int(fitted(picture, 400, 480)[..., 0].any(0).argmax()) - 200) <= wide / 96


def test_a_picture_of_any_size_covers_every_frame():
    """One of its sides is whole: by floats that are not, both are a hair less in one of fifteen."""
    for layout, wanted in FITTING:
        frame = STUDIO.frame(wanted)
        arrangement = STUDIO.layouts[layout].arranged(frame.width, frame.height)
        left, top, right, bottom = (round(edge) for edge in frame.in_pixels(arrangement.picture))
        width, height = right - left, bottom - top
        for wide, tall in itertools.product(range(64, 1900, 201), range(65, 1900, 197)):
            across, down = covering((wide, tall), (width, height))
            assert wide - across == 0 <= tall - down or tall - down == 0 <= wide - across
            assert math.isclose(across * height, down * width)
        for wide, tall in ((125, 125), (97, 25), (67, 101), (180, 211)):
            small = fitted(np.zeros((tall, wide, 3), np.uint8), width // 8, height // 8, arrangement.hidden)
            assert small.shape == (height // 8, width // 8, 3)


@pytest.mark.parametrize("size", [(1000, 1000), (970, 250)])
def test_picture_that_was_a_hair_too_small_is_set(size):
    picture = np.full((*size[::-1], 3), 7, np.uint8)
    assert (fitted(picture, 583, 1080) == np.full((1080, 583, 3), 7, np.uint8)).all()


@pytest.mark.parametrize("said", ["jq", "jjj Jj", "ГЙ ј", "Tj\u0308"])
@pytest.mark.parametrize("layout", ["full-bleed", "bottom-band"])
def test_ink_is_inside_its_box_where_a_letter_reaches_out_of_its_width(said, layout):
    assert_ink_inside(STUDIO.compose(noise(), order("forest", layout=layout, headline=said, subline=said), "post"))


def test_ink_stays_in_the_box_of_its_text():
    ad = STUDIO.compose(
        noise(), order(layout="side-panel", language="ru", headline="«Йод» Ёжик, щука — Äpfel", subline="ёй"), "post"
    )
    assert_ink_inside(ad)


def assert_ink_inside(ad):
    """But for what smoothing adds: one pixel."""
    changed = (ad.pixels != ad.ground).any(axis=2)
    for text in filter(None, (*ad.certificate.texts, ad.certificate.logo)):
        left, top, right, bottom = (int(edge) for edge in (*text.box[:2], *np.ceil(text.box[2:])))
        assert changed[top:bottom, left:right].any()
        changed[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1] = False
    assert not changed.any()


@pytest.mark.parametrize(("copy", "field", "said"), [
    ({"headline": "Кредит 😀"}, "ad.headline", "😀"),
    ({"headline": "שלום"}, "ad.headline", "ש"),
    ({"headline": "Ж" * 200}, "ad.headline", "no room"),
    ({"cta": "Щ" * 40}, "ad.cta", "no room"),
    ({"headline": "Save \u06dd now"}, "ad.headline", "\u06dd"),
    ({"layout": "nothing"}, "ad.layout", "side-panel"),
    ({"layout": "story"}, "ad.layout", "side-panel"),
])  # fmt: skip
def test_what_cannot_be_set_is_told_by_its_field(copy, field, said):
    with pytest.raises(InvalidRequest) as caught:
        STUDIO.compose(noise(), order(**({"layout": "side-panel"} | copy)), "post")
    assert caught.value.details[0].field == field
    assert said in caught.value.message


@pytest.mark.parametrize("copy", [
    {"headline": "a\u0302\u0302\u0302\u0302 rate"}, {"legal": "\u202eRate 19 %"}, {"subline": "\u2067abc\u2069"},
    {"formats": ["5x5"]}, {"formats": ["99999x99999"]}, {"formats": ["03436x03436"]}, {"formats": ["1٠٨٠x1٠٨٠"]},
    {"formats": ["1080 х 1080"]}, {"formats": ["post", "post"]},
])  # fmt: skip
def test_copy_that_could_only_be_set_badly_is_refused(copy):
    with pytest.raises(ValidationError):
        Copy.model_validate({"headline": "Hello"} | copy)


def test_soft_hyphens_are_no_letters():
    assert Copy(headline="Ипо\u00adтека").headline == "Ипотека"


@pytest.mark.parametrize("said", ["neon colours now", "NEON\u00a0COLOUR", "n\u200beon colours"])
def test_kit_forbids_words_in_all_their_forms(said):
    own = Own(KITS["default"].forbidden_words)
    with pytest.raises(PromptRefused, match=r"ad\.subline asks for what the brand forbids"):
        check_copy("subline", said, None, own)
    check_copy("subline", "a colourful day", None, own)


@pytest.mark.parametrize(("role", "said", "age"), [
    ("headline", "Оружие в кредит", None), ("cta", "Голые девушки", None), ("subline", "Карта Сбербанка", None),
    ("legal", "Голые девушки. Сбербанк", None), ("headline", "Пиво за покупки", 12),
    ("headline", "Пиво за покупки", 17),
])  # fmt: skip
def test_rules_of_what_is_painted_hold_for_texts(role, said, age):
    with pytest.raises(PromptRefused) as caught:
        check_copy(role, said, age)
    assert caught.value.details[0].field == f"ad.{role}"


def test_who_is_of_age_is_none_of_the_young():
    check_copy("headline", "Пиво за покупки", 18)


@pytest.mark.parametrize(("role", "said"), [
    ("headline", "Ипотека с господдержкой от 6 %"), ("headline", "Убойный кешбэк 30 %"), ("cta", "Оформить за 5 минут"),
    ("headline", "Голая правда о кредитах"), ("subline", "Кредит под залог недвижимости"), ("headline", "Пиво за покупки"),
    ("legal", "ПАО «Сбербанк», ВТБ. Программа по указу Президента РФ, герб на бланке"),
])  # fmt: skip
def test_what_a_bank_says_is_not_refused(role, said):
    check_copy(role, said, None)


@pytest.mark.parametrize(("side", "firm"), [
    ("left", (0.2, 0.2, 0.5, 0.8)), ("right", (0.1, 0.2, 0.4, 0.8)),
    ("top", (0.1, 0.35, 0.5, 0.8)), ("bottom", (0.1, 0.2, 0.5, 0.65)),
])  # fmt: skip
def test_scrim_is_firm_but_for_a_share_of_its_length_towards_the_side_where_it_ends(side, firm):
    scrim = {"box": (0.1, 0.2, 0.5, 0.8), "cover": "scrim", "fade": {"to": side, "over": 0.25}}
    assert CopyArea(**scrim, boxes=[{"box": firm}]).firm == pytest.approx(firm)
    for edge in range(4):
        wider = [*firm]
        wider[edge] += 0.01 if edge > 1 else -0.01
        with pytest.raises(ValidationError, match="should lie inside of their area, where it does not fade"):
            CopyArea(**scrim, boxes=[{"box": wider}])


def test_unknown_format_is_told():
    with pytest.raises(InvalidRequest, match="post"):
        STUDIO.compose(noise(), order(), "poster")


def test_legal_line_of_product_and_country_is_there_or_missed():
    found = STUDIO.compose(noise(), order("forest", "house", language="de", **DE), "post").certificate
    legal = next(one for one in found.texts if one.role == "legal")
    assert " ".join(legal.lines) == "Achtung! Kreditaufnahme kostet Geld."
    with pytest.raises(InvalidRequest, match=r"ad\.legal: .*house in DE"):
        STUDIO.compose(noise(), order("forest", "house", language="ru", headline="Ипотека"), "post")
    given = order("forest", "house", language="ru", headline="Ипотека", legal="Внимание! Кредит стоит денег.")
    assert STUDIO.compose(noise(), given, "post").certificate.ok
    free = STUDIO.compose(noise(), order("forest", None, language="ru"), "post").certificate
    assert not any(one.role == "legal" for one in free.texts)


def test_cover_is_as_light_as_suffices():
    calm = np.full((400, 400, 3), 250, np.uint8)
    lively = noise(scale=20)
    light, dense = (STUDIO.compose(one, order(layout="full-bleed"), "post").certificate for one in (calm, lively))
    assert [one.opacity for one in light.covers] == [0]
    assert all(0.3 < one.opacity <= 1 for one in dense.covers)
    assert light.ok
    assert dense.ok


def test_headline_of_many_lines_is_told():
    said = "Ипотека для семьи с детьми на новый дом у моря под самый низкий процент"
    found = STUDIO.compose(noise(), order(layout="side-panel", headline=said), "post").certificate
    assert len(found.texts[0].lines) > 4
    assert ("long_headline", len(found.texts[0].lines)) in {(one.code, one.value) for one in found.warnings}
    short = STUDIO.compose(noise(), order(layout="side-panel", headline="Ипотека для семьи"), "post").certificate
    assert "long_headline" not in {one.code for one in short.warnings}


def test_kit_without_colours_that_can_be_read_is_not_ok():
    pale = KITS["default"].model_copy(update={"text": (KITS["default"].colours[1],)})
    pale = Kit.model_validate({**dict(pale), "colours": pale.colours[:2]})
    found = STUDIO.compose(noise(), order(kit=pale), "post").certificate
    assert not found.ok
    assert {one.code for one in found.faults} >= {"contrast"}


def width(text):
    return len(text)


@pytest.mark.parametrize(("text", "language", "room", "lines"), [
    ("Кредит на всё в один день", "ru", 14, ["Кредит на всё", "в один день"]),
    ("Вклад под 12 % годовых", "ru", 12, ["Вклад под", "12 % годовых"]),
    ("aa bb cc dd", "en", 8, ["aa bb", "cc dd"]),
    ("Immobilienfinanzierung", "de", 16, ["Immobilien-", "finanzierung"]),
    ("Рефинансирование", "ru", 10, ["Рефинан-", "сирование"]),
])  # fmt: skip
def test_lines_break_where_a_typesetter_would(text, language, room, lines):
    assert broken(units(text, language, width, hyphenated=True, paired=True), room) == lines


def test_typeface_of_a_kit_is_one_that_comes_along_or_has_files():
    for bad in ({"family": "Nothing"}, {"family": "Own", "files": {"regular": "a.ttf"}}):
        with pytest.raises(ValueError, match=r"family|files"):
            Typeface(**bad)


@pytest.mark.parametrize(("layout", "wanted"), goldens.FITTING)
def test_texts_have_the_room_of_what_is_not_there(layout, wanted):
    said = {"layout": layout, "headline": "Ипотека для всей семьи", "subline": "Решение за один день"}
    full = STUDIO.compose(noise(), order(**said, legal="Лицензия № 1"), wanted).certificate
    found = STUDIO.compose(noise(), order(**said), wanted).certificate
    assert found.ok, found.faults
    sizes = [{one.role: one.size for one in told.texts} for told in (full, found)]
    assert all(sizes[1][role] >= sizes[0][role] for role in ("headline", "subline"))
    if layout == "bottom-band":
        height, boxes = found.height, [one.box for one in found.texts]
        band = found.covers[0].box
        middle = (min(one[1] for one in boxes) + max(one[3] for one in boxes)) / 2
        assert middle == pytest.approx((band[1] + band[3]) / 2, abs=0.01 * height)


def test_pdf_has_its_fonts_and_text_that_can_be_selected():
    made = order(
        layout="side-panel",
        subline="Решение за один день",
        headline="Ипотека для семьи",
        legal="Office of fifth fluffy affairs",
    )
    ad = STUDIO.compose(noise(), made, "post")
    page = PdfReader(io.BytesIO(pdf(ad.artboard, STUDIO.letterings["default"], STUDIO.frame("post"), "Ипотека"))).pages[
        0
    ]
    assert float(page.mediabox.width) == pytest.approx(390 * 72 / 96, abs=0.5)
    said = " ".join(page.extract_text().split())
    for text in ad.certificate.texts:
        assert " ".join(text.lines) in said
    fonts = [one.get_object() for one in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in inner)
    assert all("/ToUnicode" in font for font in fonts)


@pytest.mark.parametrize("wanted", ["post", "leaderboard", "card", "1200x629"])
def test_no_edge_of_a_pdf_stays_white(wanted):
    artboard = STUDIO.compose(noise(), order(), wanted).artboard
    page = PdfReader(io.BytesIO(pdf(artboard, STUDIO.letterings["default"], STUDIO.frame(wanted), "Ипотека"))).pages[0]
    placed = []
    page.extract_text(visitor_operand_before=lambda name, _, at, __: placed.append(at) if name == b"Do" else None)
    scale = placed[0][0] / artboard.picture.shape[1]
    assert scale * artboard.width >= float(page.mediabox.width) - 0.001
    assert scale * artboard.height >= float(page.mediabox.height) - 0.001


def test_svg_has_text_as_text_and_all_else_inside():
    ad = STUDIO.compose(noise(), order(layout="full-bleed", headline="Кредит & «вклад» <сейчас>"), "post")
    root = ElementTree.fromstring(svg(ad.artboard, STUDIO.letterings["default"], "Кредит & вклад", "ru"))
    lines = [one.text for one in root.iter("{http://www.w3.org/2000/svg}tspan")]
    assert " ".join(lines) == "Кредит & «вклад» <сейчас>"
    assert all(one.get("href").startswith("data:") for one in root.iter("{http://www.w3.org/2000/svg}image"))
    assert "http" not in "".join(one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}style"))
    assert root.get("viewBox") == "0 0 1080 1080"
