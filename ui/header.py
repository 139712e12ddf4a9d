"""The top of the page: whose it is, who works with it, language, dark or light, help."""

from typing import Literal

import gradio as gr

from locales import Texts
from ui.languages import LANGUAGES
from ui.rendering import render

PageAuth = Literal["", "keys", "proxy", "oidc"]
"""How visitors come in: by none; with a key; through a proxy, which alone lets them out; by the company's own."""


def build(texts: Texts, auth: PageAuth) -> gr.Textbox:
    """Lay the header out; the field for the user id, which tells whoever signed in who they are."""
    with gr.Row(elem_classes="header"):
        gr.HTML(render("header/title", t=texts), elem_classes="brand", apply_default_css=False)
        user_id = gr.Textbox(
            label=texts.user_id,
            placeholder=texts.user_id_hint,
            max_lines=1,
            interactive=not auth,
            elem_id="user-id",
            elem_classes="field-user_id",
            min_width=120,
        )
        tools = render(
            "header/tools", t=texts, languages=LANGUAGES.values(), auth=auth, leaves=auth not in ("", "proxy")
        )
        gr.HTML(tools, elem_classes="tools", apply_default_css=False)
    return user_id
