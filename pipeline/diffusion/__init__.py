"""The SDXL painter: the only folder that knows torch, diffusers and transformers. Knows no queue and no HTTP."""

from pipeline.diffusion.diffusion import Diffusion
