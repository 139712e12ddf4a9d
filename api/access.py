"""What the door and the routes of sign-in ask, opened by the mode of `AUTH`."""

import logging
from datetime import timedelta
from threading import Thread

from starlette.datastructures import State

import access
from api.oidc import Provider
from errors import ServiceError
from settings import Settings
from storage import Store

log = logging.getLogger(__name__)

INVITED = timedelta(days=3)
"""How long the link to the first administrator's key is good."""


def open_access(state: State, settings: Settings, store: Store, secret: bytes, groups: access.Groups) -> None:
    """Keys and the trail's addresses; with `keys` an invitation where nobody is there yet, with `oidc` the provider."""
    length = timedelta(hours=settings.session_hours)
    state.keyring = access.Keyring(store.access_keys, store.trail, secret, groups, length)
    state.addresses = access.hashed(secret) if settings.audit_addresses == "hash" else access.plain
    if settings.auth == "keys":
        Thread(target=invite_first, args=(state.keyring, settings.port), daemon=True).start()
    if settings.auth == "oidc":
        state.provider = Provider(
            settings.oidc_issuer or "",
            (settings.oidc_client_id or "", settings.oidc_client_secret or ""),
            settings.oidc_scope,
            (settings.oidc_user_claim, settings.oidc_groups_claim),
            secret,
        )


def invite_first(keyring: access.Keyring, port: int) -> None:
    """Tell the log a link that makes the first administrator a key, where there is none and none was told lately."""
    try:
        invitation = keyring.invite_first(INVITED)
    except ServiceError as error:
        log.warning("nobody is invited: %s; `python -m access bootstrap` makes the first administrator", error)
        return
    if invitation:
        where = access.link(f"http://localhost:{port}", invitation)
        log.warning("There is no administrator yet. This link makes one, once, within %s: %s", INVITED, where)
