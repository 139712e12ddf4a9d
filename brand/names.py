"""Words for colours that a text encoder knows: the CSS names and common ones of the XKCD survey. Knows no kit."""

from functools import cache
from pathlib import Path

from brand.space import Floats, cielab, delta_e, linear, swatches

_NAMES = Path(__file__).with_name("colour_names.txt")
"""A line each, `name #RRGGBB`: those of CSS, then those of XKCD."""


@cache
def named() -> dict[str, str]:
    """Every name with its `#RRGGBB`."""
    lines = (line.rpartition(" ") for line in _NAMES.read_text(encoding="utf-8").splitlines())
    return {name: colour for name, _, colour in lines}


def nearest(colour: str, taken: frozenset[str] = frozenset()) -> str:
    """The name of the colour nearest to `#RRGGBB` by CIEDE2000 that is not in `taken`."""
    distances = delta_e(_labs(), cielab(linear(swatches(colour)))[:, 0])
    by_name = dict(zip(named(), distances.tolist(), strict=True))
    return min((name for name in by_name if name not in taken), key=by_name.__getitem__)


@cache
def _labs() -> Floats:
    return cielab(linear(swatches(*named().values())))
