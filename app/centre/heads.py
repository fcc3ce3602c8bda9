"""Where the streams stand, kept in memory: a desk that waits costs the database nothing."""

import asyncio
from collections.abc import Callable, Iterable, Mapping

LOOK_EVERY = 0.25
"""Seconds between two looks at the database while somebody waits: another worker may have
written."""


class Heads:
    """Stream -> last number; whoever waits is woken when one of their streams moves."""

    def __init__(self, look: Callable[[Iterable[str]], Mapping[str, int]]) -> None:
        self._look = look
        self._known: dict[str, int] = {}
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._looking: asyncio.Task[None] | None = None

    def move(self, heads: Mapping[str, int]) -> None:
        """Streams stand further on; called in the event loop."""
        for name, at in heads.items():
            if at > self._known.get(name, 0):
                self._known[name] = at
                for moved in self._waiting.get(name, ()):
                    moved.set()

    async def wait(self, cursors: Mapping[str, int], seconds: float) -> bool:
        """Until a stream is further than its cursor; False when the time is over."""
        moved = asyncio.Event()
        for name in cursors:
            self._waiting.setdefault(name, set()).add(moved)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_again())
        try:
            async with asyncio.timeout(seconds):
                while not any(self._known.get(n, 0) > at for n, at in cursors.items()):
                    await moved.wait()
                    moved.clear()
        except TimeoutError:
            return False
        finally:
            for name in cursors:
                self._waiting[name].discard(moved)
                if not self._waiting[name]:
                    del self._waiting[name]
        return True

    async def _look_again(self) -> None:
        """One look for everybody who waits."""
        while self._waiting:
            self.move(await asyncio.to_thread(self._look, tuple(self._waiting)))
            await asyncio.sleep(LOOK_EVERY)
