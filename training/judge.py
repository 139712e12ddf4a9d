"""A small classifier that says what a picture shows. It learns from the teacher's pictures only."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional

from prompt_builder.scene import Accent, AgeGroup, Light, Object, Scene, Setting
from schemas import Sex
from training.denoise import HELD_OUT
from training.pictures import Bytes, Pictures

ANSWERS: dict[str, tuple[str, ...]] = {
    "product": (*get_args(Object), "people", "nothing"),
    "sex": get_args(Sex),
    "age": get_args(AgeGroup),
    "setting": get_args(Setting),
    "light": get_args(Light),
    "accent": get_args(Accent),
}
"""What is asked of a picture. With a person beside a product, the product is that product."""
UNKNOWN = -1
WIDTHS = (32, 64, 96, 160)
BATCH = 64
SHARDS = 100
PASSES = 3
TESTS = 8
"""Shards that the judge itself is judged on: held out, of all sizes."""


def truth(scene: Scene) -> list[int]:
    """The right answers, in the order of ANSWERS; UNKNOWN where the question makes no sense."""
    alone = scene.people[0] if len(scene.people) == 1 else None
    told = {
        "product": scene.object or ("people" if scene.people else "nothing"),
        "sex": alone and alone.sex,
        "age": alone and alone.age_group,
        "setting": scene.setting,
        "light": scene.light,
        "accent": scene.accent if scene.object or scene.people else None,
    }
    return [options.index(answer) if (answer := told[name]) else UNKNOWN for name, options in ANSWERS.items()]


class Judge(nn.Module):
    """Reads thumbnails, a picture's averages over 8×8 pixels, of any size."""

    def __init__(self, widths: Sequence[int] = WIDTHS) -> None:
        super().__init__()
        self.stages = nn.ModuleList(_stage(a, b) for a, b in zip((3, *widths), widths, strict=False))
        self.heads = nn.ModuleDict({name: nn.Linear(2 * widths[-1], len(o)) for name, o in ANSWERS.items()})

    def features(self, images: torch.Tensor) -> list[torch.Tensor]:
        """What every stage makes of images (n, 3, height, width) from -1 to 1."""
        found = []
        for stage in self.stages:
            images = stage(images)
            found.append(images)
        return found

    def forward(self, images: torch.Tensor) -> dict[str, torch.Tensor]:
        """A score (n, options) of each option of each question."""
        last = self.features(images)[-1]
        seen = torch.cat([last.mean((2, 3)), last.amax((2, 3))], 1)
        return {name: head(seen) for name, head in self.heads.items()}

    @torch.inference_mode()
    def answers(self, thumbnails: Bytes) -> torch.Tensor:
        """The chosen options (n, questions) for thumbnails uint8 (n, height, width, 3)."""
        return torch.stack([scores.argmax(1) for scores in self(_levels(thumbnails)).values()], 1)

    @torch.inference_mode()
    def distance(self, thumbnails: Bytes) -> float:
        """The mean perceptual distance between two of the thumbnails: of directions of features, over all stages."""
        pairs = torch.triu_indices(len(thumbnails), len(thumbnails), 1)
        total = 0.0
        for found in self.features(_levels(thumbnails)):
            flat = functional.normalize(found, dim=1).flatten(1) / (found.shape[2] * found.shape[3]) ** 0.5
            total += float((flat[pairs[0]] - flat[pairs[1]]).square().sum(1).mean())
        return total / len(self.stages)


def judge(pictures: Pictures, file: Path, shards: int = SHARDS, passes: int = PASSES) -> Judge:
    """The judge kept in a file, trained now if there is none."""
    torch.manual_seed(1)
    made = Judge()
    if file.exists():
        made.load_state_dict(load_file(file))
        return made.eval()
    _train(made, pictures, shards, passes)
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file(made.state_dict(), file)
    return made.eval()


def accuracy(made: Judge, pictures: Pictures, shards: int = TESTS) -> dict[str, float]:
    """The share of right answers to each question about teacher's pictures that were never learned from."""
    tested = [pictures.shard(HELD_OUT + number) for number in range(shards)]
    wanted = torch.tensor([truth(scene) for shard in tested for scene in shard.scenes])
    given = torch.cat([made.answers(shard.thumbnails) for shard in tested])
    return dict(zip(ANSWERS, shares(given, wanted), strict=True))


def shares(given: torch.Tensor, wanted: torch.Tensor) -> list[float]:
    """The share of right answers in each column, of those that have one."""
    known = wanted != UNKNOWN
    return ((given == wanted) & known).sum(0).div(known.sum(0).clamp_min(1)).tolist()


def _train(made: Judge, pictures: Pictures, shards: int, passes: int) -> None:
    dice = np.random.default_rng(3)
    order = [number for _ in range(passes) for number in dice.permutation(shards).tolist()]
    batch = min(BATCH, pictures.each)
    steps = len(order) * (pictures.each // batch)
    optimizer = torch.optim.AdamW(made.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    for number in order:
        shard = pictures.shard(number)
        wanted = torch.tensor([truth(scene) for scene in shard.scenes])
        for rows in dice.permutation(pictures.each).reshape(-1, batch):
            loss = _error(made(_varied(shard.thumbnails[rows], dice)), wanted[rows])
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()


def _error(scores: dict[str, torch.Tensor], wanted: torch.Tensor) -> torch.Tensor:
    losses: list[Any] = [
        functional.cross_entropy(score, wanted[:, i], ignore_index=UNKNOWN, reduction="sum") / len(wanted)
        for i, score in enumerate(scores.values())
    ]
    return torch.stack(losses).sum()


def _varied(thumbnails: Bytes, dice: np.random.Generator) -> torch.Tensor:
    """Mirrored or not, and a little noisy, so that a painter's grain does not confuse the judge."""
    images = _levels(thumbnails[:, :, ::-1].copy() if dice.random() < 0.5 else thumbnails)
    noise = dice.standard_normal(images.shape, dtype=np.float32) * dice.uniform(0, 0.08)
    return images + torch.from_numpy(noise.astype(np.float32))


def _levels(thumbnails: Bytes) -> torch.Tensor:
    return torch.from_numpy(thumbnails).permute(0, 3, 1, 2).float() / 127.5 - 1


def _stage(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride=2 if inputs > 3 else 1, padding=1, bias=False),
        nn.BatchNorm2d(outputs, momentum=0.2),
        nn.ReLU(),
        nn.Conv2d(outputs, outputs, 3, padding=1, stride=2 if inputs == 3 else 1, bias=False),
        nn.BatchNorm2d(outputs, momentum=0.2),
        nn.ReLU(),
    )
