"""The brand: its kit, how true a picture is to it, and putting the picture right. Knows no prompt and no HTTP."""

from brand.certificate import Certificate, Mode, choose
from brand.correct import correct
from brand.drawing import draw
from brand.kit import (
    LORA_NAME,
    MAX_BRAND,
    MAX_LORA_WEIGHT,
    MAX_LORAS,
    Colour,
    Kit,
    KitError,
    LoraChoice,
    LoraChoices,
    Role,
    StrictYaml,
    Swatch,
    Tolerances,
    load_kits,
)
from brand.legibility import Contrast, Zone, contrast, zone_box
from brand.measure import Measure, measure
from brand.names import nearest
from brand.palette import ColorPalette, Controls, StrictModel
from brand.space import Bytes, Floats, channels, linear, luminance, oklab, swatches
from brand.typefaces import CUTS, Country, Cut, LanguageCode, LegalLine, Logo, Typeface

__all__ = [
    "CUTS",
    "LORA_NAME",
    "MAX_BRAND",
    "MAX_LORAS",
    "MAX_LORA_WEIGHT",
    "Bytes",
    "Certificate",
    "ColorPalette",
    "Colour",
    "Contrast",
    "Controls",
    "Country",
    "Cut",
    "Floats",
    "Kit",
    "KitError",
    "LanguageCode",
    "LegalLine",
    "Logo",
    "LoraChoice",
    "LoraChoices",
    "Measure",
    "Mode",
    "Role",
    "StrictModel",
    "StrictYaml",
    "Swatch",
    "Tolerances",
    "Typeface",
    "Zone",
    "channels",
    "choose",
    "contrast",
    "correct",
    "draw",
    "linear",
    "load_kits",
    "luminance",
    "measure",
    "nearest",
    "oklab",
    "swatches",
    "zone_box",
]
