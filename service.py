"""The whole product on one page: facts about a client come in, a prompt is built, painted, recorded and answered.

Two BentoML services: `Runner` owns the painter, `LogoGeneration` is what the world talks to. This is the composition
root: the only file that knows all the parts.
"""

import asyncio
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bentoml

import access
import ads
import generation
import pipeline
import prompt_builder
import storage
import supervisor
from api.access import open_access
from api.app import create_app
from api.connection import BACKLOG, bound_connections
from api.dependencies import tenant_of
from api.middleware import PAGE, PROBES
from api.middleware.access import Access
from api.middleware.bodies import Bodies, json_posted
from api.middleware.forwarded import Forwarded
from api.middleware.hosts import TrustedHosts
from api.middleware.methods import Methods
from api.middleware.request_log import RequestLog
from api.middleware.request_metrics import RequestMetrics
from api.middleware.root_path import RootPath, StripRootPath
from api.middleware.security_headers import SecurityHeaders
from api.openai.links import Links
from api.problems import answer
from api.routes import ROUTES, verify
from api.routes.generate import answered
from api.routes.jobs import LARGE
from api.tenants import Tenant, Tenants
from api.validation import Posted
from brand import KitError, load_kits
from errors import ServiceError
from generation import Advertiser, Generator
from generation.kits import permitted
from jobs import Allowed, Messenger, Pace, Worker
from provenance.signer import open_signer
from runner import Client, Limiter, Remote
from runner.memory import freeze, hand_back
from runner.metrics import forget_dead
from runner.service import SWITCH_SECONDS, TRAFFIC, Runner, settings
from runner.stopping import before_stopping
from schemas import GenerateRequest, Picture
from schemas.identity import DEFAULT_TENANT
from storage import Store

log = logging.getLogger(__name__)

supervisor.close_ports()
supervisor.keep_sockets()
# Spans that nobody collects would be a third of the CPU of a small picture.
os.environ.setdefault("OTEL_SDK_DISABLED", "true")
for room in ("service", "access", "api", "jobs", "generation", "provenance", "runner", "pipeline", "storage"):
    logging.getLogger(room).setLevel(logging.INFO)  # BentoML leaves all logs but its own at WARNING
bound_connections(settings.connection_limit)
try:
    kits = load_kits(Path(__file__).parent / settings.brands)
    tokenizer, loras = pipeline.tokenizer_files(settings), pipeline.load_loras(settings)
    pipeline.locate_translator(settings)
    generation.check(kits, loras, pipeline.medium(settings))
    studio = ads.Studio.open(kits, Path(__file__).parent / settings.brands, Path(__file__).parent / "layouts")
except (KitError, pipeline.ModelError, ads.LayoutError, ads.FontError, ads.LogoError) as error:
    # Here, and not in a worker: the process that opens the port imports this too, and stops.
    raise SystemExit(str(error)) from None

groups = access.Groups(settings.group_roles)
forwarded = Forwarded(settings.proxy_peers, settings.proxy_secret, groups) if settings.auth == "proxy" else None

NAME, VERSION = "logo-generation", "0.1.0"
BLOCKING_CALLS = 64
"""Threads for calls of the store: they wait for a disk or a database, seldom for a core."""
STORAGE = storage.Options.chosen(settings)
LIMITS = access.common_limits(settings.limits)

app = create_app(NAME, VERSION)


@bentoml.service(
    name=NAME,
    workers=1,
    traffic=TRAFFIC,
    http={"port": settings.port},
    logging={"access": {"enabled": False}},
    backlog=BACKLOG,
    metrics={"enabled": False},  # labelled by whole paths
    runner_probe={"enabled": False},  # an error of it would hang the probe
)
@bentoml.asgi_app(app, path="/")
class LogoGeneration:
    """The public service: the API, the page, and the record of everything."""

    runner = bentoml.depends(Runner, url=settings.runners and f"http://{settings.runners}")

    def __init__(self) -> None:
        hand_back()
        import ui  # gradio takes seconds to import, and this is the one process that needs it

        forget_dead()
        sys.setswitchinterval(SWITCH_SECONDS)
        before_stopping(ui.mount(app, path=PAGE, auth="" if settings.auth == "off" else settings.auth))
        threads = ThreadPoolExecutor(BLOCKING_CALLS, "blocking")
        asyncio.get_running_loop().set_default_executor(threads)
        words, model = threads.submit(prompt_builder.load), threads.submit(pipeline.open_translator, settings)
        self.room = ui.FOLDER
        self.store = app.state.store = Store.open(settings.mongodb_uri, settings.data_dir, STORAGE)
        secret = access.read_secret(settings.auth_secret, settings.data_dir)
        app.state.links = Links(secret)
        if settings.auth != "off":
            app.state.meter = access.Meter(self.store.quotas, LIMITS)
            open_access(app.state, settings, self.store, secret, groups)
        words.result()
        freeze()
        count = prompt_builder.clip_counter(*tokenizer) if tokenizer else prompt_builder.estimate
        reader = prompt_builder.Reader(count, pipeline.medium(settings), model.result())
        address = settings.runners or Runner.url  # type: ignore[attr-defined]
        self.remote = Remote(address) if address else None  # with `bentoml serve --development` it is in this process
        client = Client(self.remote.paint if self.remote else self.runner.paint)
        limiter = Limiter(settings.queue_limit)
        pace = Pace(limiter, settings.max_batch_size)
        signer = open_signer(settings, NAME, VERSION)
        allowed = Allowed.of(settings.webhook_hosts, settings.webhook_networks)

        def opened(name: str) -> Tenant:
            store, own = self.store.of(name), permitted(kits, name)
            advertiser = Advertiser(store, studio.of(own), signer)
            generator = Generator(
                store, client, reader, own, limiter, advertiser, settings.request_timeout, loras, signer
            )
            worker, messenger = Worker(store, generator, pace), Messenger(store.webhooks, allowed)
            return Tenant(store, own, generator, advertiser, worker, messenger)

        self.tenants = app.state.tenants = Tenants(opened)
        self.tenants.begin(opened(DEFAULT_TENANT), lambda: self.store.tenants() | groups.tenants)

    @bentoml.on_deployment  # type: ignore[untyped-decorator]
    def check() -> None:
        """In the process that opens the port, before it does: what no restart of a worker would mend stops it."""
        if settings.auth == "off":
            check = access.check_published
            check(settings.bind) if settings.bind else supervisor.check_addresses(check)
        try:
            storage.preflight(settings.mongodb_uri, settings.data_dir, STORAGE)
            open_signer(settings, NAME, VERSION)
        except ServiceError as error:
            raise SystemExit(str(error)) from None

    @bentoml.on_shutdown  # type: ignore[untyped-decorator]
    async def close(self) -> None:
        await self.tenants.close()
        self.store.close()
        if self.remote:
            await self.remote.close()
        self.room.cleanup()

    @bentoml.api(route="/generate", input_spec=Posted)  # type: ignore[untyped-decorator]
    async def generate(self, request: GenerateRequest | ServiceError, context: bentoml.Context) -> Picture:
        """Make one picture."""
        try:
            if isinstance(request, ServiceError):
                raise request
            response = await answered(request, context.request, tenant_of(context.request).generator)
        except Exception as error:  # noqa: BLE001 - past this edge BentoML would answer in its own shape
            response = answer(error)
        context.response.status_code = response.status_code  # else BentoML makes it 200
        return response  # type: ignore[return-value]

    async def __is_ready__(self) -> bool:
        try:
            await asyncio.to_thread(self.store.ping)
        except ServiceError as error:
            log.warning("not ready: %s", error)
            return False
        return self.remote is None or await self.remote.is_ready()


LogoGeneration.add_asgi_middleware(StripRootPath, prefix=settings.root_path or "")  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(  # type: ignore[attr-defined]
    RequestMetrics, service=NAME, routes=(ROUTES, app.routes), known=("/generate", *PROBES)
)
LogoGeneration.add_asgi_middleware(SecurityHeaders)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(TrustedHosts, allowed=settings.allowed_hosts)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(RequestLog)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(  # type: ignore[attr-defined]
    Access, ask=settings.auth != "off", state=app.state, prefix=settings.root_path or "", forwarded=forwarded
)
LogoGeneration.add_asgi_middleware(Bodies, is_json=json_posted(ROUTES, "/generate"), large=LARGE | verify.LARGE)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(Methods)  # type: ignore[attr-defined]
LogoGeneration.add_asgi_middleware(RootPath, prefix=settings.root_path or "")  # type: ignore[attr-defined]
