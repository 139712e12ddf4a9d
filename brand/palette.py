"""A palette given with a request, in Ideogram's form or Recraft's. Knows no kit: it checks and reads, no more."""

import re
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

MAX_COLOURS = 8

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def _hex(value: Any) -> str:
    """`#RRGGBB` in capitals of a hex colour of three or six digits."""
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise PydanticCustomError("colour", 'Input should be a colour in quotes, "#RRGGBB" or "#RGB", 0 to F each')
    digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
    return f"#{digits.upper()}"


def _number(value: Any) -> Any:
    """Refuse what pydantic would quietly turn into a number: true, false and digits in quotes."""
    if isinstance(value, bool | str):
        raise PydanticCustomError("number_type", "Input should be a number, not {kind}", {"kind": type(value).__name__})
    return value


Number = BeforeValidator(_number)
Hex = Annotated[str, BeforeValidator(_hex, json_schema_input_type=Annotated[str, Field(pattern=f"^{_HEX.pattern}$")])]
Weight = Annotated[float, Field(ge=0, le=1), Number]
Channel = Annotated[int, Field(ge=0, le=255), Number]


class StrictModel(BaseModel):
    """A frozen model that refuses unknown fields by name."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Member(StrictModel):
    """One colour of a ColorPalette and the share of it that is wished for."""

    color: Hex = Field(description="`#RRGGBB`")
    weight: Weight | None = Field(
        None, description="Wished share of the picture, relative to the others; absent: the mean of those above 0"
    )


class ColorPalette(StrictModel):
    """Ideogram's form: `{"members": [{"color": "#RRGGBB", "weight": 0.5}]}`."""

    members: Annotated[tuple[Member, ...], Field(min_length=1, max_length=MAX_COLOURS)]

    @model_validator(mode="after")
    def _has_weight(self) -> Self:
        if all(member.weight == 0 for member in self.members):
            raise PydanticCustomError("weights", "At least one member should have a weight above 0")
        return self

    def weights(self) -> dict[str, float]:
        """Shares by `#RRGGBB`, in the order given, that sum to 1; equal colours become one."""
        given = [member.weight for member in self.members if member.weight]
        mean = sum(given) / len(given) if given else 1.0
        return _shares([(m.color, mean if m.weight is None else m.weight) for m in self.members])


class Control(StrictModel):
    """One colour of Controls: red, green and blue."""

    rgb: tuple[Channel, Channel, Channel]


class Controls(StrictModel):
    """Recraft's form: `{"colors": [{"rgb": [255, 160, 122]}]}`; all colours weigh the same."""

    colors: Annotated[tuple[Control, ...], Field(min_length=1, max_length=MAX_COLOURS)]

    def weights(self) -> dict[str, float]:
        """Shares by `#RRGGBB`, in the order given, that sum to 1; equal colours become one."""
        return _shares([("#{:02X}{:02X}{:02X}".format(*control.rgb), 1.0) for control in self.colors])


def _shares(weighed: list[tuple[str, float]]) -> dict[str, float]:
    total = sum(weight for _, weight in weighed)
    sums: dict[str, float] = {}
    for colour, weight in weighed:
        sums[colour] = sums.get(colour, 0.0) + weight
    return {colour: min(1.0, weight / total) for colour, weight in sums.items()}  # rounding
