"""Figures, tables and a plot from what the runs gave. Knows no server."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.load import Outcome

BLUE, SALMON, TURQUOISE = "#4169E1", "#FFA07A", "#63C5C5"
COLOURS = {"A": "#8A8F99", "B": "#C9CCD3", "B'": SALMON, "C": TURQUOISE, "D": BLUE}


@dataclass(frozen=True, slots=True)
class Cell:
    """One system under one workload at one load. Latencies in seconds."""

    system: str
    workload: str
    load: float
    requests: int
    errors: int
    mean: float
    p50: float
    p95: float
    p99: float
    per_second: float
    cpu_per_image: float


def cell(names: tuple[str, str, float], outcomes: Sequence[Outcome], seconds: float, cpu: float) -> Cell:
    """The figures of one run that took `seconds` from its first request to its last answer."""
    good = sorted(outcome.seconds for outcome in outcomes if outcome.good)
    if not good:
        return Cell(*names, len(outcomes), len(outcomes), *[float("nan")] * 6)
    return Cell(
        *names,
        requests=len(outcomes),
        errors=len(outcomes) - len(good),
        mean=mean(good),
        p50=quantile(good, 0.5),
        p95=quantile(good, 0.95),
        p99=quantile(good, 0.99),
        per_second=len(good) / seconds,
        cpu_per_image=cpu / len(good),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value that `share` of the sorted values do not exceed."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(cells: Sequence[Cell]) -> str:
    """A Markdown table, a line a cell, with mean and p99 as ratios to A's in the same workload and load."""
    lines = [
        "| workload | load | system | requests | errors | mean s | p50 | p95 | p99 | per s | CPU s | mean:A | p99:A |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    base = {(c.workload, c.load): c for c in cells if c.system == "A"}
    for c in cells:
        a = base.get((c.workload, c.load))
        ratios = f"{c.mean / a.mean:.2f} | {c.p99 / a.p99:.2f}" if a else "|"
        lines.append(
            f"| {c.workload} | {c.load:g} | {c.system} | {c.requests} | {c.errors} | {c.mean:.3f} | {c.p50:.3f} | "
            f"{c.p95:.3f} | {c.p99:.3f} | {c.per_second:.1f} | {c.cpu_per_image:.3f} | {ratios} |"
        )
    return "\n".join(lines)


def plot(cells: Sequence[Cell], path: Path) -> None:
    """Mean and p99 of the product's mix over the load, a line a system."""
    import matplotlib as mpl  # here: who only wants figures, as the tests of the scheduler do, need not have it

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(10, 4), constrained_layout=True)
    for axis, name in zip(axes, ("mean", "p99"), strict=True):
        for system, colour in COLOURS.items():
            mine = sorted((c for c in cells if c.system == system and c.workload == "product"), key=lambda c: c.load)
            axis.plot([c.load for c in mine], [getattr(c, name) for c in mine], marker="o", color=colour, label=system)
        axis.set(title=f"{name} latency, product's mix of 24 sizes", xlabel="load (share of A's capacity)", ylabel="s")
        axis.set_yscale("log")
        axis.grid(alpha=0.25)
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].legend(frameon=False)
    figure.savefig(path, dpi=120)


def save(path: Path, cells: Sequence[Cell], facts: dict[str, Any]) -> None:
    """Everything as JSON, for whoever wants to reckon again."""
    path.write_text(json.dumps({"facts": facts, "cells": [asdict(c) for c in cells]}, indent=1))
