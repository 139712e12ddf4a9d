"""The image, run: `make image-test` starts these in a network namespace of their own. Not part of `make test`."""

import contextlib
import json
import re
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browsing import CHROMIUM, FLAGS
from tests.checkpoints import save_folder
from tests.container import Container, container, image, packets_outside, podman
from tests.listening import ports
from tests.smoke import SEED, smoke
from tests.waiting import wait_until

GRACE_SECONDS = 20
REPORT = Path("dist/image.json")
figures: dict[str, object] = {}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    with container(tmp_path_factory.mktemp("image"), GRACE_SECONDS=str(GRACE_SECONDS)) as one:
        yield one
    REPORT.write_text(json.dumps(figures, indent=2) + "\n")


def test_image_says_what_it_is():
    config = image()["Config"]
    labels = config["Labels"]
    assert config["User"] == "1034"
    assert config["Volumes"] == {"/data": {}}
    assert config["Entrypoint"] == ["tini", "--"]
    assert "/readyz" in " ".join(image()["Healthcheck"]["Test"])
    assert labels["org.opencontainers.image.version"] != "unknown"
    assert {
        "org.opencontainers.image.revision",
        "logo-generation.sbom",
        "logo-generation.model.license",
    } <= labels.keys()
    figures["bytes"] = image()["Size"]


def test_smoke(running):
    figures["seconds_to_ready"] = round(running.seconds_to_ready, 1)
    time.sleep(5)
    figures["pss_mib_at_rest"] = memory(running)
    smoke(running.url)
    figures["pss_mib_after_the_first_pictures"] = memory(running)


def memory(one: Container) -> dict[str, int]:
    """MiB by process, shared pages divided among those that share them."""
    found: dict[str, int] = {}
    for process in one.processes():
        command = " ".join(process.cmdline())
        names = {
            "mongod": "/mongod",
            "runner": "name runner",
            "public": "name logo-generation",
            "main": "bentoml serve",
        }
        name = next((n for n, sign in names.items() if sign in command), "other")
        found[name] = found.get(name, 0) + round(process.memory_full_info().pss / 2**20)
    return found


def test_nobody_outside_was_asked(running):
    assert packets_outside() == 0


def test_runs_as_nobody_special_on_a_read_only_root(running):
    assert running.run("id", "-u") == "1034"
    for path in ("/touched", "/home/bentoml/bento/touched", "/app/touched"):
        assert "Read-only" in podman("exec", running.name, "sh", "-c", f"touch {path} 2>&1; true")
    assert running.run("sh", "-c", "touch /data/touched && rm /data/touched && echo yes") == "yes"
    assert "CapEff:\t0000000000000000" in running.run("cat", "/proc/self/status")


def test_listens_on_one_port(running):
    assert ports(running.processes()) == {running.port}


def test_health_check_passes(running):
    podman("healthcheck", "run", running.name)


def test_bill_of_materials_names_every_package(running):
    script = "import importlib.metadata as m; print(*sorted({d.name.lower() for d in m.distributions()}))"
    named = {part["name"].lower() for part in json.loads(running.run("cat", "/app/sbom.json"))["components"]}
    assert set(running.run("python", "-c", script).split()) <= named


def test_nothing_of_the_building_machine_is_inside(running):
    sources = running.run("sh", "-c", "cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null; env")
    mirrors = {
        word for line in Path("/etc/apt").rglob("*.sources") for word in line.read_text().split() if "://" in word
    }
    assert not [mirror for mirror in mirrors if mirror in sources and "debian.org" not in mirror]
    trusted = certificates(running.run("cat", "/etc/ssl/certs/ca-certificates.crt"))
    assert trusted <= certificates(running.run("sh", "-c", "cat /usr/share/ca-certificates/*/*.crt"))


def test_tests_of_packages_are_left_out(running):
    assert not running.run("find", "/app/.venv", "-type", "d", "-name", "tests")


def certificates(text: str) -> set[str]:
    return {"".join(part.split()) for part in text.split("-----END CERTIFICATE-----")} - {""}


@contextlib.contextmanager
def opened(url: str, asked: list[str]) -> Iterator[Page]:
    """The page in a browser, as long as the block lasts; `asked` gets every address that it asks."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url, wait_until="load")
        page.get_by_role("button").first.wait_for(timeout=60_000)
        yield page
        browser.close()


def test_page_opens_in_a_browser_and_asks_nobody_else(running):
    asked: list[str] = []
    with opened(running.url, asked) as page:
        page.screenshot(path="dist/image-page.png")
    assert asked
    assert not [url for url in asked if not url.startswith((running.url, "data:", "blob:"))]


def test_stop_under_load_loses_nothing_and_restart_keeps_it(running, tmp_path):
    answered, lost = [], []
    stopping = threading.Event()

    def client(number: int) -> None:
        with httpx.Client(base_url=running.url, timeout=60) as http:
            while not stopping.is_set():
                body = {"user_id": "load", "metadata": {"width": 256, "height": 256, "age": 18 + number}}
                sent = time.monotonic()
                try:
                    answered.append(http.post("/api/generate", json=body).raise_for_status().json()["id"])
                except (httpx.HTTPError, KeyError) as error:
                    # A connection that the server closes while a request is on its way there is HTTP's own race.
                    if sent < told[0] - 0.5 or isinstance(error, httpx.HTTPStatusError):
                        lost.append(repr(error))
                    return

    told = [float("inf")]
    asked: list[str] = []
    with ThreadPoolExecutor(8) as pool, opened(running.url, asked):
        # The page holds a response that never ends by itself.
        assert any("/heartbeat/" in url for url in asked)
        for number in range(6):
            pool.submit(client, number)
        time.sleep(5)
        told[0] = time.monotonic()
        status, seconds = running.end(GRACE_SECONDS + 15)
        stopping.set()
    figures.update(stop_seconds_under_load=round(seconds, 1), answered_before_stop=len(answered), exit_status=status)
    assert not lost
    assert len(answered) > 10
    kept = recorded(tmp_path, running.volume)
    figures["kept_after_restart"] = len(kept & set(answered))
    assert set(answered) <= kept


def recorded(folder: Path, volume: str) -> set[str]:
    """Ids of the pictures of `load` that a new container on the same volume knows and has the bytes of."""
    found: set[str] = set()
    with container(folder, volume) as again, httpx.Client(base_url=again.url, timeout=60) as http:
        before: dict[str, str] = {}
        while page := http.get("/api/interactions/load", params=before | {"limit": 200}).raise_for_status().json():
            for item in page:
                assert http.get(item["image_url"]).status_code == 200
                found.add(item["id"])
            before = {"before": page[-1]["id"]}
    return found


@pytest.mark.parametrize("service", ["runner", "logo-generation"])
def test_dead_worker_ends_the_container(tmp_path, service):
    with container(tmp_path) as one:
        [worker] = [p for p in one.processes() if f"--service-name {service}" in " ".join(p.cmdline())]
        worker.kill()
        started = time.monotonic()
        assert one.process.wait(60) != 0
        figures[f"seconds_to_end_after_{service}_died"] = round(time.monotonic() - started, 1)
        REPORT.write_text(json.dumps(figures, indent=2) + "\n")


@pytest.mark.parametrize("bind", ["", "0.0.0.0"])
def test_nobody_is_let_in_unasked_where_others_reach_it(tmp_path, bind):
    with pytest.raises(RuntimeError, match="AUTH=off asks nobody"), container(tmp_path, BIND=bind):
        pass


def test_administrator_is_invited_once_and_lets_others_in(tmp_path, request):
    volume = f"logo-generation-{uuid.uuid4().hex[:8]}"
    request.addfinalizer(lambda: podman("volume", "rm", "--force", volume, check=False))
    published = {"BIND": "0.0.0.0", "AUTH": "keys", "ALLOWED_HOSTS": "127.0.0.1"}
    with container(tmp_path, volume, **published) as one, httpx.Client(base_url=one.url, timeout=60) as http:
        [invitation] = wait_until(lambda: re.findall(r"#invitation=(\S+)", one.log.read_text()))
        podman("healthcheck", "run", one.name)
        assert http.post("/generate", json=SEED).status_code == 401
        page = http.get("/ui/", headers={"Accept": "text/html"}, follow_redirects=True)
        assert (page.status_code, page.url.path) == (200, "/ui/sign-in")
        known = http.post("/api/session/invitation", json={"invitation": invitation}).raise_for_status().json()["key"]
        http.cookies.clear()
        assert http.post("/api/session/invitation", json={"invitation": invitation}).status_code == 401
        administrator = {"Authorization": f"Bearer {known}"}
        wanted = {"owner": SEED["user_id"], "roles": ["maker"]}
        key = http.post("/api/keys", json=wanted, headers=administrator).raise_for_status().json()["key"]
        maker = {"Authorization": f"Bearer {key}"}
        picture = http.post("/generate", json=SEED, headers=maker).raise_for_status().json()
        assert http.get(picture["image_path"]).status_code == 401
    with container(tmp_path, volume, **published) as one:
        assert httpx.get(one.url + picture["image_path"], headers=maker, timeout=60).status_code == 200
        assert "#invitation=" not in one.log.read_text()


def test_checkpoint_that_is_mounted_is_painted_with(tmp_path):
    if image()["Config"]["Labels"]["logo-generation.variant"] == "illustration":
        pytest.skip("no torch in this variant")
    weights = save_folder(tmp_path / "sdxl")
    for file in weights.rglob("*.safetensors"):
        file.chmod(0o644)  # safetensors writes what only its user may read
    before = packets_outside()  # of the browsers above
    with container(tmp_path, weights=weights, MODEL="/weights", SAFETY_CHECKER="off") as one:
        answer = smoke(one.url)
        figures["seconds_to_ready_with_tiny_weights"] = round(one.seconds_to_ready, 1)
        figures["pss_mib_with_tiny_weights"] = memory(one)
        REPORT.write_text(json.dumps(figures, indent=2) + "\n")
    assert answer["num_inference_steps"] == 6
    assert "weights" in answer["model"]
    assert packets_outside() == before


def test_fetching_weights_has_a_command_of_its_own(tmp_path):
    shown = podman(
        "run",
        "--rm",
        "--network",
        "host",
        "--ulimit",
        "nofile=20000:20000",
        "--ulimit",
        "nproc=10000:10000",
        image()["Id"],
        "python",
        "-m",
        "pipeline",
        "--help",
    )
    assert "fetch" in shown
