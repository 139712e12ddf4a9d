"""The company's own sign-in: a real provider, a real browser, and answers that this browser never waited for."""

import contextlib
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from starlette.testclient import TestClient

from access import Groups, Keyring, NewKey
from api.app import create_app
from api.oidc import Provider
from errors import Forbidden, Unauthenticated
from settings import Settings
from storage import Store
from tests import oidc
from tests.serving import free_port, serve
from tests.waiting import wait_until

MAP = "marketing=maker; leads=approver; it=admin"
KEYS = "a secret of the keys that is long enough to be one"


@pytest.fixture(scope="module")
def company(mongo, tmp_path_factory):
    """A service that asks a company's provider, and that provider."""
    oidc.install()
    folder, port = tmp_path_factory.mktemp("company"), free_port()
    (folder / "secret").write_text(oidc.SECRET)
    env = {
        "AUTH": "oidc", "GROUP_ROLES": MAP, "OIDC_ISSUER": f"http://127.0.0.1:{port}", "OIDC_CLIENT_ID": oidc.CLIENT,
        "OIDC_CLIENT_SECRET_FILE": str(folder / "secret"), "OIDC_USER_CLAIM": "email", "OIDC_GROUPS_CLAIM": "teams",
        "OIDC_SCOPE": "openid staff email", "SESSION_HOURS": "3", "AUTH_SECRET": KEYS, "MONGODB_URI": f"{mongo.uri}company",
    }  # fmt: skip
    with (
        serve(folder, **env) as server,
        contextlib.closing(Store.open(env["MONGODB_URI"], folder / "aside", idle=True)) as store,
        oidc.provide(port, server.url) as provider,
    ):
        yield server, provider, store, env["OIDC_ISSUER"]


class Browser:
    """One that takes each redirect by hand."""

    def __init__(self, home):
        self.home = home
        self.http = httpx.Client(timeout=60)

    def get(self, path):
        return self.http.get(urljoin(self.home, path))

    def sent_back(self, login, to="/ui/ru/"):
        """The address that the provider sends to whoever signs in there."""
        answer = self.http.get(f"{self.home}/api/session/start", params={"to": to})
        while not (where := answer.headers.get("location", "")).startswith(f"{self.home}/api/session/callback"):
            if where:
                answer = self.http.get(urljoin(str(answer.url), where))
            else:
                form = re.search(r'action="([^"]+)"', answer.text)[1]
                prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)[1]
                said = {"prompt": prompt} | ({"login": login, "password": "x"} if prompt == "login" else {})
                answer = self.http.post(urljoin(str(answer.url), form), data=said)
        return where

    def comes_in(self):
        return self.get("/api/session").status_code == 200


def failed(answer):
    assert answer.status_code == 303
    assert "session=" not in answer.headers.get("set-cookie", "").replace("signing_in=", "")
    return parse_qs(urlsplit(answer.headers["location"]).query)["failed"]


@pytest.mark.slow
def test_person_of_the_company_signs_in_and_out(company, visitors):
    home, store = company[0].url, company[2]
    with visitors.come(locale="ru-RU", reduced_motion="reduce", viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{home}/ui/ru/?tab=history")
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("link", name="Войти через учётную запись компании").click()
        page.locator("[name=login]").fill("anna:marketing+others")
        page.locator("[name=password]").fill("x")
        page.locator("[type=submit]").click()
        page.get_by_role("button", name="Continue").click()
        expect(page.locator("#user-id input")).to_have_value("anna@bank.example")
        assert page.url == f"{home}/ui/ru/?tab=history"
        [session] = [cookie for cookie in context.cookies() if cookie["name"] == "session"]
        assert (session["httpOnly"], session["sameSite"]) == (True, "Lax")
        assert 2.9 < (session["expires"] - datetime.now(UTC).timestamp()) / 3600 < 3.1
        told = httpx.get(f"{home}/api/session", headers={"Cookie": f"session={session['value']}"}).json()
        assert (told["user_id"], told["roles"]) == ("anna@bank.example", ["maker"])
        seen = [one.detail for one in store.trail.page(50, about="anna@bank.example") if one.what == "signed in"]
        assert {"groups": ["marketing"]} in seen
        page.get_by_role("button", name="Выйти на всех устройствах").click()
        page.get_by_role("button", name="Yes, sign me out").click()
        expect(page.get_by_role("heading", name="Вход")).to_be_visible()
        gone = httpx.get(f"{home}/api/session", headers={"Cookie": f"session={session['value']}"})
        assert gone.status_code == 401


@pytest.mark.slow
def test_answer_that_this_browser_does_not_wait_for_lets_nobody_in(company):
    home = company[0].url
    anna, eve = Browser(home), Browser(home)
    hers = anna.sent_back("anna:marketing")
    other = eve.sent_back("eve:marketing")
    state = parse_qs(urlsplit(other).query)["state"][0]
    asked = parse_qs(urlsplit(hers).query)
    assert failed(Browser(home).get(hers)) == ["refused"]  # a browser that was never sent
    assert failed(eve.get(hers)) == ["refused"]  # another's answer, by a link
    eve.sent_back("eve:marketing")
    assert failed(eve.get(re.sub("state=[^&]+", f"state={state}", hers))) == ["refused"]  # another's code: PKCE
    for query in (
        "",
        "?code=x",
        "?state=x",
        f"?code=x&state={asked['state'][0]}",
        "?error=access_denied",
        "?code=" + "x" * 9000,
    ):
        assert failed(Browser(home).get(f"/api/session/callback{query}")) == ["refused"]
    for cookie in ("", "x", "x.y.z", "e30.aaaaaa.bbbb"):
        told = httpx.get(hers, headers={"Cookie": f"signing_in={cookie}"})
        assert failed(told) == ["refused"]
    assert not eve.comes_in()
    answer = anna.get(hers)
    assert answer.headers["location"] == "/ui/ru/"
    assert anna.comes_in()
    again = Browser(home)
    again.http.cookies.update({"signing_in": anna.http.cookies.get("signing_in") or "x"})
    assert failed(again.get(hers)) == ["refused"]  # a code is good once


@pytest.mark.slow
def test_nobody_comes_in_by_a_group_that_has_no_role(company):
    home, store = company[0].url, company[2]
    for login in ("mallory:others", "mallory", "mallory:Marketing"):
        found = Browser(home)
        assert failed(found.get(found.sent_back(login))) == ["stranger"]
        assert not found.comes_in()
    assert [one for one in store.trail.page(50, about="mallory@bank.example") if one.what == "not let in"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/ui/\r\nX: y",
        "javascript:alert(1)",
        "/api/x",
        "ui/",
        "/ui/é",
        "",
    ],
)
def test_nobody_is_sent_on_to_another_site(company, to):
    browser = Browser(company[0].url)
    answer = browser.get(browser.sent_back("anna:it", to))
    assert answer.headers["location"] == "/ui/"


@pytest.mark.slow
def test_what_is_asked_of_the_provider_is_bound_to_this_browser(company):
    browser = Browser(company[0].url)
    answer = browser.http.get(f"{company[0].url}/api/session/start")
    said = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    assert said["response_type"] == "code"
    assert (said["code_challenge_method"], len(said["code_challenge"])) == ("S256", 43)
    assert len(said["state"]) >= 20 <= len(said["nonce"])
    assert said["redirect_uri"] == f"{company[0].url}/api/session/callback"
    assert oidc.SECRET not in answer.headers["location"] + answer.headers["set-cookie"]
    assert re.search("^signing_in=.*HttpOnly.*Max-Age=600.*SameSite=lax$", answer.headers["set-cookie"])
    tls = {"X-Forwarded-Proto": "https"}
    sent = browser.http.get(f"{company[0].url}/api/session/start", headers=tls).headers["set-cookie"]
    assert re.search("^__Host-signing_in=.*HttpOnly.*Max-Age=600; Path=/; SameSite=lax; Secure$", sent)


@pytest.mark.slow
def test_system_has_a_key_as_ever(company):
    server, store = company[0], company[2]
    key = Keyring(store.access_keys, store.trail, KEYS.encode()).add(NewKey("crm", ["service"]), "test")
    answer = httpx.get(f"{server.url}/api/session", headers={"Authorization": f"Bearer {key}"})
    assert answer.json()["roles"] == ["service"]


@pytest.mark.slow
@pytest.mark.parametrize("issuer", ["http://127.0.0.1:{free}", "http://localhost:{port}", "http://127.0.0.1:{port}/x"])
def test_provider_that_is_away_or_another_is_told_on_the_sign_in_page(company, issuer):
    where = issuer.format(free=free_port(), port=urlsplit(company[3]).port)
    app = create_app("test", "1")
    app.state.provider = Provider(where, ("logo", "secret"), "openid", ("sub", "groups"), b"secret")
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        assert failed(client.get("/api/session/start")) == ["away"]
        assert client.get("/api/session/end").headers["location"] == "http://localhost/ui/sign-in"


@pytest.fixture
def rings(uri, tmp_path):
    """Keyrings of one database, by the map that they go by."""
    with contextlib.closing(Store.open(uri, tmp_path, idle=True)) as store:
        yield lambda told, **length: Keyring(
            store.access_keys, store.trail, b"secret", Groups(told), timedelta(**length or {"hours": 1})
        )


def test_roles_are_those_of_the_map_now_and_of_the_groups_of_the_last_sign_in(rings):
    token = rings(MAP).sign_on("anna", ["marketing", "staff"])
    assert rings(MAP).find(token).roles == {"maker"}
    assert rings("marketing=maker; staff=approver").find(token).roles == {"maker", "approver"}
    with pytest.raises(Forbidden):
        rings("leads=approver").find(token)
    assert rings(MAP).find(rings(MAP).sign_on("anna", ["leads"])).roles == {"approver"}


def test_session_ends_by_itself_and_by_signing_out_everywhere(rings):
    ring = rings(MAP, seconds=1)
    brief = ring.sign_on("anna", ["it"])
    assert ring.find(brief)
    wait_until(lambda: ring.remembered(brief) is None)
    assert ring.find(brief) is None
    ring = rings(MAP)
    tokens = [ring.sign_on("anna", ["it"]) for _ in range(2)]
    ring.sign_out(ring.find(tokens[0]))
    assert [ring.find(token) for token in tokens] == [None, None]


@pytest.mark.parametrize("name", ["", " ", "x" * 256, "a\nb"])
def test_claim_that_is_no_name_lets_nobody_in(rings, name):
    with pytest.raises(Unauthenticated):
        rings(MAP).sign_on(name, ["it"])


@pytest.mark.parametrize("missing", ["GROUP_ROLES", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
def test_mode_is_whole_or_stops_the_start(missing):
    env = {
        "AUTH": "oidc",
        "GROUP_ROLES": MAP,
        "OIDC_ISSUER": "https://login.example/x",
        "OIDC_CLIENT_ID": "a",
        "OIDC_CLIENT_SECRET": "b",
    }
    assert Settings.from_env(env).auth == "oidc"
    with pytest.raises(SystemExit, match=f"AUTH=oidc needs {missing}"):
        Settings.from_env(env | {missing: ""})


@pytest.mark.parametrize("issuer", ["http://login.example", "login.example", "https://a b", "https://x?y", "ftp://x"])
def test_issuer_that_could_be_listened_to_stops_the_start(issuer):
    with pytest.raises(SystemExit, match="OIDC_ISSUER="):
        Settings.from_env({"OIDC_ISSUER": issuer})
