"""Words for colours that a text encoder knows: the CSS names and common ones of the XKCD survey. Knows no kit."""

from functools import cache

from brand.space import Floats, cielab, delta_e, linear, swatches

_CSS = """
alice blue F0F8FF, antique white FAEBD7, aquamarine 7FFFD4, azure F0FFFF, beige F5F5DC, bisque FFE4C4,
black 000000, blanched almond FFEBCD, blue 0000FF, blue violet 8A2BE2, brown A52A2A, burlywood DEB887,
cadet blue 5F9EA0, chartreuse 7FFF00, chocolate D2691E, coral FF7F50, cornflower blue 6495ED, cornsilk FFF8DC,
crimson DC143C, cyan 00FFFF, dark blue 00008B, dark cyan 008B8B, dark goldenrod B8860B, dark gray A9A9A9,
dark green 006400, dark khaki BDB76B, dark magenta 8B008B, dark olive green 556B2F, dark orange FF8C00,
dark orchid 9932CC, dark red 8B0000, dark salmon E9967A, dark sea green 8FBC8F, dark slate blue 483D8B,
dark slate gray 2F4F4F, dark turquoise 00CED1, dark violet 9400D3, deep pink FF1493, deep sky blue 00BFFF,
dim gray 696969, dodger blue 1E90FF, firebrick B22222, floral white FFFAF0, forest green 228B22,
gainsboro DCDCDC, ghost white F8F8FF, gold FFD700, goldenrod DAA520, gray 808080, green 008000,
green yellow ADFF2F, honeydew F0FFF0, hot pink FF69B4, indian red CD5C5C, indigo 4B0082, ivory FFFFF0,
khaki F0E68C, lavender E6E6FA, lavender blush FFF0F5, lawn green 7CFC00, lemon chiffon FFFACD,
light blue ADD8E6, light coral F08080, light cyan E0FFFF, light goldenrod yellow FAFAD2, light gray D3D3D3,
light green 90EE90, light pink FFB6C1, light salmon FFA07A, light sea green 20B2AA, light sky blue 87CEFA,
light slate gray 778899, light steel blue B0C4DE, light yellow FFFFE0, lime 00FF00, lime green 32CD32,
linen FAF0E6, magenta FF00FF, maroon 800000, medium aquamarine 66CDAA, medium blue 0000CD,
medium orchid BA55D3, medium purple 9370DB, medium sea green 3CB371, medium slate blue 7B68EE,
medium spring green 00FA9A, medium turquoise 48D1CC, medium violet red C71585, midnight blue 191970,
mint cream F5FFFA, misty rose FFE4E1, moccasin FFE4B5, navajo white FFDEAD, navy 000080, old lace FDF5E6,
olive 808000, olive drab 6B8E23, orange FFA500, orange red FF4500, orchid DA70D6, pale goldenrod EEE8AA,
pale green 98FB98, pale turquoise AFEEEE, pale violet red DB7093, papaya whip FFEFD5, peach puff FFDAB9,
peru CD853F, pink FFC0CB, plum DDA0DD, powder blue B0E0E6, purple 800080, rebecca purple 663399, red FF0000,
rosy brown BC8F8F, royal blue 4169E1, saddle brown 8B4513, salmon FA8072, sandy brown F4A460,
sea green 2E8B57, seashell FFF5EE, sienna A0522D, silver C0C0C0, sky blue 87CEEB, slate blue 6A5ACD,
slate gray 708090, snow FFFAFA, spring green 00FF7F, steel blue 4682B4, tan D2B48C, teal 008080,
thistle D8BFD8, tomato FF6347, turquoise 40E0D0, violet EE82EE, wheat F5DEB3, white FFFFFF,
white smoke F5F5F5, yellow FFFF00, yellow green 9ACD32
"""
_XKCD = """
amber FEB308, amethyst 9B5FC0, apple green 76CD26, apricot FFB16D, baby blue A2CFFE, blood orange FE4B03,
blush F29E8E, bottle green 044A05, brick A03623, bronze A87900, burgundy 610023, burnt orange C04E01,
butter FFFF81, camel C69F59, caramel AF6F09, cerulean 0485D1, charcoal 343837, cherry CF0234, claret 680018,
cobalt 1E488F, coffee A6814C, copper B66325, cornflower 6A79F7, cream FFFFC2, denim 3B638C,
duck egg blue C3FBF4, dusty blue 5A86AD, dusty rose C0737A, eggplant 380835, eggshell FFFFD4,
electric blue 0652FF, emerald 01A049, grape 6C3461, grass green 3F9B0B, hunter green 0B4008, ice blue D7FFFE,
jade 1FA774, kelly green 02AB2E, lemon FDFF52, lilac CEA2FD, mahogany 4A0100, marigold FCC006, mauve AE7181,
midnight 03012D, mint 9FFEB0, mint green 8FFF9F, moss 769958, mulberry 920A4E, mustard CEB301,
navy blue 001146, ochre BF9005, peach FFB07C, periwinkle 8E82FE, petrol 005F6A, pine green 0A481E,
pistachio C0FA8B, pumpkin E17701, racing green 014600, raspberry B00149, rose CF6275, royal purple 4B006E,
rust A83C09, saffron FEB209, sage 87AE73, sand E2CA76, sea blue 047495, steel 738595, tangerine FF9408,
taupe B9A281, teal blue 01889F, terracotta CA6641, ultramarine 2000B1, wine 80013F
"""


@cache
def named() -> dict[str, str]:
    """Every name with its `#RRGGBB`."""
    entries = ",".join((_CSS, _XKCD)).split(",")
    return {name: f"#{digits}" for name, digits in (entry.strip().rsplit(" ", 1) for entry in entries)}


def nearest(colour: str, taken: frozenset[str] = frozenset()) -> str:
    """The name of the colour nearest to `#RRGGBB` by CIEDE2000 that is not in `taken`."""
    distances = delta_e(_labs(), cielab(linear(swatches(colour)))[:, 0])
    by_name = dict(zip(named(), distances.tolist(), strict=True))
    return min((name for name in by_name if name not in taken), key=by_name.__getitem__)


@cache
def _labs() -> Floats:
    return cielab(linear(swatches(*named().values())))
