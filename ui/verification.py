"""Beside the history: a file that somebody has. The browser sends it to the API; this says what the API knows of it."""

from dataclasses import dataclass
from typing import Any

import gradio as gr
from pydantic import ValidationError

from locales import Texts
from schemas import ErrorAnswer, Problem
from schemas.verification import MAX_FILE_BYTES, Credentials, Ours, Verification
from ui import problems
from ui.handlers import UNQUEUED, live_html
from ui.rendering import render

SEND = "async () => [await window.page.verify()]"
"""Send the file to the API and bring its answer: `status`, and `answer` as it came."""
MOST_TEXT = 100
"""Letters of what a stranger's file says of itself."""


@dataclass(frozen=True, eq=False)
class Dropzone:
    """Where files are dropped, and the answer below it; nobody sees the `room` before it is known that they may."""

    room: gr.Column
    answer: gr.HTML
    """Its event `find` asks for the picture that the file is, of its `user`."""


def build(texts: Texts) -> Dropzone:
    """Lay it out, and answer each file."""
    with gr.Column(visible=False, elem_classes="verify-room") as room:
        form = live_html(render("verification/form", t=texts, most=MAX_FILE_BYTES), elem_id="verify")
        answer = live_html("", elem_id="verified")
    said = gr.JSON(visible=False)

    def on_check(said: dict[str, str] | None) -> str:
        return told(texts, said or {})

    form.check(on_check, said, answer, js=SEND, trigger_mode="always_last", **UNQUEUED)
    return Dropzone(room, answer)


def told(texts: Texts, said: dict[str, str]) -> str:
    """What the API said of the file, in the words of whoever asked."""
    if not said.get("status"):  # there is no file
        return ""
    answer = said.get("answer", "")
    try:
        if said["status"] == "200":
            return verdict(texts, Verification.model_validate_json(answer))
        problem = ErrorAnswer.model_validate_json(answer).error
    except ValidationError:
        problem = Problem(code=said["status"], message=texts.problems["unreachable"], request_id="-")
    known = texts.verify_refusals.get(problem.code)
    if known:
        return problems.notice(texts, [known])
    return problems.problem(texts, problem)


def verdict(texts: Texts, found: Verification) -> str:
    """Whether it is ours, and what it says of itself."""
    return render(
        "verification/answer",
        t=texts,
        ours=found.ours,
        title=_title(texts, found.credentials, found.ours),
        facts=[(label, value[:MOST_TEXT]) for label, value in _facts(texts, found.credentials)],
        state=found.credentials.state,
    )


def _title(texts: Texts, credentials: Credentials, ours: Ours | None) -> str:
    if ours:
        return str(texts.verify_ours[ours.match])
    made_here = credentials.trusted and credentials.state == "valid"
    return str(texts.verify_made_here if made_here else texts.verify_stranger)


def _facts(texts: Texts, credentials: Credentials) -> list[tuple[str, str]]:
    """Whose signature it is and what it says, only where it holds: of another, anybody may have written that."""
    facts = [(texts.verify_signature, str(texts.verify_states[credentials.state]))]
    if credentials.state != "valid":
        return facts
    whose = "trial" if credentials.trial else "ours" if credentials.trusted else "other"
    source = credentials.source_type or ""
    named: list[tuple[str, Any]] = [
        (texts.verify_signer, texts.verify_signers[whose].format(name=credentials.signed_by or "–")),
        (texts.verify_source, texts.verify_sources.get(source, source)),
        (texts.verify_made_with, " · ".join(one for one in (credentials.made_with, credentials.generator) if one)),
    ]
    return facts + [(label, str(value)) for label, value in named if value]
