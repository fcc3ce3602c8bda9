"""Papers printed one after the other: how far it is, stopping, and going on with the rest."""

from collections.abc import Callable, Sequence

from app.desk.bundle import Leaf
from app.domain.errors import Refused, Unavailable
from ui.papers.output import Output


class BundleRun:
    """One printing of many papers. What is out is never printed by it again; what was not is left
    for the next time."""

    def __init__(self, output: Output, turned: Callable[[], None]) -> None:
        self._output, self._turned = output, turned
        self._stopping = False
        self.left: list[Leaf] = []
        self.done: list[Leaf] = []
        self.going = False
        self.sorry: Refused | Unavailable | None = None
        """Why it stopped by itself."""

    @property
    def many(self) -> int:
        """How many there are in all."""
        return len(self.done) + len(self.left)

    @property
    def now(self) -> Leaf | None:
        """The one that is being printed."""
        return self.left[0] if self.going and self.left else None

    def begin(self, wanted: Sequence[Leaf]) -> None:
        """Print these, in this order."""
        if self.going or not wanted:
            return
        self.left, self.done, self.sorry = list(wanted), [], None
        self.going, self._stopping = True, False
        self._output.cases = {}
        self._next()

    def stop(self) -> None:
        """After the paper that is being printed."""
        self._stopping = True

    def _next(self) -> None:
        if not self.left or self._stopping:
            self._end()
            return
        one = self.left[0]
        if not self._output.print(one.form, one.subject, self._ended):
            self._end()  # another paper is under way: its own page tells of it
            return
        self._turned()

    def _ended(self, sorry: Refused | Unavailable | None) -> None:
        if sorry is None:
            self.done.append(self.left.pop(0))
            self._next()
            return
        self.sorry = sorry
        self._end()

    def _end(self) -> None:
        self.going, self._output.cases = False, None
        self._turned()
