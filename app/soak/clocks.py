"""The computer's clock jumps: stamps never go back, numbers never come again."""

from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from app.soak import proof, station
from app.soak.outcome import Outcome
from app.soak.station import Place, Told
from app.store.tables import journal

_YEAR = timedelta(days=365)
_TRIES_A_REGISTER = 20


class Clocks:
    """Arrivals on one register while the clock stands anywhere within two years."""

    name = "clock"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place: Place | None = None
        self._told: list[Told] = []
        self._tries = 0

    def once(self, seed: int) -> Outcome:
        """A start, a few arrivals, the clock set back a year and forward again between them."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        number, self._tries = self._tries, self._tries + 1
        if self._place is None or number % _TRIES_A_REGISTER == 0:
            self._place = station.make(self._folder / f"register-{number}")
            self._told = []
        register = self._place.open()
        for back in (_YEAR, timedelta(), _YEAR * chance.uniform(-1, 1)):
            self._told.append(station.arrive(register, chance, back=back))
        rows = register.ask(select(journal.c.hlc).order_by(journal.c.n))
        stamps = [row[0] for row in rows]
        register.close()
        wrong = [] if stamps == sorted(set(stamps)) else ["a stamp went back"]
        return Outcome.of(wrong + proof.faults(self._place, self._told, chance))
