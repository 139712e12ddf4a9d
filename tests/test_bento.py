"""The bento holds what the service needs and nothing else, and serves from anywhere."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from tests.serving import Server, serve
from tests.smoke import smoke
from tests.test_layers import ROOT, files, imported

pytestmark = pytest.mark.slow

BESIDES = {"bentofile.yaml", "deploy/sbom.py", "requirements/serve.in"}
BESIDES |= {f"requirements/{lock}.txt" for lock in ("serve", "sdxl", "cuda", "tools")}
BESIDES |= {str(p.relative_to(ROOT)) for one in ("brands/**/*.*", "layouts/*.yaml") for p in ROOT.glob(one)}


def rooms_behind(room: str) -> set[str]:
    """Every room of ours that importing `room` may lead to, itself among them."""
    found: set[str] = set()
    ahead = {room}
    while ahead:
        found |= ahead
        ahead = {name for room in ahead for path in files(room) for name in imported(path) if ours(name)} - found
    return found


def ours(name: str) -> bool:
    return (ROOT / f"{name}.py").exists() or (ROOT / name / "__init__.py").exists()


def sources(room: str) -> Iterator[Path]:
    single = ROOT / f"{room}.py"
    if single.exists():
        yield single
    else:
        yield from (p for p in (ROOT / room).rglob("*") if p.is_file() and p.suffix != ".pyc")


@pytest.fixture(scope="module")
def bento(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("bentoml")
    command = [sys.executable, "-m", "bentoml", "build", "--version", "test", str(ROOT)]
    env = os.environ | {"BENTOML_HOME": str(home), "BENTOML_DO_NOT_TRACK": "True"}
    subprocess.run(command, env=env, check=True, capture_output=True)
    return home / "bentos" / "logo-generation" / "test"


@pytest.fixture(scope="module")
def served(bento: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(tmp_path_factory.mktemp("empty"), target=bento) as running:
        yield running


def test_bento_holds_the_rooms_behind_the_service_and_nothing_else(bento):
    expected = {str(p.relative_to(ROOT)) for room in rooms_behind("service") for p in sources(room)} | BESIDES
    found = {str(p.relative_to(bento / "src")) for p in (bento / "src").rglob("*") if p.is_file()}
    assert found == expected


def test_bento_names_its_service_and_needs_no_environment(bento):
    facts = yaml.safe_load((bento / "bento.yaml").read_text())
    assert (facts["name"], facts["service"]) == ("logo-generation", "service:LogoGeneration")
    assert [service["name"] for service in facts["services"]] == ["logo-generation", "runner"]
    assert facts["envs"] == []


def test_bento_holds_no_path_of_the_machine_that_built_it(bento):
    text = "".join(
        p.read_text(errors="ignore") for p in bento.rglob("*") if p.suffix in {".yaml", ".txt", ".json", ".sh"}
    )
    assert str(ROOT) not in text
    assert str(Path.home()) not in text


def test_bento_serves_from_an_empty_folder(served):
    smoke(served.url)


def test_bento_keeps_its_data_where_it_is_told(served):
    assert (served.data / "mongo").is_dir()
    assert httpx.get(f"{served.url}/readyz", timeout=60).status_code == 200
