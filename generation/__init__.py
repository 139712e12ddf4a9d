"""One picture on its way: asked for, planned, painted, recorded, answered; once a key. Knows no HTTP."""

from generation.advertising import Advertiser
from generation.generation import Generation
from generation.generator import Deferred, Generator, Spend
from generation.idempotency import Made
from generation.kits import brand
from generation.loras import check, registered

__all__ = ["Advertiser", "Deferred", "Generation", "Generator", "Made", "Spend", "brand", "check", "registered"]
