"""The README does what it says: its commands run, its JSON is understood, its table of settings is the code's."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from access.__main__ import parser
from pipeline.catalog import JUGGERNAUT
from schemas import AdRequest, ErrorAnswer, GenerateRequest
from settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.replace("\\\n", " ").splitlines()]
DOCUMENTS = [json.loads(block) for kind, block in BLOCKS if kind == "json"]


def table():
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        lines.append(f"| `{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines)


def test_settings_table_is_the_code():
    shown = re.search(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", README, re.DOTALL)
    assert shown is not None
    assert shown[1] == table()


@pytest.fixture(scope="module")
def history(api):
    """A picture of the person whom the commands speak of."""
    api.post("/generate", json={"user_id": "123", "metadata": {"width": 64, "height": 64}}).raise_for_status()


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("curl")])
def test_curl_answers(command, service_url):
    told = shlex.split(command.replace("http://localhost:5000", service_url))
    answer = subprocess.run([*told, "-s", "-f"], capture_output=True, check=True)
    assert json.loads(answer.stdout)


@pytest.mark.parametrize("command", [c for c in COMMANDS if "make " in c])
def test_make_target_exists(command):
    words = shlex.split(command, comments=True)
    target = words[words.index("make") + 1]
    assert subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("command", [c for c in COMMANDS if " -m pipeline " in c])
def test_pipeline_command_exists(command):
    words = shlex.split(command, comments=True)
    words = words[words.index("-m") :]
    assert words[1] == "pipeline"
    assert words[2] in (ROOT / "pipeline" / "__main__.py").read_text()


@pytest.mark.parametrize("page", ["README.md", "docs/access.md"])
def test_access_commands_are_understood(page):
    commands = re.findall(r"^\.venv/bin/python -m access (.*)$", (ROOT / page).read_text(), re.MULTILINE)
    assert commands
    for command in commands:
        parser().parse_args(shlex.split(command, comments=True))


@pytest.mark.parametrize("name", ["README.md", "docs/deploy.md"])
def test_commands_that_fetch_weights_say_that_the_licence_is_cleared(name):
    text = " ".join((ROOT / name).read_text().split())
    *before, _ = re.split("pipeline fetch juggernaut|docker compose --profile gpu", text)
    assert before
    assert all(f"MODEL_LICENSE_ACK={JUGGERNAUT.license} " in one[-80:] for one in before)


@pytest.mark.parametrize("page", [ROOT / "README.md", *(ROOT / "docs").glob("*.md")], ids=lambda page: page.name)
def test_commands_name_the_python_that_is_there(page):
    """Debian has no `python`; in a container of the image there is one."""
    text = page.read_text()
    bare = re.findall(r"^.*(?<!\.venv/bin/)\bpython -m.*$", text, re.MULTILINE)
    assert [line for line in bare if "IMAGE python" not in line and not line.startswith("`python -m storage …`")] == []


def test_system_libraries_are_found_by_an_ordinary_user_and_named(tmp_path):
    """Debian gives such a user no folder of administrators' tools in PATH."""
    for tool in ("uname", "grep", "id"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    script = ROOT / "scripts" / "system"
    done = subprocess.run([script], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    packages = re.findall(r"^have \S+ \|\| missing=\"\$missing (\S+)\"", script.read_text(), re.MULTILINE)
    assert len(packages) == 3
    assert all(f"`{one}`" in README for one in packages)


@pytest.mark.parametrize("document", DOCUMENTS, ids=",".join)
def test_json_is_understood(document, api):
    if "error" in document:
        answer = api.post("/api/generate", json={"user_id": "1", "metadata": {"age": 200}}).json()
        answer["error"]["request_id"] = document["error"]["request_id"]
        assert ErrorAnswer.model_validate(document) == ErrorAnswer.model_validate(answer)
    elif "ad" in document:
        AdRequest.model_validate(document)
    else:
        GenerateRequest.model_validate(document)
        for_photos = {"init_image", "loras"} & document.keys()  # the service of this test draws
        assert api.post("/api/generate", json=document).status_code == (422 if for_photos else 200)


def test_every_command_is_run_by_some_test():
    assert not [c for c in COMMANDS if c.strip() and not re.search(r"curl|make | -m (pipeline|access) ", c)]


def test_every_picture_exists():
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file(), picture


def test_architecture_names_what_there_is():
    text = (ROOT / "docs" / "architecture.md").read_text()
    told = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    found = {
        name: [one for one in told if f"/{one}".endswith(f"/{name}")]
        for name in re.findall(r"`([\w./-]+\.(?:py|toml|html|js|yaml|md|css|json|cfg|in))`", text)
    }
    assert len(found) > 150
    assert [name for name, files in found.items() if not files] == []
    members = re.findall(r"`(\w+)` in `([\w/.]+\.py)`", text)
    assert len(members) > 40
    for member, name in members:
        code = "".join((ROOT / one).read_text() for one in found[name])
        assert re.search(rf"\b{member}\b", code, re.IGNORECASE), f"{member} in {name}"
