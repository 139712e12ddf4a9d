"""The networks, in the classes that SDXL is made of. Knows their sizes, but not how they are trained."""

from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderTiny, EulerDiscreteScheduler, StableDiffusionXLPipeline, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from training.codec import CELL, CHANNELS
from training.recipe import SQUARE
from training.vocabulary import LENGTH, tokenizer

Size = dict[str, Any]

UNET: Size = {"block_out_channels": (64, 128, 224, 224), "norm_num_groups": 16, "attention_head_dim": 4}
DECODER: Size = {"width": 48, "blocks": (4, 4, 3, 1, 0)}
FIRST: Size = {"hidden_size": 96, "intermediate_size": 384, "num_hidden_layers": 2, "num_attention_heads": 4}
SECOND: Size = {"hidden_size": 128, "intermediate_size": 512, "num_hidden_layers": 2, "num_attention_heads": 4}
TIME = 32
"""Values that each of the six numbers about a picture's frame is embedded in."""


class Denoiser(torch.nn.Module):
    """UNet and both text encoders, which learn together."""

    unet: Any
    """diffusers' models are not typed."""

    def __init__(self, unet: Size = UNET, first: Size = FIRST, second: Size = SECOND) -> None:
        super().__init__()
        words = tokenizer()
        self.unet = UNet2DConditionModel(  # type: ignore[no-untyped-call]
            sample_size=SQUARE[0] // CELL,
            in_channels=CHANNELS,
            out_channels=CHANNELS,
            layers_per_block=1,
            down_block_types=("DownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
            up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D", "UpBlock2D"),
            transformer_layers_per_block=1,
            use_linear_projection=True,
            cross_attention_dim=first["hidden_size"] + second["hidden_size"],
            addition_embed_type="text_time",
            addition_time_embed_dim=TIME,
            projection_class_embeddings_input_dim=6 * TIME + second["hidden_size"],
            **unet,
        )
        self.text_encoder = CLIPTextModel(_text(words, first))
        self.text_encoder_2 = CLIPTextModelWithProjection(_text(words, second))

    def read(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Token ids (n, 77) to words (n, 77, wide) and gist (n, pooled), as the SDXL pipeline does."""
        first = self.text_encoder(ids, output_hidden_states=True)
        second = self.text_encoder_2(ids, output_hidden_states=True)
        words = torch.cat([first.hidden_states[-2], second.hidden_states[-2]], -1)
        return words, second.text_embeds

    def forward(
        self, noisy: torch.Tensor, timesteps: torch.Tensor, meaning: tuple[torch.Tensor, torch.Tensor]
    ) -> torch.Tensor:
        """The velocity in noisy latents (n, 12, height, width), all of one size."""
        words, gist = meaning
        height, width = (side * CELL for side in noisy.shape[-2:])
        frame = torch.tensor([[height, width, 0, 0, height, width]], dtype=noisy.dtype, device=noisy.device)
        conditions = {"text_embeds": gist, "time_ids": frame.repeat(len(noisy), 1)}
        [velocity] = self.unet(noisy, timesteps, words, added_cond_kwargs=conditions, return_dict=False)
        return velocity  # type: ignore[no-any-return]


def tokens(prompts: list[str]) -> torch.Tensor:
    """Ids (n, 77) of prompts."""
    read = tokenizer()(prompts, padding="max_length", max_length=LENGTH, truncation=True, return_tensors="pt")
    return read.input_ids  # type: ignore[no-any-return]


def autoencoder(size: Size = DECODER) -> Any:
    """A VAE of which only the decoder is ever trained: pictures are encoded by `Codec`."""
    levels = CELL.bit_length()
    vae: Any = AutoencoderTiny(  # type: ignore[no-untyped-call]
        encoder_block_out_channels=(8,) * levels,
        decoder_block_out_channels=(size["width"],) * levels,
        num_encoder_blocks=(1,) * levels,
        num_decoder_blocks=size["blocks"],
        latent_channels=CHANNELS,
    )
    torch.nn.init.constant_(vae.decoder.layers[-1].bias, 0.5)  # begins with grey, not with black
    return vae


def scheduler() -> Any:
    """SDXL's noise levels, stretched so that the last one is nothing but noise."""
    return EulerDiscreteScheduler(  # type: ignore[no-untyped-call]
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
    )


def save(denoiser: Denoiser, vae: Any, folder: Path) -> None:
    """Write a checkpoint in diffusers' layout, in float16."""
    words: CLIPTokenizer = tokenizer()
    pipe: Any = StableDiffusionXLPipeline(  # type: ignore[no-untyped-call]
        vae=vae,
        unet=denoiser.unet,
        text_encoder=denoiser.text_encoder,
        text_encoder_2=denoiser.text_encoder_2,
        tokenizer=words,
        tokenizer_2=words,
        scheduler=scheduler(),
        force_zeros_for_empty_prompt=True,
        add_watermarker=False,
    )
    pipe.to(torch.float16).save_pretrained(folder)


def _text(words: CLIPTokenizer, size: Size) -> CLIPTextConfig:
    return CLIPTextConfig(
        vocab_size=len(words),
        projection_dim=size["hidden_size"],
        max_position_embeddings=LENGTH,
        bos_token_id=words.bos_token_id,
        eos_token_id=words.eos_token_id,
        pad_token_id=words.pad_token_id,
        **size,
    )
