"""`python -m benchmarks.guidance`: what it costs to have a negative prompt count, in operations of one step.

Floating-point operations of a full-size SDXL UNet at 1024x1024, counted on tensors that have shapes and no content, so
that any machine tells the same: without a negative prompt; with normalised attention guidance (Chen et al., 2025: every
cross-attention once more, over the negative prompt's tokens, from the same queries); with classifier-free guidance (a
second row).
"""

from typing import Any

import torch
from accelerate import init_empty_weights
from diffusers import UNet2DConditionModel
from diffusers.models.attention_processor import Attention, AttnProcessor2_0
from torch.utils.flop_counter import FlopCounterMode

from pipeline.diffusion.checkpoint import SDXL

SIDE, TOKENS, POOLED, TERA = 128, 77, 1280, 1e12
"""Of the latents of a picture of 1024 pixels; of a prompt, and of the embedding of all of it."""


class Guided(AttnProcessor2_0):
    """Attends from the same queries to the first half of the tokens, and then to the second."""

    def __call__(
        self, attn: Attention, hidden_states: torch.Tensor, encoder_hidden_states: Any = None, *given: Any, **named: Any
    ) -> torch.Tensor:
        if encoder_hidden_states is None:
            return super().__call__(attn, hidden_states, None, *given, **named)
        query = self._heads(attn, attn.to_q(hidden_states))
        asked, avoided = (self._attended(attn, query, words) for words in encoder_hidden_states.chunk(2, 1))
        mixed = asked + (asked - avoided)  # normalising and blending are as cheap
        return attn.to_out[0](mixed.transpose(1, 2).flatten(2))

    def _attended(self, attn: Attention, query: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
        key, value = self._heads(attn, attn.to_k(words)), self._heads(attn, attn.to_v(words))
        return torch.nn.functional.scaled_dot_product_attention(query, key, value)

    def _heads(self, attn: Attention, tensor: torch.Tensor) -> torch.Tensor:
        return tensor.unflatten(2, (attn.heads, -1)).transpose(1, 2)


def operations(unet: Any, rows: int, tokens: int) -> int:
    latents = torch.empty(rows, unet.config.in_channels, SIDE, SIDE, device="meta")
    words = torch.empty(rows, tokens, unet.config.cross_attention_dim, device="meta")
    added = {"text_embeds": torch.empty(rows, POOLED, device="meta"), "time_ids": torch.empty(rows, 6, device="meta")}
    with FlopCounterMode(display=False) as counter, torch.inference_mode():
        unet(latents, torch.empty(rows, device="meta"), words, added_cond_kwargs=added)
    return counter.get_total_flops()


def main() -> None:
    with init_empty_weights():
        unet: Any = UNet2DConditionModel.from_config(UNet2DConditionModel.load_config(SDXL / "unet")).to("meta")
    alone, guided = operations(unet, 1, TOKENS), operations(unet, 2, TOKENS)
    unet.set_attn_processor(Guided())
    attended = operations(unet, 1, 2 * TOKENS)
    for name, count in (("no negative prompt", alone), ("attention guidance", attended), ("a second row", guided)):
        print(f"{name:20} {count / TERA:6.2f} TFLOP  {count / alone:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
