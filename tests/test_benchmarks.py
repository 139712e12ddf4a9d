"""What the benchmarks leave behind."""

import json

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


GPU = """
import sys
import benchmarks.gpu
assert not {"skia", "bentoml", "pymongo", "mongoengine", "aiohttp", "gradio"} & sys.modules.keys()
benchmarks.gpu.main(sys.argv[1:])
"""


def test_the_gpu_benchmark_is_rehearsed_on_a_cpu_without_most_of_the_product(tmp_path):
    out = tmp_path / "gpu.json"
    run = script(GPU, "--minutes", "0.02", "--device", "cpu", "--out", out)
    told, _ = run.communicate()
    assert run.returncode == 0
    figures = json.loads(out.read_text())
    assert [line["equal"] for line in figures["equality"]] == [True, True]
    assert all(line["seconds_a_picture"] > 0 for line in figures["decoder"])
    served = {(line["system"], line.get("load")) for line in figures["serving"]}
    assert {(name, load) for name in ("engine", "plain loop", "batches") for load in (0.5, 0.8, 1.1)} < served
    assert not any(line.get("failed") for line in figures["serving"])
    assert told.count("serving:") == len(figures["serving"])


def test_wheels_for_the_gpu_benchmark_are_those_that_the_product_pins():
    wanted = [line for line in (ROOT / "benchmarks/gpu.txt").read_text().splitlines() if not line.startswith("#")]
    pinned = {
        line.lower()
        for name in ("serve", "sdxl")
        for line in (ROOT / f"requirements/{name}.in").read_text().splitlines()
    }
    assert len(wanted) == 6
    assert {line.lower() for line in wanted} <= pinned
