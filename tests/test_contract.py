"""The real OpenAPI document against the real service: whatever it allows or forbids is answered as documented."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

OPERATIONS = {
    "POST /generate",
    "POST /api/generate",
    "POST /api/marks",
    "GET /api/interactions/{user_id}",
    "GET /api/images/{name}",
}


@pytest.fixture(scope="session")
def openapi(service_url):
    return schemathesis.openapi.from_url(f"{service_url}/openapi.json")


def test_every_route_is_documented(openapi):
    assert {operation.ok().label for operation in openapi.get_all_operations()} >= OPERATIONS


CASES = [(label, mode) for label in sorted(OPERATIONS) for mode in GenerationMode]
CASES.remove(("GET /api/images/{name}", GenerationMode.NEGATIVE))  # every text is a name, if not of an image


@pytest.mark.slow
@pytest.mark.parametrize(("label", "mode"), CASES)
def test_answers_as_documented(openapi, label, mode):
    [operation] = [o.ok() for o in openapi.get_all_operations() if o.ok().label == label]

    @settings(
        max_examples=25,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers(case):
        # JSON schema cannot say that two fields have a limit together, nor that a prompt is refused.
        case.call_and_validate(timeout=60, excluded_checks=[positive_data_acceptance])

    answers()
