"""Several pictures that are being painted at once, watched together, and dropped together when nobody wants them."""

import threading
from collections.abc import Iterator, Sequence
from typing import Any

from schemas import Picture
from ui.artwork import NAMELESS, Artwork, Titles
from ui.client import Api, ApiError, Progress, Watch

State = Progress | Artwork | ApiError | None
"""Of one picture: on its way, done, failed, or cancelled."""

LOOK_SECONDS = 0.3
"""How soon a page that was closed is noticed."""


class Easel:
    """One thread a request, so that the pictures share a batch."""

    def __init__(self, api: Api, requests: Sequence[dict[str, Any]], titles: Titles = NAMELESS) -> None:
        self.states: list[State] = [Progress()] * len(requests)
        self.displaced = False
        self._titles = titles
        self._changed = threading.Condition()
        self._watches = [api.watch(request) for request in requests]
        self._threads = [
            threading.Thread(target=self._paint, args=(number, watch, request), daemon=True)
            for number, (watch, request) in enumerate(zip(self._watches, requests, strict=True))
        ]

    def watch(self) -> Iterator[tuple[State, ...]]:
        """The states whenever one has changed (and now and then), until all are settled; leaving it cancels all."""
        try:
            for thread in self._threads:
                thread.start()
            states: tuple[State, ...] = (Progress(),)
            while any(isinstance(state, Progress) for state in states):
                with self._changed:
                    if tuple(self.states) == states:
                        self._changed.wait(LOOK_SECONDS)
                    states = tuple(self.states)
                yield states
        finally:
            self.close()

    def displace(self) -> None:
        """Make room for another easel."""
        self.displaced = True
        self.close()

    def close(self) -> None:
        """Cancel what is not done."""
        for watch in self._watches:
            watch.close()

    def _paint(self, number: int, watch: Watch, request: dict[str, Any]) -> None:
        state: State = None
        try:
            for told in watch:
                state = Artwork.of_picture(told, request, self._titles) if isinstance(told, Picture) else None
                if isinstance(told, Progress):
                    self._settle(number, told)
        except ApiError as error:
            state = error
        finally:
            self._settle(number, state)

    def _settle(self, number: int, state: State) -> None:
        with self._changed:
            self.states[number] = state
            self._changed.notify_all()
