"""By which names the service may be asked, who may change something, and what an answer lets a browser do."""

import http.server
import threading
from urllib.parse import urlsplit

import pytest
from starlette.responses import PlainTextResponse

from api.middleware.hosts import TrustedHosts
from api.middleware.security_headers import protective
from tests.browsing import resolving
from tests.serving import free_port
from tests.waiting import run


def ask(host, allowed=None, method="GET", path="/ui/", server=("127.0.0.1", 5000), **headers):
    """The status of a request to an app behind the check, and the headers that the app was given."""
    told = {}

    async def app(scope, receive, send):
        told.update(scope["headers"])
        await PlainTextResponse("in")(scope, receive, send)

    async def visit():
        sent = []
        fields = {"host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "server": server,
            "scheme": "http",
            "query_string": b"",
        }
        scope["headers"] = [(name.encode(), value.encode()) for name, value in fields.items() if value is not None]

        async def send(message):
            sent.append(message)

        await TrustedHosts(app, allowed)(scope, None, send)
        return sent[0]["status"]

    return run(visit()), told


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:5000", "localhost.", "127.0.0.1:7860", "[::1]", "[::1]:5000"])
def test_this_machine_is_known_by_its_own_names(host):
    assert ask(host)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:5000",
        "localhost.evil.example",
        "evil-localhost",
        "127.0.0.1.nip.io",
        "10.0.0.1",
        "[::2]:5000",
        "2130706433",
    ],
)
def test_others_are_not(host):
    assert ask(host)[0] == 421


@pytest.mark.parametrize(
    "host",
    [
        "",
        None,
        "a b",
        "localhost:port",
        "localhost:1:2",
        "user@localhost",
        "localhost/x",
        "[::1",
        "::1",
        "é",
        "localhost,evil.example",
        ".",
    ],
)
def test_what_is_no_host_is_refused(host):
    assert ask(host)[0] in (400, 421)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("pictures.bank.example", 200),
        ("pictures.bank.example:8443", 200),
        ("a.b.intern.example", 200),
        ("intern.example", 421),
        ("evilintern.example", 421),
        ("bank.example", 421),
        ("[2001:db8::5]:443", 200),
        ("localhost", 200),
    ],
)
def test_operator_says_which_names_are_ours(host, status):
    assert ask(host, "Pictures.bank.example, *.intern.example,[2001:db8::5]")[0] == status


@pytest.mark.parametrize(
    ("server", "host"),
    [("10.1.2.3", "10.1.2.3:5000"), ("::ffff:10.1.2.3", "10.1.2.3"), ("2001:db8::1", "[2001:DB8:0::1]:5000")],
)
def test_address_that_was_reached_is_ours(server, host):
    """As kubelet, Prometheus and the page itself ask; a page elsewhere cannot have that address for its own."""
    assert ask(host, server=(server, 5000))[0] == 200
    assert ask("10.9.9.9", server=(server, 5000))[0] == 421


@pytest.mark.parametrize(
    ("path", "status"), [("/livez", 200), ("/readyz", 200), ("/healthz", 200), ("/metrics", 421), ("/livez/x", 421)]
)
def test_probes_are_answered_by_any_name(path, status):
    assert ask("balancer.example", path=path)[0] == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "QUERY", "delete"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec_fetch_site": "same-origin", "origin": "https://behind.a.proxy"}, 200),
        ({"sec_fetch_site": "none"}, 200),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "cross-site", "origin": "http://localhost:5000"}, 403),
        ({"sec_fetch_site": ""}, 403),
        ({"origin": "http://localhost:5000"}, 200),
        ({"origin": "HTTP://LOCALHOST:5000"}, 200),
        ({"origin": "http://localhost"}, 403),
        ({"origin": "http://localhost:5799"}, 403),
        ({"origin": "http://127.0.0.1:5000"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "http://localhost:5000@evil.example"}, 403),
        ({"origin": "http://["}, 403),
    ],
)
def test_other_sites_change_nothing(method, headers, status):
    assert ask("localhost:5000", method=method, **headers)[0] == status


def test_usual_port_may_be_left_out():
    assert ask("a.example", "a.example", "POST", origin="https://a.example:443")[0] == 200
    assert ask("a.example:80", "a.example", "POST", origin="http://a.example")[0] == 200
    assert ask("a.example:443", "a.example", "POST", origin="https://a.example")[0] == 200


def test_other_sites_may_look_where_nothing_changes():
    assert ask("localhost", origin="http://evil.example", sec_fetch_site="cross-site")[0] == 200


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("pictures.example", True),
        ("pictures.example:8443, inner", True),
        ("evil.example", False),
        ("evil.example, pictures.example", False),
    ],
)
def test_only_our_own_names_are_believed_of_a_proxy(value, kept):
    _, told = ask("localhost", "pictures.example", x_forwarded_host=value, x_gradio_server="http://pictures.example")
    assert (b"x-forwarded-host" in told) == kept
    assert b"x-gradio-server" not in told


def test_transport_security_is_asked_for_where_there_is_any():
    assert b"strict-transport-security" in dict(protective("/", "https"))
    assert b"strict-transport-security" not in dict(protective("/", "http"))


EVERYWHERE = [
    ("GET", "/"), ("GET", "/ui/"), ("GET", "/ui/en/"), ("GET", "/ui/ru/config"), ("GET", "/ui/en/theme.css"), ("GET", "/docs"),
    ("GET", "/openapi.json"), ("GET", "/docs.json"), ("GET", "/static_content/swagger-ui.css"), ("GET", "/livez"), ("GET", "/metrics"),
    ("GET", "/api/brands"), ("POST", "/generate"), ("PUT", "/generate"), ("GET", "/nothing"), ("GET", "/ui/nothing"), ("HEAD", "/ui/en/"),
    ("GET", "/favicon.ico"), ("OPTIONS", "/generate"), ("GET", "/api/interactions/1"), ("GET", "/api/images/none.png"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), EVERYWHERE)
def test_every_answer_is_protected(api, method, path):
    headers = api.request(method, path).headers
    for name, value in {
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
    }.items():
        assert headers.get_list(name) == [value]
    [policy] = headers.get_list("content-security-policy")
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    kept = path.startswith(("/ui", "/docs", "/static_content", "/favicon"))
    assert kept or headers.get_list("cache-control") == ["no-store"]


@pytest.mark.slow
def test_refusals_have_our_shape(api):
    for answer, code in (
        (api.get("/ui/", headers={"Host": "evil.example"}), "not_our_name"),
        (api.delete("/api/users/x", headers={"Origin": "http://evil.example"}), "cross_site"),
        (api.post("/ui/en/gradio_api/run/predict", headers={"Sec-Fetch-Site": "cross-site"}, json={}), "cross_site"),
    ):
        problem = answer.json()["error"]
        assert (answer.status_code, problem["code"]) == ({"not_our_name": 421, "cross_site": 403}[code], code)
        assert problem["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.slow
def test_page_believes_no_header_and_lets_no_neighbour_read(api):
    told = {
        "X-Forwarded-Host": "evil.example",
        "X-Gradio-Server": "http://evil.example",
        "Origin": "http://localhost:5799",
    }
    answer = api.get("/ui/en/config", headers=told)
    assert answer.status_code == 200
    assert "evil.example" not in answer.text
    assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/ui/en/assets/", "/ui/en/static/", "/static_content/", "/api/images/", "/"])
@pytest.mark.parametrize(
    "name", ["a" * 5000, "a" * 256, "я" * 200, "a/" * 2500, "..%2f" * 60 + "a" * 300, "%00"], ids=range(6)
)
def test_long_names_are_not_found(api, path, name):
    assert api.get(path + name).status_code == 404


@pytest.mark.slow
def test_log_holds_nothing_of_unknown_paths(api, server):
    api.get("/secret-of-somebody/too/x")
    api.post("/api/secret-of-somebody", content=b"x" * 70_000)
    assert "secret-of-somebody" not in server.log.read_text()


@pytest.fixture(scope="module")
def elsewhere(server):
    """A page of another site, on another port of this machine, which frames the page and reaches for the API."""
    page = f"<title>elsewhere</title><iframe src='{server.url}/ui/en/'></iframe>".encode()

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", free_port()), Page) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield f"http://localhost:{site.server_port}/"
        site.shutdown()
        thread.join()


FETCH = """async ([url, options]) => {
    try { const answer = await fetch(url, options); return [answer.status, await answer.text()] } catch (error) { return String(error) }
}"""


@pytest.mark.slow
def test_page_of_another_site_neither_frames_nor_reads_nor_changes(server, api, browser, elsewhere):
    body = {"user_id": "victim", "metadata": {"width": 64, "height": 64}}
    picture = api.post("/generate", json=body).raise_for_status().json()["image_path"]
    page = browser.new_page()
    page.goto(elsewhere)
    framed = page.frames[1]
    assert framed.evaluate("() => document.body.innerText").find("Create") == -1
    assert framed.url.startswith("chrome-error:")
    for options in (
        {"method": "DELETE"},
        {"method": "POST", "mode": "no-cors", "body": "{}"},
        {"method": "GET"},
    ):
        found = page.evaluate(FETCH, [f"{server.url}/api/users/victim", options])
        assert "Failed to fetch" in found or found[0] == 0
    shown = "(url) => new Promise(done => { const i = new Image(); i.onload = () => done(true); i.onerror = () => done(false); i.src = url })"
    assert page.evaluate(shown, f"{server.url}{picture}") is False
    page.close()
    assert len(api.get("/api/interactions/victim").json()) == 1


@pytest.mark.slow
def test_name_that_is_bent_to_this_machine_opens_nothing(server, browser):
    """DNS rebinding: to the browser everything is one site, whose name has come to mean this machine."""
    with resolving(browser, "evil.example") as page:
        site = f"http://evil.example:{urlsplit(server.url).port}"
        for path in ("/api/interactions/victim", "/ui/en/config", "/ui/"):
            assert page.goto(site + path).status == 421
            assert "victim" not in page.content()
