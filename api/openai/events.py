"""How far a picture is, in the events that OpenAI's clients know."""

import asyncio
import base64
from typing import Any

from fastapi import Request
from fastapi.sse import format_sse_event

from api.events import Dialect, event
from api.middleware.root_path import published
from api.openai.answers import answer, told
from api.openai.problems import fault
from api.problems import known
from generation import Made
from pipeline import Progress
from schemas.openai import ImagesRequest

DONE = format_sse_event(data_str="[DONE]")


class Events(Dialect):
    """As many previews as were asked for, of those that there are, and then the picture."""

    def __init__(self, connection: Request, request: ImagesRequest, tokens: int) -> None:
        """`tokens` are those of the prompt."""
        super().__init__(connection)
        self.request, self.tokens = request, tokens
        self.previews = 0

    def step(self, progress: Progress) -> bytes:
        if not progress.preview or self.previews >= (self.request.partial_images or 0):
            return b""
        preview = base64.b64encode(progress.preview).decode()
        data = self._data((), partial_image_index=self.previews, b64_json=preview, output_format="jpeg")
        self.previews += 1
        return event("partial_image", data)

    def end(self, making: asyncio.Task[Made]) -> bytes:
        try:
            picture, content = making.result()
        except Exception as error:  # noqa: BLE001 - the answer has begun: all errors are told the same way
            return format_sse_event(event="error", data_str=fault(known(error)).model_dump_json())
        made = [(published(picture, "image_path", self.connection.scope), content)]
        [image] = answer(self.request, made, self.tokens).data
        return event("completed", self._data(made, **image.model_dump())) + DONE

    def _data(self, made: Any, **more: Any) -> dict[str, Any]:
        data = told(self.request, made, self.tokens if made else 0)
        if not made:
            del data["usage"]
        else:
            data["usage"] = data["usage"].model_dump()
        return {"created_at": data.pop("created"), "background": "opaque"} | data | more
