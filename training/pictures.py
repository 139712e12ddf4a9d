"""The data set on the disk: shards of thumbnails with prompts, painted by the illustration painter when wanted."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pipeline.illustration import Illustration
from prompt_builder.scene import Scene
from training.recipe import Example, example, kit, size_of

Bytes = NDArray[np.uint8]

SHARD = 256
"""Pictures in a shard."""
SHRINK = 8
"""How much smaller a thumbnail is than its picture."""
OVERSAMPLE = 4
"""Pixels along a side that are painted for one of the thumbnail; they are antialiased, so 4 are as good as 8."""


@dataclass(frozen=True, slots=True)
class Shard:
    """All of one size. `thumbnails` is uint8 (n, height / 8, width / 8, 3); prompts and scenes in its order."""

    thumbnails: Bytes
    prompts: tuple[str, ...]
    scenes: tuple[Scene, ...]
    size: tuple[int, int]

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read a shard that `Pictures` has written."""
        with np.load(file) as stored:
            texts = json.loads(bytes(stored["texts"]))
            scenes = tuple(Scene.model_validate(scene) for scene in texts["scenes"])
            return cls(stored["thumbnails"], tuple(texts["prompts"]), scenes, tuple(texts["size"]))

    def save(self, file: Path) -> None:
        """Write it whole or not at all, whoever else writes the same."""
        scenes = [scene.model_dump() for scene in self.scenes]
        texts = json.dumps({"prompts": self.prompts, "scenes": scenes, "size": self.size}).encode()
        part = file.with_name(f"{file.stem}.{os.getpid()}.part")
        with part.open("wb") as stream:
            np.savez_compressed(stream, thumbnails=self.thumbnails, texts=np.frombuffer(texts, np.uint8))
        part.replace(file)


class Pictures:
    """Numbered shards in a folder. Several processes may use one folder: a missing shard is painted by who wants it."""

    def __init__(self, folder: Path, each: int = SHARD, keep: int = 500) -> None:
        """`each` is how many pictures a shard has, `keep` how many shards stay in memory."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.each, self.keep = folder, each, keep
        self._held: dict[int, Shard] = {}

    def shard(self, number: int) -> Shard:
        """A shard from memory, from the disk, or painted now."""
        if number not in self._held:
            while len(self._held) >= self.keep:
                self._held.pop(next(iter(self._held)))
            self._held[number] = self._read(number)
        return self._held[number]

    def prepare(self, numbers: Iterable[int]) -> None:
        """Paint what is not there yet."""
        for number in numbers:
            if not self._file(number).exists():
                self._read(number)

    def _file(self, number: int) -> Path:
        return self.folder / f"{number:05}.npz"

    def _read(self, number: int) -> Shard:
        file = self._file(number)
        if not file.exists():
            made(number, self.each).save(file)
        return Shard.load(file)


def made(number: int, each: int = SHARD) -> Shard:
    """Paint a shard; the same number gives the same shard anywhere."""
    size = size_of(number)
    examples = [example(number * each + i, size) for i in range(each)]
    thumbnails = np.stack([thumbnail(one) for one in examples])
    return Shard(thumbnails, tuple(one.prompt for one in examples), tuple(one.scene for one in examples), size)


def thumbnail(one: Example) -> Bytes:
    """The example's picture, averaged over squares of 8×8 of its pixels."""
    width, height = (side // SHRINK * OVERSAMPLE for side in one.size)
    return shrunk(Illustration().draw(one.scene, kit(), width, height), OVERSAMPLE)


def shrunk(pixels: Bytes, factor: int) -> Bytes:
    """A picture (height, width, 3) averaged over squares, rounded."""
    height, width, channels = pixels.shape
    squares = pixels.reshape(height // factor, factor, width // factor, factor, channels)
    averages: Bytes = (squares.mean((1, 3), dtype=np.float32) + 0.5).astype(np.uint8)
    return averages
