"""An order: rows as requests, each with its own id and seed, checked before any of them is painted."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from errors import Detail, InvalidRequest, ServiceError
from jobs.tables import Given
from schemas import MAX_SEED, GenerateRequest, field_of
from schemas.identity import DEFAULT_TENANT
from schemas.jobs import MAX_ROWS, CustomIdOnly, PlannedRow, RowError

_TOLD = 100
"""Of the faults of one row, which has fewer fields than that."""


@dataclass(frozen=True, slots=True)
class Order:
    """One row: what is to be painted, and what the client calls it."""

    number: int
    custom_id: str | None
    request: GenerateRequest
    seed: int
    """What it is painted with; the next, where that gives no picture and the row has named none."""

    @property
    def pixels(self) -> int:
        """Of all that may be painted for it."""
        return self.request.metadata.width * self.request.metadata.height * self.request.candidates

    @property
    def planned(self) -> PlannedRow:
        """As a dry run tells it."""
        return PlannedRow(
            row=self.number, custom_id=self.custom_id, request=self.request.model_copy(update={"seed": self.seed})
        )


def read(rows: Sequence[Given], user_id: str, job: str) -> tuple[list[Order], list[RowError]]:
    """The rows as requests of this user, and what is wrong with others. A row without a seed gets one of its own.

    The seed follows from job and row. Raises InvalidRequest when there are no rows, or too many.
    """
    if not 1 <= len(rows) <= MAX_ROWS:
        raise InvalidRequest.of_field("rows", "more" if rows else "none", f"1 to {MAX_ROWS}")
    orders, errors, taken = [], [], set[str | None]()
    for number, given in enumerate(rows, 1):
        try:
            order = _order(number, given, user_id, seed_of(job, number))
        except _Wrong as wrong:
            errors += [RowError(row=number, **fault) for fault in wrong.faults]
            continue
        if order.custom_id is not None and order.custom_id in taken:
            errors.append(
                RowError(row=number, field="custom_id", code="taken", message="another row has this custom_id")
            )
        taken.add(order.custom_id)
        orders.append(order)
    return orders, errors


class _Wrong(Exception):
    def __init__(self, faults: list[dict[str, str]]) -> None:
        super().__init__()
        self.faults = faults


def _order(number: int, given: Given, user_id: str, seed: int) -> Order:
    if isinstance(given, str):
        raise _Wrong([{"field": "row", "code": "malformed", "message": given}])
    known = {name: value for name, value in given.items() if name != "custom_id"}
    try:
        custom_id = CustomIdOnly.model_validate({"custom_id": given.get("custom_id")}).custom_id
        request = GenerateRequest.model_validate({"user_id": user_id} | known)
    except ValidationError as error:
        raise _Wrong([_fault(one) for one in error.errors(include_url=False)[:_TOLD]]) from None
    if request.user_id != user_id:
        raise _Wrong([{"field": "user_id", "code": "other_user", "message": "all rows are of the user of the job"}])
    return Order(number, custom_id, request, seed if request.seed is None else request.seed)


def _fault(error: Mapping[str, Any]) -> dict[str, str]:
    return {"field": field_of(error) or "row", "code": error["type"], "message": error["msg"]}


def errors_of(
    orders: Sequence[Order], check: Callable[[GenerateRequest], None], key_of: Callable[[GenerateRequest], str]
) -> Iterator[RowError]:
    """What `check` raises about rows, in their order; rows of the same key are asked about once."""
    known: dict[str, ServiceError | None] = {}
    for order in orders:
        key = key_of(order.request)
        if key not in known:
            known[key] = _found(check, order.request)
        if fault := known[key]:
            detail = fault.details[0] if fault.details else Detail("metadata.custom_prompt", None, "", "")
            told = {"message": fault.message, "rule": detail.rule, "word": detail.word}
            yield RowError(row=order.number, field=detail.field, code=fault.code, **told)


def facts_of(asked: GenerateRequest) -> str:
    """What the words of a picture are made from."""
    apart: dict[str, Any] = {"seed": True, "ad": True, "init_image": True, "metadata": {"width": True, "height": True}}
    return f"{asked.model_dump_json(exclude=apart)}{asked.init_image is None}"


def copy_of(asked: GenerateRequest) -> str:
    """What its advertisement is made from; empty where there is none."""
    facts = asked.metadata
    return f"{asked.ad.model_dump_json()}{asked.brand}{facts.product}{facts.age}" if asked.ad else ""


def _found(check: Callable[[GenerateRequest], None], request: GenerateRequest) -> ServiceError | None:
    try:
        check(request)
    except ServiceError as error:
        return error
    return None


def job_of(user_id: str, key: str | None, tenant: str = DEFAULT_TENANT) -> str:
    """The id of a job: by the idempotency key, where there is one, the same again."""
    user = user_id if tenant == DEFAULT_TENANT else f"{tenant}\n{user_id}"
    return sha256(f"job\0{user}\0{key}".encode()).hexdigest()[:32] if key else secrets.token_hex(16)


def seed_of(job: str, number: int) -> int:
    """The seed of a row that names none."""
    return int(_digest(job, number)[-8:], 16) % (MAX_SEED + 1)


def interaction_of(job: str, number: int) -> str:
    """The id of a row's interaction: it is recorded once, however often it is painted."""
    return _digest(job, number)[:32]


def _digest(job: str, number: int) -> str:
    return sha256(f"row\0{job}\0{number}".encode()).hexdigest()
