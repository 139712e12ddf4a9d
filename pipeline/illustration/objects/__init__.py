"""Everything that can be drawn besides people and scenery. Knows neither, and no frame.

A thing is told in two places: here by its drawings with their measures, in the `DRAWABLES` of any file of this folder,
and by its words in `prompt_builder`.
"""

from importlib import import_module
from pkgutil import iter_modules

from .drawable import Drawable

__all__ = ["DRAWABLES", "Drawable"]

DRAWABLES: dict[str, Drawable] = {
    name: drawable
    for module in iter_modules(__path__)
    for name, drawable in getattr(import_module(f"{__name__}.{module.name}"), "DRAWABLES", {}).items()
}
"""By the names that a scene calls them."""
