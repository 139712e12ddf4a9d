"""Tables as CSV. Knows nothing of what they tell."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

_UNSEEN = (
    r'[\s"\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f'
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]*"
)
"""What Unicode calls ignorable, control characters, and quotes, which readers take off."""
_FORMULA = re.compile(rf"(?:^|(?<=[;\t\r\n]))(?={_UNSEEN}[=+\-@\uff1d\uff0b\uff0d\uff20\t\r])")
"""Where a spreadsheet begins to calculate: at the beginning of a cell, which is also after what parts cells and lines
for whoever reads with another delimiter; also behind what is not seen, and with the wide signs of East Asia."""


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
