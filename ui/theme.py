"""How the page looks: the three colours as a Gradio theme, and the style, script and drawings beside it."""

import re
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
    "#EEF2FE", "#DFE6FC", "#C2CFF9", "#9DB1F3", "#6F8DEB", BLUE,
    "#3458CB", "#2A47A6", "#233A85", "#1D2F69", "#131F48",
)  # fmt: skip
INK = Color(
    "#F6F8FC", "#ECF0F8", "#DDE3F0", "#BFC8DC", "#8F9AB5", "#5A6580",
    "#465069", "#2C3552", "#1B2340", "#141B33", "#0D1326",
)  # fmt: skip
"""From 50, the lightest, to 950."""
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
_BY_LIGHT = {
    "body_background_fill": ("*neutral_50", "*neutral_950"),
    "body_text_color": ("*neutral_800", "*neutral_100"),
    "body_text_color_subdued": ("*neutral_500", "*neutral_300"),
    "block_background_fill": ("transparent", "transparent"),
    "block_title_text_color": ("*neutral_800", "*neutral_100"),
    "block_info_text_color": ("*neutral_500", "*neutral_300"),
    "border_color_primary": ("*neutral_200", "*neutral_700"),
    "input_background_fill": ("#FFFFFF", "*neutral_800"),
    "input_border_color": ("*neutral_200", "*neutral_700"),
    "input_placeholder_color": ("*neutral_500", "*neutral_300"),
    "button_primary_background_fill": ("*primary_500", "*primary_500"),
    "button_primary_background_fill_hover": ("*primary_600", "*primary_600"),
    "button_primary_text_color": ("#FFFFFF", "#FFFFFF"),
    "button_secondary_background_fill": ("#FFFFFF", "*neutral_800"),
    "button_secondary_background_fill_hover": ("*primary_50", "*neutral_700"),
    "button_secondary_border_color": ("*neutral_200", "*neutral_700"),
}
"""By day and in the dark."""
VARIABLES = {
    "block_border_width": "0px",
    "block_padding": "0px",
    "block_shadow": "none",
    "block_label_text_color": "*neutral_800",
    "block_title_text_weight": "600",
    "input_border_color_focus": "*primary_500",
    **{name: light for name, (light, _) in _BY_LIGHT.items()},
    **{f"{name}_dark": dark for name, (_, dark) in _BY_LIGHT.items()},
}
"""Gradio's own variables; those of the page itself are in page.css."""

SCRIPTS = ("visit", "sequence", "marks", "tidy", "place", "pictures", "campaigns", "ads", "verification", "page")
"""Files that are one script, in this order: what the page does in the browser alone."""
REMARK = re.compile(r"^ *//.*\n", re.M)
"""A line of a script that is for its readers alone."""
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
    """What goes into the page's head: icon, description, the root's own style and our script without its comments."""
    script = REMARK.sub("", "\n".join((ASSETS / f"{part}.js").read_text(encoding="utf-8") for part in SCRIPTS))
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
