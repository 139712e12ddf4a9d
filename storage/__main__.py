"""The operator's commands: `python -m storage --help`. They use the store like the service does."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from rich.progress import track

from schemas.identity import normal
from settings import StorageSettings
from storage.commands import add_tenant, console, leave_line, run
from storage.operations import Operations
from storage.store import Store


def check(log: Operations, chosen: argparse.Namespace) -> int:
    report = log.check(chosen.deep)
    for name, value in asdict(report).items():
        if name not in {"dead", "faults"}:
            console.print(f"{name}: {value}")
    for fault in report.faults:
        console.print(f"FAULT {fault}", style="bold red")
    console.print(f"{len(report.faults)} faults")
    return 1 if report.faults else 0


def export(log: Operations, chosen: argparse.Namespace) -> None:
    total = log.count_marked()
    done = sum(1 for _ in track(log.export_marked(chosen.folder), "Exporting", total=total, console=console))
    console.print(f"{done} marked pictures in {chosen.folder}")


def erase(log: Operations, chosen: argparse.Namespace) -> None:
    console.print(f"erased: {asdict(log.erase(chosen.user_id))}")


def replay(log: Operations, _: argparse.Namespace) -> None:
    console.print(f"{log.replay()} dead letters try again")


def salvage(log: Operations, _: argparse.Namespace) -> None:
    restored, left = log.salvage()
    console.print(f"{restored} entries of damaged spools are back; {left} were there already, or are lost")


def collect(log: Operations, _: argparse.Namespace) -> None:
    console.print(f"{log.collect()} pictures removed that nothing refers to")


def dump(log: Operations, chosen: argparse.Namespace) -> None:
    _tell(log.dump(chosen.folder))


def load(log: Operations, chosen: argparse.Namespace) -> None:
    _tell(log.load(chosen.folder))


def _tell(collections: Iterable[tuple[str, int]]) -> None:
    for name, count in collections:
        console.print(f"{name}: {count}")


COMMANDS: dict[str, tuple[Callable[[Operations, argparse.Namespace], int | None], str, str | None]] = {
    "check": (check, "look at indexes, pictures, spool and dead letters; exit code 1 when something is wrong", None),
    "export": (export, "write the marked pictures as a Hugging Face imagefolder", "folder"),
    "erase": (erase, "remove everything of a user", "user_id"),
    "replay": (replay, "let dead letters try again", None),
    "salvage": (salvage, "bring back what can be read of a spool that was damaged and set aside", None),
    "collect": (collect, "remove old pictures that nothing refers to", None),
    "dump": (dump, "write everything to a folder, for `load` or mongorestore", "folder"),
    "load": (load, "put a dump into the database, replacing documents of the same id", "folder"),
}


DEEDS = {"export": "pictures exported", "erase": "user erased", "dump": "log dumped", "load": "dump loaded"}
"""What the trail tells of commands, before they do it; the one who is erased has a pseudonym there afterwards."""


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
        if chosen.command in DEEDS:
            user = getattr(chosen, "user_id", "")
            leave_line(own, DEEDS[chosen.command], normal(user) or user)
        return COMMANDS[chosen.command][0](Operations(own), chosen)

    return run(command, settings, chosen.data_dir, idle=chosen.command == "check")


if __name__ == "__main__":
    sys.exit(main())
