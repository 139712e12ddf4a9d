"""Layouts and formats as data: where texts and logo stand, how large they may be, and what a channel asks for."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

import yaml
from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from brand import ColourRole, StrictModel, StrictYaml, Zone
from locales import LANGUAGES, SOURCE, Language
from schemas import TEXT_ROLES, Edges, TextRole, size_of

Share = Annotated[float, Field(ge=0, le=1)]
Fractions = tuple[Share, Share, Share, Share]
"""Left, top, right and bottom, as fractions of the frame."""
Names = dict[Language, str]
FORMATS_FILE = "formats.yaml"
"""The one file of a folder of layouts that has none."""
T = TypeVar("T", bound=StrictModel)


def title(names: Names, name: str, language: Language) -> str:
    """What people call something, in English where their language has no word for it, else by its name in requests."""
    return names.get(language) or names.get(SOURCE, name)


class LayoutError(ValueError):
    """A layout or format that cannot be used; the message names the file, each bad field, its value and limit."""


class Type(StrictModel):
    """How a text is set. Sizes are fractions of the frame's shorter side."""

    largest: Annotated[float, Field(gt=0, le=0.6)]
    smallest: Annotated[float, Field(gt=0, le=0.6)]
    lines: Annotated[int, Field(ge=1, le=12)]

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.smallest > self.largest:
            raise PydanticCustomError("range", "smallest should be at most largest")
        return self


class Box(StrictModel):
    """A box of the frame with texts that stand in it one below the other, or with the logo alone."""

    box: Fractions
    align: Literal["left", "centre", "right"] = "left"
    valign: Literal["top", "middle", "bottom"] = "top"
    stack: dict[TextRole, Type] = Field(default_factory=dict)
    """From top to bottom; empty: the brand's logo."""


class Fade(StrictModel):
    """Where a scrim ends: towards a side, over a share of its own length."""

    to: Literal["left", "right", "top", "bottom"]
    over: Annotated[float, Field(gt=0, le=0.9)]


class CopyArea(StrictModel):
    """A part of the frame, what lies there between picture and text, and its boxes."""

    box: Fractions
    cover: Literal["solid", "panel", "scrim"]
    """A plane of colour, or one as light as legibility allows: with rounded corners, or fading out."""
    fill: ColourRole = "deep"
    radius: Annotated[float, Field(ge=0, le=0.2)] = 0
    """Of its corners, as a fraction of the frame's shorter side."""
    fade: Fade | None = None
    boxes: Annotated[tuple[Box, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if (self.cover == "scrim") != (self.fade is not None):
            raise PydanticCustomError("fade", "a scrim, and nothing else, should fade")
        if any(not _inside(one.box, self.firm) for one in self.boxes):
            raise PydanticCustomError("outside", "boxes should lie inside of their area, where it does not fade")
        return self

    @property
    def firm(self) -> Fractions:
        """The part that does not fade."""
        left, top, right, bottom = self.box
        if self.fade is None:
            return self.box
        across, down = (right - left) * self.fade.over, (bottom - top) * self.fade.over
        return {
            "left": (left + across, top, right, bottom),
            "right": (left, top, right - across, bottom),
            "top": (left, top + down, right, bottom),
            "bottom": (left, top, right, bottom - down),
        }[self.fade.to]

    def roomy(self, said: Collection[TextRole], with_logo: bool) -> Self:
        """The same for texts of these roles, with or without a logo: they also have the room, above and below, of what
        is not there."""
        used = [one for one in self.boxes if (any(role in said for role in one.stack) if one.stack else with_logo)]
        vacant = [one for one in self.boxes if one not in used]
        for place, one in enumerate(used):
            if one.stack:
                used[place] = one.model_copy(update={"box": self._grown(one.box, used, vacant)})
        return self.model_copy(update={"boxes": tuple(used)})

    def _grown(self, box: Fractions, used: Sequence[Box], vacant: Sequence[Box]) -> Fractions:
        left, top, right, bottom = box
        beside = [one.box for one in used if one.box != box and _share_a_column(one.box, box)]
        air = min(one.box[1] for one in (*used, *vacant)) - self.box[1]
        lowest, highest = (1.0, 0.0) if self.cover == "scrim" else (self.box[3] - air, self.box[1] + air)
        for gap in (one.box for one in vacant if _share_a_column(one.box, box)):
            if gap[1] >= bottom:
                free = [other[1] - (gap[1] - bottom) for other in beside if other[1] >= bottom]
                bottom = max(bottom, min(gap[3], lowest, *free))
            elif gap[3] <= top:
                free = [other[3] + (top - gap[3]) for other in beside if other[3] <= top]
                top = min(top, max(gap[1], highest, *free))
        return left, top, right, bottom


class Arrangement(StrictModel):
    """How a layout looks in frames of some proportions."""

    aspect: tuple[float, float]
    """Width by height, from and up to."""
    picture: Fractions = (0, 0, 1, 1)
    zone: Zone | None = None
    """What the painter is asked to keep calm."""
    areas: Annotated[tuple[CopyArea, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        boxes = [one for area in self.areas for one in area.boxes]
        roles = [role for one in boxes for role in (*one.stack, *(() if one.stack else ("logo",)))]
        if sorted(roles) != sorted((*TEXT_ROLES, "logo")):
            context = {"wanted": ", ".join(TEXT_ROLES), "roles": ", ".join(sorted(roles))}
            raise PydanticCustomError("roles", "{wanted} and logo should each have one place, got {roles}", context)
        for place, one in enumerate(boxes):
            if any(_meet(one.box, other.box) for other in boxes[:place]):
                raise PydanticCustomError("overlap", "boxes should not overlap")
        return self

    @property
    def hidden(self) -> list[Fractions]:
        """Where texts lie over the picture, as fractions of it."""
        left, top, right, bottom = self.picture
        wide, tall = right - left, bottom - top
        boxes = (area.firm for area in self.areas if _common(area.firm, self.picture))
        return [
            (
                max(0.0, (box[0] - left) / wide),
                max(0.0, (box[1] - top) / tall),
                min(1.0, (box[2] - left) / wide),
                min(1.0, (box[3] - top) / tall),
            )
            for box in boxes
        ]


class AdLayout(StrictModel):
    """One way to set an advertisement."""

    name: Names
    arrangements: Annotated[tuple[Arrangement, ...], Field(min_length=1)]

    def arranged(self, width: int, height: int) -> Arrangement | None:
        """How it looks in a frame; None where it does not fit."""
        return next((one for one in self.arrangements if one.aspect[0] <= width / height < one.aspect[1]), None)

    def unseen(self, width: int, height: int, aspect: float | None) -> float:
        """How little of a picture is seen in a frame that it fits; `aspect`: the picture's width by height, where it is
        there already and has to be cut.

        What lies behind the ground of texts counts double: it is in the way of the rest.
        """
        arrangement = self.arranged(width, height)
        assert arrangement
        left, top, right, bottom = arrangement.picture
        room = (right - left) * width / ((bottom - top) * height)
        cut = 1 - min(room / aspect, aspect / room) if aspect else 0.0
        return cut + 2 * sum(_common(area.firm, arrangement.picture) for area in arrangement.areas)


class Format(StrictModel):
    """A size that a channel shows, and what it asks for."""

    name: Names
    width: Annotated[int, Field(ge=64, le=3436)]
    height: Annotated[int, Field(ge=64, le=3436)]
    shown: Annotated[float, Field(gt=0)]
    """How wide a screen shows it, in CSS pixels."""
    safe: Fractions = (0, 0, 1, 1)
    """What nothing of the channel's own covers."""
    text: Annotated[float, Field(gt=0)] = 11
    legal: Annotated[float, Field(gt=0)] = 8
    """The smallest type that is read, in CSS pixels."""
    millimetres: Annotated[float, Field(gt=0)] | None = None
    """Width in print."""

    @property
    def free(self) -> Edges:
        """What nothing of the channel's own covers, in pixels."""
        return self.in_pixels(self.safe)

    def in_pixels(self, fractions: Fractions) -> Edges:
        """A box of this format."""
        left, top, right, bottom = fractions
        return left * self.width, top * self.height, right * self.width, bottom * self.height


SHOWN = 970
"""How wide, in CSS pixels, a size without a name is shown at most."""


def load_layouts(folder: Path) -> dict[str, AdLayout]:
    """Every layout of a folder by the stem of its file, in the order of their names. Raises LayoutError."""
    found = {
        path.stem: _read(path, AdLayout) for path in sorted(folder.glob("[!.]*.yaml")) if path.name != FORMATS_FILE
    }
    if not found:
        raise LayoutError(f"{folder}: there should be a layout")
    return found


def load_formats(path: Path) -> dict[str, Format]:
    """The named formats of a file. Raises LayoutError."""
    return dict(_read(path, _Formats).formats)


class _Formats(StrictModel):
    formats: dict[str, Format]


def sized(name: str, formats: dict[str, Format]) -> Format | None:
    """A format by its name or as WIDTHxHEIGHT; None where there is neither."""
    if name in formats:
        return formats[name]
    size = size_of(name)
    if size is None:
        return None
    known = next((one for one in formats.values() if (one.width, one.height) == size), None)
    label = f"{size[0]}×{size[1]}"
    return known or Format(
        name=dict.fromkeys(LANGUAGES, label), width=size[0], height=size[1], shown=min(size[0], SHOWN)
    )


def _inside(box: Fractions, other: Fractions) -> bool:
    slack = 1e-9
    return (
        box[0] >= other[0] - slack
        and box[1] >= other[1] - slack
        and box[2] <= other[2] + slack
        and box[3] <= other[3] + slack
        and box[0] < box[2]
        and box[1] < box[3]
    )


def _common(box: Fractions, other: Fractions) -> float:
    across, down = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    return max(0.0, across) * max(0.0, down)


def _share_a_column(box: Fractions, other: Fractions) -> bool:
    return box[0] < other[2] and other[0] < box[2]


def _meet(box: Fractions, other: Fractions) -> bool:
    return _share_a_column(box, other) and box[1] < other[3] and other[1] < box[3]


def _read(path: Path, kind: type[T]) -> T:
    try:
        return kind.model_validate(yaml.load(path.read_text(encoding="utf-8"), StrictYaml))
    except ValidationError as error:
        lines = (
            f"{path}: {'.'.join(map(str, e['loc']))} = {str(e['input'])[:60]!r}: {e['msg']}" for e in error.errors()
        )
        raise LayoutError("\n".join(lines)) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LayoutError(f"{path}: {error}") from error
