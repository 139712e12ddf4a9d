"""Tables as CSV. Knows nothing of what they tell."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

_UNSEEN = r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*"
_FORMULA = re.compile(rf"(?:^|(?<=;))(?={_UNSEEN}[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])")
"""Where a spreadsheet begins to calculate: at the beginning of a cell, and after a semicolon, which parts cells where
decimals have a comma; also behind what is not seen, and with the wide signs of East Asia."""


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
    return _FORMULA.sub("'", value) if isinstance(value, str) else value
