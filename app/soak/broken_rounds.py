"""kill -9 of desk, centre or PostgreSQL in the middle of a round, while the clocks jump."""

import select
import signal
from pathlib import Path
from random import Random

from app.soak import lined, station
from app.soak.lined import Centre
from app.soak.outcome import Outcome
from app.soak.station import Place

_ENTRIES = 600
_TRIES_A_CENTRE = 15
_LONGEST = 0.5
"""Seconds until the kill, after the rounds have begun."""
VICTIMS = ("desk", "centre", "database")


class BrokenRounds:
    """One try after the other on the same two desks and centre, new ones now and then."""

    name = "sync_kill"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tries = 0
        self._centre: Centre | None = None
        self._places: list[Place] = []

    def close(self) -> None:
        """End the centre."""
        if self._centre is not None:
            self._centre.close()

    def once(self, seed: int) -> Outcome:
        """Register people, begin a round, kill somebody, go on, compare."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        centre = self._begun()
        place = chance.choice(self._places)
        lined.people(place, _ENTRIES, chance)
        victim = chance.choice(VICTIMS)
        running = lined.rounds(place, seed=seed)
        select.select([], [], [], chance.uniform(0, _LONGEST))
        in_the_middle = running.poll() is None
        if victim == "desk":
            running.kill()
        elif victim == "centre":
            centre.end(signal.SIGKILL)
            centre.start()
        elif not centre.break_database():
            in_the_middle = False
        lined.ended(running)
        faults = []
        for one in (*self._places, *self._places):
            done = lined.ended(lined.rounds(one, seed=seed))
            if done is None or done.waiting:
                faults.append(f"{victim} killed, then: {done}")
        found = lined.compare(centre, self._places)
        notes = (f"killed_{victim}", *(("in_mid_round",) if in_the_middle else ()))
        return Outcome.of(faults + found.faults, notes=notes)

    def _begun(self) -> Centre:
        number, self._tries = self._tries, self._tries + 1
        if self._centre is None or number % _TRIES_A_CENTRE == 0:
            self.close()
            here = self._folder / f"centre-{number}"
            here.mkdir()
            here.chmod(0o755)
            self._centre = Centre(folder=here / "centre")
            self._centre.start()
            self._places = [station.make(here / "one"), lined.empty(here / "other")]
            for place in self._places:
                self._centre.admit(place)
                lined.ended(lined.rounds(place))  # from now on both know the officers
        self._centre.start()
        return self._centre
