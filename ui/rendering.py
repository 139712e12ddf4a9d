"""HTML from the files in templates/. Whatever is filled in is escaped, and what is not there is an error."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from schemas import DEFAULT_STRENGTH, MAX_PAGE, MAX_REASON, MAX_SEARCH, MIN_STRENGTH
from schemas.copy import MAX_CTA, MAX_HEADLINE, MAX_LEGAL, MAX_SUBLINE

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals["limits"] = {
    "max_page": MAX_PAGE,
    "max_headline": MAX_HEADLINE,
    "max_subline": MAX_SUBLINE,
    "max_cta": MAX_CTA,
    "max_legal": MAX_LEGAL,
    "max_reason": MAX_REASON,
    "max_search": MAX_SEARCH,
    "min_strength": MIN_STRENGTH,
    "default_strength": DEFAULT_STRENGTH,
}


def render(template: str, **values: Any) -> str:
    """The template of that name with these values; `t` is, by custom, the texts of the page's language."""
    return TEMPLATES.get_template(f"{template}.html").render(values).strip()


def hint(text: str, *, wrong: bool = False) -> str:
    """A small line of help; a wrong one is read out at once by screen readers."""
    return render("hint", text=text, wrong=wrong)
