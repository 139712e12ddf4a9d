"""What a figure covers. Pure arithmetic: knows no body and no pose."""

from dataclasses import dataclass

from ..geometry import Area, Limb, around

_LOW = 5.0
"""How far above the feet, in centimetres, what is on the ground ends."""
_AROUND = 14.0
"""How much farther than feet and hem the shadow of somebody goes, in centimetres."""


@dataclass(frozen=True, slots=True)
class Silhouette:
    """What a figure covers, in the units and from the origin in which it is drawn.

    `head` is the skull with all hair, `face` the skull alone, `features` the part of it between brows, chin and cheeks.
    """

    head: Area
    face: Area
    features: Area
    trunk: Area
    limbs: tuple[Limb, ...]
    hands: tuple[Limb, ...]
    things: tuple[Area, ...]
    """What is held, and a desk."""
    aloft: tuple[Area, ...]
    """What is held behind the own head, and skis: what others may be before."""
    carried: bool = False
    """Whether this one sits on somebody's hip."""

    def placed(self, x: float, y: float, scale: float = 1.0, flip: bool = False) -> "Silhouette":
        """Where it lies after `Brush.at` with the same arguments."""

        def at(area: Area) -> Area:
            return area.placed(x, y, scale, flip)

        return Silhouette(
            at(self.head), at(self.face), at(self.features), at(self.trunk),
            tuple(limb.placed(x, y, scale, flip) for limb in self.limbs),
            tuple(hand.placed(x, y, scale, flip) for hand in self.hands),
            tuple(map(at, self.things)), tuple(map(at, self.aloft)), self.carried,
        )  # fmt: skip

    @property
    def crown(self) -> Area:
        """The head without what hangs below the chin."""
        return self.head._replace(bottom=self.face.bottom)

    @property
    def parts(self) -> tuple[Area, ...]:
        """The area of each of its parts."""
        return self.head, self.trunk, *self.things, *(limb.area for limb in (*self.limbs, *self.hands))

    @property
    def grounded(self) -> list[tuple[float, float]]:
        """From where to where it throws a shadow: around the feet, and under what is held and on the ground."""
        found = [one for one in self.things if self.trunk.bottom - one.bottom < _LOW]
        own = (self.trunk.left - _AROUND, self.trunk.right + _AROUND)
        return [own, *([(min(one.left for one in found), max(one.right for one in found))] if found else [])]

    @property
    def area(self) -> Area:
        """All of it."""
        return around((self.core, *(limb.area for limb in self.limbs)))

    @property
    def core(self) -> Area:
        """What no edge may cut: all but the ends of limbs behind the back."""
        limbs = (limb.area for limb in (*self.hands, *self.limbs))
        return around((self.head, self.trunk, *limbs, *self.things, *self.aloft))

    def covers(self, area: Area) -> bool:
        """Whether any of it lies over the area."""
        solid = (self.head, self.trunk, *self.things, *self.aloft)
        return any(part.meets(area) for part in solid) or any(part.meets(area) for part in (*self.hands, *self.limbs))
