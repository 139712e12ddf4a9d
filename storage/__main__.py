"""The operator's commands: `python -m storage --help`. They use the store like the service does."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from rich.progress import track

from errors import Unavailable
from settings import StorageSettings
from storage.commands import add_tenant, console, leave_line, run
from storage.operations import Operations
from storage.store import Store

Step = TypeVar("Step")


def check(store: Store, chosen: argparse.Namespace) -> int:
    report = Operations(store).check(chosen.deep)
    for name, value in asdict(report).items():
        if name not in {"dead", "faults"}:
            console.print(f"{name}: {value}")
    for fault in report.faults:
        console.print(f"FAULT {fault}", style="bold red")
    console.print(f"{len(report.faults)} faults")
    return 1 if report.faults else 0


def export(store: Store, chosen: argparse.Namespace) -> None:
    log = Operations(store)
    pictures, total = _told(store, "pictures exported", log.export_marked(chosen.folder)), log.count_marked()
    done = sum(1 for _ in track(pictures, "Exporting", total=total, console=console))
    console.print(f"{done} marked pictures in {chosen.folder}")


def erase(store: Store, chosen: argparse.Namespace) -> None:
    try:
        erased = Operations(store).erase(chosen.user_id)
    except Unavailable:
        if any(store.outbox.waiting("erasure")):  # accepted; a line after it is done would name them for good
            leave_line(store, "user erased")
        raise
    leave_line(store, "user erased", erased.pseudonym)
    console.print(f"erased: {asdict(erased)}")


def replay(store: Store, _: argparse.Namespace) -> None:
    count = _counted(store, "dead letters replayed", Operations(store).replay())
    console.print(f"{count} dead letters try again")


def salvage(store: Store, _: argparse.Namespace) -> None:
    restored, left = Operations(store).salvage()
    _counted(store, "spool salvaged", restored)
    console.print(f"{restored} entries of damaged spools are back; {left} were there already, or are lost")


def collect(store: Store, _: argparse.Namespace) -> None:
    count = _counted(store, "pictures collected", Operations(store).collect())
    console.print(f"{count} pictures removed that nothing refers to")


def dump(store: Store, chosen: argparse.Namespace) -> None:
    _tell(_told(store, "log dumped", Operations(store).dump(chosen.folder)))


def load(store: Store, chosen: argparse.Namespace) -> None:
    _tell(_told(store, "dump loaded", Operations(store).load(chosen.folder)))


def _told(store: Store, deed: str, steps: Iterable[Step]) -> Iterator[Step]:
    """In the trail once the first step is done: a command that fails before that has done nothing."""
    for number, step in enumerate(steps):
        if number == 0:
            leave_line(store, deed)
        yield step


def _counted(store: Store, deed: str, count: int) -> int:
    """In the trail, where there was anything to do."""
    if count:
        leave_line(store, deed, count=count)
    return count


def _tell(collections: Iterable[tuple[str, int]]) -> None:
    for name, count in collections:
        console.print(f"{name}: {count}")


COMMANDS: dict[str, tuple[Callable[[Store, argparse.Namespace], int | None], str, str | None]] = {
    "check": (check, "look at indexes, pictures, spool and dead letters; exit code 1 when something is wrong", None),
    "export": (export, "write the marked pictures as a Hugging Face imagefolder", "folder"),
    "erase": (erase, "remove everything of a user", "user_id"),
    "replay": (replay, "let dead letters try again", None),
    "salvage": (salvage, "bring back what can be read of a spool that was damaged and set aside", None),
    "collect": (collect, "remove old pictures that nothing refers to", None),
    "dump": (dump, "write everything to a folder, for `load` or mongorestore", "folder"),
    "load": (load, "put a dump into the database, replacing documents of the same id", "folder"),
}


def parser(data_dir: Path) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        "python -m storage",
        description="Commands for the interaction log. They read MONGODB_URI, MONGODB_TIMEOUT, BLOBS, "
        "SPOOL_MAX_BYTES and DATA_DIR like the service: run them in its environment.",
    )
    made.add_argument("--data-dir", type=Path, default=data_dir, help="folder of the spool and the embedded server")
    add_tenant(made)
    commands = made.add_subparsers(dest="command", required=True)
    for name, (_, described, argument) in COMMANDS.items():
        command = commands.add_parser(name, help=described, description=described)
        if argument is not None:
            command.add_argument(argument, type=Path if argument == "folder" else str)
        if name == "check":
            command.add_argument("--deep", action="store_true", help="also read every picture and compare its SHA-256")
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    settings = StorageSettings.from_env(os.environ)
    chosen = parser(settings.data_dir).parse_args(arguments)
    os.umask(0o077)  # what is exported and dumped is as private as what it is made of

    def command(store: Store) -> int | None:
        own = store.of(chosen.tenant) if chosen.command == "load" else store.existing(chosen.tenant)
        return COMMANDS[chosen.command][0](own, chosen)

    return run(command, settings, chosen.data_dir, idle=chosen.command == "check")


if __name__ == "__main__":
    sys.exit(main())
