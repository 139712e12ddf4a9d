"""The adaptive-batching runner: the service that paints, its client, and the limit on what may wait for it."""

from runner.client import Client, Latest, Remote, ignore
from runner.limiter import Limiter
