"""What the log writes is ours alone, with the usual umask of a server."""

import os
import subprocess
import sys

from tests.stores import ROOT, open_to_others, script

USING = """
import contextlib, os, sys
from pathlib import Path
from storage import Options, Store
from tests.stores import drained, recorded
folder = Path(sys.argv[1])
with contextlib.closing(Store.open(None, folder / "data", Options(blobs=str(folder / "pictures")))) as store:
    store.mark("123", recorded(store).image_url, True)
    drained(store)
    recorded(store)
    print("used", flush=True)
    sys.stdin.readline()
"""
COMMANDS = """
import sys
from storage.__main__ import main
folder = sys.argv[1]
for command in ("export", "dump"):
    assert main(["--data-dir", f"{folder}/data", command, f"{folder}/{command}"]) == 0
"""


def test_nobody_else_reads_what_the_log_writes(tmp_path):
    """Neither in folders of its own nor in those that an earlier release has left to others."""
    earlier = [tmp_path / name for name in ("data", "data/spool", "data/spool/images", "data/mongo", "pictures")]
    for folder in earlier:
        folder.mkdir()
        folder.chmod(0o755)
    (tmp_path / "data/spool/old").touch()
    (tmp_path / "data/spool/old").chmod(0o644)
    with script(USING, tmp_path, umask=0o022, stdin=subprocess.PIPE) as using:
        assert using.stdout.readline() == "used\n"
        assert open_to_others(tmp_path / "data") == open_to_others(tmp_path / "pictures") == []
        assert (tmp_path / "data/mongo/run/mongod.sock").exists()
        environment = os.environ | {"BLOBS": str(tmp_path / "pictures")}
        command = [sys.executable, "-c", COMMANDS, tmp_path]
        subprocess.run(command, cwd=ROOT, env=environment, umask=0o022, check=True, capture_output=True)
        assert open_to_others(tmp_path / "export") == open_to_others(tmp_path / "dump") == []
        assert len(list((tmp_path / "export").glob("*.png"))) == 1
        using.communicate("\n")
    assert using.returncode == 0
    assert open_to_others(tmp_path / "data") == open_to_others(tmp_path / "pictures") == []
    assert len(list((tmp_path / "pictures").rglob("?" * 64))) == 2
