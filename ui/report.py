"""The fourth tab: how true everybody's pictures are to the brand, and how they are liked."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import gradio as gr

from locales import Texts
from schemas import Brand, BrandReport, ScoreGroup
from ui import problems
from ui.addresses import API, with_query
from ui.client import Api, ApiError
from ui.handlers import UNQUEUED, Connect, Listen, Updates, live_html
from ui.rendering import hint, render

FILTERED = "(user) => [user, window.page.wanted('report-filters')]"
HEIGHT, PITCH, GAP = 160, 28, 8
"""Of the columns of the chart, in its own units."""


def build(texts: Texts, connect: Connect, user_id: gr.Textbox) -> Listen:
    """Lay out the tab and connect it; what it returns makes an event fetch the report."""
    form = live_html(render("report/filters", t=texts), elem_id="report-filters")
    problem = live_html("", elem_classes="problem")
    shown = live_html("", elem_id="report")
    filters = gr.JSON(visible=False)  # what they say is read from the page whenever the report is asked for

    def on_get(user: str, said: dict[str, str] | None, request: gr.Request) -> Updates:
        said = said or {}
        mine = said.get("mine")
        if mine and not user:
            return {shown: "", problem: problems.no_user(texts)}
        named = {"from": said.get("since"), "to": said.get("until"), "user_id": user if mine else ""}
        query = {name: value for name, value in named.items() if value}
        api = connect(request)
        try:
            found, allowed = _allowed(api, query, user)
            told = "" if allowed == query else hint(texts.only_yours)
            return {shown: report(texts, found, api.brands(texts.code), allowed), problem: told}
        except ApiError as error:
            return {shown: "", problem: problems.problem(texts, error.problem)}

    def fetch(event: Any) -> None:
        event(on_get, [user_id, filters], [shown, problem], js=FILTERED, trigger_mode="always_last", **UNQUEUED)

    fetch(form.filter)
    return fetch


def _allowed(api: Api, query: dict[str, str], user: str) -> tuple[BrandReport, dict[str, str]]:
    """The report that was asked for, and for whoever may not see everybody's that of their own pictures."""
    try:
        return api.report(**query), query
    except ApiError as error:
        if error.problem.code != "forbidden" or not user:
            raise
    query = query | {"user_id": user}
    return api.report(**query), query


def report(texts: Texts, found: BrandReport, kits: Iterable[Brand], query: dict[str, str]) -> str:
    """The whole report; `query` is what was asked for as the API takes it."""
    if not found.total.pictures:
        return render("nothing", text=texts.nothing_found)
    titles = {kit.name: kit.title for kit in kits}

    def product(name: str) -> str:
        return str(texts.products.get("" if name == "none" else name, name))

    groups: tuple[tuple[str, Sequence[ScoreGroup], Callable[[str], str]], ...] = (
        (texts.by_product, found.products, product),
        (texts.by_size, found.sizes, lambda name: f"{texts.sizes.get(name, '')} {name}".strip()),
        (texts.by_brand, found.brands, lambda name: titles.get(name, name)),
        (texts.by_model, found.models, lambda name: name),
    )
    return render(
        "report/report",
        t=texts,
        report=found,
        product=product,
        csv=with_query(f"{API}/brand/report", [*query.items(), ("format", "csv")]),
        figures=_figures(texts, found.total),
        chart=_chart(texts, found.days),
        groups=[(title, [_row(texts, one, called(one.name)) for one in members]) for title, members, called in groups],
    )


def _figures(texts: Texts, total: ScoreGroup) -> list[tuple[str, str]]:
    return [
        (texts.pictures, str(total.pictures)),
        (texts.mean_score, texts.number(total.mean, 1)),
        (texts.corrected, texts.percent(total.corrected)),
        (texts.off_brand, texts.percent(total.off_brand)),
        (texts.liked, _liked(texts, total) or "–"),
    ]


def _chart(texts: Texts, days: Sequence[ScoreGroup]) -> dict[str, Any]:
    """A column a day, as high as it has pictures, the lowest scores at the bottom."""
    unit = HEIGHT / max(day.pictures for day in days)
    columns = [
        {"x": place * PITCH, "told": _told(texts, day, day.name), "bars": _bars(day, unit)}
        for place, day in enumerate(days)
    ]
    ends = dict.fromkeys((days[0].name, days[-1].name))
    return {
        "width": max(len(days), 8) * PITCH,
        "height": HEIGHT + 4,
        "bar": PITCH - GAP,
        "columns": columns,
        "ends": ends,
    }


def _bars(day: ScoreGroup, unit: float) -> list[dict[str, Any]]:
    bottom, bars = float(HEIGHT), []
    for band, count in enumerate(day.bands):
        bottom -= count * unit
        if count:
            bars.append({"band": band, "y": f"{bottom:.1f}", "height": f"{count * unit:.1f}"})
    return bars


def _row(texts: Texts, group: ScoreGroup, name: str) -> dict[str, Any]:
    mean, liked = texts.number(group.mean, 1), _liked(texts, group)
    return {"name": name, "told": _told(texts, group, name), "bands": group.bands, "mean": mean, "liked": liked}


def _liked(texts: Texts, group: ScoreGroup) -> str:
    """Which share of the marks is good; nothing where there are none."""
    marks = group.good + group.bad
    return texts.percent(group.good / marks, 0) if marks else ""


def _told(texts: Texts, group: ScoreGroup, name: str) -> str:
    mean, lowest = texts.number(group.mean, 1), texts.number(group.lowest, 1)
    marks = f"{texts.marks['good']} {group.good} · {texts.marks['bad']} {group.bad}"
    return f"{name}: {group.pictures} · Ø {mean} · min {lowest} · {marks}"
