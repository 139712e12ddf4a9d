"""The bank's three colours and the neutrals that go with them. Knows nothing of prompts, pages or pixels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """One brand colour: its CSS name, which text encoders know too, and its sRGB value as `#RRGGBB`."""

    name: str
    hex: str

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green and blue, each 0 to 255."""
        return int(self.hex[1:3], 16), int(self.hex[3:5], 16), int(self.hex[5:7], 16)


SALMON = Colour("light salmon", "#FFA07A")
TURQUOISE = Colour("pale turquoise", "#AFEEEE")
BLUE = Colour("royal blue", "#4169E1")

COLOURS = (SALMON, TURQUOISE, BLUE)
