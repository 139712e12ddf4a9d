"""How the page looks: the three colours as a Gradio theme, and the style, script and drawings beside it."""

from base64 import b64encode
from functools import cache
from pathlib import Path

import gradio as gr
from gradio.themes.utils.colors import Color

from locales import Texts
from ui.addresses import API, VERIFY
from ui.rendering import render

ASSETS = Path(__file__).parent / "assets"
SALMON, TURQUOISE, BLUE = "#FFA07A", "#AFEEEE", "#4169E1"

BRAND = Color(
    c50="#EEF2FE",
    c100="#DFE6FC",
    c200="#C2CFF9",
    c300="#9DB1F3",
    c400="#6F8DEB",
    c500=BLUE,
    c600="#3458CB",
    c700="#2A47A6",
    c800="#233A85",
    c900="#1D2F69",
    c950="#131F48",
)
INK = Color(
    c50="#F6F8FC",
    c100="#ECF0F8",
    c200="#DDE3F0",
    c300="#BFC8DC",
    c400="#8F9AB5",
    c500="#5A6580",
    c600="#465069",
    c700="#2C3552",
    c800="#1B2340",
    c900="#141B33",
    c950="#0D1326",
)
FONT_FACES = "".join(
    f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;"
    f"src:url('static/fonts/{file}.woff2') format('woff2')}}"
    for family, weight, file in (
        ("Page", "400 500", "IBMPlexSans/IBMPlexSans-Regular"),
        ("Page", "600 700", "IBMPlexSans/IBMPlexSans-Bold"),
        ("Heading", "700", "Montserrat/Montserrat-Bold"),
    )
)
"""Fonts that Gradio's wheel ships and that have Cyrillic letters."""
VARIABLES = {
    "body_background_fill": "*neutral_50",
    "body_background_fill_dark": "*neutral_950",
    "body_text_color": "*neutral_800",
    "body_text_color_dark": "*neutral_100",
    "body_text_color_subdued": "*neutral_500",
    "body_text_color_subdued_dark": "*neutral_300",
    "block_background_fill": "transparent",
    "block_background_fill_dark": "transparent",
    "block_border_width": "0px",
    "block_padding": "0px",
    "block_shadow": "none",
    "block_label_text_color": "*neutral_800",
    "block_title_text_color": "*neutral_800",
    "block_title_text_color_dark": "*neutral_100",
    "block_title_text_weight": "600",
    "block_info_text_color": "*neutral_500",
    "block_info_text_color_dark": "*neutral_300",
    "border_color_primary": "*neutral_200",
    "border_color_primary_dark": "*neutral_700",
    "input_background_fill": "#FFFFFF",
    "input_background_fill_dark": "*neutral_800",
    "input_border_color": "*neutral_200",
    "input_border_color_dark": "*neutral_700",
    "input_border_color_focus": "*primary_500",
    "input_placeholder_color": "*neutral_500",
    "input_placeholder_color_dark": "*neutral_300",
    "button_primary_background_fill": "*primary_500",
    "button_primary_background_fill_dark": "*primary_500",
    "button_primary_background_fill_hover": "*primary_600",
    "button_primary_background_fill_hover_dark": "*primary_600",
    "button_primary_text_color": "#FFFFFF",
    "button_primary_text_color_dark": "#FFFFFF",
    "button_secondary_background_fill": "#FFFFFF",
    "button_secondary_background_fill_dark": "*neutral_800",
    "button_secondary_background_fill_hover": "*primary_50",
    "button_secondary_background_fill_hover_dark": "*neutral_700",
    "button_secondary_border_color": "*neutral_200",
    "button_secondary_border_color_dark": "*neutral_700",
}
"""Gradio's own variables; those of the page itself are in page.css."""

SCRIPTS = ("visit", "marks", "tidy", "place", "pictures", "campaigns", "ads", "verification", "page")
"""Files that are one script, in this order: what the page does in the browser alone."""
SHEETS = ("page", "campaigns", "ads", "verification")
"""Files that are one style sheet, in this order."""


def theme() -> gr.themes.Base:
    """The brand as Gradio understands it; only royal blue carries white text."""
    return gr.themes.Base(
        primary_hue=BRAND,
        secondary_hue=BRAND,
        neutral_hue=INK,
        radius_size=gr.themes.sizes.radius_lg,
        font=(gr.themes.Font("Page"), "system-ui", "sans-serif"),
        font_mono=("ui-monospace", "Consolas", "monospace"),
    ).set(**VARIABLES)


@cache
def style() -> str:
    """The style sheet, with the brand colours and the drawings of the products as variables."""
    drawings = "".join(f"--drawing-{path.stem}:url('{_data_uri(path)}');" for path in sorted(ASSETS.glob("*.svg")))
    colours = f"--salmon:{SALMON};--turquoise:{TURQUOISE};--blue:{BLUE};"
    sheets = "".join((ASSETS / f"{part}.css").read_text(encoding="utf-8") for part in SHEETS)
    return f"{FONT_FACES}:root{{{colours}{drawings}}}{sheets}"


def head(texts: Texts) -> str:
    """What goes into the page's head: icon, description, the root's own style and our script."""
    script = "\n".join((ASSETS / f"{part}.js").read_text(encoding="utf-8") for part in SCRIPTS)
    words = {
        "away": texts.away,
        "busy": texts.problems["busy"],
        "broken": texts.problems["internal_error"],
        "marks": f"{API}/marks",
        "jobs": f"{API}/jobs",
        "verify": VERIFY,
    }
    style = (ASSETS / "root.css").read_text(encoding="utf-8")
    return render("head", t=texts, icon=_data_uri(ASSETS / "mark.svg"), style=style, words=words, script=script)


def _data_uri(path: Path) -> str:
    return "data:image/svg+xml;base64," + b64encode(path.read_bytes()).decode()
