"""Everything that can be drawn besides people and scenery. Knows neither, and no frame.

A thing is told here in one place, by its drawings with their measures in the `DRAWABLES` of any file of this folder;
its words, by which it is there, are in `prompt_builder` (docs/architecture.md).
"""

from importlib import import_module
from pkgutil import iter_modules

from errors import complete
from prompt_builder.scene import THINGS

from .drawable import Drawable

DRAWABLES: dict[str, Drawable] = {
    name: drawable
    for module in iter_modules(__path__)
    for name, drawable in getattr(import_module(f"{__name__}.{module.name}"), "DRAWABLES", {}).items()
}
"""By the names that a scene calls them."""
complete(DRAWABLES, THINGS, "DRAWABLES of pipeline/illustration/objects")
