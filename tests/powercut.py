"""A disk that loses what was not synced: told from the system calls of a process, by strace."""

import re
import subprocess
import sys
from pathlib import Path

from tests.stores import ROOT

CALLS = (
    "openat,mkdir,mkdirat,write,pwrite64,ftruncate,fallocate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat"
)
NAMED = re.compile(r'"(/[^"]*)"')
OPENED = re.compile(r"\(\d+<(/[^>]*)>")
ACKNOWLEDGE = "import os\ndef acknowledge():\n    os.write(1, b'acknowledged')\n"
"""What a traced script calls when it has told somebody that a thing is safe."""
OF_NO_USE = ("-shm", ".lock")
"""Files that a start makes anew, and files that nothing is in."""


def lost(text: str, folder: Path) -> list[set[str]]:
    """What a power failure would take at each `acknowledge()` of a script that runs with `folder`, which is empty.

    By names within the folder: of a file with content that is not on the disk, or whose name is not. A file that was
    given its name before its content was synced counts as lost for ever.
    """
    trace = folder.with_name(f"{folder.name}.trace")
    traced = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "64", "-e", f"trace={CALLS}", "-o", trace]
    subprocess.run(
        [*traced, sys.executable, "-c", ACKNOWLEDGE + text, folder], cwd=ROOT, check=True, capture_output=True
    )
    return _replayed(trace.read_text(errors="replace").splitlines(), str(folder))


def _replayed(calls: list[str], folder: str) -> list[set[str]]:
    contents: set[str] = set()  # with content that is not on the disk
    names: set[str] = set()  # with a name that is not
    known, torn, moments = {folder}, set(), []
    for call in calls:
        verb = call.split("(")[0].split()[-1]
        paths = [path for path in NAMED.findall(call) if path.startswith(folder)]
        [opened] = OPENED.findall(call)[:1] or [""]
        if verb == "write" and '"acknowledged"' in call:
            moments.append(
                {path[len(folder) + 1 :] for path in contents | names | torn if not path.endswith(OF_NO_USE)}
            )
        elif call.endswith(")") or "= -1" in call or "unfinished" in call:
            assert "unfinished" not in call, "one thread only: else the order of calls is not told"
        elif (verb == "openat" and "O_CREAT" in call) or verb.startswith("mkdir"):
            names |= set(paths) - known
            known |= set(paths)
        elif verb.startswith("rename"):
            old, new = paths
            torn |= {new} & ({new} if old in contents else set())
            contents.discard(old)
            names = names - {old} | {new}
            known.add(new)
        elif verb.startswith("unlink"):
            contents, names, known = contents - set(paths), names - set(paths), known - set(paths)
        elif verb in {"write", "pwrite64", "ftruncate", "fallocate"} and opened.startswith(folder):
            contents.add(opened)
        elif verb in {"fsync", "fdatasync"}:
            contents.discard(opened)
            names = {path for path in names if str(Path(path).parent) != opened}
    return moments
