"""The bento holds what the service needs and nothing else, and serves from anywhere, also under a path of a real proxy.

The proxy takes the path off or passes it on. One service is tried for both: what it does without a path, others are.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
import yaml
from playwright.sync_api import expect

from tests.browsing import look_back, make
from tests.serving import Server, free_port, serve
from tests.smoke import smoke
from tests.test_layers import ROOT, files, imported
from tests.waiting import wait_until
from ui.languages import LANGUAGES

pytestmark = pytest.mark.slow

BESIDES = {"bentofile.yaml", "deploy/sbom.py", "requirements/serve.in"}
BESIDES |= {f"requirements/{lock}.txt" for lock in ("serve", "sdxl", "cuda", "tools")}
BESIDES |= {str(p.relative_to(ROOT)) for one in ("brands/**/*.*", "layouts/*.yaml") for p in ROOT.glob(one)}

SMALL = {"user_id": "prefixed", "metadata": {"height": 64, "width": 64}}
CONNECTIONS = 24
HAPROXY = """
defaults
    mode http
    timeout client 60s
    timeout connect 5s
    timeout server 340s
frontend stripping
    bind 127.0.0.1:{stripping}
    http-request return status 204 if {{ path /favicon.ico }}
    http-request return status 404 unless {{ path_beg /brand/ }} or {{ path /brand }}
    http-request replace-path /brand(/.*)? \\1
    http-request set-path / if {{ path -m len 0 }}
    http-request set-header X-Forwarded-Prefix /elsewhere
    default_backend service
frontend passing
    bind 127.0.0.1:{passing}
    http-request return status 204 if {{ path /favicon.ico }}
    http-request return status 404 unless {{ path_beg /brand/ }} or {{ path /brand }}
    default_backend service
backend service
    server service 127.0.0.1:{port}
"""


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
def held(bento: Path) -> set[str]:
    """The files of the bento as it was built: the service adds its bytecode."""
    return {str(p.relative_to(bento / "src")) for p in (bento / "src").rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def served(bento: Path, held: set[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    limits = {"CONNECTION_LIMIT": str(CONNECTIONS)}
    with serve(tmp_path_factory.mktemp("empty"), target=bento, ROOT_PATH="/brand", **limits) as running:
        yield running


def test_bento_holds_the_rooms_behind_the_service_and_nothing_else(held):
    expected = {str(p.relative_to(ROOT)) for room in rooms_behind("service") for p in sources(room)} | BESIDES
    assert held == expected


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


@pytest.fixture(scope="module")
def proxies(tmp_path_factory, served):
    folder = tmp_path_factory.mktemp("proxies")
    stripping, passing = free_port(), free_port()
    config = folder / "haproxy.cfg"
    port = served.url.rpartition(":")[2]
    config.write_text(HAPROXY.format(stripping=stripping, passing=passing, port=port))
    process = subprocess.Popen(["haproxy", "-db", "-f", str(config)])
    urls = {"stripping": f"http://127.0.0.1:{stripping}", "passing": f"http://127.0.0.1:{passing}"}
    try:
        wait_until(lambda: all(up(url) for url in urls.values()))
        yield urls
    finally:
        process.terminate()
        process.wait(30)


def up(url):
    try:
        return httpx.get(f"{url}/brand/livez", timeout=10).status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture(params=["stripping", "passing"])
def url(request, proxies):
    return proxies[request.param]


@pytest.mark.parametrize("path", ["/generate", "/api/generate"])
def test_every_address_in_an_answer_leads_back(url, path):
    with httpx.Client(base_url=url, timeout=60) as client:
        address = f"{url}/brand{path}"
        made = client.post(address, json=SMALL).json()
        assert client.get(urljoin(address, made["image_path"])).status_code == 200
        shown = client.post(address, json=SMALL, headers={"Accept": "image/*"})
        assert client.get(urljoin(address, shown.headers["content-location"])).content == shown.content
        history = client.get(f"{url}/brand/api/interactions/prefixed?limit=1")
        assert client.get(urljoin(str(history.url), history.json()[0]["image_url"])).status_code == 200
        following = history.headers["link"].split(">")[0].removeprefix("<")
        assert client.get(urljoin(str(history.url), following)).json()[0]["id"] == made["id"]
        report = client.get(f"{url}/brand/api/brand/report?user_id=prefixed")
        for one in report.json()["worst"]:
            assert client.get(urljoin(str(report.url), one["image_url"])).status_code == 200
        for named in (made["image_path"], made["image_path"].removeprefix("/brand")):
            mark = {"user_id": "prefixed", "image_path": named, "result": True}
            assert client.post(f"{url}/brand/api/marks", json=mark).json()["image_path"] == made["image_path"]
        with client.stream("POST", f"{url}/brand/generate/stream", json=SMALL) as events:
            assert '"image_path":"/brand/api/images/' in events.read().decode()


def test_mistakes_are_told_as_elsewhere(url):
    assert httpx.post(f"{url}/brand/api/generate", json={}, timeout=60).json()["error"]["code"] == "invalid_request"
    assert httpx.get(f"{url}/brand/generate", timeout=60).headers["allow"] == "OPTIONS, POST"
    assert httpx.get(f"{url}/brand/api/nothing", timeout=60).status_code == 404


def test_redirects_and_documentation_stay_under_the_path(url):
    landed = httpx.get(f"{url}/brand/", follow_redirects=True, timeout=60)
    assert (landed.status_code, landed.url.path) == (200, "/brand/ui/en/")
    assert '"/brand/openapi.json"' in httpx.get(f"{url}/brand/docs", timeout=60).text.replace("'", '"')
    told = httpx.get(f"{url}/brand/openapi.json", timeout=60).json()
    assert told["servers"] == [{"url": "/brand"}]
    assert httpx.get(f"{url}/brand/static_content/swagger-ui-bundle.js", timeout=60).status_code == 200


def test_the_page_makes_a_picture_and_shows_it(url, open_page):
    page = open_page("prefixed page", home=f"{url}/brand", locale="ru-RU")
    assert page.url == f"{url}/brand/ui/ru/"
    [path] = make(page)
    assert path.startswith("/brand/api/images/")
    picture = page.locator("#wall .frame img").element_handle()
    page.wait_for_function("one => one.complete && one.naturalWidth > 0", arg=picture)
    look_back(page, LANGUAGES["ru"].history)
    archive = page.locator(".album-head a[href*='images.zip']")
    expect(archive).to_be_visible()
    whole = archive.evaluate("one => one.href")
    assert whole.startswith(f"{url}/brand/api/users/prefixed%20page/images.zip")
    assert httpx.get(whole, timeout=60).headers["content-type"] == "application/zip"


def test_connections_beyond_the_limit_make_room(served):
    place = urlsplit(served.url)
    idle = [socket.create_connection((place.hostname, place.port), 60) for _ in range(2 * CONNECTIONS)]
    try:
        for connection in idle:
            connection.setblocking(False)
        wait_until(lambda: sum(map(closed, idle)) >= CONNECTIONS - 8)
        assert httpx.get(f"{served.url}/brand/livez", timeout=60).status_code == 200
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
