"""The kits that ship with the service, and prompts for the bank's own."""

from pathlib import Path

import prompt_builder
from brand import ColorPalette, Kit, load_kits

KITS = load_kits(Path(__file__).parent.parent / "brands")
BANK = KITS["default"]


def kit_of(*colours: str) -> Kit:
    """The bank's kit with other colours."""
    members = [{"color": colour} for colour in colours]
    return BANK.with_colours(ColorPalette.model_validate({"members": members}))


def build(metadata, seed, *count):
    """The prompt for the bank's kit."""
    return prompt_builder.build(metadata, seed, BANK, prompt_builder.Reader(*count))
