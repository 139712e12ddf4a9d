"""The brand kits."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import Brands
from generation import brand
from locales import SOURCE, Language
from schemas import Brand

router = APIRouter()


@router.get("/api/brands")
def brands(
    kits: Brands, lang: Annotated[Language, Query(description="What they and their colours are called in")] = SOURCE
) -> list[Brand]:
    """The brand kits that a request may name."""
    return [brand(name, kit, lang) for name, kit in kits.items()]
