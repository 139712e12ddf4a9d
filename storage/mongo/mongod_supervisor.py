"""The process that owns one embedded mongod. Knows no driver and no documents: only a command, two locks and a socket.

It is run by path, as a script of the standard library alone, so that it needs no import path. It restarts a mongod
that dies, and stops it once no client has held the shared lock `clients` for a second.
"""

import argparse
import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

POLL = 0.2
GRACE = 1.0
STOP = 10.0
PATIENCE = 5.0
"""Seconds: a mongod that lives shorter is restarted ever more slowly, up to this pause."""
LOG_LIMIT = 10 * 2**20
PR_SET_PDEATHSIG = 1


def command(mongod: Path, home: Path, socket: Path) -> list[str]:
    """The mongod of `home`, reachable by a Unix socket only: no TCP port, no compression, a small cache and journal.

    Nothing counts as slow: the log would tell of each such query whose it was.
    """
    return [
        *(str(mongod), "--dbpath", str(home / "db")),
        *("--bind_ip", str(socket), "--unixSocketPrefix", str(socket.parent), "--filePermissions", "0600"),
        *("--networkMessageCompressors", "disabled", "--noscripting", "--wiredTigerCacheSizeGB", "0.25"),
        *("--setParameter", "diagnosticDataCollectionEnabled=false"),
        *("--wiredTigerEngineConfigString", "log=(prealloc=false,file_max=64MB)"),
        *("--slowms", str(2**31 - 1), "--profile", "0"),
        *("--logpath", str(home / "mongod.log"), "--logappend", "--quiet"),
    ]


def _die_with(parent: int) -> None:
    """In the child: have the kernel kill mongod when its supervisor dies, also when it died just now."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def start(arguments: list[str], home: Path) -> subprocess.Popen[bytes]:
    log = home / "mongod.log"
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    parent = os.getpid()
    return subprocess.Popen(arguments, stdin=subprocess.DEVNULL, preexec_fn=lambda: _die_with(parent))  # noqa: PLW1509 (one thread)


def stop(mongod: subprocess.Popen[bytes]) -> None:
    """A clean stop; mongod is killed if it does not manage that in time (its journal loses nothing)."""
    mongod.terminate()
    try:
        mongod.wait(STOP)
    except subprocess.TimeoutExpired:
        mongod.kill()
        mongod.wait()


def deserted(clients: IO[bytes]) -> bool:
    """Take the clients' lock for ourselves if nobody holds it. Whoever comes now waits until we are gone."""
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(clients, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def keep(arguments: list[str], home: Path, clients: IO[bytes]) -> None:
    """Run mongod until nobody has needed it for `GRACE` seconds."""
    mongod, started, pause = start(arguments, home), time.monotonic(), POLL
    died: float | None = None
    alone_since: float | None = None
    try:
        while True:
            time.sleep(POLL)
            if died is None and mongod.poll() is not None:
                died = time.monotonic()
            if died is not None and time.monotonic() - started >= pause:
                pause = POLL if died - started > PATIENCE else min(2 * pause, PATIENCE)
                mongod, started, died = start(arguments, home), time.monotonic(), None
            if not deserted(clients):
                alone_since = None
            elif alone_since is None:
                alone_since = time.monotonic()
                fcntl.flock(clients, fcntl.LOCK_UN)
            elif time.monotonic() - alone_since >= GRACE:
                return
            else:
                fcntl.flock(clients, fcntl.LOCK_UN)
    finally:
        stop(mongod)


def _quit(*_: object) -> None:
    sys.exit(0)


def main() -> None:
    parser = argparse.ArgumentParser(description="Keep the embedded mongod of one data folder running.")
    for name in ("mongod", "home", "socket"):
        parser.add_argument(name, type=Path)
    chosen = parser.parse_args()
    os.umask(0o077)
    if os.fork():
        return
    os.setsid()
    signal.signal(signal.SIGTERM, _quit)
    with (chosen.home / "keeper.lock").open("wb") as own, (chosen.home / "clients.lock").open("ab") as clients:
        try:
            fcntl.flock(own, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        own.write(str(os.getpid()).encode())
        own.flush()
        keep(command(chosen.mongod, chosen.home, chosen.socket), chosen.home, clients)


if __name__ == "__main__":
    main()
