"""`python -m brand SHEET.png PHOTO...`: photos as they are and as each kit has them, on one sheet. Serves nobody."""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from brand.certificate import Mode
from brand.correct import correct
from brand.kit import Kit, KitError, load_kits
from brand.sheet import SOFT, Sheet
from brand.space import Bytes

_MODES: tuple[Mode, ...] = ("snap", "poster")
_WIDE, _HIGH, _GAP, _HEAD, _CAPTION = 312, 240, 20, 100, 36


def main() -> None:
    """Draw the sheet."""
    parser = argparse.ArgumentParser(prog="python -m brand", description=main.__doc__)
    parser.add_argument("sheet", type=Path, help="PNG to write")
    parser.add_argument("photos", type=Path, nargs="+", help="pictures to put right")
    parser.add_argument("--brands", type=Path, default=Path("brands"), help="folder of kits, brands/ if not said")
    given = parser.parse_args()
    try:
        kits = tuple(load_kits(given.brands).values())
        given.sheet.write_bytes(contact_sheet([(path.stem, _read(path)) for path in given.photos], kits))
    except (KitError, OSError) as error:
        parser.error(str(error))


def contact_sheet(photos: list[tuple[str, Bytes]], kits: tuple[Kit, ...]) -> bytes:
    """A PNG with a row for each named photo: itself, then each kit's snap and poster with what was found."""
    columns = [(kit, mode) for kit in kits for mode in _MODES]
    sheet = Sheet(_GAP + (1 + len(columns)) * (_WIDE + _GAP), _HEAD + len(photos) * (_HIGH + _CAPTION + _GAP))
    sheet.text((_GAP, 46), "Photographs, put right", 30)
    for place, head in enumerate(("As it is", *(f"{kit.name}: {mode}" for kit, mode in columns))):
        sheet.text((_GAP + place * (_WIDE + _GAP), 84), head, 18)
    for row, (name, pixels) in enumerate(photos):
        cells = [(pixels, name), *(_cell(pixels, kit, mode) for kit, mode in columns)]
        for place, (shown, caption) in enumerate(cells):
            x, y = _GAP + place * (_WIDE + _GAP), _HEAD + row * (_HIGH + _CAPTION + _GAP)
            sheet.picture(shown, (x, y), (_WIDE, _HIGH))
            sheet.text((x, y + _HIGH + 22), caption, 15, SOFT)
    return sheet.png()


def _cell(pixels: Bytes, kit: Kit, mode: Mode) -> tuple[Bytes, str]:
    after, found = correct(pixels, kit, mode)
    if not found.strength:
        return after, f"off brand {found.before.off_hue:.1%}, left as it is"
    return after, f"off brand {found.before.off_hue:.1%} to {found.after.off_hue:.1%}, score {found.after.score:.0f}"


def _read(path: Path) -> Bytes:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


if __name__ == "__main__":
    main()
