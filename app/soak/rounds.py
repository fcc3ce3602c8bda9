"""Every kind of fault in turn, counted, until the time is over."""

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.domain.errors import Refused, Unavailable
from app.soak.backups import Backups
from app.soak.bad_line import ENTRIES, BadLines
from app.soak.broken_rounds import BrokenRounds
from app.soak.clocks import Clocks
from app.soak.first_start import FirstStarts
from app.soak.flips import Flips
from app.soak.full import FullDisks
from app.soak.full_centre import FullCentres
from app.soak.kill import Kills
from app.soak.outcome import End, Outcome
from app.soak.power import PowerCuts
from app.soak.restores import Restores
from app.soak.tested import Fuzzed, Mutated, Programs, Tested
from app.words.say import say, sentence

_ENOUGH_FAILED = 10
_ORDER = ("tests/app/sync/test_any_order.py", "tests/fuzz/test_targets.py")
_OPENAPI = "tests/app/centre/test_openapi.py"


class Kind(Protocol):
    """A kind of fault that can be tried again and again."""

    name: str

    def once(self, seed: int) -> Outcome:
        """One try."""


KINDS: dict[str, tuple[Callable[[Path], Kind], int]] = {
    "kill": (Kills, 5),
    "power": (PowerCuts, 10),
    "flip_file": (lambda folder: Flips(folder, "file"), 3),
    "flip_wal": (lambda folder: Flips(folder, "wal"), 3),
    "flip_mark": (lambda folder: Flips(folder, "mark"), 1),
    "flip_ring": (lambda folder: Flips(folder, "ring"), 1),
    "flip_photograph": (lambda folder: Flips(folder, "photograph"), 1),
    "set_up": (FirstStarts, 1),
    "backup": (Backups, 2),
    "restore": (Restores, 1),
    "disk_full": (FullDisks, 1),
    "clock": (Clocks, 1),
    "sync_kill": (BrokenRounds, 2),
    "line": (BadLines, 1),
    "centre_full": (FullCentres, 1),
    "order": (lambda folder: Tested(folder, "order", *_ORDER), 1),
    "openapi": (lambda folder: Tested(folder, "openapi", _OPENAPI), 1),
    "programs": (Programs, 1),
    "mutants": (Mutated, 2),
    "fuzz": (Fuzzed, 1),
}
"""How each is made, and how many tries of it make a round."""


@dataclass(slots=True)
class Count:
    """How the tries of one kind ended."""

    tried: int = 0
    survived: int = 0
    detected: int = 0
    failed: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    skipped: str = ""

    def add(self, seed: int, outcome: Outcome) -> None:
        """One more."""
        self.tried += 1
        self.survived += outcome.end is End.SURVIVED
        self.detected += outcome.end is End.DETECTED
        self.failed += outcome.end is End.FAILED
        self.notes.update(outcome.notes)
        self.notes.update(outcome.counted)
        if outcome.end is End.FAILED:
            self.failures.append(f"seed {seed}: {outcome.why}")


@dataclass(slots=True, kw_only=True)
class Soak:
    """One long run: what is tried, where, from which seed on."""

    folder: Path
    lang: str
    first_seed: int
    entries: int = ENTRIES
    counts: dict[str, Count] = field(default_factory=dict)
    tell: Callable[[str], None] = lambda _line: None
    stopped: bool = False
    _made: dict[str, Kind] = field(default_factory=dict)

    def stop(self, *_: object) -> None:
        """Ctrl+C, also where it falls into a moment in which Python drops what is raised."""
        self.stopped = True
        raise KeyboardInterrupt

    def rounds(self, kinds: Iterable[str], ends: float, tries: int | None) -> None:
        """Round after round until the time is over, or each kind has been tried so often."""
        wanted = list(kinds)
        self.counts = {name: Count() for name in wanted}
        while wanted and not self.stopped and time.monotonic() < ends:
            for name in list(wanted):
                for _ in range(KINDS[name][1]):
                    if self._over(name, ends, tries):
                        break
                    self._try(name)
            wanted = [n for n in wanted if not self._over(n, ends, tries)]
            self.tell(self.line())

    def _over(self, name: str, ends: float, tries: int | None) -> bool:
        count = self.counts[name]
        # What fails every time would only fill the disk with what it left.
        enough = (tries is not None and count.tried >= tries) or count.failed >= _ENOUGH_FAILED
        over = self.stopped or time.monotonic() >= ends
        return enough or over or bool(count.skipped)

    def _try(self, name: str) -> None:
        count = self.counts[name]
        seed = self.first_seed + count.tried
        try:
            outcome = self._kind(name).once(seed)
        except (Refused, Unavailable) as sorry:
            if name not in self._made:
                count.skipped = sentence(sorry, self.lang)
                return
            outcome = Outcome(end=End.FAILED, why=sorry.key)
        except Exception:  # noqa: BLE001 - a crash is what is looked for; the next try goes on
            outcome = Outcome(end=End.FAILED, why=traceback.format_exc(limit=-3))
        count.add(seed, outcome)

    def _kind(self, name: str) -> Kind:
        if name not in self._made:
            folder = self.folder / name
            folder.mkdir()
            made = KINDS[name][0](folder)
            if isinstance(made, BadLines):
                made.entries = self.entries
            self._made[name] = made
        return self._made[name]

    def close(self) -> None:
        """End what was started; folders of failed tries stay."""
        for kind in self._made.values():
            getattr(kind, "close", lambda: None)()

    @property
    def failed(self) -> int:
        """How many tries failed."""
        return sum(count.failed for count in self.counts.values())

    def line(self) -> str:
        """How it stands, in one line."""
        parts = [
            say(
                "soak.count",
                self.lang,
                kind=say(f"soak.kind.{name}", self.lang),
                tried=c.tried,
                survived=c.survived,
                detected=c.detected,
                failed=c.failed,
            )
            for name, c in self.counts.items()
            if not c.skipped
        ]
        return "；".join(parts) if self.lang == "zh" else "; ".join(parts)
