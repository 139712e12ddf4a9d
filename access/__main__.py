"""The administrator's commands: `python -m access --help`. They keep keys as the service does, and tell one once."""

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from access.keyring import Keyring
from access.keys import link
from access.meter import parse_limits
from access.roles import ROLE_NAMES, SCOPES
from access.secret import read_secret
from access.wanted import KeyChange, NewKey
from errors import InvalidRequest, NotFound
from schemas import UserText
from schemas.identity import DEFAULT_TENANT
from settings import Settings
from storage import Event, KeyRecord, Removal, Store
from storage.commands import add_tenant, aside, console, operator, run


def bootstrap(keyring: Keyring, chosen: argparse.Namespace) -> None:
    _tell_once(keyring.bootstrap(_person(chosen.owner), operator(), chosen.tenant))


def add(keyring: Keyring, chosen: argparse.Namespace) -> None:
    limits = parse_limits(chosen.limits)
    owner, tenant = _person(chosen.owner), _there(keyring, chosen.tenant)
    wanted = NewKey(owner, chosen.role, chosen.name, chosen.scope, tenant, chosen.days, limits)
    _tell_once(keyring.add(wanted, operator()))


def rotate(keyring: Keyring, chosen: argparse.Namespace) -> None:
    _tell_once(keyring.rotate(chosen.prefix, timedelta(hours=chosen.grace), operator(), None))


def revoke(keyring: Keyring, chosen: argparse.Namespace) -> None:
    keyring.revoke(chosen.prefix, operator(), None)
    aside.print("revoked; what was open with it ends within 5 s")


def change(keyring: Keyring, chosen: argparse.Namespace) -> None:
    scopes = chosen.scope and [one for one in chosen.scope if one != EVERY]
    limits = None if chosen.limits is None else parse_limits(chosen.limits)
    keyring.change(chosen.prefix, KeyChange(chosen.name, chosen.role, scopes, limits), operator(), None)
    aside.print("changed; it is heard everywhere within 5 s")


def invite(keyring: Keyring, chosen: argparse.Namespace) -> None:
    wanted = NewKey(_person(chosen.owner), chosen.role, tenant=_there(keyring, chosen.tenant))
    token = keyring.invite(wanted, operator(), timedelta(hours=chosen.hours))
    aside.print(f"This link makes {wanted.owner} a key, once, within {chosen.hours:g} hours:")
    sys.stdout.write(f"{link(chosen.address, token)}\n")


def listing(keyring: Keyring, chosen: argparse.Namespace) -> None:
    rows = [("prefix", "state", "tenant", "owner", "name", "roles", "scopes", "expires", "last used")]
    for one in keyring.all(chosen.tenant):
        roles, scopes = ",".join(one.roles), ",".join(one.scopes) or "all"
        facts = (one.prefix, _state(one), one.tenant, one.owner, one.name, roles, scopes)
        rows.append((*facts, _moment(one.expires_at), _moment(one.last_used_at)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        console.print("  ".join(map(str.ljust, row, widths)).rstrip())


def audit(store: Store, chosen: argparse.Namespace) -> None:
    names = ("before", "about", "who", "what", "since", "until")
    if chosen.tenant not in (known := store.tenants() | store.removals.names()):
        raise NotFound(f"There is no tenant {chosen.tenant}, only {', '.join(sorted(known))}")
    trail = store.trail.of(chosen.tenant)
    for event in trail.page(chosen.limit, **{name: getattr(chosen, name) for name in names}):
        console.print(_line(event))


def remove(store: Store, chosen: argparse.Namespace) -> None:
    """Remove a tenant, or tell what that would remove. Interrupted, it is ended by the same command or by a service."""
    removal = Removal(store)
    found = removal.counts(chosen.name) if chosen.dry_run else removal.remove(chosen.name, operator())
    for name, count in found.items():
        console.print(f"{name}: {count}")
    if chosen.dry_run:
        aside.print("nothing was removed; the trail would stay, with pseudonyms for all names")
    else:
        aside.print(
            f"{chosen.name} is removed; services let go of it within two minutes. Left to you: LIMITS, GROUP_ROLES and "
            "kits of BRANDS that name it. Its name stands for nobody else."
        )


EVERY = "all"
"""In the place of scopes: what the roles allow."""
COMMANDS = {
    "bootstrap": bootstrap,
    "add": add,
    "change": change,
    "invite": invite,
    "list": listing,
    "rotate": rotate,
    "revoke": revoke,
}
OF_STORE = {"audit": audit, "remove": remove}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        "python -m access",
        description="Keys, roles and the trail. Run it in the environment of the service: it reads MONGODB_URI, "
        "DATA_DIR and AUTH_SECRET like it. A key is told once, on the standard output.",
    )
    commands = made.add_subparsers(dest="command", required=True)
    first = commands.add_parser("bootstrap", help="make a tenant's first administrator's key, and so the tenant")
    first.add_argument("--owner", default="admin", help="who that is")
    guest = commands.add_parser("invite", help="make a link that gives somebody a key, once")
    guest.add_argument("owner", help="whose key it will be")
    guest.add_argument("--role", action="append", required=True, choices=ROLE_NAMES)
    guest.add_argument("--hours", type=_positive, default=72, help="for how long the link is good (72)")
    guest.add_argument("--address", default="http://localhost:5000", help="where the page is (http://localhost:5000)")
    keys = commands.add_parser("key", help="make, list, rotate and revoke keys").add_subparsers(
        dest="command", required=True
    )
    new = keys.add_parser("add", help="make a key for somebody")
    new.add_argument("owner", help="whose it is: the user id of all that is made with it")
    new.add_argument("--role", action="append", required=True, choices=ROLE_NAMES)
    new.add_argument("--scope", action="append", default=[], choices=SCOPES, help="only this, of what the roles allow")
    new.add_argument("--name", default="", help="what it is for")
    new.add_argument("--limits", default="", help="such as pictures_per_day=200,in_flight=4; docs/access.md names all")
    new.add_argument("--days", type=_positive, help="for how long; for ever where it is not said")
    listed = keys.add_parser("list", help="all keys that ever were; none of them is told again")
    listed.add_argument("--tenant", help="only this tenant's")
    other = keys.add_parser("rotate", help="make a new key in the place of one")
    other.add_argument("--grace", type=float, default=24, help="hours for which the old one still works (24)")
    changed = keys.add_parser("change", help="have a key allow something else; what is not named stays")
    changed.add_argument("--name", help="what it is for")
    changed.add_argument("--role", action="append", choices=ROLE_NAMES)
    changed.add_argument("--scope", action="append", choices=(*SCOPES, EVERY), help="only this, or `all` they allow")
    changed.add_argument("--limits", help="all of its own, as with `key add`; empty: none of its own")
    for command in (other, changed, keys.add_parser("revoke", help="end a key now")):
        command.add_argument("prefix", help="what `key list` calls it")
    trail = commands.add_parser("audit", help="what was done and refused, the newest first")
    trail.add_argument("--about", help="by this person, or to them")
    trail.add_argument("--who", help="by this person or system")
    trail.add_argument("--what", help="a route as it is documented, or a deed such as `key added`")
    for bound in ("--since", "--until"):
        trail.add_argument(bound, type=_moment_of, help="a date or moment in ISO 8601, by UTC where it names no zone")
    trail.add_argument("--before", help="the id of a line: only those that are older than it")
    trail.add_argument("--limit", type=int, default=50)
    tenants = commands.add_parser("tenant", help="remove a tenant").add_subparsers(dest="command", required=True)
    gone = tenants.add_parser("remove", help="remove a tenant with all it has; its trail stays, with pseudonyms")
    gone.add_argument("name", help="which tenant")
    gone.add_argument("--dry-run", action="store_true", help="only count what would go")
    for command in (first, guest, new, trail):
        add_tenant(command)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    settings = Settings.from_env(os.environ)
    chosen = parser().parse_args(arguments)

    def command(store: Store) -> None:
        if chosen.command in OF_STORE:
            return OF_STORE[chosen.command](store, chosen)
        secret = read_secret(settings.auth_secret, settings.data_dir)
        return COMMANDS[chosen.command](Keyring(store.access_keys, store.trail, secret), chosen)

    return run(command, settings)


def _tell_once(key: str) -> None:
    aside.print("This key is told once; keep it where passwords are kept:")
    sys.stdout.write(f"{key}\n")


def _there(keyring: Keyring, tenant: str) -> str:
    """The tenant. Raises NotFound where a mistyped name would make another."""
    if tenant != DEFAULT_TENANT and not keyring.all(tenant):
        raise NotFound(f"There is no tenant {tenant}: `bootstrap --tenant {tenant}` makes it")
    return tenant


def _person(owner: str) -> str:
    try:
        return str(TypeAdapter(UserText).validate_python(owner))
    except ValidationError as error:
        raise InvalidRequest(f"owner: {error.errors()[0]['msg']}") from None


def _positive(text: str) -> float:
    if (number := float(text)) > 0:
        return number
    raise ValueError


def _moment_of(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else "-"


def _state(record: KeyRecord) -> str:
    if not record.is_good(datetime.now(UTC)):
        return "ended"
    return f"ends {_moment(record.revoke_at)}" if record.revoke_at else "good"


def _line(event: Event) -> str:
    said: Iterable[object] = (event.who or "nobody", event.key, event.what, event.status or "", event.about)
    extra = " ".join(f"{name}={value}" for name, value in event.detail.items())
    return " ".join(filter(None, (event.id, f"{event.at:%Y-%m-%d %H:%M:%S}", *map(str, said), extra, event.address)))


if __name__ == "__main__":
    sys.exit(main())
