"""Runs pytest many times for `mutants.py`, each time in a fork of one process that has imported what is not ours.

One JSON object a line comes in, `{"arguments": [...], "seconds": 60}`; one goes out, `{"code": 0, "output": "..."}`,
its code that of pytest, or null after so many seconds. What the first run has imported, later ones find there.
"""

import contextlib
import importlib
import json
import os
import signal
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import IO

import pytest

HERE = Path.cwd()


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to stop"))
    answers = os.fdopen(os.dup(1), "w")
    imported = HERE / "imported.json"
    for line in sys.stdin:
        asked = json.loads(line)
        with tempfile.TemporaryFile() as output:
            code = fork(asked["arguments"], asked["seconds"], output, imported)
            output.seek(0)
            answers.write(json.dumps({"code": code, "output": output.read().decode(errors="replace")}) + "\n")
        answers.flush()
        if not sys.dont_write_bytecode:
            sys.dont_write_bytecode = True  # what is compiled later may hold a slip
            take_in(json.loads(imported.read_text()) if imported.exists() else [])


def fork(arguments: list[str], seconds: float, output: IO[bytes], imported: Path) -> int | None:
    """The exit code of pytest, in a process group of its own that is killed when it takes longer."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.setsid()
        for stream in (1, 2):
            os.dup2(output.fileno(), stream)
        code = int(pytest.main(arguments))
        imported.write_text(json.dumps(list(sys.modules)))
        sys.stdout.flush()
        os._exit(code)
    deadline = time.monotonic() + seconds
    try:
        while time.monotonic() < deadline:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                child = 0
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        return None
    finally:
        if child:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)


def take_in(names: list[str]) -> None:
    """Import what is not of the folder that is worked in; what cannot be imported beforehand is left to the tests."""
    ours = {path.stem for path in HERE.iterdir()}
    for name in names:
        if name.partition(".")[0] not in ours and not name.startswith("__"):
            with warnings.catch_warnings(action="ignore"), contextlib.suppress(Exception):
                importlib.import_module(name)


if __name__ == "__main__":
    main()
