"""B': BentoML with `batchable=True`, tuned by hand: a batching service behind a public one, groups painted together."""

import bentoml
from starlette.responses import Response

from benchmarks.plain import Ask, Pipeline

QUIET = {"access": {"enabled": False}}


@bentoml.service(
    name="painter",
    workers=1,
    traffic={"timeout": 300},
    runner_connection={"max_requests": 2**31, "max_age": 3e8},
    logging=QUIET,
)
class Painter:
    """Its batches are cut into what one pipeline call can paint."""

    def __init__(self) -> None:
        self.pipeline = Pipeline()

    @bentoml.api(batchable=True, max_batch_size=8, max_latency_ms=300_000)
    def paint(self, asks: list[Ask]) -> list[bytes]:
        return self.pipeline.paint(asks)


@bentoml.service(name="batchable", workers=1, traffic={"timeout": 300}, logging=QUIET)
class Service:
    """The public half."""

    painter = bentoml.depends(Painter)

    @bentoml.api
    async def generate(self, ask: Ask, /) -> bytes:
        [image] = await self.painter.to_async.paint([ask])
        return Response(image, media_type="image/png")
