"""Settings are read once, checked at birth, and never changed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import Settings, cores

ROOT = Path(__file__).parent.parent


def test_defaults():
    settings = Settings.from_env({})
    assert (settings.port, settings.model, settings.mongodb_uri) == (5000, "illustration", None)


def test_read_from_env():
    assert Settings.from_env({"PORT": "8080", "MODEL": "juggernaut", "PATH": "/bin"}).port == 8080


def test_empty_means_default():
    assert Settings.from_env({"MONGODB_URI": "", "PORT": ""}) == Settings()


def test_bad_value_names_variable_value_and_limit():
    with pytest.raises(SystemExit, match=r"PORT='70000': .* 65535"):
        Settings.from_env({"PORT": "70000"})


@pytest.mark.parametrize("runners", ["runner", "runner:5001,", "runner:", ":5001", "a:1 b:2", "a:1,b:2", "http://a:1"])
def test_runner_without_a_port_stops_the_start(runners):
    with pytest.raises(SystemExit, match="RUNNERS="):
        Settings.from_env({"RUNNERS": runners})


@pytest.mark.parametrize("runners", ["runner:5001", "a.b:1", "[::1]:2"])
def test_runners_are_one_name_with_a_port(runners):
    assert Settings.from_env({"RUNNERS": runners}).runners == runners


def test_days_that_mongodb_cannot_count_stop_the_start():
    with pytest.raises(SystemExit, match=r"RETENTION_DAYS='24856': .* 24855"):
        Settings.from_env({"RETENTION_DAYS": "24856"})


def test_frozen():
    with pytest.raises(ValidationError):
        Settings().port = 1


def test_secret_is_read_from_a_file(tmp_path):
    (tmp_path / "uri").write_text("mongodb://one\n")
    given = {"MONGODB_URI_FILE": str(tmp_path / "uri")}
    assert Settings.from_env(given).mongodb_uri == "mongodb://one"
    assert Settings.from_env(given | {"MONGODB_URI": "mongodb://two"}).mongodb_uri == "mongodb://two"


def test_missing_file_of_a_secret_is_named():
    with pytest.raises(SystemExit, match=r"MONGODB_URI_FILE='/nowhere': No such file"):
        Settings.from_env({"MONGODB_URI_FILE": "/nowhere"})


@pytest.mark.parametrize(
    ("env", "message"),
    [
        ({"PORT": "0"}, "PORT='0'"),
        ({"MODEL": "/nowhere.safetensors"}, "MODEL="),
    ],
)
def test_service_that_cannot_start_says_why_and_stops(env, message):
    command = [sys.executable, "-m", "bentoml", "serve", "service:LogoGeneration"]
    served = subprocess.run(
        command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True, timeout=120, check=False
    )
    assert served.returncode != 0
    assert message in served.stderr
    assert "Traceback" not in served.stderr


@pytest.mark.parametrize("path", ["brand", "/brand/", "/", "//x", "/a b", "/a?b", "https://x/brand"])
def test_path_that_is_none_stops_the_start(path):
    with pytest.raises(SystemExit, match="ROOT_PATH="):
        Settings.from_env({"ROOT_PATH": path})


def test_path_of_a_proxy():
    assert Settings.from_env({"ROOT_PATH": "/bank/brand"}).root_path == "/bank/brand"


DOCKER = "12:cpuset:/docker/a\n4:cpu,cpuacct:/docker/a\n0::/docker/a"
V1 = "cpu.cfs_quota_us", "cpu.cfs_period_us"


@pytest.mark.parametrize(
    ("own", "groups", "expected"),
    [
        (None, {}, 3),
        ("0::/", {}, 3),
        ("0::/", {"cpu.max": "50000 100000"}, 0.5),
        ("0::/", {"cpu.max": "max 100000"}, 3),
        ("0::/", {"cpu.max": "900000 100000"}, 3),
        ("0::/a.slice/b.service", {"a.slice/b.service/cpu.max": "150000 100000", "cpu.max": "max 100000"}, 1.5),
        ("0::/a.slice/b.service", {"a.slice/b.service/cpu.max": "max 100000", "a.slice/cpu.max": "1 2"}, 0.5),
        ("0::/a/b", {"a/c/cpu.max": "10000 100000"}, 3),
        ("0::/../other", {"cpu.max": "200000 100000"}, 2),
        (DOCKER, {"cpu/" + V1[0]: "-1", "cpu/" + V1[1]: "100000"}, 3),
        (DOCKER, {"cpu/" + V1[0]: "250000", "cpu/" + V1[1]: "100000"}, 2.5),
        (DOCKER, {"cpu/docker/a/" + V1[0]: "20000", "cpu/docker/a/" + V1[1]: "10000", "cpu/" + V1[0]: "-1"}, 2),
        (DOCKER, {"cpuset/" + V1[0]: "20000", "cpuset/" + V1[1]: "10000"}, 3),
    ],
)
def test_container_has_the_processors_of_its_quota(tmp_path, monkeypatch, own, groups, expected):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    files = {f"sys/fs/cgroup/{name}": text for name, text in groups.items()}
    files |= {"proc/self/cgroup": own} if own else {}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{text}\n")
    assert cores(tmp_path) == expected
