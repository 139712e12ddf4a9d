"""The UNet as CUDA graphs, one per size and number of rows: a step without the cost of launching its kernels."""

from collections.abc import Callable
from typing import Any

import torch

ROWS = (1, 2, 4, 8, 16)
"""Graphs are captured for these; other numbers are filled up with idle rows."""
WARMUP = 3
"""Calls before capture, in which libraries choose and allocate what a graph must not."""

Tensors = tuple[torch.Tensor, ...]


class Graphs:
    """Calls `function(*tensors)`, whose tensors have rows first, by replaying its captured kernels.

    The answer is valid until the next call. More rows than the largest graph has are computed without one.
    """

    def __init__(self, function: Callable[..., torch.Tensor]) -> None:
        self.function = function
        self._captured: dict[Any, tuple[torch.cuda.CUDAGraph, Tensors, torch.Tensor]] = {}
        self._pool: Any = None

    def __call__(self, *tensors: torch.Tensor) -> torch.Tensor:
        rows = len(tensors[0])
        if rows > ROWS[-1]:
            return self.function(*tensors)
        full = padded(rows)
        key = (full, *(tensor.shape[1:] for tensor in tensors))
        if key not in self._captured:
            self._captured[key] = self._capture(tuple(_filled(tensor, full) for tensor in tensors))
        graph, held, answer = self._captured[key]
        for place, tensor in zip(held, tensors, strict=True):
            place[:rows].copy_(tensor)
        graph.replay()
        return answer[:rows]

    def _capture(self, held: Tensors) -> tuple[torch.cuda.CUDAGraph, Tensors, torch.Tensor]:
        stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(WARMUP):
                self.function(*held)
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=self._pool):
            answer = self.function(*held)
        self._pool = self._pool or graph.pool()
        return graph, held, answer


def padded(rows: int) -> int:
    """The smallest captured number of rows that has room for `rows`."""
    return next(size for size in ROWS if size >= rows)


def _filled(tensor: torch.Tensor, rows: int) -> torch.Tensor:
    """A copy in memory of its own, its last row repeated up to `rows`, in the same memory format."""
    filler = tensor[-1:].expand(rows - len(tensor), *tensor.shape[1:])
    whole = torch.cat([tensor, filler])
    return whole.contiguous(memory_format=torch.channels_last) if whole.ndim == 4 else whole.contiguous()
