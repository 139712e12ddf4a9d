"""Put small slips into the code of a room, one at a time, and see whether its tests go red: `make mutants ROOM=engine`.

The slips are Cosmic Ray's and those of `slips.py`; rooms are in pyproject.toml. All happens in a copy of the working
tree that is thrown away. A slip lives when no test goes red; its diff is printed.
"""

import argparse
import ast
import difflib
import json
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code, use_mutation
from cosmic_ray.plugins import OPERATOR_PROVIDERS, get_operator, operator_names
from cosmic_ray.work_item import MutationSpec
from slips import Slips

ROOT = Path(__file__).parent.parent
OUTCOMES = ("killed", "timed out", "survived")
PATIENCE, LEAST = 3, 30
"""A test may take as many times the whole quiet run, and at least so many seconds."""


def main() -> None:
    rooms = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutants"]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", choices=sorted(rooms))
    parser.add_argument("--number", type=int, default=60, help="slips to try; all of them are hours")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other slips")
    parser.add_argument("--only", default="", help="a part of the names of the modules to try")
    parser.add_argument("--python", default=ROOT / ".venv" / "bin" / "python", help="what runs the tests")
    asked = parser.parse_args()
    OPERATOR_PROVIDERS["slips"] = Slips()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to stop"))  # the copy goes, the table stays
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy(Path(folder))
        os.chdir(folder)
        modules = sorted(path for pattern in rooms[asked.room]["modules"] for path in Path().glob(pattern))
        chosen, places = sample([path for path in modules if asked.only in str(path)], asked.number, asked.seed)
        with Tests(asked.python, shlex.split(" ".join(rooms[asked.room]["tests"]))) as tests:
            print(f"{len(chosen)} of {places} places, {tests.quiet:.0f} s of tests for each", flush=True)
            table: dict[str, Counter[str]] = defaultdict(Counter)
            try:
                for slip in chosen:
                    table[str(slip.module_path)][attempt(slip, tests)] += 1
            finally:
                report(asked.room, table)


class Tests:
    """The tests of a room, to be run again and again.

    Raises:
        SystemExit: they are red without any slip.
    """

    def __init__(self, python: str, arguments: list[str]) -> None:
        self._arguments = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:schemathesis", *arguments]
        command = [python, ROOT / "scripts" / "forks.py"]
        paths = os.environ | {"PYTHONPATH": "."}
        self._forks = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=paths)
        self.quiet = 600.0
        """Seconds that they take with no slip."""
        for _ in ("to learn what they import", "to see how long they take then"):
            started = time.monotonic()
            outcome, output = self.run()
            if outcome != "survived":
                raise SystemExit(f"{output}\nThe tests are red without any slip.")
            self.quiet = time.monotonic() - started

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._forks.terminate()  # it waits for work, or for tests that nobody wants any more
        self._forks.communicate()

    def run(self) -> tuple[str, str]:
        """Their outcome and what pytest said. One that hangs ends as a failed test, so what it started is stopped."""
        assert self._forks.stdin
        assert self._forks.stdout
        limit = max(LEAST, PATIENCE * self.quiet)
        asked = {"arguments": [*self._arguments, f"--timeout={limit:.0f}"], "seconds": 3 * limit}
        self._forks.stdin.write(json.dumps(asked) + "\n")
        self._forks.stdin.flush()
        answer = json.loads(self._forks.stdout.readline())
        if answer["code"] == 0:
            return "survived", answer["output"]
        late = answer["code"] is None or "Failed: Timeout" in answer["output"]
        return "timed out" if late else "killed", answer["output"]


def copy(folder: Path) -> None:
    """The working tree as it is, without what Git ignores."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def sample(modules: list[Path], number: int, seed: int) -> tuple[list[MutationSpec], int]:
    """One slip for each of `number` places, in the order of the code, and how many places there are."""
    chance = random.Random(seed)
    kinds: dict[Any, list[MutationSpec]] = defaultdict(list)
    for module in modules:
        for slip in slips(module):
            kinds[module, slip.start_pos, slip.end_pos, slip.operator_name.split("_")[0]].append(slip)
    places = [choices for _, choices in sorted(kinds.items())]
    chance.shuffle(places)
    chosen: list[MutationSpec] = []
    for choices in places:
        chance.shuffle(choices)
        fit = (slip for slip in choices if differs(slip))
        if len(chosen) < number and (slip := next(fit, None)):
            chosen.append(slip)
    return sorted(chosen, key=lambda slip: (slip.module_path, slip.start_pos)), len(places)


def slips(module: Path) -> Iterator[MutationSpec]:
    """Every slip that can be made in what this module does: not in its annotations, its log, its dataclasses' form."""
    tree = parso.parse(module.read_text())
    spans = [(node.start_pos, node.end_pos) for node in ast_nodes(tree) if is_form(node)]
    for name in operator_names():
        if get_operator(name).arguments():
            continue
        operator = get_operator(name)()
        positions = (place for node in ast_nodes(tree) for place in operator.mutation_positions(node))
        for occurrence, (start, end) in enumerate(positions):
            if start < end and not any(first <= start and end <= last for first, last in spans):
                yield MutationSpec(module, name, occurrence, start, end)


def is_form(node: Any) -> bool:
    """Whether slips in there change nothing that a test could see."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type in {"annassign", "tfpdef"}:
        return bool(node.get_previous_sibling() == ":")
    if parent.type == "funcdef" and node.get_previous_sibling() == "->":
        return True
    code = node.get_code(include_prefix=False)
    return (node.type == "decorator" and code.startswith("@dataclass(")) or (
        node.type in {"atom_expr", "power"} and code.startswith(("log.", "TypeVar("))
    )


def differs(slip: MutationSpec) -> bool:
    """Whether it is another program, and one at all."""
    code = slip.module_path.read_text()
    slipped = mutate_code(code, get_operator(slip.operator_name)(), slip.occurrence)
    try:
        return slipped is not None and ast.dump(ast.parse(code)) != ast.dump(ast.parse(slipped))
    except SyntaxError:
        return False


def attempt(slip: MutationSpec, tests: Tests) -> str:
    """The outcome of the tests with this slip; where they are green, the slip is shown."""
    with use_mutation(slip.module_path, get_operator(slip.operator_name)(), slip.occurrence) as (code, slipped):
        outcome, _ = tests.run()
    if outcome == "survived":
        name = str(slip.module_path)
        lines = difflib.unified_diff(
            code.splitlines(), slipped.splitlines(), name, slip.operator_name, lineterm="", n=2
        )
        print("\n".join(lines), flush=True)
    return outcome


def report(room: str, table: dict[str, Counter[str]]) -> None:
    """Markdown, with all modules together in the last line."""
    total: Counter[str] = sum(table.values(), Counter())
    print(f"\n| {room} | slips | " + " | ".join(OUTCOMES) + " |\n|---|---|" + "---|" * len(OUTCOMES))
    for name, counts in [*table.items(), ("**together**", total)]:
        print(f"| {name} | {counts.total()} | " + " | ".join(str(counts[outcome]) for outcome in OUTCOMES) + " |")
    print(f"\n{100 * (1 - total['survived'] / max(1, total.total())):.0f} % killed")


if __name__ == "__main__":
    main()
