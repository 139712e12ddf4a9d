"""The brand: its kit, how true a picture is to it, and putting the picture right. Knows no prompt and no HTTP."""

from brand.certificate import Certificate, Mode, choose
from brand.correct import correct
from brand.drawing import draw
from brand.kit import MAX_BRAND, Colour, Kit, KitError, Role, Swatch, Tolerances, load_kits
from brand.legibility import Contrast, Zone, contrast, zone_box
from brand.measure import Measure, measure
from brand.names import nearest
from brand.palette import ColorPalette, Controls

__all__ = [
    "MAX_BRAND",
    "Certificate",
    "ColorPalette",
    "Colour",
    "Contrast",
    "Controls",
    "Kit",
    "KitError",
    "Measure",
    "Mode",
    "Role",
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
