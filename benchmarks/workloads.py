"""What is asked for: three mixes of pictures, and the moments at which they are asked. Knows no server."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.plain import Ask
from brand import load_kits
from prompt_builder import Reader, build
from schemas import Metadata

KITS = Path(__file__).parent.parent / "brands"
PRODUCT_SIZES = (
    (1024, 1024), (512, 512), (720, 720), (1080, 1080), (1160, 480), (480, 1160), (1280, 720), (720, 1280),
    (1920, 1080), (1080, 1920), (1200, 628), (1080, 1350), (1080, 566), (1750, 1750), (1536, 640), (640, 1536),
    (970, 250), (300, 600), (728, 728), (600, 500), (1600, 900), (900, 1600), (820, 360), (1500, 500),
)  # fmt: skip
"""24 sizes that banners, posts and stories are ordered in; height + width <= 3500."""
PEOPLE = ({"product": "car"}, {"product": "house"}, {"product": "credit card"}, {"sex": "female", "age": 30}, {})


@dataclass(frozen=True, slots=True)
class Order:
    """One request in both tongues: as the product's API takes it, and as a bare pipeline does."""

    metadata: dict[str, object]
    ask: Ask

    def body(self, product: bool) -> dict[str, object]:
        """What is posted."""
        if not product:
            return self.ask.model_dump()
        asked = self.ask.model_dump(include={"seed", "num_inference_steps", "guidance_scale"})
        return {"user_id": "benchmark", "metadata": self.metadata, "palette_mode": "off", **asked}


@dataclass(frozen=True, slots=True)
class Mix:
    """Where sizes, steps and guidance come from."""

    sizes: Sequence[tuple[int, int]]
    steps: Sequence[int] = (6,)
    guidance: Sequence[float] = (1.0,)


def mixes(scale: int) -> dict[str, Mix]:
    """The workloads, their sides divided by `scale` for models that are as much too small."""
    product = [(max(64, width // scale), max(64, height // scale)) for width, height in PRODUCT_SIZES]
    square = [(1024 // scale, 1024 // scale)]
    return {
        "product": Mix(product),
        "one size": Mix(square),
        "mixed steps": Mix(square, steps=(4, 6, 8), guidance=(1.0, 2.0)),
    }


def orders(mix: Mix, count: int, count_tokens: Callable[[str], int], seed: int) -> list[Order]:
    """`count` requests of the mix, the same for the same seed."""
    rng = random.Random(seed)
    kit = load_kits(KITS)["default"]
    return [_order(mix, rng, partial(build, kit=kit, reader=Reader(count_tokens))) for _ in range(count)]


def _order(mix: Mix, rng: random.Random, write: Callable[..., object]) -> Order:
    width, height = rng.choice(mix.sizes)
    facts = {**rng.choice(PEOPLE), "width": width, "height": height}
    seed = rng.randrange(2**32)
    prompt = write(Metadata.model_validate(facts), seed)
    ask = Ask(
        prompt=prompt.prompt,
        negative_prompt=prompt.negative_prompt,
        width=width,
        height=height,
        seed=seed,
        num_inference_steps=rng.choice(mix.steps),
        guidance_scale=rng.choice(mix.guidance),
    )
    return Order(facts, ask)


def arrivals(rate: float, seconds: float, seed: int) -> list[float]:
    """Moments of a Poisson process of `rate` per second, within `seconds`."""
    rng, moments, now = random.Random(seed), [], 0.0
    while (now := now + rng.expovariate(rate)) < seconds:
        moments.append(now)
    return moments
