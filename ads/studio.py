"""What composes advertisements in a process: layouts, formats, letters and logos, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from ads.composition import Ad, Brief, compose
from ads.layouts import FORMATS_FILE, AdLayout, Format, load_formats, load_layouts, sized
from ads.lettering import Lettering
from ads.logo import LogoVariant
from brand import Bytes, Kit
from errors import InvalidRequest
from schemas import DEFAULT_FORMAT, TEXT_ROLES, Copy


@dataclass(frozen=True)
class Commission:
    """What is to be advertised, and how: `kit` is that of `brand`, perhaps with the colours of a request; `aspect` is
    width by height of a picture that is not painted for a layout."""

    copy: Copy
    brand: str
    kit: Kit
    product: str | None = None
    aspect: float | None = None


@dataclass(frozen=True)
class Studio:
    """One per process; composing has no side effects."""

    layouts: Mapping[str, AdLayout]
    formats: dict[str, Format]
    kits: Mapping[str, Kit]
    letterings: Mapping[str, Lettering]
    logos: Mapping[str, Mapping[str, LogoVariant]]

    @classmethod
    def open(cls, kits: Mapping[str, Kit], brands: Path, layouts: Path) -> Self:
        """Read all that is needed. Raises LayoutError, FontError or LogoError, which name the file."""
        letterings = {name: Lettering(kit.typeface, brands) for name, kit in kits.items()}
        logos = {
            name: {"light": LogoVariant.read(brands / kit.logo.light), "dark": LogoVariant.read(brands / kit.logo.dark)}
            for name, kit in kits.items()
            if kit.logo
        }
        formats = load_formats(layouts / FORMATS_FILE)
        return cls(load_layouts(layouts), formats, kits, letterings, logos)

    def of(self, kits: Mapping[str, Kit]) -> Self:
        """The same for these of its kits alone."""
        return replace(self, kits=kits)

    def compose(self, picture: Bytes, order: Commission, wanted: str = DEFAULT_FORMAT) -> Ad:
        """Set a picture, uint8 (height, width, 3), as an advertisement in a format.

        Raises InvalidRequest, which names the field, where there is no such layout or format, they do not go together,
        a legal line is missing, letters are missing or a text has no room.
        """
        tall, wide = picture.shape[:2]
        return compose(picture, self.brief(replace(order, aspect=order.aspect or wide / tall), wanted))

    def layout_for(self, copy: Copy, wanted: str, aspect: float | None = None) -> str:
        """The layout of a format: that of the copy, or where it fits others of its formats alone, the one that does
        and shows most of the picture.

        Raises InvalidRequest as `compose` does.
        """
        frame = self.frame(wanted)
        fitting = self.fitting(frame)
        fits_another = any(copy.layout in self.fitting(self.frame(one)) for one in copy.formats)
        if copy.layout in fitting or (copy.layout and not fits_another) or not fitting:
            return copy.layout or ""
        return min(fitting, key=lambda one: self.layouts[one].unseen(frame.width, frame.height, aspect))

    def brief(self, order: Commission, wanted: str) -> Brief:
        """What is to be composed; raises as `compose` does."""
        copy, kit = order.copy, order.kit
        frame = self.frame(wanted)
        name = self.layout_for(copy, wanted, order.aspect)
        if not self.fitting(frame):
            raise _refused("formats", wanted, f"one that a layout fits: {', '.join(self.formats)}")
        layout = self.layouts.get(name)
        if layout is None:
            raise _refused("layout", name, f"one of {', '.join(self.layouts)}")
        arrangement = layout.arranged(frame.width, frame.height)
        if arrangement is None:
            raise _refused("layout", name, f"one that fits {wanted}: {', '.join(self.fitting(frame))}")
        country = copy.country or kit.country
        texts = {role: getattr(copy, role) for role in TEXT_ROLES}
        texts["legal"] = _legal(order, country)
        logos = self.logos.get(order.brand, {})
        if copy.logo != "auto":
            logos = {one: logo for one, logo in logos.items() if one == copy.logo}
        return Brief(
            kit, self.letterings[order.brand], logos, texts, copy.spoken, country, name, wanted, frame, arrangement
        )

    def frame(self, wanted: str) -> Format:
        """A format by its name or as WIDTHxHEIGHT. Raises InvalidRequest."""
        frame = sized(wanted, self.formats)
        if frame is None:
            raise _refused("formats", wanted, f"one of {', '.join(self.formats)}, or WIDTHxHEIGHT")
        return frame

    def fitting(self, frame: Format) -> list[str]:
        """The names of the layouts that fit a format."""
        return [name for name, layout in self.layouts.items() if layout.arranged(frame.width, frame.height)]


def _legal(order: Commission, country: str | None) -> str:
    """The small print: what product and country ask for, and the copy's own."""
    copy, product = order.copy, order.product
    required = [line for line in order.kit.legal if product in line.products and country in line.countries]
    lines = []
    for line in required:
        if (text := line.text.get(copy.spoken)) is None and not copy.legal:
            languages = ", ".join(line.text) or "no language"
            message = (
                f"ad.legal: an advertisement of {product} in {country} needs a legal line, and the kit has it in "
                f"{languages}, not in {copy.spoken}: give it in ad.legal"
            )
            limit = f"a legal line for {product} in {country}"
            raise InvalidRequest.of_field("ad.legal", copy.legal, limit, message, rule="legal_line")
        if text and text not in copy.legal:
            lines.append(text)
    return " ".join([*lines, copy.legal] if copy.legal else lines)


def _refused(field: str, value: str, limit: str) -> InvalidRequest:
    return InvalidRequest.of_field(f"ad.{field}", value, limit)
