"""Makes pictures: how many at once, once a key, painted by a runner, and recorded before they are answered."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime

import anyio
from anyio.to_thread import run_sync

from brand import choose
from errors import Busy, PaintingFailed, PictureRefused, ServiceError, TimedOut
from generation import metrics
from generation.advertising import Advertiser, gathered
from generation.generation import ROUNDS, Generation, check_words, failure, worded
from generation.idempotency import Idempotency, Made
from generation.kits import Kits, chosen
from generation.shield import shielded
from generation.variations import original, permit
from pipeline import Loras, Painting, PaintTask, Progress
from prompt_builder import ROOM, Reader, seed_of
from provenance.signer import Signer
from runner import Client, Limiter, ignore
from schemas import MAX_SEED, AdCertificate, AdRequest, GenerateRequest, Interaction, PromptPreview, name_at
from storage import Store, Ticket

log = logging.getLogger(__name__)

READING = anyio.CapacityLimiter(2)
"""Who reads words at a time: that holds the interpreter, so more of them would only delay all others."""
PREVIEWING = anyio.CapacityLimiter(1)
"""The same for who only looks at a prompt: pictures do not wait behind them."""

Spend = Callable[[int, int], AbstractAsyncContextManager[Callable[[int], None]]]
"""What has so many pictures painted, of so many pixels each, at somebody's cost: told how many were painted."""


@dataclass(frozen=True, slots=True)
class Deferred:
    """A row of an order: the id that its picture gets, whose turn it takes, and when it was asked for.

    `seed` is where a request begins that names none: after it as many others may be tried as where one is drawn.
    """

    id: str
    owner: str
    since: datetime
    seed: int


@dataclass
class Generator:
    """One per process. Nobody waits longer than `timeout` seconds."""

    store: Store
    client: Client
    reader: Reader
    kits: Kits
    limiter: Limiter
    advertiser: Advertiser
    timeout: int
    loras: Loras = field(default_factory=dict)
    signer: Signer | None = None
    """None: pictures carry no content credentials."""

    def __post_init__(self) -> None:
        self.idempotency = Idempotency(self.store, self.timeout)

    async def plan(self, request: GenerateRequest, owner: str = "") -> Generation:
        """What follows from a request alone; raises as `Generation.plan` does.

        `owner` is who asks, in whose turns it is painted; the user whose picture it is where nobody is named.
        """
        return (await self._planned(request, owner, lambda ticket: [self._plan(request, ticket)]))[0]

    async def plan_all(self, request: GenerateRequest, owner: str, key: str | None) -> list[Generation]:
        """A plan for each picture that a request wants; raises as `plan`.

        Of an advertisement that names no size the same scene is composed anew in each of its formats; with an
        idempotency key a repeat, which may have to make some of them only, has the scene of the first try.
        """
        return await self._planned(request, owner, lambda ticket: self._plan_all(request, key, ticket))

    async def _planned(
        self, request: GenerateRequest, owner: str, plan: Callable[[Ticket], list[Generation]]
    ) -> list[Generation]:
        ticket = await asyncio.to_thread(self.store.ticket)
        try:
            plans = await run_sync(plan, ticket, limiter=READING)
        except ServiceError as error:
            await self._log_failure(request, error, ticket)
            raise
        return [one.turned(owner) if owner else one for one in plans]

    def _plan(self, request: GenerateRequest, ticket: Ticket) -> Generation:
        chosen(self.kits, request)
        request, setting = self.advertiser.planned(request)
        plan = Generation.plan(request, self.kits, self.loras, self.reader, ticket)
        return replace(plan, setting=setting)

    def _plan_all(self, request: GenerateRequest, key: str | None, ticket: Ticket) -> list[Generation]:
        chosen(self.kits, request)
        each = self.advertiser.each(request)
        if len(each) == 1:
            return [self._plan(request, ticket)]
        self.advertiser.planned(request, set_texts=False)
        drawn = seed_of(f"{request.user_id}\n{key}") if key else secrets.randbelow(MAX_SEED + 1)
        seed = drawn if request.seed is None else request.seed
        plans = [self._plan(one.model_copy(update={"seed": seed}), ticket) for one in each]
        return [replace(one, request=one.request.model_copy(update={"seed": request.seed})) for one in plans]

    async def make_all(
        self,
        plans: Sequence[Generation],
        key: str | None,
        told: Callable[[Progress], None] = ignore,
        *,
        spend: Spend,
    ) -> list[Made]:
        """All pictures, or none: what fails first ends the others. `told` hears how far the first one is."""
        # No key of a client's has a line break in it.
        keys = [key and (f"{key}\n{place}" if place else key) for place in range(len(plans))]
        making = [
            asyncio.create_task(self.make(plan, one, ignore if place else told, among=len(plans), spend=spend))
            for place, (plan, one) in enumerate(zip(plans, keys, strict=True))
        ]
        try:
            return await asyncio.gather(*making)
        finally:
            for one in making:
                one.cancel()

    async def make_one(
        self,
        request: GenerateRequest,
        plans: Sequence[Generation],
        key: str | None,
        told: Callable[[Progress], None] = ignore,
        *,
        spend: Spend,
    ) -> Made:
        """The picture of a request with all of its advertisements, whichever of its plans they are set by."""
        made = await self.make_all(plans, key, told, spend=spend)
        picture, image = made[0]
        if len(made) == 1:
            return picture, image
        files = tuple(file for one, _ in made for file in one.files)
        told_of_all = {"ad": request.ad, "ad_ok": all(one.ad_ok for one, _ in made), "files": files}
        return picture.model_copy(update=told_of_all), image

    async def make(
        self,
        generation: Generation,
        key: str | None,
        told: Callable[[Progress], None],
        *,
        among: int = 1,
        spend: Spend,
    ) -> Made:
        """The picture, recorded, or that of whoever came first with this key, with its advertisements; `told` hears
        how far it is.

        It is one `among` so many that were asked for together: with the key they are always as many. `spend` is asked
        before anything is painted.

        Whoever waits for somebody else's picture has a place, too. Raises Busy where none is left, and all that
        painting and recording raise.
        """
        request, ticket = generation.request, generation.ticket
        try:
            async with self.limiter.enter(generation.task.owner, request.candidates) as place:
                with metrics.IN_FLIGHT.track_inprogress():
                    async with self.idempotency.claimed(key, request, among) as claim:
                        if claim.answer is None:
                            async with spend(request.candidates, generation.pixels) as spent:
                                claim.answer = await self._recorded(generation, spent, told, place.keep)
                        made = claim.answer
                    return await self._advertised(request, made)
        except Busy as error:
            await self._log_failure(request, error, ticket)
            raise

    async def make_row(self, request: GenerateRequest, row: Deferred, spent: Callable[[int], None]) -> Made:
        """The picture of a request that nobody waits for, recorded under an id of its own: the same when repeated.

        `spent` hears how many were painted for it. Raises UserErased when its user was erased after it was asked for.
        """
        ticket = self.store.ticket(row.since)
        begun = request.model_copy(update={"seed": row.seed}) if request.seed is None else request
        plan = await run_sync(self._plan, begun, ticket, limiter=PREVIEWING)
        plan = replace(plan, request=plan.request.model_copy(update={"seed": request.seed}))
        return await self._recorded(plan.named(row.id).turned(row.owner, behind=True), spent)

    async def _advertised(self, request: GenerateRequest, made: Made) -> Made:
        """A picture of the history with its advertisements, as `POST /api/ads` would set them."""
        picture, image = made
        if request.ad is None:
            return made
        line = await asyncio.to_thread(self.store.interaction, name_at(picture.image_path))
        order = AdRequest(
            image=name_at(picture.image_path),
            ad=request.ad,
            output_format=request.output_format,
            output_compression=request.output_compression,
        )
        files = await gathered(self.advertiser.set(order, line))
        ok = all(one.certificate.ok for one in files)
        return picture.model_copy(update={"ad_ok": ok, "files": tuple(one.told() for one in files)}), image

    def check(self, request: GenerateRequest) -> None:
        """Raises what `plan` would; of a request that is to be planned later."""
        permit(request, self.reader.medium)
        check_words(request, self.kits, self.loras, self.reader.medium)

    def check_ad(self, request: GenerateRequest, *, set_texts: bool) -> None:
        """Raises what `plan` would of its advertisement; see `Advertiser.planned`."""
        self.advertiser.planned(request, set_texts=set_texts)

    async def certificates(self, line: Interaction) -> list[AdCertificate]:
        """Of the advertisements that a picture was made with. Raises as `Advertiser.set`."""
        kept = self.advertiser.kept(line)
        return await gathered(self.advertiser.certified(kept.ad, line)) if kept else []

    async def preview(self, request: GenerateRequest) -> PromptPreview:
        """What a request would be painted from; raises as `plan` does."""
        request, _ = await run_sync(self.advertiser.planned, request, limiter=PREVIEWING)
        facts = request, self.kits, self.loras, self.reader, request.seed or 0
        _, _, prompt = await run_sync(worded, *facts, limiter=PREVIEWING)
        return PromptPreview(
            prompt=prompt.prompt,
            negative_prompt=prompt.negative_prompt,
            tokens=prompt.tokens,
            room=ROOM,
            dropped=prompt.dropped,
            untranslated=prompt.untranslated,
            undrawn=prompt.scene.unknown_words if self.reader.medium == "illustration" else None,
        )

    async def _recorded(
        self,
        generation: Generation,
        spent: Callable[[int], None],
        told: Callable[[Progress], None] = ignore,
        keep: Callable[[], None] = lambda: None,
    ) -> Made:
        """Paint and record: both are done, or neither is answered. Between the two come `keep` and `spent`."""
        try:
            await asyncio.to_thread(self.store.admit, generation.largest)
            found = await asyncio.to_thread(original, generation.request, self.store)
            generation, painting, number = await self._best(generation.of(found), told)
        except ServiceError as error:
            await self._log_failure(generation.request, error, generation.ticket)
            raise
        keep()
        spent(number)
        interaction = generation.interaction(painting)
        image = await shielded(asyncio.to_thread(self._keep, generation, painting, interaction))
        picture = generation.picture(painting, interaction)
        metrics.picture(picture)
        return picture, image

    def _keep(self, generation: Generation, painting: Painting, interaction: Interaction) -> bytes:
        """Sign and record: the file as whoever asked gets it, and as it is found from now on."""
        image = painting.image
        if self.signer:
            image = self.signer.signed(image, painting.mime, generation.origin(painting))
        self.store.record(interaction, image, painting.mime, generation.ticket)
        return image

    async def _best(self, generation: Generation, told: Callable[[Progress], None]) -> tuple[Generation, Painting, int]:
        """The generation, its painting, the best of several seeds or tries, and of how many."""
        tried: list[tuple[Generation, Painting]] = []
        try:
            async with asyncio.timeout(generation.started + self.timeout - time.monotonic()):
                for number in range(ROUNDS):
                    candidates = await run_sync(generation.candidates, number, self.reader, limiter=READING)
                    tried += zip(candidates, await self._paint([one.task for one in candidates], told), strict=True)
                    if _settled(tried, generation.request):
                        break
        except TimeoutError:
            if not tried:
                raise TimedOut(f"The picture was not ready within {self.timeout} s.") from None
        return *_chosen(tried), len(tried)

    async def _paint(self, tasks: list[PaintTask], told: Callable[[Progress], None]) -> list[Painting]:
        """A painting a task, asked for together so that they share a batch; `told` hears how far the first one is."""
        painting = [
            asyncio.create_task(self.client.paint(task, ignore if place else told)) for place, task in enumerate(tasks)
        ]
        try:
            return await asyncio.gather(*painting)
        finally:
            for one in painting:
                one.cancel()

    async def _log_failure(self, request: GenerateRequest, error: ServiceError, ticket: Ticket) -> None:
        """Keep what went wrong, but for what only says that too much was asked: that is counted."""
        kept = False
        try:
            if not isinstance(error, Busy):
                kept = await asyncio.to_thread(self.store.record_failure, failure(request, error), ticket)
        except ServiceError as full:
            log.warning("a failed request (%s) could not be logged: %s", error.code, full)
        metrics.failure(error.code, kept)


def _settled(tried: list[tuple[Generation, Painting]], request: GenerateRequest) -> bool:
    """Whether there is nothing to gain by another round: the same seed is unsafe again."""
    strict = request.palette_mode == "strict"
    certificates = [painting.certificate for _, painting in tried if painting.certificate]
    if certificates:
        return not strict or any(certificate.ok for certificate in certificates)
    defects = {painting.defect for _, painting in tried}
    return "empty" not in defects and ("unsafe" not in defects or (request.seed is not None and not strict))


def _chosen(tried: list[tuple[Generation, Painting]]) -> tuple[Generation, Painting]:
    """The best of what was painted. Raises PaintingFailed when nothing was, PictureRefused when none may be shown."""
    painted = [(generation, painting, painting.certificate) for generation, painting in tried if painting.certificate]
    if not painted and any(painting.defect == "unsafe" for _, painting in tried):
        message = "The safety checker let none of the pictures pass. Change the words, or take another seed."
        raise PictureRefused(message, headers={"x-should-retry": "false"})
    if not painted:
        raise PaintingFailed(tried[0][1].error or "The picture could not be painted.")
    calm = [max((one.worst for one in painting.contrast), default=0.0) for _, painting, _ in painted]
    generation, painting, _ = painted[choose([certificate for _, _, certificate in painted], calm)]
    return generation, painting
