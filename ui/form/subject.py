"""Who or what is in the picture: the product cards, and sex and age where a person is shown."""

import json
from dataclasses import dataclass
from typing import Any, get_args

import gradio as gr

from locales import Texts
from schemas import Metadata, Product
from ui.form.numbers import number, numeric, shown
from ui.handlers import UNQUEUED, Updates, Values

FOLLOW = """(product, sex) => {{
  const update = (what) => ({{ __type__: "update", ...what }});
  const choices = {choices};
  return [
    update({{ choices: choices[product] ?? choices[""] }}),
    update(product === "people" || sex ? {{ visible: true }} : {{ visible: false, value: "" }}),
  ];
}}"""
"""Offers what goes with a product and a sex, in the browser: what somebody types next must not meet a late answer."""

PRODUCTS = (*get_args(Product), "")


@dataclass(frozen=True, eq=False)
class SubjectFields:
    """The controls. Age is there only where somebody is shown."""

    product: gr.Radio
    sex: gr.Radio
    age: gr.Textbox
    texts: Texts

    @property
    def controls(self) -> list[Any]:
        return [self.product, self.sex, self.age]

    def metadata(self, values: Values) -> dict[str, Any]:
        """What they say, for the metadata of a request."""
        return {"product": values[self.product], "sex": values[self.sex], "age": number(values[self.age])}

    def fill(self, metadata: Metadata) -> Updates:
        """Say what `metadata` says."""
        return self.show(metadata.product or "", metadata.sex or "", shown(metadata.age))

    def show(self, product: str, sex: str, age: str) -> Updates:
        """Say this, and offer what goes with it."""
        return {
            self.product: product,
            self.sex: gr.update(value=sex, choices=people(self.texts, product)),
            self.age: gr.update(value=age, visible=product == "people" or bool(sex or age)),
        }


def build(texts: Texts) -> SubjectFields:
    """Lay the controls out and connect what depends on what."""
    product = gr.Radio(
        [(texts.products[name], name) for name in PRODUCTS],
        value="people",
        label=texts.product,
        elem_classes=["products", "field-product"],
    )
    with gr.Row(elem_classes="person"):
        sex = gr.Radio(
            people(texts, "people"), value="", label=texts.person, elem_classes=["chips", "field-sex"], scale=3
        )
        age = numeric(texts.age, texts.age_hint, "age")
    choices = json.dumps({somebody: people(texts, somebody) for somebody in ("people", "")})
    gr.on([product.input, sex.input], None, [product, sex], [sex, age], js=FOLLOW.format(choices=choices), **UNQUEUED)
    return SubjectFields(product, sex, age, texts)


def people(texts: Texts, product: str) -> list[tuple[str, str]]:
    """Who may be in a picture of `product`: for people somebody always is."""
    nobody = texts.anyone if product == "people" else texts.nobody
    return [(nobody, ""), (texts.sexes["female"], "female"), (texts.sexes["male"], "male")]
