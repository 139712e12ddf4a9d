"""What a painter is opened with. Knows no environment: the values are handed in by whoever starts the service."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Dtype = Literal["float32", "bfloat16", "float16"]
Scheduler = Literal["euler", "tcd", "dpm++ sde"]
Offload = Literal["none", "model"]
Acceleration = Literal["none", "graphs", "compile"]


class ModelError(Exception):
    """The model cannot be served as configured: weights missing, wrong or truncated, or their licence not accepted."""


class ModelConfig(BaseModel):
    """Which painter, and how it paints. Fields are named as the settings, in lower case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(
        "illustration",
        description="`illustration`, `juggernaut`, a folder, a .safetensors file or a hub id",
    )
    model_revision: str | None = Field(None, description="Commit, tag or branch of a hub id")
    model_cache: Path = Field(Path(".cache"), description="Where weights are looked for and kept")
    model_license_ack: str | None = Field(None, description="Id of the licence that the operator has cleared")
    device: Annotated[str, Field(pattern=r"^(cpu|cuda(:\d+)?)$")] | None = Field(
        None, description="Torch device; unset: the GPU where there is one"
    )
    dtype: Dtype | None = Field(
        None, description="Unset: bfloat16 where the hardware computes in it, else float16 on a GPU, float32 on a CPU"
    )
    num_inference_steps: Annotated[int, Field(ge=1, le=50)] = Field(6, description="Steps where a request names none")
    guidance_scale: Annotated[float, Field(ge=1, le=10)] = Field(
        1.0, description="Guidance where a request names none; 1 is none at all"
    )
    scheduler: Scheduler = Field("euler", description="Sampler: `euler`, `tcd` or `dpm++ sde`")
    offload: Offload = Field("none", description="`model`: keep on the GPU only the part that is computing")
    acceleration: Acceleration = Field(
        "none", description="How the UNet is sped up on a GPU: `none`, `graphs` or, with a C compiler, `compile`"
    )
    max_batch_size: Annotated[int, Field(ge=1, le=64)] = Field(4, description="Pictures that share one UNet call")
    pixel_budget: Annotated[int, Field(ge=64 * 64)] | None = Field(
        None, description="Pixels painted per picture before it is resized; unset: 1024*1024 on a GPU, 512*512 on a CPU"
    )
