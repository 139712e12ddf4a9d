"""The operator's commands: `python -m jobs --help`. They see everybody's webhooks, which over HTTP their users see."""

import argparse
import os
import sys

from schemas.webhooks import Webhook
from settings import StorageSettings
from storage.commands import add_tenant, console, run
from storage.mongo.webhooks import Webhooks

BY_OPERATOR = "an operator disabled it"


def listing(webhooks: Webhooks, chosen: argparse.Namespace) -> None:
    for one in webhooks.of(chosen.user) if chosen.user else webhooks.all():
        console.print(_line(one))


def disable(webhooks: Webhooks, chosen: argparse.Namespace) -> None:
    webhooks.get(chosen.webhook)
    webhooks.disable(chosen.webhook, chosen.why, by_operator=True)
    console.print(_line(webhooks.get(chosen.webhook)))


def enable(webhooks: Webhooks, chosen: argparse.Namespace) -> None:
    webhooks.get(chosen.webhook)
    console.print(_line(webhooks.enable(chosen.webhook, by_operator=True)))


def replay(webhooks: Webhooks, chosen: argparse.Namespace) -> None:
    console.print(f"{webhooks.replay(chosen.webhook, chosen.message)} messages are sent again")


COMMANDS = {"list": listing, "disable": disable, "enable": enable, "replay": replay}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        "python -m jobs",
        description="Webhooks of everybody. Run it in the environment of the service: it reads MONGODB_URI and "
        "DATA_DIR like it. No secret is told.",
    )
    add_tenant(made)
    rooms = made.add_subparsers(required=True)
    commands = rooms.add_parser("webhooks", help="who is told what becomes of jobs").add_subparsers(
        dest="command", required=True
    )
    commands.add_parser("list", help="all of them, oldest first").add_argument("--user", help="of this user alone")
    for name, said in (
        ("disable", "tell it nothing any more, not what waits either, until you enable it"),
        ("enable", "tell it again what happens from now on"),
        ("replay", "send again what was given up within the last 30 days"),
    ):
        commands.add_parser(name, help=said).add_argument("webhook", help="its id")
    commands.choices["disable"].add_argument(
        "--why", default=BY_OPERATOR, help=f"what its user is told ({BY_OPERATOR})"
    )
    commands.choices["replay"].add_argument("--message", help="only this one, whatever became of it")
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    settings = StorageSettings.from_env(os.environ)
    chosen = parser().parse_args(arguments)
    command = COMMANDS[chosen.command]
    return run(lambda store: command(store.existing(chosen.tenant).webhooks, chosen), settings)


def _line(one: Webhook) -> str:
    facts = (one.id, one.user_id, one.url, ",".join(one.events), f"{one.created_at:%Y-%m-%d %H:%M}")
    return "  ".join((*facts, f"disabled: {one.disabled}" if one.disabled else "told"))


if __name__ == "__main__":
    sys.exit(main())
