"""Slips of the hand that Cosmic Ray's own operators do not make: swapped, dropped, taken for the opposite."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.operators.operator import Example, Operator

Span = tuple[tuple[int, int], tuple[int, int]]

PAIRS = (
    "min max",
    "any all",
    "floor ceil",
    "width height",
    "wide tall",
    "left right",
    "top bottom",
    "x y",
    "start end",
)
OPPOSITES = {a: b for pair in PAIRS for a, b in (pair.split(), reversed(pair.split()))}


class Slip(Operator):
    """One kind of slip, told as the places of a node and what stands there instead."""

    def places(self, node: Any) -> Sequence[Any]:
        """What may be slipped in this node: nodes, or pairs of nodes."""
        raise NotImplementedError

    def slip(self, place: Any) -> None:
        """Make the slip."""
        raise NotImplementedError

    def mutation_positions(self, node: Any) -> Iterator[Span]:
        for place in self.places(node):
            first, last = place if isinstance(place, tuple) else (place, place)
            yield first.start_pos, last.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        self.slip(self.places(node)[index])
        return node


class Swap(Slip):
    """Two neighbours of a call or a tuple change places, or two values of a dictionary."""

    def places(self, node: Any) -> Sequence[Any]:
        if node.type not in {
            "arglist",
            "testlist_comp",
            "testlist_star_expr",
            "testlist",
            "exprlist",
            "dictorsetmaker",
        }:
            return ()
        if node.type == "dictorsetmaker":
            colons = [i for i, child in enumerate(node.children) if child == ":"]
            members = [node.children[i + 1] for i in colons]
        else:
            members = [
                child for child in node.children[::2] if child.type not in {"argument", "comp_for", "sync_comp_for"}
            ]
        return [(a, b) for a, b in pairwise(members) if _code(a) != _code(b) and not _alike(a, b)]

    def slip(self, place: Any) -> None:
        first, second = map(_code, place)
        _replace(place[0], second)
        _replace(place[1], first)

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example("f(a, b)", "f(b, a)"),
            Example("x = a, b", "x = b, a"),
            Example("{1: a, 2: b}", "{1: b, 2: a}"),
        )


class DropKeyword(Slip):
    """A keyword argument is not handed over."""

    def places(self, node: Any) -> Sequence[Any]:
        if node.type == "arglist":
            return [child for child in node.children if _is_keyword(child)]
        return [node.children[1]] if node.type == "trailer" and _is_keyword(node.children[1]) else ()

    def slip(self, place: Any) -> None:
        siblings = place.parent.children
        at = siblings.index(place)
        del siblings[at : at + 2 if siblings[at + 1 : at + 2] == [","] else at + 1]

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (Example("f(a, b=1)", "f(a,)"), Example("f(b=1)", "f()"))


class DropOperand(Slip):
    """One of the conditions that are joined by `and` or `or` is not asked."""

    def places(self, node: Any) -> Sequence[Any]:
        return node.children[::2] if node.type in {"and_test", "or_test"} else ()

    def slip(self, place: Any) -> None:
        _replace(place, {"and_test": "True", "or_test": "False"}[place.parent.type])

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (Example("x = a and b", "x = True and b"), Example("x = a or b", "x = a or False", 1))


class DropCondition(Slip):
    """What is done under a condition is done always, or never."""

    def places(self, node: Any) -> Sequence[Any]:
        conditions = []
        if node.type == "if_stmt":
            conditions = [node.children[i + 1] for i, child in enumerate(node.children) if child in ("if", "elif")]
        elif node.type == "test" and node.children[1] == "if":
            conditions = [node.children[2]]
        elif node.type == "comp_if":
            conditions = [node.children[1]]
        return [condition for condition in conditions for _ in ("True", "False")]

    def mutate(self, node: Any, index: int) -> Any:
        _replace(self.places(node)[index], ("True", "False")[index % 2])
        return node

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (Example("x = a if b else c", "x = a if True else c"), Example("if a: f()", "if False: f()", 1))


class DropCall(Slip):
    """A call whose answer nobody wants is not made."""

    def places(self, node: Any) -> Sequence[Any]:
        if node.type != "simple_stmt" or node.children[0].type not in {"atom_expr", "power"}:
            return ()
        return [node.children[0]] if _code(node.children[0]).endswith(")") else ()

    def slip(self, place: Any) -> None:
        _replace(place, "pass")

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (Example("f(a)\n", "pass\n"), Example("await a.f()\n", "pass\n"))


class Opposite(Slip):
    """A name is taken for its opposite, as a variable or as a string."""

    def places(self, node: Any) -> Sequence[Any]:
        if node.type == "string" and node.value[1:-1] in OPPOSITES:
            return [node]
        if node.type != "name" or node.value not in OPPOSITES or node.is_definition():
            return ()
        named = node.parent.type == "argument" and node.parent.children[0] is node
        return () if named or node.parent.type in {"param", "import_as_names", "import_from"} else [node]

    def slip(self, place: Any) -> None:
        quote = place.value[0] if place.type == "string" else ""
        place.value = quote + OPPOSITES[place.value.strip("'\"")] + quote

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (
            Example("max(a)", "min(a)"),
            Example("a = b.width", "a = b.height"),
            Example("a = 'left'", "a = 'right'"),
        )


class Slips:
    """What Cosmic Ray asks for operators."""

    def __iter__(self) -> Iterator[str]:
        return (kind.__name__ for kind in Slip.__subclasses__())

    def __getitem__(self, name: str) -> type[Slip]:
        return next(kind for kind in Slip.__subclasses__() if kind.__name__ == name)


def _code(node: Any) -> str:
    code: str = node.get_code(include_prefix=False)
    return code


def _alike(first: Any, second: Any) -> bool:
    """Whether their order says nothing: the operands of min and max, the members of a table."""
    call = first.parent.parent.get_previous_sibling() if first.parent.type == "arglist" else None
    return (call is not None and _code(call) in {"min", "max"}) or not (_names(first) or _names(second))


def _names(node: Any) -> bool:
    """Whether a node is more than numbers and strings."""
    return any(child.type == "name" for child in ast_nodes(node))


def _is_keyword(node: Any) -> bool:
    return bool(node.type == "argument" and node.children[1] == "=")


def _replace(node: Any, code: str) -> None:
    siblings = node.parent.children
    new = parso.parse(node.get_first_leaf().prefix + code)
    new.parent = node.parent
    siblings[siblings.index(node)] = new
