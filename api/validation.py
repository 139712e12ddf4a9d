"""The body of a request is checked once, as JSON, with the same words on every route, whichever framework has it."""

from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, ValidationError

from api.problems import invalid
from errors import ServiceError
from schemas import GenerateRequest

T = TypeVar("T", bound=BaseModel)


def checked(model: type[T], body: bytes) -> T:
    """The body as a model. Raises InvalidRequest, and MalformedRequest where it is not JSON."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False)) from None


class JsonRoute(APIRoute):
    """A route of FastAPI, which would read the body as Python's values first, and call an array a tuple."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        model: Any = self.body_field and self.body_field.field_info.annotation

        async def check(request: Request) -> Response:
            if model:
                request = _Checked(request.scope, request.receive)
                request.value = checked(model, await request.body())
            return await handle(request)

        return check


class _Checked(Request):
    """A request whose JSON is a model already."""

    value: BaseModel

    async def json(self) -> BaseModel:
        return self.value


class Posted(GenerateRequest):
    """A GenerateRequest as BentoML reads it: whole, for the one parameter `request` of its method.

    BentoML has a shape of its own for what is wrong: here that is a value. Its clients give the fields by name.
    """

    model_config = ConfigDict(title="GenerateRequest")

    @classmethod
    def model_validate_json(cls, json_data: Any, **_: Any) -> Any:
        """A GenerateRequest, or the ServiceError to raise."""
        request: GenerateRequest | ServiceError
        try:
            request = checked(GenerateRequest, json_data)
        except ServiceError as error:
            request = error
        return SimpleNamespace(model_fields=("request",), request=request)
