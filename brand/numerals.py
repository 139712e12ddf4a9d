"""How a language writes figures. Knows no words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """As English writes them, unless said otherwise."""

    point: str = "."
    percent_sign: str = "%"

    def number(self, value: float | None, digits: int) -> str:
        return "–" if value is None else f"{value:.{digits}f}".replace(".", self.point)

    def percent(self, share: float, digits: int = 1) -> str:
        return self.number(100 * share, digits) + self.percent_sign
