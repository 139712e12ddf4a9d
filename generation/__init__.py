"""One picture on its way: asked for, planned, painted, recorded, answered; once a key. Knows no HTTP."""

from generation.advertising import Advertiser
from generation.generator import Deferred, Generator
from generation.idempotency import Made
from generation.kits import brand
from generation.loras import check, registered
