"""docker-compose.yaml, run by a real Docker engine: `make compose-test` starts these. Not part of `make test`."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.smoke import SEED, smoke

ROOT = Path(__file__).parent.parent
API, PAGE, PROMETHEUS = "http://127.0.0.1:5000", "http://127.0.0.1:7860", "http://127.0.0.1:9090"
DASHBOARD = ROOT / "deploy" / "grafana" / "logo-generation.json"
REPORT = ROOT / "dist" / "compose.json"
figures: dict[str, object] = {}


def docker(*arguments: str) -> str:
    return run("docker", *arguments)


def compose(*arguments: str, profiles: str = "mongodb") -> str:
    """As an operator in the project's folder: the plug-in of today, or the command of old."""
    whole = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0
    command = ["docker", "compose"] if whole else ["docker-compose"]
    return run(*command, *arguments, COMPOSE_PROFILES=profiles)


def run(*command: str, **env: str) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | env, timeout=240
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout.strip()


def facts(service: str) -> dict[str, Any]:
    """What the engine says of the container of a service."""
    found: dict[str, Any] = json.loads(docker("inspect", compose("ps", "-q", service)))[0]
    return found


def wait_ready(seconds: float = 180) -> float:
    """Seconds until the service is ready."""
    started = time.monotonic()
    while time.monotonic() < started + seconds:
        try:
            if httpx.get(f"{API}/readyz", timeout=10).status_code == 200:
                return time.monotonic() - started
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError(compose("logs", "--tail", "50"))


def mongosh(script: str, user: str = "root") -> str:
    """What the shell inside MongoDB's container prints, as `root` or as nobody."""
    login = 'db.getSiblingDB("admin").auth("root", fs.readFileSync("/run/keys/root", "utf8"));' if user else ""
    return compose("exec", "-T", "mongodb", "mongosh", "--quiet", "--norc", "logo-generation", "--eval", login + script)


def recorded(interaction: str, seconds: float = 60) -> bool:
    """Whether MongoDB has it, sooner or later."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if mongosh(f'print(db.interactions.countDocuments({{_id: "{interaction}"}}))').endswith("1"):
            return True
        time.sleep(1)
    return False


def generate() -> dict[str, Any]:
    answer: dict[str, Any] = httpx.post(f"{API}/api/generate", json=SEED, timeout=120).raise_for_status().json()
    return answer


def known(answer: dict[str, Any]) -> bool:
    """Whether the history has the picture, and its bytes are there."""
    history = httpx.get(f"{API}/api/interactions/{SEED['user_id']}", timeout=30).raise_for_status().json()
    picture = httpx.get(f"{API}{answer['image_path']}", timeout=30)
    return answer["id"] in {item["id"] for item in history} and picture.status_code == 200


@pytest.fixture(scope="module", autouse=True)
def up() -> Iterator[None]:
    started = time.monotonic()
    try:
        compose("up", "--detach")
        wait_ready()
        figures["seconds_from_up_to_ready"] = round(time.monotonic() - started, 1)
        yield
    finally:
        (ROOT / "dist" / "compose.log").write_text(compose("logs", "--no-color"))
        compose("down", "--volumes")
        REPORT.write_text(json.dumps(figures, indent=2) + "\n")


@pytest.mark.parametrize("profiles", ["mongodb", "gpu", "embedded", "split", "mongodb,monitoring"])
def test_file_is_understood(profiles):
    compose("config", "--quiet", profiles=profiles)


def test_page_and_api_answer_where_the_seed_has_them():
    smoke(API)
    page = httpx.get(PAGE, follow_redirects=True, timeout=60)
    assert page.status_code == 200
    assert str(page.url).startswith(f"{PAGE}/ui")
    assert "gradio" in page.text


def test_picture_is_in_mongodb():
    assert recorded(smoke(API)["id"])


def test_mongodb_is_a_healthy_replica_set_that_asks_who_comes():
    assert facts("mongodb")["State"]["Health"]["Status"] == "healthy"
    members = mongosh("rs.status().members.forEach(one => print(one.name, one.stateStr))")
    assert members.splitlines()[-1] == "mongodb:27017 PRIMARY"  # above it the shell complains that it has no home
    with pytest.raises(RuntimeError, match="requires authentication"):
        mongosh("db.interactions.countDocuments()", user="")


def test_passwords_were_drawn_and_are_in_no_configuration():
    keys = docker(
        "run", "--rm", "--volume", "logo-generation_keys:/keys:ro", "--user", "0", image(), "cat", "/keys/app"
    )
    assert len(keys) > 30
    shown = "".join(json.dumps(facts(service)) for service in ("service", "mongodb")) + compose("config")
    assert keys not in shown


def image() -> str:
    name: str = facts("service")["Config"]["Image"]
    return name


def test_health_check_of_the_service_passes():
    deadline = time.monotonic() + 60
    while facts("service")["State"]["Health"]["Status"] != "healthy":
        assert time.monotonic() < deadline
        time.sleep(1)


def test_only_the_proxy_is_published_and_on_this_machine_alone():
    ports = {name: facts(name)["NetworkSettings"]["Ports"] for name in ("proxy", "service", "mongodb")}
    published = sorted((one["HostIp"], one["HostPort"]) for one in ports.pop("proxy")["8080/tcp"])
    assert published == [("127.0.0.1", "5000"), ("127.0.0.1", "7860")]
    assert not [one for inside in ports.values() for one in inside.values() if one]


def test_pictures_outlive_a_restart_and_new_containers():
    answer = generate()
    started = time.monotonic()
    compose("restart", "service")
    wait_ready()
    figures["seconds_of_restart"] = round(time.monotonic() - started, 1)
    assert known(answer)
    compose("down")
    compose("up", "--detach")
    wait_ready()
    assert known(answer)
    assert recorded(answer["id"])


def test_pictures_are_made_while_mongodb_is_stopped_and_reach_it_later():
    before = generate()
    assert recorded(before["id"])
    compose("stop", "mongodb")
    meanwhile = generate()
    compose("restart", "service")
    wait_ready()
    later = generate()
    assert known(later)
    compose("start", "mongodb")
    assert all(recorded(one["id"]) for one in (before, meanwhile, later))
    assert all(known(one) for one in (before, meanwhile, later))


def test_dead_worker_brings_a_new_service():
    answer = generate()
    before = facts("service")["RestartCount"]
    pids = [line.split()[1] for line in docker("top", facts("service")["Id"]).splitlines() if "name runner" in line]
    subprocess.run(["kill", "-9", *pids], check=True)
    deadline = time.monotonic() + 60
    while facts("service")["RestartCount"] == before:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    wait_ready()
    assert known(answer)


def test_prometheus_has_figures_for_every_panel():
    smoke(API)
    compose("up", "--detach", "prometheus", profiles="mongodb,monitoring")
    deadline = time.monotonic() + 90
    panels = json.loads(DASHBOARD.read_text())["panels"]
    wanted = {target["expr"] for panel in panels for target in panel["targets"]}
    while wanted := {expression for expression in wanted if not asked(expression)}:
        assert time.monotonic() < deadline, f"no figures for {wanted}"
        smoke(API)
        time.sleep(5)
    compose("rm", "--force", "--stop", "prometheus", profiles="mongodb,monitoring")


def asked(expression: str) -> list[Any]:
    query = {"query": expression.replace("$__rate_interval", "1m")}
    try:
        answer = httpx.get(f"{PROMETHEUS}/api/v1/query", params=query, timeout=60)
    except httpx.TransportError:
        return []
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["data"]["result"]
    return found


def test_embedded_profile_needs_no_other_container_but_the_proxy():
    compose("down")
    compose("up", "--detach", profiles="embedded")
    try:
        wait_ready()
        answer = smoke(API)
        assert httpx.get(PAGE, follow_redirects=True, timeout=60).status_code == 200
        running = docker("ps", "--format", '{{.Label "com.docker.compose.service"}}').split()
        assert sorted(running) == ["embedded", "proxy"]
        compose("restart", "embedded", profiles="embedded")
        wait_ready()
        assert known(answer)
    finally:
        compose("down", profiles="embedded")
