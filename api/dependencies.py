"""What the routes are given: parts of the service that were opened at its start, and who is asked about."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Path, Request

from brand import Kit
from generation import Generator
from schemas import UserText
from storage import Store


def opened(request: Request) -> Store:
    """The store that this process opened at start."""
    store: Store = request.app.state.store
    return store


def known(request: Request) -> Mapping[str, Kit]:
    """The kits that this process loaded at start."""
    kits: Mapping[str, Kit] = request.app.state.kits
    return kits


def made_by(request: Request) -> Generator:
    """What makes pictures in this process."""
    generator: Generator = request.app.state.generator
    return generator


Kits = Annotated[Mapping[str, Kit], Depends(known)]
Log = Annotated[Store, Depends(opened)]
Pictures = Annotated[Generator, Depends(made_by)]
User = Annotated[UserText, Path(description="As in the request")]
