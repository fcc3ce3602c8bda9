"""A centre as a program of its own: started, pulled out and started again at the same address."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from app.domain.errors import Unavailable

_URL = re.compile(r"https?://[0-9.]+:([0-9]+)")


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}


class Centre:
    """One folder, one address; `with` ends it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, "0"
        self._running: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> "Centre":
        self.start()
        return self

    def __exit__(self, *_why: object) -> None:
        self.stop()

    def start(self) -> None:
        """Back when it answers."""
        self._running = subprocess.Popen(  # noqa: S603 - our own interpreter and program
            self._words("run", "--port", self._port),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=_environment(),
        )
        said = self._running.stdout.readline() if self._running.stdout else ""
        found = _URL.search(said)
        if not found:
            self.stop()
            raise Unavailable("demo.no_centre")
        self.url, self._port = found[0], found[1]

    def stop(self) -> None:
        """As when somebody trips over the cable."""
        if self._running:
            self._running.terminate()
            self._running.communicate()
            self._running = None

    def code(self, station: str) -> str:
        """An invitation for one desk."""
        done = subprocess.run(  # noqa: S603 - our own interpreter and program
            self._words("enrol", "--station", station, "--json"),
            capture_output=True,
            text=True,
            check=False,
            env=_environment(),
        )
        try:
            return str(json.loads(done.stdout)["code"])
        except (ValueError, KeyError):
            raise Unavailable("demo.no_centre") from None

    def _words(self, *more: str) -> list[str]:
        return [sys.executable, "-P", "-m", "app", "centre", *more, "--data", str(self._folder)]
