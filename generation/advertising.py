"""Finished advertisements: what is set over a picture, before it is painted and after. Paints nothing."""

import logging
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from pydantic import ValidationError

import likeness
from ads import Ad, AdLayout, Brief, Commission, Studio, check, compose, pdf, svg, title
from brand import ColorPalette, Controls
from errors import Damaged, InvalidRequest, ServiceError, StorageFull, Unavailable
from generation.generation import origin_of
from locales import Language
from pipeline.encoder import Pixels, decode, encode
from prompt_builder import Own, check_copy
from provenance.signer import Signer
from schemas import (
    DEFAULT_BRAND,
    MAX_AD_PIXELS,
    MIN_SIDE,
    OUTPUT_FORMATS,
    TEXT_ROLES,
    AdCertificate,
    AdFile,
    AdFormat,
    AdRequest,
    AdSetting,
    Copy,
    Fit,
    FormatInfo,
    GenerateRequest,
    Interaction,
    LayoutInfo,
    Layouts,
    Product,
    RecordedCopy,
    UsedFile,
    UsedLayout,
    address,
    extension,
    media_type,
    name_at,
)
from storage import Store, Ticket, slug

log = logging.getLogger(__name__)

MIMES: Mapping[AdFormat, str] = {"pdf": "application/pdf", "svg": "image/svg+xml"}
"""Where it is not that of a picture."""
T = TypeVar("T")
TYPESETTERS = CapacityLimiter(1)
"""Of pictures that were just made: each takes a core, and tens of megabytes."""


@dataclass(frozen=True, slots=True)
class Advertisement:
    """One that is finished: the words that its file may be named by, the name of the picture that it is set over, its
    type, its bytes, and what was found of it."""

    words: str
    picture: str
    output_format: AdFormat
    content: bytes
    certificate: AdCertificate
    looks: str = ""
    """Its perceptual hash, unless it is only looked at."""

    @property
    def ending(self) -> str:
        """Format, size and type, as the name of its file ends."""
        found = self.certificate
        parts = dict.fromkeys((found.format, f"{found.width}x{found.height}"))
        return f"_{'_'.join(parts)}.{extension(self.output_format)}"

    @property
    def name(self) -> str:
        """What its file may be called."""
        return self.words + self.ending

    def told(self, carrying: bool = True) -> AdFile:
        """As an answer tells of it, `carrying` the file or not."""
        image, found = b64encode(self.content).decode() if carrying else "", self.certificate
        return AdFile(
            format=found.format,
            name=self.name,
            picture=self.picture,
            mime=mime(self.output_format),
            image=image,
            certificate=found,
        )


@dataclass(frozen=True)
class Advertiser:
    """One per process."""

    store: Store
    studio: Studio
    signer: Signer | None = None

    def planned(self, request: GenerateRequest, *, set_texts: bool = True) -> tuple[GenerateRequest, AdSetting | None]:
        """A request with the size and the text zone that its advertisement wants, where it names none, and what that
        is set with; None where it wants none.

        Raises PromptRefused, and InvalidRequest as `Studio.compose` would for any picture; with `set_texts` off not
        where a text has no room, which takes milliseconds to find out.
        """
        if request.ad is None:
            return request, None
        metadata = request.metadata
        order = self._asked(request.ad, request)
        briefs = self._briefs(order, metadata.age)
        for brief in briefs if set_texts else ():
            check(brief)
        return _laid_out(request, briefs[0]), self._setting(order, briefs, request.output_compression)

    def each(self, request: GenerateRequest) -> list[GenerateRequest]:
        """A request for each picture that the advertisement of one is set over: of a size, one; else one a format.

        What does not fit the layout gives way as it would together. Raises InvalidRequest for an unknown format.
        """
        ad = request.ad
        if ad is None or _is_sized(request):
            return [request]
        copies = (
            ad.model_copy(update={"formats": (one,), "layout": self.studio.layout_for(ad, one)}) for one in ad.formats
        )
        return [request.model_copy(update={"ad": copy}) for copy in copies]

    def laid_out(self, request: GenerateRequest) -> GenerateRequest:
        """A request that was found good with what its advertisement wants of the picture, as `planned` gives it."""
        if request.ad is None:
            return request
        order = self._asked(request.ad, request)
        return _laid_out(request, self.studio.brief(order, request.ad.formats[0]))

    def kept(self, line: Interaction) -> AdRequest | None:
        """What was set over a picture when it was made, as a request; None where nothing was.

        Raises Damaged where this release does not know it any more.
        """
        made = line.metadata
        if made.ad is None:
            return None
        name = name_at(line.image_url)
        quality = made.ad_setting and made.ad_setting.output_compression
        endings = {extension(one): one for one in OUTPUT_FORMATS}
        try:
            return AdRequest(
                image=name,
                ad=Copy.model_validate(made.ad.model_dump()),
                output_format=endings[name.rpartition(".")[2]],
                output_compression=quality,
            )
        except ValidationError as error:
            raise Damaged("This advertisement was recorded by another release, and cannot be set again.") from error

    def set(
        self, request: AdRequest, line: Interaction, only: str | None = None, *, looked_at: bool = False
    ) -> Iterator[Advertisement]:
        """The advertisements of a request, a format each, or the `only` one; `line` is that of the picture.

        What they look like is recorded, so that they are known again, unless they are only `looked_at`; see `give`.

        Raises NotFound, Damaged, PromptRefused, InvalidRequest as `Studio.compose`, and as `give`.
        """
        ticket, looked_at = self.store.ticket(), looked_at or request.draft
        order = self._of_picture(request.ad, line)
        briefs = self._briefs(order, line.metadata.age)
        pixels, digest = self._read(line)
        for brief in (one for one in briefs if only in {None, one.format}):
            ad = compose(pixels, brief)
            content = self._signed(self._file(ad, request, order), ad, request.output_format, line, digest)
            words = slug(request.ad.headline) or "ad"
            looks = "" if looked_at else likeness.of(ad.pixels).hex()
            if looks and not request.keep:
                self.give(line, looks, ticket)
            yield Advertisement(words, name_at(line.image_url), request.output_format, content, ad.certificate, looks)

    def give(self, line: Interaction, looks: str, ticket: Ticket) -> None:
        """Record what one looks like that is given out. Where there is no room for that it goes out nevertheless.

        Raises UserErased as `Store.record`.
        """
        try:
            self.store.given(line, looks, ticket)
        except (StorageFull, Unavailable) as error:
            log.warning("an advertisement over %s is not known again by its looks: %s", line.image_url, error)

    def keep(
        self, request: AdRequest, line: Interaction, files: Iterable[Advertisement], ticket: Ticket
    ) -> Interaction:
        """Record what was set over a picture as a line of its own, which looks as its `files` do: the same line for the
        same request again.

        Raises as `Store.record` and `set`.
        """
        name = name_at(line.image_url)
        order = self._of_picture(request.ad, line)
        briefs = self._briefs(order, line.metadata.age)
        said = f"{line.id}\0{request.ad.model_dump_json()}\0{request.output_compression}"
        id, ending = sha256(said.encode()).hexdigest()[:32], name.rpartition(".")[2]
        kept = {
            "ad": RecordedCopy(**request.ad.model_dump()),
            "ad_setting": self._setting(order, briefs, request.output_compression),
            "perceptual_hash": "".join(one.looks for one in files),
            "set_over": line.metadata.set_over or name,
        }
        made = Interaction(
            id=id,
            user_id=line.user_id,
            image_url=address(f"{id}.{ending}"),
            metadata=line.metadata.model_copy(update=kept),
            created_at=datetime.now(UTC),
        )
        content, media = self.store.image(name)
        self.store.record(made, content, media, ticket)
        return made

    def beside(self, line: Interaction) -> Iterator[tuple[str, bytes]]:
        """The advertisements that a picture was made with, as how their names end and their bytes.

        What cannot be set any more is left out.
        """
        try:
            kept = self.kept(line)
            for one in self.set(kept, line) if kept else ():
                yield one.ending, one.content
        except ServiceError as error:
            log.warning("the advertisements of %s are left out: %s", line.image_url, error)

    def certified(self, ad: Copy, line: Interaction) -> Iterator[AdCertificate]:
        """The certificates of the same, without their files."""
        briefs = self._briefs(self._of_picture(ad, line), line.metadata.age)
        pixels, _ = self._read(line)
        yield from (compose(pixels, brief).certificate for brief in briefs)

    def layouts(self, language: Language) -> Layouts:
        """What a request may name, as people call it in a language."""
        studio = self.studio
        return Layouts(
            layouts=tuple(
                LayoutInfo(name=name, title=title(layout.name, name, language), formats=tuple(self._fits(layout)))
                for name, layout in studio.layouts.items()
            ),
            formats=tuple(
                FormatInfo(
                    name=name, title=title(one.name, name, language), width=one.width, height=one.height, safe=one.free
                )
                for name, one in studio.formats.items()
            ),
        )

    def _fits(self, layout: AdLayout) -> Iterator[Fit]:
        for name, frame in self.studio.formats.items():
            if arrangement := layout.arranged(frame.width, frame.height):
                left, top, right, bottom = (round(edge) for edge in frame.in_pixels(arrangement.picture))
                yield Fit(format=name, width=right - left, height=bottom - top, text_zone=arrangement.zone)

    def _of_picture(self, ad: Copy, line: Interaction) -> Commission:
        made = line.metadata
        aspect = made.width / made.height
        return self._commission(ad, made.brand, made.color_palette or made.controls, made.product, aspect)

    def _asked(self, ad: Copy, request: GenerateRequest) -> Commission:
        metadata = request.metadata
        aspect = metadata.width / metadata.height if _is_sized(request) else None
        return self._commission(ad, request.brand, request.palette, metadata.product, aspect)

    def _commission(
        self,
        ad: Copy,
        brand: str | None,
        palette: ColorPalette | Controls | None,
        product: Product | None,
        aspect: float | None,
    ) -> Commission:
        name = brand if brand and brand in self.studio.kits else DEFAULT_BRAND
        kit = self.studio.kits[name]
        return Commission(ad, name, kit.with_colours(palette) if palette else kit, ad.product or product, aspect)

    def _briefs(self, order: Commission, age: int | None) -> list[Brief]:
        """One a format, when what it says may be said and all of them together are not too large."""
        own = Own(order.kit.forbidden_words, order.kit.allowed_words)
        for role in TEXT_ROLES:
            check_copy(role, getattr(order.copy, role), age, own)
        formats = order.copy.formats
        briefs = [self.studio.brief(order, wanted) for wanted in formats]
        if sum(one.frame.width * one.frame.height for one in briefs) > MAX_AD_PIXELS:
            limit = f"formats of at most {MAX_AD_PIXELS} pixels together"
            raise InvalidRequest.of_field("ad.formats", ", ".join(formats), limit)
        return briefs

    def _setting(self, order: Commission, briefs: Sequence[Brief], quality: int | None) -> AdSetting:
        logos = {name: logo.sha256 for brief in briefs for name, logo in brief.logos.items()}
        return AdSetting(
            layouts=tuple(
                UsedLayout(
                    format=one.format,
                    name=one.layout,
                    sha256=sha256(self.studio.layouts[one.layout].model_dump_json().encode()).hexdigest(),
                )
                for one in briefs
            ),
            typefaces=_used(self.studio.letterings[order.brand].sha256),
            logos=_used(logos),
            output_compression=quality,
        )

    def _read(self, line: Interaction) -> tuple[Pixels, str]:
        """The picture, and the SHA-256 of its file."""
        content, _ = self.store.image(name_at(line.image_url))
        try:
            return decode(content), sha256(content).hexdigest()
        except (OSError, SyntaxError, ValueError) as error:
            raise Damaged("The stored picture is damaged: it cannot be decoded.") from error

    def _signed(self, content: bytes, ad: Ad, output_format: AdFormat, line: Interaction, digest: str) -> bytes:
        """The file with content credentials: a painted picture with texts and a logo on it. PDF and SVG have none."""
        if self.signer is None or output_format in MIMES:
            return content
        made, certificate = line.metadata, ad.certificate
        drawn = made.num_inference_steps is None
        origin = origin_of(made.model, drawn, made.certificate, {"brand_kit": {"name": made.brand}})
        logo = certificate.logo.sha256 if certificate.logo else None
        told = {"layout": certificate.layout, "format": certificate.format, "typefaces": certificate.typefaces}
        return self.signer.signed(content, mime(output_format), origin.with_copy(digest, **told, logo=logo))

    def _file(self, ad: Ad, request: AdRequest, order: Commission) -> bytes:
        lettering, title = self.studio.letterings[order.brand], request.ad.headline
        if request.output_format == "pdf":
            return pdf(ad.artboard, lettering, self.studio.frame(ad.certificate.format), title)
        if request.output_format == "svg":
            return svg(ad.artboard, lettering, title, ad.certificate.language)
        return encode(ad.pixels, request.output_format, request.output_compression)


async def gathered(files: Iterator[T]) -> list[T]:
    """All of what is set, each by itself: who goes away meanwhile stops it at the next."""
    done = []
    while one := await run_sync(next, files, None, limiter=TYPESETTERS):
        done.append(one)
    return done


def mime(output_format: AdFormat) -> str:
    """The media type of a file."""
    return MIMES.get(output_format) or media_type(output_format)


def _is_sized(request: GenerateRequest) -> bool:
    """Whether it names the size of its picture, which is then not painted for a layout."""
    return bool(request.metadata.model_fields_set & {"width", "height"})


def _laid_out(request: GenerateRequest, brief: Brief) -> GenerateRequest:
    """The request with the size and the calm zone of the picture that a layout shows, unless it names them."""
    changes: dict[str, object] = {}
    if not _is_sized(request):
        left, top, right, bottom = (round(edge) for edge in brief.frame.in_pixels(brief.arrangement.picture))
        size = {"width": max(MIN_SIDE, right - left), "height": max(MIN_SIDE, bottom - top)}
        changes["metadata"] = request.metadata.model_copy(update=size)
    if "text_zone" not in request.model_fields_set and brief.arrangement.zone:
        changes["text_zone"] = brief.arrangement.zone
    return request.model_copy(update=changes) if changes else request


def _used(files: Mapping[str, str]) -> tuple[UsedFile, ...]:
    return tuple(UsedFile(name=name, sha256=digest) for name, digest in files.items())
