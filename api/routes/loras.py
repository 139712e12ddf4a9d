"""The LoRAs that are registered."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import Pictures
from generation import registered
from locales import SOURCE, Language
from schemas import RegisteredLora

router = APIRouter()


@router.get("/api/loras")
def loras(
    pictures: Pictures, lang: Annotated[Language, Query(description="What they are called in")] = SOURCE
) -> list[RegisteredLora]:
    """The LoRAs that a request may name in `loras`, and the one that is part of the model; none of an illustrator."""
    return [registered(name, lora, lang) for name, lora in pictures.loras.items()]
