"""Prompts, without a picture."""

from fastapi import APIRouter

from api.dependencies import Pictures
from api.validation import JsonRoute
from schemas import GenerateRequest, PromptPreview

router = APIRouter(route_class=JsonRoute)


@router.post("/api/prompts/preview")
async def preview(request: GenerateRequest, pictures: Pictures) -> PromptPreview:
    """The prompt that a request would be painted from; no picture is made."""
    return await pictures.preview(request)
