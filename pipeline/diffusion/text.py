"""Prompts to the tensors that steer the UNet, remembered. Knows no picture."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

CAPACITY = 1000
"""Prompts remembered; each takes a third of a megabyte in bfloat16."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the text encoders make of one prompt: `words` (1, 77, wide), `gist` (1, pooled)."""

    words: torch.Tensor
    gist: torch.Tensor


class Text:
    """The two text encoders of one checkpoint behind a cache of the prompts used last."""

    def __init__(self, pipe: Any, device: torch.device, capacity: int = CAPACITY) -> None:
        self.pipe = pipe
        self.device = device
        self.capacity = capacity
        self.hits = 0
        self.misses = 0
        self._known: OrderedDict[str, Meaning] = OrderedDict()

    def read(self, prompts: Sequence[str]) -> list[Meaning]:
        """The meaning of each prompt; those not known are encoded in one call."""
        unknown = [prompt for prompt in dict.fromkeys(prompts) if prompt not in self._known]
        self.misses += len(unknown)
        self.hits += len(prompts) - len(unknown)
        meanings = {prompt: self._known[prompt] for prompt in prompts if prompt in self._known}
        if unknown:
            meanings |= zip(unknown, self._encode(unknown), strict=True)
        for prompt in prompts:
            self._known[prompt] = meanings[prompt]
            self._known.move_to_end(prompt)
        while len(self._known) > self.capacity:
            self._known.popitem(last=False)
        return [meanings[prompt] for prompt in prompts]

    def nothing(self, like: Meaning) -> Meaning:
        """What steers away from nothing in particular: zeros for checkpoints trained so, else the empty prompt."""
        if self.pipe.config.force_zeros_for_empty_prompt:
            return Meaning(torch.zeros_like(like.words), torch.zeros_like(like.gist))
        return self.read([""])[0]

    def _encode(self, prompts: list[str]) -> list[Meaning]:
        words, _, gist, _ = self.pipe.encode_prompt(
            prompt=prompts, device=self.device, num_images_per_prompt=1, do_classifier_free_guidance=False
        )
        return [Meaning(w, g) for w, g in zip(words.split(1), gist.split(1), strict=True)]
