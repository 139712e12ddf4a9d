"""Imports point one way, and each outside library is known to one room only."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABLE = re.findall(
    r"^\| `(\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|$", (ROOT / "docs" / "architecture.md").read_text(), re.MULTILINE
)
MAY_IMPORT = {room: set(re.findall(r"\w+", allowed)) for room, allowed, _ in TABLE}
MAY_IMPORT["service"] = set(MAY_IMPORT)
KNOWN_TO = {
    library: {room for room, _, known in TABLE if f"`{library}`" in known}
    for _, _, known in TABLE
    for library in re.findall(r"\w+", known)
}


@cache
def files(room: str) -> list[Path]:
    single = ROOT / f"{room}.py"
    return [single] if single.exists() else sorted((ROOT / room).rglob("*.py"))


@cache
def imported(path: Path) -> frozenset[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).split(".")[0])
    return frozenset(found)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_rooms_import_only_what_they_may(room):
    found = {name for path in files(room) for name in imported(path)} & set(MAY_IMPORT)
    assert files(room)
    assert found - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("library", KNOWN_TO)
def test_library_is_known_to_its_room_only(library):
    users = {room for room in MAY_IMPORT for path in files(room) if library in imported(path)}
    assert users
    assert users <= KNOWN_TO[library]


def test_every_room_is_listed():
    top = {path.stem for path in ROOT.glob("*.py")} | {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert top - {"tests"} == set(MAY_IMPORT)


INSIDE = {
    room: section
    for heading in re.split(r"^##+ Inside ", (ROOT / "docs" / "architecture.md").read_text(), flags=re.MULTILINE)
    for room, section in re.findall(r"\A`(\w+)`\n(.*?)(?=^## |\Z)", heading, re.MULTILINE | re.DOTALL)
}


@pytest.mark.parametrize("room", [room for room in MAY_IMPORT if len(files(room)) > 1])
def test_every_file_of_a_room_is_told_of(room):
    """By its name, or, in a folder of things of one kind, by that of the folder."""
    told = set(re.findall(r"`(?:\w+/)*(\w+(?:\.py)?)/?`", INSIDE[room]))
    for path in files(room):
        if path.name not in ("__init__.py", "__main__.py"):
            inside = path.relative_to(ROOT / room)
            assert told & {inside.name, *inside.parts[:-1]}, inside
    there = {path.name for room in MAY_IMPORT for path in files(room)}
    assert {name for name in told if name.endswith(".py")} <= there


@pytest.mark.parametrize(
    ("folder", "others"),
    [("objects", set()), ("scenery", {"objects"}), ("figure", {"objects"})],
)
def test_folders_of_the_illustrator_import_one_way(folder, others):
    drawing = {"air", "brush", "geometry", "inks", "skyline"}
    for path in sorted((ROOT / "pipeline" / "illustration" / folder).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.level == 2:
                names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
                assert set(names) <= drawing | others, path.name


@pytest.mark.parametrize(
    ("part", "others"),
    [
        ("outbox", {"outbox", "disk"}),
        ("blobs.py", {"disk"}),
        ("mongo", {"mongo", "outbox.entries", "blobs", "disk", "options"}),
        ("mongo/mongod_supervisor.py", set()),
    ],
)
def test_parts_of_the_storage_import_one_way(part, others):
    place = ROOT / "storage" / part
    for path in sorted(place.glob("*.py")) if place.is_dir() else [place]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (module := str(node.module)).split(".")[0] == "storage":
                names = [f"{module}.{alias.name}" for alias in node.names] if module == "storage" else [module]
                for name in (name.removeprefix("storage.") for name in names):
                    assert {name, name.split(".")[0]} & others, f"{path.name} imports {name}"


SERVER = r"(bentoml|bentoml_cli|circus|uvicorn)"
PRIVATE = re.compile(rf"\b(_bentoml\w*|{SERVER}(\.\w+)*\._\w+)|\bfrom {SERVER}[\w.]* import [^\n]*\b_[a-z]\w*")
"""A name that its library may move tomorrow, as code, a command line or a file of settings has it."""


@cache
def kept() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def test_every_file_that_is_told_of_is_there():
    """In documents, by the end of its path; in the rooms of `make mutants`."""
    paths = [f"/{name}" for name in kept()]
    for name in kept():
        if name.endswith(".md") and name != "CHANGELOG.md":
            for told in re.findall(r"`((?:\w+/)*\w+\.(?:py|toml|ya?ml|js|css|html))`", (ROOT / name).read_text()):
                assert any(path.endswith(f"/{told}") for path in paths), f"{name}: {told}"
    for room, named in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutants"].items():
        for told in (
            *named["modules"],
            *(one.partition("::")[0] for one in named["tests"] if one.startswith("tests/")),
        ):
            assert any(ROOT.glob(told)), f"{room}: {told}"


def test_no_private_name_of_the_server_is_used_but_where_the_reason_stands():
    texts = {
        name: (ROOT / name).read_text(errors="ignore")
        for name in kept()
        if not name.endswith(".md") and name not in ("tests/test_layers.py",)
    }
    assert {name for name, text in texts.items() if PRIVATE.search(text)} == {"supervisor.py"}
    for told in ("from bentoml._internal.x import Y", "import _bentoml_impl", "python -m bentoml_cli._internal.start",
                 "uvicorn.server._x", "from uvicorn.config import _X, _y"):  # fmt: skip
        assert PRIVATE.search(told), told


ONE_FACT_IN_SEVERAL_FORMS = {
    "AccessKey",
    "Failure",
    "Fault",
    "Image",
    "Interaction",
    "Invitation",
    "KeyChange",
    "Mark",
    "Picture",
    "Run",
}
"""What the edge, the domain and MongoDB call the same, or a contract and who keeps it."""


def test_no_word_means_two_things():
    """Public classes and literals of a name that several files have."""
    places: dict[str, list[Path]] = {}
    for path in (path for room in MAY_IMPORT for path in files(room)):
        for node in ast.parse(path.read_text()).body:
            literal = isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Literal[")
            if name := node.name if isinstance(node, ast.ClassDef) else ast.unparse(node.targets[0]) if literal else "":
                places.setdefault(name, []).append(path)
    doubled = {name for name, paths in places.items() if len(paths) > 1 and name[0] != "_"}
    assert doubled == ONE_FACT_IN_SEVERAL_FORMS


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_files_and_functions_are_short(room):
    for path in files(room):
        assert len(path.read_text().splitlines()) <= 400, path.relative_to(ROOT)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno < 50, f"{path.relative_to(ROOT)}: {node.name}"


def test_composition_root_is_read_on_a_screen_and_a_half():
    assert len((ROOT / "service.py").read_text().splitlines()) <= 200
