"""The operator's commands: `python -m jobs --help`. Jobs and webhooks are everybody's there."""

import argparse
import os
import sys

from schemas.jobs import Job
from schemas.webhooks import Webhook
from settings import StorageSettings
from storage import Store
from storage.commands import add_tenant, console, leave_line, run

BY_OPERATOR = "an operator disabled it"


def jobs(store: Store, chosen: argparse.Namespace) -> None:
    for one in store.jobs.going_on(chosen.user):
        console.print(_of_job(one))


def cancel(store: Store, chosen: argparse.Namespace) -> None:
    before, job = store.jobs.get(chosen.job), store.jobs.turn(chosen.job, "canceled")
    if before.state != job.state == "canceled":  # what has ended stays as it is
        leave_line(store, "job canceled", job.user_id, job=job.id)
    console.print(_of_job(job))


def webhooks(store: Store, chosen: argparse.Namespace) -> None:
    for one in store.webhooks.of(chosen.user) if chosen.user else store.webhooks.all():
        console.print(_of_webhook(one))


def disable(store: Store, chosen: argparse.Namespace) -> None:
    changed = store.webhooks.disable(chosen.webhook, chosen.why, by_operator=True)
    webhook = store.webhooks.get(chosen.webhook)
    if changed:
        leave_line(store, "webhook disabled", webhook.user_id, webhook=webhook.id)
    console.print(_of_webhook(webhook))


def enable(store: Store, chosen: argparse.Namespace) -> None:
    before, webhook = store.webhooks.get(chosen.webhook), store.webhooks.enable(chosen.webhook, by_operator=True)
    if before.disabled:
        leave_line(store, "webhook enabled", webhook.user_id, webhook=webhook.id)
    console.print(_of_webhook(webhook))


def replay(store: Store, chosen: argparse.Namespace) -> None:
    count = store.webhooks.replay(chosen.webhook, chosen.message)
    if count:
        leave_line(store, "messages replayed", store.webhooks.get(chosen.webhook).user_id, webhook=chosen.webhook)
    console.print(f"{count} messages are sent again")


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        "python -m jobs",
        description="Jobs and webhooks of everybody. Run it in the environment of the service: it reads "
        "MONGODB_URI and DATA_DIR like it. No secret is told.",
    )
    add_tenant(made)
    rooms = made.add_subparsers(required=True)
    stop = rooms.add_parser("cancel", help="paint no more of a job; what was painted stays")
    stop.add_argument("job", help="its id")
    stop.set_defaults(command=cancel)
    commands = rooms.add_parser("webhooks", help="who is told what becomes of jobs").add_subparsers(required=True)
    for those, command, said in (
        (rooms, jobs, "jobs that have not ended, oldest first"),
        (commands, webhooks, "all of them, oldest first"),
    ):
        listed = those.add_parser("list", help=said)
        listed.add_argument("--user", help="of this user alone")
        listed.set_defaults(command=command)
    for command, said in (
        (disable, "tell it nothing any more, not what waits either, until you enable it"),
        (enable, "tell it again what happens from now on"),
        (replay, "send again what was given up within the last 30 days"),
    ):
        one = commands.add_parser(command.__name__, help=said)
        one.add_argument("webhook", help="its id")
        one.set_defaults(command=command)
    commands.choices["disable"].add_argument(
        "--why", default=BY_OPERATOR, help=f"what its user is told ({BY_OPERATOR})"
    )
    commands.choices["replay"].add_argument("--message", help="only this one, whatever became of it")
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    settings = StorageSettings.from_env(os.environ)
    chosen = parser().parse_args(arguments)
    return run(lambda store: chosen.command(store.existing(chosen.tenant), chosen), settings)


def _of_job(one: Job) -> str:
    rows = ", ".join(f"{count} {state}" for state, count in one.rows if count)
    return "  ".join(
        (one.id, one.user_id, f"{one.created_at:%Y-%m-%d %H:%M}", one.state, rows, one.name or "")
    ).rstrip()


def _of_webhook(one: Webhook) -> str:
    facts = (one.id, one.user_id, one.url, ",".join(one.events), f"{one.created_at:%Y-%m-%d %H:%M}")
    return "  ".join((*facts, f"disabled: {one.disabled}" if one.disabled else "told"))


if __name__ == "__main__":
    sys.exit(main())
