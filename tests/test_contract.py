"""The real OpenAPI document against the real service: whatever it allows or forbids is answered as documented."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

schema = schemathesis.pytest.from_fixture("openapi")


@pytest.fixture(scope="session")
def openapi(service_url):
    return schemathesis.openapi.from_url(f"{service_url}/openapi.json")


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_as_documented(case):
    case.call_and_validate(timeout=60, excluded_checks=[negative_data_rejection, positive_data_acceptance])
