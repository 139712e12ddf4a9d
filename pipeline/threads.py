"""How many threads torch computes on, and which of ours let others go first. Torch is imported when it is bounded."""

import os
from threading import get_native_id

from settings import cores


def bound() -> None:
    """Let torch compute on no more threads than there are processors: it counts a container's by its machine's."""
    import torch

    torch.set_num_threads(min(torch.get_num_threads(), max(1, int(cores()))))


def give_way() -> None:
    """Let the threads of small pictures go first: Linux gives every thread a niceness of its own."""
    if os.name == "posix" and os.uname().sysname == "Linux":
        thread = get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + 10)
