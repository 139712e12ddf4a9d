"""What the benchmarks leave behind."""

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


@pytest.mark.slow
def test_a_part_of_the_serving_benchmark_leaves_the_whole_table_alone(tmp_path):
    told, _ = script(LONE, "--only", "lone", "--lone", "64", tmp_path).communicate()
    assert "lone requests" in told
    assert list(tmp_path.iterdir()) == []
