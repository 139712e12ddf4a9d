"""Rows as people and systems send them: JSON, JSON lines or CSV. Knows their form and not what they mean."""

import csv
import io
import itertools
import re
from collections.abc import Iterator
from typing import Any

import orjson

from errors import MalformedRequest
from locales import texts
from schemas import Copy, GenerateRequest, Metadata
from schemas.jobs import MAX_ROWS

JSON, JSON_LINES, CSV = "application/json", "application/jsonl", "text/csv"
FORMS = {JSON: JSON, JSON_LINES: JSON_LINES, "application/x-ndjson": JSON_LINES, CSV: CSV}
"""What a body may be, by its media type."""
BOM = "\ufeff"
LONGEST_CELL = LONGEST_ROW = 2**16
"""Bytes: a row may be as long as a request that stands alone."""
AD_PRODUCT = "ad_product"
"""Column of `ad.product`: that of the metadata has the name."""

EXAMPLE = {
    "custom_id": "spring-1", "product": "house", "custom_prompt": "spring garden", "width": 1200, "height": 628,
    "headline": "Your garden is waiting", "formats": "link, post",
}  # fmt: skip

Given = dict[str, Any] | str
"""A row, or what is wrong with its form."""


def _scalars(model: Any) -> dict[str, set[str]]:
    """The fields of a schema that one cell can hold, with the types of JSON that each may have."""
    schema = model.model_json_schema()
    found = {}
    for name, field in schema["properties"].items():
        kinds = {
            one.get("type", "string" if "const" in one or "enum" in one else "") for one in field.get("anyOf", [field])
        }
        if kinds <= {"string", "integer", "number", "boolean", "null"}:
            found[name] = kinds
    return found


METADATA = _scalars(Metadata)
AD_FORMATS = "formats"
COPY = {AD_PRODUCT if name == "product" else name: kinds for name, kinds in _scalars(Copy).items()} | {
    AD_FORMATS: {"string"}
}
"""What an advertisement says; of a cell of formats, those that it has apart by commas or spaces."""
COLUMNS = {"custom_id": {"string"}} | METADATA | _scalars(GenerateRequest) | COPY
del COLUMNS["user_id"], COLUMNS["preview"]
_SAID = [page.fields for page in texts("page").values()]
NAMES = {name: name for name in COLUMNS} | {
    said[name].casefold(): name for said in _SAID for name in COLUMNS if name in said
}
"""What a column may be called: as the field, or as the page calls it in any language."""


def given_rows(media: str, body: bytes) -> tuple[dict[str, Any], list[Given]]:
    """What a body of one of FORMS says beside its rows, and those. Raises MalformedRequest."""
    if FORMS[media] == JSON:
        return from_json(body)
    return {}, from_csv(body) if media == CSV else from_json_lines(body)


def from_json(body: bytes) -> tuple[dict[str, Any], list[Given]]:
    """What a JSON body says beside its `rows`, and those. Raises MalformedRequest."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise MalformedRequest("The body is not valid JSON.") from None
    if not isinstance(found, dict) or not isinstance(found.get("rows"), list):
        raise MalformedRequest('The body should be an object with a list of "rows".')
    rows = found.pop("rows")
    return found, list(map(_bounded, rows))


def from_json_lines(body: bytes) -> list[Given]:
    """A row a line; empty lines count for nothing."""
    lines = (line for line in io.BytesIO(body) if line.strip())
    return [_line(line) for line in itertools.islice(lines, MAX_ROWS + 1)]


def _line(line: bytes) -> Given:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return "the line is not valid JSON"
    return _bounded(found)


def _bounded(row: Any) -> Given:
    if not isinstance(row, dict):
        return "a row should be an object"
    try:
        return row if len(orjson.dumps(row)) <= LONGEST_ROW else f"a row should be at most {LONGEST_ROW} bytes"
    except orjson.JSONEncodeError:
        return "a row should not be that deep"


def from_csv(body: bytes) -> list[Given]:
    """A row a record below a line of names, apart by `,` or `;`; a cell without text is absent.

    Raises MalformedRequest when there is no such table: no names, one that nobody knows, or no text in UTF-8.
    """
    try:
        text = body.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        message = f"The table should be in UTF-8; byte {error.start} is not. (Excel: save as CSV UTF-8.)"
        raise MalformedRequest(message) from None
    head = text.partition("\n")[0]
    csv.field_size_limit(LONGEST_CELL)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;", key=head.count), strict=True)
    names = _names(next(_whole(records), ""))
    found = (record if isinstance(record, str) else _row(names, record) for record in _whole(records) if record)
    return list(itertools.islice(found, MAX_ROWS + 1))


def _names(head: list[str] | str) -> list[str]:
    if isinstance(head, str):
        raise MalformedRequest(f"The table should begin with a line of names: {head or 'it is empty'}.")
    names = [NAMES.get(cell.strip().casefold(), cell) for cell in head]
    for place, name in enumerate(names):
        if name not in COLUMNS:
            raise MalformedRequest(f"Column {place + 1}: {name[:40]!r} is none of {', '.join(COLUMNS)}.")
        if name in names[:place]:
            raise MalformedRequest(f"Column {place + 1}: {name} is there twice.")
    return names


def _whole(records: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """Each record, or what is wrong with it; what follows an error is read on."""
    while True:
        try:
            yield next(records)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"not CSV: {error}"


def _row(names: list[str], record: list[str]) -> Given:
    if len(record) != len(names):
        return f"{len(record)} cells where there are {len(names)} columns"
    cells = {name: cell.strip() for name, cell in zip(names, record, strict=True) if cell.strip()}
    given: dict[str, Any] = {name: _value(COLUMNS[name], cell) for name, cell in cells.items()}
    facts = {name: given.pop(name) for name in METADATA.keys() & given.keys()}
    copy = {name: given.pop(name) for name in COPY.keys() & given.keys()}
    return given | {"metadata": facts} | ({"ad": _copy(copy)} if copy else {})


def _copy(cells: dict[str, Any]) -> dict[str, Any]:
    if AD_PRODUCT in cells:
        cells["product"] = cells.pop(AD_PRODUCT)
    if AD_FORMATS in cells:
        cells[AD_FORMATS] = re.findall(r"[^\s,;]+", cells[AD_FORMATS])
    return cells


def _value(kinds: set[str], cell: str) -> Any:
    """A number where the field takes one and the cell is one, else the cell."""
    if "string" in kinds:
        return cell
    try:
        return orjson.loads(cell.replace(",", ".") if "number" in kinds else cell)
    except orjson.JSONDecodeError:
        return cell


def template() -> bytes:
    """A table to fill in: all columns, and a row for an example."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    writer.writerow(EXAMPLE)
    return (BOM + out.getvalue()).encode()
