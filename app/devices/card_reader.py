"""ID-card readers: what one is, which one to take, and the thread that watches it."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Protocol

from app.domain.card import Card
from app.domain.errors import Refused, Unavailable

LOOK_EVERY = 0.35
"""Seconds between two looks at the reader: a card is found while it is still being laid down."""
TRY_AGAIN = 1.0
"""Seconds between two attempts to open a reader that is gone."""
GONE_AFTER = 3
"""Looks in a row without a card until it counts as taken away; a chip may miss one."""
PATIENCE = 0.9


class CardReader(Protocol):
    """Something that reads the chips of ID cards; used by one thread at a time, but for `stop`."""

    @property
    def name(self) -> str:
        """What the officer calls it."""
        ...

    def open(self) -> None:
        """Raises Unavailable "reader.…" with a sentence that says what to do."""
        ...

    def find(self) -> bool:
        """Whether a card lies there that can be read; Unavailable when the reader is gone."""
        ...

    def read(self) -> Card:
        """Read it. Refused "card.…" when this card cannot be read, Unavailable as above."""
        ...

    def stop(self) -> None:
        """From another thread: do not wait for an answer any longer."""
        ...

    def close(self) -> None: ...


def choose(port: str) -> CardReader:
    """The reader at a serial port (COM3, /dev/ttyUSB0), or none."""
    from app.devices.handlers.reader_none import NoReader
    from app.devices.handlers.reader_sam import SamReader

    return NoReader() if port in {"", "none"} else SamReader(port)


class ReaderThread:
    """Looks for a card about three times a second and tells what it finds.

    The callbacks run in this thread: hand over and return. A card is told once while it lies
    there; `on_lost` is called once for each new trouble and `on_found` when the reader answers
    again; meanwhile it is opened anew every second.
    """

    def __init__(
        self,
        reader: CardReader,
        *,
        on_card: Callable[[Card], None],
        on_gone: Callable[[], None],
        on_trouble: Callable[[Refused], None],
        on_lost: Callable[[Unavailable], None],
        on_found: Callable[[], None],
        every: float = LOOK_EVERY,
        try_again: float = TRY_AGAIN,
    ) -> None:
        self._reader = reader
        self._on_card, self._on_gone, self._on_trouble = on_card, on_gone, on_trouble
        self._on_lost, self._on_found = on_lost, on_found
        self._every, self._try_again = every, try_again
        self._stopping, self._wanted = Event(), Event()
        self._wake = Event()
        self._trouble: str | None = ""
        self._card: Card | None = None
        self._settled = False
        self._misses = 0
        self._thread = Thread(target=self._run, name="guitu-reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def read_now(self) -> None:
        """The officer asks: read what lies there, once more if it was read before."""
        self._wanted.set()
        self._wake.set()

    def stop(self) -> bool:
        """Stop and close the reader; False when a driver hangs and the thread was left behind."""
        self._stopping.set()
        self._reader.stop()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._reader.open()
                self._watch()
            except Unavailable as trouble:
                self._lost(trouble)
            finally:
                self._reader.close()
            self._stopping.wait(self._try_again)

    def _watch(self) -> None:
        """Look again and again, until the reader is gone or we are stopped."""
        while not self._stopping.is_set():
            self._look()
            self._wake.wait(self._every)
            self._wake.clear()

    def _look(self) -> None:
        wanted = self._wanted.is_set()
        lies = self._reader.find()
        self._well()
        if wanted:
            self._wanted.clear()
            self._read(told_before=None, lies=lies)
        elif not lies:
            self._miss()
        elif not self._settled:
            self._read(told_before=self._card, lies=True)
        else:
            self._misses = 0

    def _read(self, *, told_before: Card | None, lies: bool) -> None:
        self._settled, self._misses = lies, 0
        try:
            card = self._carefully() if lies else self._reader.read()
        except Refused as trouble:
            self._card = None
            if not self._stopping.is_set():
                # Not every reader finds a card again that it has read: only trying shows it.
                self._on_trouble(trouble if lies else Refused("card.none"))
            return
        self._card = card
        if card != told_before:
            self._on_card(card)

    def _carefully(self) -> Card:
        """Read twice if need be; the first trouble says best what was wrong."""
        try:
            return self._reader.read()
        except Refused as first:
            try:
                return self._reader.read()
            except Refused:
                raise first from None

    def _miss(self) -> None:
        """One look without a card may be the chip's; several in a row are not."""
        self._settled = False
        self._misses += 1
        if self._misses == GONE_AFTER and self._card is not None:
            self._card = None
            self._on_gone()

    def _well(self) -> None:
        if self._trouble is not None:
            self._trouble = None
            self._on_found()

    def _lost(self, trouble: Unavailable) -> None:
        self._card, self._settled, self._misses = None, False, 0
        said = f"{trouble.key} {trouble.facts}"
        if said != self._trouble and not self._stopping.is_set():
            self._trouble = said
            self._on_lost(trouble)
