"""Prometheus text for figures that are read when somebody asks. Knows no metric by name."""

from collections.abc import Mapping


def exposition(prefix: str, figures: Mapping[str, float]) -> str:
    """One line a figure; names that end in `_total` are counters, all others gauges."""
    lines = []
    for name, value in figures.items():
        kind = "counter" if name.endswith("_total") else "gauge"
        lines.append(f"# TYPE {prefix}_{name} {kind}\n{prefix}_{name} {float(value)}\n")
    return "".join(lines)
