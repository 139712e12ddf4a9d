"""Reads what a text asks for, one rule after the other. Knows which rules there are, but makes no scene of them."""

from collections.abc import Sequence

from prompt_builder.agents import objects
from prompt_builder.animals import tamed
from prompt_builder.cards import carded
from prompt_builder.carriers import touched
from prompt_builder.colours import Coloured, coloured
from prompt_builder.hands import alone
from prompt_builder.identity import of_age
from prompt_builder.looks import revealed, worn
from prompt_builder.mentions import Mention
from prompt_builder.nouns import cash, parcelled, praised
from prompt_builder.outlook import beyond, fronted, ventured
from prompt_builder.parser import parse
from prompt_builder.rides import grown, parked
from prompt_builder.sites import sited
from schemas import Metadata


def asked_for(text: str, metadata: Metadata) -> tuple[Sequence[Mention], Coloured]:
    """What is asked for, and the colours that things are said to have, which are left out of it."""
    said = coloured(text, mentions := mentioned(text, metadata))
    return _mentions(said.plain, text, metadata) if said.dyes else mentions, said


def mentioned(text: str, metadata: Metadata) -> Sequence[Mention]:
    """What is asked for, with all colours."""
    return _mentions(text, text, metadata)


def _mentions(plain: str, text: str, metadata: Metadata) -> Sequence[Mention]:
    known = metadata.sex is not None or metadata.age is not None
    found = alone(cash(parcelled(praised(tamed(plain, objects(parse(plain)) if known else parse(plain))))), known)
    found = worn(touched(carded(found, known, plain)), plain, known)
    placed = fronted(beyond(ventured(parked(grown(revealed(found, plain)), text), text), text), text)
    return of_age(sited(placed, text))
