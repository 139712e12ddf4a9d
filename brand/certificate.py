"""The certificate of one picture: what was wanted, found, done and reached. Knows no pixels and no drawing."""

from collections.abc import Sequence
from typing import Literal, Self

from brand.kit import Colour, Kit
from brand.legibility import AA
from brand.measure import FORMULA, Measure
from brand.palette import StrictModel

Mode = Literal["off", "snap", "strict", "poster"]


class Certificate(StrictModel):
    """What a kit wanted of a picture, what was found, what was done about it, and whether it is now in order."""

    kit: str
    """The name of the kit."""
    target: tuple[Colour, ...]
    """The kit's colours; their weights sum to 1."""
    before: Measure
    after: Measure
    """The same as `before` where nothing was done."""
    mode: Mode
    strength: float
    """How strongly hues were pulled, 0 to 1."""
    formula: int = 1
    """By which the scores were reckoned, as `brand.measure` numbers them; certificates from before say nothing: 1."""
    ok: bool
    """Whether `off_hue` and `score` after are within the kit's limits."""

    @classmethod
    def of(cls, kit: Kit, measures: tuple[Measure, Measure], mode: Mode, strength: float) -> Self:
        """The certificate of a picture with these measures before and after."""
        before, after = measures
        target = tuple(
            colour.model_copy(update={"weight": round(weight, 4)})
            for colour, weight in zip(kit.colours, kit.weights, strict=True)
        )
        ok = after.off_hue <= kit.tolerances.off_hue and after.score >= kit.tolerances.score
        return cls(
            kit=kit.name,
            target=target,
            before=before,
            after=after,
            mode=mode,
            strength=strength,
            ok=ok,
            formula=FORMULA,
        )

    def compact(self) -> str:
        """JSON in one line of ASCII, for a text chunk of a PNG; `Certificate.model_validate_json` reads it."""
        return self.model_dump_json(ensure_ascii=True)


def choose(certificates: Sequence[Certificate], calm: Sequence[float] = ()) -> int:
    """The index of the best of several pictures by their certificates; its score is never lower than the first's.

    One that is in order goes before one that is not, then where `calm` tells how text stands out from each picture's
    zone the one whose text is read more easily, up to what WCAG asks for, then the higher score after, then the better
    balance of colours, then the one that needed less, then the earlier.

    Raises:
        ValueError: there is none.
    """
    if not certificates:
        raise ValueError("there should be at least one certificate")

    def merit(place: int) -> tuple[bool, bool, float, float, float, float]:
        one = certificates[place]
        found = one.after
        calmness = min(calm[place], AA) if calm else 0.0
        return found.score >= certificates[0].after.score, one.ok, calmness, found.score, found.balance, -one.strength

    return max(range(len(certificates)), key=merit)
