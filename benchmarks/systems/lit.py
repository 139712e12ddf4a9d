"""C: LitServe with dynamic batches of up to 8. Run as `python -m benchmarks.systems.lit PORT`."""

import sys

import litserve
from starlette.responses import Response

from benchmarks.plain import Ask, Pipeline


class Painter(litserve.LitAPI):
    """Its batches are cut into what one pipeline call can paint."""

    def setup(self, _device: str) -> None:
        self.pipeline = Pipeline()

    def decode_request(self, request: dict[str, object]) -> Ask:
        return Ask.model_validate(request)

    def batch(self, inputs: list[Ask]) -> list[Ask]:
        return inputs

    def predict(self, x: list[Ask]) -> list[bytes]:
        return self.pipeline.paint(x)

    def unbatch(self, output: list[bytes]) -> list[bytes]:
        return output

    def encode_response(self, output: bytes) -> Response:
        return Response(output, media_type="image/png")


if __name__ == "__main__":
    api = Painter(max_batch_size=8, batch_timeout=0.01, api_path="/generate")
    server = litserve.LitServer(api, accelerator="cpu", workers_per_device=1, healthcheck_path="/readyz", timeout=300)
    server.run(host="127.0.0.1", port=int(sys.argv[1]), generate_client_file=False, access_log=False)
