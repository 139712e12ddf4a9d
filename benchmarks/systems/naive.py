"""B: BentoML as its own diffusion examples use it: one synchronous API, one picture a call."""

import bentoml
from starlette.responses import Response

from benchmarks.plain import Ask, Pipeline


@bentoml.service(name="naive", workers=1, traffic={"timeout": 300}, logging={"access": {"enabled": False}})
class Service:
    """One worker, one thread, no batching."""

    def __init__(self) -> None:
        self.pipeline = Pipeline()

    @bentoml.api
    def generate(self, ask: Ask, /) -> bytes:
        [image] = self.pipeline.paint([ask])
        return Response(image, media_type="image/png")
