"""Webhooks: where a system is told that a job has ended, or that a row of one has failed."""

from datetime import datetime
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import FailFast, Field

from brand import StrictModel
from schemas.fields import MAX_PAGE, UserId

MAX_URL = 2000

WebhookEvent = Literal["job.succeeded", "job.failed", "job.canceled", "row.failed"]
DeliveryState = Literal["waiting", "delivered", "failed"]


def host_of(url: str) -> str:
    """The host of an address in the one form that all its spellings have; empty where there is none."""
    return (urlsplit(url).hostname or "").rstrip(".")


class WebhookRequest(StrictModel):
    """Where to tell what of a user's jobs."""

    user_id: UserId | None = Field(None, description="Whose jobs; unset: those of whoever asks")
    url: Annotated[str, Field(min_length=1, max_length=MAX_URL)] = Field(
        description="Of a host that the operator allows (WEBHOOK_HOSTS)"
    )
    events: Annotated[
        tuple[WebhookEvent, ...], FailFast(), Field(min_length=1, max_length=len(get_args(WebhookEvent)))
    ] = Field(("job.succeeded", "job.failed", "job.canceled"), description="Of what it is told")


class Webhook(StrictModel):
    """An address that is told of a user's jobs."""

    id: str
    user_id: str
    url: str
    events: tuple[WebhookEvent, ...]
    created_at: datetime
    disabled: str | None = Field(None, description="Why it is told nothing any more; null: it is told")


class WebhookSecret(Webhook):
    """One whose secret is new: it is told this once."""

    secret: str = Field(description="`whsec_` and what messages are signed with (HMAC-SHA256)")


class Delivery(StrictModel):
    """One message, and what became of it."""

    id: str = Field(description="As in `webhook-id`")
    type: WebhookEvent
    state: DeliveryState
    created_at: datetime
    attempts: int
    next_at: datetime | None = Field(None, description="Of the next attempt")
    status: int | None = Field(None, description="Of the last answer")
    error: str | None = Field(None, description="Why there was none")


class WebhooksQuery(StrictModel):
    """Whose webhooks are wanted."""

    user_id: UserId


class DeliveriesQuery(StrictModel):
    """How many messages are wanted, newest first."""

    limit: int = Field(50, ge=1, le=MAX_PAGE)
