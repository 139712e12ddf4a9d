"""The startup benchmark: from process start to ready and to the first picture of a model. Knows no service."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from pipeline import Engine, ModelError, open_painter
from pipeline.sample import TASK
from settings import ModelSettings


@dataclass(frozen=True, slots=True)
class Startup:
    """A model, and the seconds from the start of a fresh process to ready, first and second picture."""

    model: str
    ready: float
    first: float
    second: float


def measure(config: ModelSettings) -> str:
    """What `timed` finds, in one line."""
    start = timed(config)
    following = start.second - start.first
    moments = f"ready {start.ready:.2f} s, first picture {start.first:.2f} s, the next one takes {following:.2f} s"
    return f"{start.model}: {moments}"


def timed(config: ModelSettings) -> Startup:
    """Start a model in a fresh process and have it paint twice; raises ModelError if it cannot be opened."""
    started = time.time()
    child = subprocess.run(
        [sys.executable, "-m", "pipeline.startup"],
        input=config.model_dump_json(),
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    if child.returncode:
        raise ModelError(child.stderr.strip().splitlines()[-1])
    model, *moments = json.loads(child.stdout.splitlines()[-1])
    return Startup(model, *(moment - started for moment in moments))


def _child(config: ModelSettings) -> str:
    """The model and the moments at which this process is ready, has painted once, and twice."""
    engine = Engine(open_painter(config))
    moments = [time.time()]
    for _ in range(2):
        painting = engine.submit(TASK).result()
        if painting.error:
            raise ModelError(painting.error)
        moments.append(time.time())
    return json.dumps([engine.model, *moments])


if __name__ == "__main__":
    try:
        sys.stdout.write(_child(ModelSettings.model_validate_json(sys.stdin.read())) + "\n")
    except ModelError as error:
        sys.exit(str(error))
