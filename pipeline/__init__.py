"""Pictures from tasks: opens the painter that the configuration names. Imports no painter until one is opened."""

from typing import Any

from pipeline.engine import Engine, Progress, Stats
from pipeline.errors import ModelError
from pipeline.loras import Lora, Loras, load_loras
from pipeline.painter import Canvas, Painter, Painting, PaintTask
from pipeline.tokenizer import tokenizer_files
from pipeline.translator import locate_translator, open_translator
from prompt_builder import Medium
from settings import ModelSettings


def medium(config: ModelSettings) -> Medium:
    """What the painter that `config.model` names makes."""
    return "illustration" if config.model == "illustration" else "photograph"


def open_painter(config: ModelSettings) -> Painter[Any]:
    """The painter that `config.model` names, ready to paint.

    Raises ModelError when its weights are missing, wrong or truncated, or their licence is not acknowledged.
    """
    if config.model == "illustration":
        from pipeline.illustration import Illustration

        return Illustration()
    from pipeline.diffusion import Diffusion

    return Diffusion(config)
