"""Prompts to the tensors that steer the UNet, remembered. Knows no picture."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from pipeline.diffusion.adapters import Style

CAPACITY = 1000
"""Prompts remembered; each takes a third of a megabyte in bfloat16."""


@dataclass(frozen=True, slots=True)
class PromptEmbeddings:
    """What the text encoders make of one prompt: `embeds` (1, 77, wide), `pooled` (1, wide)."""

    embeds: torch.Tensor
    pooled: torch.Tensor


class PromptEncoder:
    """The two text encoders of one checkpoint behind a cache of the prompts used last."""

    def __init__(self, pipe: Any, device: torch.device, capacity: int = CAPACITY) -> None:
        self.pipe = pipe
        self.device = device
        self.capacity = capacity
        self.hits = 0
        self.misses = 0
        self._known: OrderedDict[tuple[Style, str], PromptEmbeddings] = OrderedDict()

    def encode(self, prompts: Sequence[str], style: Style = ()) -> list[PromptEmbeddings]:
        """The embeddings of each prompt; those not known are encoded in one call, with the LoRAs that are active.

        `style` names these: a LoRA may be of the text encoders, too.
        """
        unknown = [prompt for prompt in dict.fromkeys(prompts) if (style, prompt) not in self._known]
        self.misses += len(unknown)
        self.hits += len(prompts) - len(unknown)
        encoded = {prompt: self._known[style, prompt] for prompt in prompts if (style, prompt) in self._known}
        if unknown:
            encoded |= zip(unknown, self._encode(unknown), strict=True)
        for prompt in prompts:
            self._known[style, prompt] = encoded[prompt]
            self._known.move_to_end((style, prompt))
        while len(self._known) > self.capacity:
            self._known.popitem(last=False)
        return [encoded[prompt] for prompt in prompts]

    def unconditional(self, like: PromptEmbeddings, style: Style = ()) -> PromptEmbeddings:
        """What steers away from nothing in particular: zeros for checkpoints trained so, else the empty prompt."""
        if self.pipe.config.force_zeros_for_empty_prompt:
            return PromptEmbeddings(torch.zeros_like(like.embeds), torch.zeros_like(like.pooled))
        return self.encode([""], style)[0]

    def _encode(self, prompts: list[str]) -> list[PromptEmbeddings]:
        embeds, _, pooled, _ = self.pipe.encode_prompt(
            prompt=prompts, device=self.device, num_images_per_prompt=1, do_classifier_free_guidance=False
        )
        return [PromptEmbeddings(one, whole) for one, whole in zip(embeds.split(1), pooled.split(1), strict=True)]
