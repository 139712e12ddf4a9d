"""What is installed and shipped is known to the byte: locks with hashes, and a bill of materials over all of an image."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage.mongo.embedded import find_mongod

ROOT = Path(__file__).parent.parent
REQUIREMENTS = ROOT / "requirements"
LOCKS = ["serve", "sdxl", "cuda", "dev", "bench", "tools"]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.M)


def pins(path: Path) -> dict[str, str]:
    return {name.lower().replace("_", "-"): version for name, version in PINNED.findall(path.read_text())}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock):
    packages = re.split(r"\n(?=\S)", (REQUIREMENTS / f"{lock}.txt").read_text().strip())
    assert len(packages) > 40
    for package in packages:
        assert re.match(r"[A-Za-z0-9._-]+==\S+ (;.+ )?\\\n( +--hash=sha256:[0-9a-f]{64}( \\\n|$))+", package), package


def test_locks_hold_what_is_asked_for_at_one_version():
    wanted = {name: pins(REQUIREMENTS / f"{name}.in") for name in ("serve", "sdxl", "dev", "bench", "tools")}
    locked = {name: pins(REQUIREMENTS / f"{name}.txt") for name in LOCKS}
    for name, asked in wanted.items():
        assert asked
        assert asked.items() <= locked[name].items(), name
    for smaller, larger in (("serve", "sdxl"), ("sdxl", "dev"), ("sdxl", "cuda"), ("dev", "bench")):
        assert locked[smaller].items() <= locked[larger].items()


def test_set_up_and_image_install_locks_only():
    for file in ("Makefile", "deploy/Dockerfile.j2"):
        text = (ROOT / file).read_text()
        for options in re.findall(r'^[^#\n]*(?:pip install|install="install)(.*)', text, re.M):
            assert "--require-hashes" in options, (file, options)


def test_bill_of_materials_has_debian_and_mongodb_too(tmp_path):
    bill = tmp_path / "sbom.json"
    tool = Path(sys.executable).with_name("cyclonedx-py")
    # Few packages: to tell that none of them stands there twice, the validator compares each with each.
    command = [tool, "requirements", REQUIREMENTS / "serve.in", "--output-format", "JSON", "--output-file", bill]
    subprocess.run(command, check=True)
    packages = {part["name"] for part in json.loads(bill.read_text())["components"]}
    lines = "libc6\t2.36-9+deb12u14\tamd64\nlibstdc++6\t1:12.2.0-14\tamd64\nlibc6\t2.36-9+deb12u14\tamd64\n"
    subprocess.run([sys.executable, ROOT / "deploy" / "sbom.py", bill], input=lines, text=True, check=True)
    whole = json.loads(bill.read_text())["components"]
    assert packages < {part["name"] for part in whole}
    purls = {part.get("purl") for part in whole}
    assert "pkg:deb/debian/libstdc%2B%2B6@1%3A12.2.0-14?arch=amd64" in purls
    told = subprocess.run([find_mongod(), "--version"], capture_output=True, text=True, check=True).stdout
    assert f"pkg:generic/mongodb@{told.split()[2][1:]}" in purls
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator  # a second of imports that one process of tests needs

    version = SchemaVersion.from_version(json.loads(bill.read_text())["specVersion"])
    assert JsonStrictValidator(version).validate_str(bill.read_text()) is None
