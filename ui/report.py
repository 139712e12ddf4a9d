"""The third tab: how true everybody's pictures are to the brand, and how they are liked."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import gradio as gr

from locales import Texts
from schemas import Brand, BrandReport, ReasonCount, ScoreGroup, WorstPicture
from ui import markup
from ui.client import ApiError
from ui.events import SILENT, Connect, Start, Updates
from ui.live import live

WANTED = "(user) => [user, window.page.wanted('report-filters')]"
HEIGHT, PITCH, GAP = 160, 28, 8
"""Of the columns of the chart, in its own units."""


def build(texts: Texts, connect: Connect, user_id: gr.Textbox) -> Start:
    """Lay out the tab and connect it; what it returns makes an event fetch the report."""
    asked = live(_filters(texts), elem_id="report-filters")
    problem = live("", elem_classes="problem")
    shown = live("", elem_id="report")
    wanted = gr.JSON(visible=False)  # what the filters say is read from the page whenever the report is asked for

    def on_get(user: str, given: dict[str, str] | None, request: gr.Request) -> Updates:
        said = given or {}
        mine = said.get("mine")
        if mine and not user:
            return {shown: "", problem: markup.nobody(texts)}
        named = {"from": said.get("since"), "to": said.get("until"), "user_id": user if mine else ""}
        asking = {name: value for name, value in named.items() if value}
        api = connect(request)
        try:
            return {shown: report(texts, api.report(**asking), api.brands(texts.code), asking), problem: ""}
        except ApiError as error:
            return {shown: "", problem: markup.problem(texts, error.problem)}

    def fetch(event: Any) -> None:
        event(on_get, [user_id, wanted], [shown, problem], js=WANTED, trigger_mode="always_last", **SILENT)

    fetch(asked.filter)
    return fetch


def report(texts: Texts, found: BrandReport, kits: Iterable[Brand], wanted: dict[str, str]) -> str:
    """The whole report; `wanted` is what was asked for as the API takes it."""
    if not found.total.pictures:
        return f'<p class="nothing">{escape(texts.nothing_found)}</p>'
    href = escape(f"../../api/brand/report?{urlencode(wanted | {'format': 'csv'})}")
    titles = {kit.name: kit.title for kit in kits}
    groups: tuple[tuple[str, Sequence[ScoreGroup], Callable[[str], str]], ...] = (
        (texts.by_product, found.products, lambda name: _product(texts, name)),
        (texts.by_size, found.sizes, lambda name: f"{texts.sizes.get(name, '')} {name}".strip()),
        (texts.by_brand, found.brands, lambda name: titles.get(name, name)),
        (texts.by_model, found.models, lambda name: name),
    )
    halves = "".join(_rows(texts, title, members, called) for title, members, called in groups)
    worst = "".join(_worst(texts, w) for w in found.worst)
    return (
        f'<div class="report-head">{_figures(texts, found.total)}<a class="act" href="{href}" download>'
        f"{markup.icon('download')}<span>CSV</span></a></div>{_legend(texts)}"
        f"<section><h2>{escape(texts.by_day)}</h2>{_columns(texts, found.days)}</section>"
        f'<div class="report-halves">{halves}{_reasons(texts, found.reasons)}</div>'
        f'<section><h2>{escape(texts.worst)}</h2><ol class="worst">{worst}</ol></section>'
    )


def _filters(texts: Texts) -> str:
    days = "".join(
        f'<label><span aria-hidden="true">{escape(label)}</span>'
        f'<input type="date" name="{name}" aria-label="{escape(label)}"></label>'
        for label, name in ((texts.since, "since"), (texts.until, "until"))
    )
    whose = "".join(f'<option value="{value}">{escape(label)}</option>' for value, label in texts.whose.items())
    mine = f'<label><select name="mine" aria-label="{escape(texts.pictures)}">{whose}</select></label>'
    return f'<form class="filters" data-event="filter">{mine}{days}</form>'


def _figures(texts: Texts, total: ScoreGroup) -> str:
    figures = (
        (texts.pictures, str(total.pictures)),
        (texts.mean_score, texts.number(total.mean, 1)),
        (texts.corrected, texts.percent(total.corrected)),
        (texts.off_brand, texts.percent(total.off_brand)),
        (texts.liked, _liked(texts, total) or "–"),
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


def _rows(texts: Texts, title: str, groups: Iterable[ScoreGroup], called: Callable[[str], str]) -> str:
    named = [group.model_copy(update={"name": called(group.name)}) for group in groups]
    rows = "".join(
        f'<li title="{_told(texts, group)}"><span>{escape(group.name)}</span><span class="bar">'
        + "".join(
            f'<i class="band{place}" style="flex-grow:{count}"></i>' for place, count in enumerate(group.bands) if count
        )
        + f'</span><b>{texts.number(group.mean, 1)}</b><span class="liked">{_liked(texts, group)}</span></li>'
        for group in named
    )
    return f'<section><h2>{escape(title)}</h2><ul class="rows">{rows}</ul></section>'


def _liked(texts: Texts, group: ScoreGroup) -> str:
    """Which share of the marks is good; nothing where there are none."""
    marks = group.good + group.bad
    return texts.percent(group.good / marks, 0) if marks else ""


def _reasons(texts: Texts, reasons: Iterable[ReasonCount]) -> str:
    items = "".join(
        f"<li>{markup.icon('thumb' if one.result else 'thumb-down')}"
        f'<span class="sr-only">{escape(texts.marks["good" if one.result else "bad"])}: </span>'
        f"<span>{escape(one.reason)}</span><b>{one.pictures}</b></li>"
        for one in reasons
    )
    return f'<section><h2>{escape(texts.by_reason)}</h2><ul class="reasons">{items}</ul></section>' if items else ""


def _told(texts: Texts, group: ScoreGroup) -> str:
    mean, lowest = texts.number(group.mean, 1), texts.number(group.lowest, 1)
    marks = f"{texts.marks['good']} {group.good} · {texts.marks['bad']} {group.bad}"
    return escape(f"{group.name}: {group.pictures} · Ø {mean} · min {lowest} · {marks}")


def _worst(texts: Texts, one: WorstPicture) -> str:
    """A picture of one's own, or what may be told of somebody else's."""
    what = f"<b>{one.score:.0f}</b> {escape(_product(texts, one.product or 'none'))}"
    if one.image_url is None:
        return f"<li>{what}<br>{escape(one.model)}, {one.day}</li>"
    path, told = escape(one.image_url), escape(texts.score.format(score=f"{one.score:.0f}"))
    return (
        f'<li><a href="{path}/palette.png?lang={texts.code}" target="_blank" rel="noopener">'
        f'<img src="{path}?thumb=256" alt="{told}" loading="lazy"></a>{what}</li>'
    )


def _product(texts: Texts, name: str) -> str:
    return str(texts.products.get("" if name == "none" else name, name))
