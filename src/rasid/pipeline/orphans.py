"""Makes a worker process end when the one that started it is gone, killed ones included."""

from __future__ import annotations

import os
import threading
import time

_SECONDS = 1.0


def end_with(parent: int) -> None:
    """Watch from a thread of this process; it ends within seconds of process `parent`.

    A parent that is killed closes nothing: its workers would wait for work for ever. Being asked
    by number, a parent that ended before the watch began is noticed as well.
    """
    threading.Thread(target=_watch, args=(parent,), name="orphans", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os._exit(1)  # nobody is left to hand results to, or to clean up for
