"""How many of something may be had: so many a second, and some more at once. Knows nothing of what it is."""

import threading
import time


class TokenBucket:
    """Safe to take from in several threads."""

    def __init__(self, rate: float, burst: int) -> None:
        """`rate` comes back each second, up to `burst`."""
        self._rate = rate
        self._burst = burst
        self._left = float(burst)
        self._at = time.monotonic()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Whether there was one left; it is gone then."""
        with self._lock:
            now = time.monotonic()
            self._left = min(self._burst, self._left + (now - self._at) * self._rate)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True
