"""Every setting that the README lists has a test that sees what it does, from where an operator or a client stands."""

import re
import shutil
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from tests.serving import ROOT, serve
from tests.stores import Server
from tests.waiting import wait_until

SEEN = {
    "MODEL": "test_page_work.test_bar_goes_by_the_steps_of_the_runner",
    "MODEL_REVISION": "test_fetch.test_fetch_downloads_converts_once_and_serves_offline",
    "MODEL_CACHE": "test_fetch.test_fetch_downloads_converts_once_and_serves_offline",
    "MODEL_LICENSE_ACK": "test_fetch.test_fetch_asks_for_the_licence_first",
    "SAFETY_CHECKER": "test_safety.test_what_found_a_picture_safe_is_recorded",
    "DEVICE": "test_diffusion.test_gpu_that_is_not_there_is_a_clear_error",
    "DTYPE": "test_diffusion.test_bfloat16_paints_nearly_the_same",
    "NUM_INFERENCE_STEPS": "test_page_work.test_bar_goes_by_the_steps_of_the_runner",
    "GUIDANCE_SCALE": "test_diffusion.test_what_a_request_leaves_open_is_configured",
    "SCHEDULER": "test_diffusion.test_tcd_is_equal_to_diffusers_own_loop",
    "OFFLOAD": "test_diffusion.test_gpu_that_is_not_there_is_a_clear_error",
    "ACCELERATION": "test_diffusion.test_compiler_that_is_not_there_is_a_clear_error",
    "MAX_BATCH_SIZE": "test_page_work.test_variants_share_a_batch",
    "PIXEL_BUDGET": "test_diffusion.test_size_is_the_bucket_of_the_budget",
    "PORT": "test_supervisor.test_service_has_one_port",
    "ROOT_PATH": "test_prefix.test_every_address_in_an_answer_leads_back",
    "DATA_DIR": "test_bento.test_bento_keeps_its_data_where_it_is_told",
    "MONGODB_URI": "test_limits.test_log_forgets_after_so_many_days",
    "MONGODB_TIMEOUT": "test_tuning.test_what_waits_is_bounded_and_nobody_waits_long_for_a_database_that_is_away",
    "BLOBS": "test_limits.test_pictures_are_kept_where_blobs_says",
    "SPOOL_MAX_BYTES": "test_tuning.test_what_waits_is_bounded_and_nobody_waits_long_for_a_database_that_is_away",
    "RETENTION_DAYS": "test_limits.test_log_forgets_after_so_many_days",
    "BRANDS": "test_tuning.test_brands_are_those_of_the_folder",
    "RUNNERS": "test_runners.test_product_loses_nothing_when_a_runner_dies_and_uses_one_that_joins",
    "ALLOWED_HOSTS": "test_hosts.test_page_works_by_a_name_that_is_ours",
    "CONNECTION_LIMIT": "test_tuning.test_connections_beyond_the_limit_make_room",
    "QUEUE_LIMIT": "test_limits.test_requests_beyond_the_queues_limit_are_refused_and_the_others_painted_one_by_one",
    "REQUEST_TIMEOUT": "test_limits.test_picture_that_takes_too_long_is_given_up",
}
CONNECTIONS, SPOOL = 24, 2**20


def test_every_setting_of_the_readme_is_seen():
    listed = (ROOT / "README.md").read_text().partition("<!-- settings -->")[2].partition("<!-- /settings -->")[0]
    assert set(re.findall(r"^\| `(\w+)`", listed, re.M)) == set(SEEN)
    for test in SEEN.values():
        module, _, name = test.partition(".")
        assert re.search(rf"^def {name}\(", (ROOT / f"tests/{module}.py").read_text(), re.M), test


@pytest.fixture(scope="module")
def mongod(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("tuned-mongo") / "db")
    yield server
    server.kill()


@pytest.fixture(scope="module")
def tuned(tmp_path_factory, mongod):
    """The address of a service at which an operator has turned everything."""
    folder = tmp_path_factory.mktemp("tuned")
    (folder / "kits").mkdir()
    shutil.copy(ROOT / "brands/forest.yaml", folder / "kits/default.yaml")
    turned = {
        "MONGODB_URI": f"{mongod.uri}tuned",
        "MONGODB_TIMEOUT": "0.3",
        "SPOOL_MAX_BYTES": str(SPOOL),
        "BRANDS": str(folder / "kits"),
        "CONNECTION_LIMIT": str(CONNECTIONS),
    }
    with serve(folder, **turned) as server:
        wait_until(lambda: ask(server.url).status_code == 200)  # the first picture of a process takes longer
        yield server.url


def ask(url, side=64, **changes):
    body = {"user_id": "tuner", "metadata": {"width": side, "height": side}} | changes
    return httpx.post(f"{url}/api/generate", json=body, timeout=60)


def test_brands_are_those_of_the_folder(tuned):
    assert [one["title"] for one in httpx.get(f"{tuned}/api/brands", timeout=60).json()] == ["Forest"]


def test_connections_beyond_the_limit_make_room(tuned):
    place = urlsplit(tuned)
    idle = [socket.create_connection((place.hostname, place.port), 60) for _ in range(2 * CONNECTIONS)]
    try:
        for connection in idle:
            connection.setblocking(False)
        wait_until(lambda: sum(map(closed, idle)) >= CONNECTIONS - 8)
        assert httpx.get(f"{tuned}/livez", timeout=60).status_code == 200
    finally:
        for connection in idle:
            connection.close()


def closed(connection):
    try:
        return connection.recv(65536, socket.MSG_PEEK) == b"" or b"503" in connection.recv(65536, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_what_waits_is_bounded_and_nobody_waits_long_for_a_database_that_is_away(tuned, mongod):
    mongod.kill()
    try:
        answer = wait_until(lambda: one if (one := ask(tuned, 512)).status_code != 200 else None)
        assert (answer.status_code, answer.headers["retry-after"] is not None) == (503, True)
        away = httpx.get(f"{tuned}/api/interactions/tuner", timeout=60)
        assert away.headers.get("x-partial") == "true" or away.status_code == 503
        assert away.elapsed.total_seconds() < 4.5  # less than MongoDB is given when nobody says so
    finally:
        mongod.start()
        wait_until(lambda: ask(tuned).status_code == 200)
