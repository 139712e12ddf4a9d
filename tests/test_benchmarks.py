"""What the benchmarks leave behind."""

import ast
import json
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pymongo
import pytest

from tests.serving import ROOT
from tests.stores import script

LONE = """
import sys
from pathlib import Path
from benchmarks import serving
serving.RESULTS = Path(sys.argv.pop())
serving.LONE = serving.WARM + 1
serving.main()
"""
STORAGE = "from benchmarks import storage; storage.main()"


@pytest.mark.slow
def test_a_part_of_the_serving_benchmark_leaves_the_whole_table_alone(tmp_path):
    told, _ = script(LONE, "--only", "lone", "--lone", "64", tmp_path).communicate()
    assert "lone requests" in told
    assert list(tmp_path.iterdir()) == []


def test_the_storage_benchmark_leaves_a_database_empty_and_a_full_one_alone(uri):
    with pymongo.MongoClient(uri) as client:
        database = client.get_default_database()
        told, _ = script(STORAGE, "--seconds", "0.5", "--uri", uri).communicate()
        assert "ratio accepted / bare" in told
        assert database.list_collection_names() == []
        database.interactions.insert_one({"_id": "somebody's"})
        refused = script(STORAGE, "--seconds", "0.5", "--uri", uri)
        refused.communicate()
        assert refused.returncode == 1
        assert database.list_collection_names() == ["interactions"]


def imported(file: Path, package: str) -> Iterator[str]:
    """What is imported with a module: not by its functions, when they are called."""
    nodes: list[ast.AST] = [ast.parse(file.read_text())]
    for node in nodes:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            nodes += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def reached(module: str) -> set[str]:
    """Every module that importing this one leads to, packages before what is in them."""
    found, ahead = set[str](), {module}
    while ahead:
        found.add(name := ahead.pop())
        path = ROOT.joinpath(*name.split("."))
        package = path.is_dir()
        file = path / "__init__.py" if package else path.with_suffix(".py")
        names = set(imported(file, name if package else name.rpartition(".")[0])) if file.exists() else set()
        ahead |= {*names, name.rpartition(".")[0]} - found - {""}
    return found


def test_the_gpu_benchmark_needs_little_of_the_product():
    libraries = {name.partition(".")[0] for name in reached("benchmarks.gpu")}
    assert {"torch", "diffusers", "numpy", "pydantic", "pipeline"} <= libraries
    assert not {"skia", "bentoml", "pymongo", "mongoengine", "aiohttp", "gradio"} & libraries


def test_the_gpu_benchmark_is_rehearsed_on_a_cpu(tmp_path, capsys):
    from benchmarks import gpu  # in the one process that runs this

    out = tmp_path / "gpu.json"
    gpu.main(["--minutes", "0.02", "--device", "cpu", "--out", str(out)])
    figures = json.loads(out.read_text())
    assert [line["equal"] for line in figures["equality"]] == [True, True]
    assert all(line["seconds_a_picture"] > 0 for line in figures["decoder"])
    served = {(line["system"], line.get("load")) for line in figures["serving"]}
    assert {(name, load) for name in ("engine", "plain loop", "batches") for load in (0.5, 0.8, 1.1)} < served
    assert not any(line.get("failed") for line in figures["serving"])
    assert capsys.readouterr().out.count("serving:") == len(figures["serving"])


def test_wheels_for_the_gpu_benchmark_are_those_that_the_product_pins():
    wanted = [line for line in (ROOT / "benchmarks/gpu.txt").read_text().splitlines() if not line.startswith("#")]
    pinned = {
        line.lower()
        for name in ("serve", "sdxl")
        for line in (ROOT / f"requirements/{name}.in").read_text().splitlines()
    }
    assert len(wanted) == 6
    assert {line.lower() for line in wanted} <= pinned
