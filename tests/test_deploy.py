"""The files that operators start the product with: valid by their schemas, and true to the code."""

import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import promql_parser
import pymongo
import pytest
import yaml
from compose_spec import PyCompose
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard
from prometheus_client.parser import text_string_to_metric_families

from settings import AccessSettings, Settings
from storage import Options, Store
from storage.mongo.embedded import find_mongod
from tests.serving import free_port, metrics
from tests.waiting import wait_until

ROOT = Path(__file__).parent.parent
KUBERNETES = ROOT / "deploy" / "kubernetes"
DASHBOARD = ROOT / "deploy" / "grafana" / "logo-generation.json"
DEFAULTS = dict(
    line.split("=", 1) for line in (ROOT / ".env").read_text().splitlines() if "=" in line and line[0] != "#"
)
VERSION = re.search(r'NAME, VERSION = .*, "(.+)"', (ROOT / "service.py").read_text())[1]
PORT = Settings().port
COMMANDS = {"resources", "configMapGenerator", "images", "labels", "patches"}


def compose() -> dict[str, Any]:
    text = (ROOT / "docker-compose.yaml").read_text()
    return yaml.safe_load(re.sub(r"\$\{(\w+)(?::-(.*?))?\}", lambda found: DEFAULTS.get(found[1], found[2]), text))


def manifests(folder: str) -> list[dict[str, Any]]:
    """Every resource that the kustomization of `folder` lists by file."""
    index = yaml.safe_load((KUBERNETES / folder / "kustomization.yaml").read_text())
    paths = [KUBERNETES / folder / name for name in index["resources"]]
    return [document for path in paths if path.is_file() for document in yaml.safe_load_all(path.read_text())]


def pods() -> list[dict[str, Any]]:
    found = [*manifests("base"), *manifests("gpu")]
    return [kind["spec"]["template"]["spec"] for kind in found if "template" in kind.get("spec", {})]


def containers(pod: dict[str, Any]) -> list[dict[str, Any]]:
    return [*pod.get("initContainers", []), *pod["containers"]]


def resource(kind: str, name: str) -> dict[str, Any]:
    [found] = [one for one in manifests("base") if (one["kind"], one["metadata"]["name"]) == (kind, name)]
    return found


@pytest.mark.parametrize("profile", ["mongodb", "gpu", "embedded", "split"])
def test_compose_is_valid_and_each_profile_publishes_both_ports_once_on_this_machine(profile):
    PyCompose.from_yaml(yaml.safe_dump(compose())).validate()
    services = [one for one in compose()["services"].values() if profile in one["profiles"]]
    ports = [port for one in services for port in one.get("ports", [])]
    assert ports == ["127.0.0.1:7860:8080", "127.0.0.1:5000:8080"]
    assert set(re.findall(r"\$\{BIND.*?\}", (ROOT / "docker-compose.yaml").read_text())) == {"${BIND:-127.0.0.1}"}


def test_every_service_of_compose_is_nobody_special_and_bounded():
    for name, one in compose()["services"].items():
        assert one["cap_drop"] == ["ALL"], name
        assert one["read_only"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert one["mem_limit"], name
        assert one["pids_limit"], name


def test_way_out_of_compose_is_only_where_a_port_is_published_or_weights_are_fetched():
    found = compose()
    assert found["networks"] == {"default": {"internal": True}, "database": {"internal": True}, "published": {}}
    for name, one in found["services"].items():
        outside = "published" in one.get("networks", {})
        assert outside == ("ports" in one or name == "weights"), name
    reaching = {name for name, one in found["services"].items() if "database" in one.get("networks", {})}
    assert reaching == {"service", "split", "gpu", "embedded", "mongodb"}


def test_whatever_has_juggernaut_in_compose_is_told_of_its_licence():
    services = compose()["services"].values()
    having = [
        one for one in services if "juggernaut" in [*one.get("command", []), *one.get("environment", {}).values()]
    ]
    assert len(having) == 2
    assert all("MODEL_LICENSE_ACK" in one["environment"] for one in having)


def test_compose_waits_only_for_services_of_the_same_profile():
    services = compose()["services"]
    for one in services.values():
        for other in one.get("depends_on", []):
            assert set(one["profiles"]) <= set(services[other]["profiles"])


def test_compose_mounts_what_exists_and_names_what_it_declares():
    found = compose()
    sources = {volume.split(":")[0] for one in found["services"].values() for volume in one.get("volumes", [])}
    assert {name for name in sources if name[0] != "."} == found["volumes"].keys()
    assert all((ROOT / name).exists() for name in sources if name[0] == ".")


def test_images_are_those_that_make_image_builds():
    assert (DEFAULTS["IMAGE"], DEFAULTS["GPU_IMAGE"]) == (
        f"logo-generation:{VERSION}",
        f"logo-generation:{VERSION}-gpu",
    )
    tags = [yaml.safe_load((KUBERNETES / one / "kustomization.yaml").read_text())["images"] for one in ("base", "gpu")]
    assert tags == [[{"name": "logo-generation", "newTag": tag}] for tag in (VERSION, f"{VERSION}-gpu")]
    images = {container["image"] for pod in pods() for container in containers(pod)}
    assert images == {"logo-generation", compose()["services"]["proxy"]["image"]}


def test_public_images_have_a_version():
    images = [one["image"] for one in compose()["services"].values()]
    assert all(re.search(r":v?\d", image) for image in images)


def test_no_secret_is_written_down():
    text = "".join(path.read_text() for path in [ROOT / "docker-compose.yaml", *(ROOT / "deploy").rglob("*.y*ml")])
    assert not re.search(r"(?i)(password|secret|token|key): *['\"]?[\w+/=-]{12,}['\"]?$", text, re.M)


@pytest.mark.parametrize("folder", ["base", "gpu"])
def test_kubernetes_resources_fit_their_schemas(folder):
    import kubernetes_validate  # its grammar takes seconds, and every process of the tests reads this file

    for one in manifests(folder):
        kubernetes_validate.validate(one, "1.37", strict=True)


@pytest.mark.parametrize("folder", ["base", "gpu"])
def test_kustomization_lists_every_file(folder):
    index = yaml.safe_load((KUBERNETES / folder / "kustomization.yaml").read_text())
    assert index.keys() - {"apiVersion", "kind", "namespace"} <= COMMANDS
    listed = {*index["resources"], *(patch["path"] for patch in index.get("patches", []))}
    elsewhere = {name for name in listed if name.startswith("..")}
    assert all((KUBERNETES / folder / name / "kustomization.yaml").is_file() for name in elsewhere)
    assert listed - elsewhere == {path.name for path in (KUBERNETES / folder).iterdir()} - {"kustomization.yaml"}


@pytest.mark.parametrize(("kind", "name"), [("Deployment", "runner"), ("StatefulSet", "public")])
def test_gpu_patch_fits_what_it_changes(kind, name):
    patch = yaml.safe_load((KUBERNETES / "gpu" / f"{name}.yaml").read_text())
    base = resource(kind, name)
    assert patch["metadata"] == base["metadata"]
    [changed] = patch["spec"]["template"]["spec"]["containers"]
    assert changed["name"] == base["spec"]["template"]["spec"]["containers"][0]["name"]
    claims = [one["metadata"]["name"] for one in manifests("gpu") if one["kind"] == "PersistentVolumeClaim"]
    assert [one["persistentVolumeClaim"]["claimName"] for one in patch["spec"]["template"]["spec"]["volumes"]] == claims


def test_what_a_pod_mounts_is_there():
    for pod in pods():
        declared = {one["name"] for one in pod.get("volumes", [])} | {"data"}
        assert {mount["name"] for one in containers(pod) for mount in one["volumeMounts"]} <= declared
    proxy = yaml.safe_load((ROOT / "deploy" / "proxy" / "kustomization.yaml").read_text())["configMapGenerator"]
    assert proxy == [{"name": "proxy", "files": ["haproxy.cfg"]}]


def test_nobody_reaches_anybody_but_for_what_is_named():
    policies = {one["metadata"]["name"]: one["spec"] for one in manifests("base") if one["kind"] == "NetworkPolicy"}
    assert policies["default-deny"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    assert policies["runner"]["egress"] == []
    open_to_all = [
        (name, rule)
        for name, one in policies.items()
        for rule in [*one.get("ingress", []), *one.get("egress", [])]
        if not (rule.get("from") or rule.get("to"))
    ]
    assert open_to_all == []
    ports = {port["port"] for rule in policies["public"]["ingress"] for port in rule["ports"]}
    proxied = {port["containerPort"] for port in sidecar("public", "proxy")["ports"]}
    assert ports == proxied == {8080, 9100}


def sidecar(pod: str, name: str) -> dict[str, Any]:
    spec = resource("StatefulSet", pod)["spec"]["template"]["spec"]
    [found] = [one for one in spec["initContainers"] if one["name"] == name]
    return found


def test_whatever_has_juggernaut_in_kubernetes_is_told_of_its_licence():
    index = yaml.safe_load((KUBERNETES / "gpu" / "kustomization.yaml").read_text())
    assert index["configMapGenerator"][0]["literals"] == ["MODEL=juggernaut"]
    settings = {"configMapRef": {"name": "settings"}}
    having = [
        kind["metadata"]["name"]
        for kind in [*manifests("base"), *manifests("gpu")]
        for one in kind.get("spec", {}).get("template", {}).get("spec", {}).get("containers", [])
        if settings in one.get("envFrom", []) or "juggernaut" in one["args"]
    ]
    assert sorted(having) == ["public", "runner", "weights"]
    for name in having:
        changes = yaml.safe_load_all((KUBERNETES / "gpu" / f"{name}.yaml").read_text())
        [inside] = [one["spec"]["template"]["spec"]["containers"][0] for one in changes if "template" in one["spec"]]
        [told] = [one["valueFrom"] for one in inside.get("env", []) if one["name"] == "MODEL_LICENSE_ACK"]
        assert told == {"secretKeyRef": {"name": "license", "key": "ack", "optional": True}}


def test_what_scales_by_itself_has_no_number_of_replicas():
    target = resource("HorizontalPodAutoscaler", "runner")["spec"]["scaleTargetRef"]
    assert "replicas" not in resource(target["kind"], target["name"])["spec"]


def test_a_job_that_has_ended_does_not_stand_in_the_way_of_the_next_tag():
    jobs = [one for folder in ("base", "gpu") for one in manifests(folder) if one["kind"] == "Job"]
    assert [job["metadata"]["name"] for job in jobs if "ttlSecondsAfterFinished" in job["spec"]] == ["weights"]
    assert len(jobs) == 1


def test_ports_and_names_agree_from_door_to_runner():
    public, runner = (resource(kind, name) for kind, name in (("StatefulSet", "public"), ("Deployment", "runner")))
    inside = public["spec"]["template"]["spec"]["containers"][0]
    painter = runner["spec"]["template"]["spec"]["containers"][0]
    [port] = [port["containerPort"] for port in painter["ports"]]
    assert [port["containerPort"] for port in inside["ports"]] == [PORT]
    assert f"--port {PORT} " in inside["args"][-1]
    assert f"--port {port} " in painter["args"][-1]
    assert {"name": "RUNNERS", "value": "127.0.0.1:5001"} in inside["env"]
    assert {"name": "RUNNER", "value": f"runner:{port}"} in sidecar("public", "runners")["env"]
    assert "bind :5001\n" in (ROOT / "deploy/runners/haproxy.cfg").read_text()
    assert {"name": "SERVER", "value": f"127.0.0.1:{PORT}"} in sidecar("public", "proxy")["env"]
    assert [one["targetPort"] for one in resource("Service", "public")["spec"]["ports"]] == ["proxied", "figures"]
    assert resource("Service", "runner")["spec"]["ports"][0]["port"] == port
    assert [rule["ports"] for rule in resource("NetworkPolicy", "runner")["spec"]["ingress"]] == [
        [{"protocol": "TCP", "port": port}]
    ]


def test_pods_are_nobody_special():
    for pod in pods():
        assert pod["securityContext"]["runAsUser"] == 1034
        for one in containers(pod):
            assert one["securityContext"]["readOnlyRootFilesystem"]
            assert one["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert {"memory", "ephemeral-storage"} <= one["resources"]["limits"].keys()
            assert not [env for env in one.get("env", []) if "URI" in env["name"] and "valueFrom" in env]


def test_pods_have_time_to_finish():
    settings = yaml.safe_load((KUBERNETES / "base" / "kustomization.yaml").read_text())["configMapGenerator"][0]
    grace = int(dict(one.split("=") for one in settings["literals"])["GRACE_SECONDS"])
    for kind, name in (("StatefulSet", "public"), ("Deployment", "runner")):
        pod = resource(kind, name)["spec"]["template"]["spec"]
        wait = int(pod["containers"][0]["lifecycle"]["preStop"]["exec"]["command"][1])
        assert pod["terminationGracePeriodSeconds"] >= grace + wait + 10


def test_settings_in_the_files_exist():
    settings = yaml.safe_load((KUBERNETES / "base" / "kustomization.yaml").read_text())["configMapGenerator"][0]
    names = {one.split("=")[0].lower() for one in settings["literals"]} - {"grace_seconds"}
    assert names <= Settings.model_fields.keys()


def test_every_setting_of_access_is_handed_on_and_secrets_by_files_or_the_environment():
    service = compose()["services"]["service"]["environment"]
    assert {name.upper() for name in AccessSettings.model_fields} <= service.keys()
    handed = {name: service[name] for name in map(str.upper, AccessSettings.model_fields)}
    assert Settings.from_env(handed | {"BIND": ""}) == Settings()
    text = (KUBERNETES / "base" / "kustomization.yaml").read_text()
    offered = dict(re.findall(r"^ +# - (\w+)=(.*)$", text, re.M))
    secrets = {name for name in AccessSettings.model_fields if name.endswith("secret")}
    wanted = {f"{name.upper()}_FILE" if name in secrets else name.upper() for name in AccessSettings.model_fields}
    assert wanted - {"BIND"} == offered.keys()
    [mount] = [
        one
        for one in resource("StatefulSet", "public")["spec"]["template"]["spec"]["containers"][0]["volumeMounts"]
        if one["name"] == "access"
    ]
    files = {offered[f"{name.upper()}_FILE"] for name in secrets}
    assert {path.rpartition("/")[0] for path in files} == {mount["mountPath"]}
    plain = {name: value for name, value in offered.items() if not name.endswith("_FILE")}
    assert Settings.from_env(plain | {name.upper(): "x" * 32 for name in secrets} | {"AUTH": "oidc"}).group_roles


def expressions() -> list[str]:
    panels = json.loads(DASHBOARD.read_text())["panels"]
    return [target["expr"].replace("$__rate_interval", "1m") for panel in panels for target in panel["targets"]]


def selectors(node: Any) -> Iterator[Any]:
    """Every choice of time series in an expression of PromQL."""
    if isinstance(node, promql_parser.VectorSelector):
        yield node
    inside = [getattr(node, name, None) for name in ("lhs", "rhs", "expr", "vector_selector")]
    for child in [*inside, *getattr(node, "args", [])]:
        if child is not None:
            yield from selectors(child)


def scrape(api: httpx.Client, url: str) -> dict[str, set[str]]:
    """The figures of a service that has made a picture and taken a mark, each with its labels."""
    facts = {"user_id": "dashboard", "metadata": {"width": 64, "height": 64}}
    made = api.post("/api/generate", json=facts).raise_for_status().json()
    mark = {"user_id": "dashboard", "image_path": made["image_path"], "result": True}
    api.post("/api/marks", json=mark).raise_for_status()
    families = text_string_to_metric_families(metrics(url))
    return {sample.name: set(sample.labels) for family in families for sample in family.samples}


def test_runners_follow_a_figure_that_the_service_has(api: httpx.Client, service_url: str):
    [metric] = resource("HorizontalPodAutoscaler", "runner")["spec"]["metrics"]
    name = metric["external"]["metric"]["name"]
    assert name in scrape(api, service_url)
    assert f"seriesQuery: {name}" in (ROOT / "docs" / "deploy.md").read_text()


def test_dashboard_asks_only_for_figures_that_the_service_has(api: httpx.Client, service_url: str):
    told = scrape(api, service_url)
    asked = [one for expression in expressions() for one in selectors(promql_parser.parse(expression))]
    assert {one.name for one in asked} <= told.keys()
    assert all({matcher.name for matcher in one.matchers.matchers} <= told[one.name] for one in asked)


def test_dashboard_shows_what_matters():
    shown = {one.name for expression in expressions() for one in selectors(promql_parser.parse(expression))}
    assert {
        "bentoml_service_request_total",  # requests and errors
        "painter_wait_seconds_total",
        "painter_rows_total",  # with painter_steps_total: batch size
        "service_picture_seconds_bucket",
        "spool_depth",
        "service_palette_score_bucket",
        "service_marks_total",
    } <= shown


def test_dashboard_fits_the_schema_of_grafana():
    """What Grafana's own classes would not know is not there any more when they write the dashboard out again."""
    register_default_plugins()
    dashboard = json.loads(DASHBOARD.read_text())
    assert lost(dashboard, json.loads(JSONEncoder().encode(Dashboard.from_json(dashboard)))) == []
    assert lost({"panels": [{"fieldConfig": {"wrong": 1}}]}, {"panels": [{"fieldConfig": {}}]}) == ["wrong"]


def lost(given: Any, known: Any) -> list[str]:
    """Keys of `given` that `known` has not, or has with another value."""
    if isinstance(given, dict):
        return [name for key in given for name in (lost(given[key], known[key]) if key in known else [key])]
    if isinstance(given, list):
        return [name for one, other in zip(given, known, strict=True) for name in lost(one, other)]
    return [] if given == known else [str(given)]


def test_prometheus_scrapes_the_service_and_drops_nothing():
    job, runners = yaml.safe_load((ROOT / "deploy" / "prometheus.yml").read_text())["scrape_configs"]
    assert not {"metric_relabel_configs"} & (job.keys() | runners.keys())
    assert job["static_configs"][0]["targets"] == ["proxy:9100"]
    services = compose()["services"]
    assert runners["dns_sd_configs"][0]["port"] == int(services["runner"]["environment"]["PORT"]) == 5001
    assert services["runners"]["environment"]["RUNNER"] == "runner:5001"
    assert "--port 5001 " in services["runner"]["command"][-1]
    assert services["service"]["networks"]["default"]["aliases"] == ["logo-generation"]
    assert services["proxy"]["environment"]["SERVER"] == f"logo-generation:{PORT}"


def test_dashboard_is_where_grafana_looks():
    mounts = compose()["services"]["grafana"]["volumes"]
    provider = yaml.safe_load((ROOT / "deploy/grafana/provisioning/dashboards/dashboards.yaml").read_text())
    [source] = yaml.safe_load((ROOT / "deploy/grafana/provisioning/datasources/prometheus.yaml").read_text())[
        "datasources"
    ]
    assert any(mount.split(":")[1].startswith(provider["providers"][0]["options"]["path"]) for mount in mounts)
    uids = {panel["datasource"]["uid"] for panel in json.loads(DASHBOARD.read_text())["panels"]}
    assert uids == {source["uid"]}


def test_keys_are_drawn_once(tmp_path):
    command = [sys.executable, str(ROOT / "deploy" / "mongodb" / "make_keys.py"), str(tmp_path)]
    subprocess.run(command, check=True)
    first = {path.name: path.read_text() for path in tmp_path.iterdir()}
    subprocess.run(command, check=True)
    assert first == {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert first["app"] in first["uri"]
    assert 6 <= len(first["key"]) <= 1024
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o400}


@pytest.mark.slow
def test_service_works_as_the_user_that_compose_gives_it(tmp_path):
    keys = tmp_path / "keys"
    keys.mkdir()
    subprocess.run([sys.executable, str(ROOT / "deploy" / "mongodb" / "make_keys.py"), str(keys)], check=True)
    secret = {path.name: path.read_text() for path in keys.iterdir()}
    with replica_set(tmp_path, keys / "key") as port:
        root = pymongo.MongoClient("127.0.0.1", port, directConnection=True)
        root.admin.command("replSetInitiate", {"_id": "rs0", "members": [{"_id": 0, "host": f"127.0.0.1:{port}"}]})
        wait_until(lambda: root.admin.command("hello")["isWritablePrimary"])
        root.admin.command("createUser", "root", pwd=secret["root"], roles=["root"])
        owner = pymongo.MongoClient("127.0.0.1", port, username="root", password=secret["root"], directConnection=True)
        roles = [{"role": "readWrite", "db": "logo-generation"}]
        owner["logo-generation"].command("createUser", "logo", pwd=secret["app"], roles=roles)
        uri = secret["uri"].replace("mongodb:27017", f"127.0.0.1:{port}")
        with contextlib.closing(Store.open(uri, tmp_path / "data", Options(timeout=20))) as store:
            store.database.ping()
            page = store.history("nobody")
            assert (page, page.partial) == ([], False)


@contextlib.contextmanager
def replica_set(folder: Path, key: Path) -> Iterator[int]:
    """The mongod that comes with the tests, as deploy/mongodb/start.sh starts it; its port."""
    (folder / "db").mkdir()
    port = free_port()
    place = ["--port", str(port), "--dbpath", str(folder / "db"), "--logpath", str(folder / "mongod.log")]
    start = (ROOT / "deploy" / "mongodb" / "start.sh").read_text().splitlines()[-1].replace("/run/keys/key", str(key))
    flags = start.split(" mongod ")[1].replace("--bind_ip_all", "--bind_ip 127.0.0.1").split()
    process = subprocess.Popen([str(find_mongod()), *place, *flags], stdout=subprocess.DEVNULL)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(60)
