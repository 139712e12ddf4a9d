"""The brand kits that requests name."""

from collections.abc import Mapping

from brand import Kit
from errors import InvalidRequest
from locales import Language
from schemas import DEFAULT_BRAND, Brand, BrandColour, GenerateRequest

Kits = Mapping[str, Kit]


def chosen(kits: Kits, request: GenerateRequest) -> Kit:
    """The kit that a request names, with the request's own colours if it gives any.

    Raises InvalidRequest when there is no such kit.
    """
    kit = kits.get(request.brand or DEFAULT_BRAND)
    if kit is None:
        raise InvalidRequest.of_field("brand", request.brand, f"one of {', '.join(kits)}")
    return kit.with_colours(request.palette) if request.palette else kit


def permitted(kits: Kits, tenant: str) -> dict[str, Kit]:
    """The kits that a tenant may use."""
    return {name: kit for name, kit in kits.items() if kit.tenants is None or tenant in kit.tenants}


def brand(name: str, kit: Kit, language: Language) -> Brand:
    """A kit as clients see it, by the name that a request gives it, with its own names in a language."""
    colours = tuple(
        BrandColour(name=kit.called(one.name, language), hex=one.hex, weight=round(weight, 4))
        for one, weight in zip(kit.colours, kit.weights, strict=True)
    )
    return Brand(name=name, title=kit.called(kit.name, language), colours=colours)
