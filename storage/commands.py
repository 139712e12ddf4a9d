"""How all commands of an operator begin and end: a store is opened as the service would, and errors are told."""

import argparse
import getpass
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from pymongo.errors import PyMongoError
from rich.console import Console

from errors import ServiceError
from schemas.identity import DEFAULT_TENANT
from settings import StorageSettings
from storage.mongo.trail import Event
from storage.options import Options
from storage.store import Store

console, aside = (Console(stderr=one, markup=False, highlight=False, soft_wrap=True) for one in (False, True))


def add_tenant(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tenant", default=DEFAULT_TENANT, help=f"of which tenant ({DEFAULT_TENANT})")


def operator() -> str:
    """Who is at this machine, as the trail calls them."""
    try:
        return f"operator {getpass.getuser()}"
    except (KeyError, OSError):  # a container's user has no name
        return f"operator {os.getuid()}"


def leave_line(store: Store, what: str, about: str = "", **detail: object) -> None:
    """In the trail of the tenant: what was done with what is its people's."""
    try:
        store.trail.add(Event(operator(), what, about=about, detail=detail))
    except ServiceError as error:  # an erasure is accepted while MongoDB is away
        aside.print(f"the trail lacks a line: {error}")


def run(
    command: Callable[[Store], int | None], settings: StorageSettings, data_dir: Path | None = None, idle: bool = True
) -> int:
    """The exit code of a command; an `idle` store does nothing but what it is asked."""
    options = replace(Options.chosen(settings), retention_days="as it is")  # what the service has chosen stays
    try:
        with closing(Store.open(settings.mongodb_uri, data_dir or settings.data_dir, options, idle)) as store:
            return command(store) or 0
    except (ServiceError, PyMongoError, OSError) as error:
        aside.print(str(error), style="bold red")
        return 1
