"""What was made, as OpenAI's clients read it."""

import base64
import time
from collections.abc import Callable, Sequence
from typing import Any

from generation import Made
from schemas import USUAL_FORMAT, GenerateRequest, PromptPreview, name_at
from schemas.openai import Image, ImagesAnswer, ImagesRequest, Plan, Usage


def answer(
    request: ImagesRequest, made: Sequence[Made], tokens: int, link: Callable[[str], str] | None = None
) -> ImagesAnswer:
    """The answer that carries the pictures, or a `link` to each; `tokens` are those of all their prompts."""
    return ImagesAnswer(data=tuple(_image(*one, link) for one in made), **told(request, made, tokens))


def planned(request: ImagesRequest, asked: Sequence[GenerateRequest], plan: PromptPreview) -> ImagesAnswer:
    """The answer of a dry run."""
    width, height = request.sides
    candidates = sum(one.candidates for one in asked)
    facts = plan.model_dump(exclude={"room"})
    dry_run = Plan(**facts, pictures=len(asked), candidates=candidates, pixels=candidates * width * height)
    return ImagesAnswer(data=(), **told(request, (), plan.tokens * len(asked)), dry_run=dry_run)


def told(request: ImagesRequest, made: Sequence[Made], tokens: int) -> dict[str, Any]:
    """What an answer says beside its pictures."""
    width, height = request.sides
    steps = [picture.num_inference_steps for picture, _ in made]
    return {
        "created": int(time.time()),
        "output_format": request.output_format or USUAL_FORMAT,
        "quality": request.quality or "auto",
        "size": f"{width}x{height}",
        "usage": Usage.of(tokens, len(made) * width * height, None if None in steps else sum(filter(None, steps))),
    }


def _image(picture: Any, content: bytes, link: Callable[[str], str] | None = None) -> Image:
    carried = {"url": link(name_at(picture.image_path))} if link else {"b64_json": base64.b64encode(content).decode()}
    return Image(
        **carried,
        revised_prompt=picture.prompt,
        brand_score=picture.certificate and picture.certificate.after.score,
        files=picture.files or None,
        **picture.model_dump(include={"id", "seed", "model", "image_path", "ad_ok"}),
    )
