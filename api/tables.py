"""Tables as CSV. Knows nothing of what they tell."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(lines: Sequence[Mapping[str, Any]], fields: Sequence[str] = ()) -> str:
    """CSV of lines that all have the same fields, which need not be told where there is a line.

    Text that a spreadsheet would run is quoted for it.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, fields or list(lines[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _safe(value) for name, value in line.items()} for line in lines)
    return out.getvalue()


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
