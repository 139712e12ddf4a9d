"""The LoRAs of one pipeline: loaded once, switched on for the pictures that ask for them. Knows no task."""

import logging
from collections import OrderedDict
from typing import Any

import torch

from pipeline.errors import ModelError
from pipeline.loras import Loras

log = logging.getLogger(__name__)

KEPT = 8
"""LoRAs that stay on the device; of more than these the one that was used last is let go."""

Style = tuple[tuple[str, float], ...]
"""Names and weights of the LoRAs that a picture is painted with, sorted; most pictures have none."""


class Adapters:
    """Which LoRAs are on the device, and which take part in the next call of the model."""

    def __init__(self, pipe: Any, loras: Loras, kept: int = KEPT) -> None:
        """Loads each once. Raises ModelError when one does not fit the checkpoint."""
        self._pipe = pipe
        self._loras = {name: lora for name, lora in loras.items() if not lora.fused}
        self._kept = kept
        self._loaded: OrderedDict[str, None] = OrderedDict()
        self._active: Style | None = ()
        self.loads = 0
        for name, lora in loras.items():
            if lora.fused:
                self._fuse(name, str(lora.path), lora.weight)
        for name in self._loras:
            self._load(name, spared=())
        self.activate(())

    def activate(self, style: Style) -> None:
        """Let these LoRAs, at these weights, and no others take part. Nothing is done where they do already."""
        if style == self._active:
            return
        self._active = None  # should anything fail on the way
        names = [name for name, _ in style]
        with torch.inference_mode(False):
            for name in names:
                if name not in self._loaded:
                    self._load(name, names)
                self._loaded.move_to_end(name)
            if style:
                self._pipe.enable_lora()
                self._pipe.set_adapters(names, [weight for _, weight in style])
            else:
                self._pipe.disable_lora()
        self._active = style

    def _load(self, name: str, spared: tuple[str, ...] | list[str]) -> None:
        self._active = None  # whatever is loaded takes part at once
        self._read(str(self._loras[name].path), name)
        self.loads += 1
        self._loaded[name] = None
        for old in [one for one in self._loaded if one != name and one not in spared]:
            if len(self._loaded) > self._kept:
                self._pipe.delete_adapters(old)
                del self._loaded[old]

    def _read(self, path: str, name: str) -> None:
        try:
            self._pipe.load_lora_weights(path, adapter_name=name, local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(f"{path} could not be loaded as a LoRA of this model: {error}") from error
        if name not in {one for names in self._pipe.get_list_adapters().values() for one in names}:
            raise ModelError(f"{path} has nothing for this model.")
        for part in (self._pipe.unet, self._pipe.text_encoder, self._pipe.text_encoder_2):
            part.requires_grad_(False)

    def _fuse(self, name: str, path: str, weight: float) -> None:
        self._read(path, name)
        self._pipe.fuse_lora(lora_scale=weight, safe_fusing=True)
        self._pipe.unload_lora_weights()
        log.info("the LoRA %s is part of the model at weight %g", name, weight)
