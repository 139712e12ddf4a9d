"""Several pictures that are being painted at once, followed together, and dropped together when nobody wants them."""

import threading
from collections.abc import Iterator, Sequence
from typing import Any

from schemas import Picture
from ui.client import Api, ApiError, PictureStream, StreamProgress
from ui.picture_view import NO_TITLES, PictureView, Titles

State = StreamProgress | PictureView | ApiError | None
"""Of one picture: on its way, done, failed, or cancelled."""

POLL_SECONDS = 0.3
"""How soon a page that was closed is noticed."""


class StreamGroup:
    """One thread a request, so that the pictures share a batch."""

    def __init__(self, api: Api, requests: Sequence[dict[str, Any]], titles: Titles = NO_TITLES) -> None:
        self.states: list[State] = [StreamProgress()] * len(requests)
        self.superseded = False
        self._titles = titles
        self._changed = threading.Condition()
        self._streams = [api.stream(request) for request in requests]
        self._threads = [
            threading.Thread(target=self._follow, args=(number, stream, request), daemon=True)
            for number, (stream, request) in enumerate(zip(self._streams, requests, strict=True))
        ]

    def follow(self) -> Iterator[tuple[State, ...]]:
        """The states whenever one has changed (and now and then), until all are settled; leaving it cancels all."""
        try:
            for thread in self._threads:
                thread.start()
            states: tuple[State, ...] = (StreamProgress(),)
            while any(isinstance(state, StreamProgress) for state in states):
                with self._changed:
                    if tuple(self.states) == states:
                        self._changed.wait(POLL_SECONDS)
                    states = tuple(self.states)
                yield states
        finally:
            self.close()

    def supersede(self) -> None:
        """Make room for another group."""
        self.superseded = True
        self.close()

    def close(self) -> None:
        """Cancel what is not done."""
        for stream in self._streams:
            stream.close()

    def _follow(self, number: int, stream: PictureStream, request: dict[str, Any]) -> None:
        state: State = None
        try:
            for told in stream:
                state = PictureView.of_picture(told, request, self._titles) if isinstance(told, Picture) else None
                if isinstance(told, StreamProgress):
                    self._settle(number, told)
        except ApiError as error:
            state = error
        finally:
            self._settle(number, state)

    def _settle(self, number: int, state: State) -> None:
        with self._changed:
            self.states[number] = state
            self._changed.notify_all()
