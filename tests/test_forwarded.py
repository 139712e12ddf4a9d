"""Who asks, as a proxy says: believed from whom the operator lists, with the secret, and in no other way."""

import contextlib
import logging

import httpx
import pytest
from playwright.sync_api import expect
from starlette.datastructures import State
from starlette.responses import JSONResponse

from access import Groups, Keyring, Meter, NewKey, plain
from access.roles import ALL, OWN
from api.middleware.access import Access, visit_of
from api.middleware.forwarded import Forwarded, Peer
from errors import Forbidden
from settings import Settings
from storage import Store
from tests.flow import alone
from tests.serving import serve
from tests.waiting import run
from ui.middleware.sessions import credential

SECRET = "only the proxy knows this secret of the proxy"
MAP = "marketing=maker; CN=Brand,OU=Groups=maker + approver;it=admin"
ANNA = {"X-Forwarded-User": "anna", "X-Forwarded-Groups": "marketing,others", "X-Proxy-Secret": SECRET}


async def told(scope, receive, send):
    principal = visit_of(scope).principal
    said = dict(scope["headers"])
    answer = {"who": principal.subject, "roles": sorted(principal.roles), "secret": b"x-proxy-secret" in said}
    await JSONResponse(answer, headers={"X-Credential": credential(scope)})(scope, receive, send)


@pytest.fixture
def store(uri, tmp_path):
    with contextlib.closing(Store.open(uri, tmp_path, idle=True)) as opened:
        yield opened


@pytest.fixture
def ring(store):
    return Keyring(store.access_keys, store.trail, b"secret")


@pytest.fixture
def ask(store, ring):
    counted = {"meter": Meter(store.quotas, {}), "addresses": plain}
    state = State({"keyring": ring, "store": store, "tenants": alone(store, {})} | counted)
    forwarded = Forwarded("10.1.0.0/16, 192.0.2.7,::1", SECRET, Groups(MAP))
    app = Peer(Access(told, ask=True, state=state, forwarded=forwarded))

    def asked(headers, peer="10.1.2.3", method="GET", path="/api/brands"):
        async def once():
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(peer, 5000))) as client:
                return await client.request(method, f"http://localhost{path}", headers=headers)

        return run(once())

    return asked


@pytest.mark.parametrize("peer", ["10.1.2.3", "192.0.2.7", "::1", "::ffff:10.1.2.3"])
def test_listed_proxy_says_who_asks(ask, peer):
    assert ask(ANNA, peer).json() == {"who": "anna", "roles": ["maker"], "secret": False}


@pytest.mark.parametrize(
    "peer", ["10.2.0.1", "192.0.2.8", "127.0.0.1", "::2", "::ffff:10.2.0.1", "", "testclient", "10.1.2.3.4"]
)
def test_another_is_not_believed_even_with_the_secret(ask, peer, caplog):
    with caplog.at_level(logging.WARNING):
        assert ask(ANNA, peer).status_code == 401
    assert "PROXY_PEERS" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("said", [None, "", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), "é" * 40])
def test_listed_address_without_the_secret_is_not_believed(ask, said):
    headers = {name: value for name, value in ANNA.items() if name != "X-Proxy-Secret"}
    secret = [] if said is None else [("X-Proxy-Secret", said.encode())]
    assert ask([*headers.items(), *secret]).status_code == 401


@pytest.mark.parametrize("name", ["X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Groups", "X-Proxy-Secret"])
@pytest.mark.parametrize("spelled", [str, str.lower, str.upper])
def test_field_that_comes_twice_lets_nobody_in(ask, name, spelled):
    extra = {"X-Forwarded-Email": "anna@bank.example"} | ANNA
    for twice in ([(spelled(name), extra[name])], [(spelled(name), "admin")]):
        assert ask([*extra.items(), *twice]).status_code == 401
        assert ask([*twice, *extra.items()]).status_code == 401


@pytest.mark.parametrize(
    "user", [b"", b" ", b"\t", b"x" * 256, b"x" * 60_000, b"\xff\xfe", "\u200b".encode(), b"a\x85\xff"]
)
def test_name_that_is_none_lets_nobody_in(ask, user):
    answer = ask([*ANNA.items(), ("X-Forwarded-User", user)][1:])
    assert answer.status_code == 401
    assert len(answer.content) < 1000


def test_name_may_be_of_any_script_and_is_one_person_however_composed(ask):
    for name in ("Анна", "  Анна ", "й".encode(), "и\u0306".encode()):
        value = name if isinstance(name, bytes) else name.encode()
        answer = ask([*ANNA.items(), ("X-Forwarded-User", value)][1:])
        assert answer.json()["who"] in ("Анна", "й")


def test_address_of_mail_is_the_name_where_there_is_no_other(ask):
    headers = {"X-Forwarded-Email": "anna@bank.example"} | {k: v for k, v in ANNA.items() if k != "X-Forwarded-User"}
    assert ask(headers).json()["who"] == "anna@bank.example"
    assert ask(headers | {"X-Forwarded-User": ""}).status_code == 401


@pytest.mark.parametrize(
    "groups", [None, "", ",", "Marketing", "marketing;it", "market", "it x", "=admin", "x" * 60_000]
)
def test_nobody_is_let_in_by_a_group_that_has_no_role(ask, groups):
    headers = {name: value for name, value in ANNA.items() if name != "X-Forwarded-Groups"}
    answer = ask(headers if groups is None else headers | {"X-Forwarded-Groups": groups})
    assert answer.status_code == 403
    assert "in none of the groups" in answer.json()["error"]["message"]


def test_roles_of_groups_add_up_and_are_looked_up_anew(ask):
    assert ask(ANNA | {"X-Forwarded-Groups": "it, marketing ,x"}).json()["roles"] == ["admin", "maker"]
    assert ask(ANNA | {"X-Forwarded-Groups": "it"}).json()["roles"] == ["admin"]
    both = Groups(MAP).principal("anna", ["CN=Brand,OU=Groups"], "proxy")
    assert (both.scopes["generate"], both.scopes["read"]) == (OWN, ALL)
    assert Groups("it=maker; it=admin").principal("anna", ["it"], "proxy").roles == {"maker", "admin"}
    with pytest.raises(Forbidden):
        Groups(None).principal("anna", ["marketing"], "proxy")


def test_browser_has_to_say_which_page_asks(ask):
    assert ask(ANNA, method="POST", path="/ui/x").status_code == 403
    assert ask(ANNA | {"Sec-Fetch-Site": "same-origin"}, method="POST", path="/ui/x").status_code == 200


def test_systems_come_in_with_keys_and_other_fields_of_proxies_say_nothing(ask, ring):
    key = ring.add(NewKey("crm", ["service"]), "test")
    assert ask({"Authorization": f"Bearer {key}"}, "203.0.113.5").json()["who"] == "crm"
    assert ask({"Authorization": f"Bearer {key}"} | ANNA).json()["who"] == "anna"
    assert ask({"Authorization": f"Bearer {key}"} | ANNA, "203.0.113.5").json()["who"] == "crm"
    for name in (
        "X-Auth-Request-User",
        "Remote-User",
        "X-Remote-User",
        "X_Forwarded_User",
        "X-Forwarded-Preferred-Username",
    ):
        assert ask({name: "anna", "X-Proxy-Secret": SECRET}).status_code == 401


def test_page_asks_the_api_with_the_credential_of_whoever_asks_it(ask, ring):
    key = ring.add(NewKey("crm", ["service"]), "test")
    assert ask({"Authorization": f"bearer  {key}"}, "203.0.113.5").headers["x-credential"] == key
    vouched = ask(ANNA).headers["x-credential"]
    assert ask({"Authorization": f"Bearer {vouched}"}, "203.0.113.5").json()["who"] == "anna"


@pytest.mark.parametrize(("tenant", "status"), [("default", 200), ("acme", 403), ("zeta", 403)])
def test_figures_of_all_tenants_are_for_those_whose_service_it_is(ask, ring, tenant, status):
    key = ring.add(NewKey("boss", ["admin"], tenant=tenant), "test")
    assert ask({"Authorization": f"Bearer {key}"}, path="/metrics").status_code == status


def test_client_that_claims_to_be_the_proxy_is_known_by_its_connection(ask):
    """`X-Forwarded-For` may change what the server calls the client; never who the peer is."""
    assert ask(ANNA | {"X-Forwarded-For": "10.1.2.3"}, "203.0.113.5").status_code == 401
    assert ask(ANNA | {"X-Forwarded-For": "203.0.113.5"}, "10.1.2.3").status_code == 200


def test_page_within_is_believed_for_a_while_and_nobody_else_with_what_it_says(ask, monkeypatch):
    forwarded = Forwarded("10.1.0.0/16", SECRET, Groups(MAP))
    anna, boris = (forwarded._groups.principal(name, ["marketing"], "proxy") for name in ("anna", "boris"))
    token = forwarded.vouch(anna)
    assert token == forwarded.vouch(anna) != forwarded.vouch(boris)
    assert forwarded.vouched(token) == anna
    assert Forwarded("10.1.0.0/16", SECRET, Groups(MAP)).vouch(anna) != token
    assert ask({"Authorization": f"Bearer {token}"}).status_code == 401
    monkeypatch.setattr("api.middleware.forwarded.PASS_SECONDS", 0)
    assert forwarded.vouched(forwarded.vouch(anna)) is None


@pytest.mark.parametrize(
    "told", ["marketing", "marketing=", "=maker", "marketing=king", "marketing=maker,admin", "a=maker;b"]
)
def test_map_of_groups_that_is_none_stops_the_start(told):
    with pytest.raises(SystemExit, match="GROUP_ROLES"):
        Groups(told)


@pytest.mark.parametrize("missing", ["GROUP_ROLES", "PROXY_PEERS", "PROXY_SECRET"])
def test_mode_is_whole_or_stops_the_start(missing):
    env = {"AUTH": "proxy", "GROUP_ROLES": MAP, "PROXY_PEERS": "10.0.0.1", "PROXY_SECRET": SECRET}
    assert Settings.from_env(env).auth == "proxy"
    with pytest.raises(SystemExit, match=f"AUTH=proxy needs {missing}"):
        Settings.from_env(env | {missing: ""})


@pytest.mark.parametrize("peers", ["proxy", "10.0.0.1/8", "10.0.0.1,", "*", "10.0.0.0-10.0.0.9"])
def test_peers_that_are_no_addresses_stop_the_start(peers):
    with pytest.raises(SystemExit, match="PROXY_PEERS="):
        Settings.from_env({"PROXY_PEERS": peers})


@pytest.mark.slow
def test_page_is_of_whomever_the_proxy_names(tmp_path, mongo, visitors):
    (tmp_path / "secret").write_text(SECRET)
    env = {"AUTH": "proxy", "GROUP_ROLES": MAP, "PROXY_PEERS": "127.0.0.1", "MONGODB_URI": f"{mongo.uri}forwarded"}
    with (
        serve(tmp_path, PROXY_SECRET_FILE=str(tmp_path / "secret"), **env) as server,
        visitors.come(locale="ru-RU", extra_http_headers=ANNA, viewport={"width": 1440, "height": 900}) as context,
    ):
        asked = {"json": {"user_id": "anna", "metadata": {"width": 64, "height": 64}}, "timeout": 60}
        same = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": "203.0.113.5"}
        made = httpx.post(f"{server.url}/api/generate", headers=ANNA | same, **asked)
        assert made.status_code == 200
        boris = ANNA | {"X-Forwarded-User": "boris"}
        assert httpx.get(f"{server.url}{made.json()['image_path']}", headers=boris).status_code == 404
        page = context.new_page()
        page.goto(f"{server.url}/ui/ru/?tab=history")
        expect(page.locator("#user-id input")).to_have_value("anna")
        expect(page.locator(f"img[src*='{made.json()['image_path']}']").first).to_be_visible()
        assert not page.get_by_role("button", name="Выйти на всех устройствах").count()
        said = server.log.read_text()
        assert "/api/generate" in said
        assert SECRET not in said
