"""What no restart would mend stops the start: one plain line that names it, exit 1, and no port is opened."""

import contextlib
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading

import pytest

from errors import ServiceError
from storage import Options, preflight
from tests.checkpoints import save_folder
from tests.serving import ROOT, free_port

pytestmark = pytest.mark.slow


def start(folder, **env):
    """A start that should come to an end by itself: its exit code and what it said."""
    settings = {"PORT": str(free_port()), "DATA_DIR": str(folder / "data"), "BENTOML_HOME": str(folder / "bentoml")}
    done = subprocess.run(
        [sys.executable, "-m", "bentoml", "serve", "service:LogoGeneration", "--host", "127.0.0.1"],
        cwd=ROOT,
        env=os.environ | {"BENTOML_DO_NOT_TRACK": "True"} | settings | env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_data_folder_that_cannot_be_used(tmp_path):
    """Our own user may write anywhere in the tests of a container: /proc takes nothing from anybody."""
    code, told = start(tmp_path, DATA_DIR="/proc/sys/data")
    assert code == 1
    [line] = [line for line in told.splitlines() if "DATA_DIR" in line]
    assert "DATA_DIR=/proc/sys/data cannot be used" in line
    assert "Traceback" not in told


def test_what_is_refused_before_the_port_is_opened(tmp_path):
    """As what is told of a start above."""
    (tmp_path / "file").touch()
    for uri, folder, told in (
        (None, "file", f"DATA_DIR={tmp_path}/file cannot"),
        ("http://nonsense", "", "MONGODB_URI"),
    ):
        with pytest.raises(ServiceError, match=told):
            preflight(uri, tmp_path / folder, Options())


@contextlib.contextmanager
def somebody_else():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def test_port_that_is_taken(tmp_path):
    with somebody_else() as port:
        code, told = start(tmp_path, PORT=str(port))
    assert code == 1
    [line] = [line for line in told.splitlines() if str(port) in line]
    assert f"port {port} of 127.0.0.1 cannot be opened: Address already in use" in line
    assert "Traceback" not in told


STARTS = """
import json, os, sys
import access, ads, api.app, api.routes, bentoml, generation, jobs, pipeline, prompt_builder, provenance, storage
for env in json.loads(sys.argv[1]):
    if os.fork() == 0:
        os.environ.update(env)
        import service
        sys.exit("it starts")
    os.wait()
"""
"""Begins a start with each environment, in a fork of a process that has imported what none of them changes."""


def test_mistake_of_the_operator_is_told_in_a_line_and_stops_the_start(tmp_path):
    kits = {name: ROOT / "brands" / f"{name}.yaml" for name in ("default", "forest")}
    for name, old, new in (("red", "#228B22", "#GG0000"), ("inky", "tolerances:", "loras: [{name: ink}]\ntolerances:")):
        (tmp_path / name).mkdir()
        shutil.copytree(ROOT / "brands/logos", tmp_path / name / "logos")
        shutil.copy(kits["default"], tmp_path / name)
        (tmp_path / name / "forest.yaml").write_text(kits["forest"].read_text().replace(old, new))
    model = {"MODEL": str(save_folder(tmp_path / "model")), "SAFETY_CHECKER": "off"}
    wrong = [
        ({"BRANDS": str(tmp_path / "red")}, "forest.yaml: colours.0.hex = '#GG0000': Input should be a colour"),
        (model | {"BRANDS": str(tmp_path / "inky")}, "brand kit forest: loras: ink: there is no such LoRA"),
        ({"TRANSLATOR": "tiny"}, "no folder that exists"),
    ]
    command = [sys.executable, "-c", STARTS, json.dumps([env for env, _ in wrong])]
    done = subprocess.run(command, cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True, timeout=120, check=True)
    assert [done.stderr.count(said) for _, said in wrong] == [1] * len(wrong), done.stderr
    assert not re.search("Traceback|it starts", done.stderr)


def test_page_of_another_program_is_not_announced():
    with somebody_else() as port:
        command = [sys.executable, "scripts/announce.py", f"http://127.0.0.1:{port}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "")
