"""Webhooks: addresses that are told what became of a user's jobs."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from api.dependencies import Log, Messages, Visitor
from api.validation import JsonRoute
from errors import InvalidRequest
from schemas.webhooks import DeliveriesQuery, Delivery, Webhook, WebhookRequest, WebhookSecret, WebhooksQuery

router = APIRouter(prefix="/api/webhooks", route_class=JsonRoute)
NOBODYS = "There is no such webhook"


def found(webhook: str, log: Log, visit: Visitor) -> Webhook:
    """The webhook of a path, for whoever may have campaigns of its user; to all others there is none."""
    known = log.webhooks.get(webhook)
    visit.see(known.user_id, NOBODYS, "campaign")
    return known


Theirs = Annotated[Webhook, Depends(found)]


@router.post("", status_code=201)
def add(asked: WebhookRequest, log: Log, visit: Visitor, messenger: Messages) -> WebhookSecret:
    """Tell an address what becomes of a user's jobs. The secret is told here and never again."""
    user = asked.user_id or visit.principal.subject
    if not user:
        raise InvalidRequest.of_field("user_id", None, "there: it is not known whose jobs are meant")
    visit.act("campaign", user)
    messenger.allowed.checked(asked.url)
    return log.webhooks.add(user, asked)


@router.get("")
def webhooks(wanted: Annotated[WebhooksQuery, Query()], log: Log, visit: Visitor) -> list[Webhook]:
    """A user's webhooks, oldest first."""
    visit.see(wanted.user_id, "There is no such user.", "campaign")
    return log.webhooks.of(wanted.user_id)


@router.get("/{webhook}")
def webhook(found: Theirs) -> Webhook:
    """One webhook."""
    return found


@router.delete("/{webhook}", status_code=204, response_class=Response)
def remove(found: Theirs, log: Log) -> Response:
    """Tell it nothing any more, and forget it."""
    log.webhooks.remove(found.id)
    return Response(status_code=204)


@router.post("/{webhook}/rotate")
def rotate(found: Theirs, log: Log) -> WebhookSecret:
    """A new secret; for a day messages are signed with the one before, too."""
    return log.webhooks.rotate(found.id)


@router.post("/{webhook}/enable")
def enable(found: Theirs, log: Log) -> Webhook:
    """Tell it again, after it answered 410; not what the operator has disabled."""
    return log.webhooks.enable(found.id)


@router.get("/{webhook}/deliveries")
def deliveries(found: Theirs, wanted: Annotated[DeliveriesQuery, Query()], log: Log) -> list[Delivery]:
    """The newest messages to it, and what became of each."""
    return log.webhooks.deliveries(found.id, wanted.limit)
