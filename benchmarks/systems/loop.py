"""A: a plain diffusers call behind FastAPI and a lock. Run as `python -m benchmarks.systems.loop PORT`."""

import sys
from threading import Lock

import uvicorn
from fastapi import FastAPI
from starlette.responses import Response

from benchmarks.plain import Ask, Pipeline

app = FastAPI()
pipeline = Pipeline()
lock = Lock()


@app.get("/readyz")
def ready() -> None:
    """Up."""


@app.post("/generate")
def generate(ask: Ask) -> Response:
    """One picture at a time."""
    with lock:
        [image] = pipeline.paint([ask])
    return Response(image, media_type="image/png")


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=False)
