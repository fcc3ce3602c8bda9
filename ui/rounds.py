"""Rounds with the centre while a desk runs: at once on a change and on news, beside the work."""

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.face_sharing import Mode
from ui.compares import Compares
from ui.jobs import Jobs
from ui.lanes import Lanes
from ui.loads import Loads, say_no
from ui.loads import steps as steps_of

if TYPE_CHECKING:
    from app.domain.staff import Officer
    from app.store.register import Register
    from app.store.unpacking import Stage
    from app.sync.line import Line
    from app.sync.round import Answers, Bundle
    from app.sync.stick import FromStick
    from app.wire.talk import Part
    from ui.loads import Brought

T = TypeVar("T")
PEOPLE = 20
"""So many are made findable in one piece."""
HELD = 25.0
"""Seconds that the centre may hold a question while there is nothing to tell."""
_FIRST, _LONGEST = 2.0, 300.0
_NETWORK = (
    "app.sync.round", "app.sync.pictures", "app.sync.faces", "app.sync.audit", "app.sync.check",
)  # fmt: skip
_BUSY = frozenset({"gather", "settle", "lanes", "load"})
_MAKE_WAY = 100
"""Milliseconds between two looks whether somebody is held before a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """How it stands with the centre; `how`: alone, well, away, refused, loading, paused."""

    how: str = "alone"
    waiting: int = 0
    coming: int = 0
    """Changes at the centre that are still to come: until then lists here may lack somebody."""
    letters: int = 0
    last: datetime | None = None
    sorry: Refused | Unavailable | None = None
    again_in: int = 0
    """Seconds until it is tried again."""
    loaded: int = 0
    to_load: int = 0
    """Rows of a snapshot that are here, and of how many."""
    unloaded: bool = False
    """Something of this station, or what there is of it, is still to be fetched."""
    paused: bool = False
    """Loading waits until the officer wants it again."""
    stick_sorry: Refused | Unavailable | None = None
    """Why a stick was not taken; it stays until another one is tried."""
    asked: bool = False
    """Somebody asked for a round, and it is not over."""

    @property
    def partly(self) -> int:
        """How many hundredths of the station's file are here, while there is not all of it; 0 where
        it is whole, or nothing is known of how much there is."""
        if not self.unloaded or not self.to_load:
            return 0
        return max(1, min(99, self.loaded * 100 // self.to_load))


class Rounds(QObject):
    """One round after the other; the register in small jobs, the network in its own thread."""

    turned = Signal(object)
    """Stands: something is other than it was."""

    def __init__(self, jobs: Jobs, held: float = HELD, faces: Mode = Mode.SHARE) -> None:
        super().__init__()
        self._jobs, self._held, self._hold = jobs, held, held
        self._coming = 0
        self._number = 0
        """How often the centre was asked."""
        self._aside = 0
        """Questions that wait to be asked between two rounds."""
        self.faces = faces
        """How far this desk lets faces travel at most."""
        self._register: Register | None = None
        self._officer: Officer | None = None
        self._line: Line | None = None
        self._transport: object = None
        self._step = ""
        self._failed = 0
        self._loads = Loads()
        self.compares = Compares(jobs, self._carried, self._sorry, self)
        self._lanes = Lanes(jobs, self._after_lanes, self._sorry, self)
        self.stands = Stands()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._begin)
        jobs.changed.connect(self._changed)

    def serve(self, register: "Register", officer: "Officer | None" = None) -> None:
        """A register is open: go on speaking to its centre, if it has one. The letters that are
        counted are those of the officer who is here; all of them where none is named."""
        self._register, self._officer = register, officer
        self.join()

    def join(self) -> None:
        """The register was let in somewhere, perhaps elsewhere than before."""
        register = self._register
        if register is None or register.line is None:
            self._show(Stands())
            return
        self._end_line()
        self._jobs.forget(self)  # what the old line was asked
        self._failed = 0
        self._step = ""
        self._hold = 0.0  # how it stands is known at once, not when the centre lets go
        self._loads = Loads(paused=self._loads.paused)
        self._show(Stands(how="well"))
        self.count()
        transport = self._transport

        def opened() -> "Line | None":
            # Read where nobody waits for it, and only where there is a centre.
            for name in _NETWORK:
                import_module(name)
            from app.sync.joining import open_line

            return open_line(register, transport)

        self._jobs.centre(self, opened, self._opened, self._sorry)

    def _opened(self, line: "Line | None") -> None:
        self._line = line
        self._begin()

    def leave(self) -> None:
        """The register is closed: whoever is held at the centre comes back at once."""
        self._later.stop()
        self._end_line()
        self._register = None
        self._step, self._aside = "", 0
        self._jobs.forget(self)

    def now(self) -> None:
        """Somebody asked for it."""
        self._failed = 0
        self._hold = 0.0
        self._show(replace(self.stands, asked=self.stands.how != "alone"))
        if self._step in {"away", "paused"}:
            self._later.stop()
            self._begin()
        else:
            self._hurry()

    def ask(
        self,
        owner: QObject,
        question: "Callable[[Line], T]",
        then: "Callable[[T], None]",
        sorry: Callable[[Refused | Unavailable], None],
    ) -> None:
        """Somebody wants something of the centre, between two rounds, on a line of its own; who is
        held comes back for it."""
        register, transport = self._register, self._transport
        if register is None or register.line is None:
            sorry(Unavailable("line.alone"))
            return

        def asked() -> "T":
            from app.sync.joining import open_line

            try:
                line = open_line(register, transport)
                if line is None:
                    raise Unavailable("line.alone")
                with closing(line):
                    return question(line)
            finally:
                self._aside -= 1

        self._aside += 1
        self._jobs.centre(owner, asked, then, sorry)
        self._make_way()

    def _make_way(self) -> None:
        """As long as a question waits, nobody is held before it."""
        if self._aside > 0:
            self._hurry()
            QTimer.singleShot(_MAKE_WAY, self, self._make_way)

    def _hurry(self, number: int = 0) -> None:
        """Whoever is held comes back; again, as the question may still be on its way to its
        thread."""
        if self._step != "held" or self._line is None or number not in {0, self._number}:
            return
        self._line.hurry()
        QTimer.singleShot(_MAKE_WAY, self, partial(self._hurry, self._number))

    def _end_line(self) -> None:
        line, self._line = self._line, None
        if line:
            line.end()
            # In the thread that spoke; who is told of it does not matter.
            self._jobs.centre(self._jobs, line.close, lambda _: None)

    def _changed(self, changes: object) -> None:
        """An officer saved something: it is sent now."""
        kinds: frozenset[str] = getattr(changes, "kinds", frozenset())
        if kinds & {"letter", "letter_answer"}:
            self.count()
        if self._step == "paused":
            self._begin()
        else:
            self._hurry()

    def _begin(self) -> None:
        if self._register is None or self._line is None or self._step in _BUSY:
            return
        from app.sync.round import gather

        self._step, most = "gather", self.faces
        self._jobs.desk(self, lambda register: gather(register, most), self._gathered, self._sorry)

    def _gathered(self, bundle: "Bundle") -> None:
        line = self._line
        if line is None:
            return
        if self._loads.wants(bundle.stage):
            self._load(line, bundle)
            return
        from app.sync.round import exchange

        self._step = "speak" if bundle.entries else "held"
        stands = replace(self.stands, waiting=bundle.waits)
        if stands.unloaded:
            # All of it is here; what the streams have besides is not waited for.
            self._hold = 0.0
            stands = replace(stands, unloaded=False, paused=False, loaded=stands.to_load)
        self._show(stands)
        held, self._hold = self._hold, self._held
        self._number += 1
        self._jobs.centre(self, lambda: exchange(line, bundle, held), self._exchanged, self._sorry)

    def _load(self, line: "Line", bundle: "Bundle") -> None:
        """A snapshot before the streams; what waits is sent all the while."""
        stage, loads = bundle.stage, self._loads
        if stage is None or (loads.paused and not bundle.entries):
            self._step = "paused"
            self._show_load(stage, bundle)
            return
        self._step = "load"
        self._show_load(stage, bundle)
        turn = partial(loads.turn, line, bundle, stage)
        self._jobs.centre(self, turn, self._loaded, self._sorry)

    def _show_load(self, stage: "Stage | None", bundle: "Bundle") -> None:
        paused = self._loads.paused
        done, rows = (stage.done, stage.rows) if stage else (0, 0)
        self._show(
            replace(
                self.stands, how="paused" if paused else "loading", waiting=bundle.waits,
                sorry=None, loaded=done, to_load=rows, unloaded=True, paused=paused, asked=False,
            )
        )  # fmt: skip

    def _loaded(self, brought: "Brought") -> None:
        self._failed = 0
        self._settle(steps_of(brought, clock.now()))

    def pause(self, *, paused: bool) -> None:
        """Loading waits until it is wanted again; nothing that is here goes."""
        self._loads.paused = paused
        self._show(replace(self.stands, paused=paused))
        if self._step in {"paused", "away"}:
            self._later.stop()
            self._begin()

    def load_from(self, stick: "FromStick") -> None:
        """Go on from a stick, also where the centre is out of reach."""
        self._loads.stick = stick
        self._show(replace(self.stands, stick_sorry=None))
        self.pause(paused=False)

    def _exchanged(self, answers: "Answers") -> None:
        from app.sync.round import acknowledge, note_permits, pieces

        self._step, self._failed = "settle", 0
        now, pushed, self._coming = clock.now(), answers.pushed, answers.coming
        steps: list[Callable[[Register], object]] = []
        if pushed is not None:
            steps.append(lambda register: acknowledge(register, pushed, now))
        if answers.permits is not None:
            steps.append(lambda register: note_permits(register, answers))

        def settle(piece: "Part") -> "Callable[[Register], object]":
            return lambda register: register.settle([piece], now)

        steps += [settle(piece) for piece in pieces(answers)]
        if answers.sorry:
            steps.append(partial(say_no, answers.sorry))
        self._settle(steps)

    def _settle(self, steps: "list[Callable[[Register], object]]") -> None:
        if not steps:
            # Of a snapshot everybody is indexed at its end.
            if self._step == "load":
                self._carried()
            else:
                self._index(more=True)
            return
        first, *rest = steps
        self._jobs.desk(self, first, lambda _: self._settle(rest), self._sorry)

    def _index(self, *, more: bool) -> None:
        """Whoever came is on file; now they are made findable, a few at a time."""
        if not more:
            self._jobs.desk(self, self._counts, self._turned_round, self._sorry)
            return
        self._jobs.desk(
            self,
            lambda register: register.index(PEOPLE),
            lambda left: self._index(more=left),
            self._sorry,
        )

    def count(self) -> None:
        """How much waits and what is in the letterbox, beside the rounds."""
        self._jobs.desk(self, self._counts, self._counted, lambda _: None)

    def _counts(self, register: "Register") -> tuple[int, int]:
        """How many entries wait to be sent, and how many letters to be answered."""
        from app.desk import centre
        from app.store import line

        register.sweep_lent(clock.now())
        officer = self._officer
        found = centre.letters_for(register, officer) if officer else line.letters(register)
        return line.how_many_wait(register), len(found)

    def _counted(self, found: tuple[int, int]) -> None:
        waiting, letters = found
        self._show(replace(self.stands, waiting=waiting, letters=letters))

    def _turned_round(self, found: tuple[int, int]) -> None:
        """A round is over; faces, roots and pictures before the next."""
        waiting, letters = found
        self._show(
            Stands(
                how="well", waiting=waiting, coming=self._coming, letters=letters, last=clock.now()
            )
        )
        if self._line:
            self._step = "lanes"
            self._lanes.look(self._line, self.faces)

    def _after_lanes(self, *, more: bool) -> None:
        if more:
            self._hold = 0.0
        if self._line is None or more:
            self._carried()
        else:
            self.compares.look(self._line)

    def _carried(self) -> None:
        self._step = ""
        self._begin()

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        if self._line is None:
            return
        if sorry.key == "line.ended":
            self._carried()
            return
        if sorry.key == "line.snapshot_again":
            self._jobs.desk(
                self,
                partial(_begin_anew, sorry),
                lambda did: self._carried() if did else self._away(sorry),
            )
            return
        if sorry.key.startswith("snapshot.") and self._loads.stick is not None:
            self._loads.stick = None
            self._show(replace(self.stands, stick_sorry=sorry))
            self._carried()  # the centre has it as well
            return
        self._away(sorry)

    def _away(self, sorry: Refused | Unavailable) -> None:
        self._step = "away"
        self._failed += 1
        longest = min(_LONGEST, _FIRST * 2.0 ** min(self._failed, 20))
        seconds = max(_FIRST, random.uniform(0, longest))  # noqa: S311 - so that not all come at once
        how = "away" if isinstance(sorry, Unavailable) else "refused"
        self._show(replace(self.stands, how=how, sorry=sorry, again_in=round(seconds), asked=False))
        self._later.start(round(seconds * 1000))
        self.count()

    def _show(self, stands: Stands) -> None:
        if stands != self.stands:
            self.stands = stands
            self.turned.emit(stands)


def _begin_anew(sorry: Refused | Unavailable, register: "Register") -> bool:
    from app.sync.round import begin_anew

    return begin_anew(register, sorry)
