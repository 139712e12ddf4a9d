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
from brand.palette import ColorPalette, Controls

__all__ = [
    "LORA_NAME",
    "MAX_BRAND",
    "MAX_LORAS",
    "MAX_LORA_WEIGHT",
    "Certificate",
    "ColorPalette",
    "Colour",
    "Contrast",
    "Controls",
    "Kit",
    "KitError",
    "LoraChoice",
    "LoraChoices",
    "Measure",
    "Mode",
    "Role",
    "StrictYaml",
    "Swatch",
    "Tolerances",
    "Zone",
    "choose",
    "contrast",
    "correct",
    "draw",
    "load_kits",
    "measure",
    "nearest",
    "zone_box",
]
