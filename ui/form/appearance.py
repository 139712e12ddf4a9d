"""What the picture looks like: the brand and its colours, how strictly they are kept, and the room for text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

import gradio as gr

from brand import ColorPalette, Controls, LoraChoice, Mode, Zone
from locales import Texts
from schemas import DEFAULT_BRAND, Brand, GenerateRequest, RegisteredLora
from ui.client import ApiError
from ui.form.numbers import number, shown
from ui.handlers import UNQUEUED, Connect, Listen, Updates, Values
from ui.rendering import render

HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9a-fA-F])")


NO_STYLE = "-"
"""What is chosen to have no LoRA, not even the brand's; no LoRA is called so."""


class OfferedRadio(gr.Radio):
    """Its choices come from the API for each visitor; whether there is such a one is for the service to say."""

    is_template = True  # to the browser it is a radio like all others

    def preprocess(self, payload: Any) -> Any:
        return payload


@dataclass(frozen=True, eq=False)
class AppearanceFields:
    """The controls."""

    brand: gr.Radio
    swatches: gr.HTML
    text_zone: gr.Radio
    palette_mode: gr.Radio
    colours: gr.Textbox
    style: gr.Radio
    """LoRAs as `loras` reads them; one of the choices, or what a picture was painted with."""

    @property
    def controls(self) -> list[Any]:
        return [self.brand, self.text_zone, self.palette_mode, self.colours, self.style]

    def request(self, values: Values) -> dict[str, Any]:
        """What they say, as fields of a request."""
        return {
            "brand": values[self.brand],
            "text_zone": values[self.text_zone],
            "palette_mode": values[self.palette_mode],
            "color_palette": palette(values[self.colours]),
            "loras": loras(values[self.style]),
        }

    def fill(self, request: GenerateRequest) -> Updates:
        """Say what `request` says."""
        return {
            self.brand: request.brand or DEFAULT_BRAND,
            self.text_zone: request.text_zone or "",
            self.palette_mode: request.palette_mode,
            self.colours: colours(request.palette),
            self.style: style(request.loras),
        }

    def offer(
        self, texts: Texts, kits: Iterable[Brand], registered: Iterable[RegisteredLora], values: Values
    ) -> Updates:
        """Let the user choose among these kits and LoRAs, if there is a choice."""
        choices = [(kit.title, kit.name) for kit in kits]
        styles = [(lora.title, lora.name) for lora in registered if not lora.fused]
        brand, chosen = values[self.brand] or DEFAULT_BRAND, values[self.style] or ""
        offered = [(texts.style_of_brand, ""), (texts.style_of_none, NO_STYLE), *styles]
        return {
            self.brand: gr.update(choices=choices, value=brand, visible=len(choices) > 1),
            self.style: gr.update(choices=offered, value=chosen, visible=bool(styles)),
        }


def build(texts: Texts) -> tuple[gr.Radio, gr.HTML, gr.Radio]:
    """Lay out what everybody needs: the brand with its colours, and the room for text."""
    brand = OfferedRadio([], label=texts.brand, visible=False, elem_classes=["chips", "field-brand"])
    swatches = gr.HTML(elem_classes="swatch-room", apply_default_css=False)
    zones = [("", texts.text_zones[""]), *((zone, texts.text_zones[zone]) for zone in get_args(Zone))]
    text_zone = gr.Radio(
        [(label, zone) for zone, label in zones],
        value="",
        label=texts.text_zone,
        elem_classes=["chips", "zones", "field-text_zone"],
    )
    return brand, swatches, text_zone


def build_tuning(texts: Texts) -> tuple[gr.Radio, gr.Textbox, gr.Radio]:
    """Lay out what few need: how strictly colours are kept, colours of one's own, and LoRAs where there are any."""
    modes = [(texts.palette_modes[mode], mode) for mode in get_args(Mode)]
    palette_mode = gr.Radio(
        modes, value="snap", label=texts.palette_mode, elem_classes=["chips", "modes", "field-palette_mode"]
    )
    own = gr.Textbox(
        "", label=texts.colours, placeholder=texts.colours_hint, max_lines=1, elem_classes="field-color_palette"
    )
    style = OfferedRadio([], value="", label=texts.style, visible=False, elem_classes=["chips", "field-loras"])
    return palette_mode, own, style


def connect_swatches(texts: Texts, connect: Connect, fields: AppearanceFields) -> Listen:
    """Show the colours that a picture will be painted in, also when the given event has passed."""

    def on_change(chosen: str | None, own: str | None, request: gr.Request) -> str:
        try:
            return swatches(connect(request).brands(texts.code), chosen, own)
        except ApiError:
            return ""  # whoever sends the form will hear of it

    def show(event: Any) -> None:
        event(on_change, [fields.brand, fields.colours], fields.swatches, trigger_mode="always_last", **UNQUEUED)

    show(partial(gr.on, [fields.brand.change, fields.colours.change]))
    return show


def swatches(kits: Iterable[Brand], chosen: str | None, own: str | None) -> str:
    """The colours of one's own, else those of the brand, by name."""
    typed = HEX.findall(own or "")
    kit = next((kit for kit in kits if kit.name == (chosen or DEFAULT_BRAND)), None)
    shown = [(value, value.upper()) for value in typed] or [(c.hex, c.name) for c in (kit.colours if kit else ())]
    return render("form/swatches", colours=shown)


def colours(given: ColorPalette | Controls | None) -> str:
    """A palette as text that `palette` reads: `#FFA07A 0.5, #4169E1`."""
    if isinstance(given, Controls):
        return ", ".join("#{:02X}{:02X}{:02X}".format(*one.rgb) for one in given.colors)
    members = given.members if given else ()
    return ", ".join(f"{member.color} {shown(member.weight)}".strip() for member in members)


def style(given: Iterable[LoraChoice] | None) -> str:
    """LoRAs as text that `loras` reads: `flat 0.5, ink`."""
    if given is None:
        return ""
    return ", ".join(f"{one.name} {shown(one.weight)}".strip() for one in given) or NO_STYLE


def loras(text: str | None) -> list[dict[str, Any]] | None:
    """The `loras` of a request that a text means: none said, none at all, or some."""
    if not text or text == NO_STYLE:
        return [] if text else None
    parts = [part.strip().partition(" ") for part in text.split(",")]
    return [{"name": name} | ({"weight": number(weight)} if weight else {}) for name, _, weight in parts]


def palette(text: str | None) -> dict[str, Any] | None:
    """The `color_palette` of a request that a text means; what is no colour stays for the service to refuse."""
    members = []
    for part in re.split(r"(?=#)|;", text or ""):
        color, _, weight = part.strip(" ,").partition(" ")
        if color:
            members.append({"color": color} | ({"weight": number(weight)} if weight.strip() else {}))
    return {"members": members} if members else None
