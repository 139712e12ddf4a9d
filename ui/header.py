"""The top of the page: whose it is, who works with it, language, dark or light, help."""

from html import escape

import gradio as gr

from locales import Texts
from ui.languages import LANGUAGES
from ui.markup import icon


def build(texts: Texts) -> gr.Textbox:
    """Lay the header out; the field for the user id."""
    with gr.Row(elem_classes="header"):
        gr.HTML(_title(texts), elem_classes="brand", apply_default_css=False)
        user_id = gr.Textbox(
            label=texts.user_id,
            placeholder=texts.user_id_hint,
            max_lines=1,
            elem_id="user-id",
            elem_classes="field-user_id",
            min_width=120,
        )
        gr.HTML(_tools(texts), elem_classes="tools", apply_default_css=False)
    return user_id


def _title(texts: Texts) -> str:
    return (
        f'<a class="skip" href="#stage">{escape(texts.skip)}</a>'
        f'<div class="logo" aria-hidden="true"></div><div><h1>{escape(texts.title)}</h1>'
        f"<p>{escape(texts.tagline)}</p></div>"
    )


def _tools(texts: Texts) -> str:
    links = "".join(_language_link(t, current=t is texts) for t in LANGUAGES.values())
    return (
        f'<nav class="languages">{links}</nav>'
        f"{_tool(texts.theme, 'moon', 'data-theme-switch')}{_tool(texts.help, 'question', 'data-opens=help')}"
        f"{_help(texts)}{_other_user(texts)}"
    )


def _language_link(texts: Texts, *, current: bool) -> str:
    code = texts.code
    state = ' aria-current="true"' if current else ""
    return (
        f'<a href="../{code}/" lang="{code}" hreflang="{code}" data-language="{code}"{state} '
        f'aria-label="{escape(texts.name)}">{code.upper()}</a>'
    )


def _tool(label: str, drawing: str, action: str) -> str:
    return f'<button type="button" class="tool" {action} aria-label="{escape(label)}">{icon(drawing)}</button>'


def _other_user(texts: Texts) -> str:
    """What the script shows when the user id has been changed in another tab; this one keeps its own."""
    adopt = escape(texts.adopt_user)
    return (
        f'<div class="other-user notice" role="status" data-said="{escape(texts.other_user)}" hidden><p></p>'
        f'<button type="button" class="act" data-adopts data-said="{adopt}"></button>'
        f'<button type="button" class="act" data-keeps data-said="{escape(texts.keep_user)}"></button></div>'
    )


def _help(texts: Texts) -> str:
    steps = "".join(
        f"<li><strong>{escape(a)}</strong><p>{escape(b)}</p></li>"
        for a, b in (step.values() for step in texts.help_steps)
    )
    return (
        f'<dialog id="help" class="drawer" aria-labelledby="help-title">{_tool(texts.close, "close", "data-closes")}'
        f'<h2 id="help-title">{escape(texts.help_title)}</h2><ol>{steps}</ol></dialog>'
    )
