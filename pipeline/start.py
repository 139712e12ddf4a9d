"""How long a model takes from process start to ready and to its first picture. Knows no service."""

import json
import subprocess
import sys
import time
from pathlib import Path

from pipeline import Engine, ModelConfig, ModelError, open_painter
from pipeline.sample import JOB


def measure(config: ModelConfig) -> str:
    """One line: the model, and seconds from the start of a fresh process to ready, first and second picture.

    Raises ModelError if the model cannot be opened.
    """
    started = time.time()
    child = subprocess.run(
        [sys.executable, "-m", "pipeline.start"],
        input=config.model_dump_json(),
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    if child.returncode:
        raise ModelError(child.stderr.strip().splitlines()[-1])
    model, *moments = json.loads(child.stdout.splitlines()[-1])
    ready, first, second = (moment - started for moment in moments)
    return f"{model}: ready {ready:.2f} s, first picture {first:.2f} s, the next one takes {second - first:.2f} s"


def _child(config: ModelConfig) -> str:
    """The model and the moments at which this process is ready, has painted once, and twice."""
    engine = Engine(open_painter(config))
    moments = [time.time()]
    for _ in range(2):
        painting = engine.submit(JOB).result()
        if painting.error:
            raise ModelError(painting.error)
        moments.append(time.time())
    return json.dumps([engine.model, *moments])


if __name__ == "__main__":
    try:
        sys.stdout.write(_child(ModelConfig.model_validate_json(sys.stdin.read())) + "\n")
    except ModelError as error:
        sys.exit(str(error))
