"""What the benchmarks leave behind."""

import pymongo
import pytest

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
