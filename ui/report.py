"""The third tab: how true everybody's pictures are to the brand, over time and by product and model, and the worst."""

from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import gradio as gr

from schemas import BrandReport, ScoreGroup, WorstPicture
from ui import markup
from ui.client import ApiError
from ui.events import SILENT, Connect, Start
from ui.live import live
from ui.texts import Texts

HEIGHT, PITCH, GAP = 160, 28, 8
"""Of the columns of the chart, in its own units."""


def build(texts: Texts, connect: Connect) -> Start:
    """Lay out the tab and connect it; what it returns makes an event fetch the report."""
    asked = live(_filters(texts), elem_id="report-filters")
    shown = live("", elem_id="report")
    span = gr.State(("", ""))

    def show(span: tuple[str, str], request: gr.Request) -> str:
        wanted = {name: moment for name, moment in zip(("from", "to"), span, strict=True) if moment}
        try:
            return report(texts, connect(request).report(**wanted), wanted)
        except ApiError as error:
            return markup.problem(texts, error.problem)

    def on_filter(event: gr.EventData, request: gr.Request) -> tuple[str, tuple[str, str]]:
        span = event.since, event.until
        return show(span, request), span

    asked.filter(on_filter, None, [shown, span], trigger_mode="multiple", **SILENT)

    def fetch(event: Any) -> None:
        event(show, span, shown, **SILENT)

    return fetch


def report(texts: Texts, found: BrandReport, wanted: dict[str, str]) -> str:
    """The whole report; `wanted` is the span of time as the API takes it."""
    if not found.total.pictures:
        return f'<p class="nothing">{escape(texts.nothing_found)}</p>'
    href = escape(f"../../api/brand/report?{urlencode(wanted | {'format': 'csv'})}")
    products = [group.model_copy(update={"name": _product(texts, group.name)}) for group in found.products]
    halves = _rows(texts, texts.by_product, products) + _rows(texts, texts.by_model, found.models)
    return (
        f'<div class="report-head">{_figures(texts, found.total)}<a class="act" href="{href}" download>'
        f"{markup.icon('download')}<span>CSV</span></a></div>{_legend(texts)}"
        f"<section><h2>{escape(texts.by_day)}</h2>{_columns(texts, found.days)}</section>"
        f'<div class="report-halves">{halves}</div>'
        f'<section><h2>{escape(texts.worst)}</h2><ol class="worst">{"".join(_worst(texts, w) for w in found.worst)}'
        "</ol></section>"
    )


def _filters(texts: Texts) -> str:
    days = "".join(
        f'<label><span aria-hidden="true">{escape(label)}</span>'
        f'<input type="date" name="{name}" aria-label="{escape(label)}"></label>'
        for label, name in ((texts.since, "since"), (texts.until, "until"))
    )
    return f'<form class="filters" data-event="filter">{days}</form>'


def _figures(texts: Texts, total: ScoreGroup) -> str:
    figures = (
        (texts.pictures, str(total.pictures)),
        (texts.mean_score, texts.number(total.mean, 1)),
        (texts.corrected, texts.percent(total.corrected)),
        (texts.off_brand, texts.percent(total.off_brand)),
    )
    items = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in figures)
    return f'<dl class="figures">{items}</dl>'


def _legend(texts: Texts) -> str:
    items = "".join(f'<li class="band{place}">{escape(band)}</li>' for place, band in enumerate(texts.bands))
    return f'<ul class="legend" aria-label="{escape(texts.score_column)}">{items}</ul>'


def _columns(texts: Texts, days: Sequence[ScoreGroup]) -> str:
    """A column a day, as high as it has pictures, the lowest scores at the bottom."""
    most = max(day.pictures for day in days)
    bars = "".join(_column(texts, day, place * PITCH, HEIGHT / most) for place, day in enumerate(days))
    width = max(len(days), 8) * PITCH
    ends = dict.fromkeys((days[0].name, days[-1].name))
    return (
        f'<div class="chart"><svg viewBox="0 0 {width} {HEIGHT + 4}" width="{width}" height="{HEIGHT + 4}" role="img" '
        f'aria-label="{escape(texts.by_day)}">'
        f"{bars}</svg><p>{''.join(f'<span>{escape(day)}</span>' for day in ends)}</p></div>"
    )


def _column(texts: Texts, day: ScoreGroup, x: float, unit: float) -> str:
    bottom = float(HEIGHT)
    parts = []
    for place, count in enumerate(day.bands):
        bottom -= count * unit
        if count:
            size = f'width="{PITCH - GAP}" height="{count * unit:.1f}"'
            parts.append(f'<rect class="band{place}" x="{x}" y="{bottom:.1f}" {size} rx="3"/>')
    return f"<g><title>{_told(texts, day)}</title>{''.join(parts)}</g>"


def _rows(texts: Texts, title: str, groups: Sequence[ScoreGroup]) -> str:
    rows = "".join(
        f'<li title="{_told(texts, group)}"><span>{escape(group.name)}</span><span class="bar">'
        + "".join(
            f'<i class="band{place}" style="flex-grow:{count}"></i>' for place, count in enumerate(group.bands) if count
        )
        + f"</span><b>{texts.number(group.mean, 1)}</b></li>"
        for group in groups
    )
    return f'<section><h2>{escape(title)}</h2><ul class="rows">{rows}</ul></section>'


def _told(texts: Texts, group: ScoreGroup) -> str:
    mean, lowest = texts.number(group.mean, 1), texts.number(group.lowest, 1)
    return escape(f"{group.name}: {group.pictures} · Ø {mean} · min {lowest}")


def _worst(texts: Texts, one: WorstPicture) -> str:
    path, told = escape(one.image_url), escape(texts.score.format(score=f"{one.score:.0f}"))
    return (
        f'<li><a href="{path}/palette.png?lang={texts.code}" target="_blank" rel="noopener">'
        f'<img src="{path}?thumb=256" alt="{told}" loading="lazy"></a>'
        f"<b>{one.score:.0f}</b> {escape(_product(texts, one.product or 'none'))}</li>"
    )


def _product(texts: Texts, name: str) -> str:
    return texts.products.get("" if name == "none" else name, name)
