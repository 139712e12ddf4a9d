"""What is found wrong with an advertisement, at the very limits."""

import io

import pytest
from pypdf import PdfReader

from ads import Commission, pdf
from ads.findings import judged
from ads.layouts import AdLayout, Format
from ads.typesetting import Line, SetText
from schemas import Copy
from tests.goldens import STUDIO, noise
from tests.kits import KITS

COMMISSION = Commission(
    Copy(headline="Mortgage", subline="In a day", legal="Bank", language="en"), "default", KITS["default"]
)
STORY = STUDIO.frame("story")
AD = STUDIO.compose(noise(), COMMISSION, "story")
BRIEF = STUDIO.brief(COMMISSION, "story")
[HEADLINE, LEGAL] = [one for one in AD.certificate.texts if one.role in {"headline", "legal"}]


def found(*texts, mark=None, lines=()):
    """The codes of all faults, and of all warnings."""
    told = judged(BRIEF, texts, mark, (), lines)
    assert told.ok == (not told.faults)
    return [[(one.code, one.about) for one in all_] for all_ in (told.faults, told.warnings)]


def text(**changes):
    return HEADLINE.model_copy(update=changes)


def mark(**changes):
    return AD.certificate.logo.model_copy(update=changes)


def test_what_was_composed_well_has_no_faults():
    assert found(HEADLINE, LEGAL, mark=mark()) == [[], []]
    assert HEADLINE.smallest == STORY.text > LEGAL.smallest == STORY.legal
    assert HEADLINE.on_screen == pytest.approx(HEADLINE.size * 390 / 1080, abs=0.01)


@pytest.mark.parametrize(("contrast", "enough"), [(4.49, False), (4.5, True)])
def test_text_has_the_contrast_that_wcag_asks_for(contrast, enough):
    assert found(text(contrast=contrast))[0] == ([] if enough else [("contrast", "headline")])


@pytest.mark.parametrize(("contrast", "enough"), [(2.99, False), (3, True)])
def test_mark_has_the_contrast_of_what_is_no_text(contrast, enough):
    assert found(mark=mark(contrast=contrast))[0] == ([] if enough else [("contrast", "logo")])


@pytest.mark.parametrize(("size", "enough"), [(10.98, False), (11, True)])
def test_type_is_no_smaller_than_the_channel_asks_for(size, enough):
    assert found(text(on_screen=size))[0] == ([] if enough else [("small_type", "headline")])


@pytest.mark.parametrize("side", range(4))
@pytest.mark.parametrize(("over", "told"), [(0.4, False), (0.6, True)])
def test_nothing_stands_outside_of_what_the_channel_leaves_free(side, over, told):
    box = [0.06 * 1080, 0.14 * 1920, 0.94 * 1080, 0.65 * 1920]
    box[side] += over if side > 1 else -over
    assert found(text(box=tuple(box)))[0] == ([("safe_zone", "headline")] if told else [])
    assert (("safe_zone", "logo") in found(mark=mark(box=tuple(box)))[0]) == told


@pytest.mark.parametrize(("short", "told"), [(0.4, False), (0.6, True)])
def test_mark_has_its_clear_space(short, told):
    wanted = AD.certificate.logo.clear_wanted
    assert wanted == pytest.approx(0.3 * (AD.certificate.logo.box[3] - AD.certificate.logo.box[1]), abs=0.01)
    assert found(mark=mark(clear=wanted - short))[0] == ([("clear_space", "logo")] if told else [])


@pytest.mark.parametrize(("shown", "told"), [(14.98, True), (15, False)])
def test_mark_is_as_high_as_the_kit_asks_for_where_it_is_shown(shown, told):
    left, top, right, _ = AD.certificate.logo.box
    box = (left, top, right, top + shown * 1080 / 390)
    assert found(mark=mark(box=box))[0] == ([("small_logo", "logo")] if told else [])


def set_text(role="headline", lines=1, share=0.1, **more):
    """One that takes this share of the frame."""
    box = (0, 0, 1080, 1920 * share)
    line = Line("Mortgage", 0, 10, 20)
    return SetText(role, "Mortgage", (line,) * lines, 20, **{"box": box, "button": None, "hyphenated": False} | more)


@pytest.mark.parametrize(("one", "told"), [
    (set_text(share=0.2), []), (set_text(share=0.2001), [("text_share", "texts")]),
    (set_text(button=(0, 0, 1080, 400)), [("text_share", "texts")]), (set_text(lines=4), []),
    (set_text(lines=5), [("long_headline", "headline")]), (set_text("subline", 9), []),
    (set_text(hyphenated=True), [("hyphenated_headline", "headline")]), (set_text("subline", hyphenated=True), []),
])  # fmt: skip
def test_what_is_only_worth_a_thought_is_a_warning(one, told):
    assert found(lines=[one]) == [[], told]


def test_shares_of_all_texts_count_together():
    assert found(lines=[set_text(share=0.1), set_text("subline", share=0.11)])[1] == [("text_share", "texts")]


def test_arrangement_is_for_proportions_from_and_up_to():
    [square, wide] = STUDIO.layouts["full-bleed"].arrangements[:2]
    square, wide = square.model_copy(update={"aspect": (0.5, 1)}), wide.model_copy(update={"aspect": (1, 2)})
    layout = AdLayout(name={"en": "x", "ru": "x"}, arrangements=(square, wide))
    assert [layout.arranged(width, 100) for width in (49, 50, 99, 100, 199, 200)] == [
        None,
        square,
        square,
        wide,
        wide,
        None,
    ]


@pytest.mark.parametrize(("millimetres", "wide"), [(None, 390 / 96), (210.0, 210 / 25.4)])
def test_page_of_a_pdf_is_as_wide_as_it_is_printed_else_as_a_screen_shows_it(millimetres, wide):
    frame = Format(**{**dict(STORY), "millimetres": millimetres})
    page = PdfReader(io.BytesIO(pdf(AD.artboard, STUDIO.letterings["default"], frame, "x"))).pages[0]
    inches = [float(one) / 72 for one in (page.mediabox.width, page.mediabox.height)]
    assert inches == pytest.approx([wide, wide * 16 / 9], abs=0.01)


def test_country_and_mark_of_the_copy_count_more_than_the_kits():
    for said, country in ((None, "RU"), ("KZ", "KZ")):
        copy = Copy(headline="x", country=said, logo="dark")
        brief = STUDIO.brief(Commission(copy, "default", KITS["default"]), "post")
        assert (brief.country, [*brief.logos]) == (country, ["dark"])
