"""`python -m pipeline`: fetching from a hub on loopback, verifying, converting, checking, timing."""

import hashlib
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from safetensors import safe_open

from pipeline import ModelError, open_painter
from pipeline.__main__ import main
from pipeline.catalog import Release
from pipeline.fetch import fetch_release
from settings import ModelSettings
from tests.checkpoints import save_folder, save_single_file
from tests.scenes import task

ROOT = Path(__file__).parent.parent
COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub(BaseHTTPRequestHandler):
    """As much of a model hub as a client needs: one repository's list of files, and the files."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.split("?")[0]
        names = sorted(str(file.relative_to(self.server.folder)) for file in self.server.folder.rglob("*.*"))
        if path.startswith("/api/models/bank/tiny/tree/"):
            sizes = {name: (self.server.folder / name).stat().st_size for name in names}
            body = json.dumps([{"type": "file", "path": n, "size": sizes[n], "oid": COMMIT} for n in names])
            return self.reply(200, body.encode())
        if path.startswith("/api/models/bank/tiny"):
            body = json.dumps({"id": "bank/tiny", "sha": COMMIT, "siblings": [{"rfilename": n} for n in names]})
            return self.reply(200, body.encode())
        name = path.removeprefix(f"/bank/tiny/resolve/{COMMIT}/")
        if name not in names:
            return self.reply(404, b"", {"X-Error-Code": "EntryNotFound"})
        data = (self.server.folder / name).read_bytes()
        return self.reply(200, data, {"ETag": f'"{hashlib.sha256(data).hexdigest()}"', "X-Repo-Commit": COMMIT})

    do_HEAD = do_GET  # noqa: N815

    def reply(self, status, body, headers=()):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **dict(headers)}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *arguments):
        self.server.log.append(self.requestline)


@pytest.fixture
def hub(tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    server.folder = save_folder(tmp_path / "published")
    server.log = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def run(*arguments, cache, endpoint="http://127.0.0.1:9", **env):
    settings = {"HF_ENDPOINT": endpoint, "MODEL_CACHE": str(cache), "DEVICE": "cpu", "PIXEL_BUDGET": "16384"}
    settings |= {"SAFETY_CHECKER": "off"} | env
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        env=os.environ | settings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_fetch_downloads_converts_once_and_serves_offline(hub, tmp_path):
    cache = tmp_path / "cache"
    url = f"http://127.0.0.1:{hub.server_port}"
    tag = {"MODEL_REVISION": "v2"}
    first = run("fetch", "bank/tiny", cache=cache, endpoint=url, **tag)
    assert first.returncode == 0, first.stderr
    assert "ready: bank/tiny@0123456789ab sha256:" in first.stdout
    [unet] = cache.glob("converted/*/unet/*.safetensors")
    with safe_open(unet, "pt") as tensors:
        assert {tensors.get_slice(name).get_dtype() for name in tensors.keys()} == {"BF16"}  # noqa: SIM118
    assert "converting" in first.stdout
    again = run("fetch", "bank/tiny", cache=cache, **tag)
    assert "ready: bank/tiny@0123456789ab sha256:" in again.stdout
    assert "converting" not in again.stdout
    assert [line for line in hub.log if "/api/models/bank/tiny/revision/v2" in line]
    assert not [line for line in hub.log if "/revision/main" in line]


def test_hub_that_does_not_answer_is_a_clear_error(tmp_path):
    asked = run("check", "bank/tiny", cache=tmp_path)
    assert asked.returncode == 1
    assert "could not be downloaded" in asked.stderr
    assert "Traceback" not in asked.stderr


def test_fetch_asks_for_the_licence_first(tmp_path, capsys):
    assert main(["fetch"], {"MODEL_CACHE": str(tmp_path)}) == 1
    assert "MODEL_LICENSE_ACK=creativeml-openrail-m" in capsys.readouterr().err


def test_model_card_with_a_noncommercial_licence_must_be_acknowledged(hub, tmp_path):
    (hub.folder / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n")
    asked = run("check", "bank/tiny", cache=tmp_path / "cache", endpoint=f"http://127.0.0.1:{hub.server_port}")
    assert "MODEL_LICENSE_ACK=cc-by-nc-4.0" in asked.stderr


@pytest.mark.slow
def test_bench_start_times_a_model(tmp_path, capsys):
    settings = {"MODEL_CACHE": str(tmp_path), "DEVICE": "cpu", "PIXEL_BUDGET": "16384", "SAFETY_CHECKER": "off"}
    folder = str(save_folder(tmp_path / "tiny"))
    assert main(["check", folder], settings) == 0
    title = capsys.readouterr().out.strip()
    assert title.startswith("tiny sha256:")
    assert main(["bench-start", folder], settings) == 0
    timed = capsys.readouterr().out
    assert "first picture" in timed
    assert timed.startswith(title)


@pytest.fixture
def release(tmp_path):
    """A release of a single file that the cache has already, as after an interrupted fetch."""
    snapshot = tmp_path / "cache" / "models--bank--single" / "snapshots" / COMMIT
    file = save_single_file(snapshot)
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return file, Release("bank/single", COMMIT, file.name, len(data), digest, "openrail", "its terms are ours")


def config(tmp_path, **fields):
    fields = {"model_license_ack": "openrail", "pixel_budget": 128 * 128, "device": "cpu"} | fields
    return ModelSettings(model="bank/single", model_cache=tmp_path / "cache", **fields)


def test_release_is_verified_and_converted(release, tmp_path):
    _, published = release
    said = []
    weights = fetch_release(published, config(tmp_path), said.append)
    assert weights.path.parent.name == "converted"
    assert weights.title == f"bank/single@0123456789ab sha256:{published.sha256[:12]}"
    painter = open_painter(
        ModelSettings(model=str(weights.path), pixel_budget=128 * 128, safety_checker="off", model_cache=tmp_path)
    )
    assert painter.paint([task()])[0].pixels.shape == (128, 128, 3)
    assert painter.model.endswith(published.sha256[:12])


def test_altered_release_is_refused(release, tmp_path):
    file, published = release
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    with pytest.raises(ModelError, match="SHA-256"):
        fetch_release(published, config(tmp_path), str)


def test_altered_conversion_is_refused(release, tmp_path):
    _, published = release
    weights = fetch_release(published, config(tmp_path), str)
    [vae] = weights.path.glob("vae/*.safetensors")
    data = bytearray(vae.read_bytes())
    data[-1] ^= 1
    vae.write_bytes(data)
    with pytest.raises(ModelError, match="damaged"):
        fetch_release(published, config(tmp_path), str)


def test_other_precision_is_loaded_from_the_original(release, tmp_path):
    file, published = release
    fetch_release(published, config(tmp_path), str)
    weights = fetch_release(published, config(tmp_path, dtype="float32"), str)
    assert weights.path == file
