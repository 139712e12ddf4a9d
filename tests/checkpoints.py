"""Builds SDXL checkpoints with random weights: the real classes, tiny or full size, in either layout on the disk."""

import hashlib
import re
from pathlib import Path

import torch
from diffusers import AutoencoderKL, EulerDiscreteScheduler, StableDiffusionXLPipeline, UNet2DConditionModel
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from peft import LoraConfig, get_peft_model_state_dict
from safetensors.torch import save_file
from transformers import CLIPConfig, CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

UNET = {
    "sample_size": 8,
    "layers_per_block": 1,
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    "transformer_layers_per_block": (1, 1, 1),
    "attention_head_dim": (1, 2, 2),
    "norm_num_groups": 4,
    "use_linear_projection": True,
    "cross_attention_dim": 16 + 24,
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 8,
    "projection_class_embeddings_input_dim": 8 * 6 + 24,
}
VAE = {
    "sample_size": 64,
    "latent_channels": 4,
    "layers_per_block": 1,
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "norm_num_groups": 4,
    "scaling_factor": 0.13025,
}
TEXT = {
    "vocab_size": 514,
    "hidden_size": 16,
    "intermediate_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "projection_dim": 16,
    "bos_token_id": 512,
    "eos_token_id": 513,
    "pad_token_id": 513,
}

CHECKER = {
    "vision_config": {
        "hidden_size": 16,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "image_size": 32,
        "patch_size": 8,
    },
    "text_config": {},
    "projection_dim": 16,
}


def byte_letters() -> list[str]:
    """The printable letter that CLIP writes for each of the 256 bytes."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(hidden))]


def tokenizer() -> CLIPTokenizer:
    """A CLIP tokenizer without merges: one token a byte, so any prompt works."""
    letters = byte_letters()
    words = [*letters, *(letter + "</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer(vocab={word: i for i, word in enumerate(words)}, merges=[], model_max_length=77)


def pipeline(width: int = 8, seed: int = 0) -> StableDiffusionXLPipeline:
    """A whole SDXL in a few hundred thousand parameters; `width` is the channels of its first block."""
    torch.manual_seed(seed)
    second = TEXT | {"hidden_size": 24, "projection_dim": 24}  # loaders tell the two encoders apart by their width
    return StableDiffusionXLPipeline(
        unet=UNet2DConditionModel(block_out_channels=(width, 2 * width, 2 * width), **UNET),
        vae=AutoencoderKL(block_out_channels=(4, 8, 8, 8), **VAE),
        text_encoder=CLIPTextModel(CLIPTextConfig(**TEXT)),
        text_encoder_2=CLIPTextModelWithProjection(CLIPTextConfig(**second)),
        tokenizer=tokenizer(),
        tokenizer_2=tokenizer(),
        scheduler=EulerDiscreteScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear"),
        force_zeros_for_empty_prompt=True,
        add_watermarker=False,
    )


def save_folder(folder: Path, width: int = 8, seed: int = 0) -> Path:
    """A tiny checkpoint as a folder in diffusers' layout."""
    pipeline(width, seed).save_pretrained(folder)
    return folder


def checker() -> StableDiffusionSafetyChecker:
    """A tiny safety checker, which flags nothing before a concept of it is set."""
    torch.manual_seed(0)
    return StableDiffusionSafetyChecker(CLIPConfig(**CHECKER))


def save_single_file(folder: Path, seed: int = 0) -> Path:
    """The same checkpoint as one file in the original SDXL layout, with configurations and tokenizers beside it."""
    pipe = pipeline(seed=seed)
    pipe.save_pretrained(folder)
    for file in folder.glob("*/*.safetensors"):
        file.unlink()
    save_file(original_layout(pipe), folder / "tiny.safetensors")
    return folder / "tiny.safetensors"


def original_layout(pipe: StableDiffusionXLPipeline) -> dict[str, torch.Tensor]:
    """Every tensor of the pipeline under the name that it has in a single-file SDXL checkpoint."""
    layers = pipe.unet.config.layers_per_block
    tensors = {unet_name(name, layers): tensor for name, tensor in pipe.unet.state_dict().items()}
    blocks = len(pipe.vae.config.block_out_channels)
    tensors |= dict(vae_entry(name, tensor, blocks) for name, tensor in pipe.vae.state_dict().items())
    for name, tensor in pipe.text_encoder.state_dict().items():
        tensors["conditioner.embedders.0.transformer.text_model." + name.removeprefix("text_model.")] = tensor
    tensors |= open_clip(pipe.text_encoder_2.state_dict())
    return {name: tensor.contiguous() for name, tensor in tensors.items()}


UNET_NAMES = {
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
    "mid_block.resnets.0": "middle_block.0",
    "mid_block.attentions.0": "middle_block.1",
    "mid_block.resnets.1": "middle_block.2",
}
RESNET_NAMES = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection",
}


def unet_name(name: str, layers: int) -> str:
    """The original name of a tensor of a UNet with `layers` layers a block."""
    for ours, theirs in UNET_NAMES.items():
        if name.startswith(ours + "."):
            name = theirs + name.removeprefix(ours)
    if found := re.match(r"(down|up)_blocks\.(\d+)\.(resnets|attentions)\.(\d+)(.*)", name):
        side, block, kind, layer, rest = found.groups()
        index = int(block) * (layers + 1) + int(layer) + (side == "down")
        name = f"{'input' if side == 'down' else 'output'}_blocks.{index}.{int(kind == 'attentions')}{rest}"
    elif found := re.match(r"down_blocks\.(\d+)\.downsamplers\.0\.conv(.*)", name):
        name = f"input_blocks.{(int(found[1]) + 1) * (layers + 1)}.0.op{found[2]}"
    elif found := re.match(r"up_blocks\.(\d+)\.upsamplers\.0(.*)", name):
        name = f"output_blocks.{int(found[1]) * (layers + 1) + layers}.2{found[2]}"
    if re.match(r"(input|output)_blocks\.\d+\.0\.|middle_block\.[02]\.", name):
        for ours, theirs in RESNET_NAMES.items():
            name = name.replace(f".{ours}.", f".{theirs}.")
    return "model.diffusion_model." + name


VAE_NAMES = {
    r"mid_block\.resnets\.0": "mid.block_1",
    r"mid_block\.resnets\.1": "mid.block_2",
    r"mid_block\.attentions\.0": "mid.attn_1",
    r"down_blocks\.(\d+)\.resnets": r"down.\1.block",
    r"down_blocks\.(\d+)\.downsamplers\.0": r"down.\1.downsample",
    r"up_blocks\.(\d+)\.resnets": r"up.\1.block",
    r"up_blocks\.(\d+)\.upsamplers\.0": r"up.\1.upsample",
    "group_norm": "norm",
    r"to_([qkv])\.": r"\1.",
    r"to_out\.0": "proj_out",
    "conv_norm_out": "norm_out",
    "conv_shortcut": "nin_shortcut",
}


def vae_entry(name: str, tensor: torch.Tensor, blocks: int) -> tuple[str, torch.Tensor]:
    """The original name and shape of a tensor of a VAE: up blocks count backwards, attention is a convolution."""
    if "attentions" in name and name.endswith("weight") and tensor.ndim == 2:
        tensor = tensor[:, :, None, None]
    name = re.sub(r"up_blocks\.(\d+)", lambda found: f"up_blocks.{blocks - 1 - int(found[1])}", name)
    for ours, theirs in VAE_NAMES.items():
        name = re.sub(ours, theirs, name)
    return "first_stage_model." + name, tensor


def open_clip(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The second text encoder under OpenCLIP's names, its three projections as one."""
    renamed = {
        "text_model.embeddings.position_embedding.weight": "positional_embedding",
        "text_model.embeddings.token_embedding.weight": "token_embedding.weight",
        "text_model.final_layer_norm.weight": "ln_final.weight",
        "text_model.final_layer_norm.bias": "ln_final.bias",
    }
    tensors = {theirs: state[ours] for ours, theirs in renamed.items()}
    tensors["text_projection"] = state["text_projection.weight"].T
    for name, tensor in state.items():
        if not name.startswith("text_model.encoder.layers."):
            continue
        theirs = name.replace("text_model.encoder.layers.", "transformer.resblocks.").replace(".self_attn", ".attn")
        theirs = theirs.replace("layer_norm", "ln_").replace(".fc1", ".c_fc").replace(".fc2", ".c_proj")
        if found := re.match(r"(.*\.attn)\.q_proj\.(weight|bias)", theirs):
            layer = re.search(r"resblocks\.(\d+)", theirs)[1]
            parts = [state[f"text_model.encoder.layers.{layer}.self_attn.{p}_proj.{found[2]}"] for p in "qkv"]
            tensors[f"{found[1]}.in_proj_{found[2]}"] = torch.cat(parts)
        elif not re.search(r"\.[kv]_proj\.", theirs):
            tensors[theirs] = tensor
    return {"conditioner.embedders.1.model." + name: tensor for name, tensor in tensors.items()}


def save_lora(file: Path, seed: int = 1, text: bool = False, width: int = 8) -> Path:
    """A LoRA with random weights for the tiny checkpoint: of its UNet, and where `text` says so of its encoders."""
    pipe, layers = pipeline(width), {}
    torch.manual_seed(seed)
    for name, targets in (("unet", ["to_q", "to_v"]), ("text_encoder", ["q_proj"]), ("text_encoder_2", ["q_proj"])):
        if name == "unet" or text:
            part = getattr(pipe, name)
            part.add_adapter(LoraConfig(r=4, lora_alpha=64, target_modules=targets, init_lora_weights=False))
            layers[f"{name}_lora_layers"] = get_peft_model_state_dict(part)
    StableDiffusionXLPipeline.save_lora_weights(file.parent, **layers, weight_name=file.name)
    return file


def register_lora(folder: Path, name: str, weights: Path, **fields: object) -> None:
    """Write the YAML file of a LoRA: as `fields` have it, and else as it should be."""
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    told = {
        "file": weights,
        "sha256": f"'{digest}'",
        "base": "sdxl",
        "license": "apache-2.0",
        "max_weight": 1.5,
    } | fields
    (folder / f"{name}.yaml").write_text("".join(f"{key}: {value}\n" for key, value in told.items()))
