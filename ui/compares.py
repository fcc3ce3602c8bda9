"""Once a day, between two rounds: whether desk and centre have the same rows."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import clock
from ui.jobs import Jobs, Sorry

if TYPE_CHECKING:
    from app.store.ask import Reader
    from app.store.register import Register
    from app.sync.line import Line
    from app.wire.check import Bucket, Sums

FIRST_AFTER = 60.0
"""Seconds after the first round: whoever has just logged in is waited for by other things."""
LOOK_EVERY = 600.0
"""Seconds between two looks at whether a stream is due."""


class Compares(QObject):
    """One stream at a time; what differs is fetched again bucket by bucket."""

    def __init__(self, jobs: Jobs, then: Callable[[], None], sorry: Sorry, owner: QObject) -> None:
        super().__init__(owner)
        self._jobs, self._then, self._sorry = jobs, then, sorry
        self._line: Line | None = None
        self._next = monotonic() + FIRST_AFTER
        self._stream, self._mended = "", 0

    def soon(self) -> None:
        """At the next opportunity."""
        self._next = 0.0

    def look(self, line: "Line") -> None:
        """Compare what is due; `then` follows in any case, or `sorry`."""
        if monotonic() < self._next:
            self._then()
            return
        self._line = line

        def due(reader: "Reader") -> str:
            from app.store import comparing

            return comparing.due(reader, clock.now())

        self._jobs.read(self, due, self._due, self._sorry)

    def _due(self, stream: str) -> None:
        line = self._line
        if not stream or line is None:
            self._next = monotonic() + LOOK_EVERY
            self._then()
            return
        from app.sync import check

        self._stream, self._mended = stream, 0
        self._next = monotonic() + LOOK_EVERY / 10  # also where it fails
        self._jobs.centre(self, lambda: check.theirs(line, stream), self._heard, self._sorry)

    def _heard(self, theirs: "Sums | None") -> None:
        if theirs is None:
            self._then()
            return
        sums = theirs

        def held(reader: "Reader") -> list[int] | None:
            from app.store import comparing

            return comparing.bad_buckets(reader, sums)

        self._jobs.read(self, held, self._held, self._sorry)

    def _held(self, bad: list[int] | None) -> None:
        if bad is None:
            self._then()  # more has come meanwhile
        else:
            self._fetch(bad)

    def _fetch(self, bad: list[int]) -> None:
        line, stream = self._line, self._stream
        if not bad or line is None:
            mended = self._mended

            def noted(register: "Register") -> None:
                from app.sync import check

                check.noted(register, stream, mended, clock.now())

            self._jobs.desk(self, noted, lambda _: self._then(), self._sorry)
            return
        from app.sync import check

        number, *rest = bad
        self._jobs.centre(
            self,
            lambda: check.bucket(line, stream, number),
            lambda came: self._mend(came, rest),
            self._sorry,
        )

    def _mend(self, came: "Bucket", rest: list[int]) -> None:
        self._jobs.desk(
            self,
            lambda register: register.mend(came, clock.now()),
            lambda count: self._one_more(count, rest),
            self._sorry,
        )

    def _one_more(self, count: int, rest: list[int]) -> None:
        self._mended += count
        self._fetch(rest)
