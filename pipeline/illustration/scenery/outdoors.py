"""Which landscape belongs to which outdoor setting."""

import random
from collections.abc import Callable

from prompt_builder.scene import Setting

from ..air import Air
from ..brush import Brush
from .beach import beach
from .city import city
from .countryside import countryside
from .highlands import forest, mountains
from .land import Land

Painter = Callable[[Brush, Air, Land, random.Random], None]

PAINTERS: dict[Setting, Painter] = {
    "city": city,
    "beach": beach,
    "forest": forest,
    "mountains": mountains,
    "countryside": countryside,
}
