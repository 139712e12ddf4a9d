"""The real OpenAPI document against the real service: whatever it allows or forbids is answered as documented."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from access.roles import ROLE_NAMES
from benchmarks.fuzz import Fuzz
from tests.asking import Asked
from tests.flow import flowing
from tests.painters import Plain

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


class AnySeed(Plain):
    """Paints whatever seed is asked for."""

    def paint(self, jobs):
        return super().paint([job.model_copy(update={"seed": job.seed % 100}) for job in jobs])


def test_nothing_that_any_role_asks_breaks_anything(shared_store):
    """All but BentoML's own route and the page, with one request each; `python -m benchmarks.fuzz` goes on."""
    with flowing(shared_store, AnySeed()) as flow:
        asked = Asked(flow, shared_store)
        people = {role: asked.key(roles=[role], owner=f"a {role}") | {"Host": "localhost"} for role in ROLE_NAMES}
        schema = schemathesis.openapi.from_asgi("/openapi.json", flow.app, headers=people["maker"])
        fuzz = Fuzz(schema, people, [GenerationMode.POSITIVE])
        fuzz.run(examples=1)
    assert fuzz.broken == {}
    assert {role: fuzz.statuses[role].total() > 30 for role in ROLE_NAMES} == dict.fromkeys(ROLE_NAMES, True)
    assert all({200, 403, 404} <= one.keys() for one in fuzz.statuses.values()), fuzz.statuses
