"""A line that cuts half of the requests and loses, repeats and delays others: all is there once."""

import subprocess
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec

from app.soak import lined, station
from app.soak.lined import Centre
from app.soak.outcome import Outcome
from app.soak.station import Place
from app.store import line

ENTRIES = 100_000
_LONGEST = 3600.0


class BadLines:
    """One desk sends everything through the proxy, another one hears it through another proxy."""

    name = "line"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.entries = ENTRIES
        self._tries = 0

    def once(self, seed: int) -> Outcome:
        """A centre, two desks, so many entries."""
        self._tries += 1
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        here = self._folder / f"line-{self._tries}"
        here.mkdir()
        here.chmod(0o755)
        one, other = station.make(here / "one"), lined.empty(here / "other")
        centre = Centre(folder=here / "centre")
        centre.start()
        try:
            centre.admit(one)
            centre.admit(other)
            entries = lined.people(one, self.entries, chance)
            faults, counts = self._through(centre, one, here / "going", seed)
            more, others = self._through(centre, other, here / "coming", seed + 1)
            found = lined.compare(centre, [one, other])
        finally:
            centre.close()
        faults += more + found.faults
        if found.entries < entries:
            faults.append(f"{found.entries} of {entries} entries")
        counted = {name: counts.get(name, 0) + others.get(name, 0) for name in counts | others}
        return Outcome.of(faults, counted=counted | {"entries": found.entries})

    def _through(
        self, centre: Centre, place: Place, counts: Path, seed: int
    ) -> tuple[list[str], dict[str, int]]:
        """Rounds through a proxy, until nothing waits."""
        tls = centre.folder / "tls"
        papers = [str(tls / name) for name in ("server.pem", "server.key", "authority.pem")]
        port = centre.url.rpartition(":")[2]
        proxy = lined.start("app.soak.proxy", port, *papers, str(seed), str(counts))
        try:
            _speak_to(place, f"https://127.0.0.1:{lined.said_by(proxy)}")
            done = lined.ended(lined.rounds(place, _LONGEST))
        finally:
            _kill(proxy)
        _speak_to(place, centre.url)
        seen = msgspec.json.decode(counts.read_bytes(), type=dict[str, int])
        if done is None or done.waiting:
            return [f"did not come to an end: {done}"], seen
        odd = set(done.said) - {"line.offline", "line.slow", "line.busy"}
        said = [f"said {key}" for key in sorted(odd)]
        return said + ([f"{done.unknown} not understood"] if done.unknown else []), seen


def _speak_to(place: Place, url: str) -> None:
    """The same centre under another address; what was heard stays heard."""
    with closing(place.open()) as register:
        register.within(lambda connection: line.move_to(connection, url))


def _kill(running: "subprocess.Popen[bytes]") -> None:
    running.kill()
    running.communicate()
