"""Which lines of a history are wanted: each condition is told once, for MongoDB and for lines that wait for it."""
# mypy: disable-error-code="import-untyped, no-any-return"

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import reduce
from typing import Any, NamedTuple, Self

from mongoengine import Q
from pydantic import ConfigDict

from schemas import HistoryFilter
from storage import search

MARKS = {"good": True, "bad": False, "none": None}
HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "in": lambda found, wanted: found in wanted,
    "gte": lambda found, wanted: found is not None and found >= wanted,
    "lte": lambda found, wanted: found is not None and found <= wanted,
    "lt": lambda found, wanted: found is not None and found < wanted,
}
"""The operators of MongoDB that are used, for values that it has; what a document lacks is no more or less than any."""


class Condition(NamedTuple):
    """What a field of a line has to be, where a filter has a value for it."""

    path: str
    how: str
    value: Callable[[Any], Any] = lambda wanted: wanted


CONDITIONS = {
    "product": Condition("metadata.product", "eq"),
    "mark": Condition("mark", "eq", MARKS.__getitem__),
    "since": Condition("created_at", "gte"),
    "until": Condition("created_at", "lt"),
    "min_score": Condition("metadata.certificate.after.score", "gte"),
    "max_score": Condition("metadata.certificate.after.score", "lte"),
    "ids": Condition("_id", "in"),
}
"""By field of a filter; `text` is for `search`."""


class Filter(HistoryFilter):
    """What a client may ask for, and which lines by their ids; None wants all."""

    model_config = ConfigDict(validate_by_name=True)

    ids: frozenset[str] | None = None

    @classmethod
    def of(cls, asked: HistoryFilter) -> Self:
        """The part of a question that says which lines are wanted."""
        return cls(**{name: getattr(asked, name) for name in HistoryFilter.model_fields})

    def among(self, names: Collection[str]) -> Self:
        """Only those whose pictures have these names."""
        return self.model_copy(update={"ids": frozenset(name.partition(".")[0] for name in names)})

    def query(self) -> Q:
        """The same as `wants`, for MongoDB."""
        wanted = [Q(**{_field(path, how): value}) for path, how, value in self._conditions()]
        if self.text is not None:
            wanted.append(Q(__raw__=search.query(self.text)))
        return reduce(operator.and_, wanted, Q())

    def wants(self, line: Mapping[str, Any]) -> bool:
        """Whether a line is wanted."""
        return all(HOLDS[how](_at(line, path), value) for path, how, value in self._conditions()) and (
            self.text is None or search.fits(self.text, line["metadata"].get("custom_prompt"))
        )

    def _conditions(self) -> Iterator[tuple[str, str, Any]]:
        for name in type(self).model_fields:
            if name != "text" and (wanted := getattr(self, name)) is not None:
                path, how, value = CONDITIONS[name]
                yield path, how, value(wanted)


def _field(path: str, how: str) -> str:
    """As mongoengine names it."""
    name = "id" if path == "_id" else path.replace(".", "__")
    return name if how == "eq" else f"{name}__{how}"


def _at(line: Mapping[str, Any], path: str) -> Any:
    found: Any = line
    for name in path.split("."):
        found = found.get(name) if found is not None else None
    return found
