"""One MongoDB server: how we connect to it, what we demand of it, and what we do when it is away."""
# mypy: disable-error-code="import-untyped"

import time
from collections.abc import Callable
from datetime import UTC
from typing import Any, TypeVar

import pymongo
from mongoengine import Document
from mongoengine.queryset import QuerySet
from pymongo import MongoClient, ReadPreference, WriteConcern
from pymongo.collection import Collection
from pymongo.errors import ConfigurationError, ConnectionFailure, OperationFailure, PyMongoError

from errors import ServiceError, Unavailable
from storage.documents import DOCUMENTS
from storage.options import Options

NAME = "logo_generation"
AUTHENTICATION_CODES = {13, 18}
PAUSE = 0.05

T = TypeVar("T")


def _passing(error: PyMongoError) -> bool:
    """Whether the same call may work a little later."""
    return error.timeout or isinstance(error, ConnectionFailure) or error.has_error_label("RetryableWriteError")


class Database:
    """The collections of one server. Every write is acknowledged by a majority's journals, every read is the primary's.

    `revive` is called when the server does not answer: it may bring it back within the seconds that it is given.
    """

    def __init__(self, uri: str, options: Options, revive: Callable[[float], None] | None = None) -> None:
        self._timeout = options.timeout
        self._revive = revive
        try:
            self._client: MongoClient[dict[str, Any]] = MongoClient(
                uri,
                tz_aware=True,
                uuidRepresentation="standard",
                appname="logo-generation",
                maxPoolSize=options.pool_size,
                serverSelectionTimeoutMS=1000,
                connectTimeoutMS=2000,
            )
            name = self._client.get_default_database(NAME).name
        except (PyMongoError, ValueError):
            raise Unavailable("MONGODB_URI is not a valid MongoDB address") from None
        self._database = self._client.get_database(
            name,
            codec_options=self._client.codec_options.with_options(tzinfo=UTC),
            read_preference=ReadPreference.PRIMARY,
            write_concern=WriteConcern("majority", j=True),
        )

    def collection(self, document: type[Document]) -> Collection[dict[str, Any]]:
        return self._database[document._get_collection_name()]

    def objects(self, document: type[Document]) -> Any:
        """The QuerySet of a kind of documents on this server, whatever else this process is connected to."""
        return QuerySet(document, self.collection(document))

    def ensure_indexes(self) -> None:
        """Make the indexes that the documents declare; those that are there stay."""
        for document in DOCUMENTS:
            for spec in document._meta["index_specs"]:
                options = {name: value for name, value in spec.items() if name not in {"fields", "cls"}}
                self.collection(document).create_index(spec["fields"], **options)

    def ping(self) -> None:
        self._client.admin.command("ping")

    def steady(self, operation: Callable[[], T], timeout: float | None = None) -> T:
        """The result of `operation`, which may run more than once: it is repeated while the server is away.

        Raises Unavailable after `timeout` seconds. Errors that time does not heal come through as they are.
        """
        deadline = time.monotonic() + (self._timeout if timeout is None else timeout)
        while True:
            try:
                with pymongo.timeout(max(deadline - time.monotonic(), 0.001)):
                    return operation()
            except PyMongoError as error:
                self._judge(error)
            left = deadline - time.monotonic()
            if left <= 0:
                raise Unavailable("MongoDB does not answer", retry_after=5)
            time.sleep(min(PAUSE, left))
            self._call_back(left)

    def _judge(self, error: PyMongoError) -> None:
        if isinstance(error, OperationFailure) and error.code in AUTHENTICATION_CODES:
            raise Unavailable("MongoDB refuses our user name or password") from error
        if isinstance(error, ConfigurationError) or not _passing(error):
            raise error

    def _call_back(self, left: float) -> None:
        if self._revive is not None:
            try:
                self._revive(left)
            except ServiceError:
                time.sleep(min(PAUSE, left))

    def close(self) -> None:
        self._client.close()
