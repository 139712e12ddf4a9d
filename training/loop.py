"""A training loop that can be killed at any moment and goes on as if nothing had happened. Knows no pictures."""

import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

WARM = 100
"""Steps in which the learning rate rises to its full height."""
DECAY = 0.25
"""The last part of the steps, in which it falls to nothing; with more steps planned, a run goes on at full height."""

DIVERGED = 1.5
"""A mean loss so many times the one reported before is a run that has lost its way, as a high rate makes it do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast. `batch` samples a step; every `report` steps a line of the log, and a checkpoint."""

    steps: int
    batch: int
    rate: float
    report: int = 100
    average: float = 0.998
    """Most of the old that the moving average of the weights keeps at each step."""


class Loop:
    """Trains `network` on `loss(step)`; whatever is random in a step has to follow from its number alone.

    `folder` gets `checkpoint.pt` and `log.jsonl`. A checkpoint that is there already is gone on from.
    """

    def __init__(self, network: torch.nn.Module, folder: Path, plan: Plan) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.network, self.folder, self.plan = network, folder, plan
        self.optimizer = torch.optim.AdamW(network.parameters(), lr=plan.rate, betas=(0.9, 0.99), fused=True)
        self.average = {name: tensor.detach().clone() for name, tensor in network.named_parameters()}
        self.step, self.seconds, self.computed, self.reported = 0, 0.0, 0.0, math.inf
        if self.checkpoint.exists():
            self._load()

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    def run(self, loss: Callable[[int], torch.Tensor], report: Callable[[], dict[str, Any]]) -> None:
        """Train until the plan's steps are done; `report` adds to a line of the log, on averaged weights.

        Raises ArithmeticError when the loss has risen by so much that nothing good will come of it; the last checkpoint
        is of before that.
        """
        started, computed, losses = time.monotonic() - self.seconds, time.process_time() - self.computed, []
        while self.step < self.plan.steps:
            losses.append(self._advance(loss))
            self.seconds, self.computed = time.monotonic() - started, time.process_time() - computed
            if self.step % self.plan.report == 0 or self.step == self.plan.steps:
                self._report(sum(losses) / len(losses), report)
                losses = []

    def _advance(self, loss: Callable[[int], torch.Tensor]) -> float:
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * self._height()
        value = loss(self.step)
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        keep = min(self.plan.average, (1 + self.step) / (20 + self.step))
        parameters = [parameter.detach() for parameter in self.network.parameters()]
        torch._foreach_lerp_(list(self.average.values()), parameters, 1 - keep)
        found = value.item()
        if not math.isfinite(found):
            raise ArithmeticError(f"the loss of step {self.step} is {found}")
        return found

    def _height(self) -> float:
        left = (self.plan.steps - self.step) / (self.plan.steps * DECAY)
        return min(1.0, (self.step + 1) / WARM, left)

    def averaged(self) -> "_Averaged":
        """A context in which the network has its averaged weights."""
        return _Averaged(self)

    def _report(self, loss: float, report: Callable[[], dict[str, Any]]) -> None:
        if loss > DIVERGED * self.reported:
            raise ArithmeticError(
                f"the mean loss rose from {self.reported:.4f} to {loss:.4f} up to step {self.step}: "
                "go on from the last checkpoint with a lower --rate"
            )
        self.reported = loss
        line = {"step": self.step, "samples": self.step * self.plan.batch, "loss": loss}
        line |= {"seconds": round(self.seconds), "cpu_seconds": round(self.computed)}
        with self.averaged(), torch.inference_mode():
            line |= report()
        with (self.folder / "log.jsonl").open("a") as log:
            log.write(json.dumps({k: round(v, 5) if isinstance(v, float) else v for k, v in line.items()}) + "\n")
        self._save()

    def _save(self) -> None:
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "computed": self.computed,
            "reported": self.reported,
        }
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)

    def _load(self) -> None:
        state = torch.load(self.checkpoint, weights_only=True, map_location=next(self.network.parameters()).device)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]
        self.seconds, self.computed = state["seconds"], state.get("computed", 0.0)
        self.reported = state.get("reported", math.inf)


class _Averaged:
    def __init__(self, loop: Loop) -> None:
        self.loop = loop

    def __enter__(self) -> None:
        self._exchange()

    def __exit__(self, *_: object) -> None:
        self._exchange()

    def _exchange(self) -> None:
        """Swap the averaged weights with the network's own."""
        with torch.no_grad():
            for name, parameter in self.loop.network.named_parameters():
                own = parameter.detach().clone()
                parameter.copy_(self.loop.average[name])
                self.loop.average[name].copy_(own)
