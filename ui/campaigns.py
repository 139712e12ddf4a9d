"""The second tab: many pictures as one order. The browser sends rows to the API; this shows what becomes of them."""

import json
import secrets
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import gradio as gr
from pydantic import BaseModel, ValidationError

from locales import Texts
from schemas import TEXT_ROLES, ErrorAnswer, GenerateRequest, Interaction, Metadata, Problem, name_at
from schemas.jobs import Job, JobCheck, Row, RowError
from ui import problems
from ui.addresses import API, archive
from ui.album import PAGE, Album, AlbumOutputs, connect_listing, connect_viewer, views
from ui.client import Api, ApiError
from ui.create import CreateTab
from ui.form.size import PRESETS
from ui.form.subject import PRODUCTS, people
from ui.handlers import UNQUEUED, Connect, Updates, live_html
from ui.middleware.inputs import pressed
from ui.picture_view import PictureView, subject
from ui.rendering import hint, render

JOBS = f"{API}/jobs"
PLAN = "async (user) => [user, await window.page.plan(user)]"
START = "async (user) => [user, await window.page.order(false, user)]"
"""Send the form's rows to the API and bring its answer: `status`, and `answer` as it came."""
T = TypeVar("T", bound=BaseModel)
MEGAPIXEL = 1_000_000
FAULTS = 20
"""Rows with a fault that are told."""


@dataclass(frozen=True, slots=True)
class Campaigns(Album):
    """A user's newest jobs; of the one that is open the pictures that are shown, and rows that failed."""

    jobs: tuple[Job, ...] = ()
    job: Job | None = None
    failed: tuple[Row, ...] = ()
    shown: int = PAGE

    @property
    def more(self) -> bool:
        """Whether there are pictures that are not shown."""
        return self.job is not None and self.job.rows.succeeded > len(self.pictures)

    def opened(self, api: Api, texts: Texts, key: str, shown: int = PAGE) -> "Campaigns":
        """With that job open as it is now, and this many of its pictures."""
        job = api.job(key)
        rows: list[Row] = []
        while len(rows) < shown:
            past = rows[-1].row if rows else 0
            found = api.rows(key, state="succeeded", after=past, limit=min(PAGE, shown - len(rows)))
            rows += found
            if len(found) < PAGE:
                break
        return replace(
            self,
            jobs=tuple(job if one.id == job.id else one for one in self.jobs),
            job=job,
            pictures=tuple(self._pictures(api, texts, job, rows)),
            failed=tuple(api.rows(key, state="failed", limit=FAULTS) if job.rows.failed else ()),
            shown=shown,
        )

    def _pictures(self, api: Api, texts: Texts, job: Job, rows: list[Row]) -> list[PictureView]:
        names = [name_at(row.image_path) for row in rows if row.image_path]
        lines: list[Interaction] = []
        for first in range(0, len(names), PAGE):
            lines += api.history(job.user_id, name=names[first : first + PAGE], limit=PAGE).interactions
        found = {name_at(one.path): one for one in views(api, texts, lines)}
        known = {one.path: one for one in self.pictures}
        fresh = [found[name] for name in names if name in found]  # an erased one is not
        return [old if (old := known.get(one.path)) and old.mark == one.mark else one for one in fresh]

    def with_news(self, api: Api, texts: Texts, key: str) -> "Campaigns":
        """With that job as it is now, where it is the open one."""
        if not self.user_id:  # the service was restarted meanwhile
            return with_jobs(api, texts, api.job(key).user_id, key)
        return self.opened(api, texts, key, self.shown) if self.job and self.job.id == key else self

    def with_next_page(self, api: Api, texts: Texts) -> "Campaigns":
        """With more of the open job's pictures."""
        return self.opened(api, texts, self.job.id, self.shown + PAGE) if self.job else self

    def listing(self, texts: Texts) -> str:
        """The jobs, and the open one."""
        if not self.jobs:
            return render("nothing", text=texts.campaign_none)
        return render("campaigns/listing", t=texts, campaign=self, address=JOBS, archive=archive(self.user_id))


@dataclass(frozen=True, eq=False)
class CampaignTab:
    """The controls, and what connects them."""

    texts: Texts
    connect: Connect
    user_id: gr.Textbox
    tabs: gr.Tabs
    form: gr.HTML
    plan: gr.HTML
    answer: gr.JSON
    """What the API has said to the browser."""
    outputs: AlbumOutputs

    def fetch(self, *events: Any) -> None:
        """Show the user's campaigns when any of these has passed."""
        asked = [self.user_id, self.outputs.state], [self.form, self.plan, *self.outputs.all]
        shown = gr.on([*events], self._on_select, *asked, trigger_mode="always_last", **UNQUEUED)
        self.planning(shown.then)

    def offer(self, source: gr.HTML, state: gr.State, *viewer: gr.HTML) -> None:
        """Let the pictures of a part of the page begin campaigns; the `viewer` that it was seen in is closed."""

        def on_campaign(shown: Any, event: gr.EventData) -> Updates:
            picture = pressed(self.texts, event, shown.pictures)
            filled = {self.form: form_of(self.texts, picture.again()), self.tabs: gr.update(selected="campaigns")}
            return filled | dict.fromkeys(viewer, "")

        self.planning(source.campaign(on_campaign, state, [self.form, self.tabs, *viewer], **UNQUEUED).then)

    def planning(self, event: Any) -> None:
        """Show what would be made when this has passed."""
        event(self._on_plan, [self.user_id, self.answer], self.plan, js=PLAN, trigger_mode="always_last", **UNQUEUED)

    def starting(self, event: Any) -> None:
        """Begin a campaign when this has passed."""
        changed = [self.plan, *self.outputs.all]
        event(self._on_start, [self.user_id, self.answer], changed, js=START, **UNQUEUED)

    def _on_plan(self, user: str, said: dict[str, str] | None) -> str:
        if not said or not said.get("status"):  # there is no form
            return ""
        return plan_of(self.texts, said) if user else problems.no_user(self.texts)

    def _on_start(self, user: str, said: dict[str, str] | None, request: gr.Request) -> Updates:
        said = said or {}
        try:
            state = with_jobs(self.connect(request), self.texts, user, taken(said).id)
        except ApiError as error:
            return {self.plan: _refused(self.texts, error.problem, said.get("status", ""))}
        return {self.plan: hint(self.texts.campaign_started)} | self.outputs.show(self.texts, state)

    def _on_select(self, user: str, state: Campaigns, request: gr.Request) -> Updates:
        api, key = self.connect(request), state.job.id if state.job and state.user_id == user else ""
        try:
            allowed = "campaign" in api.who().scopes
            found = with_jobs(api, self.texts, user, key) if user else Campaigns()
        except ApiError as error:
            return self.outputs.fail(self.texts, error)
        refused = {} if allowed else {self.form: hint(self.texts.campaign_not_allowed)}
        return self.outputs.show(self.texts, found) | refused


def build(texts: Texts, connect: Connect, user_id: gr.Textbox, tabs: gr.Tabs, create_tab: CreateTab) -> CampaignTab:
    """Lay out the tab and connect it."""
    with gr.Row(elem_classes="studio"):
        with gr.Column(elem_classes="brief"):
            form = live_html(form_of(texts), elem_id="campaign-form")
            plan = live_html("", elem_id="campaign-plan")
        with gr.Column(elem_classes="stage", elem_id="campaigns"):
            problem = live_html("", elem_classes="problem")
            listing = live_html("", elem_id="campaign")
    outputs = AlbumOutputs(listing, live_html("", elem_id="campaign-viewer"), problem, gr.State(Campaigns()))
    answer = gr.JSON(visible=False)
    tab = CampaignTab(texts, connect, user_id, tabs, form, plan, answer, outputs)
    tab.planning(form.plan)
    tab.starting(plan.start)
    tab.offer(outputs.viewer, outputs.state, outputs.viewer)
    _connect_job(texts, connect, outputs)
    connect_listing(texts, connect, outputs)
    connect_viewer(texts, create_tab, tabs, outputs)
    return tab


def _connect_job(texts: Texts, connect: Connect, outputs: AlbumOutputs) -> None:
    """Open a job, follow it, pause it, go on, cancel."""

    def on_job(state: Campaigns, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            api, known = connect(request), {one.id for one in state.jobs}  # or they are somebody else's now
            opened = state.opened if event.job in known else state.with_news
            return outputs.show(texts, opened(api, texts, event.job))
        except ApiError as error:
            return outputs.fail(texts, error)

    def on_progress(state: Campaigns, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            key = state.job.id if state.job else event.job  # of several presses in one Gradio brings the first
            return outputs.show(texts, state.with_news(connect(request), texts, key))
        except ApiError as error:
            return outputs.fail(texts, error)

    def on_turn(state: Campaigns, event: gr.EventData, request: gr.Request) -> Updates:
        try:
            api = connect(request)
            api.turn(event.job, event.verb)
            return outputs.show(texts, state.with_news(api, texts, event.job))
        except ApiError as error:
            return outputs.fail(texts, error)

    outputs.listing.job(on_job, outputs.state, outputs.all, trigger_mode="multiple", **UNQUEUED)
    outputs.listing.progress(on_progress, outputs.state, outputs.all, trigger_mode="always_last", **UNQUEUED)
    outputs.listing.turn(on_turn, outputs.state, outputs.all, trigger_mode="multiple", **UNQUEUED)


def with_jobs(api: Api, texts: Texts, user: str, key: str = "") -> Campaigns:
    """A user's jobs, with this one open, or the newest."""
    jobs = api.jobs(user)
    state = Campaigns(user_id=user, jobs=tuple(jobs))
    return state.opened(api, texts, key or jobs[0].id) if jobs else state


def form_of(texts: Texts, like: GenerateRequest | None = None) -> str:
    """The form; `like` a picture, in every size, where one is given."""
    asked = like.model_dump(mode="json", exclude_none=True, exclude={"user_id", "seed", "preview"}) if like else {}
    facts = asked.pop("metadata", {})
    rest = {name: facts[name] for name in ("cast",) if name in facts}
    return render(
        "campaigns/form",
        t=texts,
        like=like is not None,
        said=like.metadata if like else Metadata.model_validate({}),
        base=json.dumps(asked | {"metadata": rest}) if like else "",
        seed="" if like is None or like.seed is None else like.seed,
        products=[(name, texts.products[name], "") for name in PRODUCTS],
        people=[(name, label, "") for label, name in people(texts, "people") if name],
        sizes=[(name, texts.sizes[name], name) for name in PRESETS],
        blank=f"{JOBS}/template.csv",
        drawn=secrets.token_hex(4),
    )


def plan_of(texts: Texts, said: dict[str, str]) -> str:
    """What the API says that the rows would be."""
    try:
        check = _answered(said, "200", JobCheck)
    except ApiError as error:
        return _refused(texts, error.problem, said.get("status", ""))
    return render(
        "campaigns/plan",
        t=texts,
        check=check,
        megapixels=texts.number(check.pixels / MEGAPIXEL, 1),
        subjects=[subject(texts, one.request.metadata.model_dump()) for one in check.first],
        faults=[_fault(texts, one) for one in check.errors[:FAULTS]],
        count=said.get("errors", len(check.errors)),
    )


def taken(said: dict[str, str]) -> Job:
    """The job that the API made of the rows. Raises ApiError where it made none."""
    return _answered(said, "201", Job)


def _answered(said: dict[str, str], status: str, kind: type[T]) -> T:
    """The answer, where it has this status. Raises ApiError with what it says otherwise."""
    answer = said.get("answer", "")
    try:
        if said.get("status") == status:
            return kind.model_validate_json(answer)
        raise ApiError(ErrorAnswer.model_validate_json(answer).error)
    except ValidationError:
        raise ApiError(Problem(code="unreachable", message="no answer", request_id="-")) from None


def _refused(texts: Texts, problem: Problem, status: str) -> str:
    """Why there is no campaign."""
    lines = [
        _fault(
            texts,
            RowError(
                row=int(row), field=field, code=fault.limit, **fault.model_dump(include={"message", "rule", "word"})
            ),
        )
        for fault in problem.details
        if fault.field.startswith("rows.")
        for _, row, field in [fault.field.split(".", 2)]
    ]
    if lines:
        return problems.notice(texts, lines[:FAULTS])
    known = texts.campaign_refusals.get(status)
    return problems.notice(texts, [known], problem.message) if known else problems.problem(texts, problem)


def _fault(texts: Texts, error: RowError) -> str:
    """What is wrong with a row, and what to change."""
    at, _, role = error.field.rpartition(".")
    if at == "ad" and role in TEXT_ROLES:
        cures = texts.ad["words"]["cures"]
        cure = cures["refused"] if error.code == "prompt_refused" else cures.get(error.rule, cures["other"])
        what = f"{texts.ad[role]}: {cure.format(word=error.word)}"
    elif error.code == "prompt_refused":
        what = problems.refusal(texts, error.word)
    elif error.field == "row":
        what = texts.campaign_no_row
    else:
        what = problems.advice(texts, error.field, error.message)
    return str(texts.campaign_row.format(row=error.row)) + f": {what}"
