"""Finished advertisements of pictures that are there: read from the history, set, encoded. Paints nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ads import ROLES, Ad, Commission, Layout, Studio, compose, pdf, svg
from brand import Kit
from errors import Damaged, InvalidRequest
from generation.generation import origin_of
from locales import SOURCE, Language
from pipeline.encoder import Pixels, decode, encode
from prompt_builder import forbidden
from provenance import Signer
from schemas import (
    DEFAULT_BRAND,
    MAX_AD_PIXELS,
    AdCertificate,
    AdFormat,
    AdRequest,
    Fit,
    FormatInfo,
    Interaction,
    LayoutInfo,
    Layouts,
    extension,
    media_type,
    name_at,
)
from storage import Store, slug

MIMES: Mapping[AdFormat, str] = {"pdf": "application/pdf", "svg": "image/svg+xml"}
"""Where it is not that of a picture."""


@dataclass(frozen=True, slots=True)
class Advertisement:
    """One that is finished: the format's name, what its file may be called, its type and its bytes."""

    format: str
    name: str
    mime: str
    content: bytes
    certificate: AdCertificate


@dataclass(frozen=True)
class Advertiser:
    """One per process."""

    store: Store
    studio: Studio
    signer: Signer | None = None

    def set(self, request: AdRequest, line: Interaction) -> Iterator[Advertisement]:
        """The advertisements of a request, a format each; `line` is that of the picture.

        Raises NotFound, Damaged, and InvalidRequest as `Studio.compose`.
        """
        order = self._commission(request, line)
        for role in ROLES:
            said = getattr(request.ad, role)
            if found := forbidden(said, order.kit.forbidden_words):
                raise InvalidRequest.of_field(
                    f"ad.{role}", said[:60], f"without {found!r}, which the brand does not say"
                )
        briefs = [self.studio.brief(order, wanted) for wanted in request.ad.formats]
        if sum(one.frame.width * one.frame.height for one in briefs) > MAX_AD_PIXELS:
            limit = f"formats of at most {MAX_AD_PIXELS} pixels together"
            raise InvalidRequest.of_field("ad.formats", ", ".join(request.ad.formats), limit)
        pixels = self._pixels(line)
        for wanted, brief in zip(request.ad.formats, briefs, strict=True):
            ad = compose(pixels, brief)
            size = f"{ad.certificate.width}x{ad.certificate.height}"
            stem = "_".join(dict.fromkeys((slug(request.ad.headline) or "ad", wanted, size)))
            name = f"{stem}.{extension(request.output_format)}"
            content = self._signed(self._file(ad, request, order), ad, request.output_format, line)
            yield Advertisement(wanted, name, mime(request.output_format), content, ad.certificate)

    def layouts(self, language: Language = SOURCE) -> Layouts:
        """What a request may name, as people call it in a language."""
        studio = self.studio
        return Layouts(
            layouts=tuple(
                LayoutInfo(name=name, title=layout.name.get(language, name), formats=tuple(self._fits(layout)))
                for name, layout in studio.layouts.items()
            ),
            formats=tuple(
                FormatInfo(
                    name=name, title=one.name.get(language, name), width=one.width, height=one.height, safe=one.free
                )
                for name, one in studio.formats.items()
            ),
        )

    def _fits(self, layout: Layout) -> Iterator[Fit]:
        for name, frame in self.studio.formats.items():
            if arrangement := layout.arranged(frame.width, frame.height):
                left, top, right, bottom = (round(edge) for edge in frame.in_pixels(arrangement.picture))
                yield Fit(format=name, width=right - left, height=bottom - top, text_zone=arrangement.zone)

    def _commission(self, request: AdRequest, line: Interaction) -> Commission:
        made = line.metadata
        brand = made.brand if made.brand and made.brand in self.studio.kits else DEFAULT_BRAND
        kit: Kit = self.studio.kits[brand]
        palette = made.color_palette or made.controls
        return Commission(request.ad, brand, kit.with_colours(palette) if palette else kit, made.product)

    def _pixels(self, line: Interaction) -> Pixels:
        try:
            return decode(self.store.image(name_at(line.image_url))[0])
        except (OSError, SyntaxError, ValueError) as error:
            raise Damaged("The stored picture is damaged: it cannot be decoded.") from error

    def _signed(self, content: bytes, ad: Ad, output_format: AdFormat, line: Interaction) -> bytes:
        """The file with content credentials: a painted picture with texts and a mark on it. PDF and SVG have none."""
        if self.signer is None or output_format in MIMES:
            return content
        made, certificate = line.metadata, ad.certificate
        drawn = made.num_inference_steps is None
        origin = origin_of(made.model, drawn, made.certificate, {"brand_kit": {"name": made.brand}})
        logo = certificate.logo.sha256 if certificate.logo else None
        told = {"layout": certificate.layout, "format": certificate.format, "typefaces": certificate.typefaces}
        return self.signer.signed(content, mime(output_format), origin.with_copy(**told, logo=logo))

    def _file(self, ad: Ad, request: AdRequest, order: Commission) -> bytes:
        lettering, title = self.studio.letterings[order.brand], request.ad.headline
        if request.output_format == "pdf":
            return pdf(ad.sheet, lettering, self.studio.frame(ad.certificate.format), title)
        if request.output_format == "svg":
            return svg(ad.sheet, lettering, title, ad.certificate.language)
        return encode(ad.pixels, request.output_format, request.output_compression)


def mime(output_format: AdFormat) -> str:
    """The media type of a file."""
    return MIMES.get(output_format) or media_type(output_format)
