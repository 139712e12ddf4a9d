"""What went wrong and what to change, in the user's language."""

from collections.abc import Sequence
from itertools import zip_longest

from pydantic import ValidationError

from locales import Texts
from schemas import (
    MAX_CUSTOM_PROMPT,
    MAX_REASON,
    MAX_SEED,
    MAX_SIDES_SUM,
    MAX_USER_ID,
    MIN_SIDE,
    OUTPUT_FORMATS,
    GenerateRequest,
    Metadata,
    Problem,
    field_of,
)
from ui.rendering import render

FIELDS = {*Metadata.model_fields, *GenerateRequest.model_fields, "height + width"} - {"metadata", "ad"}
"""Fields of the API that have a control of their own."""

LIMITS = {
    "min_side": MIN_SIDE,
    "max_side": MAX_SIDES_SUM - MIN_SIDE,
    "max_sum": MAX_SIDES_SUM,
    "max_user_id": MAX_USER_ID,
    "max_custom_prompt": MAX_CUSTOM_PROMPT,
    "max_seed": MAX_SEED,
    "max_reason": MAX_REASON,
    "output_formats": ", ".join(OUTPUT_FORMATS),
}


def notice(texts: Texts, lines: Sequence[str], footnote: str = "", fields: Sequence[str] = ()) -> str:
    """What went wrong and what to change, read out at once by screen readers.

    `fields` name the control that a line is about; the script repeats the line there.
    """
    about = [control(field) for field in fields][: len(lines)]
    rows = zip_longest(lines, about, fillvalue="")
    return render("notice", title=texts.problem, lines=rows, footnote=footnote)


def no_user(texts: Texts) -> str:
    """What to say where a user id is needed and there is none."""
    return notice(texts, [advice(texts, "user_id")], fields=["user_id"])


def problem(texts: Texts, problem: Problem) -> str:
    """An error answer of the API."""
    fields = ["custom_prompt"] if problem.code == "prompt_refused" else [fault.field for fault in problem.details]
    if problem.code == "prompt_refused":
        fault = problem.details[0] if problem.details else None
        lines = [refusal(texts, fault.word, fault.rule) if fault else texts.problems[problem.code]]
    elif problem.code in texts.problems or not problem.details:
        lines = [texts.problems.get(problem.code, problem.message)]
    else:
        lines = [advice(texts, fault.field, fault.message) for fault in problem.details]
    ours = problem.request_id != "-" and not fields  # who mends a field has no use for the number
    footnote = texts.request_id.format(id=problem.request_id) if ours else ""
    return notice(texts, lines, footnote, fields)


def refusal(texts: Texts, word: str, subject: str = "") -> str:
    """Which rule the words break, if that is known, what to say instead, and which word it is."""
    rule, instead = texts.refusals.get(subject), texts.instead.get(subject)
    said = [texts.refused_rule.format(rule=rule, instead=instead) if rule else texts.problems["prompt_refused"]]
    if word:
        said.append(texts.refused_word.format(word=word))
    return " ".join(said)


def invalid(texts: Texts, error: ValidationError) -> str:
    """What is wrong with a pasted text that is JSON but not what the API takes."""
    return notice(texts, [advice(texts, field_of(one), one["msg"]) for one in error.errors()])


def advice(texts: Texts, field: str, message: str = "") -> str:
    """What to change in a field of the API."""
    name = control(field)
    if name in texts.advice:
        return f"{texts.fields[name]}: {texts.advice[name].format(**LIMITS)}"
    return f"{name}: {message if name in texts.fields else texts.unknown_field}"


def control(field: str) -> str:
    """The control that a field of the API belongs to: `color_palette.members.0.color` to `color_palette`."""
    parts = field.split(".")
    return next((part for part in reversed(parts) if part in FIELDS), parts[-1]) or "metadata"
