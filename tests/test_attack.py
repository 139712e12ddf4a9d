"""The service attacked in eight ways at once, beside one honest client: `python -m benchmarks.attack`, in half a minute."""

import pytest

from benchmarks.attack import trial
from tests.waiting import apart

SECONDS = 12
LOOSE = {"slower": 20, "memory": 2, "flat": 1.3}
"""The benchmark's own bounds are for a quiet machine; half a minute on a busy one holds off what a hole would do: refusals,
waits of minutes, gigabytes."""

pytestmark = pytest.mark.slow


def test_honest_client_is_served_while_others_attack(server):
    report = apart(trial, server.url, server.process.pid, SECONDS, alone=6)
    assert report.faults(**LOOSE) == [], report
    served = [kind for kind in report.hostile if kind.endswith(" 200")]
    assert not any(kind.startswith(("long_heads", "slow_bodies", "file_objects", "hostile_hosts")) for kind in served)
    assert {kind.split()[0] for kind in report.hostile} == {
        "long_heads",
        "slow_bodies",
        "invented_sessions",
        "masked_words",
        "certificates",
        "big_strict_pictures",
        "file_objects",
        "hostile_hosts",
    }
