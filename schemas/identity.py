"""One person, one id: user ids that nobody can tell apart by eye are the same id, in one normal form."""

import re
import unicodedata

DEFAULT_TENANT = "default"
"""Whose all is that names no tenant."""
TENANT = re.compile(r"(?!system$)[a-z0-9][a-z0-9-]{0,31}")
"""What a tenant may be called: collections and folders have its name in theirs."""
LONGEST = 1020
"""Characters of text that is looked at: four times what an id may have. Longer text is refused by its length anyway."""

UNSEEN = frozenset(
    chr(code)
    for first, last in (
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2065, 0x2065), (0x3164, 0x3164),
        (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF),
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""What Unicode calls default ignorable, but for the format characters, which have a category of their own."""

BLANK = "\u2800"
"""A Braille cell without a dot: no space to Unicode, and nothing to the eye."""
HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011"), "-")
LOOKALIKE = ("<wide>", "<narrow>", "<noBreak>")
"""Compatibility forms that differ from the plain character in width or in where a line may break, no more."""


def normal(user_id: str) -> str:
    """The normal form of a user id, which may be empty: applied twice it changes nothing.

    Canonically composed (NFC); any run of spaces is one plain space, none at the ends; nothing invisible; full-width
    and half-width characters and hyphens are the usual ones. Letters keep their case and their script. Text with a
    line break, or longer than any id, is left as it is, to be refused for that.
    """
    if len(user_id) > LONGEST or "\n" in user_id or "\r" in user_id:
        return user_id
    plain = "".join(map(_plain, user_id)).translate(HYPHENS)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _plain(character: str) -> str:
    if character.isspace() or character == BLANK:
        return " "
    if character in UNSEEN or unicodedata.category(character) in {"Cf", "Cc"}:
        return ""
    if unicodedata.decomposition(character).startswith(LOOKALIKE):
        return unicodedata.normalize("NFKC", character)
    return character
