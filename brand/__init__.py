"""The brand: its kit, how true a picture is to it, and putting the picture right. Knows no prompt and no HTTP."""

from brand.certificate import Certificate, Mode, choose
from brand.classify import small
from brand.correct import correct
from brand.drawing import draw
from brand.kit import (
    LORA_NAME,
    MAX_BRAND,
    MAX_LORA_WEIGHT,
    Colour,
    ColourRole,
    Kit,
    KitError,
    LoraChoice,
    LoraChoices,
    StrictYaml,
    Swatch,
    load_kits,
)
from brand.legibility import Contrast, Zone, contrast, zone_box
from brand.measure import Measure, measure
from brand.names import nearest
from brand.palette import ColorPalette, Controls, StrictModel
from brand.space import Bytes, Floats, channels, linear, luminance, oklab, swatches
from brand.typefaces import FONT_WEIGHTS, Country, FontWeight, LanguageCode, Typeface
